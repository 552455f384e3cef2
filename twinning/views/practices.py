from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from planner.views.fragments import wants_fragment
from twinning.queries.practices import practices_page


@require_GET
@vary_on_headers("HX-Request")
def country_practices(request: HttpRequest, iso3: str) -> HttpResponse:
    template = "twinning/_practices.html" if wants_fragment(request) else "twinning/country_practices.html"
    return render(request, template, {"page": practices_page(request.user, iso3)})
