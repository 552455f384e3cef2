"""Amel leads for Tunisia, Samer for Jordan; Rana advises Jordan."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from exports.models import Export
from planner.models import Translated
from tests.factories import make_advisor, make_coordinator
from tests.twinning.factories import make_activity, make_meeting, make_person, make_report, make_twinning
from twinning.models import MeetingDecision, Report, Side, SteeringMeeting, Twinning
from twinning.services.twinnings import add_calendars

pytestmark = pytest.mark.django_db


@pytest.fixture
def twinning():
    """In its first quarter, whatever today is."""
    made = make_twinning(state=Twinning.State.IMPLEMENTING, start=timezone.localdate() - timedelta(days=10))
    add_calendars(made.workplan, made.giver, made.taker)
    make_activity(made, days=90)
    return made


@pytest.fixture
def samer(twinning):
    user = make_coordinator("JOR")
    make_person(twinning, user, Side.TAKER, role="LEADER")
    return signed_in(user)


@pytest.fixture
def rana():
    return signed_in(make_advisor("JOR"))


def signed_in(user):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return client


def report_of_the_first_quarter(twinning, **values):
    first = twinning.workplan.start
    return make_report(twinning, first=first, last=first + timedelta(days=88), **values)


def at(twinning, rest=""):
    return f"/twinnings/{twinning.pk}/reports/{rest}"


def test_the_list_shows_every_period_and_which_are_locked(samer, twinning):
    page = samer.get(at(twinning)).content.decode()

    assert page.count("Quarterly report") == 2
    assert "Final report" in page
    assert "The period is locked until its first day." in page


def test_lists_need_as_many_queries_at_three_rows_as_at_one(samer, twinning, django_assert_max_num_queries):
    """The schedule of the periods has its share of them."""
    make_meeting(twinning)
    make_report(twinning)
    counts = {}
    for address in (at(twinning), f"/twinnings/{twinning.pk}/meetings/"):
        with django_assert_max_num_queries(30) as found:
            samer.get(address)
        counts[address] = len(found)
    for number in (2, 3):
        make_meeting(twinning)
        make_report(twinning, number=number)

    for address, count in counts.items():
        with django_assert_max_num_queries(count):
            samer.get(address)


@pytest.mark.parametrize("state", [None, *Report.State])
def test_a_reports_page_needs_fifteen_queries_at_most(samer, twinning, state, django_assert_max_num_queries):
    if state == Report.State.APPROVED:
        make_report(twinning, state=state, approved_at=timezone.now(), approved_by=make_advisor("JOR"))
    elif state:
        make_report(twinning, state=state)

    with django_assert_max_num_queries(15):
        assert samer.get(at(twinning, "q1/")).status_code == 200


def test_what_is_typed_into_a_locked_period_stays_on_the_page(samer, twinning):
    make_report(twinning, state=Report.State.SUBMITTED)

    answer = samer.post(at(twinning, "q1/change/"), {"progress_ar": "ما كتبته", "version": 1})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "ما كتبته" in page
    assert "The report is locked: it was handed in, and can be changed once it is returned." in page


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("sign/giver/", "You lead the project for Jordan and cannot sign for Tunisia."),
        ("approve/", "Only an advisor of one of the two countries approves a report."),
        ("return/", "Say why it is returned, so that it can be mended."),
    ],
)
def test_a_refusal_is_said_on_the_reports_own_page(samer, twinning, step, sentence):
    make_report(twinning, state=Report.State.SUBMITTED)

    answer = samer.post(at(twinning, f"q1/{step}"))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_an_approval_before_both_signed_is_refused_with_the_typed_reason_kept(rana, twinning):
    make_report(twinning, state=Report.State.SUBMITTED)

    answer = rana.post(at(twinning, "q1/approve/"))

    assert answer.status_code == 422
    assert "Both project leaders have to sign the report before it is approved." in answer.content.decode()


def test_a_report_that_nobody_has_written_in_has_no_files(samer, twinning):
    assert samer.get(at(twinning, "q1/exports/")).status_code == 404


@pytest.mark.parametrize("key", ["q0", "q99", "q", "q１", "half", "q00001"])
def test_a_period_that_is_not_there_is_not_found(samer, twinning, key):
    assert samer.get(at(twinning, f"{key}/")).status_code == 404


def test_a_report_is_written_on_its_page(samer, twinning):
    report = report_of_the_first_quarter(twinning)

    answer = samer.post(
        at(twinning, "q1/change/"), {"progress_ar": "أُنجز", "progress_fr": "Fait", "version": report.version}
    )

    report.refresh_from_db()
    assert answer.status_code == 302
    assert report.progress == Translated(ar="أُنجز", fr="Fait")
    assert "Fait" in samer.get(at(twinning, "q1/"), headers={"Accept-Language": "fr"}).content.decode()


def test_a_reports_panel_asks_without_a_choice_of_documents(samer, twinning):
    make_report(twinning)

    answer = samer.post(at(twinning, "q1/exports/"), {"language": "fr", "profile": "report"})

    assert answer.status_code == 302
    assert list(Export.objects.values_list("report__number", "language", "profile")) == [(1, "fr", "report")]


def test_a_meeting_and_its_decisions_are_kept(samer, twinning):
    meetings = f"/twinnings/{twinning.pk}/meetings/"

    samer.post(f"{meetings}new/", {"held_on": "3/6/2027", "place": "عمّان"})
    samer.post(f"{meetings}1/decisions/new/", {"text_ar": "تمديد", "due_on": "2027-07-01"})
    samer.post(f"{meetings}1/decisions/1/", {"text_ar": "تمديد", "done_on": "2027-06-30", "version": 1})

    meeting, decision = SteeringMeeting.objects.get(), MeetingDecision.objects.get()
    assert (meeting.number, str(meeting.held_on), meeting.place) == (1, "2027-06-03", "عمّان")
    assert (decision.number, str(decision.done_on), decision.due_on) == (1, "2027-06-30", None)
    assert "تمديد" in samer.get(meetings).content.decode()


def test_a_wrong_date_of_a_meeting_is_said_by_its_field_with_the_rest_kept(samer, twinning):
    answer = samer.post(f"/twinnings/{twinning.pk}/meetings/new/", {"held_on": "31/2/2027", "place": "عمّان"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["held_on"]
    assert "عمّان" in answer.content.decode()


def test_an_advisor_reads_meetings_and_is_told_who_writes_them(rana, twinning):
    make_meeting(twinning, decision="تمديد المهلة")

    page = rana.get(f"/twinnings/{twinning.pk}/meetings/").content.decode()
    answer = rana.post(f"/twinnings/{twinning.pk}/meetings/new/", {"held_on": "2027-06-03"})

    assert "تمديد المهلة" in page
    assert "Only the people of the two teams can do this; advisors read and comment." in page
    assert answer.status_code == 422
    assert SteeringMeeting.objects.count() == 1
