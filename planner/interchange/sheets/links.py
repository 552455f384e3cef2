"""Links as people write them in a cell: `2.3FS+5; 1.1`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from planner.domain.search import western_digits

_LINK = re.compile(
    r"(?P<number>[0-9]{1,5}(?:\.[0-9]{1,5}){0,3})\s*(?P<kind>FS|SS|FF|SF)?\s*(?P<lag>[+-]\s*[0-9]{1,5})?\s*d?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[;,؛،\n]+")
# The minus sign and the dashes that spreadsheets make of a hyphen.
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-"})


class UnreadableLink(ValueError):
    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is not a link such as 2.3FS+5.")


class WrittenLink(NamedTuple):
    """`number` is what people call the task that is waited for, `lag` in working days."""

    number: str
    kind: str
    lag: int


def written_links(links: Iterable[WrittenLink]) -> str:
    """`1.1; 2.3FS+5; 2.4SS`: a plain link, where one simply follows the other, is the number alone."""
    return "; ".join(_written(link) for link in links)


def read_links(text: str) -> list[WrittenLink]:
    """In any digits, with semicolons or commas between them. Raises UnreadableLink."""
    parts = (part.strip() for part in _BETWEEN.split(western_digits(text).translate(_MINUS)))
    return [_read(part) for part in parts if part]


def _written(link: WrittenLink) -> str:
    if link.kind == "FS" and link.lag == 0:
        return link.number
    return f"{link.number}{link.kind}{f'{link.lag:+d}' if link.lag else ''}"


def _read(text: str) -> WrittenLink:
    match = _LINK.fullmatch(text)
    if match is None:
        raise UnreadableLink(text)
    lag = int((match["lag"] or "0").replace(" ", ""))
    if abs(lag) > 32_767:
        raise UnreadableLink(text)
    return WrittenLink(match["number"], (match["kind"] or "FS").upper(), lag)
