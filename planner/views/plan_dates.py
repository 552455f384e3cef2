from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from planner.forms.plan_dates import PlanDatesForm
from planner.models import Plan
from planner.queries.access import plan_for_editing
from planner.services.edits import EditedMeanwhile
from planner.services.plan_dates import DatesRefused, change_plan_dates


@require_http_methods(["GET", "POST"])
def plan_dates(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_editing(request.user, pk)
    if request.method == "GET":
        return _page(request, plan, PlanDatesForm(plan=plan))
    form = PlanDatesForm(request.POST, plan=plan)
    if not form.is_valid():
        return _page(request, plan, form, status=422)
    try:
        change_plan_dates(plan=plan, version=form.made_from, user=request.user, now=timezone.now(), **form.values())
    except EditedMeanwhile as meanwhile:
        form.stand_against(meanwhile.row)
        return _page(request, plan, form, status=409, refusal=str(meanwhile))
    except DatesRefused as refused:
        form.add_error(refused.field, str(refused))
        return _page(request, plan, form, status=422)
    messages.success(request, _("The dates are computed afresh."))
    return redirect(plan)


def _page(
    request: HttpRequest, plan: Plan, form: PlanDatesForm, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    context = {"plan": plan, "form": form, "refusal": refusal}
    return render(request, "planner/plan_dates.html", context, status=status)
