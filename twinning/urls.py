"""Addresses of practices."""

from django.urls import path

from twinning.views import practices

urlpatterns = [
    path("countries/<slug:iso3>/practices/", practices.country_practices, name="country_practices"),
]
