"""The whole software on one machine, with people and a plan to try it on."""

import os
import signal
import socket
from contextlib import ExitStack
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.servers import basehttp
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exports.broker import BrokerDidNotStart, embedded_broker
from exports.management.example import add_example
from exports.management.example_round import make_example_round
from exports.management.example_twinning import make_example_twinning
from exports.workers import worker_log, worker_process
from planner.models import Country, Membership, Plan, User
from planner.queries.proposals import proposal_for
from planner.services.plans import create_plan

# Ctrl-C, the system, and a terminal that is closed.
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ADDRESS = "127.0.0.1:8000"
PASSWORD = "enact-demo-2027"
COUNTRIES = ("JOR", "TUN")
ROLES = (Membership.Role.ADVISOR, Membership.Role.COORDINATOR, Membership.Role.OFFICIAL)
NAMES = {
    "advisor-jor": ("رنا", "الخطيب"),
    "coordinator-jor": ("سامر", "العبدالله"),
    "official-jor": ("هالة", "النسور"),
    "advisor-tun": ("كريم", "بن يوسف"),
    "coordinator-tun": ("Amel", "Trabelsi"),
    "official-tun": ("Mehdi", "Gharbi"),
    "admin": ("ENACT", "Platform"),
}
# A plan of a size that one reads in an afternoon; what these stand on is added.
WORKED_PLANS = {"JOR": ("INN-01", "TEC-03", "POL-04", "POL-08"), "TUN": ("POL-01", "POL-03", "TEC-08", "POL-06")}
WORKED_START = date(2027, 1, 3)


class Command(BaseCommand):
    help = (
        "Prepares the database, the reference data, demo people and a worked plan; then runs a worker and the "
        f"server at {ADDRESS} until Ctrl-C."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", default=ADDRESS, help=f"another one than {ADDRESS}")
        parser.add_argument("--no-server", action="store_true", help="prepare everything and end")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(_("The demo's passwords are printed for everyone to read: it runs only with DEBUG."))
        host, port = address_named(options["address"])
        if not options["no_server"]:
            check_address_is_free(host, port)
        for number in ENDINGS:
            signal.signal(number, _end)
        call_command("compilemessages")
        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)
        people = make_people()
        make_worked_plans()
        make_example_round(now=timezone.now())
        make_example_twinning(now=timezone.now())
        self._print_people(people)
        if not options["no_server"]:
            self._serve(host, port)

    def _serve(self, host: str, port: int) -> None:
        """Until one of the endings."""
        with ExitStack() as stack:
            try:
                stack.enter_context(embedded_broker())
            except BrokerDidNotStart as error:
                raise CommandError(str(error)) from None
            # Where mails lead; they lie in the data folder.
            os.environ.setdefault("PUBLIC_URL", f"http://{host}:{port}")
            stack.enter_context(worker_process())
            self.stdout.write(f"http://{host}:{port}/    العربية · English · Français")
            self.stdout.write(_("Ctrl-C ends it. The worker writes to %(log)s.") % {"log": worker_log()})
            self.stdout.flush()
            basehttp.run(host, port, get_wsgi_application(), threading=True)

    def _print_people(self, people: list[User]) -> None:
        rows = [(_("User name"), _("Password"), _("Role"), _("Country"))]
        for user in people:
            membership = user.memberships.select_related("country").first()
            role = membership.get_role_display() if membership else _("Platform administrator")
            rows.append((user.username, PASSWORD, role, str(membership.country) if membership else ""))
        self.stdout.write("")
        for name, password, role, country in rows:
            self.stdout.write(f"{name:18} {password:18} {role:22} {country}".rstrip())
        self.stdout.write("")


def _end(*_args: object) -> None:
    """Once: what is being stopped is not to be interrupted."""
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)


def address_named(text: str) -> tuple[str, int]:
    host, _colon, port = text.rpartition(":")
    if not host or not port.isdecimal():
        raise CommandError(_("“%(text)s” is not an address. Write it as 127.0.0.1:8000.") % {"text": text})
    return host, int(port)


def check_address_is_free(host: str, port: int) -> None:
    """Before anything is prepared."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(
                _("The address %(host)s:%(port)s is taken by another program. End that one, or give another address.")
                % {"host": host, "port": port}
            ) from None


@transaction.atomic
def make_people() -> list[User]:
    """An advisor, a coordinator and an official of each demo country, and an administrator. Safe to run again."""
    people = []
    password = make_password(PASSWORD)
    for iso3 in COUNTRIES:
        for role in ROLES:
            user = _person(f"{role.lower()}-{iso3.lower()}", password=password)
            Membership.objects.update_or_create(user=user, country_id=iso3, defaults={"role": role})
            people.append(user)
    people.append(_person("admin", password=password, is_superuser=True, is_staff=True))
    return people


def _person(username: str, **fields: Any) -> User:
    first_name, last_name = NAMES[username]
    user, _created = User.objects.update_or_create(
        username=username,
        defaults={"first_name": first_name, "last_name": last_name, "email": f"{username}@enact.invalid", **fields},
    )
    return user


@transaction.atomic
def make_worked_plans() -> None:
    """A plan for each demo country that has none."""
    for iso3, codes in WORKED_PLANS.items():
        if Plan.objects.filter(country=iso3).exists():
            continue
        country = Country.objects.get(pk=iso3)
        proposal = proposal_for(country=country, codes=codes, start=WORKED_START, finish_by=None)
        plan = create_plan(
            country=country,
            codes=[*codes, *(prerequisite.recommendation.code for prerequisite in proposal.prerequisites)],
            start=WORKED_START,
            base_language="ar",
            created_by=User.objects.get(username=f"advisor-{iso3.lower()}"),
        )
        add_example(plan)
