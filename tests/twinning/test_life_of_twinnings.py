"""Who may see and do what in a twinning, after any course of events.

People are invited, accept, leave and are removed, from a team or from their country; they write, sign, suspend and
resume; a twinning is cancelled and its need paired again; others are closed, looked back at and archived. After each
step the answers of the software are compared with those of an oracle that knows nothing of its code.

    COURSES=200 STEPS=50 pytest tests/twinning/test_life_of_twinnings.py      the suite runs a short form
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from planner.models import Membership, Translated, User
from planner.permissions import NotAllowed
from planner.services.edits import EditRefused
from tests.factories import make_member
from tests.twinning.factories import make_activity, make_need, make_practice, make_twinning
from twinning.domain.agreements import fingerprint
from twinning.domain.twinning_states import TWINNING_MOVES
from twinning.models import MandatoryResult, Side, Twinning, TwinningPerson
from twinning.permissions import (
    place_in,
    refusal_of_drafting,
    refusal_of_signing,
    refusal_of_twinning_move,
    side_invited_for,
    side_of,
    standing_with,
)
from twinning.queries.access import twinnings_visible_to
from twinning.queries.agreements import agreement_values
from twinning.services.agreements import change_texts, sign
from twinning.services.people import answer_invitation, invite, remove_person
from twinning.services.twinning_states import move_twinning, record_follow_up

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)
STAFF = {
    "jor-coordinator": ("JOR", "COORDINATOR"),
    "jor-advisor": ("JOR", "ADVISOR"),
    "jor-one": ("JOR", "TEAM_MEMBER"),
    "jor-two": ("JOR", "TEAM_MEMBER"),
    "tun-coordinator": ("TUN", "COORDINATOR"),
    "tun-official": ("TUN", "OFFICIAL"),
    "tun-one": ("TUN", "TEAM_MEMBER"),
    "mar-coordinator": ("MAR", "COORDINATOR"),
}
NAMES = sorted(STAFF)
MOVES = sorted(TWINNING_MOVES)


@dataclass
class Known:
    """A twinning as the oracle knows it: who gives and takes, its state, and by name each place in a team."""

    giver: str
    taker: str
    state: str = "PREPARING"
    places: dict[str, tuple[str, str, bool]] = field(default_factory=dict)  # side, role, accepted
    text: int = 0
    signed: dict[str, int] = field(default_factory=dict)  # side: the text it signed
    looked_back: int = 0


class Oracle:
    """Who may see and do what, by the words of the issue: 30 lines that know nothing of the software."""

    def __init__(self) -> None:
        self.roles = dict(STAFF)

    def side(self, known: Known, name: str) -> str:
        country, role = self.roles.get(name, ("", ""))
        side = "GIVER" if country == known.giver else "TAKER" if country == known.taker else ""
        place = known.places.get(name)
        in_team = bool(side and place and place[2] and place[0] == side)
        return side if in_team or role == "COORDINATOR" else ""

    def leads(self, known: Known, name: str) -> bool:
        return bool(self.side(known, name)) and known.places.get(name, ("", "", False))[1:] == ("LEADER", True)

    def sees(self, known: Known, name: str) -> bool:
        country, role = self.roles.get(name, ("", ""))
        of_both = country in (known.giver, known.taker)
        return bool(self.side(known, name)) or (of_both and role in ("ADVISOR", "OFFICIAL"))

    def is_head(self, known: Known, name: str) -> bool:
        is_coordinator = self.roles.get(name, ("", ""))[1] == "COORDINATOR" and bool(self.side(known, name))
        return is_coordinator or self.leads(known, name)

    def is_advisor(self, known: Known, name: str) -> bool:
        country, role = self.roles.get(name, ("", ""))
        return role == "ADVISOR" and country in (known.giver, known.taker)

    def drafts(self, known: Known, name: str) -> bool:
        is_open = known.state in ("PREPARING", "AGREED", "INCEPTION", "IMPLEMENTING")
        return is_open and (bool(self.side(known, name)) or self.is_advisor(known, name))

    def signs(self, known: Known, name: str) -> bool:
        return known.state in ("PREPARING", "AGREED", "INCEPTION", "IMPLEMENTING") and self.leads(known, name)

    def invites_for(self, known: Known, name: str) -> str:
        return self.side(known, name) if self.is_head(known, name) else ""

    def moves(self, known: Known, name: str) -> set[str]:
        by_state = {
            "PREPARING": {"cancel"},
            "AGREED": {"start", "cancel"},
            "INCEPTION": {"implement", "cancel"},
            "IMPLEMENTING": {"suspend", "finalise", "cancel"},
            "SUSPENDED": {"resume", "cancel"},
            "FINALISING": {"reopen", "close"},
            "FOLLOWED_UP": {"archive"},
            "CANCELLED": {"archive"},
        }.get(known.state, set())
        if self.is_head(known, name):
            return by_state
        return by_state & {"archive"} if self.is_advisor(known, name) else set()


AFTER = {"start": "INCEPTION", "implement": "IMPLEMENTING", "suspend": "SUSPENDED", "resume": "IMPLEMENTING"} | {
    "finalise": "FINALISING",
    "reopen": "IMPLEMENTING",
    "close": "CLOSED",
    "cancel": "CANCELLED",
    "archive": "ARCHIVED",
}


class LifeOfTwinnings(RuleBasedStateMachine):
    twinnings = Bundle("twinnings")
    who, side = st.sampled_from(NAMES), st.sampled_from(["GIVER", "TAKER"])
    serial = count()

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.oracle = Oracle()
        run = next(self.serial)
        self.users = {
            name: make_member(country, Membership.Role(role), f"{name}-{run}")
            for name, (country, role) in STAFF.items()
        }
        self.known: dict[Twinning, Known] = {}
        self.need = make_need("JOR", state="IN_TWINNING")
        self.first = self._pair("TUN")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def _pair(self, giver: str) -> Twinning:
        twinning = make_twinning(practice=make_practice(giver, state="PUBLISHED"), need=self.need)
        MandatoryResult.objects.create(twinning=twinning, order=1, title=Translated(ar="نتيجة"))
        make_activity(twinning)
        self.known[twinning] = Known(giver, "JOR")
        return twinning

    def _tries(self, act, *, expected: bool) -> None:
        """The software lets it happen exactly where the oracle does."""
        try:
            with transaction.atomic():
                act()
        except (EditRefused, NotAllowed):
            assert not expected
        else:
            assert expected

    def _now(self, twinning: Twinning) -> Twinning:
        return Twinning.objects.get(pk=twinning.pk)

    # --- what happens -----------------------------------------------------------------------------------

    @rule(at=st.integers(0, 3), by=who, name=who, side=side, role=st.sampled_from(["LEADER", "MEMBER"]))
    def invite(self, at: int, by: str, name: str, side: str, role: str) -> None:
        twinning, known = self._at(at)
        country = known.giver if side == "GIVER" else known.taker
        of_the_country = self.oracle.roles.get(name, ("", ""))[0] == country and STAFF[name][1] != "ADVISOR"
        has_leader = any(place[:2] == (side, "LEADER") for place in known.places.values())
        expected = (
            self.oracle.invites_for(known, by) == side
            and known.state in ("PREPARING", "AGREED", "INCEPTION", "IMPLEMENTING", "SUSPENDED", "FINALISING")
            and of_the_country
            and name not in known.places
            and not (role == "LEADER" and has_leader)
        )
        self._tries(
            lambda: invite(
                twinning=self._now(twinning),
                invited=self.users[name],
                side=side,
                role=role,
                user=self.users[by],
                now=NOW,
            ),
            expected=expected,
        )
        if expected:
            known.places[name] = (side, role, by == name)

    @rule(at=st.integers(0, 3), name=who, accepts=st.booleans())
    def answer(self, at: int, name: str, accepts: bool) -> None:
        twinning, known = self._at(at)
        side, role, accepted = known.places.get(name, ("", "", True))
        country = {"GIVER": known.giver, "TAKER": known.taker}.get(side)
        is_open = known.state in ("PREPARING", "AGREED", "INCEPTION", "IMPLEMENTING", "SUSPENDED", "FINALISING")
        expected = not accepted and self.oracle.roles.get(name, ("", ""))[0] == country and (is_open or not accepts)
        self._tries(
            lambda: answer_invitation(
                twinning=self._now(twinning), is_accepted=accepts, user=self.users[name], now=NOW
            ),
            expected=expected,
        )
        if expected and accepts:
            known.places[name] = (side, role, True)
        elif expected:
            del known.places[name]

    @rule(at=st.integers(0, 3), by=who, name=who)
    def remove(self, at: int, by: str, name: str) -> None:
        twinning, known = self._at(at)
        person = TwinningPerson.objects.filter(twinning=twinning, user=self.users[name], left_at=None).first()
        assert (person is not None) == (name in known.places)
        if person is None:
            return
        expected = by == name or self.oracle.invites_for(known, by) == known.places[name][0]
        self._tries(lambda: remove_person(person=person, user=self.users[by], now=NOW), expected=expected)
        if expected:
            del known.places[name]

    @rule(name=who)
    def leave_the_country(self, name: str) -> None:
        self.users[name].memberships.all().delete()
        self.oracle.roles.pop(name, None)

    @rule(name=who)
    def come_back(self, name: str) -> None:
        if name not in self.oracle.roles:
            country, role = self.oracle.roles[name] = STAFF[name]
            Membership.objects.create(user=self.users[name], country_id=country, role=role)

    @rule(at=st.integers(0, 3), name=who)
    def write(self, at: int, name: str) -> None:
        twinning, known = self._at(at)
        now, expected = self._now(twinning), self.oracle.drafts(known, name)
        values = {"review": Translated(ar=str(known.text + 1))}
        self._tries(
            lambda: change_texts(twinning=now, version=now.version, values=values, user=self.users[name]),
            expected=expected,
        )
        known.text += expected

    @rule(at=st.integers(0, 3), name=who)
    def sign(self, at: int, name: str) -> None:
        twinning, known = self._at(at)
        side = self.oracle.side(known, name)
        expected = self.oracle.signs(known, name) and known.signed.get(side) != known.text
        read = fingerprint(agreement_values(self._now(twinning)))
        self._tries(
            lambda: sign(twinning=self._now(twinning), read=read, user=self.users[name], now=NOW), expected=expected
        )
        if expected:
            known.signed[side] = known.text
            both = set(known.signed) == {"GIVER", "TAKER"} and set(known.signed.values()) == {known.text}
            if both and known.state == "PREPARING":
                known.state = "AGREED"

    @rule(at=st.integers(0, 3), name=who, move=st.sampled_from(MOVES))
    def move(self, at: int, name: str, move: str) -> None:
        twinning, known = self._at(at)
        expected = move in self.oracle.moves(known, name)
        self._tries(
            lambda: move_twinning(
                twinning=self._now(twinning), name=move, user=self.users[name], now=NOW, reason="سبب"
            ),
            expected=expected,
        )
        if expected:
            known.state = AFTER[move]

    @rule(at=st.integers(0, 3), name=who)
    def look_back(self, at: int, name: str) -> None:
        twinning, known = self._at(at)
        due = twinning.follow_ups.filter(done_on=None).first()
        if due is None:
            return
        expected = known.state == "CLOSED" and (
            bool(self.oracle.side(known, name)) or self.oracle.is_advisor(known, name)
        )
        self._tries(
            lambda: record_follow_up(follow_up=due, finding="وُجد", user=self.users[name], now=NOW), expected=expected
        )
        known.looked_back += expected
        if known.looked_back == 2 and known.state == "CLOSED":
            known.state = "FOLLOWED_UP"

    @rule(giver=st.sampled_from(["TUN", "MAR"]))
    def pair_again(self, giver: str) -> None:
        """The need of a cancelled twinning finds another giver; nobody of the old one comes along."""
        if all(known.state in ("CANCELLED", "ARCHIVED") for known in self.known.values()) and len(self.known) < 3:
            self._pair(giver)

    @rule(at=st.integers(0, 3), data=st.data())
    def go_on(self, at: int, data: st.DataObject) -> None:
        """Somebody who may do something does it, lest most courses end where they began."""
        _twinning, known = self._at(at)
        able = [(name, move) for name in NAMES for move in sorted(self.oracle.moves(known, name) - {"cancel"})]
        if able:
            name, move = data.draw(st.sampled_from(able))
            self.move(at, name, move)

    @rule(at=st.integers(0, 3))
    def staff_and_agree(self, at: int) -> None:
        """Both coordinators take the lead of their teams and sign, where they may."""
        _twinning, known = self._at(at)
        givers = {"TUN": "tun-coordinator", "MAR": "mar-coordinator"}
        for name, side in ((givers[known.giver], "GIVER"), ("jor-coordinator", "TAKER")):
            self.invite(at, name, name, side, "LEADER")
            self.sign(at, name)

    def _at(self, at: int) -> tuple[Twinning, Known]:
        return list(self.known.items())[at % len(self.known)]

    # --- what must hold ---------------------------------------------------------------------------------

    @invariant()
    def everybody_may_what_the_oracle_says(self) -> None:
        rows = {twinning: self._now(twinning) for twinning in self.known}
        assert {row.pk: row.state for row in rows.values()} == {
            twinning.pk: known.state for twinning, known in self.known.items()
        }
        for name, user in self.users.items():
            fresh = User.objects.get(pk=user.pk)
            seen = set(twinnings_visible_to(fresh).values_list("pk", flat=True))
            assert seen == {one.pk for one, known in self.known.items() if self.oracle.sees(known, name)}, name
            for twinning, known in self.known.items():
                if twinning.pk in seen:
                    assert may(fresh, rows[twinning]) == self._should(known, name), (name, known)

    def _should(self, known: Known, name: str) -> dict[str, object]:
        return {
            "acts for": self.oracle.side(known, name),
            "drafts": self.oracle.drafts(known, name),
            "signs": self.oracle.signs(known, name),
            "invites for": self.oracle.invites_for(known, name),
            "moves": self.oracle.moves(known, name),
        }


def may(user: User, twinning: Twinning) -> dict[str, object]:
    """What the software lets this person do."""
    place = place_in(user, twinning)
    standing = standing_with(place, user, twinning)
    return {
        "acts for": side_of(user, twinning) or "",
        "drafts": not refusal_of_drafting(standing, twinning),
        "signs": not refusal_of_signing(place, twinning),
        "invites for": side_invited_for(user, twinning) or "",
        "moves": {name for name in MOVES if not refusal_of_twinning_move(standing, twinning, name)},
    }


def live(*, courses: int, steps: int) -> None:
    run_state_machine_as_test(
        LifeOfTwinnings,
        settings=settings(
            max_examples=courses,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


@pytest.mark.django_db
def test_everybody_may_what_the_oracle_says_after_any_course_of_events():
    live(courses=int(os.environ.get("COURSES", "3")), steps=int(os.environ.get("STEPS", "25")))


def test_the_states_of_the_oracle_are_those_of_the_software():
    assert set(AFTER) == {name for name, step in TWINNING_MOVES.items() if step.actors}
    assert set(Side.values) == {"GIVER", "TAKER"}
