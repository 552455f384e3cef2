import pytest

from planner.domain.search import finds, fold, western_digits


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("الأردن", "الاردن"),
        ("إدارة", "اداره"),
        ("آليات", "اليات"),
        ("ٱلإدارة", "الاداره"),
        ("مستشفى", "مستشفي"),
        ("مسؤولية", "مسيوليه"),
        ("مسئولية", "مسيوليه"),
        ("قائمة", "قايمه"),
        ("خُطَّةُ", "خطه"),
        ("خـــطة", "خطه"),
        ("٢٠٢٧ و۱۴۰۵", "2027 و1405"),
        ("Évaluation", "evaluation"),
        ("e-services  (G2C)", "e services g2c"),
        ("«المنصة»", "المنصه"),
        ("ﻻ", "لا"),
        ("", ""),
        ("\u202e\x00", ""),
    ],
)
def test_fold_gives_one_spelling(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("الاردن", "المملكة الأردنية", True),
        ("ادارة الخطه", "خطة الإدارة: الخُطّة", True),
        ("evaluation donnees", "Évaluation des données", True),
        ("الخطة الوطنية", "وضع خطة وطنية", True),
        ("وبالخطة", "وضع خطة", True),
        ("بالخطة للوطن", "خطة وطن", True),
        ("الم", "ألم", True),
        ("خطة غائبة", "خطة العمل", False),
        ("", "خطة العمل", True),
        ("١٢", "المادة 12", True),
    ],
)
def test_finds_needs_every_word_in_any_spelling(query, text, found):
    assert finds(query, text) is found


def test_western_digits_changes_nothing_else():
    assert western_digits("٣/١/٢٠٢٧ م") == "3/1/2027 م"
