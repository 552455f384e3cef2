from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from planner.forms.commitments import AdoptionForm, CommitmentForm
from planner.models import Commitment
from planner.queries.access import plan_for_editing
from planner.queries.adoption import adoption_for, recommendations_to_adopt
from planner.queries.commitments import plan_commitments
from planner.queries.library import by_study
from planner.services.adoption import adopt_recommendation
from planner.services.commitments import add_commitment, change_commitment, move_commitment, remove_commitment
from planner.services.edits import EditRefused
from planner.views.entries import EntryKind
from planner.views.fragments import wants_fragment

COMMITMENTS = EntryKind(
    name="commitments",
    read=plan_commitments,
    entries=lambda plan: plan.commitments.select_related("lead"),
    new=lambda plan: Commitment(plan=plan),
    form=CommitmentForm,
    add=add_commitment,
    change=change_commitment,
    remove=remove_commitment,
)


@require_POST
@vary_on_headers("HX-Request")
def commitment_move(request: HttpRequest, pk: UUID, key: UUID) -> HttpResponse:
    """Up or down by one place."""
    plan = plan_for_editing(request.user, pk)
    commitment = get_object_or_404(plan.commitments.all(), key=key)
    direction = "up" if request.POST.get("direction") == "up" else "down"
    move_commitment(plan=plan, commitment=commitment, direction=direction, user=request.user, now=timezone.now())
    if not wants_fragment(request):
        return redirect(reverse("plan_commitments", args=[plan.pk]) + f"#entry-{key}")
    context = {"plan": plan, "page": plan_commitments(plan), "can_edit": True, "saved_key": str(key)}
    return render(request, "planner/_plan_commitments.html", context)


@require_http_methods(["GET", "POST"])
def plan_adopt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose a recommendation, look at what it brings, adopt it."""
    plan = plan_for_editing(request.user, pk)
    library = recommendations_to_adopt(plan)
    answers = request.POST if request.method == "POST" else request.GET if "recommendation" in request.GET else None
    form = AdoptionForm(answers, recommendations=library)
    adoption, status = None, 200
    if answers is not None and form.is_valid():
        adoption = adoption_for(plan, form.codes())
        if request.method == "POST":
            try:
                made = adopt_recommendation(plan=plan, codes=form.codes(), user=request.user, now=timezone.now())
            except EditRefused as refused:
                form.add_error(None, str(refused))
            else:
                said = ngettext("%(count)s commitment was added.", "%(count)s commitments were added.", len(made))
                messages.success(request, said % {"count": len(made)})
                return redirect(reverse("plan_commitments", args=[plan.pk]) + f"#entry-{made[-1].key}")
    if form.errors:
        status = 422
    context = {"plan": plan, "form": form, "adoption": adoption, "groups": by_study(library)}
    return render(request, "planner/plan_adopt.html", context, status=status)
