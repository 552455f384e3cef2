import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from planner.models import Link, Plan
from tests.factories import make_plan

pytestmark = pytest.mark.django_db


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


def test_build_plan_prints_the_plan_s_id_last_and_adds_prerequisites(capsys):
    call_command("build_plan", "--country", "jor", "--start", "2027-01-03", "--recommendation", "TEC-02")

    plan = Plan.objects.get(pk=last_line(capsys.readouterr().out))
    assert list(plan.commitments.values_list("recommendation", flat=True)) == ["TEC-01", "TEC-02"]
    assert plan.country_id == "JOR"


def test_build_plan_takes_no_more_than_it_is_given_when_told_so(capsys):
    call_command(
        "build_plan", "--country=JOR", "--start=2027-01-03", "--recommendation=TEC-02", "--without-prerequisites"
    )

    plan = Plan.objects.get(pk=last_line(capsys.readouterr().out))
    assert list(plan.commitments.values_list("recommendation", flat=True)) == ["TEC-02"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--country=XXX", "--start=2027-01-03"],
            "There is no country “XXX”. Give its three-letter code, such as JOR.",
        ),
        (["--country=JOR", "--start=3/1/2027"], "“3/1/2027” is not a date. Write it as 2027-01-03."),
        (["--country=JOR", "--start=9999-01-01"], "Give a date between the years 2000 and 2100."),
        (["--country=JOR"], "Give a start date or a deadline."),
        (
            ["--country=JOR", "--start=2027-01-03", "--deadline=2026-12-31"],
            "The deadline 31 December 2026 is before the start 3 January 2027.",
        ),
        (["--country=JOR", "--start=2027-01-03", "--recommendation=XYZ-1"], "There is no recommendation XYZ-1."),
    ],
)
def test_build_plan_refuses_in_one_sentence_and_saves_nothing(options, sentence):
    with override("en"), pytest.raises(CommandError) as refused:
        call_command("build_plan", *options, "--recommendation=INN-01")

    assert str(refused.value) == sentence
    assert not Plan.objects.exists()


def test_show_schedule_tells_every_task_as_json(capsys):
    plan = make_plan(codes=("INN-01",))

    call_command("show_schedule", str(plan.pk), "--json")

    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == plan.workplan.tasks.count()
    assert set(rows[0]) == {
        "key",
        "number",
        "title",
        "days",
        "early_start",
        "early_finish",
        "late_start",
        "late_finish",
        "total_slack",
        "free_slack",
        "critical",
        "predecessors",
    }
    assert rows[0]["number"] == "1.1"
    assert sum(len(row["predecessors"]) for row in rows) == Link.objects.filter(after__workplan=plan.workplan).count()


def test_show_schedule_refuses_a_plan_that_is_not_there():
    with override("en"), pytest.raises(CommandError) as refused:
        call_command("show_schedule", "nonsense")

    assert str(refused.value) == "There is no plan “nonsense”."


def test_show_schedule_names_the_circle_that_links_close():
    plan = make_plan(codes=("INN-01",))
    first, second = plan.workplan.tasks.get(key="INN-01-T1"), plan.workplan.tasks.get(key="INN-01-T2")
    Link.objects.create(before=second, after=first)

    with override("en"), pytest.raises(CommandError) as refused:
        call_command("show_schedule", str(plan.pk))

    sentence = str(refused.value)
    assert sentence.startswith("These tasks wait for each other in a circle: ")
    assert all(task.title["en"] in sentence for task in (first, second))
