"""Proposals: those that wait for an answer, one with all that speaks for it, and the answer itself.

Those whose last day is over are closed before they are shown, so that nobody waits for the clock of the workers.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from planner.permissions import NotAllowed
from planner.services.edits import EditRefused
from planner.views.fragments import wants_fragment
from twinning.forms.proposals import AnswerForm
from twinning.models import Proposal
from twinning.queries.access import proposal_for_viewing
from twinning.queries.proposals import proposal_page, proposals_page
from twinning.services.proposals import answer_proposal, expire_proposals

DONE = {
    Proposal.State.HALF_ACCEPTED: _("Your country has accepted. The other country is asked now."),
    Proposal.State.CONFIRMED: _("Both countries have accepted. The twinning is in preparation."),
    Proposal.State.DECLINED: _("Your country has declined. The reason is kept."),
}


@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    expire_proposals(now=timezone.now())
    page = proposals_page(request.user, today=timezone.localdate(), number=request.GET.get("page"))
    return render(request, "twinning/proposals.html", {"page": page, "section": "proposals"})


@require_GET
@vary_on_headers("HX-Request")
def country_proposals(request: HttpRequest, iso3: str) -> HttpResponse:
    expire_proposals(now=timezone.now())
    page = proposals_page(request.user, today=timezone.localdate(), number=request.GET.get("page"), iso3=iso3)
    template = "twinning/_proposals.html" if wants_fragment(request) else "twinning/proposals.html"
    return render(request, template, {"page": page, "section": "proposals"})


@require_GET
def proposal(request: HttpRequest, pk: UUID) -> HttpResponse:
    expire_proposals(now=timezone.now())
    return _page(request, pk, AnswerForm())


@require_POST
def proposal_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = proposal_for_viewing(request.user, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form, status=422)
    try:
        answered = answer_proposal(proposal=found, user=request.user, now=timezone.now(), **form.values())
    except (NotAllowed, EditRefused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, str(DONE[Proposal.State(answered.state)]))
    return redirect(found)


def _page(request: HttpRequest, pk: UUID, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    page = proposal_page(request.user, pk, today=timezone.localdate())
    context = {"page": page, "form": form, "section": "proposals"}
    return render(request, "twinning/proposal.html", context, status=status)
