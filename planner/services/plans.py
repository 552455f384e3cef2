"""Making national action plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext, override

from planner.models import LANGUAGES, Country, Link, Plan, Translated, User, Workplan
from planner.queries.proposals import proposal_for
from planner.services.adoption import bring_tasks, institutions_for, make_commitments


@transaction.atomic
def create_plan(
    *,
    country: Country,
    codes: Sequence[str],
    start: date | None = None,
    finish_by: date | None = None,
    title: Translated | None = None,
    base_language: str = "ar",
    created_by: User | None = None,
    today: date | None = None,
) -> Plan:
    """A draft with one commitment for each of `codes`, their tasks and links; all of it or nothing.

    With a deadline only, the plan is counted back from it, and may start from `today` on; without `today`, not before
    the day on which it would start now. Missing prerequisites are not added: the caller proposes them first
    (`proposal_for`). A task that several recommendations share is brought once. Raises a
    `planner.queries.proposals.PlanRefused`.
    """
    proposal = proposal_for(country=country, codes=codes, start=start, finish_by=finish_by)
    workplan = Workplan.objects.create(
        start=start or min(today or proposal.start, finish_by), finish_by=finish_by, is_counted_back=start is None
    )
    plan = Plan.objects.create(
        country=country,
        workplan=workplan,
        title=title or default_title(country),
        base_language=base_language,
        created_by=created_by,
    )
    institutions = institutions_for(country, proposal.recommendations, proposal.tasks.values())
    commitments = make_commitments(plan, proposal.recommendations, institutions)
    tasks = bring_tasks(workplan, proposal.assembly, proposal.tasks, commitments, institutions)
    Link.objects.bulk_create(
        Link(before=tasks[arrow.before], after=tasks[arrow.after], kind=arrow.kind, lag=arrow.lag)
        for arrow in proposal.assembly.arrows
    )
    return plan


def default_title(country: Country) -> Translated:
    """«خطة العمل الوطنية – الأردن», in the three languages."""
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[language] = gettext("National action plan – %(country)s") % {
                "country": country.name.in_language(language)
            }
    return Translated(titles)
