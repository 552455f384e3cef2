from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from planner.forms.costs import AmountsForm, SourceForm
from planner.models import FinancingSource
from planner.queries.access import plan_for_editing
from planner.queries.costs import plan_costs, years_to_finance
from planner.services.costs import AmountsChangedMeanwhile, remove_source, set_amounts
from planner.views.entries import EntryKind
from planner.views.fragments import wants_fragment

SOURCES = EntryKind(
    name="costs",
    read=plan_costs,
    entries=lambda plan: plan.financing_sources.all(),
    new=lambda plan: FinancingSource(plan=plan),
    form=SourceForm,
    remove=remove_source,
)


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def plan_amounts(request: HttpRequest, pk: UUID, key: UUID) -> HttpResponse:
    """What each source gives to one commitment by year, in a grid on the page of costs."""
    plan = plan_for_editing(request.user, pk)
    commitment = get_object_or_404(plan.commitments.all(), key=key)
    page, status, refusal = plan_costs(plan), 200, ""
    form = AmountsForm(
        request.POST if request.method == "POST" else None,
        sources=[each.source for each in page.sources],
        years=years_to_finance(page, commitment),
        amounts=next(sheet.grants for sheet in page.commitments if sheet.commitment == commitment),
    )
    context = {"plan": plan, "can_edit": True, "back": reverse("plan_costs", args=[plan.pk]), "commitment": commitment}
    if request.method == "POST":
        if form.is_valid():
            try:
                set_amounts(
                    plan=plan,
                    commitment=commitment,
                    amounts=form.amounts(),
                    shown=form.amounts_shown(),
                    user=request.user,
                    now=timezone.now(),
                )
            except AmountsChangedMeanwhile as meanwhile:
                form.stand_against(meanwhile.amounts)
                status, refusal = 409, str(meanwhile)
            else:
                if not wants_fragment(request):
                    messages.success(request, _("Saved."))
                    return redirect(f"{context['back']}#amounts-{key}")
                saved = {"page": plan_costs(plan), "news": _("Saved."), "saved_key": str(key)}
                return render(request, "planner/_plan_costs.html", context | saved)
        else:
            status = 422
    template = "planner/_plan_costs.html" if wants_fragment(request) else "planner/plan_costs.html"
    context |= {"page": page, "form": form, "open_key": str(key), "refusal": refusal}
    return render(request, template, context, status=status)
