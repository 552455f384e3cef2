from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinning.domain.activity_states import (
    BLOCKED,
    CANCELLED,
    DONE,
    IN_PROGRESS,
    PLANNED,
    RETURNED,
    SIDES,
    STEPS,
    SUBMITTED,
    Progress,
    Refusal,
    Standing,
    after_step,
    refusal_of_step,
    standing_of,
    steps_from,
)

BOTH = frozenset({"GIVER", "TAKER"})


def walked(*steps: tuple[str, str], has_evidence: bool = True) -> Progress:
    progress = Progress(has_evidence=has_evidence)
    for name, side in steps:
        assert refusal_of_step(name, progress, side=side) is None, f"{name} by {side} at {progress}"
        progress = after_step(name, progress, side=side)
    return progress


def test_an_activity_is_done_once_both_sides_have_accepted_it():
    submitted = walked(("start", "TAKER"), ("submit", "TAKER"))
    once = after_step("accept", submitted, side="GIVER")

    assert once == Progress(SUBMITTED, frozenset({"GIVER"}), has_evidence=True)
    assert refusal_of_step("accept", once, side="GIVER") == Refusal.ACCEPTED_ALREADY
    assert after_step("accept", once, side="TAKER") == Progress(DONE, BOTH, has_evidence=True)


def test_returning_takes_the_acceptance_of_the_other_side_back():
    progress = walked(("start", "TAKER"), ("submit", "TAKER"), ("accept", "GIVER"), ("return", "TAKER"))

    assert progress == Progress(RETURNED, frozenset(), has_evidence=True)


def test_nothing_is_submitted_without_evidence():
    progress = walked(("start", "TAKER"), has_evidence=False)

    assert refusal_of_step("submit", progress, side="TAKER") == Refusal.NO_EVIDENCE


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (PLANNED, ["start", "block", "cancel"]),
        (IN_PROGRESS, ["submit", "block", "cancel"]),
        (BLOCKED, ["unblock", "cancel"]),
        (SUBMITTED, ["accept", "return"]),
        (RETURNED, ["submit", "block", "cancel"]),
        (DONE, []),
        (CANCELLED, ["revive"]),
    ],
)
def test_each_state_leads_on_by_its_steps_and_no_others(state, names):
    progress = Progress(state, has_evidence=True)

    assert steps_from(state) == names
    assert {name for name in STEPS if refusal_of_step(name, progress, side="GIVER") is None} == set(names)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.sampled_from(sorted(SIDES)), st.booleans()), max_size=50))
def test_whatever_is_tried_done_means_accepted_by_both_after_evidence(tried):
    progress, accepted, submitted = Progress(), set(), False
    for name, side, adds_file in tried:
        if adds_file:
            progress = Progress(progress.state, progress.accepted_by, has_evidence=True)
        if refusal_of_step(name, progress, side=side) is not None:
            continue
        progress = after_step(name, progress, side=side)
        # The same told by hand: what has been accepted since it was last submitted.
        accepted = accepted | {side} if name == "accept" else set()
        submitted = submitted or name == "submit"

        assert progress.accepted_by == accepted
        assert (progress.state == DONE) == (accepted == {"GIVER", "TAKER"})
        assert not accepted or (submitted and progress.has_evidence)
        assert progress.state in (SUBMITTED, DONE) or not progress.accepted_by


TODAY = date(2027, 4, 12)


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({}, Standing.READY),
        ({"is_free": False}, None),
        ({"state": IN_PROGRESS}, None),
        ({"finish": date(2027, 4, 11)}, Standing.LATE),
        ({"deadline": date(2027, 4, 11)}, Standing.LATE),
        ({"finish": date(2027, 4, 11), "state": SUBMITTED}, None),
        ({"finish": date(2027, 4, 11), "state": DONE}, None),
        ({"finish": date(2027, 4, 11), "state": CANCELLED}, None),
        ({"start": date(2027, 4, 11)}, Standing.AT_RISK),
        ({"start": date(2027, 4, 11), "state": IN_PROGRESS}, None),
        ({"state": BLOCKED}, Standing.AT_RISK),
        ({"slack": -1}, Standing.AT_RISK),
    ],
)
def test_what_the_dates_say_of_an_activity(values, standing):
    usual = {
        "state": PLANNED,
        "start": TODAY,
        "finish": date(2027, 4, 14),
        "slack": 0,
        "deadline": None,
        "is_free": True,
        "today": TODAY,
    }
    values = {**usual, **values}
    values["start"] = min(values["start"], values["finish"])

    assert standing_of(values.pop("state"), **values) == standing
