"""The Word files of twinnings, from the request to the file."""

from datetime import date

import docx
import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from exports import queue, tasks
from exports.models import Export, Fault
from exports.names import file_name
from exports.subjects import subject_of
from exports.twinning_contents import twinning_content
from planner.models import JobState, Translated
from tests.exports.factories import make_export
from tests.exports.word import reading
from tests.factories import make_advisor, make_coordinator, make_user
from tests.twinning.factories import NOW, make_activity, make_meeting, make_person, make_report, make_twinning
from twinning.domain.agreements import fingerprint
from twinning.models import CostLine, MandatoryResult, Side, Signature
from twinning.queries.agreements import agreement_values
from twinning.queries.schedules import schedule_of_twinning
from twinning.services.twinnings import add_calendars

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exports_folder")]

HTMX = {"HX-Request": "true"}
TODAY = date(2027, 3, 1)


@pytest.fixture
def twinning():
    made = make_twinning()
    add_calendars(made.workplan, made.giver, made.taker)
    return made


def add_activity(twinning, **values):
    activity = make_activity(twinning, where="JOINT", kind="EXPERT_MISSION", people=2, **values)
    CostLine.objects.create(activity=activity, kind="TRAVEL", planned=4000, spent=3800)
    MandatoryResult.objects.create(
        twinning=twinning, order=twinning.results.count() + 1, title=Translated(ar="نتيجة"), self_assessed="LIMITED"
    )
    return activity


def content_of(twinning, language="en"):
    with override(language):
        return twinning_content(twinning, schedule_of_twinning(twinning), today=TODAY)


def signed_in(user):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return client


def test_twinning_content_says_what_is_kept(twinning):
    leader = make_coordinator("TUN")
    make_person(twinning, leader, Side.GIVER, role="LEADER")
    add_activity(twinning, giver_assignee=leader)
    sha256 = fingerprint(agreement_values(twinning))
    signed = {"twinning": twinning, "signed_at": NOW, "signed_by": leader, "revision": 1}
    Signature.objects.create(**signed, side="GIVER", sha256=sha256)
    Signature.objects.create(**signed, side="TAKER", sha256="a" * 64)  # of a text that was changed since

    content = content_of(twinning)

    (activity,) = content.activities
    assert (content.giver.leader, content.taker.leader) == (str(leader), "")
    assert (activity.number, activity.kind, activity.where) == ("1", "Expert mission", "Both countries")
    assert (activity.people, activity.responsible, activity.is_done) == (2, (str(leader),), False)
    assert [(each.kind, each.planned, each.spent, each.activity) for each in content.expenses] == [
        ("Travel", 4000, 3800, "1")
    ]
    assert [(each.number, each.self_assessed, each.advisor_assessed) for each in content.results] == [
        (1, "Limited", "")
    ]
    assert (content.months, content.sha256) == ("MAGHREB/LEVANT", sha256)
    assert (content.signature_of("GIVER").name, content.signature_of("TAKER")) == (str(leader), None)
    assert [each.value for each in content.untranslated()].count("نتيجة") == 1


def test_twinning_content_needs_as_many_queries_at_three_activities_as_at_one(
    twinning, django_assert_max_num_queries, django_assert_num_queries
):
    add_activity(twinning)
    with override("en"), django_assert_max_num_queries(30) as first:
        content_of(twinning)
    add_activity(twinning)
    add_activity(twinning)

    with django_assert_num_queries(len(first)):
        content_of(twinning)


@pytest.mark.parametrize(
    ("profile", "second", "name"),
    [
        ("fiche", "", "توأمة – بطاقة التوأمة – 2027-01-10.docx"),
        ("workplan", "", "توأمة – خطة التنفيذ – 2027-01-10.docx"),
        ("signing", "fr", "توأمة – خطة التنفيذ بلغتين، للتوقيع – 2027-01-10.docx"),
    ],
)
def test_write_export_makes_each_paper_of_a_twinning(twinning, profile, second, name):
    add_activity(twinning)
    export = make_export(twinning, profile=profile, second_language=second)

    tasks.write_export(str(export.pk))

    export.refresh_from_db()
    assert (export.state, export.error) == (JobState.READY, "")
    assert reading.faults(queue.file_of(export), "ar") == []
    assert docx.Document(str(queue.file_of(export))).core_properties.language == "ar"
    export.finished_at = make_export(twinning, JobState.READY, profile="fiche", language="en").finished_at
    assert file_name(export) == name


def test_write_export_of_a_work_plan_draws_its_chart(twinning):
    add_activity(twinning)
    export = make_export(twinning, profile="workplan", language="fr")

    tasks.write_export(str(export.pk))

    export.refresh_from_db()
    captions = reading.paragraphs(queue.file_of(export), "FigureCaption")
    assert captions == ["Figure\u00a01\u00a0: Diagramme de Gantt\u00a0: Jumelage"]


def test_write_export_cancels_where_the_asker_left_the_team(twinning):
    user = make_user()
    export = make_export(twinning, asked_by=user)

    tasks.write_export(str(export.pk))

    export.refresh_from_db()
    assert (export.state, export.error) == (JobState.CANCELLED, Fault.NOT_ALLOWED)


def test_panel_asks_for_a_paper_in_two_languages(twinning):
    rana = signed_in(make_advisor("JOR"))

    answer = rana.post(
        f"/twinnings/{twinning.pk}/exports/", {"language": "ar", "profile": "signing", "second_language": "fr"}
    )

    assert answer.status_code == 302
    assert list(Export.objects.values_list("twinning", "language", "second_language", "profile", "state")) == [
        (twinning.pk, "ar", "fr", "signing", JobState.QUEUED)
    ]


def test_panel_wants_two_different_languages_and_keeps_what_was_chosen(twinning):
    rana = signed_in(make_advisor("JOR"))

    answer = rana.post(
        f"/twinnings/{twinning.pk}/exports/", {"language": "fr", "profile": "signing", "second_language": "fr"}
    )

    form = answer.context["form"]
    assert form.errors == {"second_language": ["Choose a second language other than the first."]}
    assert (form["language"].value(), form["profile"].value()) == ("fr", "signing")
    assert Export.objects.count() == 0


def test_panel_leaves_a_second_language_aside_that_no_document_asks_for(twinning):
    rana = signed_in(make_advisor("JOR"))

    rana.post(f"/twinnings/{twinning.pk}/exports/", {"language": "ar", "profile": "fiche", "second_language": "fr"})

    assert list(Export.objects.values_list("profile", "second_language")) == [("fiche", "")]


def test_a_paper_is_for_both_countries_and_nobody_else(twinning):
    export = make_export(twinning, JobState.READY, now=timezone.now())
    people = {"JOR": make_advisor("JOR"), "TUN": make_coordinator("TUN"), "MAR": make_advisor("MAR")}

    answers = {country: signed_in(user).get(f"/exports/{export.pk}/download/") for country, user in people.items()}

    assert {country: answer.status_code for country, answer in answers.items()} == {"JOR": 200, "TUN": 200, "MAR": 404}
    for country in ("JOR", "TUN"):
        assert b"".join(answers[country].streaming_content) == b"word"


def test_the_line_of_a_paper_shows_both_languages_and_asks_again(twinning):
    rana = signed_in(make_advisor("JOR"))
    export = make_export(twinning, now=timezone.now(), profile="signing", second_language="fr")

    line = rana.get(f"/exports/{export.pk}/", headers=HTMX).content.decode()

    assert "Arabic · French · Work plan in two languages, for signing" in line
    assert f'href="/twinnings/{twinning.pk}/exports/"' in line


def test_a_paper_that_failed_is_asked_for_again_as_it_was(twinning):
    rana = signed_in(make_advisor("JOR"))
    failed = make_export(twinning, JobState.FAILED, profile="signing", second_language="fr")

    rana.post(f"/exports/{failed.pk}/retry/")

    again = Export.objects.exclude(pk=failed.pk).get()
    assert (again.twinning, again.profile, again.second_language) == (twinning, "signing", "fr")


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_reports_file_has_its_three_sections(twinning, language):
    add_activity(twinning)
    make_meeting(twinning)
    report = make_report(twinning, progress=Translated(ar="أُنجز"))
    export = make_export(report, language=language, profile="report")

    tasks.write_export(str(export.pk))

    export.refresh_from_db()
    assert (export.state, export.error) == ("READY", "")
    assert reading.faults(queue.file_of(export), language) == []
    assert len([level for level, _text in reading.headings(queue.file_of(export)) if level == 1]) == 3
    assert subject_of(export).title(export.subject, "fr") == "Jumelage – Rapport trimestriel 1"
