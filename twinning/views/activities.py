"""The work plan of a twinning: list, board and pictures of its activities, and the form of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from planner.forms.pictures import ZOOMS
from planner.permissions import NotAllowed
from planner.services.edits import EditedMeanwhile, EditRefused
from planner.views.fragments import wants_fragment
from planner.views.pictures import time_runs_right_to_left
from twinning.domain.sizes import JOINT_KINDS
from twinning.forms.activities import USUAL_START, ActivityForm, PictureForm
from twinning.models import Activity, Twinning
from twinning.permissions import check_user_can_plan
from twinning.queries.access import twinning_for_viewing
from twinning.queries.activities import lists, news, one, pictures, planning
from twinning.services import activities
from twinning.services.activities import RestDayChosen
from twinning.services.visits import note_visit


@require_GET
@vary_on_headers("HX-Request")
def twinning_activities(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The fragment is the list of what is done or cancelled, which comes when it is opened."""
    twinning = twinning_for_viewing(request.user, pk)
    page = lists.activities_page(twinning, request.user, today=timezone.localdate())
    context = {"twinning": twinning, "page": page, "shows_over": "over" in request.GET}
    template = "twinning/_activities_over.html" if wants_fragment(request) else "twinning/twinning_activities.html"
    return render(request, template, context)


@require_GET
def twinning_board(request: HttpRequest, pk: UUID) -> HttpResponse:
    twinning = twinning_for_viewing(request.user, pk)
    board = lists.board_page(twinning, request.user, today=timezone.localdate())
    return render(request, "twinning/twinning_board.html", {"twinning": twinning, "board": board, "page": board.page})


@require_GET
@vary_on_headers("HX-Request")
def twinning_gantt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The fragment is the chart's table, which a long chart brings only when it is opened."""
    twinning = twinning_for_viewing(request.user, pk)
    rtl, zoom = time_runs_right_to_left(request.user), PictureForm(request.GET).zoom_chosen()
    if wants_fragment(request):
        return render(request, "twinning/_gantt_table.html", {"page": pictures.gantt_table_page(twinning)})
    page = pictures.twinning_gantt(twinning, today=timezone.localdate(), rtl=rtl, zoom=zoom)
    context = {"twinning": twinning, "page": page, "rtl": rtl, "zoom": zoom, "zooms": ZOOMS}
    return render(request, "twinning/twinning_gantt.html", context)


@require_GET
@vary_on_headers("HX-Request")
def twinning_graph(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The fragment is the graph's table, which a large graph brings only when it is opened."""
    twinning = twinning_for_viewing(request.user, pk)
    if wants_fragment(request):
        return render(request, "twinning/_graph_table.html", {"page": pictures.graph_table_page(twinning)})
    rtl = time_runs_right_to_left(request.user)
    page = pictures.twinning_graph(twinning, rtl=rtl)
    return render(request, "twinning/twinning_graph.html", {"twinning": twinning, "page": page, "rtl": rtl})


@require_GET
@vary_on_headers("HX-Request")
def twinning_news(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What happened since the reader's last visit; this one is noted."""
    twinning = twinning_for_viewing(request.user, pk)
    note_visit(twinning=twinning, user=request.user, now=timezone.now())
    template = "twinning/_news.html" if wants_fragment(request) else "twinning/twinning_news.html"
    return render(request, template, {"twinning": twinning, "news": news.news_of(twinning, request.user)})


@require_GET
def my_activities(request: HttpRequest) -> HttpResponse:
    found = lists.my_activities(request.user, today=timezone.localdate())
    return render(request, "twinning/my_activities.html", {"found": found, "section": "twinnings"})


@require_http_methods(["GET", "POST"])
def activity_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    twinning = twinning_for_viewing(request.user, pk)
    check_user_can_plan(request.user, twinning)
    if request.method == "GET":
        return _form_page(request, twinning, _form(twinning, initial=_usual(request.GET.get("kind", ""))))
    form = _form(twinning, _posted(request))
    if form.is_valid():
        try:
            activity = activities.add_activity(
                twinning=twinning, values=form.values(), user=request.user, now=timezone.now()
            )
        except RestDayChosen as refused:
            _offer(form, refused)
        else:
            return _saved(request, activity)
    return _form_page(request, twinning, form, status=422)


@require_http_methods(["GET", "POST"])
def activity_change(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    activity = one.activity_for_viewing(request.user, pk, key)
    twinning = activity.twinning
    check_user_can_plan(request.user, twinning)
    if request.method == "GET":
        return _form_page(request, twinning, _form(twinning, row=activity), activity=activity)
    form = _form(twinning, _posted(request), row=activity)
    if not form.is_valid():
        return _form_page(request, twinning, form, activity=activity, status=422)
    try:
        activity = activities.change_activity(
            activity=activity, version=form.made_from, values=form.values(), user=request.user, now=timezone.now()
        )
    except RestDayChosen as refused:
        _offer(form, refused)
        return _form_page(request, twinning, form, activity=activity, status=422)
    except EditedMeanwhile as meanwhile:
        now = one.activity_for_viewing(request.user, pk, key)
        form.stand_against(now)
        return _form_page(request, twinning, form, activity=now, refusal=str(meanwhile), status=409)
    return _saved(request, activity)


@require_http_methods(["GET", "POST"])
def activity_remove(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    activity = one.activity_for_viewing(request.user, pk, key)
    check_user_can_plan(request.user, activity.twinning)
    if request.method == "GET":
        context = {"twinning": activity.twinning, "activity": activity}
        return render(request, "twinning/activity_remove.html", context)
    try:
        activities.remove_activity(activity=activity, user=request.user, now=timezone.now())
    except EditRefused as refused:
        messages.error(request, str(refused))
        return redirect("activity", pk, key)
    messages.success(request, _("The activity is removed."))
    return redirect("twinning_activities", pk)


@require_POST
def activity_place(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    activity = one.activity_for_viewing(request.user, pk, key)
    by = -1 if request.POST.get("by") == "up" else 1
    try:
        activities.move_activity(activity=activity, by=by, user=request.user, now=timezone.now())
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect("activity", pk, key)


def _form(twinning: Twinning, data: Any = None, **options: Any) -> ActivityForm:
    return ActivityForm(data, twinning=twinning, people_by_side=planning.people_by_side(twinning), **options)


def _posted(request: HttpRequest) -> Any:
    """What was typed; one of the days that were offered stands instead of the one that was not possible."""
    data = request.POST.copy()
    if offered := data.get("offered"):
        data["pinned"] = offered
    return data


def _usual(kind: str) -> dict[str, Any]:
    """What a new activity of a kind starts from."""
    if kind not in USUAL_START:
        return {"kind": Activity.Kind.TASK, "where": Activity.Where.TAKER, "days": 5}
    days, people = USUAL_START[kind]
    where = Activity.Where.JOINT if kind in JOINT_KINDS else Activity.Where.TAKER
    return {"kind": kind, "where": where, "days": days, "people": people}


def _offer(form: ActivityForm, refused: RestDayChosen) -> None:
    form.add_error("pinned", str(refused))
    form.offered = refused.offered


def _form_page(
    request: HttpRequest, twinning: Twinning, form: ActivityForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    page = planning.planning_page(twinning, today=timezone.localdate())
    return render(
        request,
        "twinning/activity_form.html",
        {"twinning": twinning, "form": form, "page": page, **context},
        status=status,
    )


def _saved(request: HttpRequest, activity: Activity) -> HttpResponse:
    messages.success(request, _("Saved."))
    for remark in one.size_remarks(activity):
        messages.warning(request, remark)
    return redirect("activity", activity.twinning_id, activity.task.key)
