"""Amel leads for Tunisia, which shows; Samer for Jordan, which learns; Rana advises Jordan."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from planner.models import Translated, User
from planner.permissions import NotAllowed
from planner.services.edits import EditedMeanwhile
from tests.factories import make_advisor, make_coordinator, make_official
from tests.twinning.factories import make_activity, make_person, make_twinning
from twinning.domain.agreements import fingerprint
from twinning.models import CostLine, MandatoryResult, Notice, Report, ReportSignature, Side, Twinning
from twinning.queries.reports import figures_of, report_of
from twinning.services import reports
from twinning.services.reports import signed_values
from twinning.services.twinnings import add_calendars

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 6, 2, 9, tzinfo=UTC)
BEFORE, DURING, AFTER = date(2027, 2, 28), date(2027, 3, 15), date(2027, 6, 2)
TEXT = {"progress": Translated(ar="أُنجزت البعثة.")}


@dataclass
class World:
    twinning: Twinning
    amel: User
    samer: User
    rana: User

    def report(self, key="q1"):
        return report_of(Twinning.objects.get(pk=self.twinning.pk), key)

    def write(self, key="q1", today=DURING, **values):
        report = self.report(key)
        return reports.write_report(
            report=report, version=report.version, values=values or TEXT, user=self.amel, today=today
        )

    def submit(self, key="q1", today=AFTER, user=None):
        return reports.submit_report(report=self.report(key), user=user or self.samer, now=NOW, today=today)

    def sign(self, user, side):
        return reports.sign_report(report=self.report(), side=side, user=user, now=NOW)

    def approve(self, user=None):
        return reports.approve_report(report=self.report(), user=user or self.rana, now=NOW)

    def give_back(self, user, reason="Figures"):
        return reports.return_report(report=self.report(), reason=reason, user=user, now=NOW)


@pytest.fixture
def world():
    twinning = make_twinning(state=Twinning.State.IMPLEMENTING)
    add_calendars(twinning.workplan, twinning.giver, twinning.taker)
    amel, samer, rana = make_coordinator("TUN"), make_coordinator("JOR"), make_advisor("JOR")
    make_person(twinning, amel, Side.GIVER, role="LEADER")
    make_person(twinning, samer, Side.TAKER, role="LEADER")
    activity = make_activity(twinning, days=90)
    CostLine.objects.create(activity=activity, kind="TRAVEL", planned=4000, spent=1000)
    MandatoryResult.objects.create(twinning=twinning, order=1, title=Translated(ar="نتيجة"), self_assessed="LIMITED")
    return World(twinning, amel, samer, rana)


def test_a_report_goes_from_writing_to_approval(world):
    assert world.report()._state.adding
    world.write()
    world.submit()
    world.sign(world.amel, "GIVER")
    world.sign(world.samer, "TAKER")

    world.approve()

    report = Report.objects.get()
    assert (report.state, report.revision, report.approved_by) == (Report.State.APPROVED, 1, world.rana)
    assert [(row.side, row.revision, row.sha256) for row in report.signatures.all()] == [
        ("GIVER", 1, report.sha256),
        ("TAKER", 1, report.sha256),
    ]
    assert report.sha256 == fingerprint(signed_values(report))
    assert [move.name for move in report.moves.all()] == ["approve", "submit"]


def test_what_was_handed_in_keeps_its_figures(world):
    world.write()
    world.submit()
    CostLine.objects.update(spent=9999)
    MandatoryResult.objects.update(self_assessed="COMPLETE", advisor_assessed="LIMITED")

    figures = figures_of(world.report())

    assert figures == {
        "costs": [{"activity": "activity-1", "kind": "TRAVEL", "planned": 4000, "spent": 1000}],
        "self_assessed": {"1": "LIMITED"},
        "advisor_assessed": {"1": "LIMITED"},
    }


def test_the_advisors_assessment_is_filed_with_the_approval(world):
    MandatoryResult.objects.update(advisor_assessed="SUBSTANTIAL")
    world.write()
    world.submit()
    world.sign(world.amel, "GIVER")
    world.sign(world.samer, "TAKER")
    world.approve()
    MandatoryResult.objects.update(advisor_assessed="COMPLETE")

    report = world.report()

    assert figures_of(report)["advisor_assessed"] == {"1": "SUBSTANTIAL"}
    assert report.sha256 == fingerprint(signed_values(report))


def test_each_hand_in_asks_for_new_signatures(world):
    world.write()
    world.submit()
    world.sign(world.amel, "GIVER")
    world.sign(world.samer, "TAKER")
    world.give_back(world.rana)
    world.write(progress=Translated(ar="أُنجزت البعثة في موعدها."))
    first = world.report().sha256
    world.submit()

    with pytest.raises(reports.NotSignedByBoth):
        world.approve()

    assert (world.report().revision, world.report().sha256 == first) == (2, False)


@pytest.mark.parametrize(
    ("key", "today", "error", "sentence"),
    [
        ("q1", BEFORE, reports.ReportLocked, "The period is locked until its first day."),
        ("final", AFTER, reports.ReportLocked, "The final report is locked until the twinning is being finalised."),
    ],
)
def test_a_locked_period_takes_no_text_and_says_why(world, key, today, error, sentence):
    with override("en"), pytest.raises(error, match=sentence):
        world.write(key, today=today)

    assert Report.objects.count() == 0


@pytest.mark.parametrize("approve", [False, True])
def test_a_report_that_was_handed_in_is_locked(world, approve):
    world.write()
    world.submit()
    if approve:
        world.sign(world.amel, "GIVER")
        world.sign(world.samer, "TAKER")
        world.approve()

    with pytest.raises(reports.ReportLocked):
        world.write(progress=Translated(ar="غيره"))

    assert world.report().progress == TEXT["progress"]


def test_the_final_report_opens_with_the_finalising(world):
    Twinning.objects.update(state=Twinning.State.FINALISING)

    world.write("final", today=AFTER)

    assert [report.key for report in Report.objects.all()] == ["final"]


def test_a_report_is_handed_in_once_its_period_is_over_and_says_something(world):
    with pytest.raises(reports.NothingToReport):
        world.submit()
    world.write()
    with pytest.raises(reports.PeriodNotOver):
        world.submit(today=DURING)

    assert world.report().state == Report.State.OPEN


def test_nobody_signs_for_the_other_side(world):
    world.write()
    world.submit()

    with override("en"), pytest.raises(NotAllowed, match="You lead the project for Tunisia and cannot sign for Jordan"):
        world.sign(world.amel, "TAKER")
    for user in (world.rana, make_official("JOR"), make_coordinator("JOR")):
        with pytest.raises(NotAllowed):
            world.sign(user, "TAKER")

    assert ReportSignature.objects.count() == 0


def test_signing_twice_changes_nothing(world):
    world.write()
    world.submit()
    first = world.sign(world.amel, "GIVER")

    assert world.sign(world.amel, "GIVER") == first


def test_nothing_is_signed_or_approved_before_it_is_handed_in(world):
    world.write()

    with pytest.raises(reports.NotHandedIn):
        world.sign(world.amel, "GIVER")
    with pytest.raises(reports.NotHandedIn):
        world.approve()
    with pytest.raises(reports.NotHandedIn):
        world.give_back(world.rana)


def test_no_report_is_approved_before_both_have_signed(world):
    world.write()
    world.submit()
    world.sign(world.amel, "GIVER")

    with override("en"), pytest.raises(reports.NotSignedByBoth, match="Both project leaders have to sign"):
        world.approve()

    assert world.report().state == Report.State.SUBMITTED


def test_only_an_advisor_approves_and_only_teams_write(world):
    world.write()
    world.submit()

    for user in (world.amel, world.samer, make_advisor("MAR")):
        with pytest.raises(NotAllowed):
            world.approve(user)
    with pytest.raises(NotAllowed):
        world.submit(user=world.rana)


def test_a_report_is_returned_with_a_reason_only(world):
    world.write()
    world.submit()

    with pytest.raises(reports.ReasonOfReturnMissing):
        world.give_back(world.samer, reason=" ")
    world.give_back(world.samer, reason="The figures of March are missing.")

    assert world.report().state == Report.State.RETURNED
    assert world.report().moves.first().reason == "The figures of March are missing."


def test_two_people_writing_at_once_lose_nothing(world):
    world.write()
    opened = world.report()
    world.write(difficulties=Translated(ar="تأخر"))

    values = {"progress": Translated(ar="x")}
    with pytest.raises(EditedMeanwhile):
        reports.write_report(report=opened, version=opened.version, values=values, user=world.samer, today=DURING)


def test_both_sides_are_told(world):
    world.write()

    world.submit()

    told = Notice.objects.filter(kind=Notice.Kind.REPORT_SUBMITTED).values_list("user", flat=True)
    assert set(told) == {world.amel.pk, world.rana.pk}
