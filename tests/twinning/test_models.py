from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from tests.factories import make_user
from tests.twinning.factories import (
    make_activity,
    make_need,
    make_person,
    make_practice,
    make_proposal,
    make_round,
    make_twinning,
)
from twinning.models import (
    Acceptance,
    ActivityMove,
    Comment,
    DismissedSuggestion,
    Evidence,
    Feed,
    FollowUp,
    Mail,
    MailSetting,
    MandatoryResult,
    NeedMove,
    Notice,
    Places,
    Practice,
    PracticeMove,
    ProposalAnswer,
    RoundRule,
    RoundRun,
    Signature,
    TwinningMove,
    TwinningRisk,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("practice_state_known", {"state": "LOST"}),
        ("practice_life_stage_known", {"life_stage": "OLD"}),
        ("practice_evidence_known", {"evidence": "HEARSAY"}),
        ("practice_base_language_known", {"base_language": "de"}),
        ("practice_places_within_reason", {"places": 101}),
        ("practice_published_with_consent", {"state": "PUBLISHED", "has_consent": False}),
    ],
)
def test_the_database_refuses_a_practice(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_practice(**values)


def test_the_database_refuses_a_shipped_practice_twice():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_practice(reference_key="P01")


def test_what_ships_is_published_without_its_country_s_consent():
    assert not Practice.objects.get(reference_key="P01").has_consent


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("need_state_known", {"state": "LOST"}),
        ("need_base_language_known", {"base_language": "de"}),
        ("need_priority_known", {"priority": 4}),
        ("need_readiness_known", {"readiness": 0}),
    ],
)
def test_the_database_refuses_a_need(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_need(**values)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("places_as_giver_within_reason", {"as_giver": 101}),
        ("places_as_taker_within_reason", {"as_taker": 101}),
    ],
)
def test_the_database_refuses_places(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Places.objects.create(country_id="JOR", **values)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="neither"),
        pytest.param({"indicator_id": "EGDI", "recommendation_id": "INN-01"}, id="both"),
    ],
)
def test_the_database_refuses_a_dismissed_suggestion_that_is_not_of_one_origin(values):
    with pytest.raises(IntegrityError, match="dismissed_suggestion_of_one_origin"), transaction.atomic():
        DismissedSuggestion.objects.create(country_id="JOR", dismissed_at=NOW, **values)


@pytest.mark.parametrize("values", [{"indicator_id": "EGDI"}, {"recommendation_id": "INN-01"}])
def test_the_database_refuses_the_same_dismissed_suggestion_twice(values):
    DismissedSuggestion.objects.create(country_id="JOR", dismissed_at=NOW, **values)
    DismissedSuggestion.objects.create(country_id="TUN", dismissed_at=NOW, **values)

    with pytest.raises(IntegrityError), transaction.atomic():
        DismissedSuggestion.objects.create(country_id="JOR", dismissed_at=NOW, **values)


def test_the_database_refuses_a_move_that_leads_nowhere():
    move = {"name": "submit", "before": "DRAFT", "after": "DRAFT", "moved_at": NOW}

    with pytest.raises(IntegrityError, match="practice_move_leads_elsewhere"), transaction.atomic():
        PracticeMove.objects.create(practice=make_practice(), **move)
    with pytest.raises(IntegrityError, match="need_move_leads_elsewhere"), transaction.atomic():
        NeedMove.objects.create(need=make_need(), **move)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("round_state_known", {"state": "LOST"}),
        ("round_goal_known", {"goal": "profit"}),
        ("round_least_score_to_100", {"least_score": 101}),
        ("round_run_has_a_result", {"state": "COMPLETE", "result": None}),
        ("round_adopted_says_when", {"state": "ADOPTED", "answer_by": None}),
    ],
)
def test_the_database_refuses_a_round(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_round(**values)


def test_the_database_refuses_a_rule_of_no_kind():
    of = {"round": make_round(), "practice": make_practice(), "need": make_need("TUN")}

    with pytest.raises(IntegrityError, match="round_rule_kind_known"), transaction.atomic():
        RoundRule.objects.create(**of, kind="MAYBE")


def test_the_database_refuses_two_rules_for_a_pair():
    of = {"round": make_round(), "practice": make_practice(), "need": make_need("TUN")}
    RoundRule.objects.create(**of, kind="LOCKED")

    with pytest.raises(IntegrityError), transaction.atomic():
        RoundRule.objects.create(**of, kind="FORBIDDEN")


def test_the_database_refuses_two_active_runs_of_a_round():
    of = {"round": make_round(), "asked_at": NOW, "rung_at": NOW}
    RoundRun.objects.create(**of)

    with pytest.raises(IntegrityError), transaction.atomic():
        RoundRun.objects.create(**of)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("proposal_state_known", {"state": "LOST"}),
        ("proposal_score_to_one", {"score": 1.1}),
    ],
)
def test_the_database_refuses_a_proposal(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_proposal(**values)


def test_the_database_refuses_a_proposal_within_one_country():
    with pytest.raises(IntegrityError, match="proposal_of_two_countries"), transaction.atomic():
        make_proposal(practice=make_practice("JOR"), need=make_need("JOR"))


def test_the_database_refuses_a_second_standing_proposal_for_a_need():
    standing = make_proposal()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_proposal(need=standing.need, round=standing.round)


def test_the_database_lets_a_need_be_proposed_again_once_it_was_declined():
    declined = make_proposal(state="DECLINED")

    assert make_proposal(need=declined.need, round=declined.round, next_after=declined).pk


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("proposal_answer_side_known", {"side": "BOTH", "is_accepted": True}),
        ("proposal_declined_with_a_reason", {"side": "GIVER", "is_accepted": False}),
    ],
)
def test_the_database_refuses_an_answer(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ProposalAnswer.objects.create(proposal=make_proposal(), answered_at=NOW, **values)


def test_the_database_refuses_a_second_answer_of_a_side():
    of = {"proposal": make_proposal(), "side": "GIVER", "is_accepted": True, "answered_at": NOW}
    ProposalAnswer.objects.create(**of)

    with pytest.raises(IntegrityError), transaction.atomic():
        ProposalAnswer.objects.create(**of)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("twinning_state_known", {"state": "LOST"}),
        ("twinning_revision_from_one", {"revision": 0}),
        ("twinning_base_language_known", {"base_language": "de"}),
    ],
)
def test_the_database_refuses_a_twinning(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_twinning(**values)


def test_the_database_refuses_a_twinning_within_one_country():
    with pytest.raises(IntegrityError, match="twinning_of_two_countries"), transaction.atomic():
        make_twinning(practice=make_practice("JOR"), need=make_need("JOR"))


@pytest.mark.parametrize(
    ("constraint", "values"),
    [("twinning_person_side_known", {"side": "BOTH"}), ("twinning_person_role_known", {"role": "KING"})],
)
def test_the_database_refuses_a_person_of_a_twinning(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_person(make_twinning(), make_user("one"), **values)


def test_the_database_refuses_two_leaders_of_a_side():
    twinning = make_twinning()
    make_person(twinning, make_user("one"), role="LEADER")
    make_person(twinning, make_user("other"), side="GIVER", role="LEADER")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_person(twinning, make_user("second"), role="LEADER")


def test_the_database_refuses_a_person_twice_at_a_time():
    twinning, user = make_twinning(), make_user("one")
    make_person(twinning, user, left_at=NOW)
    make_person(twinning, user)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_person(twinning, user)


@pytest.mark.parametrize(
    ("constraint", "row", "values"),
    [
        ("mandatory_result_completion_known", MandatoryResult, {"order": 1, "self_assessed": "GREAT"}),
        ("mandatory_result_closed_once_done_alone", MandatoryResult, {"order": 1, "closed_at": NOW}),
        ("twinning_risk_level_known", TwinningRisk, {"order": 1, "effect": "HUGE"}),
        ("follow_up_at_6_and_12_months", FollowUp, {"months": 3, "due_on": NOW.date()}),
        ("follow_up_done_says_what", FollowUp, {"months": 6, "due_on": NOW.date(), "done_on": NOW.date()}),
        ("twinning_move_leads_elsewhere", TwinningMove, {"name": "x", "before": "A", "after": "A", "moved_at": NOW}),
    ],
)
def test_the_database_refuses_a_part_of_a_twinning(constraint, row, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.objects.create(twinning=make_twinning(), **values)


def test_the_database_refuses_a_second_signature_of_a_side():
    of = {"twinning": make_twinning(), "revision": 1, "sha256": "0" * 64, "signed_at": NOW, "signed_by": make_user("x")}
    Signature.objects.create(**of, side="GIVER")

    with pytest.raises(IntegrityError, match="signature_side_known"), transaction.atomic():
        Signature.objects.create(**of, side="BOTH")
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(**of, side="GIVER")


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("activity_kind_known", {"kind": "PARTY"}),
        ("activity_where_known", {"where": "MOON"}),
        ("activity_blocked_by_known", {"blocked_by": "MOON"}),
        ("activity_of_two_countries_is_joint", {"kind": "STUDY_VISIT", "where": "GIVER"}),
    ],
)
def test_the_database_refuses_an_activity(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_activity(make_twinning(), **values)


@pytest.mark.parametrize(
    ("constraint", "row", "values"),
    [
        ("activity_move_side_known", ActivityMove, {"name": "x", "side": "BOTH", "moved_at": NOW}),
        ("comment_says_something", Comment, {"text": "", "written_at": NOW}),
    ],
)
def test_the_database_refuses_what_is_said_of_an_activity(constraint, row, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.objects.create(activity=make_activity(make_twinning()), **values)


def test_the_database_refuses_a_second_acceptance_of_a_side():
    of = {"activity": make_activity(make_twinning()), "accepted_at": NOW, "accepted_by": make_user("x")}
    Acceptance.objects.create(**of, side="GIVER")

    with pytest.raises(IntegrityError, match="acceptance_side_known"), transaction.atomic():
        Acceptance.objects.create(**of, side="BOTH")
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptance.objects.create(**of, side="GIVER")


def test_the_database_refuses_evidence_of_nothing():
    of = {"name": "a.pdf", "media_type": "application/pdf", "size": 1, "sha256": "0" * 64, "uploaded_at": NOW}

    with pytest.raises(IntegrityError, match="evidence_of_an_activity_or_of_a_result"), transaction.atomic():
        Evidence.objects.create(twinning=make_twinning(), **of)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("notice_kind_known", {"kind": "LAUGHED"}),
        ("notice_about_one_thing", {"twinning": None}),
        ("notice_about_one_thing", {"proposal": True}),
        ("notice_of_activity_has_twinning", {"twinning": None, "proposal": True, "activity": True}),
    ],
)
def test_the_database_refuses_a_notice(constraint, values):
    made = {"proposal": make_proposal, "activity": lambda: make_activity(make_twinning())}
    values = {name: made[name]() if value is True else value for name, value in values.items()}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Notice.objects.create(
            **{"user": make_user(), "kind": "SIGNED", "twinning": make_twinning(), "created_at": NOW, **values}
        )


def test_the_database_refuses_a_second_digest_of_a_day():
    of = {"to": make_user(), "asked_at": NOW, "rung_at": NOW}
    Mail.objects.create(**of)
    Mail.objects.create(**of)
    Mail.objects.create(**of, day=NOW.date())

    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.create(**of, day=NOW.date())


def test_the_database_refuses_a_mail_setting_that_there_is_not():
    with pytest.raises(IntegrityError, match="mail_setting_known"), transaction.atomic():
        MailSetting.objects.create(user=make_user(), often="HOURLY")


def test_the_database_refuses_a_feed_of_none():
    of = {"token_sha256": "0" * 64, "made_at": NOW, "changed_at": NOW}

    with pytest.raises(IntegrityError, match="feed_scope_known"), transaction.atomic():
        Feed.objects.create(user=make_user(), scope="NONE", **of)
    Feed.objects.create(user=make_user(), **of)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feed.objects.create(user=make_user(), **of)
