"""Two revisions of a plan beside each other, or one and the plan as it is now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, When
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planner.domain.contents import PlanContents
from planner.domain.dates import format_date
from planner.domain.revisions import Difference, KeptSchedule, cost_of, differences
from planner.models import Plan, Revision, Translated, User
from planner.permissions import NotAllowed, check_user_can_edit_plan
from planner.queries.differences import DifferenceInWords, difference_in_words
from planner.queries.revisions import contents_of

NOW = "now"


@dataclass(frozen=True)
class CommitmentDifferences:
    """What is different within one commitment; `title` is empty for what concerns the plan as a whole."""

    title: Translated
    found: list[DifferenceInWords]


@dataclass(frozen=True)
class MovedDates:
    """A task whose dates are not the same in two kept revisions."""

    title: Translated
    before: tuple[date, date]
    after: tuple[date, date]


@dataclass(frozen=True)
class Comparison:
    """`after` is None for the plan as it is now, whose dates stand on the page of the baseline."""

    before: Revision
    after: Revision | None
    costs: list[tuple[int, int]]
    kept: tuple[KeptSchedule, KeptSchedule] | None
    moved: list[MovedDates]
    groups: list[CommitmentDifferences]
    count: int

    @property
    def is_same(self) -> bool:
        return not self.count and not self.moved


@dataclass(frozen=True)
class RevisionsPage:
    """`revisions` without their contents, the latest first; `choices` are their numbers and names. `keep_refusal` says
    why this person cannot keep one more now; it is not asked beside a comparison.
    """

    revisions: list[Revision]
    choices: list[tuple[str, str]]
    comparison: Comparison | None
    keep_refusal: str


def plan_revisions(user: User, plan: Plan, *, before: str, after: str) -> RevisionsPage:
    """Every kept revision, and what is different from one to the other or to the plan as it is now (`now`).

    Without two that there are, nothing is compared. Eleven queries at most, at any number of rows.
    """
    revisions = list(
        Revision.objects.filter(plan=plan.scenario_of_id or plan.pk)
        .select_related("made_by")
        .annotate(kept=Case(When(number__in=_numbers(before, after), then="contents")))
        .defer("contents")
        .order_by("-number")
    )
    by_number = {str(revision.number): revision for revision in revisions}
    comparison = None
    if before in by_number and (after == NOW or after in by_number) and before != after:
        comparison = _compare(plan, by_number[before], by_number.get(after))
    choices = [(str(revision.number), _named(revision, plan)) for revision in revisions]
    return RevisionsPage(revisions, choices, comparison, "" if comparison else _refusal_to_keep(user, plan))


def _named(revision: Revision, plan: Plan) -> str:
    day = format_date(localdate(revision.made_at), (get_language() or "ar")[:2], plan.country.month_names)
    words = {"number": revision.number, "day": day}
    if revision.is_baseline:
        return _("Revision %(number)s, approved on %(day)s") % words
    return _("Revision %(number)s, kept on %(day)s") % words


def _refusal_to_keep(user: User, plan: Plan) -> str:
    try:
        check_user_can_edit_plan(user, plan)
    except NotAllowed as refused:
        return str(refused)
    return ""


def _numbers(*asked: str) -> list[int]:
    return [int(number) for number in asked if number.isascii() and number.isdigit() and len(number) < 9]


def _compare(plan: Plan, before: Revision, after: Revision | None) -> Comparison:
    old = PlanContents.from_values(before.kept)
    new = PlanContents.from_values(after.kept) if after else contents_of(plan)
    found = differences(old, new)
    kept = None
    if after:
        kept = KeptSchedule.from_values(before.kept["schedule"]), KeptSchedule.from_values(after.kept["schedule"])
    return Comparison(
        before=before,
        after=after,
        costs=list(zip(cost_of(old), cost_of(new), strict=True)),
        kept=kept,
        moved=_moved_dates(new, *kept) if kept else [],
        groups=grouped(found, old, new, plan),
        count=len(found),
    )


def _moved_dates(contents: PlanContents, before: KeptSchedule, after: KeptSchedule) -> list[MovedDates]:
    return [
        MovedDates(Translated(task.title), before.dates[task.key], after.dates[task.key])
        for task in contents.tasks
        if task.key in before.dates and task.key in after.dates and before.dates[task.key] != after.dates[task.key]
    ]


def grouped(
    found: Iterable[Difference], before: PlanContents, after: PlanContents, plan: Plan
) -> list[CommitmentDifferences]:
    """In words, the plan's own first and then commitment by commitment; one that is gone stands where it stood."""
    commitments = {part.key: part for part in (*before.commitments, *after.commitments)}
    places = {**_places(before), **_places(after)}
    by_commitment: dict[str, list[DifferenceInWords]] = {}
    for difference in found:
        key = places.get((difference.kind, difference.key), "")
        by_commitment.setdefault(key, []).append(difference_in_words(difference, plan))
    in_order = sorted(by_commitment, key=lambda key: (commitments[key].order, key) if key else (0, ""))
    return [
        CommitmentDifferences(Translated(commitments[key].title if key else {}), by_commitment[key]) for key in in_order
    ]


def _places(contents: PlanContents) -> dict[tuple[str, str], str]:
    """The key of the commitment in which a thing stands, by its kind and key; a link is where its later task is."""
    places = {("commitment", part.key): part.key for part in contents.commitments}
    for kind in (contents.tasks, contents.indicators, contents.risks, contents.contributions, contents.amounts):
        places |= {(part.model, part.key_in_words): part.commitment or "" for part in kind}
    places |= {("link", part.key_in_words): places["task", part.after] for part in contents.links}
    places |= {
        ("indicatortarget", part.key_in_words): places["commitmentindicator", part.indicator]
        for part in contents.targets
    }
    return places
