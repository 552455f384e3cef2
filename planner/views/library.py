from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from planner.forms.library import LibraryFilterForm
from planner.queries.library import filter_choices, library_page, recommendation_page
from planner.views.fragments import wants_fragment


@require_GET
@vary_on_headers("HX-Request")
def library(request: HttpRequest) -> HttpResponse:
    form = LibraryFilterForm(request.GET, **filter_choices())
    page = library_page(**form.chosen())
    context = {"form": form, "page": page, "section": "library", "is_fragment": wants_fragment(request)}
    template = "planner/_library_results.html" if context["is_fragment"] else "planner/library.html"
    return render(request, template, context)


@require_GET
def recommendation(request: HttpRequest, code: str) -> HttpResponse:
    context = {"page": recommendation_page(code), "section": "library"}
    return render(request, "planner/recommendation.html", context)
