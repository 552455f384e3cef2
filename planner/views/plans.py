from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from planner.queries import plans
from planner.queries.access import plan_for_viewing
from planner.queries.states import state_of_plan


@require_GET
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_viewing(request.user, pk)
    context = {"plan": plan, "page": plans.plan_overview(plan), "state": state_of_plan(request.user, plan)}
    return render(request, "planner/plan.html", context)
