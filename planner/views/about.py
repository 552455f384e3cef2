from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from planner.forms.about import AboutForm
from planner.models import Plan
from planner.permissions import user_can_edit_plan
from planner.queries.access import plan_for_editing, plan_for_viewing
from planner.services.edits import EditedMeanwhile
from planner.services.entries import change_entry


@require_http_methods(["GET", "POST"])
def plan_about(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan's own texts: read by its team, changed by those who may."""
    if request.method == "GET":
        plan = plan_for_viewing(request.user, pk)
        return _page(request, plan, AboutForm(plan=plan, entry=plan))
    plan = plan_for_editing(request.user, pk)
    form = AboutForm(request.POST, plan=plan, entry=plan)
    if not form.is_valid():
        return _page(request, plan, form, status=422)
    try:
        change_entry(
            plan=plan,
            entry=plan,
            version=form.made_from,
            values=form.values(),
            user=request.user,
            now=timezone.now(),
        )
    except EditedMeanwhile as meanwhile:
        form.stand_against(meanwhile.row)
        return _page(request, plan, form, status=409, refusal=str(meanwhile))
    messages.success(request, _("Saved."))
    return redirect("plan_about", plan.pk)


def _page(request: HttpRequest, plan: Plan, form: AboutForm, *, status: int = 200, refusal: str = "") -> HttpResponse:
    context = {"plan": plan, "form": form, "refusal": refusal, "can_edit": user_can_edit_plan(request.user, plan)}
    return render(request, "planner/plan_about.html", context, status=status)
