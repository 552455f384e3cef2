"""Practices and needs are written, changed and moved on the same way; a kind of record names its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from planner.domain.states import Move
from planner.models import Country
from planner.permissions import NotAllowed
from planner.services.edits import EditedMeanwhile, EditRefused
from twinning.forms.records import RecordForm, RecordMoveForm
from twinning.permissions import Record
from twinning.queries.access import country_for_writing
from twinning.queries.states import done_words, possible_move
from twinning.services.records import add_record, change_record, move_record


@dataclass(frozen=True)
class RecordKind:
    """`twinning/<name>_form.html` asks for it, and `country_<name>s` is the address of a country's list.

    `form` makes the form for a country, and `first` gives what a new one starts from.
    """

    name: str
    model: type[Record]
    moves: Mapping[str, Move]
    form: Callable[..., RecordForm]
    for_viewing: Callable[..., Any]
    for_editing: Callable[..., Any]
    first: Callable[[HttpRequest, Country], dict[str, Any]] = lambda request, country: {}

    def paths(self) -> list[URLPattern]:
        place, name = f"{self.name}s/<uuid:pk>/", self.name
        return [
            path(f"countries/<slug:iso3>/{name}s/new/", NewRecord.as_view(kind=self), name=f"{name}_new"),
            path(f"{place}change/", RecordChange.as_view(kind=self), name=f"{name}_change"),
            path(f"{place}moves/<slug:name>/", RecordMoving.as_view(kind=self), name=f"{name}_move"),
        ]


class RecordView(View):
    # Given to `as_view`.
    kind: RecordKind = None

    def ask(self, country: Country, form: RecordForm, *, status: int = 200, **context: Any) -> HttpResponse:
        lists = reverse(f"country_{self.kind.name}s", args=[country.pk])
        shown = {
            "country": country,
            "form": form,
            "back": lists,
            "list_address": lists,
            "section": f"{self.kind.name}s",
        }
        return render(self.request, f"twinning/{self.kind.name}_form.html", shown | context, status=status)


class NewRecord(RecordView):
    def get(self, request: HttpRequest, iso3: str) -> HttpResponse:
        country = country_for_writing(request.user, iso3)
        return self.ask(country, self.kind.form(country=country, initial=self.kind.first(request, country)))

    def post(self, request: HttpRequest, iso3: str) -> HttpResponse:
        country = country_for_writing(request.user, iso3)
        form = self.kind.form(request.POST, country=country)
        if not form.is_valid():
            return self.ask(country, form, status=422)
        record = add_record(record=self.kind.model(country=country), values=form.values())
        messages.success(request, _("Saved."))
        return redirect(record)


class RecordChange(RecordView):
    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        record = self.kind.for_editing(request.user, pk)
        return self.again(record, self.kind.form(country=record.country, row=record))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        record = self.kind.for_editing(request.user, pk)
        form = self.kind.form(request.POST, country=record.country, row=record)
        if not form.is_valid():
            return self.again(record, form, status=422)
        try:
            change_record(record=record, version=form.made_from, values=form.values(), user=request.user)
        except EditedMeanwhile as meanwhile:
            form.stand_against(meanwhile.row)
            return self.again(record, form, status=409, refusal=str(meanwhile))
        messages.success(request, _("Saved."))
        return redirect(record)

    def again(self, record: Record, form: RecordForm, **context: Any) -> HttpResponse:
        return self.ask(record.country, form, **{"record": record, "back": record.get_absolute_url(), **context})


class RecordMoving(RecordView):
    """Asks before a move that needs a reason or is not easily undone. Whoever may not make it is told why."""

    def get(self, request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
        record = self.record(pk, name)
        form = RecordMoveForm(move=self.kind.moves[name], initial={"read_at_version": record.version})
        return self.confirm(record, name, form)

    def post(self, request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
        record = self.record(pk, name)
        form = RecordMoveForm(request.POST, move=self.kind.moves[name])
        if form.is_valid():
            try:
                move_record(record=record, name=name, user=request.user, now=timezone.now(), **form.cleaned_data)
            except NotAllowed as refused:
                messages.error(request, str(refused))
                return redirect(record)
            except EditRefused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, done_words(record, name))
                return redirect(record)
        return self.confirm(record, name, form, status=422)

    def record(self, pk: UUID, name: str) -> Record:
        record = self.kind.for_viewing(self.request.user, pk)
        if name not in self.kind.moves:
            raise Http404
        return record

    def confirm(self, record: Record, name: str, form: RecordMoveForm, *, status: int = 200) -> HttpResponse:
        possible = possible_move(self.request.user, record, name)
        if possible.refusal:
            messages.error(self.request, possible.refusal)
            return redirect(record)
        context = {
            "record": record,
            "move": possible,
            "form": form,
            "address": reverse(f"{self.kind.name}_move", args=[record.pk, name]),
            "section": f"{self.kind.name}s",
        }
        return render(self.request, "twinning/record_move.html", context, status=status)
