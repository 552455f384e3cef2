from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from planner.queries.countries import country_page
from planner.queries.likeness import likeness_page
from planner.views.fragments import wants_fragment


@require_GET
def country(request: HttpRequest, iso3: str) -> HttpResponse:
    page = country_page(request.user, iso3, today=timezone.localdate())
    return render(request, "planner/country.html", {"page": page, "country": page.country})


@require_GET
@vary_on_headers("HX-Request")
def country_like(request: HttpRequest, iso3: str) -> HttpResponse:
    template = "planner/_country_like.html" if wants_fragment(request) else "planner/country_like.html"
    return render(request, template, {"page": likeness_page(request.user, iso3)})
