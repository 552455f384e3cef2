import os
import socket
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from exports import queue
from exports.models import Export, Fault, Step
from planner.models import JobState
from tests.exports.factories import NOW, make_empty_plan, make_export
from tests.factories import make_official

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exports_folder")]

SECOND = timedelta(seconds=1)


def request(plan, **changes):
    return queue.request_export(
        **{"user": None, "plan": plan, "language": "ar", "profile": "full", "now": NOW, **changes}
    )


def kept(export):
    """What the row says of the job."""
    row = Export.objects.get(pk=export.pk)
    return row.state, row.step, row.percent, row.attempt, row.lease_until, row.finished_at, row.error


class Bell:
    """In the place of the broker: remembers for whom it was rung."""

    def __init__(self, *, answers: bool = True):
        self.answers = answers
        self.rung = []

    def __call__(self, pk):
        self.rung.append(pk)
        return self.answers


# --- asking ---------------------------------------------------------------------------------------------


def test_request_export_keeps_what_was_asked():
    user, plan = make_official("JOR"), make_empty_plan("JOR")

    export = request(plan, user=user, language="fr", profile="short")

    row = Export.objects.get()
    assert row == export
    assert (row.plan, row.revision, row.language, row.profile, row.asked_by) == (plan, 1, "fr", "short", user)
    assert kept(row) == (JobState.QUEUED, "", 0, 0, None, None, "")


def test_request_export_rings_after_the_commit_and_not_before(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        request(make_empty_plan())

    assert len(callbacks) == 1


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
def test_request_export_is_the_active_one_when_asked_twice(state, django_capture_on_commit_callbacks):
    plan = make_empty_plan()
    first = make_export(plan, state)

    with django_capture_on_commit_callbacks() as callbacks:
        second = request(plan, user=make_official("JOR"))

    assert second == first
    assert callbacks == []


def test_request_export_is_a_new_one_when_the_first_has_ended():
    plan = make_empty_plan()
    first = make_export(plan, JobState.FAILED)

    second = request(plan, now=NOW + SECOND)

    assert second != first
    assert [export.state for export in plan.exports.all()] == [JobState.QUEUED, JobState.FAILED]


def test_request_export_for_what_is_not_there_is_an_error_and_no_other_request():
    plan = make_empty_plan()
    make_export(plan)

    with pytest.raises(IntegrityError, match="export_language_known"), transaction.atomic():
        request(plan, language="de")


def test_request_export_leaves_the_callers_transaction_whole_when_asked_twice():
    plan = make_empty_plan()
    first = request(plan)

    with transaction.atomic():
        assert request(plan) == first
        assert Export.objects.count() == 1


# --- the bell -------------------------------------------------------------------------------------------


@pytest.fixture
def broker_at(monkeypatch):
    """Point the broker's client to an address."""
    return lambda url: monkeypatch.setenv("CELERY_BROKER_URL", url)


def test_ring_gives_up_at_once_when_the_broker_is_down(broker_at, tmp_path):
    broker_at(f"redis+socket://{tmp_path / 'nobody.sock'}")
    started = time.monotonic()

    answered = queue.ring(uuid4())

    assert answered is False
    assert time.monotonic() - started < 0.5


def test_asking_takes_no_longer_than_two_and_a_half_seconds_when_the_broker_is_frozen(
    broker_at, django_capture_on_commit_callbacks
):
    with socket.create_server(("127.0.0.1", 0)) as accepts_and_never_answers:
        broker_at(f"redis://127.0.0.1:{accepts_and_never_answers.getsockname()[1]}/0")
        started = time.monotonic()

        with django_capture_on_commit_callbacks(execute=True):
            export = request(make_empty_plan())

    assert time.monotonic() - started < 2.5
    assert kept(export)[0] == JobState.QUEUED


def test_the_sweep_rings_again_for_what_the_broker_did_not_hear():
    export = make_export(make_empty_plan())
    bell = Bell()

    queue.sweep(now=NOW + 29 * SECOND, ring=bell)
    assert bell.rung == []

    queue.sweep(now=NOW + 30 * SECOND, ring=bell)
    queue.sweep(now=NOW + 31 * SECOND, ring=bell)
    assert bell.rung == [export.pk]

    queue.sweep(now=NOW + 60 * SECOND, ring=bell)
    assert bell.rung == [export.pk, export.pk]


def test_the_sweep_asks_a_broker_that_does_not_answer_once():
    plan = make_empty_plan()
    first = make_export(plan, language="ar")
    make_export(plan, language="fr", asked_at=NOW + SECOND)
    bell = Bell(answers=False)

    queue.sweep(now=NOW + 31 * SECOND, ring=bell)
    queue.sweep(now=NOW + 32 * SECOND, ring=bell)

    assert bell.rung == [first.pk]


# --- working --------------------------------------------------------------------------------------------


def test_claim_takes_a_waiting_job():
    export = make_export(make_empty_plan())

    mine = queue.claim(export.pk, now=NOW)

    assert (mine.pk, mine.attempt) == (export.pk, 1)
    assert kept(export) == (JobState.RUNNING, Step.READING, 0, 1, NOW + queue.LEASE, None, "")


@pytest.mark.parametrize(
    ("state", "fields", "seconds", "is_taken"),
    [
        (JobState.QUEUED, {}, 0, True),
        (JobState.QUEUED, {"attempt": 2}, 0, True),
        (JobState.QUEUED, {"attempt": 3}, 0, False),
        (JobState.RUNNING, {}, 60, False),
        (JobState.RUNNING, {}, 61, True),
        (JobState.RUNNING, {"attempt": 3}, 61, False),
        (JobState.READY, {}, 0, False),
        (JobState.FAILED, {}, 0, False),
        (JobState.EXPIRED, {}, 0, False),
        (JobState.CANCELLED, {}, 0, False),
    ],
)
def test_claim_takes_what_nobody_works_on(state, fields, seconds, is_taken):
    export = make_export(make_empty_plan(), state, **fields)

    mine = queue.claim(export.pk, now=NOW + seconds * SECOND)

    assert (mine is not None) == is_taken


def test_claim_of_a_job_that_is_gone_is_none():
    assert queue.claim(uuid4(), now=NOW) is None


def test_a_message_delivered_twice_is_claimed_once():
    export = make_export(make_empty_plan())

    claims = [queue.claim(export.pk, now=NOW) for _delivery in range(3)]

    assert [mine is not None for mine in claims] == [True, False, False]


def test_claim_loses_to_another_worker_that_was_quicker():
    """The other one comes between reading the row and taking it."""
    export = make_export(make_empty_plan())
    others = []

    def come_between(execute, sql, *rest):
        if sql.startswith("UPDATE") and not others:
            others.append("on its way")
            others.append(queue.claim(export.pk, now=NOW))
        return execute(sql, *rest)

    with connection.execute_wrapper(come_between):
        mine = queue.claim(export.pk, now=NOW)

    assert (mine, others[1].attempt) == (None, 1)
    assert kept(export)[3] == 1


def test_report_says_how_far_it_is_and_renews_the_lease():
    export = make_export(make_empty_plan())
    mine = queue.claim(export.pk, now=NOW)

    queue.report(mine, Step.WRITING, 55, now=NOW + 10 * SECOND)

    lease = NOW + 10 * SECOND + queue.LEASE
    assert kept(export) == (JobState.RUNNING, Step.WRITING, 55, 1, lease, None, "")


def test_finish_leaves_a_ready_row():
    export = make_export(make_empty_plan())
    mine = queue.claim(export.pk, now=NOW)

    queue.finish(mine, sha256="ab", size=7, now=NOW + SECOND)

    assert kept(export) == (JobState.READY, "", 100, 1, None, NOW + SECOND, "")
    assert Export.objects.values_list("sha256", "size").get() == ("ab", 7)


@pytest.mark.parametrize(
    ("end", "state", "fault"),
    [
        (queue.fail, JobState.FAILED, Fault.CIRCLE),
        (queue.cancel, JobState.CANCELLED, Fault.NOT_ALLOWED),
    ],
)
def test_a_job_that_comes_to_nothing_says_why(end, state, fault):
    export = make_export(make_empty_plan())
    mine = queue.claim(export.pk, now=NOW)

    end(mine, fault, now=NOW + SECOND)

    assert kept(export) == (state, "", 0, 1, None, NOW + SECOND, fault)


MOVES = {
    "report": lambda mine: queue.report(mine, Step.WRITING, 55, now=NOW),
    "finish": lambda mine: queue.finish(mine, sha256="ab", size=7, now=NOW),
    "fail": lambda mine: queue.fail(mine, Fault.UNEXPECTED, now=NOW),
    "cancel": lambda mine: queue.cancel(mine, Fault.NOT_ALLOWED, now=NOW),
}


@pytest.mark.parametrize("move", MOVES)
def test_a_worker_that_wakes_after_its_lease_changes_nothing_more(move):
    export = make_export(make_empty_plan())
    asleep = queue.claim(export.pk, now=NOW)
    after_the_lease = NOW + queue.LEASE + SECOND
    queue.claim(export.pk, now=after_the_lease)
    before = kept(export)

    with pytest.raises(queue.Superseded):
        MOVES[move](asleep)

    assert kept(export) == before


@pytest.mark.parametrize("move", MOVES)
def test_a_worker_whose_job_was_swept_changes_nothing_more(move):
    export = make_export(make_empty_plan())
    asleep = queue.claim(export.pk, now=NOW)
    queue.sweep(now=NOW + queue.LEASE + SECOND, ring=Bell())

    with pytest.raises(queue.Superseded):
        MOVES[move](asleep)

    assert kept(export) == (JobState.QUEUED, "", 0, 1, None, None, "")


# --- sweeping -------------------------------------------------------------------------------------------


def test_sweep_takes_a_dead_workers_job_back_and_rings_at_once():
    export = make_export(make_empty_plan())
    queue.claim(export.pk, now=NOW)
    bell = Bell()

    queue.sweep(now=NOW + queue.LEASE, ring=bell)
    assert kept(export)[0] == JobState.RUNNING

    queue.sweep(now=NOW + queue.LEASE + SECOND, ring=bell)
    assert kept(export) == (JobState.QUEUED, "", 0, 1, None, None, "")
    assert bell.rung == [export.pk]


def test_a_job_that_kills_its_workers_fails_in_words_at_the_third_attempt():
    export = make_export(make_empty_plan())
    bell = Bell()
    now = NOW

    for _attempt in range(3):
        assert queue.claim(export.pk, now=now) is not None
        now += queue.LEASE + SECOND
        queue.sweep(now=now, ring=bell)

    assert kept(export) == (JobState.FAILED, "", 0, 3, None, now, Fault.LOST)
    assert queue.claim(export.pk, now=now) is None


def test_sweep_is_one_query_when_there_is_nothing_to_do(django_assert_num_queries):
    make_export(make_empty_plan(), JobState.READY)

    with django_assert_num_queries(1):
        queue.sweep(now=NOW)


def test_sweep_files_expires_what_is_old_and_deletes_it():
    export = make_export(make_empty_plan(), JobState.READY)
    os.utime(queue.file_of(export), (0, NOW.timestamp()))

    queue.sweep_files(now=NOW + queue.KEPT_FOR)
    assert (kept(export)[0], queue.file_of(export).exists()) == (JobState.READY, True)

    queue.sweep_files(now=NOW + queue.KEPT_FOR + SECOND)
    assert (kept(export)[0], queue.file_of(export).exists()) == (JobState.EXPIRED, False)


def test_sweep_files_expires_a_row_whose_file_is_gone():
    export = make_export(make_empty_plan(), JobState.READY)
    queue.file_of(export).unlink()

    queue.sweep_files(now=NOW)

    assert kept(export)[0] == JobState.EXPIRED


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
