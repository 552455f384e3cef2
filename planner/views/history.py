from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from planner.queries.access import plan_for_viewing
from planner.queries.history import plan_history as history_of


@require_GET
def plan_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_viewing(request.user, pk)
    page = history_of(plan, number=request.GET.get("page"))
    return render(request, "planner/plan_history.html", {"plan": plan, "page": page})
