from datetime import timedelta

import pytest
from django.utils import translation

from planner.models import Membership
from tests.factories import make_administrator, make_advisor, make_coordinator, make_member, make_plan, make_user
from tests.twinning.factories import NOW, make_activity, make_person, make_proposal, make_round, make_twinning
from twinning.models import Notice, Side
from twinning.queries.notices import MOST_COUNTED, notice_row, notices_page, notices_visible_to, unread_count, zone_of
from twinning.services.notices import notify

pytestmark = pytest.mark.django_db


def told(user, about, kind=Notice.Kind.MOVED) -> bool:
    """Whether the person sees a notice about it."""
    notify([user], kind=kind, about=about, now=NOW)
    return notices_visible_to(user).exists()


def test_a_notice_is_seen_while_what_it_is_about_is_seen():
    twinning = make_twinning()
    member = make_member("JOR", Membership.Role.TEAM_MEMBER)
    place = make_person(twinning, member)
    notify([member], kind=Notice.Kind.ASSIGNED, about=make_activity(twinning), now=NOW)

    seen = [notices_visible_to(member).count(), unread_count(member)]
    place.left_at = NOW
    place.save(update_fields=["left_at"])

    assert seen == [1, 1]
    assert [notices_visible_to(member).count(), unread_count(member)] == [0, 0]


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        (lambda: make_coordinator("JOR"), [True, True, False, True]),
        (lambda: make_coordinator("MAR"), [False, False, False, False]),
        (lambda: make_advisor("MAR"), [False, True, True, False]),
        (make_user, [False, False, False, False]),
        (make_administrator, [False, False, False, False]),
    ],
)
def test_notices_are_seen_by_who_may_see_what_they_are_about(person, sees):
    user = person()
    subjects = [make_twinning(), make_proposal(), make_round(), make_plan()]

    def is_told(about):
        Notice.objects.all().delete()
        return told(user, about)

    assert [is_told(about) for about in subjects] == sees


@pytest.mark.parametrize(
    ("country", "values", "sees"),
    [("JOR", {}, True), ("TUN", {}, False), ("JOR", {"left_at": NOW}, False), ("TUN", {"side": Side.GIVER}, True)],
)
def test_an_invitation_is_seen_before_it_is_answered(country, values, sees):
    twinning = make_twinning()
    user = make_member(country, Membership.Role.TEAM_MEMBER)
    make_person(twinning, user, **{"accepted_at": None, **values})

    assert told(user, twinning, Notice.Kind.INVITED) is sees
    assert notices_visible_to(user).filter(kind=Notice.Kind.MOVED).count() == 0


def test_somebody_elses_notice_is_not_seen():
    notify([make_coordinator("JOR")], kind=Notice.Kind.MOVED, about=make_twinning(), now=NOW)

    assert not notices_visible_to(make_coordinator("JOR")).exists()


def test_what_is_counted_has_an_end():
    user, twinning = make_coordinator("JOR"), make_twinning()
    Notice.objects.bulk_create(
        Notice(user=user, kind=Notice.Kind.MOVED, twinning=twinning, created_at=NOW) for _ in range(MOST_COUNTED + 5)
    )

    assert unread_count(user) == MOST_COUNTED + 1


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ar", "انتقلت توأمة إلى حالة جديدة: متفق عليها"),
        ("en", "A twinning moved on: Agreed"),
        ("fr", "Un jumelage est passé à un nouvel état\u00a0: Convenu"),
    ],
)
def test_a_row_says_what_happened_by_the_readers_clock(language, sentence):
    user = make_coordinator("JOR")
    notify([user], kind=Notice.Kind.MOVED, about=make_twinning(), detail="AGREED", now=NOW)
    page = notices_page(user, number=None)

    with translation.override(language):
        row = notice_row(page.page[0], zone_of(None))

    assert row.sentence == sentence
    # Amman is three hours ahead of UTC.
    assert page.rows[0].at.replace(tzinfo=None) - row.at.replace(tzinfo=None) == timedelta(hours=3)


@pytest.mark.parametrize("count", [1, 3])
def test_notices_page_takes_as_many_queries_for_any_number(count, django_assert_num_queries):
    user = make_coordinator("JOR")
    for _ in range(count):
        for about in (make_activity(make_twinning()), make_proposal(), make_plan("JOR", codes=("INN-01",))):
            notify([user], kind=Notice.Kind.MOVED, about=about, by=make_user(), now=NOW)

    with django_assert_num_queries(4):
        page = notices_page(user, number=None)
        [str(country) for row in page.rows for country in row.countries]

    assert len(page.rows) == 3 * count
