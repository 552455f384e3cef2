"""A task's values, all of them or those of one cell, and its links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from planner.domain.dates import format_date
from planner.forms.entries import Meanwhile
from planner.forms.fields import DayField, MoneyField, OneLineField, PlainTextField, WholeNumberField
from planner.models import LANGUAGES, Commitment, Institution, Link, LinkKind, Plan, Task, Translated, WorkCalendar
from planner.queries.wording import link_manner
from planner.services.tasks import EVERY_DAY, ValueRefused

TEXTS = ("title", "output", "indicator", "supporting")
MOST_DAYS = 2_000  # eight years of work; more is a slip of the finger

# Which values are edited together in one cell of the table of tasks.
CELLS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "responsible": ("responsible", "new_institution"),
    "days": ("days",),
    "start": ("earliest", "pinned"),
    "finish": ("deadline",),
    "output": ("output",),
    "indicator": ("indicator",),
    "supporting": ("supporting",),
    "people": ("people",),
    "calendar": ("calendar",),
    "durations": ("optimistic_days", "pessimistic_days"),
    "cost": ("cost",),
    "running_cost": ("running_cost",),
    "state": ("state",),
    "progress": ("progress",),
    "actual_start": ("actual_start",),
    "actual_finish": ("actual_finish",),
}

# What is reported of a task while its plan is being implemented.
PROGRESS_CELLS = ("state", "progress", "actual_start", "actual_finish")


class TaskForm(forms.Form):
    """Each value travels with the one that was shown (`initial-…`), so that only what the person changed is saved,
    on top of the `version` that was shown.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = OneLineField(label=_("Title"), max_length=300)
    responsible = forms.ChoiceField(label=_("Responsible institution"), required=False)
    new_institution = PlainTextField(
        label=_("Or one that is not in the list"),
        required=False,
        max_length=200,
        help_text=_("In the language of the plan. It is added to the country's institutions."),
    )
    supporting = OneLineField(label=_("Supporting institutions"), required=False, max_length=1000)
    people = WholeNumberField(
        label=_("People at the same time"),
        min_value=1,
        max_value=10_000,
        help_text=_("Of the responsible institution."),
    )
    days = WholeNumberField(
        label=_("Duration in working days"), min_value=0, max_value=MOST_DAYS, help_text=_("0 makes it a milestone.")
    )
    optimistic_days = WholeNumberField(label=_("Optimistic duration"), required=False, min_value=0, max_value=MOST_DAYS)
    pessimistic_days = WholeNumberField(
        label=_("Pessimistic duration"), required=False, min_value=0, max_value=MOST_DAYS
    )
    calendar = forms.ChoiceField(label=_("Working days"), required=False)
    earliest = DayField(label=_("Not before"), required=False)
    pinned = DayField(
        label=_("Fixed start"), required=False, help_text=_("It starts on this day whatever it waits for.")
    )
    deadline = DayField(label=_("Deadline"), required=False)
    output = OneLineField(label=_("Output"), required=False, max_length=1000)
    indicator = OneLineField(label=_("Indicator"), required=False, max_length=1000)
    cost = MoneyField(label=_("Additional cost, US dollars"))
    running_cost = MoneyField(label=_("Running cost a year, US dollars"))
    state = forms.ChoiceField(label=_("State"), choices=[c for c in Task.State.choices if c[0] != Task.State.CANCELLED])
    progress = WholeNumberField(label=_("Progress, per cent"), min_value=0, max_value=100)
    actual_start = DayField(label=_("Actual start"), required=False)
    actual_finish = DayField(label=_("Actual finish"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        plan: Plan,
        task: Task | None = None,
        institutions: Iterable[Institution] = (),
        calendars: Iterable[WorkCalendar] = (),
        only: Sequence[str] = (),
    ) -> None:
        """`only`: the fields of one cell; all of them, and the texts in all languages, where it is empty. What is
        sent back says itself what was shown, so only a form that is yet to be shown needs the `task`."""
        self.plan = plan
        self.meanwhile: list[Meanwhile] = []
        super().__init__(data, initial=_shown(task, plan.base_language) if task else None, auto_id="task-%s")
        if only:
            self.fields = {name: self.fields[name] for name in ("version", *only)}
        else:
            self._add_other_languages()
        if task and task.is_cancelled:
            self.fields.pop("state", None)
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "version"
            if name in TEXTS or name == "new_institution":
                field.widget.attrs |= _written_in(plan.base_language)
                field.language = dict(settings.LANGUAGES)[plan.base_language]
        if "responsible" in self.fields:
            self.fields["responsible"].choices = [("", "—"), *((str(row.pk), str(row)) for row in institutions)]
            self._institutions = {str(row.pk): row for row in institutions}
        if "calendar" in self.fields:
            self._calendars = {str(row.pk): row for row in calendars}
            self.fields["calendar"].choices = [
                ("", _("Those of the plan")),
                (EVERY_DAY, _("Every day")),
                *((pk, str(row)) for pk, row in self._calendars.items()),
            ]

    def _add_other_languages(self) -> None:
        for code in LANGUAGES:
            if code != self.plan.base_language:
                for name in TEXTS:
                    box = self.fields[f"{name}_{code}"] = OneLineField(
                        label=self.fields[name].label,
                        required=False,
                        max_length=self.fields[name].max_length,
                        widget=forms.Textarea({"rows": 2, **_written_in(code)}),
                    )
                    box.language = dict(settings.LANGUAGES)[code]

    @property
    def texts(self) -> dict[str, list[BoundField]]:
        """Of each text its boxes, that of the plan's language first."""
        others = [code for code in LANGUAGES if code != self.plan.base_language]
        return {name: [self[name], *(self[f"{name}_{code}"] for code in others)] for name in TEXTS}

    def values(self) -> dict[str, Any]:
        """What `change_task` takes: the values that the person changed."""
        kept, changed = self.cleaned_data, set(self.changed_data)
        values: dict[str, Any] = {}
        for name in changed & set(_PLAIN):
            values[name] = kept[name]
        for name in TEXTS:
            texts = {code: f"{name}_{code}" for code in LANGUAGES} | {self.plan.base_language: name}
            typed = {code: kept[field] for code, field in texts.items() if field in changed}
            if typed:
                values[name] = typed
        if "responsible" in changed:
            values["responsible"] = self._institutions.get(kept["responsible"])
        if kept.get("new_institution"):
            values["responsible"] = kept["new_institution"]
        if "calendar" in changed:
            values["calendar"] = self._calendars.get(kept["calendar"], kept["calendar"] or None)
        return values

    def add_refusal(self, refused: ValueRefused) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))

    def stand_against(self, newer: Task) -> None:
        """Go on from `newer`, which somebody else saved first: what the person typed stays, what they had not touched
        is as it is there, and `meanwhile` tells the two apart, field by field."""
        shown = _shown(newer, self.plan.base_language)
        self.data = self.data.copy()
        for name in list(self.fields)[1:]:  # the first is the version
            value = shown.get(name)
            if name in self.changed_data:
                self.meanwhile += [Meanwhile(str(self.fields[name].label), self._in_words(name, value))]
            else:
                self.data[name] = self.data[f"initial-{name}"] = "" if value is None else str(value)
        self.data["version"] = str(newer.version)

    def _in_words(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return format_date(value, (get_language() or "ar")[:2], self.plan.country.month_names)
        if isinstance(self.fields[name], forms.ChoiceField):
            return str(dict(self.fields[name].choices).get(value, value))
        return "" if value is None else str(value)


class NewTaskForm(forms.Form):
    commitment = forms.ChoiceField(label=_("Commitment"))
    title = OneLineField(label=_("Title"), max_length=300, widget=forms.TextInput)
    days = WholeNumberField(
        label=_("Duration in working days"),
        min_value=0,
        max_value=MOST_DAYS,
        initial=5,
        help_text=_("0 makes it a milestone."),
    )

    def __init__(self, data: Any = None, *, plan: Plan, commitments: Iterable[Commitment], initial: Any = None) -> None:
        self.plan = plan
        super().__init__(data, initial=initial, auto_id="new-task-%s")
        self.fields["commitment"].choices = [(str(row.pk), f"{row.order}. {row}") for row in commitments]
        self.fields["title"].widget.attrs |= _written_in(plan.base_language)

    def values(self) -> dict[str, Any]:
        """What `add_task` takes."""
        kept = self.cleaned_data
        return {
            "commitment": int(kept["commitment"]),
            "title": Translated({self.plan.base_language: kept["title"]}),
            "days": kept["days"],
        }


class MoveForm(forms.Form):
    commitment = forms.ChoiceField(label=_("Commitment"))
    place = WholeNumberField(label=_("Place in it"), min_value=1, max_value=10_000)

    def __init__(self, data: Any = None, *, commitments: Iterable[Commitment], initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="move-%s")
        self.fields["commitment"].choices = [(str(row.pk), f"{row.order}. {row}") for row in commitments]


class LinkForm(forms.Form):
    """How a task waits for another. A lead is a lag below zero."""

    kind = forms.ChoiceField(label=_("Kind"), choices=LinkKind.choices)
    lag = WholeNumberField(
        label=_("Lag in working days"),
        initial=0,
        min_value=-MOST_DAYS,
        max_value=MOST_DAYS,
        help_text=_("Below zero it is a lead."),
    )


class NewLinkForm(LinkForm):
    """`tasks` are (key, `2.3 Title`) pairs, in groups by commitment, of the tasks that can be waited for."""

    before = forms.ChoiceField(
        label=_("Waits for"),
        error_messages={"invalid_choice": _("There is no such task in this plan.")},
    )
    field_order = ["before", "kind", "lag"]

    def __init__(self, data: Any = None, *, tasks: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data, auto_id="new-link-%s", prefix=None)
        self.fields["before"].choices = [("", "—"), *tasks]


class ChangeLinkForm(LinkForm):
    """`link` is the primary key of the link; `meanwhile` how it stands where somebody else saved it first."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, link: int, initial: Any = None) -> None:
        self.link, self.meanwhile = link, ""
        super().__init__(data, initial=initial, auto_id=f"link-{link}-%s")

    @classmethod
    def of(cls, link: Link) -> ChangeLinkForm:
        return cls(link=link.pk, initial={"kind": link.kind, "lag": link.lag, "version": link.version})

    def on_top_of(self, newer: Link) -> ChangeLinkForm:
        """The same typed answers, for saving over `newer`."""
        data = self.data.copy()
        data["version"] = str(newer.version)
        form = ChangeLinkForm(data, link=self.link)
        form.meanwhile = link_manner(newer.kind, newer.lag) or str(LinkKind(newer.kind).label)
        return form


_PLAIN = (
    "people",
    "days",
    "optimistic_days",
    "pessimistic_days",
    "earliest",
    "pinned",
    "deadline",
    "cost",
    "running_cost",
    "state",
    "progress",
    "actual_start",
    "actual_finish",
)


def _shown(task: Task, base: str) -> dict[str, Any]:
    """The task's values as its form shows them."""
    shown: dict[str, Any] = {name: getattr(task, name) for name in ("version", *_PLAIN)}
    for name in TEXTS:
        texts = getattr(task, name)
        shown |= {name: texts.get(base, "")} | {f"{name}_{code}": texts.get(code, "") for code in LANGUAGES}
    shown["responsible"] = str(task.responsible_id or "")
    shown["calendar"] = str(task.calendar_id or "")
    return shown


def _written_in(code: str) -> dict[str, str]:
    return {"lang": code, "dir": "rtl" if code == "ar" else "ltr"}
