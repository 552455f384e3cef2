"""The demo as a person runs it: real processes, ended as a person ends them."""

import re
import signal
import socket
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from exports.management.commands import demo
from planner.models import Membership, Plan, User
from planner.queries.costs import plan_costs


@pytest.fixture
def address():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def debugging(settings):
    """As on a person's own machine."""
    settings.DEBUG = True
    settings.LANGUAGE_CODE = "en"


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_demo_serves_until_it_is_ended_and_leaves_nothing_behind(world, address, ending):
    """Twice, for a second start must find everything in order."""
    with world.start("demo", address) as process:
        page = first_answer(world, address, process)
        world.pool()
        process.send_signal(ending)
        said, complaints = process.communicate(timeout=60)

    assert 'dir="rtl"' in page
    assert process.returncode == 0, complaints
    assert f"http://{address}/" in said
    assert re.findall(r"^(\S+) +enact-demo-2027 ", said, re.MULTILINE) == [
        "advisor-jor",
        "coordinator-jor",
        "official-jor",
        "advisor-tun",
        "coordinator-tun",
        "official-tun",
        "admin",
    ]
    assert "Traceback" not in complaints
    assert processes_named(f"beside-{process.pid}@") == []


def first_answer(world, address, process):
    pages = []

    def answers():
        assert process.poll() is None, process.communicate()
        try:
            with urllib.request.urlopen(f"http://{address}/accounts/login/") as response:
                pages.append(response.read().decode())
        except OSError:
            return False
        return True

    world.wait_until(answers, "the demo answered")
    return pages[0]


def processes_named(mark):
    """Command lines of what still runs, where the system tells (Linux)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_text().replace("\0", " "))
        except OSError:
            continue
    return [line for line in found if mark in line]


def test_demo_without_server_prepares_everything_and_ends(world):
    done = world.run("demo", "--no-server")

    assert done.returncode == 0, done.stderr
    assert "advisor-jor" in done.stdout
    roles = Membership.objects.filter(user__username__endswith="-jor").values_list("user__username", "country", "role")
    assert sorted(roles) == [
        ("advisor-jor", "JOR", "ADVISOR"),
        ("coordinator-jor", "JOR", "COORDINATOR"),
        ("official-jor", "JOR", "OFFICIAL"),
    ]
    assert {plan.country_id for plan in Plan.objects.all()} >= {"JOR", "TUN"}


@pytest.mark.django_db
def test_demo_prepared_twice_is_prepared_once():
    for _time in range(2):
        demo.make_people()
        demo.make_worked_plans()

    assert (User.objects.count(), Membership.objects.count(), Plan.objects.count()) == (7, 6, 2)
    for plan in Plan.objects.all():
        assert [plan.financing_sources.count(), plan.contributions.count()] == [2, 2]
        balance = plan_costs(plan).total.balance
        assert (balance.excess, balance.gap > 0, balance.financed > 0) == (0, True, True)
        assert all("(مثال)" in source.name["ar"] for source in plan.financing_sources.all())
    assert all(user.check_password("enact-demo-2027") for user in User.objects.all())


def test_demo_says_that_its_address_is_taken(debugging):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError) as refusal:
            call_command("demo", f"127.0.0.1:{port}")

    assert str(refusal.value) == (
        f"The address 127.0.0.1:{port} is taken by another program. End that one, or give another address."
    )


@pytest.mark.parametrize("text", ["8000", "127.0.0.1", "127.0.0.1:http", ":8000"])
def test_demo_refuses_what_is_no_address(debugging, text):
    with pytest.raises(CommandError) as refusal:
        call_command("demo", text)

    assert str(refusal.value) == f"“{text}” is not an address. Write it as 127.0.0.1:8000."


def test_demo_runs_only_where_debugging_is_on(settings, debugging):
    settings.DEBUG = False

    with pytest.raises(CommandError) as refusal:
        call_command("demo")

    assert str(refusal.value) == "The demo's passwords are printed for everyone to read: it runs only with DEBUG."
