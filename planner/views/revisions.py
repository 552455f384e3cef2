from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from planner.forms.states import ReasonForm
from planner.permissions import NotAllowed, check_user_can_edit_plan
from planner.queries import baseline, comparisons
from planner.queries.access import plan_for_viewing
from planner.services.states import keep_revision


@require_GET
def plan_baseline(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_viewing(request.user, pk)
    return render(request, "planner/plan_baseline.html", {"plan": plan, "page": baseline.plan_baseline(plan)})


@require_GET
def plan_revisions(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = plan_for_viewing(request.user, pk)
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    page = comparisons.plan_revisions(request.user, plan, before=before, after=after)
    return render(
        request, "planner/plan_revisions.html", {"plan": plan, "page": page, "before": before, "after": after}
    )


@require_http_methods(["GET", "POST"])
def plan_keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks for the reason and keeps the plan as it stands."""
    plan = plan_for_viewing(request.user, pk)
    form = ReasonForm(request.POST or None)
    try:
        check_user_can_edit_plan(request.user, plan)
        if request.method == "POST" and form.is_valid():
            kept = keep_revision(plan=plan, user=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Revision %(number)s is kept.") % {"number": kept.number})
            return redirect("plan_revisions", plan.pk)
    except NotAllowed as refused:
        messages.error(request, str(refused))
        return redirect("plan_revisions", plan.pk)
    return render(request, "planner/plan_keep.html", {"plan": plan, "form": form})
