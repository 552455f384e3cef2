"""The whole software as a newcomer starts it, and a real browser before it.

The `demo` command runs with a data folder and a port of its own: database, broker, worker and server are real. It is
started once, and its database put back before each module of journeys.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.reference_database import copy_database, made_once, reference_database, shared_folder

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 90
DATABASE = "planner.sqlite3"
PASSWORD = "enact-demo-2027"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """A data folder as `manage.py demo` leaves it, made once for the whole run and copied from."""

    def prepare(folder: Path) -> None:
        if is_on_files():
            shutil.copy(reference_database(tmp_path_factory), folder)
        command = [sys.executable, "manage.py", "demo", "--no-server"]
        subprocess.run(command, env=environment_of(folder), check=True, capture_output=True)

    return made_once(shared_folder(tmp_path_factory) / "prepared", prepare)


@pytest.fixture(scope="session")
def demo(prepared, tmp_path_factory) -> Iterator[Demo]:
    """A running `manage.py demo`: one for all journeys of this process."""
    folder = tmp_path_factory.mktemp("demo")
    if is_on_files():
        copy_database(prepared / DATABASE, folder / DATABASE)
    port = free_port()
    command = [sys.executable, "manage.py", "demo", f"127.0.0.1:{port}"]
    with (folder / "demo.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment_of(folder), stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(f"http://127.0.0.1:{port}/accounts/login/", process, folder / "demo.log")
        yield Demo(folder, f"http://127.0.0.1:{port}")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@pytest.fixture(scope="module")
def address(prepared, demo) -> str:
    """Where the demo answers: each module finds it as a newcomer does, whatever others did."""
    if is_on_files():
        copy_database(prepared / DATABASE, demo.folder / DATABASE)
        # Numbers that named one state of a plan before name another one now.
        shutil.rmtree(demo.folder / "cache", ignore_errors=True)
    return demo.address


@dataclass(frozen=True)
class Demo:
    folder: Path
    address: str


def is_on_files() -> bool:
    """Whether each data folder has a database of its own, which can be copied."""
    return "DATABASE_URL" not in os.environ


def environment_of(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DATA_DIR": str(folder),
        "DEBUG": "true",
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
        # Where a module can empty it.
        "CACHE_URL": f"filecache://{folder / 'cache'}",
    }


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the demo did not answer:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with the journey: the loop it runs in would forbid the database to the tests that come after."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Visitor:
    """A person at a browser; `errors` collects what the page's console complains of."""

    page: Page
    address: str
    errors: list[str]
    has_javascript: bool

    def open(self, path: str) -> None:
        response = self.page.goto(self.address + path)
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"
        if self.has_javascript:
            settle(self.page)

    def sign_in(self, name: str) -> None:
        self.open("/accounts/login/")
        self.page.fill("input[name=username]", name)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(self.address + "/")


def settle(page: Page) -> None:
    """Until the page is there with all that it loads by itself, and every answer to htmx in its place.

    Playwright's "networkidle" would wait half a second more each time, and not for an answer that is late.
    """
    page.wait_for_load_state()
    page.wait_for_function(
        "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')"
    )


def is_fault(message: ConsoleMessage) -> bool:
    """htmx also reports requests that a newer one replaced, which is what `hx-sync` is there for."""
    return message.type == "error" and not message.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))


@pytest.fixture
def visit(browser, address):
    """`visit("ar")` opens a browser that asks for Arabic; `visit("ar", width=360)` a telephone."""
    contexts = []

    def open_browser(language: str, *, width: int = 1280, javascript: bool = True) -> Visitor:
        context = browser.new_context(
            locale=language,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            bypass_csp=False,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if is_fault(message) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return Visitor(page, address, errors, javascript)

    yield open_browser
    for context in contexts:
        context.close()
