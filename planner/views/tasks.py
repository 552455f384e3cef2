"""The tasks of a plan, edited in place or, without JavaScript, on a page for each.

Every edit is one POST. To a browser with htmx it answers with all that the edit changed on the page of the tasks, in
parts that find their places themselves; to one without, with that page.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from planner.domain.states import OPEN_TO_EDITING
from planner.forms.tasks import CELLS, PROGRESS_CELLS, ChangeLinkForm, MoveForm, NewLinkForm, NewTaskForm, TaskForm
from planner.models import Plan
from planner.permissions import user_can_report_progress
from planner.queries import tasks as queries
from planner.queries.access import plan_for_editing, plan_for_reporting, plan_for_viewing
from planner.queries.addresses import task_address
from planner.services import links, tasks
from planner.services.edits import EditedMeanwhile, EditRefused, GoneMeanwhile
from planner.services.tasks import Edited
from planner.views.fragments import wants_fragment
from planner.views.pictures import time_runs_right_to_left
from planner.views.unchanged import drawn_once


@require_GET
@vary_on_headers("HX-Request")
@drawn_once
def plan_tasks(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_viewing(request.user, pk)
    view = _view_of(request)
    context = {"plan": plan, "view": view, **_rights(plan, can_report=user_can_report_progress(request.user, plan))}
    part = _whole_number(request.GET.get("part"))
    if wants_fragment(request) and part is not None:
        context["page"], context["group"] = queries.task_group(plan, view, part, today=timezone.localdate())
        return render(request, "planner/_task_group_answer.html", context)
    context |= {"page": queries.tasks_page(plan, view, today=timezone.localdate())}
    template = "planner/_tasks.html" if wants_fragment(request) else "planner/plan_tasks.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def task_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_editing(request.user, pk)
    commitments = queries.commitments_of(plan)
    if request.method == "GET":
        initial = {"commitment": request.GET.get("commitment", "")}
        return _new_task_page(request, plan, NewTaskForm(plan=plan, commitments=commitments, initial=initial))
    form = NewTaskForm(request.POST, plan=plan, commitments=commitments)
    if not form.is_valid():
        return _new_task_page(request, plan, form, status=422)
    edited = tasks.add_task(plan=plan, **form.values(), user=request.user, now=timezone.now())
    if wants_fragment(request):
        return _answer(request, plan, edited, panel=_panel(plan, edited.key, news=_("The task is added.")))
    return _to_table(request, plan, edited.key, _("The task is added."))


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def task(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """All values of a task, its links and its place: a page, or a panel beside the table."""
    plan = plan_for_editing(request.user, pk)
    if request.method == "GET":
        return _task_answer(request, plan, _panel(plan, key))
    choices = queries.task_choices(plan)
    form = TaskForm(request.POST, plan=plan, **vars(choices))
    edited, failure = _saved(request, plan, key, form)
    if edited is None:
        return _task_answer(request, plan, _panel(plan, key, **failure), status=failure["status"])
    return _done(request, plan, edited, _("Saved."))


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def task_cell(request: HttpRequest, pk: UUID, key: str, cell: str) -> HttpResponse:
    """One cell of the table, to be edited in it. Without htmx this leads to the page of the task."""
    plan = (plan_for_reporting if cell in PROGRESS_CELLS else plan_for_editing)(request.user, pk)
    if cell not in CELLS:
        raise Http404
    if not wants_fragment(request):
        return redirect("task", plan.pk, key)
    choices = vars(queries.task_choices(plan)) if cell in ("responsible", "calendar") else {}
    if request.method == "GET":
        task = queries.task_of_plan(plan, key)
        return _cell_answer(request, plan, key, cell, TaskForm(plan=plan, task=task, only=CELLS[cell], **choices))
    form = TaskForm(request.POST, plan=plan, only=CELLS[cell], **choices)
    edited, failure = _saved(request, plan, key, form)
    if edited is None:
        return _cell_answer(request, plan, key, cell, **failure)
    return _answer(request, plan, edited)


@require_POST
@vary_on_headers("HX-Request")
def task_move(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """By one place where `by` says up or down, or else to a place in a commitment."""
    plan = plan_for_editing(request.user, pk)
    queries.task_of_plan(plan, key)
    step = {"up": -1, "down": 1}.get(request.POST.get("by", ""))
    if step:
        edited = tasks.shift_task(plan=plan, key=key, by=step, user=request.user, now=timezone.now())
        return _done(request, plan, edited, _("The task is moved."))
    form = MoveForm(request.POST, commitments=queries.commitments_of(plan))
    if not form.is_valid():
        return _task_answer(request, plan, _panel(plan, key, move_form=form), status=422)
    to = {"commitment": int(form.cleaned_data["commitment"]), "place": form.cleaned_data["place"]}
    edited = tasks.move_task(plan=plan, key=key, **to, user=request.user, now=timezone.now())
    return _done(request, plan, edited, _("The task is moved."))


@require_POST
@vary_on_headers("HX-Request")
def task_cancel(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    plan = plan_for_editing(request.user, pk)
    queries.task_of_plan(plan, key)
    edited = tasks.cancel_task(plan=plan, key=key, user=request.user, now=timezone.now())
    return _done(request, plan, edited, _("The task is cancelled. It keeps its values and can be revived."))


@require_POST
@vary_on_headers("HX-Request")
def task_revive(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    plan = plan_for_editing(request.user, pk)
    queries.task_of_plan(plan, key)
    edited = tasks.revive_task(plan=plan, key=key, user=request.user, now=timezone.now())
    return _done(request, plan, edited, _("The task is planned again."))


@require_POST
@vary_on_headers("HX-Request")
def link_add(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    plan = plan_for_editing(request.user, pk)
    page = queries.task_page(plan, key)
    form = NewLinkForm(request.POST, tasks=page.others)
    if not form.is_valid():
        return _task_answer(request, plan, _panel(plan, key, link_form=form), status=422)
    try:
        edited = links.add_link(plan=plan, after=key, **form.cleaned_data, user=request.user, now=timezone.now())
    except EditRefused as refused:
        form.add_error("before", str(refused))
        circle = getattr(refused, "circle", [])
        return _task_answer(request, plan, _panel(plan, key, link_form=form, circle=circle), status=422)
    return _done(request, plan, edited, _("The dependency is added."))


@require_POST
@vary_on_headers("HX-Request")
def link_change(request: HttpRequest, pk: UUID, key: str, link: int) -> HttpResponse:
    plan = plan_for_editing(request.user, pk)
    queries.check_link_is_of_task(plan, key, link)
    form = ChangeLinkForm(request.POST, link=link)
    status = 422
    if form.is_valid():
        try:
            edited = links.change_link(plan=plan, pk=link, **form.cleaned_data, user=request.user, now=timezone.now())
        except EditedMeanwhile as meanwhile:
            form, status = form.on_top_of(meanwhile.row), 409
        except GoneMeanwhile as gone:
            return _task_answer(request, plan, _panel(plan, key, refusal=str(gone)), status=409)
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _done(request, plan, edited, _("The dependency is changed."))
    return _task_answer(request, plan, _panel(plan, key, changed_link_form=form), status=status)


@require_POST
@vary_on_headers("HX-Request")
def link_remove(request: HttpRequest, pk: UUID, key: str, link: int) -> HttpResponse:
    plan = plan_for_editing(request.user, pk)
    queries.check_link_is_of_task(plan, key, link)
    try:
        edited = links.remove_link(plan=plan, pk=link, user=request.user, now=timezone.now())
    except EditRefused as refused:
        return _task_answer(request, plan, _panel(plan, key, refusal=str(refused)), status=409)
    return _done(request, plan, edited, _("The dependency is removed."))


# --- answers --------------------------------------------------------------------------------------------


def _saved(request: HttpRequest, plan: Plan, key: str, form: TaskForm) -> tuple[Edited | None, dict[str, Any]]:
    """The edit, or what to answer instead: the form with what is wrong by its fields, or over a newer version."""
    if not form.is_valid():
        return None, {"form": form, "status": 422}
    try:
        edited = tasks.change_task(
            plan=plan,
            key=key,
            version=form.cleaned_data["version"],
            values=form.values(),
            user=request.user,
            now=timezone.now(),
        )
    except tasks.NoSuchTask as refused:
        raise Http404 from refused
    except EditedMeanwhile as meanwhile:
        form.stand_against(meanwhile.row)
        saved_by = queries.last_change_of(plan, meanwhile.row)
        return None, {"form": form, "status": 409, "refusal": str(meanwhile), "saved_by": saved_by}
    except tasks.ValueRefused as refused:
        form.add_refusal(refused)
        return None, {"form": form, "status": 422}
    return edited, {}


def _done(request: HttpRequest, plan: Plan, edited: Edited, news: str) -> HttpResponse:
    if not wants_fragment(request):
        return _to_table(request, plan, edited.key, news)
    from_table = "in_table" in request.POST
    return _answer(request, plan, edited, panel=None if from_table else _panel(plan, edited.key, news=news))


def _answer(request: HttpRequest, plan: Plan, edited: Edited, panel: dict[str, Any] | None = None) -> HttpResponse:
    """All that the edit changed on the page of the tasks, and the open panel anew."""
    view = _view_of(request)
    seen = request.POST.get("seen", "")
    answer = queries.edit_answer(
        plan,
        view,
        seen=int(seen) if seen.isdecimal() else -1,
        key=edited.key,
        tasks_before=edited.tasks,
        links_before=edited.links,
        today=timezone.localdate(),
    )
    context = {"plan": plan, "answer": answer, "page": answer.page, "view": view, "panel": panel}
    context |= _rights(plan, can_report=True)
    response = render(request, "planner/_edit_answer.html", context)
    if panel is None:
        response["HX-Reswap"] = "none"
    return response


def _rights(plan: Plan, *, can_report: bool) -> dict[str, bool]:
    """Who may report progress may edit the rest, too, in the states in which it is open to editing."""
    return {"can_report": can_report, "can_edit": can_report and plan.state in OPEN_TO_EDITING}


def _to_table(request: HttpRequest, plan: Plan, key: str, news: str) -> HttpResponse:
    messages.success(request, news)
    number = queries.task_page(plan, key).number
    return redirect(task_address(plan, number))


def _panel(plan: Plan, key: str, *, form: TaskForm | None = None, **parts: Any) -> dict[str, Any]:
    """What `planner/_task_panel.html` shows of a task; `parts` take the place of what would be there by itself."""
    page = queries.task_page(plan, key)
    task = page.task
    panel = {
        "task": page,
        "form": form or TaskForm(plan=plan, task=task, **vars(page.choices)),
        "move_form": MoveForm(
            commitments=page.commitments, initial={"commitment": task.commitment_id, "place": page.place}
        ),
        "link_form": NewLinkForm(tasks=page.others),
    } | parts
    tried = parts.get("changed_link_form")
    panel["waits"] = [
        (row, tried if tried and tried.link == row.link.pk else ChangeLinkForm.of(row.link)) for row in page.waits
    ]
    return panel


def _task_answer(request: HttpRequest, plan: Plan, panel: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"plan": plan, "panel": panel, "is_panel": wants_fragment(request)}
    template = "planner/_task_panel.html" if context["is_panel"] else "planner/task.html"
    return render(request, template, context, status=status)


def _new_task_page(request: HttpRequest, plan: Plan, form: NewTaskForm, *, status: int = 200) -> HttpResponse:
    context = {"plan": plan, "form": form, "is_panel": wants_fragment(request)}
    template = "planner/_new_task.html" if context["is_panel"] else "planner/task_new.html"
    return render(request, template, context, status=status)


def _cell_answer(
    request: HttpRequest, plan: Plan, key: str, cell: str, form: TaskForm, *, status: int = 200, **rest: Any
) -> HttpResponse:
    context = {"plan": plan, "key": key, "cell": cell, "form": form, **rest}
    return render(request, "planner/_task_cell.html", context, status=status)


def _view_of(request: HttpRequest) -> queries.TasksView:
    """What the address or the form says; what it says wrongly is as if it said nothing."""
    asked = request.POST if request.method == "POST" else request.GET
    columns, picture, opened = asked.get("columns"), asked.get("picture"), asked.getlist("open")
    shut = _whole_number(asked.get("shut"))
    return queries.TasksView(
        columns=columns if columns in queries.COLUMNS else queries.COLUMNS[0],
        picture=picture if picture in queries.PICTURES else "",
        rtl=time_runs_right_to_left(request.user),
        opened=None if "all" in opened else frozenset(map(_whole_number, opened)) - {None, shut},
    )


def _whole_number(text: str | None) -> int | None:
    """None for anything else: what an address says wrongly is as if it said nothing."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
