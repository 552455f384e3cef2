"""Write a plan as a Microsoft Project XML file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.domain.graph import CyclicGraph
from planner.interchange.msproject.writer import write_project
from planner.management.arguments import plan_named
from planner.models import LANGUAGES
from planner.queries.project_files import project_of_plan


class Command(BaseCommand):
    help = "Writes a plan as a Microsoft Project XML file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", help="the plan's id")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE.xml")
        parser.add_argument("--language", choices=LANGUAGES, help="another one than the plan's own")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = plan_named(options["plan"])
        try:
            project, schedule = project_of_plan(plan, language=options["language"] or plan.base_language)
        except CyclicGraph as circle:
            titles = {task.key: str(task.title) for task in plan.workplan.tasks.all()}
            raise CommandError(
                _("These tasks wait for each other in a circle: %(tasks)s.")
                % {"tasks": " · ".join(titles[str(key)] for key in circle.cycle)}
            ) from None
        content = write_project(project, schedule.result, now=timezone.now())
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(
                _("The file %(file)s cannot be written: %(reason)s.")
                % {"file": options["output"], "reason": error.strerror}
            ) from None
        self.stdout.write(str(options["output"]))
