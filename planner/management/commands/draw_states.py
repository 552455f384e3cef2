from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from planner.queries.states import states_document


class Command(BaseCommand):
    help = "Write docs/states.md: the states of a plan and who moves it on."

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            (settings.BASE_DIR / "docs" / "states.md").write_text(states_document())
