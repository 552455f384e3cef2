from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from planner.domain.states import MOVES
from planner.forms.states import MoveForm
from planner.permissions import NotAllowed
from planner.queries.access import plan_for_viewing
from planner.queries.states import DONE, possible_move
from planner.services.edits import EditRefused
from planner.services.states import move_plan


@require_http_methods(["GET", "POST"])
def plan_move(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Asks before a move that needs a reason or cannot be undone. Whoever may not make it is told why on the plan."""
    plan = plan_for_viewing(request.user, pk)
    if name not in MOVES:
        raise Http404
    possible = possible_move(request.user, plan, name)
    if possible.refusal:
        messages.error(request, possible.refusal)
        return redirect(plan)
    form = MoveForm(request.POST or None, move=MOVES[name], initial={"read_at_change": plan.workplan.change_number})
    if request.method == "POST" and form.is_valid():
        try:
            move_plan(plan=plan, name=name, user=request.user, now=timezone.now(), **form.cleaned_data)
        except NotAllowed as refused:
            messages.error(request, str(refused))
            return redirect(plan)
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, DONE[name])
            return redirect(plan)
    return render(request, "planner/plan_move.html", {"plan": plan, "move": possible, "form": form})
