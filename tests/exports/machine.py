"""A whole machine for tests with real processes: a data folder, a database and a broker of its own.

The database is a SQLite file, or one of its own on the server that `DATABASE_URL` names; the broker is the embedded
one, or that of `CELERY_BROKER_URL`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings
from django.utils import timezone

from exports.broker import embedded_broker
from exports.models import Export
from planner import jobs
from planner.config.sockets import socket_path
from tests.reference_database import copy_database

# Short, so that a killed worker's job is soon taken back; no step of the work is as long.
LEASE_SECONDS = 6
PATIENCE_SECONDS = 90


@dataclass
class Machine:
    folder: Path
    connection: BaseDatabaseWrapper
    environment: dict[str, str]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Rows and settings of this process are the machine's, and so are those of the processes it starts."""
        usual = connections["default"]
        changed = override_settings(
            DATA_DIR=self.folder,
            EXPORTS_DIR=self.folder / "exports",
            EMBEDDED_BROKER_SOCKET=socket_path(self.folder),
            CELERY_BROKER_URL=self.environment["CELERY_BROKER_URL"],
        )
        with mock.patch.dict(os.environ, self.environment), changed, embedded_broker():
            connections["default"] = self.connection
            try:
                yield
            finally:
                self.connection.close()
                connections["default"] = usual

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A management command in a process of its own."""
        return subprocess.run(
            self._manage(*command),
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )

    @contextmanager
    def start(self, *command: str) -> Iterator[subprocess.Popen[str]]:
        """The same without waiting for its end; ended with the block at the latest."""
        process = subprocess.Popen(
            self._manage(*command), cwd=settings.BASE_DIR, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        with process:
            try:
                yield process
            finally:
                process.terminate()

    def _manage(self, *command: str) -> list[str]:
        return [sys.executable, "-W", "error", "manage.py", *command]

    def wait_until(self, question: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not question():
            assert time.monotonic() < deadline, f"waited {PATIENCE_SECONDS} s in vain until {what}\n{self.worker_log()}"
            time.sleep(0.05)

    def wait_until_at_work(self, export: Export) -> None:
        """Until the file is half made."""

        def is_at_work() -> bool:
            export.refresh_from_db()
            assert export.is_active, f"it ended too soon to be killed: {export.state}"
            return export.percent >= 16

        self.wait_until(is_at_work, "a worker was in the middle of a file")

    def wait_until_ended(self, *exports: Export) -> None:
        """Sweeps, as the page does that somebody watches."""

        def have_ended() -> bool:
            jobs.sweep(Export, now=timezone.now())
            for export in exports:
                export.refresh_from_db()
            return not any(export.is_active for export in exports)

        self.wait_until(have_ended, "all files were made")

    def pool(self) -> list[int]:
        """The processes of the running worker that do the work, once it answers."""
        answers: list[dict] = []

        def answered() -> bool:
            with current_app.connection_for_write() as connection:
                found = current_app.control.inspect(timeout=2, limit=1, connection=connection).stats()
            answers.extend((found or {}).values())
            return bool(answers)

        self.wait_until(answered, "a worker answered")
        return answers[0]["pool"]["processes"]

    def worker_log(self) -> str:
        log = self.folder / "worker.log"
        return log.read_text()[-4000:] if log.exists() else ""


@contextmanager
def machine(folder: Path, *, copied_from: Path | None = None) -> Iterator[Machine]:
    """Migrated and with the reference data, or with all of a SQLite database; nothing of it is left in the end."""
    usual = connections["default"]
    usual_name = settings.DATABASES["default"]["NAME"]
    own = connections.create_connection("default")
    is_file = usual.vendor == "sqlite"
    name = str(folder / "planner.sqlite3") if is_file else f"processes_{os.getpid()}"
    own.settings_dict = {**usual.settings_dict, "TEST": {**usual.settings_dict["TEST"], "NAME": name}}
    here = Machine(
        folder,
        own,
        {
            "DATA_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{name}"
            if is_file
            else urlsplit(os.environ["DATABASE_URL"])._replace(path=name).geturl(),
            "CELERY_BROKER_URL": os.environ.get("CELERY_BROKER_URL", f"redis+socket://{socket_path(folder)}"),
            "JOB_LEASE_SECONDS": str(LEASE_SECONDS),
            "PYTHONUNBUFFERED": "1",
        },
    )
    (folder / "exports").mkdir()
    with here.at_work():
        if copied_from:
            copy_database(copied_from, Path(name))
            own.settings_dict["NAME"] = name
        else:
            own.creation.create_test_db(verbosity=0, autoclobber=True)
            call_command("load_reference", verbosity=0)
    settings.DATABASES["default"]["NAME"] = usual_name
    yield here
    own.creation.destroy_test_db(usual_name, verbosity=0)


def kill_worker(worker: subprocess.Popen[bytes]) -> None:
    """The whole group, as when the machine loses its power: nothing is finished, nothing is said."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
