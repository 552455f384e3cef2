from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from planner.forms.scenarios import AdoptionForm, ScenarioForm
from planner.permissions import NotAllowed
from planner.queries.access import plan_for_viewing, scenario_for_viewing
from planner.queries.scenarios import adoption_of, plan_scenarios, scenario_comparison
from planner.services.edits import EditRefused
from planner.services.scenarios import adopt_scenario, drop_scenario, start_scenario


@require_http_methods(["GET", "POST"])
def scenarios(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The scenarios of a plan side by side; a new one begins here."""
    plan = plan_for_viewing(request.user, pk)
    if plan.is_scenario:
        return redirect("plan_scenarios", plan.scenario_of_id)
    form = ScenarioForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            scenario = start_scenario(plan=plan, user=request.user, now=timezone.now(), **form.cleaned_data)
        except NotAllowed as refused:
            messages.error(request, str(refused))
            return redirect("plan_scenarios", plan.pk)
        messages.success(request, _("The scenario is made. Change it as you like; the plan stays as it is."))
        return redirect("plan_tasks", scenario.pk)
    context = {"plan": plan, "page": plan_scenarios(request.user, plan), "form": form}
    return render(request, "planner/plan_scenarios.html", context)


@require_GET
def scenario(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the scenario changes."""
    plan = scenario_for_viewing(request.user, pk)
    comparison = scenario_comparison(plan, other=request.GET.get("with", ""))
    return render(request, "planner/scenario.html", {"plan": plan, "comparison": comparison})


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = scenario_for_viewing(request.user, pk)
    adoption = adoption_of(request.user, plan)
    if adoption.refusal:
        messages.error(request, adoption.refusal)
        return redirect("scenario", plan.pk)
    form = AdoptionForm(request.POST or None, initial={"read_at_change": plan.scenario_of.workplan.change_number})
    if request.method == "POST" and form.is_valid():
        try:
            adopted = adopt_scenario(scenario=plan, user=request.user, now=timezone.now(), **form.cleaned_data)
        except EditRefused as refused:
            form.add_error("takes_the_place" if adoption.undone else None, str(refused))
        else:
            messages.success(request, _("The scenario is adopted. The plan as it was before is kept as a revision."))
            return redirect(adopted)
    return render(request, "planner/scenario_adopt.html", {"plan": plan, "adoption": adoption, "form": form})


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = scenario_for_viewing(request.user, pk)
    original = plan.scenario_of_id
    if request.method == "POST":
        try:
            drop_scenario(scenario=plan, user=request.user)
        except NotAllowed as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The scenario is dropped; the plan is as it was."))
        return redirect("plan_scenarios", original)
    return render(request, "planner/scenario_drop.html", {"plan": plan})
