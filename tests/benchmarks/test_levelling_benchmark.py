"""The short form, by evaluations and not by seconds, so that a slow day changes nothing."""

from tests.benchmarks.bench_levelling import instances, mean_gap, measure


def test_levelled_plans_of_psplib_are_within_one_per_cent_of_the_best_known():
    measured = [measure(instance, evaluations=1_200) for instance in instances()]

    assert len(measured) == 30
    assert all(one.gap >= 0 for one in measured)
    assert mean_gap(measured) <= 0.01
