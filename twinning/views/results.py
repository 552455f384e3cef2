"""The mandatory results of a twinning: evidence, closing, assessment, and the looks back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from planner.services.edits import EditRefused
from twinning.forms.twinnings import AssessForm, CloseResultForm, FollowUpForm
from twinning.models import FollowUp, MandatoryResult, Twinning
from twinning.permissions import check_user_can_confirm_result, check_user_can_follow_up
from twinning.queries.access import twinning_for_viewing
from twinning.queries.twinnings import results_page
from twinning.services.results import assess_result, close_result
from twinning.services.twinning_states import record_follow_up


@require_GET
def twinning_results(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = results_page(request.user, pk, today=timezone.localdate())
    levels = MandatoryResult.Completion.choices[1:]
    return render(
        request, "twinning/twinning_results.html", {"twinning": page.twinning, "page": page, "levels": levels}
    )


@require_http_methods(["GET", "POST"])
def result_close(request: HttpRequest, pk: UUID, result: int) -> HttpResponse:
    twinning, found = _result(request, pk, result)
    check_user_can_confirm_result(request.user, twinning)
    form = CloseResultForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        try:
            close_result(result=found, user=request.user, now=timezone.now(), **form.cleaned_data)
        except EditRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("The result is closed."))
            return redirect("twinning_results", twinning.pk)
    shown = {"twinning": twinning, "result": found, "form": form}
    return render(request, "twinning/result_close.html", shown, status=422 if form.is_bound else 200)


@require_POST
def result_assess(request: HttpRequest, pk: UUID, result: int) -> HttpResponse:
    twinning, found = _result(request, pk, result)
    form = AssessForm(request.POST)
    if form.is_valid():
        assess_result(result=found, level=form.cleaned_data["level"], user=request.user)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose how far it has come."))
    return redirect("twinning_results", twinning.pk)


@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, pk: UUID, months: int) -> HttpResponse:
    twinning = twinning_for_viewing(request.user, pk)
    check_user_can_follow_up(request.user, twinning)
    found = get_object_or_404(FollowUp.objects.select_related("twinning"), twinning=twinning, months=months)
    form = FollowUpForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            record_follow_up(follow_up=found, user=request.user, now=timezone.now(), **form.cleaned_data)
        except EditRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("The look back is recorded."))
            return redirect("twinning_results", twinning.pk)
    shown = {"twinning": twinning, "follow_up": found, "form": form}
    return render(request, "twinning/follow_up.html", shown, status=422 if form.is_bound else 200)


def _result(request: HttpRequest, pk: UUID, result: int) -> tuple[Twinning, MandatoryResult]:
    twinning = twinning_for_viewing(request.user, pk)
    results = MandatoryResult.objects.select_related("twinning")
    return twinning, get_object_or_404(results, pk=result, twinning=twinning)
