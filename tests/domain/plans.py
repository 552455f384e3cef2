"""Contents of plans: one by hand, and any there may be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from planner.domain.contents import (
    AmountPart,
    CalendarPart,
    CommitmentPart,
    ContributionPart,
    IndicatorPart,
    LinkPart,
    PlanContents,
    PlanPart,
    RiskPart,
    SourcePart,
    TargetPart,
    TaskPart,
    WorkplanPart,
)

START = date(2027, 1, 3)

# A whole plan is much to make up, and slow where the machine is busy.
some_plans = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def make_contents(**parts: Any) -> PlanContents:
    """A plan that starts on 3 January 2027; name what matters."""
    return PlanContents(**{"plan": PlanPart(title={"en": "Plan"}), "workplan": WorkplanPart(start=START)} | parts)


texts = st.sampled_from(
    [{}, {"ar": "مهمة", "en": ""}, {"ar": "تنسيق", "en": "Task"}, {"fr": "Tâche d’étude"}, {"en": "=SUM(1)"}]
)
names = st.sampled_from([{}, {"ar": "وزارة المالية", "en": "Finance"}, {"ar": "ديوان"}, {"en": "Finance"}])
days = st.integers(0, 700).map(lambda n: START + timedelta(days=n))
numbers = st.integers(0, 40)
years = st.integers(2027, 2030)
money = st.integers(0, 100_000)


def keys(letter: str, *, most: int) -> st.SearchStrategy[list[str]]:
    """Keys as the database has them: UUIDs that can be told apart when something fails."""
    digits = st.lists(st.integers(0, 9), unique=True, max_size=most)
    return digits.map(lambda found: [f"{letter * 8}-0000-4000-8000-{n:012}" for n in sorted(found)])


@st.composite
def plan_contents(draw: st.DrawFn) -> PlanContents:
    """Any sound contents; keys come from few, so that two plans share some of them."""
    calendars, commitments = draw(keys("a", most=2)), draw(keys("c", most=3))
    tasks = [f"task-{n}" for n in sorted(draw(st.sets(st.integers(1, 9), max_size=7)))]
    indicators, sources = draw(keys("b", most=2)), draw(keys("d", most=2))
    calendar = st.sampled_from([None, *calendars])
    recommendations = draw(st.permutations(["INN-01", "INN-02", "POL-01"]))
    orders = draw(st.permutations([1, 2, 3]))
    in_order = draw(st.permutations(tasks))
    pairs = [(before, after) for n, before in enumerate(in_order) for after in in_order[n + 1 :]]
    links = (
        draw(st.sets(st.tuples(st.sampled_from(pairs), st.sampled_from(["FS", "SS", "FF", "SF"])), max_size=6))
        if pairs
        else set()
    )
    finish_by = draw(st.none() | days)
    return PlanContents(
        plan=draw(
            st.builds(
                PlanPart,
                title=texts,
                base_language=st.sampled_from(["ar", "en", "fr"]),
                introduction=texts,
                efforts=texts,
                activity_report_months=st.none() | st.integers(1, 12),
            )
        ),
        workplan=WorkplanPart(
            start=START,
            finish_by=finish_by,
            is_counted_back=finish_by is not None and draw(st.booleans()),
            calendar=draw(calendar),
        ),
        calendars=tuple(
            draw(
                st.builds(
                    CalendarPart,
                    key=st.just(key),
                    name=texts,
                    weekend=st.sets(st.integers(0, 6), max_size=3).map(tuple),
                    holidays=st.sets(days, max_size=3).map(tuple),
                    countries=st.sets(st.sampled_from(["JOR", "TUN"])).map(tuple),
                )
            )
            for key in calendars
        ),
        commitments=tuple(
            draw(
                st.builds(
                    CommitmentPart,
                    key=st.just(key),
                    order=st.just(order),
                    title=texts,
                    recommendation=st.sampled_from([None, recommendation]),
                    problem=texts,
                    lead=names,
                    running_cost=money,
                    themes=st.sets(st.sampled_from(["16.6", "16.7", "17.8"])).map(tuple),
                )
            )
            for key, order, recommendation in zip(commitments, orders, recommendations, strict=False)
        ),
        tasks=tuple(
            draw(
                st.builds(
                    TaskPart,
                    key=st.just(key),
                    order=numbers,
                    title=texts,
                    days=numbers,
                    commitment=st.sampled_from([None, *commitments]),
                    also_serves=st.sets(st.sampled_from(commitments)).map(tuple) if commitments else st.just(()),
                    responsible=names,
                    calendar=calendar,
                    earliest=st.none() | days,
                    cost=money,
                    state=st.sampled_from(["PLANNED", "IN_PROGRESS", "CANCELLED"]),
                    progress=st.integers(0, 100),
                )
            )
            for key in tasks
        ),
        links=tuple(
            LinkPart(before=before, after=after, kind=kind, lag=draw(st.integers(-5, 5)))
            for (before, after), kind in sorted(links)
        ),
        indicators=tuple(
            draw(
                st.builds(
                    IndicatorPart,
                    key=st.just(key),
                    commitment=st.sampled_from(commitments),
                    order=numbers,
                    name=texts,
                    source=texts,
                    target=st.floats(0, 100),
                    baseline=st.none() | st.floats(0, 100),
                )
            )
            for key in indicators
            if commitments
        ),
        targets=tuple(
            TargetPart(indicator=key, year=year, target=draw(st.floats(0, 100)))
            for key in indicators
            if commitments
            for year in draw(st.sets(years, max_size=2))
        ),
        risks=tuple(
            draw(
                st.builds(
                    RiskPart,
                    key=st.just(key),
                    commitment=st.sampled_from(commitments),
                    order=numbers,
                    text=texts,
                    state=st.sampled_from(["OPEN", "CLOSED"]),
                )
            )
            for key in draw(keys("e", most=2))
            if commitments
        ),
        sources=tuple(
            draw(
                st.builds(
                    SourcePart,
                    key=st.just(key),
                    name=texts,
                    kind=st.sampled_from(["BUDGET", "DONOR"]),
                    is_secured=st.booleans(),
                )
            )
            for key in sources
        ),
        amounts=tuple(
            AmountPart(source=source, commitment=commitment, year=year, amount=draw(money))
            for source in sources
            for commitment in commitments
            for year in draw(st.sets(years, max_size=2))
        ),
        contributions=tuple(
            draw(
                st.builds(
                    ContributionPart,
                    key=st.just(key),
                    received_on=days,
                    text=texts,
                    commitment=st.sampled_from([None, *commitments]),
                    response=st.sampled_from(["PENDING", "TAKEN_IN"]),
                )
            )
            for key in draw(keys("f", most=2))
        ),
    )
