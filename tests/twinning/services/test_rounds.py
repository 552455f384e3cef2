from datetime import date, timedelta

import pytest
from django.utils.translation import override

from planner import jobs
from planner.models import JobState
from planner.permissions import NotAllowed
from planner.services.edits import EditedMeanwhile
from tests.factories import make_advisor, make_coordinator
from tests.twinning.factories import ANSWER_BY, FIRST_DAY, NOW, make_need, make_practice, make_proposal, make_round
from twinning.domain.scores import WEIGHTS
from twinning.models import Need, Notice, Places, Practice, Proposal, ProposalAnswer, Round, RoundRule, RoundRun
from twinning.services import rounds
from twinning.services.rounds import (
    AnswerDayPast,
    CannotBeProposed,
    NotComplete,
    RoundClosed,
    RoundIsRunning,
    RuleStands,
    add_rule,
    adopt_round,
    change_round,
    drop_round,
    follow_round,
    next_title,
    remove_rule,
    request_run,
    start_round,
)
from twinning.tasks import run_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_shipped_practices():
    Practice.objects.all().delete()


@pytest.fixture
def advisor():
    return make_advisor("MAR")


def make_open_pair(giver: str = "TUN", taker: str = "JOR") -> tuple[Practice, Need]:
    practice = make_practice(giver, state=Practice.State.PUBLISHED, themes=["TRUST"], title=f"practice of {giver}")
    return practice, make_need(taker, state=Need.State.OPEN, themes=["TRUST"], title=f"need of {taker}")


def run(round_: Round, user=None) -> Round:
    """As a worker does."""
    run_round(str(request_run(round_=round_, user=user, now=NOW).pk))
    round_.refresh_from_db()
    return round_


def couple(practice: Practice, need: Need) -> list[str]:
    return [str(practice.pk), str(need.pk)]


# --- drafts ---------------------------------------------------------------------------------------------


def test_start_round_keeps_its_values(advisor):
    values = {"title": "Spring", "goal": "inclusive", "weights": dict(WEIGHTS), "first_day": FIRST_DAY}

    round_ = start_round(values=values, user=advisor, now=NOW)

    assert Round.objects.get() == round_
    assert (round_.state, round_.goal, round_.created_by) == (Round.State.DRAFT, "inclusive", advisor)
    with pytest.raises(NotAllowed):
        start_round(values=values, user=make_coordinator("JOR"), now=NOW)


def test_a_draft_is_changed_on_top_of_its_version_and_dropped(advisor):
    round_ = make_round()

    changed = change_round(round_=round_, version=1, values={"title": "Autumn"}, user=advisor)

    assert (changed.title, changed.version) == ("Autumn", 2)
    with pytest.raises(EditedMeanwhile):
        change_round(round_=round_, version=1, values={"title": "Winter"}, user=advisor)
    drop_round(round_=round_, user=advisor)
    assert not Round.objects.exists()


def test_what_has_been_run_and_what_is_running_is_not_changed(advisor):
    closed, running = make_round(state=Round.State.COMPLETE), make_round()
    request_run(round_=running, user=None, now=NOW)
    practice, need = make_open_pair()
    rule = {"practice": practice, "need": need, "kind": "LOCKED", "reason": "", "user": advisor}

    for round_, error in ((closed, RoundClosed), (running, RoundIsRunning)):
        with pytest.raises(error):
            change_round(round_=round_, version=1, values={"title": "x"}, user=advisor)
        with pytest.raises(error):
            drop_round(round_=round_, user=advisor)
        with pytest.raises(error):
            add_rule(round_=round_, **rule)


def test_a_rule_takes_the_place_of_its_opposite(advisor):
    round_ = make_round()
    practice, need = make_open_pair()
    asked = {"round_": round_, "practice": practice, "need": need, "user": advisor}

    add_rule(**asked, kind="LOCKED", reason="They asked for it")
    rule = add_rule(**asked, kind="FORBIDDEN", reason="They asked not to")

    assert list(round_.rules.values_list("kind", "reason")) == [("FORBIDDEN", "They asked not to")]
    with pytest.raises(RuleStands):
        add_rule(**asked, kind="FORBIDDEN", reason="")
    remove_rule(round_=round_, pk=rule.pk, user=advisor)
    remove_rule(round_=round_, pk=rule.pk, user=advisor)
    assert not round_.rules.exists()


def test_follow_round_carries_the_rules_and_is_one_draft(advisor):
    round_ = make_round("Spring", state=Round.State.COMPLETE, goal="benefit")
    practice, need = make_open_pair()
    RoundRule.objects.create(round=round_, practice=practice, need=need, kind="LOCKED", reason="why")

    draft = follow_round(round_=round_, user=advisor, now=NOW)
    again = follow_round(round_=round_, user=advisor, now=NOW, weights={"THEME": 1})

    assert again == draft
    draft.refresh_from_db()
    assert (draft.title, draft.goal, draft.follows, draft.weights) == ("Spring (2)", "benefit", round_, {"THEME": 1})
    assert list(draft.rules.values_list("practice", "need", "kind", "reason")) == [
        (practice.pk, need.pk, "LOCKED", "why")
    ]


def test_a_pair_that_was_declined_is_forbidden_in_the_round_that_follows(advisor):
    adopted = make_round(state=Round.State.ADOPTED)
    declined = make_proposal(round=adopted, state=Proposal.State.DECLINED)
    make_proposal(round=adopted, practice=make_practice("LBN"), need=make_need("OMN"))
    locked = make_proposal(
        round=adopted, state=Proposal.State.DECLINED, practice=make_practice("QAT"), need=make_need("KWT")
    )
    RoundRule.objects.create(round=adopted, practice=locked.practice, need=locked.need, kind="LOCKED")
    for proposal in (declined, locked):
        ProposalAnswer.objects.create(
            proposal=proposal, side="TAKER", is_accepted=False, reason="Not this year", answered_at=NOW
        )

    draft = follow_round(round_=adopted, user=advisor, now=NOW)

    assert set(draft.rules.values_list("need", "kind", "reason")) == {
        (declined.need_id, "FORBIDDEN", "Not this year"),
        (locked.need_id, "LOCKED", ""),
    }


@pytest.mark.parametrize(
    ("title", "following"),
    [("Spring", "Spring (2)"), ("Spring (9)", "Spring (10)"), ("x" * 200, "x" * 196 + " (2)")],
)
def test_next_title_counts_on(title, following):
    assert next_title(title) == following


# --- running --------------------------------------------------------------------------------------------


def test_a_run_keeps_candidates_places_and_result(advisor):
    practice, need = make_open_pair()

    round_ = run(make_round(), advisor)

    assert round_.state == Round.State.COMPLETE
    assert round_.result["pairs"] == [couple(practice, need)]
    assert round_.candidates[0]["giver"] == "TUN"
    assert (round_.places["givers"], round_.places["takers"]) == ({"TUN": 1, "JOR": 1}, {"TUN": 1, "JOR": 1})
    assert (round_.ran_at is not None, round_.runs.get().state) == (True, JobState.READY)


def test_a_run_is_asked_for_once():
    round_ = make_round()

    first = request_run(round_=round_, user=None, now=NOW)

    assert request_run(round_=round_, user=None, now=NOW) == first


def test_a_round_without_candidates_has_no_solution():
    round_ = run(make_round())

    assert round_.state == Round.State.NO_SOLUTION
    assert round_.result["contradiction"]["kind"] == "NoCandidate"


def test_rules_that_contradict_each_other_have_no_solution_and_say_which(advisor):
    practice, need = make_open_pair()
    other = make_practice("EGY", state=Practice.State.PUBLISHED, themes=["TRUST"])
    round_ = make_round()
    for one in (practice, other):
        add_rule(round_=round_, practice=one, need=need, kind="LOCKED", reason="", user=advisor)

    run(round_)

    assert round_.state == Round.State.NO_SOLUTION
    assert round_.result["contradiction"]["kind"] == "NeedLockedTwice"
    assert round_.result["pairs"] == []


def test_a_locked_practice_that_was_withdrawn_has_no_solution(advisor):
    practice, need = make_open_pair()
    make_open_pair("EGY", "MAR")
    round_ = make_round()
    add_rule(round_=round_, practice=practice, need=need, kind="LOCKED", reason="", user=advisor)
    Practice.objects.filter(pk=practice.pk).update(state=Practice.State.PAUSED)

    run(round_)

    assert round_.result["contradiction"] == {
        "kind": "LockedUnknown",
        "values": {"practice": str(practice.pk), "need": str(need.pk)},
    }


def test_least_developed_countries_are_served_first_by_the_inclusive_goal():
    practice, _need = make_open_pair("TUN", "JOR")
    poorest = make_need("YEM", state=Need.State.OPEN, themes=["TRUST", "SKILLS"])

    assert run(make_round(goal="benefit")).result["pairs"] != [couple(practice, poorest)]
    assert run(make_round(goal="inclusive")).result["pairs"] == [couple(practice, poorest)]


def test_a_round_that_changed_while_it_ran_keeps_nothing():
    make_open_pair()
    round_ = make_round()
    asked = request_run(round_=round_, user=None, now=NOW)

    def change_meanwhile(step, percent):
        Round.objects.filter(pk=round_.pk).update(version=7)

    with pytest.raises(EditedMeanwhile) as meanwhile:
        rounds.run(asked, change_meanwhile, clock=lambda: NOW)

    round_.refresh_from_db()
    assert (round_.state, round_.candidates, round_.result) == (Round.State.DRAFT, [], None)
    assert rounds.fault_of(meanwhile.value) == RoundRun.Fault.CLOSED


def test_a_run_that_fails_leaves_the_draft_and_says_so():
    round_ = make_round(weights={"THEME": 0})

    run(round_)

    assert (round_.state, round_.candidates) == (Round.State.DRAFT, [])
    failed = round_.runs.get()
    assert (failed.state, failed.error) == (JobState.FAILED, RoundRun.Fault.UNEXPECTED)


def test_whoever_may_no_longer_run_rounds_gets_no_result(advisor):
    round_ = make_round()
    asked = request_run(round_=round_, user=advisor, now=NOW)
    advisor.memberships.all().delete()

    run_round(str(asked.pk))

    round_.refresh_from_db()
    assert (round_.state, round_.runs.get().error) == (Round.State.DRAFT, RoundRun.Fault.NOT_ALLOWED)


def test_a_second_attempt_has_nothing_left_to_do():
    round_ = make_round(state=Round.State.COMPLETE)
    asked = RoundRun.objects.create(round=round_, asked_at=NOW, rung_at=NOW)

    run_round(str(asked.pk))

    asked.refresh_from_db()
    assert asked.state == JobState.READY


def test_a_run_whose_worker_died_is_taken_back():
    asked = request_run(round_=make_round(), user=None, now=NOW)
    jobs.claim(RoundRun, asked.pk, now=NOW)

    jobs.sweep(RoundRun, now=NOW + 2 * jobs.LEASE, ring=lambda job: True)

    asked.refresh_from_db()
    assert asked.state == JobState.QUEUED


# --- adopting -------------------------------------------------------------------------------------------


def test_adopting_proposes_each_pair_and_matches_its_need(advisor):
    practice, need = make_open_pair()
    round_ = run(make_round())

    adopted = adopt_round(round_=round_, answer_by=ANSWER_BY, user=advisor, now=NOW)

    need.refresh_from_db()
    proposal = Proposal.objects.get()
    assert (adopted.state, adopted.answer_by, adopted.adopted_at) == (Round.State.ADOPTED, ANSWER_BY, NOW)
    assert (need.state, need.moves.get().name, need.moves.get().moved_by) == (Need.State.MATCHED, "match", None)
    assert (proposal.practice, proposal.need, proposal.giver_id, proposal.taker_id) == (practice, need, "TUN", "JOR")
    assert (proposal.state, proposal.answer_by, proposal.made_at) == (Proposal.State.PROPOSED, ANSWER_BY, NOW)
    assert proposal.score == round_.candidates[0]["score"]
    assert proposal.criteria == round_.candidates[0]["values"]


def test_adopting_tells_those_who_answer_and_those_who_advise(advisor):
    make_open_pair()
    coordinators = [make_coordinator("JOR"), make_coordinator("TUN")]
    make_coordinator("EGY")
    other_advisor = make_advisor("EGY", "LBN")

    adopted = adopt_round(round_=run(make_round()), answer_by=ANSWER_BY, user=advisor, now=NOW)

    told = set(Notice.objects.values_list("user", "kind", "proposal", "round"))
    proposal = adopted.proposals.get()
    assert told == {
        *((user.pk, "PROPOSED", proposal.pk, None) for user in coordinators),
        (other_advisor.pk, "ROUND_ADOPTED", None, adopted.pk),
    }


def test_adopting_is_refused_by_name_where_something_is_gone_and_nothing_is_saved(advisor):
    practice, need = make_open_pair()
    make_open_pair("EGY", "MAR")
    round_ = run(make_round())
    Practice.objects.filter(pk=practice.pk).update(state=Practice.State.PAUSED)
    Need.objects.filter(pk=need.pk).update(state=Need.State.WITHDRAWN)
    Places.objects.create(country_id="EGY", as_giver=0)

    with override("en"), pytest.raises(CannotBeProposed) as refused:
        adopt_round(round_=round_, answer_by=ANSWER_BY, user=advisor, now=NOW)

    assert refused.value.obstacles == [
        "The practice “practice of TUN” is no longer published.",
        "The need “need of JOR” is no longer open.",
        "Egypt has no place left in which to give.",
    ]
    assert (Proposal.objects.count(), Round.objects.get().state) == (0, Round.State.COMPLETE)
    assert not Need.objects.filter(state=Need.State.MATCHED).exists()


def test_adopting_is_refused_without_pairs_or_time_and_to_others(advisor):
    make_open_pair()
    round_ = run(make_round())
    asked = {"round_": round_, "user": advisor, "now": NOW}

    with pytest.raises(AnswerDayPast):
        adopt_round(**asked, answer_by=NOW.date())
    with pytest.raises(NotComplete):
        adopt_round(**{**asked, "round_": make_round(state=Round.State.COMPLETE)}, answer_by=ANSWER_BY)
    with pytest.raises(NotAllowed):
        adopt_round(**{**asked, "user": make_coordinator("JOR")}, answer_by=ANSWER_BY)
    adopt_round(**asked, answer_by=ANSWER_BY)
    with pytest.raises(NotComplete):
        adopt_round(**asked, answer_by=ANSWER_BY)
    assert Proposal.objects.count() == 1


def test_adopting_supersedes_what_it_overtakes(advisor):
    make_open_pair()
    adopted, rival = run(make_round()), run(make_round())
    apart = make_round(state=Round.State.COMPLETE)
    fallen, standing = make_round(state=Round.State.ADOPTED), make_round(state=Round.State.ADOPTED)
    make_proposal(round=fallen, state=Proposal.State.DECLINED)
    make_proposal(round=standing, practice=make_practice("LBN"), need=make_need("OMN"))

    adopt_round(round_=adopted, answer_by=date(2027, 1, 3) + timedelta(days=1), user=advisor, now=NOW)

    states = dict(Round.objects.values_list("pk", "state"))
    assert states == {
        adopted.pk: Round.State.ADOPTED,
        rival.pk: Round.State.SUPERSEDED,
        apart.pk: Round.State.COMPLETE,
        fallen.pk: Round.State.SUPERSEDED,
        standing.pk: Round.State.ADOPTED,
    }
