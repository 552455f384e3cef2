"""What the agreement of two countries says: as it is written now, and as it was signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy

from planner.models import Link, Task, User
from twinning.domain.agreements import ARTICLES, TEXT_ARTICLES, fingerprint
from twinning.models import Agreement, MandatoryResult, Remark, Side, Signature, Twinning, TwinningRisk
from twinning.permissions import place_in, refusal_of_drafting, refusal_of_signing, standing_with
from twinning.queries.access import twinning_for_viewing

ARTICLE_TITLES = {
    "background": gettext_lazy("Background"),
    "cooperation": gettext_lazy("Field of cooperation"),
    "results": gettext_lazy("Mandatory results"),
    "tasks": gettext_lazy("Tasks"),
    "risks": gettext_lazy("Risks"),
    "schedule": gettext_lazy("Schedule"),
    "resources": gettext_lazy("Resources"),
    "management": gettext_lazy("Management and monitoring"),
    "review": gettext_lazy("Review"),
}


@dataclass(frozen=True)
class Article:
    number: int
    name: str
    title: str
    text: Any
    remarks: list[Remark]


@dataclass(frozen=True)
class SideSignature:
    """`signature` is the one that stands; empty where the side has not signed the text as it is."""

    side: str
    country: Any
    signature: Signature | None
    leader: Any


@dataclass(frozen=True)
class AgreementPage:
    """`agreed` is what both signed last; `is_amended` where the text now says something else."""

    twinning: Twinning
    articles: list[Article]
    results: list[MandatoryResult]
    risks: list[TwinningRisk]
    activity_count: int
    sha256: str
    revision: int
    agreed: Agreement | None
    is_amended: bool
    sides: list[SideSignature]
    drafting_refusal: str
    signing_refusal: str


def agreement_page(user: User, pk: UUID) -> AgreementPage:
    twinning = twinning_for_viewing(user, pk)
    prefetch_related_objects([twinning], "results", "risks")
    values = agreement_values(twinning)
    sha256 = fingerprint(values)
    agreed = twinning.agreements.defer("contents").first()
    is_amended = agreed is not None and agreed.sha256 != sha256
    place = place_in(user, twinning)
    standing = standing_with(place, user, twinning)
    remarks = list(twinning.remarks.select_related("written_by", "answered_by"))
    signatures = {row.side: row for row in twinning.signatures.filter(sha256=sha256).select_related("signed_by")}
    leaders = {
        person.side: person.user
        for person in twinning.people.filter(role="LEADER", left_at__isnull=True).select_related("user")
    }
    signing_refusal = refusal_of_signing(place, twinning)
    if not signing_refusal and place.side in signatures:
        signing_refusal = str(gettext_lazy("You have signed this text."))
    return AgreementPage(
        twinning=twinning,
        articles=[
            Article(
                number=number,
                name=name,
                title=str(ARTICLE_TITLES[name]),
                text=getattr(twinning, name) if name in TEXT_ARTICLES else None,
                remarks=[remark for remark in remarks if remark.article == name],
            )
            for number, name in enumerate(ARTICLES, start=1)
        ],
        results=list(twinning.results.all()),
        risks=list(twinning.risks.all()),
        activity_count=len(values["tasks"]),
        sha256=sha256,
        revision=revision_to_sign(twinning, agreed, sha256),
        agreed=agreed,
        is_amended=is_amended,
        sides=[
            SideSignature(side, twinning.country_of(side), signatures.get(side), leaders.get(side))
            for side in Side.values
        ],
        drafting_refusal=refusal_of_drafting(standing, twinning),
        signing_refusal=signing_refusal,
    )


def revision_to_sign(twinning: Twinning, agreed: Agreement | None, sha256: str) -> int:
    """The number that the text as it is has, or gets once somebody signs it."""
    if agreed is None or agreed.sha256 == sha256:
        return twinning.revision
    return max(twinning.revision, agreed.revision + 1)


def agreement_values(twinning: Twinning) -> dict[str, Any]:
    """All that is signed, as plain values: texts, results, risks, activities with their days, places, dates of their
    own and links. Dates that are computed are not among them, for a holiday that moves changes no agreement; nor is
    progress. Four queries.
    """
    tasks = twinning.workplan.tasks.exclude(state=Task.State.CANCELLED).select_related("activity").order_by("order")
    links = Link.objects.filter(after__workplan=twinning.workplan_id).order_by("before__key", "after__key", "kind")
    return {
        "countries": {"giver": twinning.giver_id, "taker": twinning.taker_id},
        "title": dict(twinning.title),
        "texts": {name: dict(getattr(twinning, name)) for name in TEXT_ARTICLES},
        "results": [
            {"order": row.order, "title": dict(row.title), "indicator": dict(row.indicator)}
            for row in twinning.results.all()
        ],
        "risks": [
            {
                "order": row.order,
                "text": dict(row.text),
                "likelihood": row.likelihood,
                "effect": row.effect,
                "mitigation": dict(row.mitigation),
                "owner": dict(row.owner),
            }
            for row in twinning.risks.all()
        ],
        "start": twinning.workplan.start.isoformat(),
        "tasks": [
            {
                "key": task.key,
                "title": dict(task.title),
                "days": task.days,
                "kind": task.activity.kind,
                "where": task.activity.where,
                **{
                    name: getattr(task, name) and getattr(task, name).isoformat()
                    for name in ("earliest", "pinned", "deadline")
                },
            }
            for task in tasks
        ],
        "links": [list(values) for values in links.values_list("before__key", "after__key", "kind", "lag")],
    }
