"""Who changed what in a plan, and when?"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from planner.domain.revisions import Difference
from planner.models import Change, Plan
from planner.queries.differences import DifferenceInWords, differences_in_words

CHANGES_A_PAGE = 50


@dataclass(frozen=True)
class ChangeInWords:
    change: Change
    differences: list[DifferenceInWords]


@dataclass(frozen=True)
class HistoryPage:
    """`page` has the paging; `changes` the latest first."""

    page: Page
    changes: list[ChangeInWords]


def plan_history(plan: Plan, *, number: str | None) -> HistoryPage:
    """The page of that number; the nearest one where there is no such page. Two queries."""
    changes = Change.objects.filter(workplan=plan.workplan_id).select_related("made_by").order_by("-number")
    page = Paginator(changes, CHANGES_A_PAGE).get_page(number)
    return HistoryPage(
        page=page,
        changes=[
            ChangeInWords(change, differences_in_words([Difference(**part) for part in change.parts], plan))
            for change in page
        ],
    )
