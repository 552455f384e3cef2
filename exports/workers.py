"""A worker process beside a server or a command, for machines where nobody runs one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

STOP_SECONDS = 10


def worker_log() -> Path:
    return settings.DATA_DIR / "worker.log"


@contextmanager
def worker_process() -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker with the sweep's clock in it, stopped at the end: a file half made is finished first.

    It has a session of its own, so that Ctrl-C reaches it through us only.
    """
    options = {
        "--concurrency": "1",
        "--hostname": f"beside-{os.getpid()}@%h",
        "--scheduler": "celery.beat:Scheduler",  # keeps no file that two workers would fight for
        "--loglevel": "INFO",
    }
    command = [sys.executable, "-m", "celery", "--app", "planner.config", "worker", "--beat"]
    command += ["--without-gossip", "--without-mingle"]  # they ask other workers, and wait for their answers
    command += [word for option in options.items() for word in option]
    with worker_log().open("ab") as log:
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
