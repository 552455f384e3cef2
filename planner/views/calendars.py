"""The calendar of a country: read by its people, kept by its coordinator and advisors."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from planner.forms.calendar import CalendarRowForm, DayForm, SeasonForm, WeekForm
from planner.models import Country, Holiday, ShortHours, WorkingWeek
from planner.queries.access import calendar_for_editing, calendar_row_for_editing
from planner.queries.calendars import calendar_page
from planner.services import calendars
from planner.services.calendars import CalendarRefused, CalendarRow
from planner.services.edits import EditedMeanwhile, EditRefused, GoneMeanwhile
from planner.services.reference.holidays import YEARS


@dataclass(frozen=True)
class Kind:
    """What a calendar is made of, by its name in the address."""

    rows: type[CalendarRow]
    form: type[CalendarRowForm]
    day_field: str
    add: str
    change: str
    remove: str


KINDS = {
    "weeks": Kind(
        WorkingWeek,
        WeekForm,
        "holds_from",
        gettext_lazy("Add a working week"),
        gettext_lazy("Change the working week"),
        gettext_lazy("Remove the working week"),
    ),
    "days": Kind(
        Holiday,
        DayForm,
        "day",
        gettext_lazy("Add a day"),
        gettext_lazy("Change the day"),
        gettext_lazy("Remove the day"),
    ),
    "seasons": Kind(
        ShortHours,
        SeasonForm,
        "first",
        gettext_lazy("Add a season of short hours"),
        gettext_lazy("Change the season"),
        gettext_lazy("Remove the season"),
    ),
}


@require_GET
def calendar(request: HttpRequest, iso3: str) -> HttpResponse:
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) <= 4 else today.year
    page = calendar_page(request.user, iso3, year=year, today=today)
    context = {"country": page.country, "page": page, "can_restore": page.year in YEARS}
    return render(request, "planner/calendar.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, iso3: str, kind: str) -> HttpResponse:
    country = calendar_for_editing(request.user, iso3)
    form = _kind(kind).form(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            row = calendars.add_to_calendar(_kind(kind).rows(country=country, **form.row_values()))
        except CalendarRefused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Added. Plans that follow this calendar have their dates computed again."))
            return _back_to_calendar(country, kind, row)
    return _form_page(request, country, kind, form)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, iso3: str, kind: str, pk: int) -> HttpResponse:
    kept = _kind(kind)
    if request.method == "GET":
        row = calendar_row_for_editing(request.user, iso3, kept.rows, pk)
        return _form_page(request, row.country, kind, kept.form(initial=kept.form.answers_of(row)), row)
    form = kept.form(request.POST)
    try:
        row = calendar_row_for_editing(request.user, iso3, kept.rows, pk)
    except Http404:
        # What was typed is not lost with the row; whose calendar it is not finds nothing here.
        country = calendar_for_editing(request.user, iso3)
        return _form_page(request, country, kind, form, meanwhile=GoneMeanwhile(), status=409)
    if form.is_valid():
        try:
            row = calendars.change_in_calendar(row, version=_version(request), **form.row_values())
        except CalendarRefused as refused:
            form.add_refusal(refused)
        except EditedMeanwhile as meanwhile:
            return _form_page(request, row.country, kind, form, meanwhile.row, meanwhile=meanwhile, status=409)
        except GoneMeanwhile as meanwhile:
            return _form_page(request, row.country, kind, form, meanwhile=meanwhile, status=409)
        else:
            messages.success(request, _("Saved. Plans that follow this calendar have their dates computed again."))
            return _back_to_calendar(row.country, kind, row)
    return _form_page(request, row.country, kind, form, row, version=_version(request))


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, iso3: str, kind: str, pk: int) -> HttpResponse:
    row = calendar_row_for_editing(request.user, iso3, _kind(kind).rows, pk)
    refused, status = None, 200
    if request.method == "POST":
        try:
            calendars.remove_from_calendar(row, version=_version(request))
        except EditedMeanwhile as meanwhile:
            row, refused, status = meanwhile.row, meanwhile, 409
        except EditRefused as error:
            refused, status = error, 422
        else:
            messages.success(request, _("Removed. Plans that follow this calendar have their dates computed again."))
            return _back_to_calendar(row.country, kind, row)
    context = {"country": row.country, "kind": kind, "row": row, "refused": refused, "title": _kind(kind).remove}
    context |= {"year": _day(kind, row).year, "facts": _kind(kind).form.facts_of(row)}
    return render(request, "planner/calendar_remove.html", context, status=status)


@require_POST
def confirm(request: HttpRequest, iso3: str, pk: int) -> HttpResponse:
    week = calendar_row_for_editing(request.user, iso3, WorkingWeek, pk)
    try:
        calendars.confirm_week(week, version=_version(request))
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The working week is confirmed."))
    return redirect(f"{reverse('calendar', args=[iso3])}#weeks")


@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest, iso3: str, year: int) -> HttpResponse:
    country = calendar_for_editing(request.user, iso3)
    if year not in YEARS:
        raise Http404
    if request.method == "POST":
        calendars.restore_year(country, year=year)
        messages.success(request, _("The original days of %(year)s are restored.") % {"year": year})
        return redirect(f"{reverse('calendar', args=[iso3])}?year={year}")
    difference = calendars.year_against_seed(country, year)
    return render(
        request, "planner/calendar_restore.html", {"country": country, "year": year, "difference": difference}
    )


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _version(request: HttpRequest) -> int:
    """The version that the page was made from; without one, the row has been changed meanwhile."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) <= 9 else 0


def _day(kind: str, row: CalendarRow) -> date:
    day: date = getattr(row, KINDS[kind].day_field)
    return day


def _back_to_calendar(country: Country, kind: str, row: CalendarRow) -> HttpResponse:
    return redirect(f"{reverse('calendar', args=[country.pk])}?year={_day(kind, row).year}#{kind}")


def _form_page(
    request: HttpRequest,
    country: Country,
    kind: str,
    form: CalendarRowForm,
    row: CalendarRow | None = None,
    *,
    meanwhile: EditRefused | None = None,
    version: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """Without a row the form adds one. After a conflict it holds what was typed, to be saved on top of `row`."""
    context = {
        "country": country,
        "kind": kind,
        "form": form,
        "row": row,
        "version": row.version if row and version is None else version,
        "title": KINDS[kind].change if row else KINDS[kind].add,
        "meanwhile": meanwhile,
        "differences": form.differences_from(row) if meanwhile and row else [],
        "year": _day(kind, row).year if row else timezone.localdate().year,
    }
    return render(
        request, "planner/calendar_row.html", context, status=422 if form.errors and status == 200 else status
    )
