"""What is a file called when it reaches somebody's desk?"""

from __future__ import annotations

import re
from datetime import date

# What Windows does not allow in a name, control characters, and marks that turn the direction of a text.
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')
LONGEST_TITLE = 100


def file_name(title: str, day: date, extension: str, *, edition: str = "") -> str:
    """«خطة العمل الوطنية – الأردن – 2027-01-05.docx»: the plan's title and the day the file was made."""
    title = " ".join(_NOT_IN_A_NAME.sub(" ", title).split())[:LONGEST_TITLE].rstrip()
    return f"{' – '.join(filter(None, [title, edition, day.isoformat()]))}.{extension}"
