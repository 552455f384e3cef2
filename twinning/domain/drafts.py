"""What can the first draft of a twinning's agreement take over from what two countries have written?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# What people write before the points of a list: a dash, a bullet, a number in either kind of digits.
BULLET = re.compile(r"^\s*(?:[-–—•*▪●]|[0-9٠-٩]{1,2}\s*[.)\-–])\s+")


def paragraphs(texts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The texts one under another, by language; in each language those that are written in it."""
    languages = dict.fromkeys(language for text in texts for language, said in text.items() if said)
    return {
        language: "\n\n".join(text[language].strip() for text in texts if text.get(language)) for language in languages
    }


def points(text: Mapping[str, str], *, base: str) -> list[dict[str, str]]:
    """A list that was written as one text, point by point in all its languages.

    A line is a point. A language whose lines are not as many as those of the `base` language, or else of the first
    that is written, is left out: nobody knows which of its lines says the same.
    """
    lines = {language: _lines(said) for language, said in text.items() if said.strip()}
    if not lines:
        return []
    leading = lines.get(base) or next(iter(lines.values()))
    told = {language: found for language, found in lines.items() if len(found) == len(leading)}
    return [{language: found[place] for language, found in told.items()} for place in range(len(leading))]


def _lines(text: str) -> list[str]:
    return [BULLET.sub("", line).strip() for line in text.splitlines() if line.strip()]
