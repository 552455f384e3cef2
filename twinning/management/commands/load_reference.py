from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from planner.services.reference import FOLDER, BadReference
from twinning.services.reference import load_all_reference


class Command(BaseCommand):
    help = "Load the shipped reference data: countries, indices, studies, recommendations, practices. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER, help="Another folder of the same files.")

    def handle(self, *, folder: Path, verbosity: int, **options: object) -> None:
        try:
            counts = load_all_reference(folder)
        except BadReference as error:
            raise CommandError(str(error)) from error
        if verbosity:
            for kind, count in counts.items():
                self.stdout.write(f"{kind}: {count}")
