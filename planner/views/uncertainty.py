"""How sure a plan's finish is: ask for a simulation, watch it, read it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from planner import jobs
from planner.forms.calculations import SimulationForm
from planner.models import Calculation
from planner.queries.access import plan_for_viewing
from planner.queries.uncertainty import Assumption, plan_uncertainty
from planner.services.calculations import SimulationOptions, request_simulation
from planner.views.fragments import wants_fragment


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def uncertainty(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_viewing(request.user, pk)
    form = SimulationForm(request.POST or None, initial={"assumption": Assumption.SOME})
    if request.method == "POST" and form.is_valid():
        options = SimulationOptions(**form.cleaned_data)
        request_simulation(user=request.user, plan=plan, options=options, now=timezone.now())
        if not request.htmx:
            return redirect("plan_uncertainty", plan.pk)
    jobs.sweep(Calculation, now=timezone.now())
    template = "planner/_uncertainty.html" if wants_fragment(request) else "planner/plan_uncertainty.html"
    return render(request, template, {"plan": plan, "form": form, "page": plan_uncertainty(plan)})
