from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from planner.models import Country, Theme
from planner.views.fragments import wants_fragment
from twinning.domain.states import NEED_MOVES
from twinning.forms.needs import NeedFilterForm, NeedForm
from twinning.models import Need
from twinning.queries.access import country_for_writing, need_for_editing, need_for_viewing
from twinning.queries.needs import commitments_to_serve, months_of, need_library, need_page, needs_page, suggestions_for
from twinning.queries.practices import filter_choices
from twinning.services.needs import accept_suggestion, dismiss_suggestion
from twinning.views.records import RecordKind


@require_GET
@vary_on_headers("HX-Request")
def country_needs(request: HttpRequest, iso3: str) -> HttpResponse:
    template = "twinning/_needs.html" if wants_fragment(request) else "twinning/country_needs.html"
    return render(request, template, {"page": needs_page(request.user, iso3)})


@require_GET
@vary_on_headers("HX-Request")
def needs(request: HttpRequest) -> HttpResponse:
    form = NeedFilterForm(request.GET, **filter_choices())
    page = need_library(request.user, **form.chosen())
    context = {"form": form, "page": page, "section": "practices", "is_fragment": wants_fragment(request)}
    template = "twinning/_needs_results.html" if context["is_fragment"] else "twinning/needs.html"
    return render(request, template, context)


@require_POST
def suggestion_answer(request: HttpRequest, iso3: str, code: str) -> HttpResponse:
    """Accepts a suggested need, whose draft is opened, or dismisses it. One that was answered meanwhile is no more."""
    country = country_for_writing(request.user, iso3)
    suggestion = next((one for one in suggestions_for(country) if one.code == code), None)
    if suggestion is None:
        messages.error(request, _("Somebody else has answered this suggestion in the meantime."))
        return redirect("country_needs", iso3)
    if request.POST.get("answer") == "accept":
        need = accept_suggestion(country=country, suggestion=suggestion)
        messages.success(request, _("A draft was made of the suggestion. Say why now, and what you expect."))
        return redirect("need_change", need.pk)
    dismiss_suggestion(country=country, suggestion=suggestion, user=request.user, now=timezone.now())
    messages.success(request, _("The suggestion is dismissed."))
    return redirect("country_needs", iso3)


@require_GET
def need(request: HttpRequest, pk: UUID) -> HttpResponse:
    return render(request, "twinning/need.html", {"page": need_page(request.user, pk, today=timezone.localdate())})


def need_form(data: object = None, *, country: Country, row: Need | None = None, **options: object) -> NeedForm:
    return NeedForm(
        data,
        row=row or Need(country=country),
        themes=Theme.objects.all(),
        commitments=commitments_to_serve(country),
        months=months_of(country),
        **options,
    )


def languages_of_country(request: HttpRequest, country: Country) -> dict[str, object]:
    return {"languages": list(country.working_languages)}


NEEDS = RecordKind(
    name="need",
    model=Need,
    moves=NEED_MOVES,
    form=need_form,
    for_viewing=need_for_viewing,
    for_editing=need_for_editing,
    first=languages_of_country,
)
