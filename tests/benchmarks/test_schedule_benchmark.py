import pytest

from tests.benchmarks.bench_schedule import make_plan, measure


def test_the_plan_measured_has_22_calendars_all_kinds_of_links_and_milestones():
    plan = make_plan(1_000)

    assert len({task.calendar for task in plan.tasks}) == 22
    assert {link.kind for link in plan.links} == {"FS", "SS", "FF", "SF"}
    assert sum(task.days == 0 for task in plan.tasks) == 83


@pytest.mark.parametrize("task_count", [100, 1_000])
def test_schedule_and_networkx_give_the_same_answers(task_count, capsys):
    """How much faster ours is depends on the machine and the hour, so it is printed and not asserted."""
    result = measure(task_count, turns=3)

    with capsys.disabled():
        print(f"\n{task_count} tasks: {result.ratio:.1f} times as fast as networkx")
    assert (result.task_count, result.link_count) == (task_count, len(make_plan(task_count).links))
    assert result.ours > 0 < result.networkx
