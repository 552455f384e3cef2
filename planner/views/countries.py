from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from planner.queries.countries import country_page


@require_GET
def country(request: HttpRequest, iso3: str) -> HttpResponse:
    page = country_page(request.user, iso3, today=timezone.localdate())
    return render(request, "planner/country.html", {"page": page, "country": page.country})
