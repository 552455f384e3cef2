"""The list of twinnings, one of them, and its moves."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from planner.permissions import NotAllowed
from planner.services.edits import EditRefused
from twinning.domain.twinning_states import TWINNING_MOVES
from twinning.forms.twinnings import TwinningMoveForm
from twinning.permissions import standing_in
from twinning.queries.access import twinning_for_viewing
from twinning.queries.twinnings import TWINNING_WORDS, possible_step, twinning_page, twinnings_page
from twinning.services.twinning_states import move_twinning


@require_GET
def twinnings(request: HttpRequest) -> HttpResponse:
    return render(request, "twinning/twinnings.html", {"page": twinnings_page(request.user), "section": "twinnings"})


@require_GET
def twinning(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = twinning_page(request.user, pk)
    return render(request, "twinning/twinning.html", {"twinning": page.twinning, "page": page})


@require_http_methods(["GET", "POST"])
def twinning_move(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Asks before a move that needs a reason or is not easily undone. Whoever may not make it is told why."""
    found = twinning_for_viewing(request.user, pk)
    if name not in TWINNING_MOVES:
        raise Http404
    possible = possible_step(standing_in(request.user, found), found, name)
    if possible.refusal:
        messages.error(request, possible.refusal)
        return redirect(found)
    form = TwinningMoveForm(
        request.POST if request.method == "POST" else None,
        step=TWINNING_MOVES[name],
        initial={"read_at_version": found.version},
    )
    if form.is_bound and form.is_valid():
        try:
            move_twinning(twinning=found, name=name, user=request.user, now=timezone.now(), **form.cleaned_data)
        except NotAllowed as refused:
            messages.error(request, str(refused))
            return redirect(found)
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, str(TWINNING_WORDS[name][2]))
            return redirect(found)
    shown = {"twinning": found, "move": possible, "form": form}
    return render(request, "twinning/twinning_move.html", shown, status=422 if form.is_bound else 200)
