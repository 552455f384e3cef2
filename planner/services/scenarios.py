"""What-if: a copy of a plan that one can change without touching it, and what becomes of the copy."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from planner.domain.revisions import with_progress_of
from planner.models import Plan, User
from planner.permissions import check_user_can_edit_plan, check_user_can_start_scenario
from planner.queries.revisions import contents_of, contents_of_plans
from planner.queries.scenarios import changes_since_copied
from planner.services.contents import apply_contents, plan_from_contents
from planner.services.edits import EditRefused, edit_of
from planner.services.outside_links import copy_outside_links
from planner.services.states import ChangedSinceRead, keep


class ChangedSinceCopied(EditRefused):
    """The plan has changes that the scenario does not know and that adopting it would undo."""

    def __init__(self) -> None:
        super().__init__(
            _("The plan has changed since it was copied. Confirm that the scenario takes the place of these changes.")
        )


def start_scenario(*, plan: Plan, name: str, user: User, now: datetime) -> Plan:
    """A copy of `plan` as it stands. Raises `planner.permissions.NotAllowed`."""
    assert not plan.is_scenario, "a scenario is copied from a plan, not from another scenario"
    check_user_can_start_scenario(user, plan)
    # Nothing goes on record; the edit keeps others from changing the plan while it is copied.
    with edit_of(plan.workplan, user=user, now=now) as edit:
        scenario = plan_from_contents(
            country=plan.country,
            contents=contents_of(plan),
            created_by=user,
            scenario_of=plan,
            copied_at_change=edit.number - 1,
            scenario_name=name,
        )
        copy_outside_links(plan, scenario)
    return scenario


def adopt_scenario(
    *, scenario: Plan, user: User, now: datetime, read_at_change: int, takes_the_place: bool = False
) -> Plan:
    """Make the plan hold what its scenario holds, as one edit, and let the scenario go. The plan is what is returned.

    What has come to pass in the plan since it was copied stays. The plan as it was is kept as a revision first.
    `read_at_change` is the plan's change number that the person saw; changes made since the copying are undone only
    with `takes_the_place`. Raises `planner.permissions.NotAllowed` where the plan cannot be changed now,
    `planner.services.states.ChangedSinceRead` or `ChangedSinceCopied`.
    """
    plan = scenario.scenario_of
    assert plan is not None, "only a scenario is adopted"
    check_user_can_edit_plan(user, plan)
    with edit_of(plan.workplan, user=user, now=now) as edit:
        plan.refresh_from_db(fields=["state", "revision", "version"])
        check_user_can_edit_plan(user, plan)
        if read_at_change != edit.number - 1:
            raise ChangedSinceRead
        if changes_since_copied(scenario) and not takes_the_place:
            raise ChangedSinceCopied
        reason = _("Before the scenario “%(name)s” was adopted") % {"name": scenario.scenario_name}
        keep(plan, edit, user=user, now=now, reason=reason)
        both = contents_of_plans([plan, scenario])
        apply_contents(plan, with_progress_of(both[scenario.pk], both[plan.pk]), edit)
        _delete(scenario)
    return plan


def drop_scenario(*, scenario: Plan, user: User) -> None:
    """Raises `planner.permissions.NotAllowed`."""
    assert scenario.is_scenario, "a plan is never dropped"
    check_user_can_start_scenario(user, scenario)
    _delete(scenario)


@transaction.atomic
def _delete(scenario: Plan) -> None:
    workplan = scenario.workplan
    scenario.delete()
    workplan.delete()
