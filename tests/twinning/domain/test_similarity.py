from itertools import combinations

import pytest

from planner.services.reference.files import FOLDER, read_toml
from twinning.domain.similarity import are_similar, overlap, telling_words


def test_telling_words_are_folded_and_without_the_article_and_short_words():
    assert telling_words("الهويّة الرقمية في الأردن") == {"هويه", "رقميه", "اردن"}


def test_overlap_of_a_text_of_one_word_is_none():
    assert overlap(frozenset({"portal"}), frozenset({"portal", "data"})) == 0.0
    assert overlap(frozenset({"portal", "data"}), frozenset({"portal", "data", "open"})) == 1.0


@pytest.mark.parametrize(
    ("title", "text", "alike"),
    [
        pytest.param("عقد الزواج الالكتروني", "", True, id="title spelled otherwise"),
        pytest.param("خدمة أخرى", "", False, id="other title"),
        pytest.param("منصة المحاكم", "إبرام عقود الزواج إلكترونياً في المحاكم على المستوى المحلي", True, id="same text"),
    ],
)
def test_are_similar_looks_at_titles_and_at_texts(title, text, alike):
    known = {"ar": "عقد الزواج الإلكتروني"}, {"ar": "إبرام عقود الزواج إلكترونيا على المستوى المحلي (أبوظبي)"}

    assert are_similar({"ar": title}, {"ar": text}, *known) is alike


def test_are_similar_compares_within_one_language():
    assert not are_similar({"ar": "بوابة البيانات المفتوحة"}, {}, {"en": "بوابة البيانات المفتوحة"}, {})


def test_of_the_shipped_practices_three_pairs_are_alike():
    shipped = read_toml(FOLDER, "practices.toml").entries("practice")

    alike = [
        f"{one.key} {other.key}"
        for one, other in combinations(shipped, 2)
        if are_similar(one.text("title"), one.text("summary"), other.text("title"), other.text("summary"))
    ]

    assert alike == ["P01 P05", "P06 P07", "P09 P13"]
