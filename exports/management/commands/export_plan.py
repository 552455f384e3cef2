"""Write a plan as a Word file: through the queue and a worker, as the page does."""

import shutil
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from exports import queue
from exports.broker import BrokerDidNotStart, embedded_broker, uses_embedded_broker
from exports.models import PROFILES_OF, Export, Profile
from exports.workers import worker_log, worker_process
from planner import jobs
from planner.management.arguments import plan_named
from planner.models import LANGUAGES, JobState

# Seconds that a job may wait before this command takes it that no worker is free, and runs one.
PATIENCE = 1.0


class Command(BaseCommand):
    help = "Asks the queue for a plan's Word file, shows progress, waits, and writes it to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", help="the plan's id")
        parser.add_argument("--language", required=True, choices=LANGUAGES)
        parser.add_argument("--output", required=True, type=Path, metavar="FILE.docx")
        parser.add_argument("--profile", choices=PROFILES_OF["plan"], default=Profile.FULL.value)

    def handle(self, *args: Any, **options: Any) -> None:
        plan = plan_named(options["plan"])
        output: Path = options["output"].resolve()
        if not output.parent.is_dir():
            raise CommandError(_("There is no folder “%(folder)s”.") % {"folder": output.parent})
        if output.is_dir():
            raise CommandError(_("“%(file)s” is a folder. Give the name of a file.") % {"file": output})
        with ExitStack() as stack:
            try:
                stack.enter_context(embedded_broker())
            except BrokerDidNotStart as error:
                raise CommandError(str(error)) from None
            export = queue.request_export(
                user=None, subject=plan, language=options["language"], profile=options["profile"], now=timezone.now()
            )
            self._wait(export, stack)
        if export.state != JobState.READY:
            raise CommandError(export.get_error_display() or export.get_state_display())
        copy_whole(queue.file_of(export), output)
        self.stdout.write(str(output))

    def _wait(self, export: Export, stack: ExitStack) -> None:
        """Until nothing will change any more; `export` is then as it ended."""
        asked, worker, said = time.monotonic(), None, ""
        while True:
            jobs.sweep(Export, now=timezone.now())
            export.refresh_from_db()
            line = f"{export.percent:3d} %  {export.get_step_display() or export.get_state_display()}"
            if line != said:
                self.stderr.write(line)
                said = line
            if not export.is_active:
                return
            waits_long = export.state == JobState.QUEUED and time.monotonic() > asked + PATIENCE
            if worker is None and waits_long and uses_embedded_broker():
                worker = stack.enter_context(worker_process())
            if worker is not None and worker.poll() is not None:
                raise CommandError(_("The worker ended; %(log)s says why.") % {"log": worker_log()})
            time.sleep(0.1)


def copy_whole(source: Path, target: Path) -> None:
    """`target` is the old file or the whole new one, never a part."""
    partial = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(source, partial)
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise CommandError(
            _("“%(file)s” could not be written: %(reason)s") % {"file": target, "reason": error.strerror}
        ) from None
