from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from twinning.queries.states import states_in_words


class Command(BaseCommand):
    help = "Write docs/record-states.md from twinning/domain/states.py."

    def handle(self, **options: object) -> None:
        with override("en"):
            (settings.BASE_DIR / "docs" / "record-states.md").write_text(states_in_words(), encoding="utf-8")
