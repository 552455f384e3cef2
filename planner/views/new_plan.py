"""Choose, check, create. Until the last step the whole choice stands in the address: it can be gone back to,
reloaded, read in another language, or sent to a colleague of the same country."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from planner.forms.new_plan import NewPlanForm, PlanChoiceForm
from planner.models import Country, Recommendation
from planner.queries.access import country_for_planning
from planner.queries.library import by_study, recommendations_in_order
from planner.queries.new_plan import Choice, choice_of
from planner.queries.proposals import PlanRefused
from planner.services.plans import create_plan, default_title
from planner.views.fragments import wants_fragment


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def plan_new(request: HttpRequest, iso3: str) -> HttpResponse:
    country = country_for_planning(request.user, iso3)
    library = list(recommendations_in_order())
    if request.method == "POST":
        return _create(request, country, library)
    answers = request.GET.copy()
    if "all" in answers:
        answers.setlist("recommendation", [recommendation.code for recommendation in library])
    form = PlanChoiceForm(answers, recommendations=library)
    taken = answers.getlist("prerequisite") if "checked" in answers else None
    choice = choice_of(country, library, form.known_codes(), **form.dates(), taken=taken)
    if answers.get("step") != "check":
        return _choose_page(request, country, library, form, choice)
    if choice.refused:
        form.add_refusal(choice.refused)
    if form.errors:
        return _choose_page(request, country, library, form, choice, is_refused=True)
    return _check_page(request, country, form, choice, _details(library))


def _create(request: HttpRequest, country: Country, library: Sequence[Recommendation]) -> HttpResponse:
    form = NewPlanForm(request.POST, recommendations=library)
    if form.is_valid():
        try:
            plan = create_plan(
                country=country, created_by=request.user, today=timezone.localdate(), **form.plan_values()
            )
        except PlanRefused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("The plan is made. Its tasks, dates and files can be found here."))
            return redirect(plan)
    taken = request.POST.getlist("prerequisite")
    choice = choice_of(country, library, form.known_codes(), **form.dates(), taken=taken)
    return _check_page(request, country, form, choice, form)


def _details(library: Sequence[Recommendation]) -> NewPlanForm:
    return NewPlanForm(initial={"base_language": get_language()}, recommendations=library)


def _choose_page(
    request: HttpRequest,
    country: Country,
    library: Sequence[Recommendation],
    form: PlanChoiceForm,
    choice: Choice,
    is_refused: bool = False,
) -> HttpResponse:
    context = {"country": country, "form": form, "choice": choice, "is_refused": is_refused}
    if wants_fragment(request):
        return render(request, "planner/_new_plan_summary.html", {**context, "is_fragment": True})
    context |= {"groups": by_study(library), "chosen": form.known_codes()}
    return render(request, "planner/new_plan_choose.html", context)


def _check_page(
    request: HttpRequest,
    country: Country,
    form: PlanChoiceForm,
    choice: Choice,
    details: NewPlanForm,
) -> HttpResponse:
    context = {"country": country, "form": form, "choice": choice, "details": details}
    if wants_fragment(request):
        return render(request, "planner/_new_plan_size.html", context)
    context |= {"default_title": default_title(country), "back": form.choice_query()}
    return render(request, "planner/new_plan_check.html", context)
