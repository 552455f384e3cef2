"""What the papers of a twinning say, as plain values; as in `exports.word.content`, but of two countries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from exports.word.content import Dependency, Picture, Risk, Text, Wording, texts_in

SideName = Literal["GIVER", "TAKER"]


@dataclass(frozen=True, slots=True)
class Signed:
    """That somebody signed for a side: when, which revision, and the SHA-256 of what stood there."""

    side: SideName
    name: str
    at: datetime
    revision: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Party:
    """One side: its country, its project leader and the rest of its team by role, and its working week."""

    side: SideName
    country: Wording
    leader: str = ""
    team: tuple[tuple[str, str], ...] = ()  # role and name
    working_week: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    title: Wording
    why_now: Wording = ""
    expected_results: Wording = ""
    decided_by: Wording = ""
    priority: str = ""
    readiness: str = ""
    languages: tuple[str, ...] = ()
    months: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Practice:
    title: Wording
    summary: Wording = ""
    results: Wording = ""
    requirements: Wording = ""  # what another country must have to reuse it


@dataclass(frozen=True, slots=True)
class Result:
    """A mandatory result. Both assessments are in words, empty where nobody has made them."""

    number: int
    title: Wording
    indicator: Wording = ""
    self_assessed: str = ""
    advisor_assessed: str = ""
    done_alone_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """`where` says in words whose working days count; `result` is the number of the mandatory result it serves."""

    number: str
    title: Wording
    kind: str
    where: str
    days: int
    start: date
    finish: date
    critical: bool = False
    people: int | None = None
    result: int | None = None
    responsible: tuple[str, ...] = ()
    state: str = ""
    is_done: bool = False
    accepted_on: date | None = None
    depends_on: tuple[Dependency, ...] = ()


@dataclass(frozen=True, slots=True)
class Expense:
    """In whole US dollars; `activity` is its number."""

    kind: str
    planned: int
    spent: int
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    number: int
    text: Wording
    responsible: Wording = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    number: int
    held_on: date
    place: Wording = ""
    chaired_by: Wording = ""
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class TwinningContent:
    """A twinning as it stands in one revision, to be written in one language.

    `months` is the family of month names of `planner.domain.dates`, or two of them; `made_on` the document's day;
    `sha256` that of the agreement as it stands, which signatures of this revision bear.
    """

    language: Literal["ar", "en", "fr"]
    months: str
    title: Wording
    giver: Party
    taker: Party
    need: Need
    practice: Practice
    reference: str
    revision: int
    state: str
    is_agreed: bool
    made_on: date
    base_language: Literal["ar", "en", "fr"]
    start: date | None = None
    finish: date | None = None
    visible_to: tuple[str, ...] = ()
    background: Wording = ""
    cooperation: Wording = ""
    resources: Wording = ""
    management: Wording = ""
    review: Wording = ""
    results: tuple[Result, ...] = ()
    activities: tuple[Activity, ...] = ()
    risks: tuple[Risk, ...] = ()
    expenses: tuple[Expense, ...] = ()
    gantts: tuple[Picture, ...] = ()
    sha256: str = ""
    signatures: tuple[Signed, ...] = ()

    @property
    def parties(self) -> tuple[Party, Party]:
        return self.giver, self.taker

    def signature_of(self, side: SideName) -> Signed | None:
        """Under the revision that the document shows."""
        return next((each for each in self.signatures if (each.side, each.revision) == (side, self.revision)), None)

    def untranslated(self) -> list[Text]:
        """The texts that had to fall back to another language than the document's, in reading order."""
        return [text for text in texts_in(self) if text and text.language != self.language]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A quarterly report, or the final one, of a twinning. `number` counts the quarterly ones.

    The twinning's own signatures are those of the agreement; the report's are in `signatures`. Activities are those
    of the twinning as they stand; `first` and `last` bound the period.
    """

    twinning: TwinningContent
    kind: Literal["QUARTERLY", "FINAL"]
    number: int
    first: date
    last: date
    state: str
    is_approved: bool
    revision: int
    progress: Wording = ""
    difficulties: Wording = ""
    next_steps: Wording = ""
    lessons: Wording = ""
    sustainability: Wording = ""
    meetings: tuple[Meeting, ...] = ()
    sha256: str = ""
    signatures: tuple[Signed, ...] = ()
    approved_by: str = ""
    approved_on: date | None = None

    @property
    def activities_of_period(self) -> tuple[Activity, ...]:
        """Those with work in the period."""
        return tuple(each for each in self.twinning.activities if each.start <= self.last and each.finish >= self.first)

    @property
    def activities_to_come(self) -> tuple[Activity, ...]:
        """What is not done and goes on after the period, or should have been over by now."""
        return tuple(each for each in self.twinning.activities if not each.is_done)

    @property
    def expenses_by_kind(self) -> Mapping[str, tuple[int, int]]:
        """Planned and spent, in the order in which the kinds come."""
        sums: dict[str, tuple[int, int]] = {}
        for each in self.twinning.expenses:
            planned, spent = sums.get(each.kind, (0, 0))
            sums[each.kind] = planned + each.planned, spent + each.spent
        return sums

    def signature_of(self, side: SideName) -> Signed | None:
        """Under the revision that the document shows."""
        return next((each for each in self.signatures if (each.side, each.revision) == (side, self.revision)), None)
