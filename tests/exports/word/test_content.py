from dataclasses import replace

import pytest

from exports.word.content import Commitment, Dependency, Text
from planner.domain.costs import Balance
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


def test_the_plan_s_years_and_total_leave_out_what_is_not_known():
    one = Commitment(1, "one", balances={2027: Balance(additional=100, gap=100)})
    two = Commitment(2, "two", balances={2027: Balance(additional=10, financing={"DONOR": 90}, excess=80)})
    unknown = Commitment(3, "unknown")

    content = replace(plan("en"), commitments=(one, two, unknown))

    both = Balance(additional=110, financing={"DONOR": 90}, gap=100, excess=80)
    assert (unknown.total, content.total, content.years) == (None, both, {2027: both})
    assert replace(content, commitments=(unknown,)).total is None


def test_plan_untranslated_names_the_texts_that_fell_back():
    missing = Text("Institute of Public Administration", "en")
    content = plan("ar", commitments=0, title=missing, summary=Text("", "en"), conflicts=(Text("تعارض", "ar"),))

    assert content.untranslated() == [missing]
