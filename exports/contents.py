"""What a plan's document says: from rows to plain values, in the language that is active."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from exports.word import content as word
from exports.wordings import COMMAS, listed, said, working_week
from planner.models import (
    Commitment,
    CommitmentIndicator,
    CommitmentRisk,
    Contribution,
    FinancingSource,
    Indicator,
    IndicatorValue,
    Institution,
    Plan,
    Recommendation,
    Task,
    Theme,
    Translated,
)
from planner.queries.costs import CommitmentCosts, plan_costs
from planner.queries.people import people_who_see
from planner.queries.plans import PlanTasks, TaskRow, plan_tasks
from planner.queries.schedules import PlanSchedule
from planner.queries.wording import figure

PUBLISHABLE = (
    Plan.State.APPROVED,
    Plan.State.IMPLEMENTING,
    Plan.State.AMENDED,
    Plan.State.COMPLETED,
    Plan.State.ARCHIVED,
)
INDICES = (Indicator.Family.EGDI, Indicator.Family.EPI, Indicator.Family.GTMI)
# The indices are published with four decimal places.
PLACES = Decimal("0.0001")


def plan_content(plan: Plan, schedule: PlanSchedule, *, today: date) -> word.PlanContent:
    """Everything but the pictures. Twelve queries at any number of rows."""
    language = str(get_language())
    commitments = plan.commitments.select_related("recommendation__study", "lead").prefetch_related(
        "indicators__targets", "risks", "themes"
    )
    tasks = plan_tasks(plan, schedule)
    prefetch_related_objects([row.task for group in tasks.groups for row in group.rows], "also_serves")
    waits = _dependencies(schedule)
    costs = {sheet.commitment.pk: sheet for sheet in plan_costs(plan, schedule).commitments}
    return word.PlanContent(
        language=language,
        months=plan.country.month_names,
        country=_said(plan.country.name, plan),
        country_formal_name=_said(plan.country.name, plan),
        title=_said(plan.full_title, plan),
        reference=plan.reference,
        revision=plan.revision,
        state=plan.get_state_display(),
        publishable=plan.state in PUBLISHABLE,
        made_on=today,
        base_language=plan.base_language,
        period_start=schedule.result.start,
        period_finish=schedule.result.finish,
        prepared_by=str(plan.created_by or ""),
        visible_to=tuple(f"{group.role}: {listed(group.names)}" for group in people_who_see(plan.country_id)),
        currency=_("US dollars"),
        working_week=working_week(schedule.calendar),
        index_rows=_index_rows(plan),
        commitments=tuple(
            _commitment(commitment, plan, tasks, schedule, waits, costs[commitment.pk]) for commitment in commitments
        ),
        conflicts=tuple(warning.sentence for warning in tasks.warnings),
        introduction=_said(plan.introduction, plan),
        efforts=_said(plan.efforts, plan),
        monitoring=_monitoring(plan),
        contributions=tuple(_contribution(row, plan) for row in plan.contributions.select_related("commitment")),
        estimated_holidays=tuple(word.Holiday(day, schedule.holidays[day]) for day in sorted(schedule.estimated)),
    )


def _said(texts: Translated, plan: Plan) -> word.Text:
    return said(texts, base=plan.base_language)


def _name(institution: Institution | None, plan: Plan) -> word.Wording:
    return _said(institution.name, plan) if institution else ""


def _parts(texts: Translated, plan: Plan) -> tuple[word.Text, ...]:
    """The names of a list that is kept as one text, such as the supporting bodies."""
    whole = _said(texts, plan)
    parts = (part.strip() for part in whole.value.split(COMMAS[whole.language]))
    return tuple(word.Text(part, whole.language) for part in parts if part)


# --- the country -----------------------------------------------------------------------------------------


def _index_rows(plan: Plan) -> tuple[word.IndexRow, ...]:
    values = plan.country.indicator_values.filter(indicator__family__in=INDICES).select_related("indicator")
    by_indicator: dict[Indicator, list[IndicatorValue]] = defaultdict(list)
    for value in values.order_by("indicator__order", "year"):
        by_indicator[value.indicator].append(value)
    return tuple(
        word.IndexRow(
            indicator=_said(indicator.name, plan),
            values={value.year: Decimal(value.value).quantize(PLACES) for value in published},
            source=_sources(published),
        )
        for indicator, published in by_indicator.items()
    )


def _sources(published: Sequence[IndicatorValue]) -> str:
    """Sources that differ by their year only are named once, with their years."""
    years: dict[str, list[str]] = defaultdict(list)
    for value in published:
        years[value.source.replace(str(value.year), "{years}")].append(str(value.year))
    return "; ".join(source.replace("{years}", ", ".join(found)) for source, found in years.items())


# --- commitments -----------------------------------------------------------------------------------------


def _commitment(
    commitment: Commitment,
    plan: Plan,
    tasks: PlanTasks,
    schedule: PlanSchedule,
    waits: dict[str, list[word.Dependency]],
    costs: CommitmentCosts,
) -> word.Commitment:
    rows = [row for group in tasks.groups if group.commitment == commitment for row in group.rows]
    finish = max((row.slot.early_finish for row in rows), default=None)
    due = finish or schedule.result.finish
    themes: dict[str, list[str]] = defaultdict(list)
    for theme in commitment.themes.all():
        themes[theme.kind].append(_theme(theme, plan))
    return word.Commitment(
        number=commitment.order,
        title=_said(commitment.title, plan),
        problem=_said(commitment.problem, plan),
        solution=_said(commitment.solution, plan),
        results=_said(commitment.results, plan),
        lead=_name(commitment.lead, plan),
        supporting=_parts(commitment.supporting, plan),
        rite=tuple(themes[Theme.Kind.RITE]),
        sdg=tuple(themes[Theme.Kind.SDG]),
        challenges=tuple(themes[Theme.Kind.CHALLENGE]),
        source=_source(commitment.recommendation, plan),
        start=min((row.slot.early_start for row in rows), default=None),
        finish=finish,
        balances=costs.years,
        financing=_financing(costs, plan),
        indicators=tuple(_indicator(row, plan, due) for row in commitment.indicators.all()),
        risks=tuple(_risk(row, plan) for row in commitment.risks.all()),
        tasks=tuple(_task(row, plan, waits[row.task.key]) for row in rows),
    )


def _source(recommendation: Recommendation | None, plan: Plan) -> word.Source | None:
    """None for a commitment of the country's own."""
    if recommendation is None:
        return None
    return word.Source(
        recommendation=_said(recommendation.title, plan),
        code=recommendation.code,
        study=_said(recommendation.study.title, plan),
        starter_set=recommendation.origin == Recommendation.Origin.STARTER,
    )


def _theme(theme: Theme, plan: Plan) -> str:
    """SDG targets are known by their number."""
    name = theme.name.in_language(get_language(), base=plan.base_language)
    return f"{theme.code} {name}" if theme.kind == Theme.Kind.SDG else name


def _financing(costs: CommitmentCosts, plan: Plan) -> tuple[word.Financing, ...]:
    """What each source gives to the commitment over all years."""
    given: dict[FinancingSource, int] = defaultdict(int)
    for row in costs.grants:
        given[row.source] += row.amount
    return tuple(
        word.Financing(_said(source.name, plan), amount, kind=source.kind, secured=source.is_secured)
        for source, amount in given.items()
    )


def _indicator(row: CommitmentIndicator, plan: Plan, due: date) -> word.Indicator:
    """`due`: when the commitment's tasks are done, and the target at the end is to be reached."""
    years = {value.year: value for value in row.targets.all()}
    targets = {year: figure(value.target) for year, value in years.items()}
    return word.Indicator(
        name=_said(row.name, plan),
        definition=_said(row.definition, plan),
        formula=_said(row.formula, plan),
        unit=row.get_unit_display(),
        source=_said(row.source, plan),
        frequency=row.get_frequency_display(),
        owner=_said(row.owner, plan),
        baseline=_baseline(row),
        targets={due.year: figure(row.target)} | targets,
        reached={year: figure(value.actual) for year, value in years.items() if value.actual is not None},
    )


def _baseline(row: CommitmentIndicator) -> str:
    if row.baseline is None:
        return ""
    return f"{figure(row.baseline)} ({row.baseline_year})" if row.baseline_year else figure(row.baseline)


def _risk(row: CommitmentRisk, plan: Plan) -> word.Risk:
    return word.Risk(
        text=_said(row.text, plan),
        likelihood=row.get_likelihood_display(),
        effect=row.get_effect_display(),
        mitigation=_said(row.mitigation, plan),
        owner=_said(row.owner, plan),
        state=row.get_state_display(),
    )


# --- the plan as a whole ---------------------------------------------------------------------------------


def _monitoring(plan: Plan) -> word.Monitoring:
    return word.Monitoring(
        roles=_said(plan.monitoring_roles, plan),
        political_review=_said(plan.political_review, plan),
        civil_society=_said(plan.civil_society, plan),
        activity_months=plan.activity_report_months,
        outcome_months=plan.outcome_report_months,
        published_address=plan.published_address,
    )


def _contribution(row: Contribution, plan: Plan) -> word.Contribution:
    return word.Contribution(
        received_on=row.received_on,
        contributor=_said(row.contributor, plan),
        occasion=_said(row.occasion, plan),
        text=_said(row.text, plan),
        commitment=row.commitment.order if row.commitment else None,
        response=row.get_response_display(),
        reason=_said(row.reason, plan),
    )


# --- tasks -----------------------------------------------------------------------------------------------


def _dependencies(schedule: PlanSchedule) -> dict[str, list[word.Dependency]]:
    waits: dict[str, list[word.Dependency]] = {task.key: [] for task in schedule.tasks}
    for link in schedule.links:
        waits[link.after.key].append(word.Dependency(schedule.numbers[link.before.key], link.kind, link.lag))
    return waits


def _task(row: TaskRow, plan: Plan, depends_on: list[word.Dependency]) -> word.Task:
    task: Task = row.task
    return word.Task(
        number=row.number,
        title=_said(task.title, plan),
        days=task.days,
        start=row.slot.early_start,
        finish=row.slot.early_finish,
        total_slack=row.slot.total_slack,
        free_slack=row.slot.free_slack,
        critical=row.slot.critical,
        milestone=task.is_milestone,
        responsible=_name(task.responsible, plan),
        output=_said(task.output, plan),
        indicator=_said(task.indicator, plan),
        driver=_driver(row),
        depends_on=tuple(depends_on),
        also_serves=tuple(sorted(commitment.order for commitment in task.also_serves.all())),
    )


def _driver(row: TaskRow) -> str:
    """What sets the start, as a sentence: the task it waits for, its own date, or the plan's start."""
    return next((wait.sentence for wait in row.waits if wait.sets_date), row.driver)
