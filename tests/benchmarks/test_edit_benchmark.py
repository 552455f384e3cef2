"""The short form of bench_edit. How long an edit takes depends on the machine and the hour, so it is printed."""

import pytest

from tests.benchmarks.bench_edit import measure_moving_every_task, measure_requests

pytestmark = pytest.mark.django_db


def test_an_edit_takes_the_same_queries_in_a_plan_of_50_tasks_and_of_500(capsys):
    small, large = measure_requests(50, edits=4), measure_requests(500, edits=4)

    with capsys.disabled():
        print(f"\none edit: {small.median:.0f} ms in 50 tasks, {large.median:.0f} ms in 500")
    assert set(small.queries) == set(large.queries)
    assert max(large.queries) <= 15


def test_an_edit_that_moves_every_task_is_many_times_faster_than_saving_each_row(capsys):
    result = measure_moving_every_task(1_000, turns=2)

    with capsys.disabled():
        print(f"\none edit that moves {result.moved} tasks: {result.ratio:.1f} times as fast as saving each")
    assert result.moved == 999
    assert result.ratio > 5  # in a plan of 5,000 on a file of its own, over 25
