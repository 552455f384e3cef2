"""The short form of tests.races. Each race also runs with its guard taken away, to show that it could be lost."""

from pathlib import Path

import pytest
from django.db import connection

from tests.races import race_of_answers, race_of_edits, race_of_halves
from tests.reference_database import copy_database, reference_database


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A data folder with a database of its own: the races commit."""
    folder = tmp_path_factory.mktemp("races")
    if connection.vendor == "sqlite":
        copy_database(reference_database(tmp_path_factory), folder / "planner.sqlite3")
        (folder / "prepared").touch()
    return folder


def test_no_edit_is_silently_lost_when_five_people_save_at_once(folder):
    saved, kept = race_of_edits(folder, edits=25, guarded=True)
    saved_unguarded, kept_unguarded = race_of_edits(folder, edits=50, guarded=False)

    assert (saved, kept) == (25, 25)
    assert saved_unguarded == 50
    assert kept_unguarded < 50


def test_two_halves_of_a_circle_are_never_both_made(folder):
    made, circles = race_of_halves(folder, rounds=20, guarded=True)
    made_unguarded, circles_unguarded = race_of_halves(folder, rounds=40, guarded=False)

    assert (made, circles) == (20, 0)
    assert circles_unguarded == made_unguarded - 40 > 0


def test_two_answers_to_a_proposal_at_once_come_to_exactly_one_outcome(folder):
    states, torn = race_of_answers(folder, rounds=12, guarded=True)
    _states, torn_unguarded = race_of_answers(folder, rounds=24, guarded=False)

    assert (states, torn) == ({"CONFIRMED": 4, "DECLINED": 4, "HALF_ACCEPTED": 4}, 0)
    assert torn_unguarded > 0
