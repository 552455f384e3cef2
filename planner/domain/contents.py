"""What does a plan hold, as plain values?

The whole of a plan apart from its rows: what a revision keeps, a scenario copies, a file carries and an adopted change
brings back. Things name each other by keys that stay the same for the life of the plan, institutions by their names
and reference rows by their codes, so that the contents of one plan can become those of another.

Two contents that hold the same are equal: parts stand in one order, and an empty text is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from typing import Any, ClassVar, TypeVar, get_args, get_type_hints

from planner.domain.graph import Link, Task, TaskGraph
from planner.domain.workdays import SchedulingError

Texts = Mapping[str, str]
PartType = TypeVar("PartType", bound="Part")


class DuplicateKey(SchedulingError):
    def __init__(self, part: Part) -> None:
        self.part = part
        super().__init__(f"There is more than one {part.model} {part.key_in_words}.")


class UnknownReference(SchedulingError):
    """`part` names in its `field` something that is not there."""

    def __init__(self, part: Part, field: str, value: str) -> None:
        self.part, self.field, self.value = part, field, value
        super().__init__(f"The {part.model} {part.key_in_words} names the {field} {value}, which does not exist.")


def no_text() -> Texts:
    return {}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing in a plan. Its fields bear the names of the columns of `model`, a model's name in small letters.

    `identity_fields` say which one of its kind it is; `references` are the fields that name other parts by their keys,
    with those parts' model; `name_field` holds what people call it, where it has a name of its own.
    """

    model: ClassVar[str]
    identity_fields: ClassVar[tuple[str, ...]] = ("key",)
    references: ClassVar[Mapping[str, str]] = {}
    name_field: ClassVar[str] = ""

    def __post_init__(self) -> None:
        """Put what may be written in two ways in the one way that compares."""
        for name, hint in hints_of(type(self)).items():
            if hint == Texts:
                texts = getattr(self, name)
                object.__setattr__(self, name, {code: texts[code] for code in sorted(texts) if texts[code]})
            elif get_args(hint)[1:] == (...,):
                object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    @property
    def identity(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.identity_fields)

    @property
    def key_in_words(self) -> str:
        return "/".join(map(str, self.identity))

    @property
    def called(self) -> Texts:
        """What people call it, by language; empty where it has no name of its own."""
        texts: Texts = getattr(self, self.name_field) if self.name_field else {}
        return texts

    def keys_in(self, name: str) -> tuple[str, ...]:
        """The keys that a field which refers to other parts holds: none, one or several."""
        value = getattr(self, name)
        return value if isinstance(value, tuple) else (value,) if value else ()

    def as_values(self) -> dict[str, Any]:
        """As JSON holds it. What is as it would be anyway is left out."""
        values = ((one, getattr(self, one.name)) for one in fields(self))
        return {one.name: plain(value) for one, value in values if value != _default_of(one)}

    @classmethod
    def from_values(cls: type[PartType], values: Mapping[str, Any]) -> PartType:
        """What `as_values` gave, now or in an earlier version of the software; unknown names are passed over."""
        return cls(**{name: _typed(values[name], hint) for name, hint in hints_of(cls).items() if name in values})


@dataclass(frozen=True, kw_only=True)
class PlanPart(Part):
    """What is said of the plan as a whole. Its country, state and revision are not contents."""

    model = "plan"
    identity_fields = ()
    name_field = "title"

    title: Texts
    base_language: str = "ar"
    introduction: Texts = field(default_factory=no_text)
    efforts: Texts = field(default_factory=no_text)
    monitoring_roles: Texts = field(default_factory=no_text)
    political_review: Texts = field(default_factory=no_text)
    civil_society: Texts = field(default_factory=no_text)
    activity_report_months: int | None = None
    outcome_report_months: int | None = None
    published_address: str = ""


@dataclass(frozen=True, kw_only=True)
class WorkplanPart(Part):
    model = "workplan"
    identity_fields = ()
    references = {"calendar": "workcalendar"}

    start: date
    finish_by: date | None = None
    is_counted_back: bool = False
    calendar: str | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarPart(Part):
    """Working days other than the country's own; `countries` by their codes."""

    model = "workcalendar"
    name_field = "name"

    key: str
    name: Texts
    weekend: tuple[int, ...] = ()
    holidays: tuple[date, ...] = ()
    extra_working: tuple[date, ...] = ()
    short_seasons: tuple[str, ...] = ()
    later_weeks: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CommitmentPart(Part):
    """`recommendation` and `themes` by their codes, the `lead` institution by its name."""

    model = "commitment"
    name_field = "title"

    key: str
    order: int
    title: Texts
    recommendation: str | None = None
    problem: Texts = field(default_factory=no_text)
    solution: Texts = field(default_factory=no_text)
    results: Texts = field(default_factory=no_text)
    lead: Texts = field(default_factory=no_text)
    supporting: Texts = field(default_factory=no_text)
    running_cost: int = 0
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IndicatorPart(Part):
    model = "commitmentindicator"
    references = {"commitment": "commitment"}
    name_field = "name"

    key: str
    commitment: str
    order: int
    name: Texts
    definition: Texts = field(default_factory=no_text)
    formula: Texts = field(default_factory=no_text)
    source: Texts = field(default_factory=no_text)
    unit: str = "COUNT"
    direction: str = "UP"
    frequency: str = "YEARLY"
    target: float = 0
    owner: Texts = field(default_factory=no_text)
    baseline: float | None = None
    baseline_year: int | None = None


@dataclass(frozen=True, kw_only=True)
class TargetPart(Part):
    """What an indicator is to reach in one year."""

    model = "indicatortarget"
    identity_fields = ("indicator", "year")
    references = {"indicator": "commitmentindicator"}

    indicator: str
    year: int
    target: float
    actual: float | None = None


@dataclass(frozen=True, kw_only=True)
class RiskPart(Part):
    model = "commitmentrisk"
    references = {"commitment": "commitment"}
    name_field = "text"

    key: str
    commitment: str
    order: int
    text: Texts
    mitigation: Texts = field(default_factory=no_text)
    likelihood: str = "MEDIUM"
    effect: str = "MEDIUM"
    owner: Texts = field(default_factory=no_text)
    state: str = "OPEN"


@dataclass(frozen=True, kw_only=True)
class TaskPart(Part):
    """A task without its dates, which are computed. The `responsible` institution by its name."""

    model = "task"
    references = {"commitment": "commitment", "also_serves": "commitment", "calendar": "workcalendar"}
    name_field = "title"

    key: str
    order: int
    title: Texts
    days: int
    commitment: str | None = None
    also_serves: tuple[str, ...] = ()
    output: Texts = field(default_factory=no_text)
    indicator: Texts = field(default_factory=no_text)
    responsible: Texts = field(default_factory=no_text)
    people: int = 1
    supporting: Texts = field(default_factory=no_text)
    optimistic_days: int | None = None
    pessimistic_days: int | None = None
    calendar: str | None = None
    earliest: date | None = None
    pinned: date | None = None
    deadline: date | None = None
    levelled_start: date | None = None
    cost: int = 0
    running_cost: int = 0
    state: str = "PLANNED"
    progress: int = 0
    actual_start: date | None = None
    actual_finish: date | None = None


@dataclass(frozen=True, kw_only=True)
class LinkPart(Part):
    """Two tasks may have links of several kinds, one of each."""

    model = "link"
    identity_fields = ("before", "after", "kind")
    references = {"before": "task", "after": "task"}

    before: str
    after: str
    kind: str = "FS"
    lag: int = 0


@dataclass(frozen=True, kw_only=True)
class SourcePart(Part):
    """Who pays."""

    model = "financingsource"
    name_field = "name"

    key: str
    name: Texts
    kind: str = "BUDGET"
    is_secured: bool = False


@dataclass(frozen=True, kw_only=True)
class AmountPart(Part):
    """What a source gives to a commitment in one year. US dollars."""

    model = "financing"
    identity_fields = ("source", "commitment", "year")
    references = {"source": "financingsource", "commitment": "commitment"}

    source: str
    commitment: str
    year: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class ContributionPart(Part):
    model = "contribution"
    references = {"commitment": "commitment"}
    name_field = "text"

    key: str
    received_on: date
    text: Texts
    commitment: str | None = None
    contributor: Texts = field(default_factory=no_text)
    occasion: Texts = field(default_factory=no_text)
    response: str = "PENDING"
    reason: Texts = field(default_factory=no_text)


@dataclass(frozen=True, kw_only=True)
class PlanContents:
    """Everything a plan holds. The parts of a kind are in the order of their own `order` and then of their keys."""

    plan: PlanPart
    workplan: WorkplanPart
    calendars: tuple[CalendarPart, ...] = ()
    commitments: tuple[CommitmentPart, ...] = ()
    tasks: tuple[TaskPart, ...] = ()
    links: tuple[LinkPart, ...] = ()
    indicators: tuple[IndicatorPart, ...] = ()
    targets: tuple[TargetPart, ...] = ()
    risks: tuple[RiskPart, ...] = ()
    sources: tuple[SourcePart, ...] = ()
    amounts: tuple[AmountPart, ...] = ()
    contributions: tuple[ContributionPart, ...] = ()

    def __post_init__(self) -> None:
        for name in LISTS:
            in_order = sorted(getattr(self, name), key=lambda part: (getattr(part, "order", 0), part.identity))
            object.__setattr__(self, name, tuple(in_order))

    def kinds(self) -> Iterator[tuple[str, tuple[Part, ...]]]:
        """The parts by kind, each kind under its model's name; the plan and its workplan are kinds of one part."""
        yield PlanPart.model, (self.plan,)
        yield WorkplanPart.model, (self.workplan,)
        for name, part in LISTS.items():
            yield part.model, getattr(self, name)

    def check(self) -> None:
        """Raise DuplicateKey, UnknownReference or CyclicGraph where these cannot be the contents of any plan."""
        known: dict[str, set[str]] = {}
        for model, parts in self.kinds():
            seen: set[tuple[Any, ...]] = set()
            for part in parts:
                if part.identity in seen:
                    raise DuplicateKey(part)
                seen.add(part.identity)
            known[model] = {identity[0] for identity in seen if len(identity) == 1}
        for values in (
            [(part.order, part) for part in self.commitments],
            [(part.recommendation, part) for part in self.commitments if part.recommendation],
        ):
            once = dict(values)
            for value, part in values:
                if once[value] is not part:
                    raise DuplicateKey(part)
        for _model, parts in self.kinds():
            for part in parts:
                for name, model in part.references.items():
                    for key in part.keys_in(name):
                        if key not in known[model]:
                            raise UnknownReference(part, name, key)
        TaskGraph(
            [Task(task.key, task.days) for task in self.tasks],
            [Link(link.before, link.after, link.kind, link.lag) for link in self.links],
        )

    def as_values(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "plan": self.plan.as_values(),
            "workplan": self.workplan.as_values(),
            **{name: [part.as_values() for part in getattr(self, name)] for name in LISTS},
        }

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> PlanContents:
        """What `as_values` gave. Raises KeyError, TypeError or ValueError for anything else."""
        lists: dict[str, Any] = {
            name: tuple(part.from_values(one) for one in values.get(name, ())) for name, part in LISTS.items()
        }
        return cls(
            plan=PlanPart.from_values(values["plan"]), workplan=WorkplanPart.from_values(values["workplan"]), **lists
        )


# The kinds of which a plan has any number, by their place in its contents.
LISTS: dict[str, type[Part]] = {
    "calendars": CalendarPart,
    "commitments": CommitmentPart,
    "tasks": TaskPart,
    "links": LinkPart,
    "indicators": IndicatorPart,
    "targets": TargetPart,
    "risks": RiskPart,
    "sources": SourcePart,
    "amounts": AmountPart,
    "contributions": ContributionPart,
}


_hints: dict[type[Part], dict[str, Any]] = {}


def hints_of(part: type[Part]) -> dict[str, Any]:
    """The types of a part's fields, by name. Asked of every part of every plan, so kept."""
    if part not in _hints:
        hints = get_type_hints(part)
        _hints[part] = {one.name: hints[one.name] for one in fields(part)}
    return _hints[part]


def _default_of(one: Field[Any]) -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def plain(value: Any) -> Any:
    """As JSON holds it: a day by its ISO date."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(member) for member in value]
    return dict(value) if isinstance(value, Mapping) else value


def _typed(value: Any, hint: Any) -> Any:
    if isinstance(value, list):
        return tuple(_typed(member, get_args(hint)[0]) for member in value)
    if isinstance(value, str) and date in (hint, *get_args(hint)):
        return date.fromisoformat(value)
    return value
