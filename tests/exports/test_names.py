import pytest

from exports.names import file_name
from planner.models import JobState
from tests.exports.factories import make_empty_plan, make_export
from tests.factories import make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exports_folder")]


@pytest.mark.parametrize(
    ("language", "profile", "name"),
    [
        ("ar", "full", "خطة العمل الوطنية – الأردن – 2027-01-10.docx"),
        ("en", "full", "National action plan – Jordan – 2027-01-10.docx"),
        ("fr", "full", "Plan d’action national – Jordanie – 2027-01-10.docx"),
        ("en", "short", "National action plan – Jordan – short edition – 2027-01-10.docx"),
    ],
)
def test_file_name_is_the_title_in_the_documents_language_and_the_day(language, profile, name):
    export = make_export(make_empty_plan("JOR"), JobState.READY, language=language, profile=profile)

    assert file_name(export) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j – 2027-01-10.docx"),
        ("plan\u202excod.exe", "plan xcod.exe – 2027-01-10.docx"),
        ("tab\tand\x07bell\n", "tab and bell – 2027-01-10.docx"),
        ("long " * 100, f"{'long ' * 19}long – 2027-01-10.docx"),
    ],
)
def test_file_name_holds_nothing_that_a_system_refuses_or_that_turns_the_text(title, name):
    export = make_export(make_plan(title=title), JobState.READY)

    assert file_name(export) == name


def test_a_file_of_a_scenario_says_so():
    plan = make_plan(title="Reform")
    plan.scenario_of, plan.copied_at_change, plan.scenario_name = make_plan("JOR"), 0, "Two teams"
    plan.save(update_fields=["scenario_of", "copied_at_change", "scenario_name"])

    name = file_name(make_export(plan, JobState.READY, language="en"))

    assert name == "Reform – scenario “Two teams” – 2027-01-10.docx"
