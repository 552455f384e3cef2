from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from planner.models import Translated
from planner.permissions import NotAllowed
from planner.services.states import ReasonMissing
from tests.factories import make_advisor, make_coordinator, make_official
from tests.twinning import files
from tests.twinning.factories import make_twinning
from twinning.domain.twinning_states import TWINNING_MOVES
from twinning.models import MandatoryResult, Need, Twinning
from twinning.services import results
from twinning.services.records import MovedSinceRead
from twinning.services.twinning_states import LookedBackAlready, move_twinning, record_follow_up

NOW = datetime(2027, 1, 31, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def evidence_folder(settings, tmp_path):
    settings.EVIDENCE_DIR = tmp_path


def move(twinning: Twinning, name: str, user, **values: object) -> Twinning:
    return move_twinning(twinning=twinning, name=name, user=user, now=NOW, **values)


def make_result(twinning: Twinning, **values: object) -> MandatoryResult:
    return MandatoryResult.objects.create(
        **{"twinning": twinning, "order": twinning.results.count() + 1, "title": Translated(ar="نتيجة"), **values}
    )


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("report.pdf", files.pdf().getvalue())


def test_each_move_leads_where_the_table_says_and_is_kept():
    coordinator = make_coordinator("JOR")
    for name, step in TWINNING_MOVES.items():
        if not step.actors:
            continue
        twinning = make_twinning(state=min(step.before))

        moved = move(twinning, name, coordinator, reason="سبب")

        assert (moved.state, moved.moves.get().name, moved.moves.get().reason) == (step.after, name, "سبب")


@pytest.mark.parametrize("name", ["agree", "follow_up"])
def test_what_signatures_and_looks_back_bring_about_is_not_done_by_hand(name):
    twinning = make_twinning(state=min(TWINNING_MOVES[name].before))

    with pytest.raises(NotAllowed):
        move(twinning, name, make_coordinator("JOR"))


def test_a_move_from_another_state_says_why_not():
    with pytest.raises(NotAllowed, match="قيد الإعداد"):
        move(make_twinning(), "close", make_coordinator("JOR"))


@pytest.mark.parametrize("make", [make_official, make_advisor])
def test_officials_and_advisors_do_not_suspend(make):
    with pytest.raises(NotAllowed):
        move(make_twinning(state="IMPLEMENTING"), "suspend", make("JOR"), reason="سبب")


def test_a_suspension_needs_its_reason():
    with pytest.raises(ReasonMissing):
        move(make_twinning(state="IMPLEMENTING"), "suspend", make_coordinator("TUN"), reason=" ")


def test_a_move_on_what_changed_since_it_was_read_is_refused():
    with pytest.raises(MovedSinceRead):
        move(make_twinning(state="AGREED"), "start", make_coordinator("TUN"), read_at_version=7)


def test_cancelling_opens_the_need_again():
    twinning = make_twinning(state="AGREED")

    move(twinning, "cancel", make_coordinator("TUN"), reason="سبب")

    assert Need.objects.get(pk=twinning.need_id).state == Need.State.OPEN


@pytest.mark.parametrize(("level", "state"), [("", "PARTLY_MET"), ("WITHDRAWN", "MET")])
def test_closing_meets_the_need_and_sets_the_looks_back(level, state):
    twinning = make_twinning(state="FINALISING")
    make_result(twinning, done_alone_on=date(2027, 1, 1), closed_at=NOW)
    make_result(twinning, advisor_assessed=level)

    move(twinning, "close", make_coordinator("JOR"))

    assert Need.objects.get(pk=twinning.need_id).state == state
    assert list(twinning.follow_ups.values_list("months", "due_on")) == [
        (6, date(2027, 7, 31)),
        (12, date(2028, 1, 31)),
    ]


def test_the_second_look_back_moves_the_twinning_on():
    twinning, advisor = make_twinning(state="FINALISING"), make_advisor("TUN")
    move(twinning, "close", make_coordinator("JOR"))
    first, second = twinning.follow_ups.all()

    record_follow_up(follow_up=first, finding="ما زالت", user=advisor, now=NOW)
    assert Twinning.objects.get().state == "CLOSED"
    with pytest.raises(LookedBackAlready):
        record_follow_up(follow_up=first, finding="أخرى", user=advisor, now=NOW)
    record_follow_up(follow_up=second, finding="ما زالت", user=advisor, now=NOW)

    assert Twinning.objects.get().state == "FOLLOWED_UP"


def close(result: MandatoryResult, user, **values: object) -> MandatoryResult:
    done = {"done_alone_on": date(2027, 1, 20), "done_alone_how": "وحدهم", "file": a_file()}
    return results.close_result(result=result, user=user, now=NOW, **{**done, **values})


def test_a_result_closes_once_the_receiving_team_has_done_it_alone_with_evidence():
    result = make_result(make_twinning(state="IMPLEMENTING"))

    closed = close(result, make_coordinator("JOR"))

    assert (closed.done_alone_on, closed.closed_at, closed.evidence.get().name) == (
        date(2027, 1, 20),
        NOW,
        "report.pdf",
    )
    with pytest.raises(results.ClosedAlready):
        close(result, make_coordinator("JOR"))


@pytest.mark.parametrize(
    ("fault", "values"),
    [
        (results.NoEvidence, {"file": None}),
        (results.NotDoneAlone, {"done_alone_how": " "}),
        (results.NotDoneAlone, {"done_alone_on": None}),
        (results.DoneInFuture, {"done_alone_on": date(2027, 2, 1)}),
    ],
)
def test_a_result_stays_open_where_something_is_missing(fault, values):
    result = make_result(make_twinning(state="IMPLEMENTING"))

    with pytest.raises(fault):
        close(result, make_coordinator("JOR"), **values)

    assert MandatoryResult.objects.get().closed_at is None


def test_the_giving_side_does_not_close_a_result():
    with pytest.raises(NotAllowed):
        close(make_result(make_twinning(state="IMPLEMENTING")), make_coordinator("TUN"))


def test_the_countries_word_and_the_advisor_s_are_kept_apart():
    result = make_result(make_twinning(state="IMPLEMENTING"))

    results.assess_result(result=result, level="COMPLETE", user=make_coordinator("TUN"))
    results.assess_result(result=result, level="LIMITED", user=make_advisor("JOR"))

    result.refresh_from_db()
    assert (result.self_assessed, result.advisor_assessed) == ("COMPLETE", "LIMITED")
    with pytest.raises(NotAllowed):
        results.assess_result(result=result, level="LIMITED", user=make_official("JOR"))
