"""What does a page cost that nobody has edited? `python -m tests.benchmarks.bench_page` prints the table.

Two gunicorn workers serve a plan of 500 tasks from a database of their own; wrk asks for its pages and, side by side,
for a view that does nothing. The cost of an answer is the workers' processor time, so that a busy machine matters less.
"Drawn again" is the page for a browser that takes no compressed answers, which is kept for nobody; of a picture's page
the picture itself is then still kept.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

TASKS = 500
SECONDS = 4
ROUNDS = 3
CONNECTIONS = 4
PAGES = ("tasks", "gantt", "graph")
DRAWN_AGAIN = {"Accept-Encoding": "identity"}


@dataclass(frozen=True)
class Site:
    """Where a plan is served, by which process, and the headers of a person who may see it."""

    server: int
    address: str
    plan: str
    headers: dict[str, str]


def main() -> None:
    if not shutil.which("wrk"):
        sys.exit("This measurement needs wrk, which is not installed here.")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as site:
        asked = {"an empty view": ("/empty/", {}), "an empty view, signed in": ("/empty/signed-in/", {})}
        for page in PAGES:
            path = f"/plans/{site.plan}/{page}/"
            asked[f"{page}, unchanged"] = (path, {})
            asked[f"{page}, asked whether it changed"] = (path, {"If-None-Match": etag_of(site, path)})
            asked[f"{page}, drawn again"] = (path, DRAWN_AGAIN)
        rounds = [{name: measure(site, *what) for name, what in asked.items()} for _ in range(ROUNDS)]
    least = {name: min(cost[name] for cost in rounds) for name in asked}
    bare, signed_in = least["an empty view"], least["an empty view, signed in"]
    print(f"{TASKS} tasks, 2 workers, {CONNECTIONS} connections; the least of {ROUNDS} rounds of {SECONDS} s\n")
    print(f"{'':34} {'ms an answer':>12} {'to empty':>9} {'to empty, signed in':>20}")
    for name, cost in least.items():
        print(f"{name:34} {cost * 1000:12.2f} {cost / bare:9.1f} {cost / signed_in:20.1f}")


def measure(site: Site, path: str, more: dict[str, str]) -> float:
    """Processor seconds of the workers for one answer. Raises where an answer was not 200 or 304."""
    headers = site.headers | more
    _ask(site, path, headers, times=12)  # both workers have answered once, whichever takes which request
    before = _processor_seconds(site.server)
    answers = _ask(site, path, headers, times=8) if more == DRAWN_AGAIN else _load(site, path, headers)
    return (_processor_seconds(site.server) - before) / answers


def _load(site: Site, path: str, headers: dict[str, str]) -> int:
    """How many answers wrk got."""
    said = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *said, site.address + path]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    answered = re.search(r"(\d+) requests in", report)
    if "Non-2xx" in report or answered is None:
        raise RuntimeError(f"{path}:\n{report}")
    return int(answered[1])


def _ask(site: Site, path: str, headers: dict[str, str], *, times: int) -> int:
    """One request after another, for answers too slow to be counted under load."""
    for _ in range(times):
        try:
            urllib.request.urlopen(urllib.request.Request(site.address + path, headers=headers)).read()
        except HTTPError as answer:
            if answer.code != 304:
                raise
    return times


def _processor_seconds(server: int) -> float:
    """Of the server's workers, as Linux counts it."""
    workers = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    spent = (Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split() for worker in workers)
    return sum(int(fields[11]) + int(fields[12]) for fields in spent) / os.sysconf("SC_CLK_TCK")


def etag_of(site: Site, path: str) -> str:
    request = urllib.request.Request(site.address + path, headers=site.headers)
    with urllib.request.urlopen(request) as response:
        return response.headers["ETag"]


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """A server with a plan and a person who has opened a page of it before."""
    environment = os.environ | {
        "DATA_DIR": str(folder),
        "DEBUG": "false",
        "SECRET_KEY": "measured-" * 8,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_COOKIES": "false",
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.page_settings",
    }
    prepare = [sys.executable, "-c", "from tests.benchmarks import bench_page; bench_page.prepare()"]
    plan, session, secret = (
        subprocess.run(prepare, env=environment, capture_output=True, text=True, check=True)
        .stdout.splitlines()[-1]
        .split()
    )
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={secret}",
        "Accept-Encoding": "gzip",
        "Accept-Language": "ar",
    }
    port = 8100 + os.getpid() % 90 + 5000
    log = (folder / "gunicorn.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--workers=2", f"--bind=127.0.0.1:{port}", "planner.config.wsgi"],
        env=environment,
        stdout=log,
        stderr=log,
    )
    try:
        site = Site(server.pid, f"http://127.0.0.1:{port}", plan, headers)
        _wait_for(site)
        yield site
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)


def _wait_for(site: Site) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(site.address + "/empty/", timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server did not start.")


def prepare() -> None:
    """In a process with its own database: prints the plan's id, a session and what its forms are checked by."""
    import django

    django.setup()

    from django.contrib.sessions.models import Session
    from django.core.management import call_command
    from django.test import Client

    from tests.factories import make_big_plan, make_official

    call_command("migrate", verbosity=0)
    call_command("compilemessages")
    call_command("load_reference", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    plan = make_big_plan(tasks=TASKS)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(make_official("JOR"))
    client.get("/")
    print(plan.pk, Session.objects.get().session_key, client.cookies["csrftoken"].value)


if __name__ == "__main__":
    main()
