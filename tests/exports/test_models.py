import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from exports.models import Export, Fault
from planner.models import JobState
from tests.exports.factories import NOW, make_empty_plan, make_export
from tests.twinning.factories import make_round, make_twinning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exports_folder")]


@pytest.mark.parametrize("state", JobState)
def test_every_state_can_be_kept(state):
    make_export(make_empty_plan(), state)

    assert Export.objects.get().state == state


@pytest.mark.parametrize(
    ("state", "fields", "constraint"),
    [
        (JobState.READY, {"sha256": ""}, "export_ready_has_a_file"),
        (JobState.READY, {"size": 0}, "export_ready_has_a_file"),
        (JobState.RUNNING, {"lease_until": None}, "export_lease_while_running"),
        (JobState.QUEUED, {"lease_until": NOW}, "export_lease_while_running"),
        (JobState.READY, {"finished_at": None}, "export_finished_once_it_ends"),
        (JobState.QUEUED, {"finished_at": NOW}, "export_finished_once_it_ends"),
        (JobState.FAILED, {"error": Fault.NONE}, "export_refused_says_why"),
        (JobState.CANCELLED, {"error": Fault.NONE}, "export_refused_says_why"),
        (JobState.READY, {"error": Fault.LOST}, "export_refused_says_why"),
        (JobState.QUEUED, {"percent": 101}, "export_percent_to_100"),
        ("LOST", {}, "export_state_known"),
        (JobState.QUEUED, {"language": "de"}, "export_language_known"),
        (JobState.QUEUED, {"profile": "long"}, "export_profile_known"),
        (JobState.QUEUED, {"profile": "fiche"}, "export_profile_known"),
        (JobState.QUEUED, {"plan": None}, "export_of_one_subject"),
        (JobState.QUEUED, {"second_language": "fr"}, "export_two_languages_for_signing"),
    ],
)
def test_the_database_refuses(state, fields, constraint):
    plan = make_empty_plan()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_export(plan, state, **fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"profile": "full"}, "export_profile_known"),
        ({"profile": "signing"}, "export_two_languages_for_signing"),
        ({"profile": "signing", "second_language": "ar"}, "export_two_languages_for_signing"),
        ({"profile": "workplan", "second_language": "fr"}, "export_two_languages_for_signing"),
    ],
)
def test_the_database_refuses_of_a_twinning(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_export(make_twinning(), **fields)


def test_the_database_refuses_a_file_of_two_subjects():
    with pytest.raises(IntegrityError, match="export_of_one_subject"), transaction.atomic():
        make_export(make_empty_plan(), twinning=make_twinning())


def test_an_export_knows_its_subject_and_its_languages(django_assert_num_queries):
    twinning = make_twinning()
    make_export(twinning, profile="signing", second_language="fr")

    export = Export.objects.select_related("twinning").get()

    with override("en"), django_assert_num_queries(0):
        assert (export.subject_name, export.subject, export.subject_id) == ("twinning", twinning, twinning.pk)
        assert export.languages == "Arabic · French"


@pytest.mark.parametrize("make", [make_empty_plan, make_round, make_twinning])
@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
def test_the_database_refuses_the_same_request_twice_while_one_is_active(state, make):
    subject = make()
    make_export(subject, state)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_export(subject)

    assert Export.objects.count() == 1


@pytest.mark.parametrize("state", [JobState.READY, JobState.FAILED, JobState.EXPIRED, JobState.CANCELLED])
def test_the_same_request_may_be_made_again_once_it_ended(state):
    plan = make_empty_plan()
    make_export(plan, state)

    make_export(plan)

    assert Export.objects.count() == 2


@pytest.mark.parametrize("other", [{"language": "fr"}, {"profile": "short"}, {"revision": 2}])
def test_another_request_for_the_same_plan_may_be_active_too(other):
    plan = make_empty_plan()
    make_export(plan)

    make_export(plan, **other)

    assert Export.objects.count() == 2


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (JobState.QUEUED, (True, False, False)),
        (JobState.RUNNING, (True, False, False)),
        (JobState.READY, (False, True, False)),
        (JobState.FAILED, (False, False, True)),
        (JobState.EXPIRED, (False, False, True)),
        (JobState.CANCELLED, (False, False, True)),
    ],
)
def test_what_can_be_done_in_each_state(state, expected):
    export = Export(state=state)

    assert (export.is_active, export.is_ready, export.can_be_asked_again) == expected
