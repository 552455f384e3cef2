"""Administration pages of practices."""

from functools import partial

from django import forms
from django.contrib import admin
from django.db import models

from planner.admin import TranslatedAdmin
from twinning.models import CaseCount, Practice


@admin.register(Practice)
class PracticeAdmin(TranslatedAdmin):
    formfield_overrides = {
        **TranslatedAdmin.formfield_overrides,
        models.URLField: {"form_class": partial(forms.URLField, assume_scheme="https")},
    }
    list_display = ["title", "country", "institution", "state"]
    list_filter = ["state", "country"]
    list_select_related = ["country"]


@admin.register(CaseCount)
class CaseCountAdmin(TranslatedAdmin):
    list_display = ["country", "cases", "example"]
    list_select_related = ["country"]
