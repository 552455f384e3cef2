"""Addresses of practices."""

from django.urls import path

from twinning.views import practices
from twinning.views.practices import PRACTICES

urlpatterns = [
    path("countries/<slug:iso3>/practices/", practices.country_practices, name="country_practices"),
    path("practices/", practices.practices, name="practices"),
    path("practices/<uuid:pk>/", practices.practice, name="practice"),
    path("practices/<uuid:pk>/confirm/", practices.practice_confirm, name="practice_confirm"),
    *PRACTICES.paths(),
]
