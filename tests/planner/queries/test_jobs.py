from datetime import timedelta

import pytest

from planner.models import Calculation, JobState
from planner.queries.jobs import POLL_PAUSES, job_row, polls_named, with_place
from tests.exports.factories import NOW, make_empty_plan, make_export
from tests.planner.calculations import make_calculation

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_a_place_in_the_queue_counts_jobs_of_every_kind():
    make_export(make_empty_plan("TUN"), now=NOW - MINUTE)
    make_calculation(make_empty_plan(), now=NOW - MINUTE)
    make_calculation(make_empty_plan(), JobState.RUNNING, now=NOW - MINUTE)
    make_export(make_empty_plan(), now=NOW + MINUTE)
    mine = make_calculation(make_empty_plan())

    row = job_row(with_place(Calculation.objects.all()).get(pk=mine.pk))

    assert (row.place, row.poll_after, row.next_poll) == (3, POLL_PAUSES[0], 1)


@pytest.mark.django_db
def test_a_job_that_has_ended_has_no_place_and_is_not_asked_for_again():
    ended = make_calculation(make_empty_plan(), JobState.READY)

    row = job_row(with_place(Calculation.objects.all()).get(pk=ended.pk), polls=4)

    assert (row.place, row.poll_after) == (None, None)


@pytest.mark.parametrize(("text", "polls"), [("", 0), ("7", 7), ("-1", 0), ("x", 0), ("9" * 50, 0)])
def test_polls_named(text, polls):
    assert polls_named(text) == polls
