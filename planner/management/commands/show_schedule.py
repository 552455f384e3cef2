"""Print the schedule of a plan: every task with its dates, slack and what it waits for."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from planner.domain.graph import CyclicGraph
from planner.management.arguments import plan_named
from planner.queries.schedules import PlanSchedule, schedule_of_plan


class Command(BaseCommand):
    help = "Prints the schedule of a plan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", help="the plan's id")
        parser.add_argument("--json", action="store_true", help="a list of tasks with every computed value")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = plan_named(options["plan"])
        try:
            schedule = schedule_of_plan(plan)
        except CyclicGraph as circle:
            titles = {task.key: str(task.title) for task in plan.workplan.tasks.all()}
            raise CommandError(
                _("These tasks wait for each other in a circle: %(tasks)s.")
                % {"tasks": " · ".join(titles[key] for key in circle.cycle)}
            ) from None
        rows = task_rows(schedule)
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            mark = "*" if row["critical"] else " "
            self.stdout.write(
                f"{row['number']:>6} {mark} {row['early_start']} … {row['early_finish']} "
                f"{row['days']:>4} d  slack {row['total_slack']:>4}  {row['title']}"
            )


def task_rows(schedule: PlanSchedule) -> list[dict[str, Any]]:
    """One dictionary a task, in reading order; dates as 2027-01-03, durations and slack in working days."""
    waits_for: dict[str, list[dict[str, Any]]] = {task.key: [] for task in schedule.tasks}
    for link in schedule.links:
        waits_for[link.after.key].append({"key": link.before.key, "kind": link.kind, "lag": link.lag})
    return [
        {
            "key": task.key,
            "number": schedule.numbers[task.key],
            "title": str(task.title),
            "days": task.days,
            "early_start": slot.early_start.isoformat(),
            "early_finish": slot.early_finish.isoformat(),
            "late_start": slot.late_start.isoformat(),
            "late_finish": slot.late_finish.isoformat(),
            "total_slack": slot.total_slack,
            "free_slack": slot.free_slack,
            "critical": slot.critical,
            "predecessors": waits_for[task.key],
        }
        for task in schedule.tasks
        for slot in [schedule.result[task.key]]
    ]
