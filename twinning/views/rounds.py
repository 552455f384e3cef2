"""Rounds of pairing: begin one, give it rules, run it, read it, and adopt it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from planner import jobs
from planner.queries.jobs import job_row, polls_named
from planner.services.edits import EditedMeanwhile, EditRefused
from planner.views.fragments import wants_fragment
from twinning.forms.rounds import (
    AdoptRoundForm,
    NewRuleForm,
    RoundForm,
    RuleForm,
    WeightsForm,
    initial_weights,
)
from twinning.models import Round, RoundRun
from twinning.permissions import check_user_can_run_rounds
from twinning.queries.access import round_for_viewing
from twinning.queries.rounds.comparison import comparison_page, ranges_page, weights_preview
from twinning.queries.rounds.ground import open_needs, open_practices
from twinning.queries.rounds.pages import (
    need_in_round,
    pair_in_round,
    round_page,
    rounds_page,
    run_for_viewing,
    why_not_page,
)
from twinning.services.rounds import (
    add_rule,
    adopt_round,
    change_round,
    drop_round,
    follow_round,
    remove_rule,
    request_run,
    start_round,
)

# Until both countries have answered, as a round proposes it at first.
DAYS_TO_ANSWER = 30
DAYS_TO_START = 60


def show(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    return render(request, f"twinning/{template}.html", {"section": "rounds", **context}, status=status)


@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    return show(request, "rounds", page=rounds_page(request.user))


@require_http_methods(["GET", "POST"])
def round_new(request: HttpRequest) -> HttpResponse:
    check_user_can_run_rounds(request.user)
    today = timezone.localdate()
    form = RoundForm(request.POST or None, initial={"first_day": today + timedelta(days=DAYS_TO_START)})
    if request.method == "POST" and form.is_valid():
        made = start_round(values=form.values(), user=request.user, now=timezone.now())
        messages.success(request, _("The draft is saved. Add rules if you like, then run the round."))
        return redirect(made)
    return show(request, "round_form", form=form, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def round_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = round_for_viewing(request.user, pk)
    form = RoundForm(request.POST or None, row=row)
    status = 200
    refusal = ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_round(round_=row, version=form.made_from, values=form.values(), user=request.user)
            except EditedMeanwhile as meanwhile:
                form.stand_against(meanwhile.row)
                status, refusal = 409, str(meanwhile)
            except EditRefused as refused:
                messages.error(request, str(refused))
                return redirect(row)
            else:
                messages.success(request, _("Saved."))
                return redirect(row)
    return show(request, "round_form", form=form, round=row, refusal=refusal, status=status)


@require_GET
@vary_on_headers("HX-Request")
def round_(request: HttpRequest, pk: UUID) -> HttpResponse:
    jobs.sweep(RoundRun, now=timezone.now())
    template = "_round" if wants_fragment(request) else "round"
    shows_all = request.GET.get("unmet") == "all"
    return show(request, template, page=round_page(request.user, pk, shows_all=shows_all))


@require_GET
@vary_on_headers("HX-Request")
def round_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One line, asked for again and again, which in the end fetches the page's own part. Sweeps on the way."""
    jobs.sweep(RoundRun, now=timezone.now())
    run = run_for_viewing(request.user, pk)
    if not request.htmx:
        return redirect(run.round)
    return show(request, "_round_run", row=job_row(run, polls=polls_named(request.GET.get("polls", ""))))


@require_POST
def round_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = round_for_viewing(request.user, pk)
    try:
        request_run(round_=row, user=request.user, now=timezone.now())
    except EditRefused as refused:
        messages.error(request, str(refused))
    return redirect(row)


@require_POST
def round_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A draft that follows the round, with its rules."""
    row = round_for_viewing(request.user, pk)
    return redirect(follow_round(round_=row, user=request.user, now=timezone.now()))


@require_http_methods(["GET", "POST"])
def round_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = round_for_viewing(request.user, pk)
    if request.method == "POST":
        try:
            drop_round(round_=row, user=request.user)
        except EditRefused as refused:
            messages.error(request, str(refused))
            return redirect(row)
        messages.success(request, _("The draft is dropped."))
        return redirect("rounds")
    return show(request, "round_drop", round=row)


# --- rules ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def rule_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = round_for_viewing(request.user, pk)
    practices, needs = open_practices(), open_needs()
    form = NewRuleForm(request.POST or None, practices=practices, needs=needs)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        practice = get_object_or_404(practices, pk=given["practice"])
        need = get_object_or_404(needs, pk=given["need"])
        try:
            add_rule(
                round_=row,
                practice=practice,
                need=need,
                kind=given["kind"],
                reason=given["reason"],
                user=request.user,
            )
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The rule is kept."))
            return redirect(row)
    return show(request, "round_rule", form=form, round=row, status=422 if form.errors else 200)


@require_POST
def rule_remove(request: HttpRequest, pk: UUID, rule: int) -> HttpResponse:
    row = round_for_viewing(request.user, pk)
    try:
        remove_rule(round_=row, pk=rule, user=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    return redirect(row)


# --- reading a result -----------------------------------------------------------------------------------


@require_GET
def round_need(request: HttpRequest, pk: UUID, need: UUID) -> HttpResponse:
    return show(request, "round_need", page=need_in_round(request.user, pk, need))


@require_http_methods(["GET", "POST"])
def round_pair(request: HttpRequest, pk: UUID, practice: UUID, need: UUID) -> HttpResponse:
    """Why a pair scores what it does; and a rule for it, which goes into the draft that follows the round."""
    page = pair_in_round(request.user, pk, (str(practice), str(need)))
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        draft = follow_round(round_=page.round, user=request.user, now=timezone.now())
        try:
            add_rule(round_=draft, practice=page.practice, need=page.need, user=request.user, **form.cleaned_data)
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The rule is kept in a draft that follows the round. Run it when it is ready."))
            return redirect(draft)
    return show(request, "round_pair", page=page, form=form, status=422 if form.errors else 200)


@require_GET
@vary_on_headers("HX-Request")
def round_why_not(request: HttpRequest, pk: UUID, practice: UUID, need: UUID) -> HttpResponse:
    template = "_why_not" if wants_fragment(request) else "round_why_not"
    return show(request, template, page=why_not_page(request.user, pk, (str(practice), str(need))))


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def round_weights(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What other weights would change, before anything is saved; then a draft that follows the round with them."""
    row = round_for_viewing(request.user, pk)
    if row.state == Round.State.DRAFT:
        return redirect(row)
    asked = request.POST if request.method == "POST" else request.GET
    form = WeightsForm(asked or None, initial=initial_weights(row.weights))
    comparison = None
    if asked and form.is_valid():
        if request.method == "POST":
            draft = follow_round(round_=row, user=request.user, now=timezone.now(), weights=form.chosen())
            messages.success(request, _("The weights are kept in a draft that follows the round."))
            return redirect(draft)
        comparison = weights_preview(request.user, pk, weights=form.chosen())
    template = "_round_weights" if wants_fragment(request) else "round_weights"
    status = 422 if form.errors else 200
    return show(request, template, round=row, form=form, comparison=comparison, status=status)


@require_GET
@vary_on_headers("HX-Request")
def round_ranges(request: HttpRequest, pk: UUID) -> HttpResponse:
    template = "_round_ranges" if wants_fragment(request) else "round_ranges"
    return show(request, template, page=ranges_page(request.user, pk))


@require_GET
def round_compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = comparison_page(request.user, pk, other=request.GET.get("with", ""))
    return show(request, "round_compare", page=page)


@require_http_methods(["GET", "POST"])
def round_adopt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks first, and for the day by which both countries answer."""
    row = round_for_viewing(request.user, pk)
    if row.state != Round.State.COMPLETE:
        return redirect(row)
    form = AdoptRoundForm(
        request.POST or None, initial={"answer_by": timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            adopt_round(round_=row, user=request.user, now=timezone.now(), **form.cleaned_data)
        except EditRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("The round is adopted. Both countries of each pair are asked."))
            return redirect(row)
    page = round_page(request.user, pk)
    return show(request, "round_adopt", page=page, form=form, status=422 if form.errors else 200)
