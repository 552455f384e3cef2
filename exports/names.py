"""What a file is called when it reaches somebody's desk."""

from django.utils.translation import gettext, override

from exports.models import Export, Profile
from exports.subjects import subject_of
from planner.domain.file_names import LONGEST_TITLE
from planner.domain.file_names import file_name as named

__all__ = ["LONGEST_TITLE", "file_name"]


def file_name(export: Export) -> str:
    """The subject's title in the file's language, which document of it, and the day it was made."""
    assert export.finished_at is not None, "a file that is not finished is not handed out"
    with override(export.language):
        said = {Profile.FULL.value: "", Profile.SHORT.value: gettext("short edition"), Profile.REPORT.value: ""}
        document = said.get(export.profile, export.get_profile_display())
    title = subject_of(export).title(export.subject, export.language)
    return named(title, export.finished_at.date(), export.format, edition=document)
