"""What files are made of: for each kind of subject who may have them, what they are called, who writes them and where.

A new kind is a foreign key of `Export`, its documents in `PROFILES_OF`, and a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exports.models import PROFILES_OF, Export, Profile
from exports.plan_files import write_plan_file
from exports.round_contents import MONTHS
from exports.round_files import write_round_file
from exports.twinning_files import title_of_report, write_report_file, write_twinning_file
from planner.jobs import Progress
from planner.models import User
from planner.queries.access import plans_visible_to
from twinning.queries.access import reports_visible_to, rounds_with_result_visible_to, twinnings_visible_to
from twinning.queries.schedules import months_of


class Writer(Protocol):
    """Writes the document to `path`, telling `progress` from 0 to 90 per cent. `today` is printed as its date."""

    def __call__(self, export: Export, path: Path, *, progress: Progress, today: date) -> None: ...


@dataclass(frozen=True)
class Subject:
    """`name` is the foreign key of `Export`. The functions take the row that a file is about.

    `visible_to` is the permission, asked when a file is asked for, made and downloaded; `title` is in a language;
    `months` the family of month names in which its days are shown; `page` the address of its files, whose template
    gets the row under the subject's name, and `section` the part of the main navigation that it belongs to; `question`
    is put where there are several documents to choose from.
    """

    name: str
    visible_to: Callable[[User], QuerySet[Any]]
    title: Callable[[Any, str], str]
    months: Callable[[Any], str]
    write: Writer
    page: Callable[[Any], str]
    template: str
    question: str | Promise = ""
    section: str = ""
    reads: Sequence[str] = ()

    @property
    def profiles(self) -> Sequence[Profile]:
        return PROFILES_OF[self.name]

    def is_visible_to(self, user: User, pk: UUID) -> bool:
        return user.is_active and self.visible_to(user).filter(pk=pk).exists()


PLAN = Subject(
    name="plan",
    visible_to=plans_visible_to,
    title=lambda plan, language: plan.full_title.in_language(language, base=plan.base_language),
    months=lambda plan: plan.country.month_names,
    write=write_plan_file,
    page=lambda plan: reverse("plan_exports", args=[plan.pk]),
    template="exports/plan_exports.html",
    question=_("Edition"),
    reads=("plan__country", "plan__scenario_of"),
)
ROUND = Subject(
    name="round",
    visible_to=rounds_with_result_visible_to,
    title=lambda round_, language: round_.title,
    months=lambda round_: MONTHS,
    write=write_round_file,
    page=lambda round_: reverse("round_exports", args=[round_.pk]),
    template="exports/round_exports.html",
    section="rounds",
    reads=("round",),
)
TWINNING = Subject(
    name="twinning",
    visible_to=twinnings_visible_to,
    title=lambda twinning, language: twinning.title.in_language(language, base=twinning.base_language),
    months=months_of,
    write=write_twinning_file,
    page=lambda twinning: reverse("twinning_exports", args=[twinning.pk]),
    template="exports/twinning_exports.html",
    section="twinnings",
    question=_("Document"),
    reads=("twinning__giver", "twinning__taker"),
)
REPORT = Subject(
    name="report",
    visible_to=reports_visible_to,
    title=title_of_report,
    months=lambda report: months_of(report.twinning),
    write=write_report_file,
    page=lambda report: reverse("report_exports", args=[report.twinning_id, report.key]),
    template="exports/report_exports.html",
    section="twinnings",
    reads=("report__twinning__giver", "report__twinning__taker"),
)
SUBJECTS = {subject.name: subject for subject in (PLAN, ROUND, TWINNING, REPORT)}


def subject_of(export: Export) -> Subject:
    return SUBJECTS[export.subject_name]


def subject_of_row(row: Model) -> Subject:
    return SUBJECTS[str(row._meta.model_name)]
