"""The report of a round of pairing as a Word document, to be signed."""

from collections.abc import Callable, Mapping
from gettext import NullTranslations
from os import PathLike
from types import MappingProxyType

from exports.word.round import front, result, rules
from exports.word.round.content import RoundContent

_PARTS = (
    front.write,
    result.write_summary,
    result.write_pairs,
    result.write_unmet,
    result.write_alternatives,
    result.write_balance,
    result.write_blocking,
    rules.write,
    result.write_verdicts,
)
_NO_PAGE_NUMBERS: Mapping[str, int] = MappingProxyType({})


def write_round(
    content: RoundContent,
    path: str | PathLike[str],
    *,
    catalogue: NullTranslations,
    progress: Callable[[int], None] = lambda percent: None,
    page_numbers: Mapping[str, int] = _NO_PAGE_NUMBERS,
) -> None:
    """Write the report to `path`; the same content and catalogue give the same bytes.

    `progress` is told the per cent done. `page_numbers` are those of the table of contents by anchor, as
    `page_numbers.measured` finds them in a file written before.
    """
    document = front.begin(content, catalogue)
    for at, write in enumerate(_PARTS):
        progress(90 * at // len(_PARTS))
        write(document, content)
    document.write(path, page_numbers=page_numbers)
    progress(100)
