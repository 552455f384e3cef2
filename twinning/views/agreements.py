"""The agreement of a twinning: its articles, what both sides say to them, and the signatures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from planner.forms.entries import VersionedForm
from planner.services.edits import EditedMeanwhile, EditRefused
from twinning.domain.agreements import ARTICLES
from twinning.forms.twinnings import AgreementForm, AnswerForm, RemarkForm, ResultForm, RiskForm, SigningForm
from twinning.models import MandatoryResult, Remark, Twinning, TwinningRisk
from twinning.permissions import check_user_can_draft
from twinning.queries.access import twinning_for_viewing
from twinning.queries.agreements import ARTICLE_TITLES, agreement_page
from twinning.services.agreements import (
    add_remark,
    add_row,
    answer_remark,
    change_row,
    change_texts,
    remove_row,
    sign,
)


@dataclass(frozen=True)
class RowKind:
    """A list of the agreement."""

    model: type[MandatoryResult] | type[TwinningRisk]
    form: type[VersionedForm]
    article: str


ROW_KINDS = {
    "results": RowKind(MandatoryResult, ResultForm, "results"),
    "risks": RowKind(TwinningRisk, RiskForm, "risks"),
}


@require_GET
def agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = agreement_page(request.user, pk)
    shown = {"twinning": page.twinning, "page": page, "remark_form": RemarkForm(), "answer_form": AnswerForm()}
    return render(request, "twinning/agreement.html", shown)


@require_http_methods(["GET", "POST"])
def agreement_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    twinning = _to_draft(request, pk)
    form = AgreementForm(request.POST if request.method == "POST" else None, twinning=twinning)

    def save() -> None:
        change_texts(twinning=twinning, version=form.made_from, values=form.values(), user=request.user)

    return _answer(request, twinning, form, save, title=_("Change the texts"))


@require_http_methods(["GET", "POST"])
def agreement_row_new(request: HttpRequest, pk: UUID, rows: str) -> HttpResponse:
    twinning, kind = _to_draft(request, pk), _kind(rows)
    form = kind.form(request.POST if request.method == "POST" else None, base_language=twinning.base_language, row=None)

    def save() -> None:
        add_row(twinning=twinning, row=kind.model(), values=form.values(), user=request.user)

    return _answer(request, twinning, form, save, title=str(ARTICLE_TITLES[kind.article]))


@require_http_methods(["GET", "POST"])
def agreement_row(request: HttpRequest, pk: UUID, rows: str, row: int) -> HttpResponse:
    twinning, kind = _to_draft(request, pk), _kind(rows)
    found = get_object_or_404(kind.model, pk=row, twinning=twinning)
    form = kind.form(
        request.POST if request.method == "POST" else None, base_language=twinning.base_language, row=found
    )

    def save() -> None:
        change_row(row=found, version=form.made_from, values=form.values(), user=request.user)

    return _answer(request, twinning, form, save, title=str(ARTICLE_TITLES[kind.article]), row=found, rows=rows)


@require_POST
def agreement_row_remove(request: HttpRequest, pk: UUID, rows: str, row: int) -> HttpResponse:
    twinning, kind = _to_draft(request, pk), _kind(rows)
    found = get_object_or_404(kind.model, pk=row, twinning=twinning)
    version = request.POST.get("version", "")
    try:
        remove_row(row=found, version=int(version) if version.isdecimal() else 0, user=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Removed."))
    return redirect("agreement", twinning.pk)


@require_POST
def remark_new(request: HttpRequest, pk: UUID, article: str) -> HttpResponse:
    twinning = _to_draft(request, pk)
    if article not in ARTICLES:
        raise Http404
    form = RemarkForm(request.POST)
    if form.is_valid():
        add_remark(
            twinning=twinning,
            article=article,
            text=form.cleaned_data["text"],
            user=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("The remark is added."))
    else:
        messages.error(request, _("Write the remark."))
    return redirect("agreement", twinning.pk)


@require_POST
def remark_answer(request: HttpRequest, pk: UUID, remark: int) -> HttpResponse:
    twinning = _to_draft(request, pk)
    found = get_object_or_404(Remark, pk=remark, twinning=twinning)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the answer."))
        return redirect("agreement", twinning.pk)
    try:
        answer_remark(remark=found, answer=form.cleaned_data["answer"], user=request.user, now=timezone.now())
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The remark is answered."))
    return redirect("agreement", twinning.pk)


@require_POST
def agreement_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    twinning = twinning_for_viewing(request.user, pk)
    form = SigningForm(request.POST)
    read = form.cleaned_data["read"] if form.is_valid() else ""
    try:
        signature = sign(twinning=twinning, read=read, user=request.user, now=timezone.now())
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("You signed revision %(revision)s.") % {"revision": signature.revision})
    return redirect("agreement", twinning.pk)


def _kind(rows: str) -> RowKind:
    if rows not in ROW_KINDS:
        raise Http404
    return ROW_KINDS[rows]


def _to_draft(request: HttpRequest, pk: UUID) -> Twinning:
    twinning = twinning_for_viewing(request.user, pk)
    check_user_can_draft(request.user, twinning)
    return twinning


def _answer(
    request: HttpRequest, twinning: Twinning, form: VersionedForm, save: Callable[[], None], **shown: Any
) -> HttpResponse:
    """What is wrong is said by its field, with all that was typed kept."""
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                save()
            except EditedMeanwhile as meanwhile:
                form.stand_against(meanwhile.row)
                shown["refusal"], status = str(meanwhile), 409
            except EditRefused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Saved."))
                return redirect("agreement", twinning.pk)
    return render(request, "twinning/agreement_form.html", {"twinning": twinning, "form": form, **shown}, status=status)
