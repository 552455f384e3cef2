"""Practices, needs, rounds and twinnings for tests. Each function names what matters and makes up the rest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from planner.models import Task, Translated, User, Workplan
from twinning.domain.scores import WEIGHTS
from twinning.models import (
    Activity,
    Evidence,
    MeetingDecision,
    Need,
    Practice,
    Proposal,
    Report,
    Round,
    Side,
    SteeringMeeting,
    Twinning,
    TwinningPerson,
)
from twinning.queries.schedules import calendar_by_place
from twinning.services.rounds import pair_now
from twinning.services.twinnings import add_calendars

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)
FIRST_DAY = date(2027, 3, 1)
ANSWER_BY = date(2027, 2, 1)


def make_practice(
    country: str = "JOR", *, title: str = "ممارسة", themes: Iterable[str] = (), **values: Any
) -> Practice:
    """A country's own practice; one in a state that needs consent has it."""
    values = {"summary": Translated(ar="ملخص"), "has_consent": True, **values}
    practice = Practice.objects.create(country_id=country, title=Translated(ar=title), **values)
    practice.themes.set(themes)
    return practice


def make_need(
    country: str = "JOR",
    *,
    title: str = "احتياج",
    themes: Iterable[str] = (),
    indicators: Iterable[str] = (),
    **values: Any,
) -> Need:
    need = Need.objects.create(country_id=country, title=Translated(ar=title), **values)
    need.themes.set(themes)
    need.indicators.set(indicators)
    return need


def make_round(title: str = "جولة", **values: Any) -> Round:
    """A draft; one in a later state has an empty result, and an adopted one its dates."""
    state = values.get("state", Round.State.DRAFT)
    ran = {} if state == Round.State.DRAFT else {"result": {"pairs": []}, "ran_at": NOW}
    adopted = {"adopted_at": NOW, "answer_by": ANSWER_BY} if state == Round.State.ADOPTED else {}
    return Round.objects.create(
        title=title, **{"first_day": FIRST_DAY, "weights": dict(WEIGHTS), "created_at": NOW, **ran, **adopted, **values}
    )


def make_paired_round(title: str = "جولة", **values: Any) -> Round:
    """A round that has been run over what is published and open now."""
    return pair_now(round_=make_round(title, **values), now=NOW)


def make_candidate(practice: Practice, need: Need, *, score: float = 0.75) -> dict[str, Any]:
    """As a round keeps it."""
    return {
        "practice": str(practice.pk),
        "need": str(need.pk),
        "giver": practice.country_id,
        "taker": need.country_id,
        "score": score,
        "values": {"THEME": score},
    }


def make_proposal(*, practice: Practice | None = None, need: Need | None = None, **values: Any) -> Proposal:
    """Of an adopted round. By default Tunisia shows a practice to Jordan, whose need is matched with it."""
    practice = practice or make_practice("TUN", state=Practice.State.PUBLISHED)
    need = need or make_need("JOR", state=Need.State.MATCHED)
    return Proposal.objects.create(
        practice=practice,
        need=need,
        giver=practice.country,
        taker=need.country,
        **{
            "round": values.pop("round", None) or make_round(state=Round.State.ADOPTED),
            "score": 0.75,
            "answer_by": ANSWER_BY,
            "made_at": NOW,
            **values,
        },
    )


def make_twinning(
    *, practice: Practice | None = None, need: Need | None = None, start: date = FIRST_DAY, **values: Any
) -> Twinning:
    """Without a round. By default Tunisia shows and Jordan learns."""
    practice = practice or make_practice("TUN", state=Practice.State.PUBLISHED)
    need = need or make_need("JOR", state=Need.State.IN_TWINNING)
    twinning = Twinning.objects.create(
        practice=practice,
        need=need,
        giver=practice.country,
        taker=need.country,
        workplan=Workplan.objects.create(start=start),
        **{"title": Translated(ar="توأمة", en="Twinning", fr="Jumelage"), "created_at": NOW, **values},
    )
    add_calendars(twinning.workplan, twinning.giver, twinning.taker)
    return twinning


def make_person(twinning: Twinning, user: User, side: Side = Side.TAKER, **values: Any) -> TwinningPerson:
    """Somebody of a side's team, who has accepted; the membership in the side's country is the caller's to make."""
    return TwinningPerson.objects.create(
        twinning=twinning, user=user, side=side, **{"invited_at": NOW, "accepted_at": NOW, **values}
    )


def make_activity(
    twinning: Twinning, *, title: str = "نشاط", days: int = 3, where: str = Activity.Where.TAKER, **values: Any
) -> Activity:
    number = twinning.activities.count() + 1
    of_task = {name: values.pop(name) for name in ("state", "earliest", "pinned", "progress") if name in values}
    task = Task.objects.create(
        workplan=twinning.workplan,
        key=f"activity-{number}",
        order=number,
        title=Translated(ar=title),
        days=days,
        calendar=calendar_by_place(twinning, where) if where in Activity.Where.values else None,
        **of_task,
    )
    return Activity.objects.create(twinning=twinning, task=task, where=where, **values)


def make_evidence(activity: Activity, name: str = "report.pdf", **values: Any) -> Evidence:
    """The row alone, without a file."""
    values = {"media_type": "application/pdf", "size": 1, "sha256": "0" * 64, "uploaded_at": NOW, **values}
    return Evidence.objects.create(twinning=activity.twinning, activity=activity, name=name, **values)


def make_meeting(twinning: Twinning, *, decision: str = "قرار", **values: Any) -> SteeringMeeting:
    """With one decision."""
    number = twinning.meetings.count() + 1
    meeting = SteeringMeeting.objects.create(twinning=twinning, number=number, **{"held_on": FIRST_DAY, **values})
    MeetingDecision.objects.create(meeting=meeting, number=1, text=Translated(ar=decision))
    return meeting


def make_report(twinning: Twinning, *, state: str = Report.State.OPEN, **values: Any) -> Report:
    """Of the first quarter. One that was handed in has its hash and figures; who approved it is the caller's to say."""
    handed_in = (
        {}
        if state == Report.State.OPEN
        else {"revision": 1, "sha256": "0" * 64, "filed": {"costs": [], "self_assessed": {}}}
    )
    return Report.objects.create(
        twinning=twinning,
        state=state,
        **{
            "kind": Report.Kind.QUARTERLY,
            "number": 1,
            "first": FIRST_DAY,
            "last": date(2027, 5, 31),
            **handed_in,
            **values,
        },
    )
