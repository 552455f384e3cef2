from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from planner.models import OutsideLink, Plan
from planner.services.edits import EditedMeanwhile, EditRefused
from planner.services.outside_links import add_outside_link, change_outside_link, remove_outside_link
from planner.views.fragments import wants_fragment
from twinning.forms.crossings import CrossingForm
from twinning.models import Twinning
from twinning.queries.crossings import crossing_of, crossing_to_add, plan_effect, plan_to_cross_into, twinning_plans


@require_GET
def plans_of_twinning(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = twinning_plans(request.user, pk)
    return render(request, "twinning/twinning_plans.html", {"twinning": page.twinning, "page": page})


@require_GET
@vary_on_headers("HX-Request")
def effect_on_plan(request: HttpRequest, pk: UUID, plan: UUID) -> HttpResponse:
    template = "twinning/_plan_effect.html" if wants_fragment(request) else "twinning/plan_effect.html"
    page = plan_effect(request.user, pk, plan)
    return render(request, template, {"twinning": page.twinning, "page": page})


@require_http_methods(["GET", "POST"])
def crossing_new(request: HttpRequest, pk: UUID, plan: UUID) -> HttpResponse:
    twinning, waiting_plan, choices = crossing_to_add(request.user, pk, plan)
    form = CrossingForm(request.POST if request.method == "POST" else None, plan=waiting_plan, choices=choices)

    def save() -> OutsideLink:
        values = form.values()
        return add_outside_link(
            plan=waiting_plan,
            before=choices.activity(values.pop("before")),
            after=values.pop("after"),
            user=request.user,
            now=timezone.now(),
            **values,
        )

    return _answer(request, twinning, waiting_plan, form, save)


@require_http_methods(["GET", "POST"])
def crossing_change(request: HttpRequest, pk: UUID, plan: UUID, link: int) -> HttpResponse:
    twinning, waiting_plan = plan_to_cross_into(request.user, pk, plan)
    row = crossing_of(twinning, waiting_plan, link)
    form = CrossingForm(request.POST if request.method == "POST" else None, plan=waiting_plan, row=row)

    def save() -> OutsideLink:
        return change_outside_link(
            plan=waiting_plan,
            pk=link,
            version=form.made_from,
            user=request.user,
            now=timezone.now(),
            **form.values(),
        )

    return _answer(request, twinning, waiting_plan, form, save, row=row)


@require_POST
def crossing_remove(request: HttpRequest, pk: UUID, plan: UUID, link: int) -> HttpResponse:
    twinning, waiting_plan = plan_to_cross_into(request.user, pk, plan)
    row = crossing_of(twinning, waiting_plan, link)
    remove_outside_link(plan=waiting_plan, pk=row.pk, user=request.user, now=timezone.now())
    messages.success(request, _("The task no longer waits for the twinning."))
    return redirect("twinning_plan", twinning.pk, waiting_plan.pk)


def _answer(
    request: HttpRequest,
    twinning: Twinning,
    plan: Plan,
    form: CrossingForm,
    save: Callable[[], OutsideLink],
    row: OutsideLink | None = None,
) -> HttpResponse:
    """What is wrong is said by its field, with all that was typed kept."""
    shown: dict[str, Any] = {"twinning": twinning, "plan": plan, "form": form, "row": row}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save()
            except EditedMeanwhile as meanwhile:
                form.stand_against(meanwhile.row)
                shown["refusal"], status = str(meanwhile), 409
            except EditRefused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            else:
                messages.success(request, _("Saved."))
                return redirect("twinning_plan", twinning.pk, plan.pk)
    return render(request, "twinning/crossing_form.html", shown, status=status)
