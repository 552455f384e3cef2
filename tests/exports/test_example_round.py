import pytest

from exports.management.example_round import NEEDS, make_example_round
from planner.models import IndicatorValue
from tests.twinning.factories import NOW
from twinning.models import Need, Round
from twinning.queries.rounds.reading import reading_of

pytestmark = pytest.mark.django_db


def test_the_example_round_is_complete_and_made_once():
    round_ = make_example_round(now=NOW)

    again = make_example_round(now=NOW)

    assert again == round_
    assert (round_.state, round_.is_example, round_.created_by) == (Round.State.COMPLETE, True, None)
    reading = reading_of(round_)
    assert reading.need_count == len(NEEDS) == Need.objects.filter(is_example=True).count()
    assert reading.unmet != []
    assert reading.has_examples
    assert all(row.percent >= round_.least_score for row in reading.pairs)


@pytest.mark.parametrize("example", NEEDS, ids=lambda example: example.country)
def test_an_example_need_is_told_in_three_languages_and_of_a_weak_indicator(example):
    values = IndicatorValue.objects.filter(country=example.country, indicator__in=example.indicators)

    assert all(text for texts in (example.title, example.why_now) for text in texts)
    assert min(value.value / value.indicator.maximum for value in values.select_related("indicator")) < 0.6
