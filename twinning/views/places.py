from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from planner.services.edits import EditedMeanwhile
from twinning.forms.places import PlacesForm
from twinning.queries.places import places_page
from twinning.services.places import change_places


@require_http_methods(["GET", "POST"])
def country_places(request: HttpRequest, iso3: str) -> HttpResponse:
    page = places_page(request.user, iso3)
    form = PlacesForm(request.POST if request.method == "POST" else None, places=page.places)
    context = {"page": page, "form": form, "section": "countries"}
    if request.method == "GET":
        return render(request, "twinning/country_places.html", context)
    if not form.is_valid():
        return render(request, "twinning/country_places.html", context, status=422)
    try:
        change_places(country=page.country, version=form.made_from, values=form.values())
    except EditedMeanwhile as meanwhile:
        form.stand_against(meanwhile.row)
        return render(request, "twinning/country_places.html", context | {"refusal": str(meanwhile)}, status=409)
    messages.success(request, _("Saved. The next round reckons with these places."))
    return redirect("country_places", iso3)
