"""How a proposal that both countries accepted becomes a twinning."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from planner.models import LANGUAGES, Country, Translated, WorkCalendar, Workplan
from planner.queries.country_calendars import calendar_of
from planner.services.edits import current_row
from twinning.domain.drafts import paragraphs, points
from twinning.models import MandatoryResult, Need, Practice, Proposal, Twinning
from twinning.services.records import make_move


@transaction.atomic
def start_twinning(*, proposal: Proposal, now: datetime) -> Twinning:
    """A twinning in preparation, with an agreement to begin from; its need is in twinning from now on.

    The draft says what need and practice say, in the languages in which they say it, and standard sentences in all
    three. The work plan has no tasks yet, and starts on the first day that both countries work, on or after the first
    day of the round and not before today; the days that both work are also those in which its lags count. The caller
    has seen that both sides accepted.
    """
    practice, need = proposal.practice, proposal.need
    workplan = Workplan.objects.create(start=_first_day(proposal, now))
    twinning = Twinning.objects.create(
        proposal=proposal,
        practice=practice,
        need=need,
        giver=proposal.giver,
        taker=proposal.taker,
        workplan=workplan,
        is_example=proposal.round.is_example,
        base_language=need.base_language,
        title=need.title,
        **draft_articles(practice, need),
        created_at=now,
    )
    add_calendars(workplan, proposal.giver, proposal.taker)
    MandatoryResult.objects.bulk_create(
        MandatoryResult(twinning=twinning, order=order, title=Translated(title))
        for order, title in enumerate(points(need.expected_results, base=need.base_language), start=1)
    )
    make_move(record=current_row(need), name="start_twinning", user=None, now=now)
    return twinning


def _first_day(proposal: Proposal, now: datetime) -> date:
    first = max(proposal.round.first_day, timezone.localdate(now))
    giver, taker = (calendar_of(country, on=first).calendar for country in (proposal.giver, proposal.taker))
    return (giver & taker).offset(first, 0)


def add_calendars(workplan: Workplan, giver: Country, taker: Country) -> None:
    """Each country's own working days and those of both, which the work plan follows."""
    for name, countries in (
        (giver.name, [giver]),
        (taker.name, [taker]),
        (_in_all_languages(lambda language: _both_work(giver, taker, language)), [giver, taker]),
    ):
        calendar = WorkCalendar.objects.create(workplan=workplan, name=name)
        calendar.countries.set(countries)
    workplan.calendar = calendar
    workplan.save(update_fields=["calendar"])


# --- the draft ------------------------------------------------------------------------------------------


def draft_articles(practice: Practice, need: Need) -> dict[str, Translated]:
    """The articles of an agreement that are texts, by the names of their columns."""
    return {
        "background": _background(practice, need),
        "cooperation": _cooperation(practice, need),
        "resources": _resources(practice),
        "management": _in_all_languages(_management),
        "review": _in_all_languages(_review),
    }


def _background(practice: Practice, need: Need) -> Translated:
    shown = [practice.problem, practice.solution] if practice.problem or practice.solution else [practice.summary]
    return Translated(paragraphs([need.why_now, *shown]))


def _cooperation(practice: Practice, need: Need) -> Translated:
    """In the languages in which both have a title, or else in that of the need."""
    languages = [code for code in LANGUAGES if practice.title.has(code) and need.title.has(code)]
    return _in_all_languages(
        lambda language: (
            _(
                "The giving country (%(giver)s) shows how its practice works: %(practice)s. The receiving country"
                " (%(taker)s) takes over what answers its need: %(need)s."
            )
            % {
                "giver": practice.country.name.in_language(language),
                "taker": need.country.name.in_language(language),
                "practice": practice.title.in_language(language, base=practice.base_language),
                "need": need.title.in_language(language, base=need.base_language),
            }
        ),
        languages or [need.base_language],
    )


def _resources(practice: Practice) -> Translated:
    """What the practice took at home, after a sentence that says so."""
    if not practice.resources:
        return Translated()
    said = _in_all_languages(
        lambda language: (
            _("What it took in the giving country (%(giver)s), to start from:")
            % {"giver": practice.country.name.in_language(language)}
        ),
        [code for code in LANGUAGES if practice.resources.has(code)],
    )
    return Translated(paragraphs([said, practice.resources]))


def _management(_language: str) -> str:
    return "\n\n".join(
        [
            _(
                "Each country names a project leader and a deputy. The project leader of the receiving country"
                " coordinates the work, and that of the giving country sends and guides the experts."
            ),
            _(
                "A steering committee of both project leaders, with ESCWA's advisor as an observer, meets every three"
                " months, looks at the results and the work plan, and decides on changes."
            ),
            _(
                "An activity is done once both countries have accepted it. A mandatory result is reached once the"
                " receiving country has done it alone and shown the evidence."
            ),
        ]
    )


def _review(_language: str) -> str:
    return "\n\n".join(
        [
            _("Either country may propose a change. It holds once both project leaders have signed the new revision."),
            _(
                "Six and twelve months after the closing, both countries look back together at what is still in use,"
                " and what was learnt goes back into the description of the practice."
            ),
        ]
    )


def _both_work(giver: Country, taker: Country, language: str) -> str:
    return _("%(one)s and %(other)s: days that both work") % {
        "one": giver.name.in_language(language),
        "other": taker.name.in_language(language),
    }


def _in_all_languages(sentence: Callable[[str], str], languages: Iterable[str] = LANGUAGES) -> Translated:
    """What `sentence` says while each of the languages is active; it is given the language."""
    said = {}
    for language in languages:
        with override(language):
            said[language] = sentence(language)
    return Translated(said)
