from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from planner.models import Country, Theme
from planner.permissions import NotAllowed
from planner.views.fragments import wants_fragment
from twinning.domain.states import PRACTICE_MOVES
from twinning.forms.practices import PracticeFilterForm, PracticeForm
from twinning.models import Practice
from twinning.queries.access import practice_for_editing, practice_for_viewing
from twinning.queries.practices import filter_choices, practice_library, practice_page, practices_page
from twinning.services.records import confirm_practice
from twinning.views.records import RecordKind


@require_GET
@vary_on_headers("HX-Request")
def country_practices(request: HttpRequest, iso3: str) -> HttpResponse:
    template = "twinning/_practices.html" if wants_fragment(request) else "twinning/country_practices.html"
    return render(request, template, {"page": practices_page(request.user, iso3, today=timezone.localdate())})


@require_GET
@vary_on_headers("HX-Request")
def practices(request: HttpRequest) -> HttpResponse:
    form = PracticeFilterForm(request.GET, **filter_choices())
    page = practice_library(request.user, today=timezone.localdate(), **form.chosen())
    context = {"form": form, "page": page, "section": "practices", "is_fragment": wants_fragment(request)}
    template = "twinning/_library_results.html" if context["is_fragment"] else "twinning/practices.html"
    return render(request, template, context)


@require_GET
def practice(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = practice_page(request.user, pk, today=timezone.localdate())
    return render(request, "twinning/practice.html", {"page": page, "section": "practices"})


@require_POST
def practice_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = practice_for_viewing(request.user, pk)
    try:
        confirm_practice(practice=found, user=request.user, today=timezone.localdate())
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The practice is confirmed as of today."))
    return redirect(found)


def practice_form(data: object = None, *, country: Country, row: Practice | None = None, **options: object):
    return PracticeForm(data, row=row or Practice(country=country), themes=Theme.objects.all(), **options)


PRACTICES = RecordKind(
    name="practice",
    model=Practice,
    moves=PRACTICE_MOVES,
    form=practice_form,
    for_viewing=practice_for_viewing,
    for_editing=practice_for_editing,
)
