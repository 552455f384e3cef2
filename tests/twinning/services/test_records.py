from datetime import UTC, date, datetime

import pytest

from planner.models import Theme, Translated
from planner.permissions import NotAllowed
from planner.services.edits import EditedMeanwhile
from planner.services.states import ReasonMissing
from tests.factories import make_advisor, make_coordinator, make_official
from tests.twinning.factories import make_need, make_practice
from twinning.domain.states import NEED_MOVES, PRACTICE_MOVES
from twinning.models import Practice
from twinning.services.records import (
    ConsentMissing,
    MovedSinceRead,
    NothingToSay,
    change_record,
    confirm_practice,
    make_move,
    move_record,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def test_change_record_saves_texts_and_themes_and_raises_the_version_once():
    practice = make_practice(themes=["TRUST"])
    values = {"title": Translated(ar="أخرى"), "themes": [Theme.objects.get(pk="16.6")]}

    change_record(record=practice, version=1, values=values, user=make_coordinator("JOR"))

    assert (fresh(practice).title, fresh(practice).version) == ({"ar": "أخرى"}, 2)
    assert [theme.code for theme in practice.themes.all()] == ["16.6"]


@pytest.mark.parametrize("values", [{"title": Translated(ar="أخرى")}, {"themes": []}])
def test_change_record_refuses_an_older_version(values):
    practice = make_practice(themes=["TRUST"], version=2)

    with pytest.raises(EditedMeanwhile):
        change_record(record=practice, version=1, values=values, user=make_coordinator("JOR"))

    assert [theme.code for theme in practice.themes.all()] == ["TRUST"]


def test_change_record_writes_nothing_where_nothing_differs():
    practice = make_practice(themes=["TRUST"])
    same = {"title": practice.title, "themes": [Theme.objects.get(pk="TRUST")]}

    change_record(record=practice, version=1, values=same, user=make_coordinator("JOR"))

    assert fresh(practice).version == 1


def test_change_record_refuses_what_was_handed_in_meanwhile():
    practice = make_practice()
    Practice.objects.update(state="SUBMITTED")

    with pytest.raises(NotAllowed):
        change_record(record=practice, version=1, values={"period": "2027"}, user=make_coordinator("JOR"))


@pytest.mark.parametrize("name", PRACTICE_MOVES)
def test_each_move_of_a_practice_is_made_by_whom_it_belongs_to_and_put_on_record(name):
    move = PRACTICE_MOVES[name]
    practice = make_practice(state=move.before)
    people = {"ADVISOR": make_advisor("JOR"), "COORDINATOR": make_coordinator("JOR"), "OFFICIAL": make_official("JOR")}

    for role in people.keys() - move.roles:
        with pytest.raises(NotAllowed):
            move_record(record=practice, name=name, user=people[role], now=NOW, reason="سبب")
    user = people[sorted(move.roles)[0]]
    move_record(record=practice, name=name, user=user, now=NOW, reason="سبب")

    assert (fresh(practice).state, fresh(practice).version) == (move.after, 2)
    kept = practice.moves.get()
    assert (kept.before, kept.after, kept.moved_by, kept.reason) == (move.before, move.after, user, "سبب")


@pytest.mark.parametrize("name", [name for name, move in NEED_MOVES.items() if not move.roles])
def test_what_a_round_brings_about_is_not_done_by_hand(name):
    need = make_need(state=NEED_MOVES[name].before)

    with pytest.raises(NotAllowed):
        move_record(record=need, name=name, user=make_advisor("JOR"), now=NOW)
    make_move(record=need, name=name, user=None, now=NOW)

    assert fresh(need).state == NEED_MOVES[name].after
    assert need.moves.get().moved_by is None


def test_move_record_refuses_a_return_without_reasons():
    practice = make_practice(state="IN_REVIEW")

    with pytest.raises(ReasonMissing):
        move_record(record=practice, name="return", user=make_advisor("JOR"), now=NOW, reason=" ")


def test_move_record_refuses_a_decision_on_what_was_changed_since_it_was_read():
    practice = make_practice(state="IN_REVIEW", version=3)

    with pytest.raises(MovedSinceRead):
        move_record(record=practice, name="publish", user=make_advisor("JOR"), now=NOW, read_at_version=2)


def test_move_record_publishes_only_with_consent_and_confirms_by_it():
    practice = make_practice(state="IN_REVIEW", has_consent=False)

    with pytest.raises(ConsentMissing):
        move_record(record=practice, name="publish", user=make_advisor("JOR"), now=NOW)
    Practice.objects.filter(pk=practice.pk).update(has_consent=True)
    move_record(record=practice, name="publish", user=make_advisor("JOR"), now=NOW)

    assert fresh(practice).confirmed_on == date(2027, 3, 1)


def test_move_record_takes_no_practice_without_a_summary():
    practice = make_practice(summary=Translated())

    with pytest.raises(NothingToSay):
        move_record(record=practice, name="submit", user=make_coordinator("JOR"), now=NOW)


def test_confirm_practice_sets_the_day_of_a_published_one_alone():
    published, draft = make_practice(state="PUBLISHED"), make_practice()
    coordinator = make_coordinator("JOR")

    confirm_practice(practice=published, user=coordinator, today=date(2027, 3, 1))

    assert fresh(published).confirmed_on == date(2027, 3, 1)
    with pytest.raises(NotAllowed):
        confirm_practice(practice=draft, user=coordinator, today=date(2027, 3, 1))
    with pytest.raises(NotAllowed):
        confirm_practice(practice=published, user=make_official("JOR"), today=date(2027, 3, 1))
