from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from planner.views.fragments import wants_fragment
from twinning.queries.give_and_take import country_balance_page, give_and_take_page


@require_GET
def give_and_take(request: HttpRequest) -> HttpResponse:
    page = give_and_take_page(request.user, year=request.GET.get("year", ""))
    return render(request, "twinning/give_and_take.html", {"page": page, "section": "rounds"})


@require_GET
@vary_on_headers("HX-Request")
def country_balance(request: HttpRequest, iso3: str) -> HttpResponse:
    template = "twinning/_country_balance.html" if wants_fragment(request) else "twinning/country_balance.html"
    return render(request, template, {"page": country_balance_page(request.user, iso3), "section": "countries"})
