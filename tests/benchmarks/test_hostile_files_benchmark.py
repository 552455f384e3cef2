"""Files that were made to be costly stay cheap. How long each takes is printed by the benchmark, not tested."""

import sys

import pytest

from tests.benchmarks.bench_hostile_files import FILES, measured

OUTCOMES = {
    "XML of 20 MB of elements": "TOO_MANY_PARTS",
    "XML of 20 MB, nested": "TOO_MANY_PARTS",
    "XML of one text of 20 MB": "TOO_LARGE",
    "XML of a task of a million parts": "TOO_MANY_PARTS",
    "a billion laughs": "DOCTYPE",
    "a million tasks": "DUPLICATE_TASK",
    "days off for 166 years, 5,000 times": "TOO_MANY_PARTS",
    "150,000 links": "TOO_MANY_LINKS",
    "an honest plan of 5,000 tasks": "read",
    "a workbook that unpacks to 1 GB": "PACKED_TOO_MUCH",
    "80 MB in 400 parts": "PACKED_TOO_MUCH",
    "400,000 rows": "TOO_MANY_ROWS",
    "a row of 600,000 cells": "TOO_MANY_PARTS",
    "600,000 strings": "TOO_MANY_PARTS",
    "an honest workbook of 5,000 rows": "read",
}


def test_every_file_has_its_expectation():
    assert set(OUTCOMES) == set(FILES)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read as Linux tells it")
@pytest.mark.parametrize("name", OUTCOMES)
def test_no_file_takes_more_than_100_megabytes_in_all(name):
    found = measured(name)

    assert found["outcome"] == OUTCOMES[name]
    assert found["whole"] < 100
