"""What a document says, as plain values: no rows, no clock, nothing translated but what the user wrote.

A wording is either a plain string, taken to be in the document's language, or a `Text`, which knows its own.
Labels that the product itself says ("Critical path") are not here: the document takes them from the catalogue.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from planner.domain.costs import Balance, total, totals_by_year


@dataclass(frozen=True, slots=True)
class Text:
    """Words and the language they are written in; marked in the document where that is another one."""

    value: str
    language: str

    def __bool__(self) -> bool:
        return bool(self.value.strip())

    @classmethod
    def pick(cls, translations: Mapping[str, str], *, language: str, base: str) -> Text:
        """The wanted language, else the base language, else whatever there is."""
        for candidate in (language, base, *translations):
            if translations.get(candidate, "").strip():
                return cls(translations[candidate], candidate)
        return cls("", language)


Wording: TypeAlias = str | Text


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG with its size in pixels; `description` is read out to those who cannot see it."""

    png: bytes
    width: int
    height: int
    caption: Wording
    description: str


@dataclass(frozen=True, slots=True)
class Holiday:
    day: date
    name: Wording


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One international index over the years. A Decimal is printed with the places it carries."""

    indicator: Wording
    values: Mapping[int, Decimal]
    source: Wording


@dataclass(frozen=True, slots=True)
class Dependency:
    """`before` is the number of the task waited for; lag in working days, a lead where negative."""

    before: str
    kind: Literal["FS", "SS", "FF", "SF"] = "FS"
    lag: int = 0

    @property
    def code(self) -> str:
        lag = f"{self.lag:+d}".replace("-", "−") if self.lag else ""
        return f"{self.before} {self.kind}{lag}"


@dataclass(frozen=True, slots=True)
class Task:
    """`number` is the commitment's and its own, "2.3". Start and finish are the earliest ones."""

    number: str
    title: Wording
    days: int
    start: date
    finish: date
    total_slack: int
    free_slack: int
    critical: bool
    milestone: bool = False
    responsible: Wording = ""
    output: Wording = ""
    indicator: Wording = ""
    driver: Wording = ""
    depends_on: tuple[Dependency, ...] = ()
    also_serves: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The recommendation a commitment adopts. `starter_set`: our own wording, until the study's text replaces it."""

    recommendation: Wording
    code: str = ""
    study: Wording = ""
    place: Wording = ""
    starter_set: bool = False


@dataclass(frozen=True, slots=True)
class Financing:
    """What a source gives over all years; `kind` as in the balances that it is part of."""

    source: Wording
    amount: int
    kind: Literal["BUDGET", "DONOR", "LOAN", "OTHER"] = "BUDGET"
    secured: bool = True


@dataclass(frozen=True, slots=True)
class Indicator:
    name: Wording
    definition: Wording = ""
    formula: Wording = ""
    unit: Wording = ""
    source: Wording = ""
    frequency: Wording = ""
    owner: Wording = ""
    baseline: Wording = ""
    targets: Mapping[int, str] = field(default_factory=dict)
    reached: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Risk:
    text: Wording
    likelihood: Wording = ""
    effect: Wording = ""
    mitigation: Wording = ""
    owner: Wording = ""
    state: Wording = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """A proposal made in the consultation and what was answered; it is about the whole plan without a commitment."""

    received_on: date
    contributor: Wording
    text: Wording
    occasion: Wording = ""
    commitment: int | None = None
    response: Wording = ""
    reason: Wording = ""


@dataclass(frozen=True, slots=True)
class Monitoring:
    """Who watches over the plan and when they report; months between reports."""

    roles: Wording = ""
    political_review: Wording = ""
    civil_society: Wording = ""
    activity_months: int | None = None
    outcome_months: int | None = None
    published_address: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One adopted recommendation in the form of the Open Government Partnership.

    `balances` are cost and financing by year, in whole units of the plan's currency; None where the cost is not known.
    """

    number: int
    title: Wording
    problem: Wording = ""
    solution: Wording = ""
    results: Wording = ""
    lead: Wording = ""
    supporting: tuple[Wording, ...] = ()
    rite: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    challenges: tuple[str, ...] = ()
    source: Source | None = None
    start: date | None = None
    finish: date | None = None
    balances: Mapping[int, Balance] | None = None
    financing: tuple[Financing, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    risks: tuple[Risk, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def total(self) -> Balance | None:
        return None if self.balances is None else total(self.balances.values())


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A national action plan as it stands in one revision, to be written in one language.

    `months` is the family of month names of `planner.domain.dates`; `made_on` the day printed as the document's
    own date, from which the file's time stamps are also taken; `publishable` says whether the state allows the
    document out (otherwise every page says that it is not for publication). `other_tasks` belong to no commitment.
    """

    language: Literal["ar", "en", "fr"]
    months: str
    country: Wording
    country_formal_name: Wording
    title: Wording
    reference: str
    revision: int
    state: str
    publishable: bool
    made_on: date
    base_language: Literal["ar", "en", "fr"]
    period_start: date | None = None
    period_finish: date | None = None
    prepared_by: str = ""
    visible_to: tuple[str, ...] = ()
    summary: Wording = ""
    introduction: Wording = ""
    efforts: Wording = ""
    currency: str = ""
    working_week: Wording = ""
    index_rows: tuple[IndexRow, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    other_tasks: tuple[Task, ...] = ()
    gantts: tuple[Picture, ...] = ()
    graphs: tuple[Picture, ...] = ()
    conflicts: tuple[Wording, ...] = ()
    estimated_holidays: tuple[Holiday, ...] = ()
    monitoring: Monitoring = Monitoring()
    contributions: tuple[Contribution, ...] = ()

    @property
    def tasks(self) -> tuple[Task, ...]:
        return (*(task for commitment in self.commitments for task in commitment.tasks), *self.other_tasks)

    @property
    def years(self) -> dict[int, Balance]:
        """The costs that are known, by year."""
        return totals_by_year(each.balances for each in self.commitments if each.balances is not None)

    @property
    def total(self) -> Balance | None:
        """None where no cost is known."""
        known = [each.total for each in self.commitments if each.total is not None]
        return total(known) if known else None

    def untranslated(self) -> list[Text]:
        """The texts that had to fall back to another language than the document's, in reading order."""
        return [text for text in texts_in(self) if text and text.language != self.language]


def texts_in(value: object) -> Iterator[Text]:
    """Every text in a content, in reading order."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif dataclasses.is_dataclass(value):
        for item in dataclasses.fields(value):
            yield from texts_in(getattr(value, item.name))
