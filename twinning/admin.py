"""Administration pages of practices. Needs are drafts of countries and stay out of it."""

from functools import partial

from django import forms
from django.contrib import admin
from django.db import models

from planner.admin import TranslatedAdmin
from twinning.models import CaseCount, Places, Practice


@admin.register(Practice)
class PracticeAdmin(TranslatedAdmin):
    formfield_overrides = {
        **TranslatedAdmin.formfield_overrides,
        models.URLField: {"form_class": partial(forms.URLField, assume_scheme="https")},
    }
    list_display = ["title", "country", "institution", "state"]
    list_filter = ["state", "country"]
    list_select_related = ["country"]

    def get_queryset(self, request):
        """What a country has not published yet is for its own people."""
        return super().get_queryset(request).filter(state__in=["PUBLISHED", "PAUSED", "OUTDATED", "ARCHIVED"])


@admin.register(Places)
class PlacesAdmin(admin.ModelAdmin):
    list_display = ["country", "as_giver", "as_taker"]
    list_select_related = ["country"]


@admin.register(CaseCount)
class CaseCountAdmin(TranslatedAdmin):
    list_display = ["country", "cases", "example"]
    list_select_related = ["country"]
