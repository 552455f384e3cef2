"""Compile the Arabic and French catalogues without GNU gettext, which a fresh machine does not have."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.autoreload import file_changed


class Command(BaseCommand):
    help = "Compiles the message catalogues (Babel instead of msgfmt)."

    def handle(self, *args: Any, **options: Any) -> None:
        for catalogue in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po")):
            compile_catalogue(catalogue)


def compile_catalogue(source: Path) -> None:
    """Write `django.mo` beside `source`, unless it is newer. Replaced in one step, for whoever reads it now."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    with source.open("rb") as lines:
        catalogue = read_po(lines, locale=source.parent.parent.name, domain="django")
    partial = target.with_suffix(".mo.part")
    with partial.open("wb") as compiled:
        write_mo(compiled, catalogue)
    partial.replace(target)
    # A process that runs on must not keep the texts it found before, which in a fresh clone are none.
    file_changed.send(sender=compile_catalogue, file_path=target)
