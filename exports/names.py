"""What a file is called when it reaches somebody's desk."""

import re

from django.utils.translation import gettext, override

from exports.models import Export

# What Windows does not allow in a name, control characters, and marks that turn the direction of a text.
NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')


LONGEST_TITLE = 100


def file_name(export: Export) -> str:
    """«خطة العمل الوطنية – الأردن – 2027-01-05.docx»: the plan's title and the day the file was made."""
    title = export.plan.title.in_language(export.language, base=export.plan.base_language)
    title = " ".join(NOT_IN_A_NAME.sub(" ", title).split())[:LONGEST_TITLE].rstrip()
    parts = [title, f"{export.finished_at:%Y-%m-%d}"]
    if export.profile == Export.Profile.SHORT:
        with override(export.language):
            parts.insert(1, gettext("short edition"))
    return f"{' – '.join(parts)}.{export.format}"
