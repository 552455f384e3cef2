from dataclasses import replace
from decimal import Decimal

import pytest

from exports.word.content import Commitment, Dependency, Financing, Text
from tests.exports.word.samples import plan


@pytest.mark.parametrize(
    ("translations", "picked"),
    [
        ({"ar": "خطة", "en": "plan"}, Text("plan", "en")),
        ({"ar": "خطة", "fr": "plan"}, Text("خطة", "ar")),
        ({"ar": "خطة", "en": "  "}, Text("خطة", "ar")),
        ({"fr": "plan"}, Text("plan", "fr")),
        ({}, Text("", "en")),
    ],
)
def test_text_pick_prefers_the_language_then_the_base_then_any(translations, picked):
    assert Text.pick(translations, language="en", base="ar") == picked


def test_text_is_false_when_blank():
    assert [bool(Text(value, "ar")) for value in ("", "  ", "خطة")] == [False, False, True]


@pytest.mark.parametrize(
    ("dependency", "code"),
    [
        (Dependency("1.2"), "1.2 FS"),
        (Dependency("1.2", "SS", 3), "1.2 SS+3"),
        (Dependency("4.1", "FF", -2), "4.1 FF−2"),
    ],
)
def test_dependency_code_says_task_kind_and_lag(dependency, code):
    assert dependency.code == code


def test_commitment_gap_is_what_is_not_financed():
    commitment = Commitment(
        1, "title", cost_additional=Decimal(100), cost_running=Decimal(20), financing=(Financing("state", Decimal(70)),)
    )

    assert (commitment.cost, commitment.financed, commitment.gap) == (Decimal(120), Decimal(70), Decimal(50))


def test_commitment_without_cost_has_no_gap():
    commitment = Commitment(1, "title", financing=(Financing("state", Decimal(70)),))

    assert (commitment.cost, commitment.gap) == (None, None)


def test_plan_gap_is_not_filled_by_another_commitments_surplus():
    short = Commitment(1, "short", cost_additional=Decimal(100))
    rich = Commitment(2, "rich", cost_additional=Decimal(10), financing=(Financing("donor", Decimal(90)),))
    unknown = Commitment(3, "unknown")

    content = replace(plan("en"), commitments=(short, rich, unknown))

    assert (content.cost, content.financed, content.gap) == (Decimal(110), Decimal(90), Decimal(100))


def test_plan_untranslated_names_the_texts_that_fell_back():
    missing = Text("Institute of Public Administration", "en")
    content = plan("ar", commitments=0, title=missing, summary=Text("", "en"), conflicts=(Text("تعارض", "ar"),))

    assert content.untranslated() == [missing]
