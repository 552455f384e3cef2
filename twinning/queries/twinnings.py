"""What the pages of twinnings show: the list, the overview, the people, the results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from planner.models import Country, Membership, User
from twinning.domain.twinning_states import TWINNING_MOVES, moves_from_state
from twinning.models import FollowUp, MandatoryResult, Side, Twinning, TwinningMove, TwinningPerson
from twinning.permissions import (
    refusal_of_twinning_move,
    side_invited_for,
    side_of,
    standing_in,
)
from twinning.queries.access import SEE_TWINNINGS, twinning_for_viewing, twinnings_visible_to

# The button of each move, what it brings about, and what is said once it is made.
TWINNING_WORDS = {
    "agree": (_("Agree"), _("Both project leaders have signed the same text."), ""),
    "start": (
        _("Start the inception"),
        _("The teams get to know each other and check the work plan; activities can begin."),
        _("The twinning is in its inception."),
    ),
    "implement": (
        _("Start the implementation"),
        _("The work plan is carried out."),
        _("The twinning is being implemented."),
    ),
    "suspend": (
        _("Suspend"),
        _("Nothing is changed or carried out until it is resumed; everybody is told why."),
        _("The twinning is suspended."),
    ),
    "resume": (_("Resume"), _("The work goes on where it stopped."), _("The twinning is being implemented again.")),
    "finalise": (
        _("Begin to finalise"),
        _("The work plan takes no new activities; what is under way is finished and the final report is written."),
        _("The twinning is being finalised."),
    ),
    "reopen": (
        _("Go back to the implementation"),
        _("The work plan can be changed again."),
        _("The twinning is being implemented again."),
    ),
    "close": (
        _("Close the twinning"),
        _(
            "The need is met where every mandatory result is closed, and partly met otherwise. Looks back are due after"
            " six and twelve months."
        ),
        _("The twinning is closed."),
    ),
    "follow_up": (_("Follow up"), _("Both looks back are recorded."), ""),
    "cancel": (
        _("Cancel the twinning"),
        _("Nothing more is done, and the need is open for another pairing."),
        _("The twinning is cancelled."),
    ),
    "archive": (
        _("Put into the archive"),
        _("It stays readable and is never changed again."),
        _("The twinning is in the archive."),
    ),
}
TWINNING_NEXT = {
    "PREPARING": _("Both sides write the agreement and the work plan; then each project leader signs."),
    "AGREED": _("A project leader or a coordinator starts the inception."),
    "INCEPTION": _("The teams check the work plan, then start the implementation."),
    "IMPLEMENTING": _("The teams carry out the activities and close the mandatory results."),
    "SUSPENDED": _("A project leader or a coordinator resumes or cancels the twinning."),
    "FINALISING": _("What is under way is finished, the final report is signed, and the twinning is closed."),
    "CLOSED": _("Six and twelve months after the closing both countries look back."),
    "FOLLOWED_UP": _("It can be put into the archive."),
    "CANCELLED": _("It can be put into the archive."),
    "ARCHIVED": _("Nothing more; it stays readable."),
}
TWINNING_TONES = {
    **dict.fromkeys(["PREPARING", "CANCELLED", "ARCHIVED"], "neutral"),
    **dict.fromkeys(["AGREED", "INCEPTION", "SUSPENDED", "FINALISING"], "warn"),
    **dict.fromkeys(["IMPLEMENTING", "CLOSED", "FOLLOWED_UP"], "ok"),
}


@dataclass(frozen=True)
class SidePeople:
    country: str
    names: list[str]


@dataclass(frozen=True)
class PossibleStep:
    """`refusal` says why this person may not make the move; empty where they may."""

    name: str
    label: str
    consequence: str
    refusal: str
    needs_reason: bool
    has_own_page: bool


@dataclass(frozen=True)
class TwinningRow:
    twinning: Twinning
    tone: str
    next_step: str


@dataclass(frozen=True)
class Invitation:
    """For somebody who cannot see the twinning yet: the two countries and the role, no more."""

    person: TwinningPerson
    country: Country
    partner: Country


@dataclass(frozen=True)
class TwinningsPage:
    rows: list[TwinningRow]
    invitations: list[Invitation]


@dataclass(frozen=True)
class TwinningPage:
    twinning: Twinning
    tone: str
    next_step: str
    steps: list[PossibleStep]
    last_move: TwinningMove | None
    results: list[MandatoryResult]
    follow_ups: list[FollowUp]
    side: str


def twinnings_page(user: User) -> TwinningsPage:
    """The latest first. Two queries."""
    rows = [
        TwinningRow(one, TWINNING_TONES[one.state], str(TWINNING_NEXT[one.state])) for one in twinnings_visible_to(user)
    ]
    return TwinningsPage(rows, [_invitation(person) for person in invitations_of(user)])


def invitations_of(user: User) -> QuerySet[TwinningPerson]:
    """Those that wait for an answer, while the person belongs to the country of that side."""
    belongs = Membership.objects.filter(user=user)
    waiting = TwinningPerson.objects.filter(user=user, accepted_at__isnull=True, left_at__isnull=True)
    return waiting.filter(
        (Q(side=Side.GIVER) & Exists(belongs.filter(country=OuterRef("twinning__giver"))))
        | (Q(side=Side.TAKER) & Exists(belongs.filter(country=OuterRef("twinning__taker"))))
    ).select_related("twinning__giver", "twinning__taker", "invited_by")


def invitation_for(user: User, pk: UUID) -> TwinningPerson:
    """By the key of the twinning. Raises Http404."""
    return get_object_or_404(invitations_of(user), twinning=pk)


def _invitation(person: TwinningPerson) -> Invitation:
    partner = Side.TAKER if person.side == Side.GIVER else Side.GIVER
    return Invitation(person, person.twinning.country_of(person.side), person.twinning.country_of(partner))


def twinning_page(user: User, pk: UUID) -> TwinningPage:
    twinning = twinning_for_viewing(user, pk)
    standing = standing_in(user, twinning)
    steps = [possible_step(standing, twinning, name) for name in moves_from_state(twinning.state)]
    return TwinningPage(
        twinning=twinning,
        tone=TWINNING_TONES[twinning.state],
        next_step=str(TWINNING_NEXT[twinning.state]),
        # The way on comes before the ways back.
        steps=sorted(steps, key=lambda step: step.needs_reason) if standing else [],
        last_move=twinning.moves.select_related("moved_by").first(),
        results=list(twinning.results.all()),
        follow_ups=list(twinning.follow_ups.select_related("done_by")),
        side=side_of(user, twinning) or "",
    )


def possible_step(standing: frozenset[str], twinning: Twinning, name: str) -> PossibleStep:
    step = TWINNING_MOVES[name]
    label, consequence, _done = TWINNING_WORDS[name]
    return PossibleStep(
        name=name,
        label=str(label),
        consequence=str(consequence),
        refusal=refusal_of_twinning_move(standing, twinning, name),
        needs_reason=step.needs_reason,
        has_own_page=step.needs_reason or step.asks_first,
    )


# --- people ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TeamPerson:
    """`open_count` are the activities that are his or hers and not finished; `can_change` that the reader may remove
    the person or hand over for them.
    """

    person: TwinningPerson
    open_count: int
    can_change: bool
    is_self: bool


@dataclass(frozen=True)
class Team:
    side: str
    country: Country
    people: list[TeamPerson]
    can_invite: bool


@dataclass(frozen=True)
class PeoplePage:
    twinning: Twinning
    teams: list[Team]


def people_page(user: User, pk: UUID) -> PeoplePage:
    """Those invited and those who are in the teams now."""
    twinning = twinning_for_viewing(user, pk)
    invites_for = side_invited_for(user, twinning)
    people = list(twinning.people.filter(left_at__isnull=True).select_related("user").order_by("invited_at"))
    teams = []
    for side in Side.values:
        open_counts = _open_counts(twinning, side)
        teams.append(
            Team(
                side=side,
                country=twinning.country_of(side),
                people=[
                    TeamPerson(
                        person,
                        open_counts.get(person.user_id, 0),
                        can_change=invites_for == side or person.user_id == user.pk,
                        is_self=person.user_id == user.pk,
                    )
                    for person in people
                    if person.side == side
                ],
                can_invite=invites_for == side,
            )
        )
    return PeoplePage(twinning, teams)


def people_to_invite(twinning: Twinning, side: str) -> QuerySet[User]:
    """Those who work here for that side's country, are no advisors, and are neither in the team nor invited."""
    there = twinning.people.filter(left_at__isnull=True).values("user")
    members = Membership.objects.filter(country=twinning.country_of(side)).exclude(role=Membership.Role.ADVISOR)
    found = User.objects.filter(pk__in=members.values("user"), is_active=True).exclude(pk__in=there)
    return found.order_by("first_name", "last_name", "username")


def colleagues_of(person: TwinningPerson) -> QuerySet[TwinningPerson]:
    """Those of the same team to whom one can hand over."""
    team = TwinningPerson.objects.filter(
        twinning=person.twinning_id, side=person.side, accepted_at__isnull=False, left_at__isnull=True
    )
    return team.exclude(pk=person.pk).select_related("user")


def _open_counts(twinning: Twinning, side: str) -> dict[int, int]:
    column = "giver_assignee" if side == Side.GIVER else "taker_assignee"
    open_ones = twinning.activities.exclude(task__state__in=["DONE", "CANCELLED"]).exclude(
        **{f"{column}__isnull": True}
    )
    return dict(open_ones.order_by().values_list(column).annotate(Count("pk")))


def people_who_see_twinning(twinning: Twinning) -> list[SidePeople]:
    """Everyone who can open it, by country. One query."""
    place = TwinningPerson.objects.filter(
        twinning=twinning, user=OuterRef("user"), accepted_at__isnull=False, left_at__isnull=True
    )
    of_giver = Q(country=twinning.giver_id) & Exists(place.filter(side=Side.GIVER))
    of_taker = Q(country=twinning.taker_id) & Exists(place.filter(side=Side.TAKER))
    members = Membership.objects.filter(
        Q(role__in=SEE_TWINNINGS) | of_giver | of_taker,
        country__in=(twinning.giver_id, twinning.taker_id),
        user__is_active=True,
    ).select_related("user")
    names: dict[str, list[str]] = {twinning.giver_id: [], twinning.taker_id: []}
    for member in members:
        names[member.country_id].append(str(member.user))
    countries = (twinning.giver, twinning.taker)
    return [SidePeople(str(country.name), sorted(names[country.pk])) for country in countries]


# --- results --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ResultsPage:
    """`can_close` for the receiving side; `assesses_as` is whose column the reader's word goes into, if any."""

    twinning: Twinning
    results: list[MandatoryResult]
    follow_ups: list[FollowUp]
    can_close: bool
    can_follow_up: bool
    assesses_as: str
    today: date


def results_page(user: User, pk: UUID, *, today: date) -> ResultsPage:
    twinning = twinning_for_viewing(user, pk)
    standing, side = standing_in(user, twinning), side_of(user, twinning)
    is_assessed = twinning.state in ("IMPLEMENTING", "FINALISING", "CLOSED")
    assesses_as = "self" if side else "advisor" if "ADVISOR" in standing else ""
    return ResultsPage(
        twinning=twinning,
        results=list(twinning.results.select_related("closed_by").prefetch_related("evidence", "activities__task")),
        follow_ups=list(twinning.follow_ups.select_related("done_by")),
        can_close=side == Side.TAKER and twinning.state in ("IMPLEMENTING", "FINALISING"),
        can_follow_up=bool(standing) and twinning.state == "CLOSED",
        assesses_as=assesses_as if is_assessed else "",
        today=today,
    )
