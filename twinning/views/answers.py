from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from planner.views.fragments import wants_fragment
from twinning.queries.answers import answers_to_need, users_of_practice


@require_GET
@vary_on_headers("HX-Request")
def need_practices(request: HttpRequest, pk: UUID) -> HttpResponse:
    template = "twinning/_answers.html" if wants_fragment(request) else "twinning/need_practices.html"
    page = answers_to_need(request.user, pk, today=timezone.localdate())
    return render(request, template, {"page": page, "section": "needs"})


@require_GET
@vary_on_headers("HX-Request")
def practice_needs(request: HttpRequest, pk: UUID) -> HttpResponse:
    template = "twinning/_answers.html" if wants_fragment(request) else "twinning/practice_needs.html"
    page = users_of_practice(request.user, pk, today=timezone.localdate())
    return render(request, template, {"page": page, "section": "practices"})
