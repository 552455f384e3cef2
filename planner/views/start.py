from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from planner.queries.countries import start_page


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "planner/start.html", {"page": start_page(request.user)})
