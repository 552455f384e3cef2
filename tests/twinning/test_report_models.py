import pytest
from django.db import IntegrityError, transaction

from tests.factories import make_user
from tests.twinning.factories import FIRST_DAY, NOW, make_meeting, make_report, make_twinning
from twinning.models import MeetingDecision, ReportMove, ReportSignature, SteeringMeeting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": "YEARLY"}, "report_kind_and_number"),
        ({"number": 0}, "report_kind_and_number"),
        ({"kind": "FINAL", "number": 1}, "report_kind_and_number"),
        ({"state": "LOST", "revision": 1, "sha256": "0"}, "report_state_known"),
        ({"last": FIRST_DAY.replace(year=2026)}, "report_period_runs_on"),
        ({"state": "SUBMITTED", "sha256": ""}, "report_handed_in_has_a_hash"),
        ({"state": "RETURNED", "revision": 0}, "report_handed_in_has_a_hash"),
        ({"state": "APPROVED"}, "report_approved_says_by_whom"),
        ({"state": "SUBMITTED", "approved_at": NOW}, "report_approved_says_by_whom"),
    ],
)
def test_the_database_refuses_a_report(values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_report(make_twinning(), **values)


def test_the_database_keeps_one_report_a_period():
    twinning = make_twinning()
    make_report(twinning)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_report(twinning)


def test_the_database_keeps_one_signature_a_side_and_revision():
    report, user = make_report(make_twinning()), make_user()

    def sign(side, revision):
        ReportSignature.objects.create(
            report=report, side=side, revision=revision, sha256="0" * 64, signed_at=NOW, signed_by=user
        )

    sign("GIVER", 1)
    sign("TAKER", 1)
    sign("GIVER", 2)

    with pytest.raises(IntegrityError), transaction.atomic():
        sign("GIVER", 1)
    with pytest.raises(IntegrityError, match="report_signature_side_known"), transaction.atomic():
        sign("BOTH", 1)


def test_the_database_refuses_a_move_that_leads_nowhere():
    with pytest.raises(IntegrityError, match="report_move_leads_elsewhere"), transaction.atomic():
        ReportMove.objects.create(
            report=make_report(make_twinning()), name="submit", before="OPEN", after="OPEN", moved_at=NOW
        )


def test_the_database_counts_meetings_and_decisions_once():
    twinning = make_twinning()
    meeting = make_meeting(twinning)

    with pytest.raises(IntegrityError), transaction.atomic():
        SteeringMeeting.objects.create(twinning=twinning, number=1, held_on=FIRST_DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingDecision.objects.create(meeting=meeting, number=1)
