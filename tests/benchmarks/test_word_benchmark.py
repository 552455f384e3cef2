"""The short form of bench_word, with margins wide enough for a slow day."""

from tests.benchmarks.bench_word import add_row, measure, ours, table_seconds


def test_a_table_is_written_several_times_faster_than_by_add_row():
    table_seconds(ours, 10)  # the font is read

    assert table_seconds(add_row, 200) / table_seconds(ours, 200) > 4


def test_writing_grows_with_the_number_of_tasks_and_no_faster():
    measure(10)

    small, large = measure(100), measure(800)

    assert large.seconds / small.seconds < 8 * 3
    assert large.peak / small.peak < 8 * 2


def test_the_whole_file_costs_a_small_multiple_of_zipping_it():
    measure(10)

    measured = measure(300)

    assert measured.seconds / measured.zip_seconds < 60
    assert measured.peak < 60_000_000
