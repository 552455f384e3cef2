"""Make a plan out of a Microsoft Project XML file; the last line printed is its id."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planner.interchange.languages import language_of
from planner.interchange.msproject.reader import ReadProject, read_project
from planner.interchange.refusals import FileRefused
from planner.management.arguments import country_named
from planner.models import LANGUAGES
from planner.queries.interchange_words import refusal_in_words, remark_with_title
from planner.queries.project_files import country_calendar
from planner.services.project_files import create_plan_from_values, values_of_project


class Command(BaseCommand):
    help = "Makes a plan out of a Microsoft Project XML file; the last line printed is its id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.xml")
        parser.add_argument("--country", required=True, metavar="JOR", help="three-letter code")
        parser.add_argument(
            "--calendar-from-file", action="store_true", help="working days of the file instead of the country's"
        )
        parser.add_argument("--language", choices=LANGUAGES, help="of the texts in the file; otherwise it is guessed")

    def handle(self, *args: Any, **options: Any) -> None:
        country = country_named(options["country"])
        keeps_calendar = options["calendar_from_file"]
        calendar = None if keeps_calendar else country_calendar(country, language=(get_language() or "ar")[:2])
        try:
            with options["file"].open("rb") as source:
                read = read_project(source, calendar=calendar)
        except OSError as error:
            raise CommandError(
                _("The file %(file)s cannot be read: %(reason)s.") % {"file": options["file"], "reason": error.strerror}
            ) from None
        except FileRefused as refused:
            raise CommandError(refusal_in_words(refused)) from None
        self._print_remarks(read, country.month_names)
        values = values_of_project(
            country=country,
            read=read,
            language=options["language"] or language_of(task.title for task in read.project.tasks),
            keeps_calendar=keeps_calendar,
        )
        plan = create_plan_from_values(country=country, values=values, now=timezone.now())
        self.stdout.write(str(plan.pk))

    def _print_remarks(self, read: ReadProject, months: str) -> None:
        for remark in read.remarks:
            self.stdout.write(remark_with_title(remark, months=months))
        with_dates = sum(bool(stored.start) for stored in read.stored.values())
        if with_dates:
            self.stdout.write(
                _("Start and finish as in the file: %(same)s of %(all)s tasks.")
                % {"same": with_dates - len(read.differing()), "all": with_dates}
            )
