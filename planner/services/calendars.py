"""How a country's calendar is changed: one edit at a time, never over somebody else's.

An edit raises the country's calendar number before it reads anything, so a second edit of the same calendar waits for
the first one's commit. Nobody can put two holidays on one day.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planner.domain.dates import format_date
from planner.models import Country, Holiday, ShortHours, WorkingWeek
from planner.services.edits import EditRefused, check_version, current_row, save_row
from planner.services.reference.files import FOLDER
from planner.services.reference.holidays import HolidayNames, days_off
from planner.services.reference.ramadan import ramadan_texts, seasons_of_ramadan

CalendarRow = WorkingWeek | Holiday | ShortHours
LONGEST_SEASON = 366


class CalendarRefused(EditRefused):
    """`field` is the answer that the sentence concerns."""

    field = ""


class NoDayWorked(CalendarRefused):
    field = "weekend"

    def __init__(self) -> None:
        super().__init__(_("A week of seven rest days leaves no day to work. Leave one day out at least."))


class WeekFromThatDay(CalendarRefused):
    field = "holds_from"

    def __init__(self, week: WorkingWeek) -> None:
        super().__init__(
            _("A working week that holds from %(day)s is there already. Change that one.")
            % {"day": _said(week.holds_from, week)}
        )


class OnlyWeek(CalendarRefused):
    def __init__(self) -> None:
        super().__init__(_("This is the country's only working week, so it cannot be removed. Change it instead."))


class DayTaken(CalendarRefused):
    field = "day"

    def __init__(self, other: Holiday) -> None:
        super().__init__(
            _("%(day)s is in the calendar already: %(name)s. Change that entry.")
            % {"day": _said(other.day, other), "name": other.name}
        )


class WorkingDayEstimated(CalendarRefused):
    field = "is_estimated"

    def __init__(self) -> None:
        super().__init__(_("A working day has a certain date. Only a day off can be estimated."))


class EndsBeforeStart(CalendarRefused):
    field = "last"

    def __init__(self, season: ShortHours) -> None:
        super().__init__(
            _("The last day, %(last)s, comes before the first, %(first)s.")
            % {"last": _said(season.last, season), "first": _said(season.first, season)}
        )


class SeasonTooLong(CalendarRefused):
    field = "last"

    def __init__(self) -> None:
        super().__init__(_("A season of short hours lasts a year at most."))


class ShareOutOfRange(CalendarRefused):
    field = "share"

    def __init__(self) -> None:
        super().__init__(_("The share of a full day's work is more than 0 and at most 1."))


class SeasonsOverlap(CalendarRefused):
    field = "first"

    def __init__(self, other: ShortHours) -> None:
        super().__init__(
            _("These days overlap with %(name)s, from %(first)s to %(last)s.")
            % {"name": other.name, "first": _said(other.first, other), "last": _said(other.last, other)}
        )


def _said(day: date, row: CalendarRow) -> str:
    return format_date(day, (get_language() or "ar")[:2], row.country.month_names)


def raise_calendar_number(iso3: str) -> None:
    """What was drawn from plans that follow this country's days no longer holds.

    Also raised are other countries in whose plans some work is done on the days they share with this one. The
    caller's transaction holds the row from here on, so a second edit of the same calendar waits for it.
    """
    follow = Q(pk=iso3) | Q(plans__workplan__calendars__countries=iso3)
    Country.objects.filter(pk__in=Country.objects.filter(follow).values("pk")).update(
        calendar_number=F("calendar_number") + 1
    )


def add_to_calendar(row: CalendarRow) -> CalendarRow:
    """Save a new working week, day or season. Raises `CalendarRefused`."""
    with _edit_of(row.country_id):
        check_fits(row)
        row.save()
    return row


def change_in_calendar(row: CalendarRow, *, version: int, **values: Any) -> CalendarRow:
    """Save `values` on top of `version`. Raises `CalendarRefused`, `EditedMeanwhile` or `GoneMeanwhile`."""
    changed = copy(row)
    for name, value in values.items():
        setattr(changed, name, value)
    with _edit_of(row.country_id):
        check_fits(changed)
        current = current_row(row)
        save_row(current, version=version, values=values)
    return current


def remove_from_calendar(row: CalendarRow, *, version: int) -> None:
    """Raises `OnlyWeek`, `EditedMeanwhile` or `GoneMeanwhile`."""
    with _edit_of(row.country_id):
        if isinstance(row, WorkingWeek) and not _others(row).exists():
            raise OnlyWeek
        current = current_row(row)
        check_version(current, version)
        current.delete()


def confirm_week(week: WorkingWeek, *, version: int) -> WorkingWeek:
    """The country says that this is how it works. Raises `EditedMeanwhile` or `GoneMeanwhile`."""
    return change_in_calendar(week, version=version, needs_confirmation=False)


@contextmanager
def _edit_of(iso3: str) -> Iterator[None]:
    with transaction.atomic():
        raise_calendar_number(iso3)
        yield


def check_fits(row: CalendarRow) -> None:
    """Raises the `CalendarRefused` that says why `row` cannot be in its country's calendar."""
    if isinstance(row, WorkingWeek):
        _check_week(row)
    elif isinstance(row, Holiday):
        _check_day(row)
    else:
        _check_season(row)


def _check_week(week: WorkingWeek) -> None:
    if len(set(week.weekend)) == 7:
        raise NoDayWorked
    if _others(week).filter(holds_from=week.holds_from).exists():
        raise WeekFromThatDay(week)


def _check_day(row: Holiday) -> None:
    if other := _others(row).filter(day=row.day).first():
        raise DayTaken(other)
    if row.is_working and row.is_estimated:
        raise WorkingDayEstimated


def _check_season(season: ShortHours) -> None:
    if season.last < season.first:
        raise EndsBeforeStart(season)
    if (season.last - season.first).days >= LONGEST_SEASON:
        raise SeasonTooLong
    if not 0 < season.share <= 1:
        raise ShareOutOfRange
    if other := _others(season).filter(first__lte=season.last, last__gte=season.first).first():
        raise SeasonsOverlap(other)


def _others(row: CalendarRow):
    return type(row).objects.select_related("country").filter(country=row.country_id).exclude(pk=row.pk)


# --- back to the seed -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class YearAgainstSeed:
    """What restoring a year of a calendar would do to its days and seasons; `changed` has each row with the values
    that the seed has instead.
    """

    added: list[Holiday | ShortHours] = field(default_factory=list)
    removed: list[Holiday | ShortHours] = field(default_factory=list)
    changed: list[tuple[Holiday | ShortHours, dict[str, Any]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    @property
    def changed_rows(self) -> list[Holiday | ShortHours]:
        return [row for row, _values in self.changed]


def year_against_seed(country: Country, year: int) -> YearAgainstSeed:
    """How the days off, working days and seasons that begin in `year` differ from what was seeded."""
    difference = YearAgainstSeed()
    seeds = (
        (
            country.holidays.filter(day__year=year),
            days_off(country, [year], HolidayNames(FOLDER)),
            "day",
            ("name", "is_estimated", "is_working", "is_seeded"),
        ),
        (
            country.short_hours.filter(first__year=year),
            seasons_of_ramadan(country, [year], ramadan_texts(FOLDER)),
            "first",
            ("name", "last", "share", "source", "is_estimated", "is_seeded"),
        ),
    )
    for kept, seeded, key, names in seeds:
        seeded_by_day = {getattr(row, key): row for row in seeded if getattr(row, key).year == year}
        for row in kept:
            seed = seeded_by_day.pop(getattr(row, key), None)
            if seed is None:
                difference.removed.append(row)
            elif values := {name: getattr(seed, name) for name in names if getattr(seed, name) != getattr(row, name)}:
                difference.changed.append((row, values))
        difference.added.extend(seeded_by_day.values())
    return difference


def restore_year(country: Country, *, year: int) -> YearAgainstSeed:
    """Make the days and seasons of `year` what was seeded, the country's own ones included. Says what it did."""
    with _edit_of(country.pk):
        difference = year_against_seed(country, year)
        for row in difference.removed:
            row.delete()
        for row, values in difference.changed:
            save_row(row, version=row.version, values=values)
        for row in difference.added:
            row.save()
    return difference
