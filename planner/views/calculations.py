"""Follow a calculation until it ends."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from planner import jobs
from planner.models import Calculation
from planner.queries.calculations import calculation_for_viewing
from planner.queries.jobs import job_row, polls_named

PAGES = {Calculation.Kind.SIMULATION: "plan_uncertainty", Calculation.Kind.LEVELLING: "plan_capacity"}


@require_GET
@vary_on_headers("HX-Request")
def calculation_status(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One line, asked for again and again, which in the end fetches the page's own part. Sweeps on the way."""
    jobs.sweep(Calculation, now=timezone.now())
    calculation = calculation_for_viewing(request.user, pk)
    page = PAGES[calculation.kind]
    if not request.htmx:
        return redirect(page, calculation.plan_id)
    row = job_row(calculation, polls=polls_named(request.GET.get("polls", "")))
    return render(request, "planner/_calculation.html", {"row": row, "page_name": page})
