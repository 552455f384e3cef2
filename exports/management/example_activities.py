"""The worked twinning of the demo: fourteen activities on the way. Invented, and marked as an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

from planner.models import Task, Translated, User
from twinning.models import Activity, CostLine, Side, Twinning
from twinning.queries.schedules import schedule_of_twinning
from twinning.services.activities import add_activity, add_link
from twinning.services.activity_steps import take_step
from twinning.services.comments import add_comment
from twinning.services.evidence import add_evidence

GIVER, TAKER, JOINT = Activity.Where.GIVER, Activity.Where.TAKER, Activity.Where.JOINT
EXAMPLE = {"ar": "مثال", "en": "example", "fr": "exemple"}


@dataclass(frozen=True)
class Example:
    """`waits` are places in the list, from 1. `steps` are names of steps and the side that takes each."""

    ar: str
    en: str
    fr: str
    kind: str
    where: str
    days: int
    people: int | None = None
    waits: tuple[int, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    costs: Mapping[str, tuple[int, int]] = field(default_factory=dict)


START, SUBMIT = ("start", Side.TAKER), ("submit", Side.TAKER)
DONE = (START, SUBMIT, ("accept", Side.TAKER), ("accept", Side.GIVER))

ACTIVITIES = (
    Example("اجتماع الانطلاق", "Kick-off meeting", "Réunion de lancement", "STEERING", JOINT, 1, 10, steps=DONE),
    Example(
        "مسح ممارسات البلديات في الدولة المستفيدة",
        "Survey of what municipalities of the receiving country do",
        "État des lieux des communes du pays bénéficiaire",
        "TASK",
        TAKER,
        15,
        waits=(1,),
        steps=DONE,
    ),
    Example(
        "جمع وثائق الممارسة",
        "Gathering the documents of the practice",
        "Recueil des documents de la pratique",
        "TASK",
        GIVER,
        10,
        waits=(1,),
        steps=(START, SUBMIT, ("accept", Side.GIVER)),
    ),
    Example(
        "بعثة تقييم في الدولة المستفيدة",
        "Assessment mission to the receiving country",
        "Mission d’évaluation dans le pays bénéficiaire",
        "ASSESSMENT",
        JOINT,
        4,
        2,
        waits=(2, 3),
        steps=(START, SUBMIT),
        costs={"TRAVEL": (3200, 3050), "STAY": (1800, 1800), "INTERPRETATION": (600, 0)},
    ),
    Example(
        "زيارة دراسية إلى ثلاث بلديات",
        "Study visit to three municipalities",
        "Visite d’étude dans trois communes",
        "STUDY_VISIT",
        JOINT,
        5,
        3,
        waits=(4,),
        costs={"TRAVEL": (4200, 0), "STAY": (3600, 0)},
    ),
    Example(
        "اختيار البلديات التجريبية",
        "Choice of pilot municipalities",
        "Choix des communes pilotes",
        "TASK",
        TAKER,
        8,
        waits=(4,),
        steps=(START,),
    ),
    Example(
        "الحصول على إذن نشر بيانات البلديات",
        "Permission to publish municipal data",
        "Autorisation de publier les données communales",
        "TASK",
        TAKER,
        10,
        waits=(1,),
        steps=(START, ("block", Side.TAKER)),
    ),
    Example(
        "بعثة خبراء لتصميم إجراءات المشاركة",
        "Expert mission on procedures of participation",
        "Mission d’experts sur les procédures de participation",
        "EXPERT_MISSION",
        JOINT,
        5,
        2,
        waits=(5, 6),
        costs={"TRAVEL": (3400, 0), "TRANSLATION": (900, 0)},
    ),
    Example(
        "صياغة دليل الإجراءات",
        "Drafting the manual of procedures",
        "Rédaction du manuel de procédures",
        "TASK",
        TAKER,
        20,
        waits=(8,),
    ),
    Example(
        "جلسة عن بعد لمراجعة الدليل",
        "Remote session to review the manual",
        "Séance à distance de relecture du manuel",
        "REMOTE",
        JOINT,
        1,
        8,
        waits=(9,),
    ),
    Example(
        "تدريب موظفي البلديات",
        "Training of municipal staff",
        "Formation du personnel communal",
        "TRAINING",
        TAKER,
        5,
        20,
        waits=(7, 10),
        costs={"VENUE": (1500, 0), "MATERIALS": (700, 0)},
    ),
    Example(
        "ورشة عمل مشتركة مع المجتمع المدني",
        "Joint workshop with civil society",
        "Atelier commun avec la société civile",
        "WORKSHOP",
        JOINT,
        2,
        25,
        waits=(11,),
        costs={"VENUE": (2400, 0), "INTERPRETATION": (1200, 0)},
    ),
    Example(
        "تشغيل تجريبي تديره الدولة المستفيدة وحدها",
        "Pilot run by the receiving country alone",
        "Essai mené par le seul pays bénéficiaire",
        "TASK",
        TAKER,
        30,
        waits=(12,),
    ),
    Example(
        "اجتماع اللجنة التوجيهية الختامي",
        "Final steering meeting",
        "Réunion finale du comité de pilotage",
        "STEERING",
        JOINT,
        1,
        10,
        waits=(13,),
    ),
)


def add_example_activities(twinning: Twinning, *, giver: User, taker: User, now: datetime) -> list[Activity]:
    """To a twinning that is being implemented, by the two people who act for its sides. None where it has some."""
    if twinning.activities.exists():
        return []
    people = {Side.GIVER: giver, Side.TAKER: taker}
    activities = [_add(twinning, example, people, now) for example in ACTIVITIES]
    for activity, example in zip(activities, ACTIVITIES, strict=True):
        for place in example.waits:
            add_link(activity=activity, before=activities[place - 1].task.key, user=taker, now=now)
        CostLine.objects.bulk_create(
            CostLine(activity=activity, kind=kind, planned=planned, spent=spent)
            for kind, (planned, spent) in example.costs.items()
        )
    dates = schedule_of_twinning(twinning).result
    for activity, example in zip(activities, ACTIVITIES, strict=True):
        slot = dates[activity.task.key]
        _carry_out(activity, example, people, slot.early_start, slot.early_finish, now)
    add_comment(
        activity=activities[3],
        text=f"هل يكفي التقرير المرفق للقبول؟ (مثال) @{giver.username}",
        user=taker,
        now=now,
    )
    return activities


def _add(twinning: Twinning, example: Example, people: Mapping[str, User], now: datetime) -> Activity:
    texts = {code: f"{getattr(example, code)} ({EXAMPLE[code]})" for code in EXAMPLE}
    values: dict[str, Any] = {
        "title": Translated(texts),
        "kind": example.kind,
        "where": example.where,
        "days": example.days,
        "people": example.people,
        "giver_assignee": people[Side.GIVER] if example.where != TAKER else None,
        "taker_assignee": people[Side.TAKER] if example.where != GIVER else None,
    }
    return add_activity(twinning=twinning, values=values, user=people[Side.TAKER], now=now)


def _carry_out(
    activity: Activity, example: Example, people: Mapping[str, User], start: date, finish: date, now: datetime
) -> None:
    """As planned, as far as it went."""
    for name, side in example.steps:
        day = start if name in ("start", "block") else finish
        at = now.replace(year=day.year, month=day.month, day=day.day)
        if name == "submit":
            _show(activity, people[side], at)
        reason = "لم يصل بعد إذن نشر بيانات الموازنة. (مثال)" if name == "block" else ""
        blocked_by = Side.TAKER if name == "block" else ""
        take_step(activity=activity, name=name, user=people[side], now=at, reason=reason, blocked_by=blocked_by)
        activity.task = Task.objects.get(pk=activity.task_id)


def _show(activity: Activity, user: User, at: datetime) -> None:
    """A report of one empty page."""
    page = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    add_evidence(
        twinning=activity.twinning,
        activity=activity,
        source=BytesIO(page),
        name="تقرير (مثال).pdf",
        user=user,
        now=at,
    )
