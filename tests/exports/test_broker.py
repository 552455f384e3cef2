"""A real Valkey server in a folder of its own."""

import os
import signal
import subprocess
import sys

import pytest
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.retry import Retry

from exports.broker import BrokerDidNotStart, embedded_broker, uses_embedded_broker
from planner.config.sockets import socket_path


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    """This process and those it starts keep their broker there."""
    settings.DATA_DIR = tmp_path
    settings.EMBEDDED_BROKER_SOCKET = socket_path(tmp_path)
    settings.CELERY_BROKER_URL = f"redis+socket://{settings.EMBEDDED_BROKER_SOCKET}"
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CELERY_BROKER_URL", settings.CELERY_BROKER_URL)
    return tmp_path


@pytest.fixture
def client(folder):
    with Redis(unix_socket_path=str(socket_path(folder)), retry=Retry(NoBackoff(), retries=0)) as client:
        yield client


def answers(client):
    try:
        return client.ping()
    except NoConnection:
        return False


OTHER_USER = """
import django
django.setup()
from exports.broker import embedded_broker
with embedded_broker():
    print("in", flush=True)
    input()
"""


@pytest.fixture
def other_user(folder, settings):
    """Another process that uses the broker until it is told something."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "planner.config.settings"}
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_USER],
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "in\n"
        yield process


def test_a_broker_answers_while_it_is_used(client):
    with embedded_broker():
        assert answers(client)

    assert not answers(client)


def test_what_was_queued_survives(client):
    with embedded_broker():
        client.set("queued", "yes")

    with embedded_broker():
        assert client.get("queued") == b"yes"


def test_whoever_comes_later_uses_the_same_and_leaves_it_running(client):
    with embedded_broker():
        client.set("mine", "yes")
        with embedded_broker():
            assert client.get("mine") == b"yes"
        assert answers(client)


def test_the_broker_outlives_the_process_that_started_it_while_another_uses_it(other_user, client):
    with embedded_broker():
        other_user.communicate("leave\n")
        assert other_user.returncode == 0
        assert answers(client)

    assert not answers(client)


def test_the_broker_of_a_killed_process_is_taken_over_and_stopped_in_the_end(other_user, client):
    other_user.send_signal(signal.SIGKILL)
    other_user.wait()
    assert answers(client)

    with embedded_broker():
        assert answers(client)

    assert not answers(client)


def test_a_killed_broker_is_started_again(client):
    with embedded_broker():
        client.set("queued", "yes")
        os.kill(client.info("server")["process_id"], signal.SIGKILL)

    with embedded_broker():
        assert client.get("queued") == b"yes"


def test_a_broker_that_does_not_start_names_its_log(folder):
    (folder / "broker").mkdir()
    (folder / "broker" / "appendonlydir").write_text("not a folder")

    with pytest.raises(BrokerDidNotStart) as error, embedded_broker():
        pass

    assert error.value.log == folder / "broker" / "broker.log"
    assert "appendonlydir" in error.value.log.read_text()


def test_nothing_is_started_where_another_broker_is_named(folder, settings, client):
    settings.CELERY_BROKER_URL = "redis://broker/0"

    with embedded_broker():
        assert not uses_embedded_broker()
        assert not answers(client)

    assert list(folder.iterdir()) == []
