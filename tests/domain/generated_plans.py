"""Plans that Hypothesis makes up: all kinds of links, lags and leads, weeks, holidays, short days, own calendars."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from planner.domain.schedule import Link, Task, schedule
from planner.domain.workdays import Calendar, LaterWeek, ShortSeason

START = date(2027, 1, 1)
ONE_DAY = timedelta(days=1)

near_start = st.dates(START, START + timedelta(days=20))
weekends = st.sampled_from([frozenset({4, 5}), frozenset({5, 6}), frozenset({4}), frozenset({1, 3, 4}), frozenset()])
seasons = st.builds(
    lambda first, days, share: ShortSeason(first, first + days * ONE_DAY, share),
    near_start,
    st.integers(0, 20),
    st.sampled_from([0.5, 5 / 7, 0.34, 1.0]),
)


def calendars(short):
    return st.builds(
        Calendar,
        weekend=weekends,
        holidays=st.frozensets(near_start, max_size=6),
        extra_working=st.frozensets(near_start, max_size=4),
        short_seasons=st.frozensets(seasons, min_size=1, max_size=3) if short else st.just(frozenset()),
        later_weeks=st.lists(st.builds(LaterWeek, near_start, weekends), max_size=2).map(tuple),
    )


@st.composite
def plans(draw, milestones=False, pinned=False, short=True):
    """Tasks, links without circles, and the project's calendar; tasks and links in any order.

    Where days may be `short`, some calendars have seasons of short days and others have none.
    """
    calendar, *others = draw(st.lists(calendars(False) | calendars(short), min_size=1, max_size=3))
    tasks = [
        Task(
            key,
            days=draw(st.integers(0 if milestones else 1, 6)),
            calendar=draw(st.sampled_from([None, *others])),
            earliest=draw(st.none() | near_start),
            pinned=draw(st.none() | near_start) if pinned else None,
        )
        for key in range(draw(st.integers(1, 7)))
    ]
    pairs = [(before, after) for after in range(len(tasks)) for before in range(after)]
    links = [
        Link(before, after, draw(st.sampled_from(["FS", "SS", "FF", "SF"])), draw(st.integers(-4, 4)))
        for before, after in (draw(st.lists(st.sampled_from(pairs), max_size=10)) if pairs else [])
    ]
    return draw(st.permutations(tasks)), draw(st.permutations(links)), calendar


def make_schedule(plan, **options):
    tasks, links, calendar = plan
    return schedule(tasks, links, start=START, calendar=calendar, **options)


def with_task(plan, task):
    tasks, links, calendar = plan
    return [task if task.key == other.key else other for other in tasks], links, calendar


def delayed(plan, result, task, working_days):
    """The plan in which `task` starts so many working days later than in `result`."""
    calendar = task.calendar or plan[2]
    earliest = calendar.offset(result[task.key].early_start, working_days)
    return with_task(plan, replace(task, earliest=earliest))


def prolonged(plan, slot, task, working_days):
    """The plan in which `task` starts as in its `slot` and takes so many working days more, short ones or not."""
    calendar = replace(task.calendar or plan[2], short_seasons=frozenset())
    days = calendar.count(slot.early_start, slot.early_finish) + working_days
    return with_task(plan, replace(task, days=days, calendar=calendar, earliest=slot.early_start))
