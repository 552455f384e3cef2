"""What calendars read under the address of a feed, as two libraries that know nothing of each other read it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.http import Http404
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from planner.models import Membership, Translated, WorkCalendar
from planner.services.edits import edit_of
from tests.factories import make_advisor, make_coordinator, make_member
from tests.twinning.factories import NOW, make_activity, make_person, make_twinning
from twinning.models import Activity, Twinning
from twinning.queries.feeds import code_of, events_in, feed_now
from twinning.services.feeds import change_feed, renew_feed, revoke_feed
from twinning.services.people import hand_over

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


def make_scheduled_twinning(start: date = date(2027, 3, 4), **values: object) -> Twinning:
    """With the calendar of each side and that of both."""
    twinning = make_twinning(start=start, **values)
    for countries in (["TUN"], ["JOR"], ["TUN", "JOR"]):
        calendar = WorkCalendar.objects.create(workplan=twinning.workplan, name=Translated(ar="تقويم"))
        calendar.countries.set(countries)
    return twinning


def calendar_of(twinning: Twinning, *countries: str) -> WorkCalendar:
    return next(
        row
        for row in twinning.workplan.calendars.all()
        if sorted(row.countries.values_list("pk", flat=True)) == sorted(countries)
    )


def make_joint_activity(twinning: Twinning, **values: object) -> Activity:
    activity = make_activity(twinning, where=Activity.Where.JOINT, **values)
    activity.task.calendar = calendar_of(twinning, "TUN", "JOR")
    activity.task.save(update_fields=["calendar"])
    return activity


def read(content: bytes) -> dict[str, tuple[str, date, date]]:
    """By UID the title, the first day and the day after the last: as both libraries say."""
    ours = {
        str(event["UID"]): (str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt)
        for event in Calendar.from_ical(content).walk("VEVENT")
    }
    theirs = {
        event.uid: (event.summary, event.dtstart, event.dtend)
        for event in IcsCalendarStream.calendar_from_ics(content.decode()).events
    }
    assert ours == theirs
    return ours


def feed_for(user, *, scope: str = "ALL", says_titles: bool = True, now: datetime = NOW) -> str:
    return renew_feed(user=user, scope=scope, says_titles=says_titles, now=now)


def events_for(token: str) -> dict[str, tuple[str, date, date]]:
    return read(events_in(feed_now(token)))


def test_a_joint_activity_stands_on_days_that_both_countries_work():
    twinning = make_scheduled_twinning()
    # Thursday 4 March 2027; Jordan rests on Friday and Saturday, Tunisia on Saturday and Sunday.
    make_joint_activity(twinning, title="بعثة خبراء", days=2)

    events = events_for(feed_for(make_coordinator("JOR")))

    assert events == {f"{twinning.pk}.activity-1": ("بعثة خبراء", date(2027, 3, 4), date(2027, 3, 9))}


def test_a_feed_says_no_title_unless_it_is_asked_to():
    twinning = make_scheduled_twinning(title=Translated(ar="توأمة سرية"))
    make_joint_activity(twinning, title="نشاط سري")
    user = make_coordinator("JOR")
    token = feed_for(user, says_titles=False)

    content = events_in(feed_now(token)).decode()
    change_feed(user=user, scope="ALL", says_titles=True, now=LATER)
    opted = events_in(feed_now(token))

    uid = f"{twinning.pk}.activity-1"
    assert f"URL:{settings.PUBLIC_URL}/twinnings/{twinning.pk}/activities/activity-1/\r\n" in content.replace(
        "\r\n ", ""
    )
    assert read(content.encode())[uid][0] == f"نشاط توأمة {code_of(uid)}"
    assert "سري" not in content
    assert read(opted)[uid][0] == "نشاط سري"
    assert "توأمة سرية" in opted.decode()


def test_long_arabic_titles_are_folded_at_75_octets():
    twinning = make_scheduled_twinning(title=Translated(ar="توأمة في رقمنة خدمات السجل المدني " * 4))
    make_joint_activity(twinning, title="بعثة خبراء لتقييم السجل المدني والربط البيني؛ مع ورشة، " * 4)

    content = events_in(feed_now(feed_for(make_coordinator("JOR"))))

    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert content.count(b"\n") == content.count(b"\r\n")
    ((title, _first, _after),) = read(content).values()
    assert title == ("بعثة خبراء لتقييم السجل المدني والربط البيني؛ مع ورشة، " * 4).strip()


@pytest.mark.parametrize(("scope", "titles"), [("MINE", ["لي"]), ("ALL", ["لغيري", "لي"])])
def test_a_feed_holds_what_is_ones_own_or_everything(scope, titles):
    twinning = make_scheduled_twinning()
    user = make_coordinator("JOR")
    make_joint_activity(twinning, title="لي", taker_assignee=user)
    make_joint_activity(twinning, title="لغيري", giver_assignee=make_coordinator("TUN"))

    events = events_for(feed_for(user, scope=scope))

    assert sorted(title for title, *_days in events.values()) == titles


def test_who_is_removed_from_a_twinning_finds_it_gone_at_the_next_fetch():
    twinning, other = make_scheduled_twinning(), make_scheduled_twinning()
    member = make_member("JOR", Membership.Role.TEAM_MEMBER)
    place = make_person(twinning, member)
    make_person(other, member)
    for one in (twinning, other):
        make_joint_activity(one, taker_assignee=member)
    token = feed_for(member, scope="MINE")

    before, stamp = events_for(token), feed_now(token).stamp
    place.left_at = NOW
    place.save(update_fields=["left_at"])

    assert sorted(before) == sorted([f"{twinning.pk}.activity-1", f"{other.pk}.activity-1"])
    assert list(events_for(token)) == [f"{other.pk}.activity-1"]
    assert feed_now(token).stamp != stamp


def test_what_is_handed_over_leaves_ones_feed_and_comes_into_the_other():
    twinning = make_scheduled_twinning()
    members = [make_member("JOR", Membership.Role.TEAM_MEMBER) for _ in range(2)]
    places = [make_person(twinning, member) for member in members]
    make_joint_activity(twinning, taker_assignee=members[0])
    tokens = [feed_for(member, scope="MINE") for member in members]
    before = [len(events_for(token)) for token in tokens]

    hand_over(person=places[0], successor=places[1], user=members[0], now=LATER)

    assert before == [1, 0]
    assert [len(events_for(token)) for token in tokens] == [0, 1]


@pytest.mark.parametrize("state", ["CANCELLED", "ARCHIVED"])
def test_a_twinning_that_is_over_is_not_in_the_feed(state):
    twinning = make_scheduled_twinning(state=state)
    make_joint_activity(twinning)

    assert events_for(feed_for(make_coordinator("JOR"))) == {}


def test_an_event_keeps_its_name_and_grows_in_number_with_each_edit():
    twinning = make_scheduled_twinning()
    activity = make_joint_activity(twinning)
    token = feed_for(make_coordinator("JOR"))
    before = Calendar.from_ical(events_in(feed_now(token))).walk("VEVENT")[0]

    with edit_of(twinning.workplan, user=None, now=LATER) as edit:
        edit.change(activity.task, version=activity.task.version, days=5)

    after = Calendar.from_ical(events_in(feed_now(token))).walk("VEVENT")[0]
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert (before["DTSTAMP"].dt, after["DTSTAMP"].dt) == (NOW, LATER)
    assert before["DTEND"].dt < after["DTEND"].dt


def test_a_feed_that_nothing_happened_to_is_the_same_to_the_byte():
    make_joint_activity(make_scheduled_twinning())
    token = feed_for(make_coordinator("JOR"))

    first, second = feed_now(token), feed_now(token)

    assert first.stamp == second.stamp
    assert events_in(first) == events_in(second)


@pytest.mark.parametrize("change", ["renewed", "revoked", "left", "never given out"])
def test_an_address_that_is_no_more_is_not_found(change):
    user = make_coordinator("JOR")
    token = feed_for(user)
    if change == "renewed":
        feed_for(user)
    elif change == "revoked":
        revoke_feed(user=user)
    elif change == "left":
        user.is_active = False
        user.save(update_fields=["is_active"])
    else:
        token = "0" * 43

    with pytest.raises(Http404):
        feed_now(token)


@pytest.mark.parametrize(("scope", "queries"), [("ALL", 3), ("MINE", 4)])
@pytest.mark.parametrize("count", [1, 3])
def test_whether_a_feed_has_changed_takes_few_queries(count, scope, queries, django_assert_num_queries):
    for _ in range(count):
        make_joint_activity(make_scheduled_twinning())
    token = feed_for(make_advisor("JOR"), scope=scope)

    with django_assert_num_queries(queries):
        found = feed_now(token)

    assert len(found.twinnings) == count


def test_a_feed_says_when_it_may_be_asked_again():
    content = events_in(feed_now(feed_for(make_coordinator("JOR")))).decode()

    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H" in content
    assert datetime.now(UTC).strftime("%Y%m%d") not in content
