from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from twinning.queries.access import twinning_for_viewing
from twinning.queries.twinnings import twinnings_of


@require_GET
def twinnings(request: HttpRequest) -> HttpResponse:
    return render(request, "twinning/twinnings.html", {"twinnings": twinnings_of(request.user), "section": "twinnings"})


@require_GET
def twinning(request: HttpRequest, pk: UUID) -> HttpResponse:
    return render(request, "twinning/twinning.html", {"twinning": twinning_for_viewing(request.user, pk)})
