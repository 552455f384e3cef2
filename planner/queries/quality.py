"""How good a plan is, in words, with each lost point leading to where it can be mended."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from planner.domain.contents import PlanContents
from planner.domain.quality import Criterion, Finding, Place, Points, Yardstick, assess
from planner.models import Plan
from planner.queries.revisions import contents_of
from planner.queries.schedules import schedule_of_plan

PLACES_SHOWN = 12
NOT_ASSESSED = ("calendars", "targets", "risks", "contributions")

YARDSTICKS = {
    Yardstick.ACTION_PLAN: (
        gettext_lazy("Action plan"),
        gettext_lazy("SIGMA, OECD and European Union: five criteria."),
    ),
    Yardstick.MONITORING: (gettext_lazy("Monitoring"), gettext_lazy("SIGMA, OECD and European Union: seven criteria.")),
    Yardstick.COSTING: (gettext_lazy("Costing"), gettext_lazy("SIGMA, OECD and European Union: five criteria.")),
    Yardstick.COMMITMENTS: (
        gettext_lazy("Completeness of the commitments"),
        gettext_lazy("Open Government Partnership: a point for each part of a commitment's sheet that is filled in."),
    ),
    Yardstick.SCHEDULE: (
        gettext_lazy("Schedule"),
        gettext_lazy("Schedule assessment of the US Defense Contract Management Agency, with its thresholds."),
    ),
}

CRITERIA = {
    Criterion.RESPONSIBLE: gettext_lazy("Every task has a responsible institution"),
    Criterion.TIMETABLE: gettext_lazy("Every commitment has a milestone or a deadline"),
    Criterion.FINANCED: gettext_lazy("Every commitment that costs something has a source of financing"),
    Criterion.INDICATORS_AT_BOTH_LEVELS: gettext_lazy("Commitments and tasks have indicators"),
    Criterion.PUBLISHED: gettext_lazy("The plan is open to the public"),
    Criterion.POLITICAL_REVIEW: gettext_lazy("Progress is reviewed at the political level"),
    Criterion.ROLES: gettext_lazy("It is laid down who monitors"),
    Criterion.OBJECTIVES_MEASURED: gettext_lazy("Every commitment is measured by an indicator"),
    Criterion.INDICATORS_DESCRIBED: gettext_lazy("Every indicator is fully described"),
    Criterion.ACTIVITY_REPORT: gettext_lazy("Activities are reported at least once a year"),
    Criterion.OUTCOME_REPORT: gettext_lazy("Outcomes are reported at least every second year"),
    Criterion.CIVIL_SOCIETY: gettext_lazy("Civil society takes part in monitoring"),
    Criterion.COSTED: gettext_lazy("Every commitment has an additional cost"),
    Criterion.RUNNING_COSTS_APART: gettext_lazy("Running costs are given apart"),
    Criterion.SOURCES_NAMED: gettext_lazy("Sources of financing are named"),
    Criterion.DONORS_APART: gettext_lazy("Donors are told apart from the budget"),
    Criterion.COST_COVERED: gettext_lazy("Financing covers the additional cost"),
    Criterion.COMPLETE_SHEET: gettext_lazy("The sheet is complete"),
    Criterion.MISSING_LOGIC: gettext_lazy("Tasks are linked at both ends (at least 95 per cent)"),
    Criterion.LEADS: gettext_lazy("No task starts before what it waits for has ended (no leads)"),
    Criterion.LONG_LAGS: gettext_lazy("Lags of more than five working days are rare (at most 5 per cent)"),
    Criterion.PLAIN_LINKS: gettext_lazy("Dependencies run from finish to start (at least 90 per cent)"),
    Criterion.HARD_CONSTRAINTS: gettext_lazy("Fixed starts are rare (at most 5 per cent)"),
    Criterion.HIGH_SLACK: gettext_lazy("Slack of more than 44 working days is rare (at most 5 per cent)"),
    Criterion.NEGATIVE_SLACK: gettext_lazy("No slack is negative"),
    Criterion.LONG_DURATIONS: gettext_lazy("Tasks of more than 44 working days are rare (at most 5 per cent)"),
}

# What is to be mended, where the name of the thing does not say it.
FIELDS = {
    "baseline": gettext_lazy("baseline value"),
    "cost": gettext_lazy("additional cost"),
    "definition": gettext_lazy("definition"),
    "financing": gettext_lazy("financing"),
    "formula": gettext_lazy("formula"),
    "frequency": gettext_lazy("frequency"),
    "indicator": gettext_lazy("indicator"),
    "indicators": gettext_lazy("indicators"),
    "lead": gettext_lazy("lead body"),
    "owner": gettext_lazy("owner"),
    "problem": gettext_lazy("problem"),
    "results": gettext_lazy("expected results"),
    "running_cost": gettext_lazy("running cost a year"),
    "solution": gettext_lazy("solution"),
    "source": gettext_lazy("source"),
    "supporting": gettext_lazy("supporting bodies"),
    "target": gettext_lazy("target"),
    "tasks": gettext_lazy("tasks"),
    "themes": gettext_lazy("themes"),
    "title": gettext_lazy("title"),
}


@dataclass(frozen=True)
class Mend:
    """Where a point is lost, in words, and the address of the field that mends it."""

    label: str
    address: str


@dataclass(frozen=True)
class FindingRow:
    """`counted` says how many meet the criterion; of `mend_count` places to mend the first are shown."""

    title: str
    is_met: bool
    counted: str
    mends: list[Mend]
    mend_count: int

    @property
    def more_count(self) -> int:
        return self.mend_count - len(self.mends)


@dataclass(frozen=True)
class YardstickPart:
    label: str
    source: str
    points: Points
    rows: list[FindingRow]

    @property
    def is_full(self) -> bool:
        return self.points.reached == self.points.possible


@dataclass(frozen=True)
class QualityPage:
    parts: list[YardstickPart]


def plan_quality(plan: Plan) -> QualityPage:
    """Every criterion with its findings. Eleven queries at any number of rows."""
    schedule = schedule_of_plan(plan)
    contents = contents_of(plan, without=NOT_ASSESSED)
    quality = assess(contents, schedule.result)
    said = _Said(plan, contents, schedule.numbers)
    return QualityPage(
        [
            YardstickPart(
                label=str(label),
                source=str(source),
                points=quality.points(yardstick),
                rows=[said.row(finding) for finding in quality.of(yardstick)],
            )
            for yardstick, (label, source) in YARDSTICKS.items()
        ]
    )


class _Said:
    """Findings in words."""

    def __init__(self, plan: Plan, contents: PlanContents, numbers: dict[str, str]) -> None:
        self.plan, self.numbers = plan, numbers
        self.texts = {(model, part.key_in_words): part.called for model, parts in contents.kinds() for part in parts}

    def row(self, finding: Finding) -> FindingRow:
        return FindingRow(
            title=self.name("commitment", finding.about) if finding.about else str(CRITERIA[finding.criterion]),
            is_met=finding.is_met,
            counted=_counted(finding),
            mends=[self.mend(place) for place in finding.places[:PLACES_SHOWN]],
            mend_count=len(finding.places),
        )

    def mend(self, place: Place) -> Mend:
        if place.model == "plan":
            return Mend(str(Plan._meta.get_field(place.field).verbose_name), self.address(place))
        label = self.name("task" if place.model == "link" else place.model, place.key)
        if place.field in FIELDS:
            label = _("%(name)s: %(field)s") % {"name": label, "field": FIELDS[place.field]}
        return Mend(label, self.address(place))

    def name(self, model: str, key: str) -> str:
        texts = self.texts[model, key]
        language = (get_language() or "ar")[:2]
        title = next((texts[code] for code in (language, self.plan.base_language) if code in texts), "")
        title = title or next(iter(texts.values()), "")
        return f"{self.numbers[key]} {title}" if model == "task" else title

    def address(self, place: Place) -> str:
        plan = self.plan.pk
        if place.model == "plan":
            return f"{reverse('plan_about', args=[plan])}#id_{place.field}"
        if place.model in ("task", "link"):
            field = "links" if place.model == "link" else place.field
            return f"{reverse('task', args=[plan, place.key])}#task-{field}"
        if place.model == "commitmentindicator":
            return f"{reverse('plan_results_entry', args=[plan, place.key])}#id_{place.field}"
        if place.model == "financingsource":
            return f"{reverse('plan_costs_entry', args=[plan, place.key])}#id_{place.field}"
        if place.field in ("tasks", "cost"):
            return reverse("plan_tasks", args=[plan])
        if place.field == "indicators":
            return reverse("plan_results", args=[plan])
        if place.field == "financing":
            return reverse("plan_amounts", args=[plan, place.key])
        field = "pillars" if place.field == "themes" else place.field
        return f"{reverse('plan_commitments_entry', args=[plan, place.key])}#id_{field}"


def _counted(finding: Finding) -> str:
    """`23 of 25`; nothing for a criterion that is about one thing."""
    if finding.count <= 1 and not finding.about:
        return ""
    return _("%(met)s of %(count)s") % {
        "met": finding.met_count,
        "count": finding.count,
    }
