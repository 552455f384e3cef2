"""The task itself is called as a worker calls it; with a real worker process: test_worker.py."""

import errno
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from exports import queue, tasks
from exports.models import Export, Fault
from planner.domain.graph import CyclicGraph
from planner.models import JobState, Link
from planner.tasks import sweep_jobs
from tests.exports.factories import make_export
from tests.factories import make_official, make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exports_folder")]


def asked_for(plan, **fields):
    return make_export(plan, now=timezone.now(), profile="short", **fields)


def run(export):
    tasks.write_export(str(export.pk))
    export.refresh_from_db()
    return export


def test_write_export_makes_the_file_once_however_often_it_is_told(exports_folder):
    export = asked_for(make_plan())

    for _delivery in range(3):
        run(export)

    assert (export.state, export.attempt, export.percent) == (JobState.READY, 1, 100)
    assert [path.name for path in exports_folder.iterdir()] == [f"{export.pk}-1.docx"]


def test_write_export_of_a_job_that_is_gone_does_nothing():
    tasks.write_export("00000000-0000-4000-8000-000000000000")

    assert Export.objects.count() == 0


def test_write_export_tries_again_where_a_worker_died(exports_folder):
    past = timezone.now() - timedelta(minutes=5)
    export = make_export(make_plan(), JobState.RUNNING, now=past, profile="short")
    (exports_folder / f"{export.pk}-1.part").write_bytes(b"half")

    run(export)

    assert (export.state, export.attempt) == (JobState.READY, 2)
    assert queue.file_of(export).name == f"{export.pk}-2.docx"


def test_write_export_cancels_where_the_asker_may_no_longer_see_the_plan(exports_folder):
    user = make_official("JOR")
    export = asked_for(make_plan("JOR"), asked_by=user)
    user.memberships.all().delete()

    run(export)

    assert (export.state, export.error) == (JobState.CANCELLED, Fault.NOT_ALLOWED)
    assert list(exports_folder.iterdir()) == []


def test_write_export_fails_in_words_where_tasks_wait_in_a_circle(exports_folder):
    plan = make_plan()
    link = Link.objects.filter(after__workplan=plan.workplan).first()
    Link.objects.create(before=link.after, after=link.before)
    export = asked_for(plan)

    run(export)

    assert (export.state, export.error) == (JobState.FAILED, Fault.CIRCLE)
    assert list(exports_folder.iterdir()) == []


def test_write_export_fails_in_words_where_something_unforeseen_happens(exports_folder):
    exports_folder.rmdir()
    export = asked_for(make_plan())

    run(export)

    assert (export.state, export.error) == (JobState.FAILED, Fault.UNEXPECTED)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux's device that is always full")
def test_write_export_fails_in_words_on_a_full_disk_and_leaves_no_file(exports_folder):
    export = asked_for(make_plan())
    (exports_folder / f"{export.pk}-1.part").symlink_to("/dev/full")

    run(export)

    assert (export.state, export.error) == (JobState.FAILED, Fault.NO_SPACE)
    assert list(exports_folder.iterdir()) == []


def test_write_export_throws_its_file_away_where_the_job_was_taken_back(exports_folder):
    """At the last moment: the file has its name, the row is not yet finished."""
    export = asked_for(make_plan())
    whole = exports_folder / f"{export.pk}-1.docx"
    seen = []

    def take_back(execute, sql, *rest):
        if sql.startswith("UPDATE") and whole.exists() and not seen:
            seen.append(whole)
            Export.objects.filter(pk=export.pk).update(state=JobState.QUEUED, lease_until=None)
        return execute(sql, *rest)

    with connection.execute_wrapper(take_back):
        run(export)

    assert seen == [whole]
    assert (export.state, export.attempt) == (JobState.QUEUED, 1)
    assert list(exports_folder.iterdir()) == []


def test_write_export_leaves_the_row_to_the_lease_where_the_database_goes_away(exports_folder):
    export = asked_for(make_plan())

    def go_away(execute, sql, *rest):
        if "planner_task" in sql:
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, *rest)

    with connection.execute_wrapper(go_away), pytest.raises(OperationalError):
        run(export)

    export.refresh_from_db()
    assert (export.state, export.attempt) == (JobState.RUNNING, 1)
    assert list(exports_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (CyclicGraph(["A", "B"]), Fault.CIRCLE),
        (OSError(errno.ENOSPC, "No space left on device"), Fault.NO_SPACE),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), Fault.NO_SPACE),
        (OSError(errno.EACCES, "Permission denied"), Fault.UNEXPECTED),
        (ZeroDivisionError(), Fault.UNEXPECTED),
    ],
)
def test_what_the_reader_is_told_of_an_error(error, fault):
    assert tasks.fault_of(error) == fault


def test_the_clocks_tasks_sweep_rows_and_files(exports_folder):
    long_ago = timezone.now() - timedelta(days=8)
    dead = make_export(make_plan(), JobState.RUNNING, now=long_ago, attempt=3)
    old = make_export(dead.plan, JobState.READY, now=long_ago, language="fr")

    sweep_jobs()
    tasks.sweep_export_files()

    assert [Export.objects.get(pk=export.pk).state for export in (dead, old)] == [JobState.FAILED, JobState.EXPIRED]
