"""Which characters may stand in a Word file, and which way each stretch of a text runs."""

import re
from typing import NamedTuple

LRM = "\u200e"

# Strong right-to-left: Hebrew to Arabic Extended, presentation forms, the right-to-left planes.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LTR_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u058f\u0900-\u1fff\u2c00-\ud7ff\uf900-\ufaff"

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What XML 1.0 forbids or discourages (controls, surrogates, non-characters), the byte order mark, and the
# embeddings, overrides and isolates that could turn the words around them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_SUSPECT = re.compile(f"[\t\x1c-\x1e\r\x0b\x0c\u2028\u2029]|{_UNWANTED.pattern}|\x85")

# In right-to-left text, a stretch that runs left to right: something we fenced in with two marks, Latin words
# with what joins them, an ISO date or other row of hyphenated figures, or one number.
_LTR_STRETCH = re.compile(
    f"{LRM}[^{LRM}\n]*{LRM}"
    f"|\\d*[{_LTR_LETTER}](?:[-./'’&:+@_,–]? ?[0-9{_LTR_LETTER}]+)*"
    "|\\d+(?:-\\d+){2,}"
    "|[-+−]?\\d+(?:[.,:/\u00a0\u202f]\\d+)*%?"
)
# In left-to-right text: Arabic words with everything between them that is not a Latin letter.
_RTL_STRETCH = re.compile(f"[{_RTL}](?:[^{_LTR_LETTER}\n]*[{_RTL}])?")


class Piece(NamedTuple):
    text: str
    rtl: bool


def clean(text: str) -> str:
    """Drop what XML forbids and what reorders text; line ends of every kind become `\\n`, tabs a space."""
    if not _SUSPECT.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return _UNWANTED.sub("", text)


def pieces(text: str, *, rtl: bool) -> list[Piece]:
    """Split a text by direction, inside a paragraph that runs right to left or left to right.

    Word lays each run out by its own direction mark and not by the Unicode algorithm, so that figures and
    Latin words need runs of their own. Figures of a range ("2026–2028") stay apart: the first one reads first.
    """
    stretch = _LTR_STRETCH if rtl else _RTL_STRETCH
    found: list[Piece] = []
    at = 0
    for match in stretch.finditer(text):
        if match.start() > at:
            found.append(Piece(text[at : match.start()], rtl))
        found.append(Piece(match.group(), not rtl))
        at = match.end()
    if at < len(text):
        found.append(Piece(text[at:], rtl))
    return found


def left_to_right(text: str) -> str:
    """Fence in a code such as `1.2 FS+3`, so that it keeps its order in an Arabic line."""
    return f"{LRM}{text}{LRM}"
