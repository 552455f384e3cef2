"""Do two texts speak of the same thing?"""

from __future__ import annotations

from collections.abc import Mapping

from planner.domain.search import fold

# Shorter words join others and tell nothing: من، في، the, des. Of longer ones the beginning is compared, so that
# contract and contracts, إلكتروني and إلكترونية are one.
SHORTEST_WORD, COMPARED_LETTERS = 4, 5
# Found by trying the shipped practices: the two services of marriage contracts, the two open data portals and the two
# records of the Open Government Partnership are alike, and no other two are.
ALIKE_TITLES, ALIKE_TEXTS = 0.6, 0.4


def telling_words(text: str) -> frozenset[str]:
    """The beginnings of the words that a text can be known by, in one spelling and without the Arabic article."""
    words = (word.removeprefix("ال") for word in fold(text).split())
    return frozenset(word[:COMPARED_LETTERS] for word in words if len(word) >= SHORTEST_WORD)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that the other holds too (Szymkiewicz–Simpson); 0 where one says next to nothing."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= 2 else 0.0


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all words that both hold (Jaccard)."""
    every = one | other
    return len(one & other) / len(every) if every else 0.0


def are_similar(
    one_title: Mapping[str, str],
    one_text: Mapping[str, str],
    other_title: Mapping[str, str],
    other_text: Mapping[str, str],
) -> bool:
    """Whether titles, or titles and texts together, share most of their words in one of their languages."""
    for language in one_title.keys() & other_title.keys():
        titles = telling_words(one_title[language]), telling_words(other_title[language])
        if overlap(*titles) >= ALIKE_TITLES:
            return True
        texts = telling_words(one_text.get(language, "")), telling_words(other_text.get(language, ""))
        if likeness(titles[0] | texts[0], titles[1] | texts[1]) >= ALIKE_TEXTS:
            return True
    return False
