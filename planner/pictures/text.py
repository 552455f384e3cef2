"""How wide is a label, what of it fits, and what may stand in a picture at all?

Widths are measured in IBM Plex Sans Arabic, the font of the rendered pictures, shaped by Pillow's raqm.
A browser may fall back to a wider system font, so callers leave a few pixels of air.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape
from pathlib import Path

from fontpkg_ibm_plex_sans_arabic import ROOT
from PIL import ImageFont

FONT_FAMILY = "IBM Plex Sans Arabic, Segoe UI, Tahoma, Noto Sans Arabic, Arial, sans-serif"
REGULAR = Path(ROOT, "files", "IBMPlexSansArabic-Regular.ttf")
SEMIBOLD = Path(ROOT, "files", "IBMPlexSansArabic-SemiBold.ttf")

_MEASURED_AT = 100

_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# What XML 1.0 forbids, control characters, the byte order mark, and whatever would turn the text around it:
# overrides and embeddings (U+202A to U+202E) and isolates (U+2066 to U+2069).
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """One line, its spaces single, without characters that could break the file or the reading order."""
    return " ".join(_FORBIDDEN.sub("", " ".join(text.split())).split())


@lru_cache(maxsize=20_000)
def markup(text: str, language: str) -> str:
    """The text cleaned, escaped and, where it reads from right to left, isolated as such.

    Renderers take left to right as the base, so the Arabic of an Arabic picture needs it, and so does a text
    that is Arabic alone; one without any Arabic letter (a number, a title not yet translated) must not have it.
    """
    safe = escape(clean(text))
    right_to_left = _ARABIC.search(safe) and (language == "ar" or not _LATIN.search(safe))
    return f"\u2067{safe}\u2069" if right_to_left else safe


def width(text: str, size: float, *, bold: bool = False) -> float:
    return _width_at_100(text, bold) * size / _MEASURED_AT


@lru_cache(maxsize=20_000)
def shorten(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits in the room with "…" after it, ending on a whole word if it can."""
    if width(text, size, bold=bold) <= room:
        return text

    fits, too_long = 0, len(text)
    middle = int(len(text) * room / width(text, size, bold=bold))
    while too_long - fits > 1:
        # Letters are much alike: what fits is not far from there.
        middle = min(max(middle, fits + 1), too_long - 1)
        if width(text[:middle].rstrip() + "…", size, bold=bold) <= room:
            fits, middle = middle, middle + 2
        else:
            too_long, middle = middle, middle - 2
    kept = text[:fits].rstrip()
    at_word = kept if text[fits : fits + 1] == " " else kept.rpartition(" ")[0]
    # A cut inside a word is better than losing a third of the line to one long word.
    return (at_word if len(at_word) * 3 >= len(kept) * 2 else kept).rstrip(" ,،;؛:.(«-–") + "…"


def wrap(text: str, room: float, size: float, *, lines: int) -> list[str]:
    """At most so many lines; what is left over is cut from the last one."""
    return list(_wrapped(text, room, size, lines))


@lru_cache(maxsize=20_000)
def _wrapped(text: str, room: float, size: float, lines: int) -> Sequence[str]:
    wrapped: list[str] = []
    words = text.split()
    while words and len(wrapped) < lines - 1:
        count = 1
        while count < len(words) and width(" ".join(words[: count + 1]), size) <= room:
            count += 1
        wrapped.append(shorten(" ".join(words[:count]), room, size))
        words = words[count:]
    return [*wrapped, shorten(" ".join(words), room, size)] if words else wrapped


@lru_cache(maxsize=20_000)
def _width_at_100(text: str, bold: bool) -> float:
    return _font(bold).getlength(text)


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SEMIBOLD if bold else REGULAR, _MEASURED_AT, layout_engine=ImageFont.Layout.RAQM)
