from datetime import date

import pytest
from django.utils import timezone

from planner.models import Plan
from planner.queries.schedules import schedule_of_plan
from tests.factories import make_advisor, make_coordinator, make_official
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of

pytestmark = pytest.mark.django_db
ADDRESS = "/countries/JOR/plans/new/"
ANSWERS = {"recommendation": ["TEC-08"], "start": "2027-01-03", "base_language": "en"}


def errors_of(response, name: str = "form") -> dict[str, list[str]]:
    return {field: list(errors) for field, errors in response.context[name].errors.items()}


def test_new_plan_offers_the_whole_library():
    response = reader(make_coordinator("JOR")).get(ADDRESS)

    assert response.status_code == 200
    assert response.content.decode().count('name="recommendation"') == 24


@pytest.mark.parametrize("make_reader", [lambda: make_official("JOR"), lambda: make_advisor("TUN")])
def test_new_plan_is_not_found_by_those_who_may_not_start_one(make_reader):
    client = reader(make_reader())

    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, ANSWERS).status_code == 404


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        pytest.param({}, True, id="page"),
        pytest.param(HTMX, False, id="fragment"),
        pytest.param(HISTORY, True, id="back"),
    ],
)
def test_new_plan_answers_with_the_page_or_with_the_summary(headers, is_whole):
    response = reader(make_advisor("JOR")).get(ADDRESS, ANSWERS, headers=headers)

    choice = response.context["choice"]
    assert ("planner/new_plan_choose.html" in templates_of(response)) is is_whole
    assert [row.code for row in choice.chosen] == ["TEC-08"]
    assert [row.recommendation.code for row in choice.prerequisites] == ["TEC-02", "TEC-01"]
    assert choice.proposal.start == date(2027, 1, 3)
    assert response["Vary"].count("HX-Request") == 1


def test_new_plan_chooses_all_at_once_and_keeps_the_dates():
    response = reader(make_advisor("JOR")).get(ADDRESS, {"all": "1", "start": "2027-01-03"})

    assert len(response.context["chosen"]) == 24
    assert 'value="2027-01-03"' in response.content.decode()


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        (
            {},
            {
                "recommendation": ["Choose at least one recommendation."],
                "start": ["Give a start date or a deadline."],
            },
        ),
        ({"recommendation": "TEC-08"}, {"start": ["Give a start date or a deadline."]}),
        (
            {"recommendation": "NONE-1", "start": "2027-01-03"},
            {"recommendation": ["There is no recommendation NONE-1."]},
        ),
        (
            {"recommendation": "TEC-08", "start": "the third"},
            {"start": ["Write the date as day, month and year: 3/1/2027, or as 2027-01-03."]},
        ),
        (
            {"recommendation": "TEC-08", "start": "2027-01-03", "finish_by": "1/1/2027"},
            {"finish_by": ["The deadline 1 January 2027 is before the start 3 January 2027."]},
        ),
        (
            {"recommendation": "TEC-08", "start": "9999-01-03"},
            {"start": ["Give a date between the years 2000 and 2100."]},
        ),
    ],
)
def test_new_plan_says_what_is_wrong_and_keeps_what_was_typed(answers, errors):
    response = reader(make_advisor("JOR")).get(ADDRESS, {**answers, "step": "check"})

    content = response.content.decode()
    assert "planner/new_plan_choose.html" in templates_of(response)
    assert errors_of(response) == errors
    assert "There is a problem" in content
    assert all(f'value="{typed}"' in content for name, typed in answers.items() if name != "recommendation")
    assert all(f'href="#id_{field}"' in content and f'id="id_{field}"' in content for field in errors)


@pytest.mark.parametrize("typed", ["2027-01-03", "3/1/2027", "03-01-2027", "٣/١/٢٠٢٧", "٢٠٢٧-٠١-٠٣"])
def test_new_plan_reads_dates_in_the_forms_people_write(typed):
    response = reader(make_advisor("JOR")).get(ADDRESS, {**ANSWERS, "start": typed})

    assert response.context["choice"].proposal.start == date(2027, 1, 3)


def test_checking_shows_the_prerequisites_ticked_and_who_will_see_the_plan():
    response = reader(make_advisor("JOR")).get(ADDRESS, {**ANSWERS, "step": "check"})

    content = response.content.decode()
    assert "planner/new_plan_check.html" in templates_of(response)
    assert [code for code in ("TEC-01", "TEC-02") if f'id="take-{code}" checked>' in content] == ["TEC-01", "TEC-02"]
    assert "Who can see this plan:" in content
    assert Plan.objects.count() == 0


def test_unticking_a_prerequisite_counts_again():
    client = reader(make_advisor("JOR"))
    check = {**ANSWERS, "step": "check"}

    both = client.get(ADDRESS, check).context["choice"].proposal
    response = client.get(ADDRESS, {**check, "checked": "1", "prerequisite": ["TEC-01"]}, headers=HTMX)

    assert templates_of(response)[0] == "planner/_new_plan_size.html"
    assert response.context["choice"].proposal.task_count < both.task_count


def test_creating_makes_the_plan_with_the_ticked_prerequisites():
    user = make_advisor("JOR")

    response = reader(user).post(ADDRESS, {**ANSWERS, "prerequisite": ["TEC-01"], "title": "Reform 2030"})

    plan = Plan.objects.get()
    assert response["Location"] == f"/plans/{plan.pk}/"
    assert [row.recommendation_id for row in plan.commitments.all()] == ["TEC-01", "TEC-08"]
    assert (plan.title, plan.base_language, plan.created_by) == ({"en": "Reform 2030"}, "en", user)
    assert plan.workplan.start == date(2027, 1, 3)


def test_creating_without_a_title_gives_the_usual_one_in_three_languages():
    reader(make_advisor("JOR")).post(ADDRESS, ANSWERS)

    assert set(Plan.objects.get().title) == {"ar", "en", "fr"}


def test_creating_from_a_deadline_alone_starts_as_late_as_it_allows():
    reader(make_advisor("JOR")).post(ADDRESS, {**ANSWERS, "start": "", "finish_by": "2029-12-31"})

    plan = Plan.objects.get()
    assert (plan.workplan.finish_by, plan.workplan.is_counted_back) == (date(2029, 12, 31), True)
    assert plan.workplan.start <= timezone.localdate()
    assert schedule_of_plan(plan).begin_by == date(2027, 8, 2)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": "خطة\u202eexe"}, "title"),
        ({"title": "a\x07b"}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"base_language": "de"}, "base_language"),
        ({"prerequisite": ["NONE-1"]}, "prerequisite"),
        ({"recommendation": []}, "recommendation"),
        ({"start": "31/2/2027"}, "start"),
        ({"start": "", "finish_by": ""}, "start"),
        ({"finish_by": "2026-01-01"}, "finish_by"),
    ],
)
def test_creating_saves_nothing_of_answers_that_are_wrong(changed, field):
    answers = {**ANSWERS, "title": "Reform 2030", **changed}

    response = reader(make_advisor("JOR")).post(ADDRESS, answers)

    assert list(errors_of(response, "details")) == [field]
    assert Plan.objects.count() == 0
    assert "There is a problem" in response.content.decode()
    assert response.context["details"]["title"].value() == answers["title"]


def test_new_plan_takes_the_same_queries_for_one_choice_and_for_three():
    client = reader(make_advisor("JOR"))
    one, three = "recommendation=INN-01", "recommendation=INN-01&recommendation=TEC-08&recommendation=POL-01"

    for step in ("", "&step=check"):
        counts = [query_count(client, f"{ADDRESS}?start=2027-01-03&{chosen}{step}") for chosen in (one, three)]

        assert counts[0] == counts[1] <= 15
