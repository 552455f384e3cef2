"""Pair what is published with what is open, and print which practice answers which need."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.management.arguments import day_named
from twinning.domain.kept_rounds import couple_of
from twinning.domain.scores import WEIGHTS, Criterion, NotAWeight, NoWeight, check_weights
from twinning.models import Round
from twinning.queries.rounds.reading import PairRow, RoundReading, reading_of
from twinning.services.rounds import pair_now, pair_unsaved, start_round


class Command(BaseCommand):
    help = "Pairs the published practices with the open needs and prints the result. Nothing is saved unless asked."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="everything as JSON")
        parser.add_argument("--goal", default=Round.Goal.COVERAGE, help=f"one of {', '.join(Round.Goal.values)}")
        parser.add_argument("--first-day", help="from which its twinnings could start, such as 2027-03-01; else today")
        parser.add_argument("--least-score", default="0", help="of 100: what scores less is not paired")
        parser.add_argument(
            "--weight",
            action="append",
            default=[],
            metavar="CRITERION=NUMBER",
            help=f"instead of the usual one; criteria are {', '.join(Criterion)}",
        )
        parser.add_argument("--save", metavar="TITLE", help="keep the round under this title, for advisors to adopt")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        values = {
            "title": options["save"] or "",
            "goal": goal_named(options["goal"]),
            "weights": weights_named(options["weight"]),
            "least_score": score_named(options["least_score"]),
            "first_day": day_named(options["first_day"]) if options["first_day"] else timezone.localdate(),
        }
        round_ = pair_unsaved(round_=Round(**values, created_at=now), now=now)
        reading = reading_of(round_)
        if reading.contradiction:
            raise CommandError(reading.contradiction)
        if options["save"]:
            reading = reading_of(pair_now(round_=start_round(values=values, user=None, now=now), now=now))
        if options["json"]:
            found = round_as_values(reading, saved=bool(options["save"]))
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        for row in reading.pairs:
            self.stdout.write(f"{row.percent:>3}  {row.giver} → {row.taker}: {row.practice} → {row.need}")
        for unmet in reading.unmet:
            self.stdout.write(f"  –  {unmet.country}: {unmet.need}. {in_one_line(unmet.reason, unmet.taken_by)}")


def goal_named(text: str) -> str:
    if text not in Round.Goal.values:
        raise CommandError(
            _("“%(text)s” is not a goal. Give one of these: %(goals)s.")
            % {"text": text, "goals": " · ".join(Round.Goal.values)}
        )
    return text


def score_named(text: str) -> int:
    if not text.isdecimal() or int(text) > 100:
        raise CommandError(_("Give a score from 0 to 100."))
    return int(text)


def weights_named(texts: list[str]) -> dict[str, float]:
    """The usual weights with those of `texts`, each such as THEME=40."""
    weights: dict[Criterion, float] = {one: float(weight) for one, weight in WEIGHTS.items()}
    for text in texts:
        name, _equals, number = text.partition("=")
        try:
            weights[Criterion(name.upper())] = float(number)
        except ValueError:
            raise CommandError(
                _("“%(text)s” is not a weight. Write it as %(example)s, with one of these: %(criteria)s.")
                % {"text": text, "example": "THEME=40", "criteria": " · ".join(Criterion)}
            ) from None
    try:
        check_weights(weights)
    except NoWeight:
        raise CommandError(_("Every weight is 0, so nothing can be compared.")) from None
    except NotAWeight as wrong:
        raise CommandError(
            _("The weight of %(criterion)s must be a number, 0 or more.") % {"criterion": wrong.criterion}
        ) from None
    return {str(one): weight for one, weight in weights.items()}


def round_as_values(reading: RoundReading, *, saved: bool) -> dict[str, Any]:
    """Everything that came of it; `round` is its id where it was saved. Scores are from 0 to 1."""
    pairing = reading.pairing
    scores = {couple_of(one): one.score for one in pairing.pairs}
    return {
        "status": str(pairing.status),
        "goal": reading.round.goal,
        "score": pairing.score,
        "needs": reading.need_count,
        "pairs": [
            {
                **_named(row),
                "practice_title": str(row.practice),
                "need_title": str(row.need),
                "score": scores[row.key],
                "criteria": dict(reading.ground.values[row.key]),
            }
            for row in reading.pairs
        ],
        "unmet": [
            {
                "need": row.key,
                "taker": row.country.pk if row.country else None,
                "need_title": str(row.need),
                "reason": str(pairing.unmet[row.key].kind),
                "sentence": in_one_line(row.reason, row.taken_by),
                "taken_by": [_named(taker) for taker in row.taken_by],
            }
            for row in reading.unmet
        ],
        "reciprocal": [country.pk for country in reading.reciprocal],
        "blocking": [list(couple_of(one)) for one in pairing.blocking],
        "round": str(reading.round.pk) if saved else None,
    }


def in_one_line(reason: str, taken_by: list[PairRow]) -> str:
    """The sentence, with those who took the places where it ends with a colon."""
    return f"{reason} {' · '.join(str(row.practice) for row in taken_by)}".strip()


def _named(row: PairRow) -> dict[str, str]:
    return {"practice": row.key[0], "need": row.key[1], "giver": row.giver.pk, "taker": row.taker.pk}
