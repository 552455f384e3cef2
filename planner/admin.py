"""Administration pages: people and reference data. Plans are not here, so that an administrator reads no draft."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from planner.forms.fields import TranslatedFormField
from planner.models import (
    BlueprintLink,
    BlueprintPart,
    BlueprintTask,
    Body,
    Country,
    Holiday,
    Indicator,
    IndicatorValue,
    Membership,
    Recommendation,
    RecommendationIndicator,
    RecommendationRisk,
    ShortHours,
    Study,
    Theme,
    TranslatedField,
    User,
    WorkingWeek,
)
from planner.services.calendars import raise_calendar_number

admin.site.site_header = admin.site.site_title = _("ENACT Planner")
admin.site.index_title = _("People and reference data")
# Rights come from memberships, not from groups.
admin.site.unregister(Group)


class TranslatedAdmin(admin.ModelAdmin):
    formfield_overrides = {TranslatedField: {"form_class": TranslatedFormField}}


class TranslatedInline(admin.StackedInline):
    formfield_overrides = TranslatedAdmin.formfield_overrides
    extra = 0


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 1


@admin.register(User)
class PersonAdmin(UserAdmin):
    inlines = [MembershipInline]
    list_display = ["username", "first_name", "last_name", "email", "is_active", "is_superuser"]
    list_filter = ["is_active", "is_superuser", "memberships__role", "memberships__country"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
    ]


class WorkingWeekInline(TranslatedInline):
    """A country without a working week has no dates."""

    model = WorkingWeek
    min_num = 1
    validate_min = True


class HolidayInline(TranslatedInline):
    model = Holiday


class ShortHoursInline(TranslatedInline):
    model = ShortHours


@admin.register(Country)
class CountryAdmin(TranslatedAdmin):
    inlines = [WorkingWeekInline, HolidayInline, ShortHoursInline]
    list_display = ["iso3", "name", "region", "is_least_developed"]
    list_filter = ["region", "is_least_developed"]

    def save_related(self, request, form, formsets, change):
        raise_calendar_number(form.instance.pk)
        super().save_related(request, form, formsets, change)

    def save_formset(self, request, form, formset, change):
        """A coordinator who has an older version of a row before them is told, and overwrites nothing."""
        for inline in formset.initial_forms:
            if inline.has_changed():
                inline.instance.version += 1
        super().save_formset(request, form, formset, change)


@admin.register(Indicator)
class IndicatorAdmin(TranslatedAdmin):
    list_display = ["code", "name", "family", "maximum"]
    list_filter = ["family"]


@admin.register(IndicatorValue)
class IndicatorValueAdmin(admin.ModelAdmin):
    list_display = ["country", "indicator", "year", "value"]
    list_filter = ["country", "indicator__family", "year"]
    list_select_related = ["country", "indicator"]


@admin.register(Study)
class StudyAdmin(TranslatedAdmin):
    list_display = ["code", "title", "year"]


@admin.register(Theme)
class ThemeAdmin(TranslatedAdmin):
    list_display = ["code", "name", "kind"]
    list_filter = ["kind"]


@admin.register(Body)
class BodyAdmin(TranslatedAdmin):
    list_display = ["code", "name"]


class BlueprintPartInline(admin.TabularInline):
    model = BlueprintPart
    autocomplete_fields = ["task"]
    extra = 0


class RecommendationIndicatorInline(TranslatedInline):
    model = RecommendationIndicator


class RecommendationRiskInline(TranslatedInline):
    model = RecommendationRisk


@admin.register(Recommendation)
class RecommendationAdmin(TranslatedAdmin):
    inlines = [BlueprintPartInline, RecommendationIndicatorInline, RecommendationRiskInline]
    list_display = ["code", "title", "study", "origin"]
    list_filter = ["study", "origin", "themes"]
    list_select_related = ["study"]
    filter_horizontal = ["themes", "prerequisites", "supporting"]
    search_fields = ["code", "title"]


class LinkBeforeInline(admin.TabularInline):
    """What the task waits for."""

    model = BlueprintLink
    fk_name = "after"
    autocomplete_fields = ["before"]
    extra = 0


@admin.register(BlueprintTask)
class BlueprintTaskAdmin(TranslatedAdmin):
    inlines = [LinkBeforeInline]
    list_display = ["key", "title", "days", "responsible"]
    list_select_related = ["responsible"]
    search_fields = ["key", "title"]
    filter_horizontal = ["supporting"]
