"""Spells of another week than usual, such as Ramadan's: Project calls them work weeks, and lets none overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from planner.domain.workdays import Calendar, LaterWeek, ShortSeason

LAST_DAY = date(2149, 12, 31)
# Hours are written in seconds, which tells shares apart up to this denominator.
FINEST_SHARE = 100


class Spell(NamedTuple):
    """From `first` to `last`, a week with these days of rest, whose working days are `share` of a full one."""

    first: date
    last: date
    weekend: frozenset[int]
    share: Fraction


def spells_of(calendar: Calendar) -> Iterator[Spell]:
    """The spells in which `calendar` does not keep to its first week, in order and apart from each other."""
    edges = {week.holds_from for week in calendar.later_weeks}
    for season in calendar.short_seasons:
        edges |= {season.first, season.last + timedelta(days=1)}
    for first, after in pairwise([*sorted(edges), LAST_DAY + timedelta(days=1)]):
        shares = (Fraction(row.share) for row in calendar.short_seasons if row.first <= first <= row.last)
        share, weekend = min(shares, default=Fraction(1)), calendar.weekend_on(first)
        if share != 1 or weekend != calendar.weekend:
            yield Spell(first, after - timedelta(days=1), weekend, share)


def later_weeks_of(spells: Iterable[Spell], weekend: frozenset[int]) -> tuple[LaterWeek, ...]:
    """What holds from when on; after each spell the usual `weekend` again."""
    found: dict[date, frozenset[int]] = {}
    for spell in sorted(spells):
        found[spell.first] = spell.weekend
        if spell.last < LAST_DAY:
            found[spell.last + timedelta(days=1)] = weekend
    weeks, before = [], weekend
    for day, rests in sorted(found.items()):
        if rests != before:
            weeks.append(LaterWeek(day, rests))
        before = rests
    return tuple(weeks)


def short_seasons_of(spells: Iterable[Spell]) -> frozenset[ShortSeason]:
    """Seasons of short days; those that follow each other with the same share are one."""
    seasons: list[ShortSeason] = []
    for spell in sorted(spells):
        if spell.share >= 1:
            continue
        if seasons and seasons[-1].share == spell.share and seasons[-1].last + timedelta(days=1) == spell.first:
            seasons[-1] = seasons[-1]._replace(last=spell.last)
        else:
            seasons.append(ShortSeason(spell.first, spell.last, spell.share))
    return frozenset(seasons)
