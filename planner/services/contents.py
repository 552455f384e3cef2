"""Making the rows of a plan equal to given contents: a scenario taken over, a file brought in, a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db import models, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from planner.domain.contents import (
    AmountPart,
    CalendarPart,
    CommitmentPart,
    ContributionPart,
    IndicatorPart,
    LinkPart,
    Part,
    PlanContents,
    PlanPart,
    RiskPart,
    SourcePart,
    TargetPart,
    TaskPart,
    Texts,
    hints_of,
    plain,
)
from planner.domain.revisions import differences
from planner.models import (
    Commitment,
    CommitmentIndicator,
    CommitmentRisk,
    Contribution,
    Country,
    Financing,
    FinancingSource,
    IndicatorTarget,
    Institution,
    Link,
    Plan,
    Recommendation,
    Task,
    Theme,
    User,
    Versioned,
    WorkCalendar,
    Workplan,
)
from planner.queries.revisions import contents_of
from planner.services.edits import Edit, EditRefused

# Far above any order in use, and still a small integer.
OUT_OF_THE_WAY = 16_000
BATCH = 500
INSTITUTIONS = ("lead", "responsible")


class UnknownCode(EditRefused):
    """The contents name a recommendation or a theme that the library does not have."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = sorted(codes)
        super().__init__(_("The library does not have: %(codes)s") % {"codes": ", ".join(self.codes)})


def apply_contents(plan: Plan, contents: PlanContents, edit: Edit) -> None:
    """Make `plan` hold exactly `contents`, and put every difference on record in `edit`. Done twice is done once.

    Keys stay, versions of changed rows go up, institutions that the country does not have yet are made. Written in
    bulk, and only what differs. State, revision and country stay as they are. `edit` is one of this plan's workplan.

    Raises `planner.domain.contents.DuplicateKey` or `UnknownReference`, `planner.domain.graph.CyclicGraph` and
    `UnknownCode`, each before anything is written.
    """
    contents.check()
    plan.workplan = edit.workplan
    plan.refresh_from_db(fields=["version", *hints_of(PlanPart)])
    before = contents_of(plan)
    found = differences(before, contents)
    if found:
        _check_codes(before, contents)
        _Writing(plan, before, contents).write()
        edit.parts.extend(found)


@transaction.atomic
def plan_from_contents(
    *, country: Country, contents: PlanContents, created_by: User | None = None, **columns: Any
) -> Plan:
    """A new plan of `country` that holds `contents`; `columns` are further ones of the plan. Nothing goes on record:
    the plan begins so. Raises what `apply_contents` raises.
    """
    contents.check()
    plan = Plan.objects.create(
        country=country,
        workplan=Workplan.objects.create(start=contents.workplan.start),
        title=contents.plan.title,
        base_language=contents.plan.base_language,
        created_by=created_by,
        **columns,
    )
    before = contents_of(plan)
    _check_codes(before, contents)
    _Writing(plan, before, contents).write()
    return plan


def _check_codes(before: PlanContents, contents: PlanContents) -> None:
    """Codes that the plan has already need no asking for."""
    sources: tuple[tuple[type[models.Model], Callable[[CommitmentPart], Iterable[str]]], ...] = (
        (Recommendation, lambda part: filter(None, [part.recommendation])),
        (Theme, lambda part: part.themes),
    )
    unknown: set[str] = set()
    for model, codes_of in sources:
        known = {code for part in before.commitments for code in codes_of(part)}
        asked = {code for part in contents.commitments for code in codes_of(part)} - known
        if asked:
            unknown |= asked - set(model._default_manager.filter(pk__in=asked).values_list("pk", flat=True))
    if unknown:
        raise UnknownCode(unknown)


# In the order of writing: what is named stands before what names it.
ROWS: dict[type[Part], Callable[[Plan], QuerySet[Any]]] = {
    CalendarPart: lambda plan: WorkCalendar.objects.filter(workplan=plan.workplan_id),
    CommitmentPart: lambda plan: Commitment.objects.filter(plan=plan),
    SourcePart: lambda plan: FinancingSource.objects.filter(plan=plan),
    TaskPart: lambda plan: Task.objects.filter(workplan=plan.workplan_id),
    IndicatorPart: lambda plan: CommitmentIndicator.objects.filter(commitment__plan=plan),
    RiskPart: lambda plan: CommitmentRisk.objects.filter(commitment__plan=plan),
    ContributionPart: lambda plan: Contribution.objects.filter(plan=plan),
    LinkPart: lambda plan: Link.objects.filter(after__workplan=plan.workplan_id),
    TargetPart: lambda plan: IndicatorTarget.objects.filter(indicator__commitment__plan=plan),
    AmountPart: lambda plan: Financing.objects.filter(source__plan=plan),
}
# The column by which a row of these belongs to its plan; all others belong to one through what they name.
OWNERS: dict[type[Part], str] = {
    CalendarPart: "workplan",
    CommitmentPart: "plan",
    SourcePart: "plan",
    TaskPart: "workplan",
    ContributionPart: "plan",
}
# Others may have stood in them, so they go only once those have moved elsewhere.
GONE_LAST = (CommitmentPart, CalendarPart)


class _Writing:
    """One plan on its way from `before` to `after`."""

    def __init__(self, plan: Plan, before: PlanContents, after: PlanContents) -> None:
        self.plan = plan
        self.before, self.after = dict(before.kinds()), dict(after.kinds())
        self.pks: dict[str, dict[tuple[Any, ...], int]] = {}
        self.institutions = self._institutions()

    def write(self) -> None:
        for part in ROWS:
            self._write_kind(part)
            if part is CalendarPart:
                self._write_plan()
        for part in GONE_LAST:
            self._delete(part)

    def _institutions(self) -> dict[tuple[tuple[str, str], ...], int]:
        """The country's institutions by their names; those that are missing are made."""
        named = {
            tuple(getattr(part, name).items()): getattr(part, name)
            for kind in (CommitmentPart, TaskPart)
            for part in self.after[kind.model]
            for name in INSTITUTIONS
            if getattr(part, name, None)
        }
        rows = Institution.objects.filter(country=self.plan.country_id).order_by("-pk")
        known = {_named(row.name): row.pk for row in rows} if named else {}
        fresh = Institution.objects.bulk_create(
            Institution(country_id=self.plan.country_id, name=texts) for key, texts in named.items() if key not in known
        )
        return known | {_named(row.name): row.pk for row in fresh}

    def _write_plan(self) -> None:
        """The plan's own texts and its workplan's dates."""
        for row, model in ((self.plan, "plan"), (self.plan.workplan, "workplan")):
            (old,), (new,) = self.before[model], self.after[model]
            changed = _changed_fields(old, new)
            for column, value in self._columns(new, changed).items():
                setattr(row, column, value)
            if changed and isinstance(row, Plan):
                row.version += 1
                changed += ["version", "changed_at"]
            row.save(update_fields=changed)

    def _write_kind(self, part: type[Part]) -> None:
        old, new = self._by_identity(part)
        if old == new:
            return
        if part is CommitmentPart:
            self._make_room(old, new)
        if part not in GONE_LAST:
            self._delete(part)
        self._update(part, {key: one for key, one in new.items() if key in old and one != old[key]}, old)
        self._create(part, [one for key, one in new.items() if key not in old])

    def _by_identity(self, part: type[Part]) -> tuple[dict[tuple[Any, ...], Part], dict[tuple[Any, ...], Part]]:
        old, new = ({one.identity: one for one in kinds[part.model]} for kinds in (self.before, self.after))
        return old, new

    def _make_room(self, old: Mapping[tuple[Any, ...], Any], new: Mapping[tuple[Any, ...], Any]) -> None:
        """Two commitments may change places, which the database would refuse on the way."""
        moving = [
            self._pk(CommitmentPart, key)
            for key, part in old.items()
            if key not in new or (part.order, part.recommendation) != (new[key].order, new[key].recommendation)
        ]
        if moving:
            rows = Commitment.objects.filter(pk__in=moving)
            rows.update(order=F("order") + OUT_OF_THE_WAY, recommendation=None)

    def _delete(self, part: type[Part]) -> None:
        old, new = self._by_identity(part)
        # What stood in something that is gone went with it.
        gone = [pk for key in old if key not in new and (pk := self._pks(part).get(key))]
        if gone:
            ROWS[part](self.plan).filter(pk__in=gone).delete()

    def _update(self, part: type[Part], changed: Mapping[tuple[Any, ...], Part], old: Mapping[Any, Part]) -> None:
        by_pk = {self._pk(part, key): key for key in changed}
        rows = list(ROWS[part](self.plan).filter(pk__in=by_pk)) if by_pk else []
        written: set[str] = set()
        for row in rows:
            key = by_pk[row.pk]
            names = _changed_fields(old[key], changed[key])
            if part is CommitmentPart:
                # Both may have been moved out of the way.
                names = sorted({*names, "order", "recommendation"})
            for column, value in self._columns(changed[key], names).items():
                setattr(row, column, value)
            written |= set(names) - set(_many(part))
            if isinstance(row, Versioned):
                row.version += 1
                written.add("version")
        if written:
            ROWS[part](self.plan).model._default_manager.bulk_update(rows, sorted(written), batch_size=BATCH)
        for name in _many(part):
            moved = {key: one for key, one in changed.items() if _differs(one, old[key], name)}
            self._set_many(part, name, {self._pk(part, key): one for key, one in moved.items()})

    def _create(self, part: type[Part], fresh: list[Part]) -> None:
        if not fresh:
            return
        owners = {"plan": self.plan, "workplan": self.plan.workplan}
        owner = {name: owners[name] for name in [OWNERS.get(part, "")] if name}
        model = ROWS[part](self.plan).model
        rows = model._default_manager.bulk_create(
            [model(**owner, **self._columns(one, hints_of(part))) for one in fresh], batch_size=BATCH
        )
        made = dict(zip((one.identity for one in fresh), (row.pk for row in rows), strict=True))
        self.pks[part.model] = self._pks(part) | made
        for name in _many(part):
            self._set_many(part, name, {made[one.identity]: one for one in fresh}, is_new=True)

    def _set_many(self, part: type[Part], name: str, parts: Mapping[int, Part], *, is_new: bool = False) -> None:
        field = ROWS[part](self.plan).model._meta.get_field(name)
        through, row_column = field.remote_field.through, field.m2m_column_name()
        if parts and not is_new:
            through._default_manager.filter(**{f"{row_column}__in": list(parts)}).delete()
        through._default_manager.bulk_create(
            (
                through(**{row_column: pk, field.m2m_reverse_name(): self._referred(one, name, key)})
                for pk, one in parts.items()
                for key in getattr(one, name)
            ),
            batch_size=BATCH,
        )

    def _columns(self, part: Part, names: Iterable[str]) -> dict[str, Any]:
        """What is written for a part's fields, those that name several apart."""
        return dict(self._column(part, name) for name in names if name not in _many(type(part)))

    def _column(self, part: Part, name: str) -> tuple[str, Any]:
        value = getattr(part, name)
        if name in INSTITUTIONS:
            return f"{name}_id", self.institutions[tuple(value.items())] if value else None
        if name in part.references:
            return f"{name}_id", self._referred(part, name, value) if value else None
        if name == "recommendation":
            return "recommendation_id", value
        return name, plain(value) if isinstance(value, tuple) else value

    def _referred(self, part: Part, name: str, key: str) -> Any:
        if name not in part.references:
            return key
        kind = next(kind for kind in ROWS if kind.model == part.references[name])
        return self._pk(kind, (key,))

    def _pk(self, part: type[Part], identity: tuple[Any, ...]) -> int:
        return self._pks(part)[identity]

    def _pks(self, part: type[Part]) -> dict[tuple[Any, ...], int]:
        """The rows of a kind by their identity, as they were before it was written or as they are since."""
        if part.model not in self.pks:
            columns = [f"{name}__key" if name in part.references else name for name in part.identity_fields]
            rows = ROWS[part](self.plan).order_by("pk").values_list("pk", *columns)
            self.pks[part.model] = {tuple(map(_key_as_text, key)): pk for pk, *key in rows}
        return self.pks[part.model]


def _key_as_text(value: Any) -> Any:
    return value if isinstance(value, int) else str(value)


def _named(texts: Texts) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((code, text) for code, text in texts.items() if text))


def _many(part: type[Part]) -> Iterator[str]:
    """The fields that name several other rows."""
    return (name for name in ("also_serves", "countries", "themes") if name in hints_of(part))


def _differs(one: Part, other: Part, name: str) -> bool:
    return getattr(one, name) != getattr(other, name)


def _changed_fields(old: Part, new: Part) -> list[str]:
    return [name for name in hints_of(type(new)) if _differs(old, new, name)]
