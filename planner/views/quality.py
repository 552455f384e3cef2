from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from planner.queries.access import plan_for_viewing
from planner.queries.quality import plan_quality as quality_page
from planner.views.fragments import wants_fragment


@require_GET
@vary_on_headers("HX-Request")
def plan_quality(request: HttpRequest, pk: UUID) -> HttpResponse:
    """To htmx the points alone, for the pages on which a plan is changed."""
    plan = plan_for_viewing(request.user, pk)
    template = "planner/_quality_points.html" if wants_fragment(request) else "planner/plan_quality.html"
    return render(request, template, {"plan": plan, "page": quality_page(plan)})
