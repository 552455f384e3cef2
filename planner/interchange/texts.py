"""Texts as files may hold them."""

from __future__ import annotations

import re

# What XML forbids, and the marks that turn the order of the text around them.
_UNSAYABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


def sayable(text: str) -> str:
    """Without characters that no file may hold; lines end as they do here."""
    return _UNSAYABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    return " ".join(sayable(text).split())


def clipped(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
