"""How do texts, dates and figures stand on a page that is read in one of three languages?

`text` marks a text that could not be had in the reader's language with its own language and direction, so that
a screen reader pronounces it and its neighbours keep their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from planner.domain.dates import format_date
from planner.models import LANGUAGES, Plan
from planner.permissions import CLOSED
from planner.queries import addresses, people, wording
from planner.queries.wording import dollars, figure

register = template.Library()


@register.simple_tag
def text(value: Mapping[str, str], base: str = "ar") -> str:
    """A translated text in the reader's language, or in the base language and marked as such; nothing for nothing."""
    if not value:
        return ""
    language = reading_language()
    shown = next((code for code in (language, base, *LANGUAGES) if value.get(code)), None)
    if shown is None:
        return ""
    if shown == language:
        return value[shown]
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', shown, "rtl" if shown == "ar" else "ltr", value[shown])


@register.simple_tag
def day(value: date, months: str) -> SafeString:
    """A date with the month names of a country, `months` being its family of names."""
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), format_date(value, reading_language(), months)
    )


@register.simple_tag
def task_address(plan: Plan, number: str) -> str:
    """Where the task of that number, such as 2.3, is found among the plan's tasks."""
    return addresses.task_address(plan, number)


@register.filter
def number(value: float | int) -> str:
    return figure(value)


@register.filter
def signed(value: int) -> str:
    """+2, −1, 0."""
    return f"+{value}" if value > 0 else str(value).replace("-", "−")


@register.filter
def percent(value: int) -> str:
    """50, of a hundred, as the language writes it: 50%, and in French 50 % with a space that does not break."""
    return wording.percent(value / 100)


@register.filter
def plain(value: float | int) -> str:
    """A figure for an attribute, which browsers read with a point in every language."""
    return f"{value:g}"


@register.filter
def money(value: int) -> str:
    """US dollars, without a fraction."""
    return dollars(value)


@register.simple_tag
def people_who_see(iso3: str) -> list[people.RoleMembers]:
    """A tag, so that no page of a plan can forget to say who sees it."""
    return people.people_who_see(iso3)


@register.simple_tag
def why_closed(plan: Plan) -> str:
    """Why nobody may change the plan in its state, and what to do about it; nothing where it is open."""
    return str(CLOSED.get(plan.state, ""))


@register.simple_tag(takes_context=True)
def current(context: template.Context, *names: str) -> SafeString | str:
    """Marks the link to the page that is shown; `names` are the address names of the page and of those under it."""
    match = context["request"].resolver_match
    return SafeString(' aria-current="page"') if match.url_name in names else ""


def reading_language() -> str:
    return (get_language() or "ar")[:2]
