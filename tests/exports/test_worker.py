"""Real worker processes, really killed. The long proof: `python -m tests.exports.kill_proof`."""

import hashlib
import os
import signal
import zipfile

import docx
from django.utils import timezone

from exports import queue
from exports.models import Export
from exports.workers import worker_process
from planner.models import JobState, Recommendation
from tests.exports.kill_proof import prove
from tests.exports.machine import kill_worker
from tests.factories import make_plan


def ask_for_file_of(plan):
    return queue.request_export(user=None, subject=plan, language="ar", profile="full", now=timezone.now())


def test_a_file_whose_worker_is_killed_in_the_middle_is_made_by_the_next(world):
    """The plan of the whole library, which takes some seconds."""
    plan = make_plan("JOR", codes=tuple(Recommendation.objects.values_list("code", flat=True)))

    with worker_process() as worker:
        export = ask_for_file_of(plan)
        world.wait_until_at_work(export)
        kill_worker(worker)

    with worker_process():
        world.wait_until_ended(export)

    assert_is_there_whole_and_once(world, export, attempt=2)


def test_a_file_whose_pool_process_is_killed_in_the_middle_is_made_by_the_same_worker(world):
    plan = make_plan("JOR", codes=("INN-01", "INN-02", "INN-03", "INN-04", "INN-05", "INN-06"))

    with worker_process():
        pool = world.pool()
        export = ask_for_file_of(plan)
        world.wait_until_at_work(export)
        os.kill(pool[0], signal.SIGKILL)
        world.wait_until_ended(export)

    assert_is_there_whole_and_once(world, export, attempt=2)


def assert_is_there_whole_and_once(world, export, *, attempt):
    assert (export.state, export.attempt) == (JobState.READY, attempt)
    assert list(Export.objects.filter(plan=export.plan)) == [export]
    (whole,) = (world.folder / "exports").glob(f"{export.pk}-*.docx")
    assert whole == queue.file_of(export)
    assert (whole.stat().st_size, hashlib.sha256(whole.read_bytes()).hexdigest()) == (export.size, export.sha256)
    assert zipfile.ZipFile(whole).testzip() is None
    assert len(docx.Document(str(whole)).tables) > 6


def test_no_file_is_lost_or_made_twice_while_workers_are_killed(world):
    assert prove(world, exports=6, kills=2) == []
