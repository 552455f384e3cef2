"""What a file is called when it reaches somebody's desk."""

from django.utils.translation import gettext, override

from exports.models import Export
from planner.domain.file_names import LONGEST_TITLE
from planner.domain.file_names import file_name as named

__all__ = ["LONGEST_TITLE", "file_name"]


def file_name(export: Export) -> str:
    """The plan's title in the file's language, its edition and the day it was made."""
    assert export.finished_at is not None, "a file that is not finished is not handed out"
    with override(export.language):
        edition = gettext("short edition") if export.profile == Export.Profile.SHORT else ""
    title = export.plan.full_title.in_language(export.language, base=export.plan.base_language)
    return named(title, export.finished_at.date(), export.format, edition=edition)
