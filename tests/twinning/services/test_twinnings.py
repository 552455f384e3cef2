from datetime import UTC, date, datetime

import pytest

from planner.models import Country, Translated
from planner.queries.country_calendars import calendar_of
from tests.twinning.factories import NOW, make_need, make_practice, make_proposal, make_round
from twinning.models import Need, Practice, Proposal, Round
from twinning.services.twinnings import start_twinning

pytestmark = pytest.mark.django_db


def confirmed(**values):
    """Tunisia shows Jordan its practice; both have accepted."""
    practice = make_practice("TUN", title="بوابة", state=Practice.State.PUBLISHED, **values.pop("of_practice", {}))
    need = make_need("JOR", title="خدمات", state=Need.State.MATCHED, **values.pop("of_need", {}))
    return make_proposal(practice=practice, need=need, state=Proposal.State.CONFIRMED, **values)


def test_start_twinning_prepares_one_and_moves_the_need():
    proposal = confirmed()

    twinning = start_twinning(proposal=proposal, now=NOW)

    need = Need.objects.get(pk=proposal.need_id)
    assert (twinning.state, twinning.revision, twinning.proposal) == ("PREPARING", 1, proposal)
    assert (twinning.giver_id, twinning.taker_id, twinning.created_at) == ("TUN", "JOR", NOW)
    assert (need.state, need.moves.get().name, need.moves.get().moved_by) == ("IN_TWINNING", "start_twinning", None)


def test_start_twinning_drafts_the_agreement_from_need_and_practice():
    proposal = confirmed(
        of_practice={
            "problem": Translated(ar="طوابير", fr="Files"),
            "solution": Translated(ar="منصة"),
            "resources": Translated(ar="عشرة خبراء"),
        },
        of_need={
            "why_now": Translated(ar="قانون جديد"),
            "expected_results": Translated(ar="- سجل\n- بوابة", en="A register\nA portal"),
        },
    )

    twinning = start_twinning(proposal=proposal, now=NOW)

    assert twinning.title == {"ar": "خدمات"}
    assert twinning.background == {"ar": "قانون جديد\n\nطوابير\n\nمنصة", "fr": "Files"}
    assert twinning.cooperation == {
        "ar": "تعرض الدولة المقدِّمة (تونس) كيف تعمل ممارستها: بوابة. "
        "وتأخذ الدولة المستفيدة (الأردن) منها ما يلبّي احتياجها: خدمات."
    }
    assert twinning.resources == {"ar": "ما تطلّبته الممارسة في الدولة المقدِّمة (تونس)، منطلقاً للاتفاق:\n\nعشرة خبراء"}
    assert [(row.order, row.title) for row in twinning.results.all()] == [
        (1, {"ar": "سجل", "en": "A register"}),
        (2, {"ar": "بوابة", "en": "A portal"}),
    ]
    assert {"ar", "en", "fr"} == set(twinning.management) == set(twinning.review)
    assert len(set(twinning.management.values())) == 3


def test_start_twinning_takes_the_summary_of_a_practice_that_says_no_more():
    twinning = start_twinning(proposal=confirmed(), now=NOW)

    assert (twinning.background, twinning.resources, twinning.results.count()) == ({"ar": "ملخص"}, {}, 0)


def test_start_twinning_gives_the_work_plan_three_calendars():
    twinning = start_twinning(proposal=confirmed(), now=NOW)

    calendars = list(twinning.workplan.calendars.all())
    assert [[country.pk for country in one.countries.all()] for one in calendars] == [["TUN"], ["JOR"], ["JOR", "TUN"]]
    assert twinning.workplan.calendar == calendars[2]
    assert all(set(one.name) == {"ar", "en", "fr"} for one in calendars)


@pytest.mark.parametrize(
    ("first_day", "now", "expected"),
    [
        pytest.param(date(2027, 3, 1), NOW, date(2027, 3, 1), id="a Monday"),
        # Friday and Saturday are Jordan's days of rest, Saturday and Sunday are Tunisia's.
        pytest.param(date(2027, 4, 2), NOW, date(2027, 4, 5), id="a long weekend"),
        pytest.param(date(2027, 3, 1), datetime(2027, 4, 6, 9, tzinfo=UTC), date(2027, 4, 6), id="answered late"),
    ],
)
def test_start_twinning_starts_on_a_day_that_both_work(first_day, now, expected):
    proposal = confirmed(round=make_round(state=Round.State.ADOPTED, first_day=first_day))

    twinning = start_twinning(proposal=proposal, now=now)

    assert twinning.workplan.start == expected
    assert all(
        calendar_of(Country.objects.get(pk=iso3), on=expected).calendar.is_working(expected) for iso3 in ("TUN", "JOR")
    )


def test_start_twinning_of_an_example_round_is_an_example():
    proposal = confirmed(round=make_round(state=Round.State.ADOPTED, is_example=True))

    assert start_twinning(proposal=proposal, now=NOW).is_example


def test_start_twinning_leaves_nothing_behind_where_the_need_was_not_matched():
    proposal = confirmed(of_need={})
    Need.objects.filter(pk=proposal.need_id).update(state=Need.State.OPEN)

    with pytest.raises(AssertionError, match="starts from MATCHED"):
        start_twinning(proposal=proposal, now=NOW)

    assert not Proposal.objects.filter(twinning__isnull=False).exists()
