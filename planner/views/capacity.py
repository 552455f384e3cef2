"""What institutions can do at once: enter it, see where it is too little, level the plan and accept or undo that."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from planner import jobs
from planner.forms.capacity import CapacitiesForm
from planner.models import Calculation, Plan
from planner.permissions import user_can_edit_plan
from planner.queries.access import plan_for_editing, plan_for_viewing
from planner.queries.calculations import ready_levellings
from planner.queries.capacity import plan_capacity
from planner.services.calculations import request_levelling
from planner.services.capacity import accept_levelling, change_capacities, undo_levelling
from planner.services.edits import EditedMeanwhile, EditRefused
from planner.views.fragments import wants_fragment


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def capacity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reading, and saving the capacities."""
    if request.method == "GET":
        jobs.sweep(Calculation, now=timezone.now())
        return _answer(request, plan_for_viewing(request.user, pk))
    plan = plan_for_editing(request.user, pk)
    page = plan_capacity(plan)
    form = CapacitiesForm(request.POST, loads=page.institutions)
    if not form.is_valid():
        return _answer(request, plan, form=form, status=422)
    try:
        change_capacities(plan=plan, changes=form.changes(), user=request.user, now=timezone.now())
    except EditedMeanwhile as meanwhile:
        form.stand_against(meanwhile.row)
        return _answer(request, plan, form=form, status=409)
    messages.success(request, _("Saved."))
    return redirect("plan_capacity", plan.pk)


@require_POST
@vary_on_headers("HX-Request")
def capacity_level(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_editing(request.user, pk)
    request_levelling(user=request.user, plan=plan, now=timezone.now())
    return _answer(request, plan) if wants_fragment(request) else redirect("plan_capacity", plan.pk)


@require_POST
def capacity_accept(request: HttpRequest, pk: UUID, calculation: UUID) -> HttpResponse:
    """Take over the proposal that was on the screen."""
    plan = plan_for_editing(request.user, pk)
    proposal = get_object_or_404(ready_levellings(plan), pk=calculation)
    try:
        count = accept_levelling(plan=plan, calculation=proposal, user=request.user, now=timezone.now())
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        said = ngettext("%(count)s task now waits for hands.", "%(count)s tasks now wait for hands.", count)
        messages.success(request, said % {"count": count})
    return redirect("plan_capacity", plan.pk)


@require_POST
def capacity_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_editing(request.user, pk)
    undo_levelling(plan=plan, user=request.user, now=timezone.now())
    messages.success(request, _("No task waits for hands any more."))
    return redirect("plan_capacity", plan.pk)


def _answer(request: HttpRequest, plan: Plan, *, form: CapacitiesForm | None = None, status: int = 200) -> HttpResponse:
    page = plan_capacity(plan)
    context = {
        "plan": plan,
        "page": page,
        "form": form or CapacitiesForm(loads=page.institutions),
        "can_edit": user_can_edit_plan(request.user, plan),
    }
    template = "planner/_capacity.html" if wants_fragment(request) else "planner/plan_capacity.html"
    return render(request, template, context, status=status)
