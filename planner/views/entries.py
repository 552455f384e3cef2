"""A list of a plan that is read on one page, and whose entries are added, changed and removed in place there.

Each address answers with the whole page, the list with the form where the entry stands, or to htmx with that part
alone: what works without JavaScript and what works with it are one thing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.vary import vary_on_headers

from planner.forms.entries import EntryForm
from planner.models import Plan, Versioned
from planner.permissions import user_can_edit_plan
from planner.queries.access import plan_for_editing, plan_for_viewing
from planner.services.edits import EditedMeanwhile, EditRefused
from planner.services.entries import add_entry, change_entry, remove_entry
from planner.views.fragments import wants_fragment


@dataclass(frozen=True)
class EntryKind:
    """`planner/plan_<name>.html` is the page and includes its fragment `planner/_plan_<name>.html`.

    `read` gives what the page shows, `entries` those that a form may be opened for, and `new` one that is not saved.
    """

    name: str
    read: Callable[[Plan], Any]
    entries: Callable[[Plan], QuerySet[Any]]
    new: Callable[[Plan], Versioned]
    form: type[EntryForm]
    add: Callable[..., Versioned] = add_entry
    change: Callable[..., Versioned] = change_entry
    remove: Callable[..., None] = remove_entry

    def paths(self, address: str) -> list[URLPattern]:
        """The list at `address`, and under it a new entry, each entry by its key, and its removal."""
        name = f"plan_{self.name}"
        return [
            path(address, EntryList.as_view(kind=self), name=name),
            path(f"{address}new/", NewEntry.as_view(kind=self), name=f"{name}_new"),
            path(f"{address}<uuid:key>/", EntryChange.as_view(kind=self), name=f"{name}_entry"),
            path(f"{address}<uuid:key>/remove/", EntryRemoval.as_view(kind=self), name=f"{name}_removal"),
        ]


@method_decorator(vary_on_headers("HX-Request"), name="dispatch")
class EntryView(View):
    # Given to `as_view`.
    kind: EntryKind = None

    def answer(self, plan: Plan, *, status: int = 200, **context: Any) -> HttpResponse:
        is_fragment = wants_fragment(self.request)
        shown = {
            "plan": plan,
            "page": self.kind.read(plan),
            "can_edit": user_can_edit_plan(self.request.user, plan),
            "is_fragment": is_fragment,
            "back": self.list_address(plan),
        }
        template = f"planner/{'_' if is_fragment else ''}plan_{self.kind.name}.html"
        return render(self.request, template, shown | context, status=status)

    def save(self, plan: Plan, form: EntryForm, save: Callable[[], Versioned], *, open_key: str) -> HttpResponse:
        """What is wrong is said by its field, with all that was typed kept."""
        if not form.is_valid():
            return self.answer(plan, form=form, open_key=open_key, status=422)
        try:
            saved = save()
        except EditedMeanwhile as meanwhile:
            form.stand_against(meanwhile.row)
            return self.answer(plan, form=form, open_key=open_key, refusal=str(meanwhile), status=409)
        except EditRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.answer(plan, form=form, open_key=open_key, status=422)
        return self.done(plan, _("Saved."), saved_key=str(saved.key))

    def done(self, plan: Plan, news: str, *, saved_key: str = "") -> HttpResponse:
        if wants_fragment(self.request):
            return self.answer(plan, news=news, saved_key=saved_key)
        messages.success(self.request, news)
        return redirect(self.list_address(plan) + (f"#entry-{saved_key}" if saved_key else ""))

    def list_address(self, plan: Plan) -> str:
        return reverse(f"plan_{self.kind.name}", args=[plan.pk])


class EntryList(EntryView):
    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self.answer(plan_for_viewing(request.user, pk))


class NewEntry(EntryView):
    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        plan = plan_for_editing(request.user, pk)
        return self.answer(plan, form=self.kind.form(plan=plan), open_key="new")

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        plan = plan_for_editing(request.user, pk)
        form = self.kind.form(request.POST, plan=plan)
        return self.save(
            plan,
            form,
            lambda: self.kind.add(
                plan=plan, entry=self.kind.new(plan), values=form.values(), user=request.user, now=timezone.now()
            ),
            open_key="new",
        )


class EntryChange(EntryView):
    def get(self, request: HttpRequest, pk: UUID, key: UUID) -> HttpResponse:
        plan = plan_for_editing(request.user, pk)
        entry = get_object_or_404(self.kind.entries(plan), key=key)
        return self.answer(plan, form=self.kind.form(plan=plan, entry=entry), open_key=str(key))

    def post(self, request: HttpRequest, pk: UUID, key: UUID) -> HttpResponse:
        plan = plan_for_editing(request.user, pk)
        entry = get_object_or_404(self.kind.entries(plan), key=key)
        form = self.kind.form(request.POST, plan=plan, entry=entry)
        return self.save(
            plan,
            form,
            lambda: self.kind.change(
                plan=plan,
                entry=entry,
                version=form.made_from,
                values=form.values(),
                user=request.user,
                now=timezone.now(),
            ),
            open_key=str(key),
        )


class EntryRemoval(EntryView):
    """Asks first."""

    def get(self, request: HttpRequest, pk: UUID, key: UUID) -> HttpResponse:
        plan = plan_for_editing(request.user, pk)
        entry = get_object_or_404(self.kind.entries(plan), key=key)
        return self.ask(plan, entry)

    def post(self, request: HttpRequest, pk: UUID, key: UUID) -> HttpResponse:
        plan = plan_for_editing(request.user, pk)
        entry = get_object_or_404(self.kind.entries(plan), key=key)
        version = request.POST.get("version", "")
        try:
            self.kind.remove(
                plan=plan,
                entry=entry,
                version=int(version) if version.isdecimal() else 0,
                user=request.user,
                now=timezone.now(),
            )
        except EditedMeanwhile as meanwhile:
            return self.ask(plan, meanwhile.row, refusal=str(meanwhile), status=409)
        return self.done(plan, _("Removed."))

    def ask(self, plan: Plan, entry: Versioned, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.answer(plan, entry=entry, open_key=str(entry.key), is_removal=True, status=status, **context)
