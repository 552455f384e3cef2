"""What holds for every kind of job, proved on files and on calculations."""

import socket
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from exports.models import Export
from planner import jobs
from planner.models import Calculation, JobState
from planner.models.jobs import LOST, NOT_ALLOWED
from tests.exports.factories import make_empty_plan, make_export
from tests.planner.calculations import NOW, make_calculation

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def test_files_and_calculations_are_jobs():
    assert set(jobs.job_kinds()) >= {Export, Calculation}


class Files:
    kind = Export
    make = staticmethod(make_export)
    step = "WRITING"
    made = {"sha256": "ab", "size": 7}

    @staticmethod
    def same_by(plan):
        return {"plan": plan, "revision": 1, "language": "ar", "profile": "full", "format": "docx"}


class Calculations:
    kind = Calculation
    make = staticmethod(make_calculation)
    step = "SIMULATING"
    made = {"result": {"finish": "2027-05-02"}}

    @staticmethod
    def same_by(plan):
        return {"plan": plan, "kind": "SIMULATION"}


@pytest.fixture(params=[Files, Calculations], ids=["file", "calculation"])
def work(request, settings, tmp_path):
    """One kind of job; files of tests never lie among those of a person's own data folder."""
    settings.EXPORTS_DIR = tmp_path
    return request.param


def request(work, plan, **changes):
    values = {} if work is Files else {"change_number": 0}
    return jobs.request_once(work.kind, same_by=work.same_by(plan), **{"user": None, "now": NOW, **values, **changes})


def kept(job):
    """What the row says of the job."""
    row = type(job).objects.get(pk=job.pk)
    return row.state, row.step, row.percent, row.attempt, row.lease_until, row.finished_at, row.error


class Bell:
    """In the place of the broker: remembers for whom it was rung."""

    def __init__(self, *, answers: bool = True):
        self.answers = answers
        self.rung = []

    def __call__(self, job):
        self.rung.append(job.pk)
        return self.answers


# --- asking ---------------------------------------------------------------------------------------------


def test_request_once_rings_after_the_commit_and_not_before(work, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        request(work, make_empty_plan())

    assert len(callbacks) == 1


def test_request_once_is_a_new_one_when_the_first_has_ended(work):
    plan = make_empty_plan()
    first = work.make(plan, JobState.FAILED)

    second = request(work, plan, now=NOW + SECOND)

    assert second != first
    assert [job.state for job in work.kind.objects.all()] == [JobState.QUEUED, JobState.FAILED]


def test_request_once_leaves_the_callers_transaction_whole_when_asked_twice(work):
    plan = make_empty_plan()
    first = request(work, plan)

    with transaction.atomic():
        assert request(work, plan) == first
        assert work.kind.objects.count() == 1


# --- the bell -------------------------------------------------------------------------------------------


@pytest.fixture
def broker_at(monkeypatch):
    """Point the broker's client to an address."""
    return lambda url: monkeypatch.setenv("CELERY_BROKER_URL", url)


def test_ring_gives_up_at_once_when_the_broker_is_down(work, broker_at, tmp_path):
    broker_at(f"redis+socket://{tmp_path / 'nobody.sock'}")
    started = time.monotonic()

    answered = jobs.ring(work.kind(pk=uuid4()))

    assert answered is False
    assert time.monotonic() - started < 0.5


def test_asking_takes_no_longer_than_two_and_a_half_seconds_when_the_broker_is_frozen(
    work, broker_at, django_capture_on_commit_callbacks
):
    with socket.create_server(("127.0.0.1", 0)) as accepts_and_never_answers:
        broker_at(f"redis://127.0.0.1:{accepts_and_never_answers.getsockname()[1]}/0")
        started = time.monotonic()

        with django_capture_on_commit_callbacks(execute=True):
            job = request(work, make_empty_plan())

    assert time.monotonic() - started < 2.5
    assert kept(job)[0] == JobState.QUEUED


def test_the_sweep_rings_again_for_what_the_broker_did_not_hear(work):
    job = work.make(make_empty_plan())
    bell = Bell()

    jobs.sweep(work.kind, now=NOW + 29 * SECOND, ring=bell)
    assert bell.rung == []

    jobs.sweep(work.kind, now=NOW + 30 * SECOND, ring=bell)
    jobs.sweep(work.kind, now=NOW + 31 * SECOND, ring=bell)
    assert bell.rung == [job.pk]

    jobs.sweep(work.kind, now=NOW + 60 * SECOND, ring=bell)
    assert bell.rung == [job.pk, job.pk]


def test_the_sweep_asks_a_broker_that_does_not_answer_once(work):
    first = work.make(make_empty_plan())
    work.make(make_empty_plan(), asked_at=NOW + SECOND)
    bell = Bell(answers=False)

    jobs.sweep(work.kind, now=NOW + 31 * SECOND, ring=bell)
    jobs.sweep(work.kind, now=NOW + 32 * SECOND, ring=bell)

    assert bell.rung == [first.pk]


# --- working --------------------------------------------------------------------------------------------


def test_claim_takes_a_waiting_job(work):
    job = work.make(make_empty_plan())

    mine = jobs.claim(work.kind, job.pk, now=NOW)

    assert (mine.pk, mine.attempt) == (job.pk, 1)
    assert kept(job) == (JobState.RUNNING, work.kind.FIRST_STEP, 0, 1, NOW + jobs.LEASE, None, "")


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
def test_claim_takes_what_nobody_works_on(work, state, fields, seconds, is_taken):
    job = work.make(make_empty_plan(), state, **fields)

    mine = jobs.claim(work.kind, job.pk, now=NOW + seconds * SECOND)

    assert (mine is not None) == is_taken


def test_claim_of_a_job_that_is_gone_is_none(work):
    assert jobs.claim(work.kind, uuid4(), now=NOW) is None


def test_a_message_delivered_twice_is_claimed_once(work):
    job = work.make(make_empty_plan())

    claims = [jobs.claim(work.kind, job.pk, now=NOW) for _delivery in range(3)]

    assert [mine is not None for mine in claims] == [True, False, False]


def test_claim_loses_to_another_worker_that_was_quicker(work):
    """The other one comes between reading the row and taking it."""
    job = work.make(make_empty_plan())
    others = []

    def come_between(execute, sql, *rest):
        if sql.startswith("UPDATE") and not others:
            others.append("on its way")
            others.append(jobs.claim(work.kind, job.pk, now=NOW))
        return execute(sql, *rest)

    with connection.execute_wrapper(come_between):
        mine = jobs.claim(work.kind, job.pk, now=NOW)

    assert (mine, others[1].attempt) == (None, 1)
    assert kept(job)[3] == 1


def test_report_says_how_far_it_is_and_renews_the_lease(work):
    job = work.make(make_empty_plan())
    mine = jobs.claim(work.kind, job.pk, now=NOW)

    jobs.report(mine, work.step, 55, now=NOW + 10 * SECOND)

    lease = NOW + 10 * SECOND + jobs.LEASE
    assert kept(job) == (JobState.RUNNING, work.step, 55, 1, lease, None, "")


def test_finish_leaves_a_ready_row(work):
    job = work.make(make_empty_plan())
    mine = jobs.claim(work.kind, job.pk, now=NOW)

    jobs.finish(mine, **work.made, now=NOW + SECOND)

    assert kept(job) == (JobState.READY, "", 100, 1, None, NOW + SECOND, "")
    assert work.kind.objects.values(*work.made).get() == work.made


@pytest.mark.parametrize(
    ("end", "state", "fault"),
    [
        (jobs.fail, JobState.FAILED, "CIRCLE"),
        (jobs.cancel, JobState.CANCELLED, NOT_ALLOWED),
    ],
)
def test_a_job_that_comes_to_nothing_says_why(work, end, state, fault):
    job = work.make(make_empty_plan())
    mine = jobs.claim(work.kind, job.pk, now=NOW)

    end(mine, fault, now=NOW + SECOND)

    assert kept(job) == (state, "", 0, 1, None, NOW + SECOND, fault)


MOVES = {
    "report": lambda work, mine: jobs.report(mine, work.step, 55, now=NOW),
    "finish": lambda work, mine: jobs.finish(mine, **work.made, now=NOW),
    "fail": lambda work, mine: jobs.fail(mine, "UNEXPECTED", now=NOW),
    "cancel": lambda work, mine: jobs.cancel(mine, NOT_ALLOWED, now=NOW),
}


@pytest.mark.parametrize("move", MOVES)
def test_a_worker_that_wakes_after_its_lease_changes_nothing_more(work, move):
    job = work.make(make_empty_plan())
    asleep = jobs.claim(work.kind, job.pk, now=NOW)
    after_the_lease = NOW + jobs.LEASE + SECOND
    jobs.claim(work.kind, job.pk, now=after_the_lease)
    before = kept(job)

    with pytest.raises(jobs.Superseded):
        MOVES[move](work, asleep)

    assert kept(job) == before


@pytest.mark.parametrize("move", MOVES)
def test_a_worker_whose_job_was_swept_changes_nothing_more(work, move):
    job = work.make(make_empty_plan())
    asleep = jobs.claim(work.kind, job.pk, now=NOW)
    jobs.sweep(work.kind, now=NOW + jobs.LEASE + SECOND, ring=Bell())

    with pytest.raises(jobs.Superseded):
        MOVES[move](work, asleep)

    assert kept(job) == (JobState.QUEUED, "", 0, 1, None, None, "")


# --- sweeping -------------------------------------------------------------------------------------------


def test_sweep_takes_a_dead_workers_job_back_and_rings_at_once(work):
    job = work.make(make_empty_plan())
    jobs.claim(work.kind, job.pk, now=NOW)
    bell = Bell()

    jobs.sweep(work.kind, now=NOW + jobs.LEASE, ring=bell)
    assert kept(job)[0] == JobState.RUNNING

    jobs.sweep(work.kind, now=NOW + jobs.LEASE + SECOND, ring=bell)
    assert kept(job) == (JobState.QUEUED, "", 0, 1, None, None, "")
    assert bell.rung == [job.pk]


def test_a_job_that_kills_its_workers_fails_in_words_at_the_third_attempt(work):
    job = work.make(make_empty_plan())
    bell = Bell()
    now = NOW

    for _attempt in range(3):
        assert jobs.claim(work.kind, job.pk, now=now) is not None
        now += jobs.LEASE + SECOND
        jobs.sweep(work.kind, now=now, ring=bell)

    assert kept(job) == (JobState.FAILED, "", 0, 3, None, now, LOST)
    assert jobs.claim(work.kind, job.pk, now=now) is None


def test_sweep_is_one_query_when_there_is_nothing_to_do(work, django_assert_num_queries):
    work.make(make_empty_plan(), JobState.READY)

    with django_assert_num_queries(1):
        jobs.sweep(work.kind, now=NOW)
