from datetime import date

import pytest

from planner.models import Plan
from tests.factories import make_advisor, make_official, make_plan
from tests.planner.views.pages import query_count, reader

pytestmark = pytest.mark.django_db
START, DEADLINE = date(2027, 1, 3), date(2028, 6, 29)


def post(client, plan, **answers):
    answers = {"version": 1, "direction": "start", "start": "2027-01-03", "finish_by": ""} | answers
    return client.post(f"/plans/{plan.pk}/dates/", answers)


def test_plan_dates_shows_how_they_stand():
    plan = make_plan("JOR", start=START, finish_by=DEADLINE)

    form = reader(make_advisor("JOR")).get(f"/plans/{plan.pk}/dates/").context["form"]

    assert form.initial == {"version": 1, "direction": "start", "start": START, "finish_by": DEADLINE}


def test_plan_dates_turn_a_plan_to_be_counted_back():
    plan = make_plan("JOR", start=START)
    client = reader(make_advisor("JOR"))

    response = post(client, plan, direction="deadline", finish_by="29/6/2028")

    assert (response.status_code, response["Location"]) == (302, f"/plans/{plan.pk}/")
    workplan = Plan.objects.get(pk=plan.pk).workplan
    assert (workplan.finish_by, workplan.is_counted_back) == (DEADLINE, True)
    content = client.get(f"/plans/{plan.pk}/").content.decode()
    assert "Counted back from the deadline; may start from" in content


@pytest.mark.parametrize(
    ("answers", "field", "error"),
    [
        ({"start": "31/2/2027"}, "start", "Write the date as day, month and year: 3/1/2027, or as 2027-01-03."),
        ({"start": ""}, "start", "This field is required."),
        ({"direction": "deadline"}, "finish_by", "Give the deadline from which dates are to be counted back."),
        (
            {"finish_by": "2027-01-01"},
            "finish_by",
            "The deadline 1 January 2027 is before the start 3 January 2027.",
        ),
    ],
)
def test_plan_dates_say_by_the_field_what_is_wrong_and_keep_what_was_typed(answers, field, error):
    plan = make_plan("JOR", start=START)

    response = post(reader(make_advisor("JOR")), plan, **answers)

    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors == {field: [error]}
    assert form[field].value() == answers.get(field, "")
    assert Plan.objects.get(pk=plan.pk).workplan.start == START


def test_plan_dates_show_both_versions_to_the_second_of_two_people():
    plan = make_plan("JOR", start=START)
    client = reader(make_advisor("JOR"))
    post(client, plan, start="2027-02-01")

    response = post(client, plan, start="2027-03-01")

    assert response.status_code == 409
    content = response.content.decode()
    assert "Start, as it stands now:" in content
    assert "2027-02-01" in content
    assert 'value="2027-03-01"' in content
    assert (
        post(client, plan, start="2027-03-01", version=response.context["form"]["version"].value()).status_code == 302
    )
    assert Plan.objects.get(pk=plan.pk).workplan.start == date(2027, 3, 1)


@pytest.mark.parametrize(("make_reader", "is_linked"), [(make_advisor, True), (make_official, False)])
def test_pages_lead_to_the_dates_only_who_may_change_them(make_reader, is_linked):
    plan = make_plan("JOR")
    client = reader(make_reader("JOR"))

    pages = [client.get(f"/plans/{plan.pk}/{page}").content.decode() for page in ("", "tasks/")]

    assert [f'href="/plans/{plan.pk}/dates/"' in page for page in pages] == [is_linked, is_linked]


def test_plan_dates_take_few_queries():
    plan = make_plan("JOR")

    assert query_count(reader(make_advisor("JOR")), f"/plans/{plan.pk}/dates/") <= 15
