"""A round in the three languages, with everything a report can hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from exports.word.content import Text
from exports.word.round.content import (
    Alternatives,
    Balance,
    Pair,
    RoundContent,
    Rule,
    Unmet,
    Verdict,
    Weight,
)

WORDS = {
    "ar": {
        "Tunisia": "تونس",
        "Jordan": "الأردن",
        "Libya": "ليبيا",
        "One portal": "بوابة موحدة",
        "Open data": "بيانات مفتوحة",
        "Hotline": "خط ساخن",
        "Theme": "التحديات",
        "All that is wanted is offered.": "كل المطلوب معروض.",
        "Places went to:": "ذهبت الأماكن إلى:",
        "No practice answers it.": "لا ممارسة تلبيه.",
    },
    "fr": {"Tunisia": "Tunisie", "Jordan": "Jordanie", "Libya": "Libye", "One portal": "Portail unique"},
    "en": {},
}


def round_report(language: str, **changes: Any) -> RoundContent:
    def said(words: str) -> str:
        return WORDS[language].get(words, words)

    def text(words: str) -> Text:
        return Text(said(words), language)

    pair = Pair(
        giver=text("Tunisia"),
        practice=text("One portal"),
        taker=text("Jordan"),
        need=text("Open data"),
        percent=82,
        rule=said("Locked"),
        verdicts=(
            Verdict(said("Theme"), 100, said("All that is wanted is offered.")),
            Verdict(said("Distance"), None, ""),
        ),
    )
    other = Pair(text("Jordan"), text("Hotline"), text("Tunisia"), text("One portal"), 60)
    values = {
        "language": language,
        "months": "COMMON",
        "title": "2027",
        "reference": "9B0CB9A9",
        "revision": 3,
        "state": said("Complete"),
        "is_example": True,
        "made_on": date(2027, 1, 10),
        "ran_on": date(2027, 1, 3),
        "first_day": date(2027, 3, 1),
        "answer_by": date(2027, 2, 1),
        "prepared_by": "Rana",
        "visible_to": said("the advisors"),
        "goal": said("Most needs met"),
        "goal_meaning": said("As many as possible."),
        "least_score": 30,
        "once_per_country_pair": True,
        "is_proved": True,
        "need_count": 4,
        "mean_percent": 71,
        "weights": (
            Weight(said("Theme"), 75, said("What is shared.")),
            Weight(said("Priority"), 25, said("How urgent.")),
        ),
        "pairs": (pair, other),
        "unmet": (
            Unmet(text("Libya"), text("Open data"), said("Places went to:"), taken_by=(1, 2)),
            Unmet(text("Libya"), text("Hotline"), said("No practice answers it.")),
        ),
        "alternatives": (Alternatives(text("Jordan"), text("Open data"), (other,)),),
        "rules": (Rule(said("Forbidden"), other, said("Too far.")),),
        "blocking": (other,),
        "balances": (
            Balance(text("Jordan"), 1, 1, 1, 2),
            Balance(text("Tunisia"), 1, 2, 1, 1),
            Balance(text("Libya"), 0, 1, 0, 0),
        ),
    }
    return RoundContent(**{**values, **changes})
