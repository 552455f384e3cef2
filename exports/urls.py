from django.urls import path

from exports import views

urlpatterns = [
    path("plans/<uuid:pk>/exports/", views.plan_exports, name="plan_exports"),
    path("rounds/<uuid:pk>/exports/", views.round_exports, name="round_exports"),
    path("twinnings/<uuid:pk>/exports/", views.twinning_exports, name="twinning_exports"),
    path("twinnings/<uuid:pk>/reports/<slug:key>/exports/", views.report_exports, name="report_exports"),
    path("exports/<uuid:pk>/", views.export_status, name="export_status"),
    path("exports/<uuid:pk>/retry/", views.export_retry, name="export_retry"),
    path("exports/<uuid:pk>/download/", views.export_download, name="export_download"),
]
