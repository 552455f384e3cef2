"""Who comes into the team of a side, who goes, and who takes over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from planner.models import Membership, Task, User
from planner.permissions import NotAllowed
from planner.services.edits import EditRefused, current_row
from twinning.models import Activity, Notice, Side, Twinning, TwinningPerson
from twinning.permissions import check_people_may_change, check_user_can_change_team, side_invited_for
from twinning.services.notices import notify

FINISHED = (Task.State.DONE, Task.State.CANCELLED)


class NotOfTheCountry(EditRefused):
    field = "user"

    def __init__(self) -> None:
        super().__init__(_("Only people who work here for that country can be in its team."))


class InTeamAlready(EditRefused):
    field = "user"

    def __init__(self) -> None:
        super().__init__(_("This person is invited, or in the team, already."))


class LeaderAlready(EditRefused):
    field = "role"

    def __init__(self) -> None:
        super().__init__(_("The team has a project leader. Let that one leave or hand over first."))


class NoInvitation(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("There is no invitation any more."))


class NotInTeam(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("This person is no longer in the team."))


def invite(*, twinning: Twinning, invited: User, side: str, role: str, user: User, now: datetime) -> TwinningPerson:
    """Raises `planner.permissions.NotAllowed`, NotOfTheCountry, InTeamAlready, LeaderAlready."""
    with transaction.atomic():
        current = current_row(twinning)
        check_user_can_change_team(user, current, side)
        members = Membership.objects.filter(user=invited, country=current.country_of(side)).exclude(
            role=Membership.Role.ADVISOR
        )
        if not (invited.is_active and members.exists()):
            raise NotOfTheCountry
        standing = current.people.filter(left_at__isnull=True)
        if standing.filter(user=invited).exists():
            raise InTeamAlready
        if role == TwinningPerson.Role.LEADER and standing.filter(side=side, role=role).exists():
            raise LeaderAlready
        person = TwinningPerson.objects.create(
            twinning=current,
            user=invited,
            side=side,
            role=role,
            invited_at=now,
            invited_by=user,
            # Who takes a place oneself needs no invitation.
            accepted_at=now if invited == user else None,
        )
        notify([invited], kind=Notice.Kind.INVITED, about=current, by=user, now=now)
    return person


def answer_invitation(*, twinning: Twinning, is_accepted: bool, user: User, now: datetime) -> TwinningPerson:
    """Raises NoInvitation, or `planner.permissions.NotAllowed` where the twinning is over."""
    with transaction.atomic():
        current = current_row(twinning)
        place = current.people.filter(user=user, accepted_at__isnull=True, left_at__isnull=True).first()
        country = current.country_of(place.side) if place else None
        if place is None or not user.memberships.filter(country=country).exists():
            raise NoInvitation
        if is_accepted:
            check_people_may_change(current)
            place.accepted_at = now
        else:
            place.left_at = now
        place.save(update_fields=["accepted_at", "left_at"])
    return place


def remove_person(*, person: TwinningPerson, user: User, now: datetime) -> TwinningPerson:
    """Let somebody leave a team: oneself, or one of the team that one leads or coordinates.

    Whoever left sees the twinning no more with the next request, unless the country's role alone lets them. Raises
    `planner.permissions.NotAllowed`, NotInTeam.
    """
    with transaction.atomic():
        current_row(person.twinning)
        if person.user_id != user.pk and side_invited_for(user, person.twinning) != person.side:
            raise NotAllowed(_("Only the project leader or the national coordinator of that country changes its team."))
        if not TwinningPerson.objects.filter(pk=person.pk, left_at__isnull=True).update(left_at=now):
            raise NotInTeam
    person.left_at = now
    return person


def hand_over(
    *, person: TwinningPerson, successor: TwinningPerson, user: User, now: datetime, takes_role: bool = False
) -> int:
    """Give all open activities of `person` to `successor` of the same team; how many there were.

    With `takes_role` the successor also becomes what the other was, and the other a member. Raises
    `planner.permissions.NotAllowed`, NotInTeam.
    """
    with transaction.atomic():
        twinning = current_row(person.twinning)
        if person.user_id != user.pk:
            check_user_can_change_team(user, twinning, person.side)
        check_people_may_change(twinning)
        both = twinning.people.filter(pk__in=(person.pk, successor.pk), side=person.side, left_at__isnull=True)
        if person.pk == successor.pk or both.filter(accepted_at__isnull=False).count() != 2:
            raise NotInTeam
        column = "giver_assignee" if person.side == Side.GIVER else "taker_assignee"
        open_ones = Activity.objects.filter(twinning=twinning, **{column: person.user}).exclude(
            task__state__in=FINISHED
        )
        handed_over = open_ones.update(**{column: successor.user, "version": F("version") + 1})
        if takes_role:
            _swap_roles(person, successor)
        notify([successor.user], kind=Notice.Kind.HANDED_OVER, about=twinning, by=user, now=now)
    return handed_over


def _swap_roles(person: TwinningPerson, successor: TwinningPerson) -> None:
    role = TwinningPerson.objects.get(pk=person.pk).role
    # In this order, for a team never has two leaders.
    TwinningPerson.objects.filter(pk=person.pk).update(role=TwinningPerson.Role.MEMBER)
    TwinningPerson.objects.filter(pk=successor.pk).update(role=role)
