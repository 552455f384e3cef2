import gzip
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from planner.models import Link, Membership, Task, Translated
from tests.factories import make_advisor, make_coordinator, make_member
from tests.twinning.factories import NOW, make_activity, make_person, make_twinning
from twinning.models import Activity, Side, Visit
from twinning.queries.schedules import calendar_by_place
from twinning.services.activity_steps import take_step
from twinning.services.comments import add_comment

pytestmark = pytest.mark.django_db


def signed_in(user, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


def place(name: str, twinning, *more) -> str:
    return reverse(name, args=[twinning.pk, *more])


def page_of(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response
    return response.content.decode()


@pytest.fixture
def today(monkeypatch):
    """Monday 12 April 2027."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2027, 4, 12))


def make_many(twinning, count: int) -> None:
    people = [make_member("JOR", Membership.Role.TEAM_MEMBER) for _number in range(4)]
    calendars = {where: calendar_by_place(twinning, where) for where in Activity.Where.values}
    tasks = Task.objects.bulk_create(
        Task(
            workplan=twinning.workplan,
            key=f"{number:08x}",
            order=number + 1,
            title=Translated(ar=f"نشاط الورشة رقم {number} حول الخدمات الرقمية"),
            days=number % 5 + 1,
            calendar=calendars[Activity.Where.values[number % 3]],
            state=("PLANNED", "IN_PROGRESS", "SUBMITTED", "DONE", "DONE")[number % 5],
        )
        for number in range(count)
    )
    Activity.objects.bulk_create(
        Activity(
            twinning=twinning,
            task=task,
            where=Activity.Where.values[number % 3],
            taker_assignee=people[number % 4],
        )
        for number, task in enumerate(tasks)
    )
    Link.objects.bulk_create(Link(before=one, after=other) for one, other in zip(tasks, tasks[3:], strict=False))


# --- list -----------------------------------------------------------------------------------------------


def test_the_list_says_in_words_how_each_activity_stands(today):
    twinning = make_twinning(state="IMPLEMENTING", start=date(2027, 4, 5))
    late = make_activity(twinning, title="متأخر", days=2)
    make_activity(twinning, title="معرّض", days=30)
    make_activity(twinning, title="جاهز", days=1, earliest=date(2027, 4, 20))
    waiting = make_activity(twinning, title="ينتظر", days=1, earliest=date(2027, 4, 20))
    Link.objects.create(before=late.task, after=waiting.task)
    make_activity(twinning, title="منجز", state="DONE")

    page = page_of(signed_in(make_coordinator("JOR")), place("twinning_activities", twinning))

    said = {
        title: next(
            (word for word in ("late", "at risk", "ready to start") if re.search(rf"</svg>\s*{word}<", row)), ""
        )
        for row in page.split("<tr id=")[1:]
        for title in [row.split('dir="rtl">')[1].split("</bdi>")[0]]
    }
    assert said == {"متأخر": "late", "معرّض": "at risk", "جاهز": "ready to start", "ينتظر": ""}
    assert "1 activity done or cancelled" in page
    assert "منجز" not in page


def test_what_is_done_comes_when_it_is_opened():
    twinning = make_twinning()
    make_activity(twinning, title="منجز", state="DONE")
    client = signed_in(make_coordinator("JOR"))

    fragment = page_of(client, place("twinning_activities", twinning) + "?over", hx_request="true")
    whole = page_of(client, place("twinning_activities", twinning) + "?over")

    assert fragment.startswith("<ul")
    assert whole.startswith("<!doctype html>")
    assert all("منجز" in shown for shown in (fragment, whole))


def test_an_advisor_reads_and_is_told_why_no_more():
    twinning = make_twinning(state="IMPLEMENTING")
    make_activity(twinning)

    page = page_of(signed_in(make_advisor("JOR")), place("twinning_activities", twinning))

    assert "advisors read and comment" in page
    assert "Add an activity" not in page


@pytest.mark.parametrize("name", ["twinning_activities", "twinning_board", "twinning_gantt", "twinning_graph"])
def test_three_hundred_activities_take_no_more_queries_than_thirty(name, django_assert_max_num_queries):
    counts = []
    for count in (30, 300):
        twinning = make_twinning(state="IMPLEMENTING")
        make_many(twinning, count)
        client = signed_in(make_person(twinning, make_member("JOR", Membership.Role.TEAM_MEMBER)).user, "ar")
        with django_assert_max_num_queries(15) as asked:
            page = client.get(place(name, twinning))
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert len(gzip.compress(page.content, 6)) <= 20_000


def test_fragments_of_three_hundred_activities_are_small():
    twinning = make_twinning(state="IMPLEMENTING")
    make_many(twinning, 300)
    client = signed_in(make_coordinator("JOR"), "ar")

    over = client.get(place("twinning_activities", twinning) + "?over", headers={"hx-request": "true"})

    assert len(gzip.compress(over.content, 6)) <= 5_000


# --- board ----------------------------------------------------------------------------------------------


def test_the_board_moves_a_card_by_a_plain_form():
    twinning = make_twinning(state="IMPLEMENTING")
    activity = make_activity(twinning)
    client = signed_in(make_coordinator("JOR"))

    board = page_of(client, place("twinning_board", twinning))
    answer = client.post(
        place("activity_step", twinning, activity.task.key, "start"), {"version": activity.version, "back": "board"}
    )

    assert f'formaction="{place("activity_step", twinning, activity.task.key, "start")}"' in board
    assert 'data-to="IN_PROGRESS"' in board
    assert answer.url == place("twinning_board", twinning)
    activity.task.refresh_from_db()
    assert activity.task.state == "IN_PROGRESS"


def test_the_second_of_two_people_who_move_one_card_is_told_and_nothing_is_lost():
    twinning = make_twinning(state="IMPLEMENTING")
    activity = make_activity(twinning, title="بعثة")
    step = place("activity_step", twinning, activity.task.key, "start")
    seen = {"version": activity.version, "back": "board"}
    signed_in(make_coordinator("JOR")).post(step, seen)

    page = signed_in(make_coordinator("TUN")).post(step, seen, follow=True).content.decode()

    assert "Somebody else has moved or changed this activity in the meantime. Now it is: In progress." in page


def test_a_step_that_needs_a_reason_keeps_it_when_it_is_refused():
    twinning = make_twinning(state="IMPLEMENTING")
    activity = make_activity(twinning, state="SUBMITTED")
    client = signed_in(make_coordinator("JOR"))
    step = place("activity_step", twinning, activity.task.key, "return")
    client.post(place("activity_step", twinning, activity.task.key, "accept"), {"version": 1})

    without = client.post(step, {"version": 2, "reason": " "})
    stale = client.post(step, {"version": 1, "reason": "Half of it is missing"})

    assert (without.status_code, stale.status_code) == (422, 409)
    assert "Half of it is missing" in stale.content.decode()


# --- pictures -------------------------------------------------------------------------------------------


def test_the_chart_runs_from_right_to_left_in_arabic_with_month_names_of_both():
    twinning = make_twinning(start=date(2027, 1, 10))
    make_activity(twinning, days=3)
    make_activity(twinning, days=100)

    page = page_of(signed_in(make_coordinator("JOR"), "ar"), place("twinning_gantt", twinning))

    assert 'class="gantt" dir="rtl"' in page
    assert "جانفي/كانون الثاني" in page


def test_a_long_chart_brings_its_table_when_it_is_opened():
    twinning = make_twinning()
    make_many(twinning, 61)
    client = signed_in(make_coordinator("JOR"))

    for name in ("twinning_gantt", "twinning_graph"):
        assert "<tbody>" not in page_of(client, place(name, twinning))
        assert page_of(client, place(name, twinning), hx_request="true").count("<tr>") == 62


# --- the form -------------------------------------------------------------------------------------------

TYPED = {
    "title_ar": "بعثة خبراء",
    "kind": "EXPERT_MISSION",
    "where": "JOINT",
    "days": "3",
    "people": "2",
    "pinned": "2027-04-16",
}


def test_common_days_are_shown_before_dates_are_chosen():
    twinning = make_twinning(start=date(2027, 3, 1))

    page = page_of(signed_in(make_coordinator("JOR")), place("activity_new", twinning) + "?kind=STUDY_VISIT")

    assert '<strong class="number">16</strong> March 2027<' in page
    assert "2 to 5 working days, up to 3 people" in page
    assert '<option value="STUDY_VISIT" selected>' in page
    assert '<option value="JOINT" selected>' in page


def test_a_mission_on_a_day_one_side_does_not_work_is_offered_the_next_common_days():
    twinning = make_twinning()
    client = signed_in(make_coordinator("JOR"))

    refused = client.post(place("activity_new", twinning), TYPED)
    page = refused.content.decode()
    saved = client.post(place("activity_new", twinning), {**TYPED, "offered": "2027-04-19"})

    assert refused.status_code == 422
    assert "16 April 2027 is not a working day in: Jordan." in page
    assert 'name="offered" value="2027-04-19"' in page
    assert "بعثة خبراء" in page
    assert saved.status_code == 302
    assert twinning.activities.get().task.pinned == date(2027, 4, 19)


def test_an_unusual_size_is_said_and_not_refused():
    client = signed_in(make_coordinator("JOR"))

    page = client.post(
        place("activity_new", make_twinning()), {**TYPED, "pinned": "", "days": "7", "people": "5"}, follow=True
    ).content.decode()

    assert "Expert mission: longer than usual (5 days at most)" in page
    assert "Expert mission: more people than usual (2 at most)" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"where": "TAKER"}, "choose the days of both countries"),
        ({"days": "0"}, "takes at least one day"),
        ({"days": "many"}, "Write a whole number."),
        ({"title_ar": ""}, "Give the text in the language"),
        ({"pinned": "2027-04-19", "deadline": "2027-04-12"}, "The deadline comes before the fixed start."),
    ],
)
def test_what_is_wrong_is_said_by_its_field(typed, sentence):
    answer = signed_in(make_coordinator("JOR")).post(place("activity_new", make_twinning()), {**TYPED, **typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_save_over_somebody_else_s_shows_both_versions():
    twinning = make_twinning()
    activity = make_activity(twinning, days=3)
    client = signed_in(make_coordinator("JOR"))
    change = place("activity_change", twinning, activity.task.key)
    mine = {"title_ar": "نشاط", "kind": "TASK", "where": "TAKER", "days": "4", "version": "1"}
    client.post(change, mine)

    answer = client.post(change, {**mine, "days": "9"})

    assert answer.status_code == 409
    assert 'value="9"' in answer.content.decode()
    assert "Working days, as it stands now:" in answer.content.decode()


def test_only_people_of_a_side_can_be_made_responsible_there():
    twinning = make_twinning()
    expert = make_person(twinning, make_member("TUN", Membership.Role.TEAM_MEMBER), side=Side.GIVER).user
    client = signed_in(make_coordinator("JOR"))
    typed = {**TYPED, "pinned": "", "taker_assignee": expert.pk}

    assert client.post(place("activity_new", twinning), typed).status_code == 422
    assert (
        client.post(
            place("activity_new", twinning), {**typed, "taker_assignee": "", "giver_assignee": expert.pk}
        ).status_code
        == 302
    )


def test_an_activity_is_removed_after_being_asked():
    twinning = make_twinning()
    activity = make_activity(twinning)
    client = signed_in(make_coordinator("JOR"))

    assert "Remove this activity?" in page_of(client, place("activity_remove", twinning, activity.task.key))
    client.post(place("activity_remove", twinning, activity.task.key))

    assert not twinning.activities.exists()


# --- mine, and what is new ------------------------------------------------------------------------------


def test_mine_shows_what_is_open_over_all_twinnings(django_assert_num_queries):
    me = make_coordinator("JOR")
    client = signed_in(me)
    asked = []
    for number in range(3):
        twinning = make_twinning(state="IMPLEMENTING")
        make_activity(twinning, title=f"مهمتي {number}", taker_assignee=me)
        make_activity(twinning, title="منجز", taker_assignee=me, state="DONE")
        make_activity(twinning, title="لغيري")
        with django_assert_num_queries(11):
            asked.append(page_of(client, reverse("my_activities")))

    assert [page.count("مهمتي") for page in asked] == [1, 2, 3]
    assert not any(title in asked[2] for title in ("لغيري", "منجز"))


def test_what_changed_since_the_last_visit_is_told_and_one_s_own_doings_are_not():
    twinning = make_twinning(state="IMPLEMENTING")
    activity = make_activity(twinning, title="بعثة")
    me, other = make_coordinator("JOR"), make_coordinator("TUN")
    Visit.objects.create(twinning=twinning, user=me, since=NOW, seen_at=NOW + timedelta(minutes=1))
    take_step(activity=activity, name="start", user=other, now=NOW + timedelta(hours=1))
    add_comment(activity=activity, text="<i>ملاحظة</i>", user=other, now=NOW + timedelta(hours=2))
    add_comment(activity=activity, text="تعليقي", user=me, now=NOW + timedelta(hours=3))

    Visit.objects.update(seen_at=NOW + timedelta(minutes=1))
    page = page_of(signed_in(me), place("twinning_news", twinning), hx_request="true")

    assert page.startswith("<section")
    assert all(said in page for said in ("Work started", "&lt;i&gt;ملاحظة"))
    assert "تعليقي" not in page


def test_at_a_first_visit_nothing_is_new_and_the_next_one_counts_from_it():
    twinning = make_twinning()

    page = page_of(signed_in(make_coordinator("JOR")), place("twinning_news", twinning))

    assert "This is your first visit." in page
    assert Visit.objects.get().since is None
