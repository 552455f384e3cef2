"""How far is a record of several texts translated?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TranslationState:
    """Of the `total` texts that are there in the record's own language, `done` are there in `language`, too."""

    language: str
    done: int
    total: int
    is_base: bool

    @property
    def is_complete(self) -> bool:
        return self.done == self.total


def translation_states(
    texts: Iterable[Mapping[str, str]], *, base: str, languages: Iterable[str]
) -> list[TranslationState]:
    """One for each language, the record's own first."""
    written = [text for text in texts if text.get(base)]
    order = [base, *(language for language in languages if language != base)]
    return [
        TranslationState(
            language=language,
            done=sum(bool(text.get(language)) for text in written),
            total=len(written),
            is_base=language == base,
        )
        for language in order
    ]
