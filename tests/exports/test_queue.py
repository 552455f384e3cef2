import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from exports import queue
from exports.models import Export
from planner.models import JobState
from tests.exports.factories import NOW, make_empty_plan, make_export
from tests.factories import make_official

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exports_folder")]

SECOND = timedelta(seconds=1)


def request(plan, **changes):
    return queue.request_export(
        **{"user": None, "subject": plan, "language": "ar", "profile": "full", "now": NOW, **changes}
    )


def states():
    return list(Export.objects.values_list("state", flat=True))


def test_request_export_keeps_what_was_asked():
    user, plan = make_official("JOR"), make_empty_plan("JOR")

    export = request(plan, user=user, language="fr", profile="short")

    row = Export.objects.get()
    assert row == export
    assert (row.plan, row.revision, row.language, row.profile, row.asked_by) == (plan, 1, "fr", "short", user)
    assert row.state == JobState.QUEUED


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
def test_request_export_is_the_active_one_when_asked_twice(state, django_capture_on_commit_callbacks):
    plan = make_empty_plan()
    first = make_export(plan, state)

    with django_capture_on_commit_callbacks() as callbacks:
        second = request(plan, user=make_official("JOR"))

    assert second == first
    assert callbacks == []


def test_request_export_for_what_is_not_there_is_an_error_and_no_other_request():
    plan = make_empty_plan()
    make_export(plan)

    with pytest.raises(IntegrityError, match="export_language_known"), transaction.atomic():
        request(plan, language="de")


def test_sweep_files_expires_what_is_old_and_deletes_it():
    export = make_export(make_empty_plan(), JobState.READY)
    os.utime(queue.file_of(export), (0, NOW.timestamp()))

    queue.sweep_files(now=NOW + queue.KEPT_FOR)
    assert (states(), queue.file_of(export).exists()) == ([JobState.READY], True)

    queue.sweep_files(now=NOW + queue.KEPT_FOR + SECOND)
    assert (states(), queue.file_of(export).exists()) == ([JobState.EXPIRED], False)


def test_sweep_files_expires_a_row_whose_file_is_gone():
    export = make_export(make_empty_plan(), JobState.READY)
    queue.file_of(export).unlink()

    queue.sweep_files(now=NOW)

    assert states() == [JobState.EXPIRED]


@pytest.mark.parametrize(("age", "is_there"), [(timedelta(minutes=59), True), (timedelta(minutes=61), False)])
def test_sweep_files_deletes_old_files_that_no_row_stands_for(exports_folder, age, is_there):
    half_made = exports_folder / f"{uuid4()}-1.part"
    half_made.write_bytes(b"wo")
    os.utime(half_made, (0, (NOW - age).timestamp()))

    queue.sweep_files(now=NOW)

    assert half_made.exists() == is_there


def test_sweep_files_keeps_the_file_of_a_ready_row_and_drops_that_of_an_earlier_attempt(exports_folder):
    export = make_export(make_empty_plan(), JobState.READY, attempt=2)
    earlier = exports_folder / f"{export.pk}-1.docx"
    earlier.write_bytes(b"word")
    for path in exports_folder.iterdir():
        os.utime(path, (0, (NOW - timedelta(hours=2)).timestamp()))

    queue.sweep_files(now=NOW)

    assert list(exports_folder.iterdir()) == [queue.file_of(export)]
