"""The national action plan as a Word document, to be signed."""

from collections.abc import Callable, Mapping
from gettext import NullTranslations
from os import PathLike
from types import MappingProxyType
from typing import Literal

from exports.word.content import PlanContent
from exports.word.document import Document
from exports.word.plan import annexes, commitments, delivery, front, resources, results, summary

Profile = Literal["full", "short"]
Part = Callable[[Document, PlanContent], None]

# Each step's name is what `progress` is told; its share is its part of the time.
_PARTS: dict[Profile, tuple[tuple[str, Part], ...]] = {
    "full": (
        ("front", front.write),
        ("summary", summary.write),
        ("introduction", summary.write_introduction),
        ("standing", summary.write_standing),
        ("commitments", commitments.write),
        ("matrix", delivery.write_matrix),
        ("schedule", delivery.write_schedule),
        ("budget", resources.write),
        ("indicators", results.write_indicators),
        ("risks", results.write_risks),
        ("governance", results.write_governance),
        ("annexes", annexes.write),
    ),
    "short": (
        ("front", front.write),
        ("summary", summary.write),
        ("commitments", commitments.write_overview),
        ("schedule", delivery.write_schedule),
        ("budget", resources.write_totals),
    ),
}
_NO_PAGE_NUMBERS: Mapping[str, int] = MappingProxyType({})


def write_plan(
    content: PlanContent,
    path: str | PathLike[str],
    *,
    catalogue: NullTranslations,
    profile: Profile = "full",
    progress: Callable[[str, int], None] = lambda step, percent: None,
    page_numbers: Mapping[str, int] = _NO_PAGE_NUMBERS,
) -> None:
    """Write the plan to `path`; the same content and catalogue give the same bytes.

    `progress` is told the step begun and the per cent done. `page_numbers` are those of the table of contents by
    anchor, as `page_numbers.measured` finds them in a file written before.
    """
    document = front.begin(content, catalogue)
    parts = _PARTS[profile]
    for at, (step, write) in enumerate(parts):
        progress(step, 90 * at // len(parts))
        write(document, content)
    progress("saving", 90)
    document.write(path, page_numbers=page_numbers)
    progress("done", 100)
