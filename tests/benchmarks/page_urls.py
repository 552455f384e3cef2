from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [
    path("empty/", login_not_required(empty)),
    path("empty/signed-in/", empty),
    path("", include("planner.config.urls")),
]
