"""Are files lost, doubled or cut short when workers are killed?

    python -m tests.exports.kill_proof --exports 60 --kills 10

Asks for files while workers are killed in the middle of their work, turn by turn the whole worker and only the
process of its pool. Runs on the embedded servers, or where `DATABASE_URL` and `CELERY_BROKER_URL` say.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import sys
import tempfile
import time
import zipfile
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from uuid import UUID

import django


def prove(machine, *, exports: int, kills: int) -> list[str]:
    """What went wrong, in words; nothing where all is well."""
    from exports.workers import worker_process
    from planner.models import JobState
    from tests.exports.machine import kill_worker

    asked = ask_for(exports)
    started = time.monotonic()
    killed: set[tuple[UUID, int]] = set()
    with ExitStack() as workers:
        worker = workers.enter_context(worker_process())
        for turn in range(kills):
            pool = machine.pool()
            at_work = wait_for_work(machine, asked, killed, ended=exports * turn // (kills + 1))
            killed.add(at_work)
            if turn % 2:
                os.kill(pool[0], signal.SIGKILL)
            else:
                kill_worker(worker)
                worker = workers.enter_context(worker_process())
            print(f"kill {turn + 1}: {'its pool process' if turn % 2 else 'the worker'} at {at_work}", flush=True)
        machine.wait_until_ended(*asked)
    made = sum(export.state == JobState.READY for export in asked)
    print(
        f"{made} of {exports} files after {kills} kills in {time.monotonic() - started:.0f} s; "
        f"{sum(export.attempt for export in asked)} attempts",
        flush=True,
    )
    return [fault for export in asked for fault in faults_of(export)]


def ask_for(count: int) -> list:
    """Files of every language and edition, of as many plans as are needed."""
    from django.utils import timezone

    from exports import queue
    from tests.factories import make_plan

    kinds = list(product(("ar", "en", "fr"), ("full", "short")))
    plans = [make_plan("TUN", codes=("INN-01", "TEC-01")) for _ in range(-(-count // len(kinds)))]
    return [
        queue.request_export(user=None, subject=plan, language=language, profile=profile, now=timezone.now())
        for plan in plans
        for language, profile in kinds
    ][:count]


def wait_for_work(machine, asked: list, killed: set[tuple[UUID, int]], *, ended: int) -> tuple[UUID, int]:
    """The file that is half made now and its attempt, once so many others have `ended`.

    Not one whose worker was just killed, nor one at its third attempt, which would rightly be given up.
    """
    from django.utils import timezone

    from exports.models import Export
    from planner import jobs
    from planner.models import ACTIVE_STATES, JobState

    files = Export.objects.filter(pk__in=[export.pk for export in asked])
    running = files.filter(state=JobState.RUNNING, percent__gte=10, attempt__lt=3)
    found: list[tuple[UUID, int]] = []

    def is_at_work() -> bool:
        jobs.sweep(Export, now=timezone.now())
        if files.exclude(state__in=ACTIVE_STATES).count() >= ended:
            found.extend(set(running.values_list("pk", "attempt")) - killed)
        return bool(found)

    machine.wait_until(is_at_work, "a worker was in the middle of a file")
    return found[0]


def faults_of(export) -> list[str]:
    """A file that is ready is there, once, and is what its row says."""
    from exports import queue
    from planner.models import JobState

    if export.state != JobState.READY:
        return [f"{export.pk} is {export.state} {export.error}"]
    faults = []
    whole = queue.file_of(export)
    found = sorted(path.name for path in whole.parent.glob(f"{export.pk}-*.docx"))
    if found != [whole.name]:
        faults.append(f"{export.pk}: {found} instead of {whole.name}")
    elif hashlib.sha256(whole.read_bytes()).hexdigest() != export.sha256 or zipfile.ZipFile(whole).testzip():
        faults.append(f"{whole} is not whole")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exports", type=int, default=60)
    parser.add_argument("--kills", type=int, default=10)
    args = parser.parse_args()
    django.setup()
    from tests.exports.machine import machine

    with tempfile.TemporaryDirectory(prefix="kill-proof-") as folder, machine(Path(folder)) as world, world.at_work():
        faults = prove(world, exports=args.exports, kills=args.kills)
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planner.config.settings")
    sys.exit(main())
