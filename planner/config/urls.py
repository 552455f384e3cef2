"""Every address of the software."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("planner.urls")),
    path("", include("twinning.urls")),
    path("", include("exports.urls")),
]
