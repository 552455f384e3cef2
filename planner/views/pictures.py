from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from planner.forms.pictures import LEVELS, MOST_STEPS, ZOOMS, GanttForm, GraphForm, TimeDirectionForm
from planner.models import User
from planner.queries import plan_pictures
from planner.queries.access import plan_for_viewing
from planner.services.people import keep_time_direction
from planner.views.fragments import wants_fragment
from planner.views.unchanged import drawn_once


@require_GET
@vary_on_headers("HX-Request")
@drawn_once
def plan_gantt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The fragment is the picture's table, which a long chart brings only when it is opened."""
    plan, choice = plan_for_viewing(request.user, pk), GanttForm(request.GET).choice()
    if wants_fragment(request):
        table = plan_pictures.gantt_table(plan, choice=choice)
        return render(request, "planner/_gantt_table.html", {"plan": plan, "table": table})
    rtl = time_runs_right_to_left(request.user)
    page = plan_pictures.plan_gantt(plan, choice=choice, today=timezone.localdate(), rtl=rtl)
    context = {"plan": plan, "page": page, "choice": choice, "rtl": rtl, "zooms": ZOOMS, "levels": LEVELS}
    return render(request, "planner/plan_gantt.html", context)


@require_GET
@vary_on_headers("HX-Request")
@drawn_once
def plan_graph(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan, choice = plan_for_viewing(request.user, pk), GraphForm(request.GET).choice()
    if wants_fragment(request):
        rows = plan_pictures.graph_table(plan, choice=choice)
        return render(request, "planner/_graph_table.html", {"plan": plan, "rows": rows})
    rtl = time_runs_right_to_left(request.user)
    page = plan_pictures.plan_graph(plan, choice=choice, today=timezone.localdate(), rtl=rtl)
    steps = range(1, MOST_STEPS + 1)
    context = {"plan": plan, "page": page, "choice": choice, "rtl": rtl, "steps": steps}
    return render(request, "planner/plan_graph.html", context)


@require_POST
def time_direction(request: HttpRequest) -> HttpResponse:
    """Back to the page whose button was pressed."""
    form = TimeDirectionForm(request.POST)
    if form.is_valid():
        keep_time_direction(user=request.user, direction=form.cleaned_data["direction"])
    page = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(page if safe else "start")


def time_runs_right_to_left(user: User) -> bool:
    """With the reading direction unless the person asked otherwise."""
    return (user.time_direction or ("rtl" if get_language_bidi() else "ltr")) == "rtl"
