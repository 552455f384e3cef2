"""People who edit one plan, or answer one proposal, at the same moment, each a process of its own on a database of its
own.

    python -m tests.races                                     50 racing edits, 200 rounds of two halves of a circle,
                                                              60 proposals answered twice
    python -m tests.servers .venv/bin/python -m tests.races   the same on PostgreSQL

Each race is run twice: as it is, and with its guard taken away, which must show the loss that the guard prevents.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)
PEOPLE = 5
KINDS_OF_ANSWERS = ("both accept", "one declines", "same person twice")


def race_of_edits(folder: Path, *, edits: int, guarded: bool) -> tuple[int, int]:
    """`edits` times somebody adds a word to the output of the same task, PEOPLE at once; who is refused looks again and
    tries again.

    Gives how many were told that they were saved, and how many of their words are there in the end.
    """
    plan, key = _prepare(folder, "edits")
    saved = _run(folder, "add_words", plan, key, str(edits // PEOPLE), str(int(guarded)))
    return sum(saved), _ask(folder, "words_in", plan, key)


def race_of_halves(folder: Path, *, rounds: int, guarded: bool) -> tuple[int, int]:
    """In each round one person lets a task wait for another, and a second the other for the first.

    Gives how many links were made, and in how many rounds there are both, which is a circle.
    """
    plan, *_rest = _prepare(folder, "halves", rounds)
    made = _run(folder, "add_halves", plan, str(rounds), str(int(guarded)), people=2)
    return sum(made), _ask(folder, "circles_in", plan)


def race_of_answers(folder: Path, *, rounds: int, guarded: bool) -> tuple[dict[str, int], int]:
    """In each round two people answer one proposal: both accept, one accepts while the other declines, or one of them
    clicks twice.

    Gives how many proposals came to which state, and of how many the state, the answers, the need, the twinning and
    the next proposal do not say the same.
    """
    proposals = _prepare(folder, "answers", rounds)
    _run(folder, "answer", ",".join(proposals), str(int(guarded)), people=2)
    return tuple(_ask(folder, "outcomes_of", ",".join(proposals)))


# --- what each process does ------------------------------------------------------------------------------


def add_words(plan: str, key: str, edits: str, guarded: str, person: str) -> int:
    from planner.models import Plan
    from planner.services.edits import EditedMeanwhile
    from planner.services.tasks import change_task

    plan = Plan.objects.select_related("workplan", "country").get(pk=plan)
    saved = 0
    with _as_is() if int(guarded) else _without_versions():
        while saved < int(edits):
            task = plan.workplan.tasks.get(key=key)
            values = {"output": {"en": f"{task.output.get('en', '')} word-{person}-{saved}"}}
            try:
                change_task(plan=plan, key=key, version=task.version, values=values, user=None, now=NOW)
            except EditedMeanwhile:
                continue
            saved += 1
    return saved


def add_halves(plan: str, rounds: str, guarded: str, person: str) -> int:
    from planner.models import Plan
    from planner.services import links

    plan = Plan.objects.select_related("workplan", "country").get(pk=plan)
    made = 0
    with _as_is() if int(guarded) else _without_lock(person):
        for number in range(int(rounds)):
            _meet(number, person)
            ends = [f"left-{number}", f"right-{number}"]
            before, after = ends if person == "0" else reversed(ends)
            try:
                links.add_link(plan=plan, before=before, after=after, user=None, now=NOW)
            except links.LinkClosesCircle:
                continue
            made += 1
    return made


def answer(proposals: str, guarded: str, person: str) -> int:
    from django.db import IntegrityError

    from planner.models import User
    from planner.services.edits import EditRefused
    from twinning.models import Proposal
    from twinning.services import proposals as service

    people = {
        country: User.objects.filter(memberships__country=country, memberships__role="COORDINATOR").first()
        for country in ("JOR", "TUN")
    }
    given = 0
    with _as_is() if int(guarded) else _without_hold(person):
        for number, pk in enumerate(proposals.split(",")):
            proposal = Proposal.objects.select_related("round", "practice", "need", "giver", "taker").get(pk=pk)
            kind = KINDS_OF_ANSWERS[number % len(KINDS_OF_ANSWERS)]
            user = people["JOR" if person == "0" or kind == "same person twice" else "TUN"]
            is_accepted = person == "0" or kind != "one declines"
            _meet(number, person)
            try:
                service.answer_proposal(proposal=proposal, user=user, is_accepted=is_accepted, reason="no", now=NOW)
            except EditRefused:
                continue
            except IntegrityError:
                # The database's own last guard: a need has one proposal that stands.
                assert not int(guarded)
                continue
            given += 1
    return given


@contextmanager
def _as_is():
    yield


@contextmanager
def _without_versions():
    """The guard taken away: a save does not ask which version it was made from."""
    with mock.patch("planner.services.edits.check_version"):
        yield


@contextmanager
def _without_lock(person: str):
    """The guard taken away: whether a link closes a circle is asked before the edit. Both ask, then both save."""
    from planner.services import links

    save = links.add_link

    def add_link(**values):
        first, second = links._ends(values["plan"], values["before"], values["after"])
        is_circle = links.Link.objects.filter(before=second, after=first).exists()
        assert not is_circle
        _meet(f"{values['before'].split('-')[1]}-asked", person)
        with mock.patch.object(links, "_check_closes_no_circle"):
            return save(**values)

    with mock.patch.object(links, "add_link", add_link):
        yield


@contextmanager
def _without_hold(person: str):
    """The guard taken away: a side answers the proposal as it was when its page was opened."""
    with mock.patch("twinning.services.proposals._held", lambda proposal: proposal):
        yield


def _meet(number: int | str, person: str) -> None:
    """Wait until the other has come to the same point."""
    import time

    folder = Path(os.environ["RACE_DIR"])
    (folder / f"{number}-{person}").touch()
    other = folder / f"{number}-{1 - int(person)}"
    until = time.monotonic() + 60
    while not other.exists():
        assert time.monotonic() < until, "The other person did not come."
        time.sleep(0.0005)


# --- what is prepared and asked --------------------------------------------------------------------------


def prepare(race: str, rounds: str) -> list:
    from planner.models import Task
    from tests.factories import make_plan

    if race == "answers":
        return _prepare_answers(int(rounds))
    plan = make_plan("JOR")
    if race == "halves":
        plan.workplan.tasks.all().delete()
        Task.objects.bulk_create(
            Task(
                workplan=plan.workplan,
                commitment=plan.commitments.get(),
                key=f"{side}-{number}",
                order=2 * number + (side == "right"),
                days=1,
                title={"en": side},
            )
            for number in range(int(rounds))
            for side in ("left", "right")
        )
    return [str(plan.pk), plan.workplan.tasks.first().key]


def _prepare_answers(rounds: int) -> list[str]:
    """So many proposals of one round each, every one with a next best."""
    from planner.models import Membership
    from tests.factories import make_coordinator
    from tests.twinning.factories import make_candidate, make_need, make_practice, make_proposal, make_round
    from twinning.models import Places

    for country in ("JOR", "TUN"):
        if not Membership.objects.filter(country=country, role="COORDINATOR").exists():
            make_coordinator(country)
    for country in ("JOR", "TUN", "MAR"):
        Places.objects.update_or_create(country_id=country, defaults={"as_giver": 100, "as_taker": 100})
    first, second = (make_practice(country, state="PUBLISHED", places=100) for country in ("TUN", "MAR"))
    made = []
    for _number in range(rounds):
        need = make_need("JOR", state="MATCHED")
        candidates = [make_candidate(first, need), make_candidate(second, need, score=0.5)]
        round_ = make_round(state="ADOPTED", candidates=candidates)
        made.append(str(make_proposal(practice=first, need=need, round=round_).pk))
    return made


def outcomes_of(proposals: str) -> tuple[dict[str, int], int]:
    from collections import Counter

    from twinning.models import Proposal

    states, torn = Counter(), 0
    for proposal in Proposal.objects.filter(pk__in=proposals.split(",")):
        answers = [answer.is_accepted for answer in proposal.answers.all()]
        said = "DECLINED" if False in answers else {1: "HALF_ACCEPTED", 2: "CONFIRMED"}[len(answers)]
        seen = (
            proposal.state,
            hasattr(proposal, "twinning"),
            hasattr(proposal, "next_best"),
            proposal.need.state,
        )
        need = "IN_TWINNING" if said == "CONFIRMED" else "MATCHED"
        states[proposal.state] += 1
        torn += seen != (said, said == "CONFIRMED", said == "DECLINED", need)
    return states, torn


def words_in(plan: str, key: str) -> int:
    from planner.models import Task

    return Task.objects.get(workplan__plan=plan, key=key).output["en"].count("word-")


def circles_in(plan: str) -> int:
    from planner.models import Link

    pairs = set(Link.objects.filter(after__workplan__plan=plan).values_list("before_id", "after_id"))
    return sum((after, before) in pairs for before, after in pairs) // 2


# --- processes ------------------------------------------------------------------------------------------


def _prepare(folder: Path, race: str, rounds: int = 0) -> tuple[str, str]:
    if not (folder / "prepared").exists():
        _django(folder, "migrate", "--verbosity=0")
        _django(folder, "load_reference", "--verbosity=0")
        (folder / "prepared").touch()
    return tuple(_ask(folder, "prepare", race, str(rounds)))


def _run(folder: Path, what: str, *arguments: str, people: int = PEOPLE) -> list[int]:
    meeting = tempfile.mkdtemp(dir=folder)
    return json.loads(_answer(_process(folder, "at_once", what, str(people), *arguments, meeting=meeting)))


def at_once(what: str, people: str, *arguments: str) -> list[int]:
    """Each person is a process of its own with a connection of its own; what they share is that Django is loaded."""
    persons = [(*arguments, str(person)) for person in range(int(people))]
    with multiprocessing.get_context("fork").Pool(len(persons)) as pool:
        return pool.starmap(globals()[what], persons, chunksize=1)


def _ask(folder: Path, what: str, *arguments: str):
    return json.loads(_answer(_process(folder, what, *arguments)))


def _process(folder: Path, what: str, *arguments: str, meeting: str = "") -> subprocess.Popen[str]:
    environment = os.environ | {"DATA_DIR": str(folder), "RACE_DIR": meeting}
    command = [sys.executable, "-m", "tests.races", what, *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def _answer(process: subprocess.Popen[str]) -> str:
    answer, _errors = process.communicate(timeout=300)
    assert process.returncode == 0, f"{process.args} ended with {process.returncode}."
    return answer


def _django(folder: Path, *arguments: str) -> None:
    environment = os.environ | {"DATA_DIR": str(folder)}
    subprocess.run([sys.executable, "manage.py", *arguments], env=environment, check=True)


def main() -> int:
    if len(sys.argv) > 1:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planner.config.settings")
        import django

        django.setup()
        print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
        return 0
    with tempfile.TemporaryDirectory(prefix="races") as name:
        folder = Path(name)
        for guarded in (True, False):
            saved, kept = race_of_edits(folder, edits=50, guarded=guarded)
            made, circles = race_of_halves(folder, rounds=200, guarded=guarded)
            print("as it is:" if guarded else "guards taken away:")
            print(f"  {saved} edits said to be saved, {kept} of them kept, {saved - kept} lost")
            print(f"  200 rounds, {made} links made, {circles} circles")
            states, torn = race_of_answers(folder, rounds=60, guarded=guarded)
            print(f"  60 proposals answered twice at once: {states}, {torn} torn")
    return 0


if __name__ == "__main__":
    sys.exit(main())
