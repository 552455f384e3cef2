from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from planner.queries import explanations
from planner.queries.access import plan_for_viewing
from planner.views.fragments import wants_fragment

# The whole chain stands on the page; a panel beside the tasks shows its ends.
PANEL_STEPS = 12


@require_GET
@vary_on_headers("HX-Request")
def task_why(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    plan = plan_for_viewing(request.user, pk)
    is_panel = wants_fragment(request)
    template = "planner/_why.html" if is_panel else "planner/task_why.html"
    page = explanations.task_explanation(plan, key, most_steps=PANEL_STEPS if is_panel else None)
    return render(request, template, {"plan": plan, "page": page, "is_panel": is_panel})
