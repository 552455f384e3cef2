from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from planner.queries import plans
from planner.queries.access import plan_for_viewing
from planner.queries.states import state_of_plan
from planner.views.fragments import wants_fragment


@require_GET
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_viewing(request.user, pk)
    context = {"plan": plan, "page": plans.plan_overview(plan), "state": state_of_plan(request.user, plan)}
    return render(request, "planner/plan.html", context)


@require_GET
@vary_on_headers("HX-Request")
def plan_tasks(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_viewing(request.user, pk)
    template = "planner/_tasks.html" if wants_fragment(request) else "planner/plan_tasks.html"
    return render(request, template, {"plan": plan, "page": plans.plan_tasks(plan)})
