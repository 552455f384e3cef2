"""How links, durations and figures are said."""

from __future__ import annotations

from datetime import date

from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from planner.domain.dates import format_date
from planner.models import LinkKind
from planner.queries.schedules import OutsideWait


def link_manner(kind: str, lag: int) -> str:
    """`finish to start, plus 3 working days`; nothing for the plain link, where one simply follows the other."""
    if kind == LinkKind.FINISH_TO_START and lag == 0:
        return ""
    words = {"kind": LinkKind(kind).label, "days": abs(lag)}
    if lag == 0:
        return str(words["kind"])
    if lag > 0:
        return ngettext("%(kind)s, plus %(days)s working day", "%(kind)s, plus %(days)s working days", lag) % words
    return ngettext("%(kind)s, less %(days)s working day", "%(kind)s, less %(days)s working days", -lag) % words


def days_in_words(days: int) -> str:
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def day_in_words(day: date, months: str) -> str:
    """In the reader's language; `months` is the country's family of month names."""
    return format_date(day, (get_language() or "ar")[:2], months)


def period_in_words(first: date, last: date, months: str) -> str:
    if first == last:
        return day_in_words(first, months)
    return _("%(first)s to %(last)s") % {"first": day_in_words(first, months), "last": day_in_words(last, months)}


def figure(value: float, *, digits: int | None = None) -> str:
    """12345.5 → 12,345.5 in Arabic and English, 12 345,5 in French; digits 123 everywhere.

    With `digits`, always so many decimals.
    """
    pattern = "#,##0.####" if digits is None else "#,##0." + "0" * digits
    return str(format_decimal(value, format=pattern, locale=(get_language() or "ar")[:2], numbering_system="latn"))


def dollars(value: float) -> str:
    """`1,500 دولار`, `$1,500`, `1 500 $`: US dollars, without a fraction."""
    said = {"ar": "{} دولار", "en": "${}", "fr": "{}\u00a0$"}[(get_language() or "ar")[:2]]
    return said.format(figure(value))


def percent(share: float) -> str:
    """0.7142 → 71%, 71 % in French; digits 123 everywhere."""
    return str(format_percent(share, locale=(get_language() or "ar")[:2], numbering_system="latn"))


def outside_wait_in_words(wait: OutsideWait, months: str = "") -> str:
    """What a task of another workplan holds up; with `months`, a country's family of month names, until when."""
    words = {"title": wait.link.before.title, "manner": link_manner(wait.link.kind, wait.link.lag)}
    if words["manner"]:
        sentence = _("Waits for “%(title)s” of a twinning: %(manner)s") % words
    else:
        sentence = _("Waits for “%(title)s” of a twinning") % words
    if not months:
        return sentence
    if wait.link.kind == LinkKind.START_TO_START:
        return _("%(sentence)s; it starts on %(day)s") % {"sentence": sentence, "day": day_in_words(wait.start, months)}
    return _("%(sentence)s; it finishes on %(day)s") % {"sentence": sentence, "day": day_in_words(wait.finish, months)}
