from datetime import timedelta

import pytest

from tests.factories import make_coordinator, make_plan, make_user
from tests.twinning.factories import NOW, make_activity, make_proposal, make_round, make_twinning
from twinning.models import FollowUp, Mail, Notice
from twinning.services.notices import forget_old_notices, mark_all_read, mark_read, notify, tell_of_follow_ups

pytestmark = pytest.mark.django_db


def test_notify_tells_each_once_and_not_who_did_it_or_has_left():
    leader, member, gone = make_user("leader"), make_user("member"), make_user("gone", is_active=False)
    twinning = make_twinning()

    notify([leader, member, member, gone], kind=Notice.Kind.SIGNED, about=twinning, now=NOW, by=leader)

    assert list(Notice.objects.values("user", "kind", "twinning", "by", "created_at", "read_at")) == [
        {
            "user": member.pk,
            "kind": "SIGNED",
            "twinning": twinning.pk,
            "by": leader.pk,
            "created_at": NOW,
            "read_at": None,
        }
    ]


def test_notify_says_what_it_is_about():
    user = make_user()
    activity = make_activity(make_twinning())
    subjects = [activity, activity.twinning, make_proposal(), make_round(), make_plan()]

    for about in subjects:
        notify([user], kind=Notice.Kind.MOVED, about=about, now=NOW)

    assert {notice.about for notice in Notice.objects.all()} == set(subjects)
    assert Notice.objects.get(activity=activity).twinning == activity.twinning


@pytest.mark.parametrize("people", [1, 3])
def test_notify_is_one_statement_for_any_number_of_people(people, django_assert_num_queries):
    users = [make_user() for _ in range(people)]
    twinning = make_twinning()

    with django_assert_num_queries(1):
        notify(users, kind=Notice.Kind.SIGNED, about=twinning, now=NOW)


def test_notify_refuses_what_no_notice_says():
    with pytest.raises(ValueError, match="LAUGHED"):
        notify([make_user()], kind="LAUGHED", about=make_twinning(), now=NOW)


def test_mark_all_read_leaves_others_and_what_is_not_seen():
    reader, other = make_coordinator("JOR"), make_coordinator("TUN")
    notify([reader, other], kind=Notice.Kind.SIGNED, about=make_twinning(), now=NOW)
    notify([reader], kind=Notice.Kind.PLAN_APPROVED, about=make_plan("MAR"), now=NOW)

    mark_all_read(user=reader, now=NOW)

    read = Notice.objects.filter(read_at=NOW)
    assert [(notice.user, notice.kind) for notice in read] == [(reader, "SIGNED")]


def test_a_second_reading_changes_nothing():
    notify([make_user()], kind=Notice.Kind.SIGNED, about=make_twinning(), now=NOW)
    notice = Notice.objects.get()

    mark_read(notice=notice, now=NOW)
    mark_read(notice=notice, now=NOW.replace(year=2028))

    notice.refresh_from_db()
    assert notice.read_at == NOW


def test_notices_are_forgotten_after_a_year_with_their_mails():
    user, twinning = make_user(email="samer@example.org"), make_twinning()
    notify([user], kind=Notice.Kind.ASSIGNED, about=twinning, now=NOW - timedelta(days=366))
    notify([user], kind=Notice.Kind.ASSIGNED, about=twinning, now=NOW - timedelta(days=364))

    forget_old_notices(now=NOW)

    kept = NOW - timedelta(days=364)
    assert [notice.created_at for notice in Notice.objects.all()] == [kept]
    assert [mail.asked_at for mail in Mail.objects.all()] == [kept]


def test_a_notice_of_an_activity_leads_to_its_page():
    activity = make_activity(make_twinning())
    notify([make_coordinator("JOR")], kind=Notice.Kind.SUBMITTED, about=activity, now=NOW)

    address = Notice.objects.get().get_absolute_url()

    assert address == f"/twinnings/{activity.twinning_id}/activities/{activity.task.key}/"


@pytest.mark.parametrize(
    ("due_on", "done", "count"),
    [
        (NOW.date(), {}, 1),
        (NOW.date() - timedelta(days=40), {}, 1),
        (NOW.date() + timedelta(days=1), {}, 0),
        (NOW.date(), {"done_on": NOW.date(), "finding": "في الاستخدام"}, 0),
    ],
)
def test_a_follow_up_that_is_due_is_told_once(due_on, done, count):
    user, twinning = make_coordinator("JOR"), make_twinning(state="CLOSED")
    FollowUp.objects.create(twinning=twinning, months=6, due_on=due_on, **done)

    for hours in range(3):
        tell_of_follow_ups(now=NOW + timedelta(hours=hours))

    told = Notice.objects.filter(user=user, kind=Notice.Kind.FOLLOW_UP_DUE, twinning=twinning)
    assert told.count() == count


def test_the_second_follow_up_is_told_as_the_first_was():
    make_coordinator("JOR")
    twinning = make_twinning(state="CLOSED")
    for months in (6, 12):
        FollowUp.objects.create(twinning=twinning, months=months, due_on=NOW.date() + timedelta(days=30 * months))

    for months in (6, 12):
        tell_of_follow_ups(now=NOW + timedelta(days=30 * months))

    days = [notice.created_at - NOW for notice in Notice.objects.order_by("created_at")]
    assert set(days) == {timedelta(days=180), timedelta(days=360)}
