"""Who is mentioned in a comment? `@` and a name of somebody who is known here; any other `@` is text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of a comment; `key` is that of the person it mentions, None for plain text."""

    text: str
    key: int | None = None


def pieces_of(text: str, names: Mapping[str, int]) -> Iterator[Piece]:
    """The comment in pieces. `names` gives for each name that may follow an `@` the key of its person; the longest
    counts, whatever its case. An `@` within a word, as in an address of e-mail, mentions nobody.
    """
    known = {name.casefold(): key for name, key in names.items() if name}
    if not known:
        yield from [Piece(text)] if text else []
        return
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    start = 0
    for found in pattern.finditer(text):
        key = known.get(found[1].casefold())
        if key is None:
            continue
        if found.start() > start:
            yield Piece(text[start : found.start()])
        yield Piece(found[0], key)
        start = found.end()
    if start < len(text):
        yield Piece(text[start:])


def mentioned_in(text: str, names: Mapping[str, int]) -> set[int]:
    """The keys of those who are mentioned."""
    return {piece.key for piece in pieces_of(text, names) if piece.key is not None}
