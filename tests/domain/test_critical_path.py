"""Properties of every schedule, some against a calculation that walks from day to day and knows no tables."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.schedule import ConflictKind
from tests.domain.generated_plans import ONE_DAY, START, delayed, make_schedule, near_start, plans, prolonged

# --- the slow way ---------------------------------------------------------------------------------------


def walk_days(task, first, calendar):
    """The morning on which `task` starts and the morning after its last day, when it may start on `first`."""
    while task.days and not calendar.is_working(first):
        first += ONE_DAY
    end, days_left = first, task.days
    while days_left > 0:
        days_left -= calendar.share(end)
        end += ONE_DAY
    return first, end


def walk_lag(moment, lag, calendar):
    while lag > 0:
        lag -= calendar.is_working(moment)
        moment += ONE_DAY
    while lag < 0:
        moment -= ONE_DAY
        lag += calendar.is_working(moment)
    return moment


def is_kept(link, before, after, task, own, project):
    """Whether `link` is content with the start and end of both its tasks; `task` is the one that waits."""
    (start_before, end_before), (start, end) = before, after
    moment = walk_lag(end_before if link.kind[0] == "F" else start_before, link.lag, project)
    if link.kind[1] == "S" or task.days == 0:
        return start >= moment
    if link.lag > 0 or (link.lag == 0 and link.kind[0] == "F"):
        return end >= moment
    # Nothing but days of rest lies between the finish and a morning.
    return all(not own.is_working(end + i * ONE_DAY) for i in range((moment - end).days))


def walk(plan):
    """The start and end of every task: each begins on the first day, and is pushed until its links are content."""
    tasks, links, project = plan
    by_key = {task.key: task for task in tasks}
    own = {task.key: task.calendar or project for task in tasks}
    dates = {task.key: walk_days(task, max(START, task.earliest or START), own[task.key]) for task in tasks}
    for key in sorted(by_key):
        for link in links:
            while link.after == key and not is_kept(
                link, dates[link.before], dates[key], by_key[key], own[key], project
            ):
                dates[key] = walk_days(by_key[key], dates[key][0] + ONE_DAY, own[key])
    return dates


# --- properties -----------------------------------------------------------------------------------------


@given(plans())
def test_early_dates_are_those_found_by_walking_from_day_to_day(plan):
    result = make_schedule(plan)

    walked = walk(plan)
    assert {key: (slot.early_start, slot.early_finish + ONE_DAY) for key, slot in result.items()} == walked
    assert result.finish == max(end for _, end in walked.values()) - ONE_DAY


@given(plans(milestones=True))
def test_tasks_among_milestones_have_the_dates_found_by_walking(plan):
    result = make_schedule(plan)

    for task in plan[0]:
        start, end = walk(plan)[task.key]
        slot = result[task.key]
        if task.days:
            assert (slot.early_start, slot.early_finish) == (start, end - ONE_DAY)
        else:
            assert slot.early_start == slot.early_finish
            assert slot.early_start in (start, start - ONE_DAY)


@given(plans(milestones=True))
def test_slack_is_never_negative_and_some_task_has_none(plan):
    result = make_schedule(plan)

    assert all(slot.total_slack >= slot.free_slack >= 0 for slot in result.values())
    assert all(slot.critical == (slot.total_slack == 0) for slot in result.values())
    assert all(slot.late_finish <= result.finish for slot in result.values())
    assert result.critical
    assert set(result.critical) == {key for key, slot in result.items() if slot.critical}


@given(plans(short=False), st.data())
def test_total_slack_is_how_far_a_task_may_slip_before_the_finish_moves(plan, data):
    result = make_schedule(plan)
    task = data.draw(st.sampled_from(plan[0]))
    slack = result[task.key].total_slack

    assert make_schedule(delayed(plan, result, task, slack)).finish == result.finish
    assert make_schedule(delayed(plan, result, task, slack + 1)).finish > result.finish
    assert make_schedule(delayed(plan, result, task, slack))[task.key].early_start == result[task.key].late_start


@given(plans(short=False), st.data())
def test_free_slack_is_how_far_a_task_may_slip_before_another_moves(plan, data):
    result = make_schedule(plan)
    task = data.draw(st.sampled_from(plan[0]))
    slack = result[task.key].free_slack

    def others(schedule):
        return {key: slot.early_start for key, slot in schedule.items() if key != task.key}, schedule.finish

    assert others(make_schedule(delayed(plan, result, task, slack))) == others(result)
    assert others(make_schedule(delayed(plan, result, task, slack + 1))) != others(result)


@given(plans(), st.data())
def test_with_short_days_slack_is_how_much_later_a_task_may_start_and_end(plan, data):
    result = make_schedule(plan)
    task = data.draw(st.sampled_from(plan[0]))
    slot = result[task.key]

    def finish_when_it_starts_later(days):
        return make_schedule(delayed(plan, result, task, days)).finish

    def finish_when_it_ends_later(days):
        return make_schedule(prolonged(plan, slot, task, days)).finish

    assert finish_when_it_starts_later(slot.total_slack) == result.finish
    assert finish_when_it_ends_later(slot.total_slack) == result.finish
    one_day_more = slot.total_slack + 1
    assert max(finish_when_it_starts_later(one_day_more), finish_when_it_ends_later(one_day_more)) > result.finish


@given(plans(), st.data())
def test_with_short_days_free_slack_moves_no_other_task(plan, data):
    result = make_schedule(plan)
    task = data.draw(st.sampled_from(plan[0]))
    slack = result[task.key].free_slack

    def others(schedule):
        return {key: slot.early_start for key, slot in schedule.items() if key != task.key}, schedule.finish

    def when_it_starts_later(days):
        return others(make_schedule(delayed(plan, result, task, days)))

    def when_it_ends_later(days):
        return others(make_schedule(prolonged(plan, result[task.key], task, days)))

    assert when_it_starts_later(slack) == others(result)
    assert when_it_ends_later(slack) == others(result)
    assert {str(when_it_starts_later(slack + 1)), str(when_it_ends_later(slack + 1))} != {str(others(result))}


@given(plans())
def test_all_tasks_may_start_on_their_late_dates_at_once(plan):
    tasks, links, calendar = plan
    result = make_schedule(plan)

    at_the_latest = [replace(task, pinned=result[task.key].late_start, earliest=None) for task in tasks]
    late = make_schedule((at_the_latest, links, calendar))

    assert (late.conflicts, late.finish) == ([], result.finish)
    assert {key: slot.early_finish for key, slot in late.items()} == {
        key: slot.late_finish for key, slot in result.items()
    }


@given(plans(), near_start)
def test_slack_is_negative_exactly_when_the_plan_is_late_for_finish_by(plan, finish_by):
    result = make_schedule(plan, finish_by=finish_by)

    assert (min(slot.total_slack for slot in result.values()) < 0) == (result.finish > finish_by)
    assert all(slot.late_finish <= finish_by for slot in result.values())


@given(plans(pinned=True))
def test_no_link_is_broken_in_silence(plan):
    tasks, links, project = plan
    result = make_schedule(plan)
    dates = {key: (slot.early_start, slot.early_finish + ONE_DAY) for key, slot in result.items()}

    broken = {task.key for task in tasks if dates[task.key][0] < max(START, task.earliest or START)}
    for link in links:
        task = next(task for task in tasks if task.key == link.after)
        if not is_kept(link, dates[link.before], dates[link.after], task, task.calendar or project, project):
            broken.add(link.after)

    assert {conflict.key for conflict in result.conflicts if conflict.kind == ConflictKind.PINNED} == broken
    assert broken <= {task.key for task in tasks if task.pinned}


@given(plans(milestones=True, pinned=True), st.randoms())
def test_the_order_of_tasks_and_links_never_matters(plan, chance):
    tasks, links, calendar = plan
    result = make_schedule(plan)

    other = make_schedule((chance.sample(tasks, len(tasks)), chance.sample(links, len(links)), calendar))

    assert dict(other) == dict(result)
    assert (other.start, other.finish) == (result.start, result.finish)
    assert set(other.critical) == set(result.critical)
    assert set(other.conflicts) == set(result.conflicts)


@given(plans(milestones=True, pinned=True))
def test_the_link_that_drives_a_task_leads_back_to_something_that_is_not_a_link(plan):
    result = make_schedule(plan)

    for key in result:
        seen = {key}
        while link := result[key].driver.link:
            key = link.before
            assert key not in seen
            seen.add(key)
