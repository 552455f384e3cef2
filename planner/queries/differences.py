"""How a difference between two states of a plan is said: in the history of its changes and between two revisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import DateField, Field
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from planner.domain.dates import format_date
from planner.domain.revisions import Difference
from planner.models import Plan, Translated
from planner.queries.wording import dollars, figure

# A text beyond this many characters is not quoted in a sentence but shown beside it.
QUOTED_LENGTH = 80

# What a thing is called where its own name follows.
KINDS = {
    "commitment": gettext_lazy("Commitment"),
    "commitmentindicator": gettext_lazy("Indicator"),
    "commitmentrisk": gettext_lazy("Risk"),
    "contribution": gettext_lazy("Contribution"),
    "financingsource": gettext_lazy("Financing source"),
    "task": gettext_lazy("Task"),
    "workcalendar": gettext_lazy("Calendar"),
}

# Names of values that have none in their model.
LABELS = {
    "also_serves": gettext_lazy("commitments it also serves"),
    "baseline": gettext_lazy("baseline value"),
    "baseline_year": gettext_lazy("year of the baseline value"),
    "calendar": gettext_lazy("calendar"),
    "commitment": gettext_lazy("commitment"),
    "countries": gettext_lazy("countries"),
    "definition": gettext_lazy("definition"),
    "direction": gettext_lazy("direction"),
    "effect": gettext_lazy("effect"),
    "formula": gettext_lazy("formula"),
    "frequency": gettext_lazy("frequency"),
    "kind": gettext_lazy("kind"),
    "likelihood": gettext_lazy("likelihood"),
    "mitigation": gettext_lazy("mitigation"),
    "name": gettext_lazy("name"),
    "order": gettext_lazy("place in the list"),
    "owner": gettext_lazy("owner"),
    "recommendation": gettext_lazy("recommendation"),
    "source": gettext_lazy("source"),
    "state": gettext_lazy("state"),
    "target": gettext_lazy("target"),
    "text": gettext_lazy("text"),
    "themes": gettext_lazy("themes"),
    "unit": gettext_lazy("unit"),
}

DAYS = frozenset({"days", "days_without", "optimistic_days", "pessimistic_days"})
MONEY = frozenset({"amount", "cost", "cost_without", "running_cost"})
PERCENT = frozenset({"progress"})


@dataclass(frozen=True)
class DifferenceInWords:
    """`sentence` says it whole: the `thing`, and `what` of it is different. `before` and `after` are filled where they
    are texts too long to stand in it.
    """

    difference: Difference
    thing: str
    what: str
    sentence: str
    before: str = ""
    after: str = ""

    @property
    def has_long_texts(self) -> bool:
        return bool(self.before or self.after)


def differences_in_words(found: Iterable[Difference], plan: Plan) -> list[DifferenceInWords]:
    """In the reader's language; texts that it lacks in the plan's. No query but for the plan's country."""
    return [difference_in_words(difference, plan) for difference in found]


def difference_in_words(difference: Difference, plan: Plan) -> DifferenceInWords:
    thing = thing_in_words(difference, plan)
    if not difference.field:
        what = _("Added") if difference.before is None else _("Removed")
        sentence = _("%(what)s: %(thing)s.") % {"what": what, "thing": thing}
        return DifferenceInWords(difference, thing, f"{what}.", sentence)
    before, after = (value_in_words(difference, value, plan) for value in (difference.before, difference.after))
    what = _what_changed(field_in_words(difference.kind, difference.field), before, after)
    sentence = _("%(thing)s: %(what)s") % {"thing": thing, "what": what}
    if _is_long(before, after):
        return DifferenceInWords(difference, thing, what, sentence, before, after)
    return DifferenceInWords(difference, thing, what, sentence)


def _is_long(*texts: str) -> bool:
    return max(map(len, texts)) > QUOTED_LENGTH


def _what_changed(name: str, before: str, after: str) -> str:
    words = {"field": name, "before": before, "after": after}
    if _is_long(before, after):
        return _("the text of %(field)s is not the same.") % words
    if before == after:
        return _("%(field)s is not the same.") % words
    if not before:
        return _("%(field)s set to %(after)s.") % words
    if not after:
        return _("%(field)s removed; it was %(before)s.") % words
    return _("%(field)s from %(before)s to %(after)s.") % words


def thing_in_words(difference: Difference, plan: Plan) -> str:
    """`Task “Name the unit”`, `Dependency of “…” on “…”`; the plan and its dates are just `Plan`."""
    about = {name: _text(value, plan) if isinstance(value, dict) else value for name, value in difference.about.items()}
    if difference.kind in ("plan", "workplan"):
        return _("Plan")
    if difference.kind in ("link", "outsidelink"):
        return _("Dependency of “%(after)s” on “%(before)s”") % about
    if difference.kind == "financing":
        return _("Financing of “%(commitment)s” by “%(source)s” in %(year)s") % about
    if difference.kind == "indicatortarget":
        return _("Target of “%(indicator)s” for %(year)s") % about
    kind = KINDS.get(difference.kind) or apps.get_model("planner", difference.kind)._meta.verbose_name
    return _("%(kind)s “%(title)s”") % {"kind": kind, "title": _text(difference.title, plan)}


def field_in_words(kind: str, name: str) -> str:
    return str(LABELS.get(name) or _column(kind, name).verbose_name)


def value_in_words(difference: Difference, value: Any, plan: Plan) -> str:
    """A value as a person reads it; nothing for an empty one."""
    name, column = difference.field, _column(difference.kind, difference.field)
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, dict):
        return _quoted(_text(value, plan))
    if isinstance(value, list):
        return _(", ").join(_member(name, member, plan) for member in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(column, DateField):
        return _day(value, plan)
    if name in DAYS:
        return ngettext("%(days)s working day", "%(days)s working days", value) % {"days": value}
    if name in MONEY:
        return dollars(value)
    if name in PERCENT:
        return _("%(number)s per cent") % {"number": figure(value)}
    if isinstance(value, int | float):
        return str(value) if name.endswith("year") else figure(value)
    return str(value)


def _member(name: str, member: Any, plan: Plan) -> str:
    if isinstance(member, dict):
        return _quoted(_text(member, plan))
    if name == "weekend":
        return str(WEEKDAYS[member])
    return _day(member, plan) if name in ("holidays", "extra_working") else str(member)


def _column(kind: str, name: str) -> Field[Any, Any]:
    return apps.get_model("planner", kind)._meta.get_field(name)


def _text(texts: dict[str, str], plan: Plan) -> str:
    return Translated(texts).in_language(_language(), base=plan.base_language)


def _quoted(text: str) -> str:
    return _("“%(text)s”") % {"text": text} if len(text) <= QUOTED_LENGTH else text


def _day(value: str, plan: Plan) -> str:
    return format_date(date.fromisoformat(value), _language(), plan.country.month_names)


def _language() -> str:
    return (get_language() or "ar")[:2]
