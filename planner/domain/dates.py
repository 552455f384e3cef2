"""How is a date said? Arabic has five families of names for the Gregorian months; digits are 123 throughout.

What two countries read together has the names of both families, `LEVANT/MAGHREB`: a month that they call differently
bears both names.
"""

from datetime import date
from functools import lru_cache

from babel.dates import format_date as babel_format_date
from babel.dates import get_day_names, get_month_names

# The Unicode CLDR locale that carries each family's names.
LOCALE_OF_FAMILY = {
    "LEVANT": "ar_JO",
    "MAGHREB": "ar_TN",
    "MOROCCO": "ar_MA",
    "MAURITANIA": "ar_MR",
    "COMMON": "ar_EG",
}


class UnknownMonthNames(ValueError):
    def __init__(self, months: str) -> None:
        self.months = months
        super().__init__(f"{months!r} is not one of {', '.join(LOCALE_OF_FAMILY)}.")


def families_of_both(one: str, other: str) -> str:
    """Month names for readers in two countries; `one` alone where both use the same."""
    return one if one == other else f"{one}/{other}"


@lru_cache(maxsize=20_000)
def format_date(day: date, language: str, months: str) -> str:
    """`3 كانون الثاني 2027`, `3 January 2027`, `3 janvier 2027`. `months` matters in Arabic only.

    With the names of two families, `3 كانون الثاني/جانفي 2027`.
    """
    if "/" in months:
        return format_date(day, language, months.partition("/")[0]).replace(
            month_name(day, language, months.partition("/")[0]), month_name(day, language, months)
        )
    # French counts the first day of a month, and only that one, as an ordinal.
    pattern = "d'er' MMMM y" if language == "fr" and day.day == 1 else "d MMMM y"
    return babel_format_date(day, pattern, locale=_locale(language, months))


@lru_cache(maxsize=1_000)
def month_name(day: date, language: str, months: str) -> str:
    """`كانون الثاني`, `January`, `janvier`; with two families of names, both where they differ."""
    if "/" in months:
        names = dict.fromkeys(month_name(day, language, family) for family in months.split("/"))
        return "/".join(names)
    return str(get_month_names("wide", locale=_locale(language, months))[day.month])


def weekday_names(language: str) -> list[tuple[str, str]]:
    """Each day of the week in one letter and in full, Monday first."""
    narrow, wide = (get_day_names(width, context="stand-alone", locale=language) for width in ("narrow", "wide"))
    return [(narrow[weekday], wide[weekday]) for weekday in range(7)]


def _locale(language: str, months: str) -> str:
    if months not in LOCALE_OF_FAMILY:
        raise UnknownMonthNames(months)
    return LOCALE_OF_FAMILY[months] if language == "ar" else {"en": "en_GB", "fr": "fr_FR"}[language]
