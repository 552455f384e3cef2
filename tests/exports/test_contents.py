from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from exports.contents import plan_content
from exports.word import content as word
from planner.models import Financing, Link, Plan, Task, Theme, Translated
from planner.queries.costs import plan_costs
from planner.queries.schedules import schedule_of_plan
from tests.exports.factories import make_empty_plan
from tests.factories import make_advisor, make_contribution, make_member, make_plan, make_source

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 10)


def content_of(plan, language="en"):
    with override(language):
        return plan_content(plan, schedule_of_plan(plan), today=TODAY)


def test_plan_content_says_what_the_plan_is():
    plan = make_plan("JOR", codes=("INN-01",), start=date(2027, 1, 3))

    content = content_of(plan)

    assert (content.language, content.base_language, content.months) == ("en", "ar", "LEVANT")
    assert content.title == word.Text("National action plan – Jordan", "en")
    assert content.country == word.Text("Jordan", "en")
    assert (content.reference, content.revision, content.state) == (plan.reference, 1, "Draft")
    assert (content.made_on, content.period_start) == (TODAY, date(2027, 1, 3))
    assert content.working_week == "Sunday, Monday, Tuesday, Wednesday, Thursday"
    assert content.currency == "US dollars"


@pytest.mark.parametrize(
    ("language", "title", "working_week"),
    [
        ("ar", "خطة العمل الوطنية – تونس", "الاثنين، الثلاثاء، الأربعاء، الخميس، الجمعة"),
        ("fr", "Plan d’action national – Tunisie", "lundi, mardi, mercredi, jeudi, vendredi"),
    ],
)
def test_plan_content_is_in_the_language_asked_for(language, title, working_week):
    content = content_of(make_plan("TUN"), language)

    assert (content.language, content.title, content.working_week.lower()) == (
        language,
        word.Text(title, language),
        working_week,
    )


def test_plan_content_marks_what_it_has_in_another_language_only():
    plan = make_empty_plan()
    plan.title = Translated(ar="خطة الابتكار")
    plan.save(update_fields=["title"])

    content = content_of(plan, "fr")

    assert content.title == word.Text("خطة الابتكار", "ar")
    assert content.untranslated() == [content.title]


@pytest.mark.parametrize("state", Plan.State)
def test_a_plan_may_be_published_once_it_is_approved(state):
    plan = make_empty_plan()
    plan.state = state

    publishable = content_of(plan).publishable

    before = (Plan.State.DRAFT, Plan.State.IN_REVIEW, Plan.State.IN_CONSULTATION, Plan.State.SUBMITTED)
    assert publishable == (state not in before)


def test_plan_content_names_who_made_and_who_may_see_it():
    make_member("JOR", "OFFICIAL", "hala")
    make_member("JOR", "OFFICIAL", "amer")
    make_member("TUN", "OFFICIAL", "amel")
    plan = make_empty_plan("JOR")
    plan.created_by = make_advisor("JOR")

    content = content_of(plan)

    assert content.prepared_by == str(plan.created_by)
    assert content.visible_to == (f"Advisor: {plan.created_by}", "Official: amer, hala")


def test_plan_content_shows_the_published_indices_with_their_years_and_sources():
    (egdi, *_others) = rows = content_of(make_empty_plan("ARE")).index_rows

    assert [str(row.indicator.value) for row in rows[:6]] == [
        "E-Government Development Index",
        "Online Service Index",
        "Telecommunication Infrastructure Index",
        "Human Capital Index",
        "E-Participation Index",
        "GovTech Maturity Index",
    ]
    assert egdi.values == {
        2018: Decimal("0.8295"),
        2020: Decimal("0.8555"),
        2022: Decimal("0.9010"),
        2024: Decimal("0.9533"),
    }
    assert egdi.source.startswith("United Nations E-Government Survey 2018, 2020, 2022, 2024, data centre")


def test_a_commitment_tells_where_it_comes_from_and_what_it_serves():
    plan = make_plan(codes=("INN-01",))
    row = plan.commitments.get()

    (commitment,) = content_of(plan).commitments

    assert (commitment.number, commitment.title) == (1, word.Text(row.title["en"], "en"))
    assert commitment.source == word.Source(
        recommendation=word.Text(row.recommendation.title["en"], "en"),
        code="INN-01",
        study=word.Text(row.recommendation.study.title["en"], "en"),
        starter_set=True,
    )
    themes = row.recommendation.themes
    assert commitment.rite == tuple(theme.name["en"] for theme in themes.filter(kind=Theme.Kind.RITE))
    assert commitment.sdg == tuple(f"{theme.code} {theme.name['en']}" for theme in themes.filter(kind=Theme.Kind.SDG))
    assert ", ".join(body.value for body in commitment.supporting) == row.supporting["en"]
    assert len(commitment.supporting) == row.recommendation.supporting.count()


def test_a_commitment_costs_and_is_financed_as_on_the_page_of_costs():
    plan = make_plan(codes=("INN-01",), start=date(2027, 11, 1))
    row = plan.commitments.get()
    source = make_source(plan, kind="DONOR")
    Financing.objects.create(source=source, commitment=row, year=2027, amount=700)
    Financing.objects.create(source=source, commitment=row, year=2028, amount=300)

    (commitment,) = content_of(plan).commitments

    (sheet,) = plan_costs(plan).commitments
    assert commitment.balances == sheet.years
    assert commitment.financing == (word.Financing(word.Text("موازنة", "ar"), 1000, kind="DONOR", secured=False),)


def test_the_plan_s_texts_and_its_consultation_are_told():
    plan = make_plan(codes=("INN-01",))
    plan.introduction, plan.activity_report_months = Translated(en="Why"), 6
    plan.save()
    make_contribution(plan, commitment=plan.commitments.get(), response="TAKEN_IN", reason=Translated(ar="مفيد"))

    content = content_of(plan)

    assert content.introduction == word.Text("Why", "en")
    assert content.monitoring.activity_months == 6
    assert content.contributions == (
        word.Contribution(
            received_on=date(2027, 1, 3),
            contributor=word.Text("جمعية", "ar"),
            text=word.Text("نشر التقارير", "ar"),
            occasion=word.Text("", "en"),
            commitment=1,
            response="Taken in",
            reason=word.Text("مفيد", "ar"),
        ),
    )


def test_a_commitment_is_measured_and_knows_its_risks():
    plan = make_plan(codes=("INN-01",))
    indicator, risk = plan.commitments.get().indicators.first(), plan.commitments.get().risks.first()
    indicator.baseline, indicator.baseline_year = 12.5, 2025
    indicator.save(update_fields=["baseline", "baseline_year"])
    indicator.targets.create(year=2027, target=20, actual=22)

    (commitment,) = content_of(plan).commitments

    said = commitment.indicators[0]
    assert (said.name.value, said.unit, said.baseline) == (indicator.name["en"], "per cent", "12.5 (2025)")
    assert (said.targets, said.reached) == ({2027: "20"}, {2027: "22"})
    assert commitment.indicators[1].targets == {
        commitment.finish.year: f"{plan.commitments.get().indicators.all()[1].target:g}"
    }
    assert commitment.indicators[1].baseline == ""
    assert (commitment.risks[0].text.value, commitment.risks[0].mitigation.value) == (
        risk.text["en"],
        risk.mitigation["en"],
    )


def test_tasks_say_their_dates_and_what_sets_them():
    plan = make_plan(codes=("INN-01",), start=date(2027, 1, 3))
    first, second, third = Task.objects.filter(workplan=plan.workplan)[:3]
    Link.objects.filter(after__in=[first, second, third]).delete()
    Link.objects.create(before=first, after=second)
    Link.objects.create(before=second, after=third, kind="SS", lag=3)
    Task.objects.filter(pk=first.pk).update(earliest=date(2027, 2, 1), days=2)

    tasks = content_of(plan).commitments[0].tasks[:3]

    assert [task.number for task in tasks] == ["1.1", "1.2", "1.3"]
    assert (tasks[0].start, tasks[0].finish) == (date(2027, 2, 1), date(2027, 2, 2))
    assert [task.driver for task in tasks] == [
        "May not start before this day",
        "Waits for 1.1",
        "Waits for 1.2: start to start, plus 3 working days",
    ]
    assert [task.depends_on for task in tasks] == [
        (),
        (word.Dependency("1.1"),),
        (word.Dependency("1.2", "SS", 3),),
    ]


def test_a_shared_task_says_which_other_commitments_it_serves():
    plan = make_plan(codes=("INN-01", "INN-02", "INN-03", "INN-04"))
    shared = {task.key: [other.order for other in task.also_serves.all()] for task in plan.workplan.tasks.all()}

    tasks = content_of(plan).tasks

    assert sorted(task.also_serves for task in tasks) == sorted(tuple(sorted(orders)) for orders in shared.values())
    assert any(task.also_serves for task in tasks)


def test_a_deadline_that_cannot_be_kept_is_a_sentence():
    plan = make_plan(codes=("INN-01",), start=date(2027, 1, 3), finish_by=date(2027, 1, 10))

    (conflict,) = content_of(plan).conflicts

    assert conflict.startswith("The plan finishes ")
    assert conflict.endswith(" working days after its deadline, 10 January 2027.")


def test_holidays_that_may_move_within_the_plan_are_named():
    holidays = content_of(make_plan("JOR", start=date(2027, 1, 3))).estimated_holidays

    assert holidays
    assert all(holiday.day >= date(2027, 1, 3) and holiday.name for holiday in holidays)


def test_plan_content_needs_as_many_queries_for_three_commitments_as_for_one(django_assert_num_queries):
    plans = [make_plan(codes=("INN-01",)), make_plan(codes=("INN-01", "INN-02", "INN-03"))]

    for plan in plans:
        plan = Plan.objects.select_related("country", "workplan", "created_by").get(pk=plan.pk)
        schedule = schedule_of_plan(plan)
        with override("ar"), django_assert_num_queries(12):
            plan_content(plan, schedule, today=TODAY)
