import re
from dataclasses import replace

import pytest
from django.utils.translation import override

from planner.domain.contents import LISTS, PlanPart, WorkplanPart, hints_of
from planner.domain.revisions import Difference, differences
from planner.queries.differences import differences_in_words, field_in_words
from planner.queries.revisions import contents_of
from tests.factories import make_plan

TASK = {"ar": "تسمية الوحدة", "en": "Name the unit"}
OTHER = {"ar": "إقرار النظام", "en": "Adopt the bylaw"}
AMOUNT = {"source": TASK, "commitment": OTHER, "year": 2028}
LONG = "ا" * 100


def task(field, before, after):
    return Difference("task", "t1", TASK, field, before, after)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("difference", "arabic", "english"),
    [
        (task("", None, {}), "إضافة: المهمة «تسمية الوحدة».", "Added: Task “Name the unit”."),
        (task("", {}, None), "حذف: المهمة «تسمية الوحدة».", "Removed: Task “Name the unit”."),
        (
            task("days", 5, 12),
            "المهمة «تسمية الوحدة»: أيام العمل من 5 أيام عمل إلى 12 يوم عمل.",
            "Task “Name the unit”: working days from 5 working days to 12 working days.",
        ),
        (
            task("deadline", None, "2027-03-01"),
            "المهمة «تسمية الوحدة»: إضافة الموعد النهائي: 1 آذار 2027.",
            "Task “Name the unit”: deadline set to 1 March 2027.",
        ),
        (
            task("deadline", "2027-03-01", None),
            "المهمة «تسمية الوحدة»: حذف الموعد النهائي، والقيمة السابقة 1 آذار 2027.",
            "Task “Name the unit”: deadline removed; it was 1 March 2027.",
        ),
        (
            task("cost", 0, 1500),
            "المهمة «تسمية الوحدة»: التكلفة الإضافية من 0 دولار إلى 1,500 دولار.",
            "Task “Name the unit”: additional cost from $0 to $1,500.",
        ),
        (
            task("state", "PLANNED", "IN_PROGRESS"),
            "المهمة «تسمية الوحدة»: الحالة من مخططة إلى قيد التنفيذ.",
            "Task “Name the unit”: state from Planned to In progress.",
        ),
        (
            task("responsible", {"ar": "ديوان", "en": "Bureau"}, {"ar": "وزارة", "en": "Ministry"}),
            "المهمة «تسمية الوحدة»: الجهة المسؤولة من «ديوان» إلى «وزارة».",
            "Task “Name the unit”: responsible from “Bureau” to “Ministry”.",
        ),
        (
            task("also_serves", [], [OTHER]),
            "المهمة «تسمية الوحدة»: إضافة الالتزامات الأخرى التي تخدمها: «إقرار النظام».",
            "Task “Name the unit”: commitments it also serves set to “Adopt the bylaw”.",
        ),
        (
            task("output", {"ar": LONG}, {"ar": LONG + "ا"}),
            "المهمة «تسمية الوحدة»: تعديل نص «المُخرَج».",
            "Task “Name the unit”: the text of output is not the same.",
        ),
        (
            Difference("link", "a/b/FS", {}, "", None, {}, about={"before": TASK, "after": OTHER}),
            "إضافة: اعتماد «إقرار النظام» على «تسمية الوحدة».",
            "Added: Dependency of “Adopt the bylaw” on “Name the unit”.",
        ),
        (
            Difference("workplan", "", {}, "finish_by", "2027-12-30", "2028-01-30"),
            "الخطة: الموعد النهائي من 30 كانون الأول 2027 إلى 30 كانون الثاني 2028.",
            "Plan: deadline from 30 December 2027 to 30 January 2028.",
        ),
        (
            Difference("plan", "", {}, "state", "DRAFT", "IN_REVIEW"),
            "الخطة: الحالة من مسودة إلى قيد المراجعة.",
            "Plan: state from Draft to In review.",
        ),
        (
            Difference("financing", "a/b/2028", {}, "amount", 5, 9, AMOUNT),
            "تمويل «إقرار النظام» من «تسمية الوحدة» في عام 2028: المبلغ من 5 دولار إلى 9 دولار.",
            "Financing of “Adopt the bylaw” by “Name the unit” in 2028: amount from $5 to $9.",
        ),
    ],
    ids=lambda value: value.field if isinstance(value, Difference) else "",
)
def test_a_difference_is_said_in_one_sentence(difference, arabic, english):
    plan = make_plan("JOR")

    said = {}
    for language in ("ar", "en"):
        with override(language):
            said[language] = differences_in_words([difference], plan)[0].sentence

    assert said == {"ar": arabic, "en": english}


@pytest.mark.django_db
def test_the_thing_and_what_of_it_is_different_can_be_had_apart():
    with override("en"):
        said = differences_in_words([task("days", 5, 12), task("", None, {})], make_plan("JOR"))

    assert [(one.thing, one.what) for one in said] == [
        ("Task “Name the unit”", "working days from 5 working days to 12 working days."),
        ("Task “Name the unit”", "Added."),
    ]


@pytest.mark.django_db
def test_texts_too_long_for_a_sentence_stand_beside_it():
    said = differences_in_words([task("output", {"ar": LONG}, {"ar": LONG + "ا"})], make_plan("JOR"))[0]

    assert (said.has_long_texts, said.before, said.after) == (True, LONG, LONG + "ا")


@pytest.mark.parametrize("part", [PlanPart, WorkplanPart, *LISTS.values()], ids=lambda part: part.model)
def test_every_value_of_a_plan_has_a_name_in_arabic(part):
    with override("ar"):
        names = [
            field_in_words(part.model, name)
            for name in hints_of(part)
            if name == "kind" or name not in part.identity_fields
        ]

    assert [name for name in names if re.search("[A-Za-z]", name)] == []


@pytest.mark.django_db
def test_every_kind_of_thing_can_come_and_go():
    """No kind falls back on the name of a Python class."""
    plan = make_plan("JOR")
    contents = contents_of(plan)
    nothing = replace(contents, commitments=(), tasks=(), links=(), indicators=(), risks=())

    with override("ar"):
        said = differences_in_words(differences(contents, nothing), plan)

    assert {one.difference.kind for one in said} == {
        "commitment",
        "commitmentindicator",
        "commitmentrisk",
        "link",
        "task",
    }
    assert [one.sentence for one in said if re.search("[A-Za-z]", one.sentence)] == []
