"""The demo's illustrative twinning of Tunisia and Jordan, on its way. Invented, and marked as an example."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from exports.management.example_activities import add_example_activities
from planner.models import Country, Translated, User, Workplan
from planner.queries.country_calendars import calendar_of
from twinning.domain.agreements import fingerprint
from twinning.models import MandatoryResult, Need, Practice, Side, Twinning, TwinningPerson, TwinningRisk
from twinning.queries.agreements import agreement_values
from twinning.services.agreements import sign
from twinning.services.twinnings import add_calendars, draft_articles

GIVER, TAKER = "TUN", "JOR"
# So long ago that some of it is done, and some should be.
UNDER_WAY_FOR = timedelta(days=75)


@transaction.atomic
def make_example_twinning(*, now: datetime) -> Twinning:
    """With its people, results and activities. The one that is there already is that one."""
    if (present := Twinning.objects.filter(is_example=True).first()) is not None:
        return present
    giver, taker = Country.objects.get(pk=GIVER), Country.objects.get(pk=TAKER)
    began = now - UNDER_WAY_FOR
    joint = calendar_of(giver, on=began.date()).calendar & calendar_of(taker, on=began.date()).calendar
    workplan = Workplan.objects.create(start=joint.offset(timezone.localdate(began), 0))
    practice, need = Practice.objects.get(reference_key="P06"), _need(taker)
    twinning = Twinning.objects.create(
        practice=practice,
        need=need,
        **draft_articles(practice, need),
        giver=giver,
        taker=taker,
        workplan=workplan,
        is_example=True,
        state=Twinning.State.IMPLEMENTING,
        title=_example(
            "الحكومة المفتوحة في البلديات", "Open government in municipalities", "Gouvernement ouvert dans les communes"
        ),
        created_at=began,
    )
    add_calendars(workplan, giver, taker)
    MandatoryResult.objects.bulk_create(
        MandatoryResult(twinning=twinning, order=order, title=title)
        for order, title in enumerate(
            (
                _example(
                    "دليل مشاركة معتمد", "A manual of participation in force", "Un manuel de participation adopté"
                ),
                _example("ثلاث بلديات مفتوحة", "Three open municipalities", "Trois communes ouvertes"),
            ),
            start=1,
        )
    )
    people = {side: User.objects.get(username=f"coordinator-{iso3.lower()}") for side, iso3 in _SIDES.items()}
    for side, user in people.items():
        TwinningPerson.objects.create(
            twinning=twinning,
            user=user,
            side=side,
            role=TwinningPerson.Role.LEADER,
            invited_at=began,
            accepted_at=began,
        )
    TwinningRisk.objects.create(
        twinning=twinning,
        order=1,
        text=_example(
            "تأخّر نشر بيانات البلديات",
            "The data of the municipalities are published late",
            "Les données des communes sont publiées tard",
        ),
        mitigation=_example(
            "مذكرة تفاهم مع الوزارة قبل البدء",
            "A memorandum with the ministry before the start",
            "Un protocole avec le ministère avant le début",
        ),
    )
    add_example_activities(twinning, giver=people[Side.GIVER], taker=people[Side.TAKER], now=now)
    for user in people.values():
        sign(twinning=twinning, read=fingerprint(agreement_values(twinning)), user=user, now=began)
    return twinning


_SIDES = {Side.GIVER: GIVER, Side.TAKER: TAKER}


def _need(country: Country) -> Need:
    return Need.objects.create(
        country=country,
        state=Need.State.IN_TWINNING,
        is_example=True,
        title=_example(
            "مشاركة المواطنين في قرارات البلديات",
            "Citizens’ part in what municipalities decide",
            "La participation communale",
        ),
        languages=list(country.working_languages),
    )


def _example(ar: str, en: str, fr: str) -> Translated:
    return Translated(ar=f"{ar} (مثال)", en=f"{en} (example)", fr=f"{fr} (exemple)")
