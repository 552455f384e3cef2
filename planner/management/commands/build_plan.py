"""Build a national action plan out of recommendations; the last line printed is its id."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.management.arguments import country_named, day_named
from planner.models import LANGUAGES, Recommendation
from planner.queries.proposals import PlanRefused, proposal_for
from planner.services.plans import create_plan


class Command(BaseCommand):
    help = "Builds a national action plan out of recommendations; the last line printed is its id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--country", required=True, metavar="JOR", help="three-letter code")
        parser.add_argument("--start", metavar="2027-01-03", help="first day; or give --deadline, or both")
        parser.add_argument("--deadline", metavar="2029-12-31", help="last day the plan may take")
        parser.add_argument("--base-language", choices=LANGUAGES, default="ar")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--recommendation", action="append", dest="codes", metavar="CODE", help="may be repeated")
        which.add_argument("--all", action="store_true", help="every recommendation of the library")
        parser.add_argument(
            "--without-prerequisites",
            action="store_true",
            help="take the given recommendations and no others",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        country = country_named(options["country"])
        start = day_named(options["start"]) if options["start"] else None
        finish_by = day_named(options["deadline"]) if options["deadline"] else None
        codes = list(Recommendation.objects.values_list("code", flat=True)) if options["all"] else options["codes"]
        try:
            proposal = proposal_for(country=country, codes=codes, start=start, finish_by=finish_by)
            if not options["without_prerequisites"]:
                for prerequisite in proposal.prerequisites:
                    codes = [*codes, prerequisite.recommendation.code]
                    self.stdout.write(
                        _("Added %(code)s, which %(asked_by)s stands on.")
                        % {
                            "code": prerequisite.recommendation.code,
                            "asked_by": ", ".join(asking.code for asking in prerequisite.asked_by),
                        }
                    )
            plan = create_plan(
                country=country,
                codes=codes,
                start=start,
                finish_by=finish_by,
                base_language=options["base_language"],
                today=timezone.localdate(),
            )
        except PlanRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(str(plan.pk))
