"""An activity of two countries, and the small forms of its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.entries import VersionedForm
from planner.forms.fields import DayField, LongTextField, MoneyField, WholeNumberField
from planner.forms.texts import TextsField
from planner.models import LinkKind, Versioned
from planner.pictures.timescale import Zoom
from twinning.domain.activity_states import Step
from twinning.domain.sizes import JOINT_KINDS, USUAL
from twinning.models import Activity, CostLine, Side, Twinning
from twinning.services.activities import OF_TASK

MOST_DAYS = 250
# What a new activity of a kind starts from: working days, and people.
USUAL_START = {kind: (size.least_days or 1, size.most_people or size.least_people) for kind, size in USUAL.items()}


class ActivityForm(VersionedForm):
    """`people_by_side` are those who may be made responsible on each side."""

    title = TextsField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("kind"), choices=Activity.Kind.choices)
    where = forms.ChoiceField(
        label=_("working days of"),
        choices=Activity.Where.choices,
        help_text=_("A joint activity runs only on days that both countries work."),
    )
    days = WholeNumberField(
        label=_("Working days"), min_value=0, max_value=MOST_DAYS, help_text=_("0 for a milestone.")
    )
    people = WholeNumberField(label=_("people taking part"), min_value=1, max_value=5000, required=False)
    output = TextsField(label=_("Output"), rows=2, max_length=2000, required=False)
    result = forms.ModelChoiceField(None, label=_("Mandatory result it serves"), required=False, empty_label="—")
    giver_assignee = forms.ModelChoiceField(None, required=False, empty_label="—")
    taker_assignee = forms.ModelChoiceField(None, required=False, empty_label="—")
    earliest = DayField(label=_("not before"), required=False)
    pinned = DayField(
        label=_("fixed start"),
        required=False,
        help_text=_("Leave it empty to let the dependencies decide. A mission is fixed on a day that both work."),
    )
    deadline = DayField(label=_("deadline"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        twinning: Twinning,
        people_by_side: dict[str, Any],
        row: Activity | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, base_language=twinning.base_language, row=row, **options)
        self.offered: list[Any] = []
        self.fields["result"].queryset = twinning.results.all()
        for side, name in ((Side.GIVER, "giver_assignee"), (Side.TAKER, "taker_assignee")):
            self.fields[name].queryset = people_by_side[side]
            self.fields[name].label = _("Responsible in %(country)s") % {"country": twinning.country_of(side).name}

    def initial_of_row(self, row: Versioned | None) -> dict[str, Any]:
        if row is None:
            return {}
        return {
            **super().initial_of_row(row),
            **{name: getattr(row.task, name) for name in OF_TASK},
            **{name: getattr(row, name) for name in ("result", "giver_assignee", "taker_assignee")},
        }

    def clean(self) -> dict[str, Any]:
        chosen = super().clean()
        if chosen.get("kind") in JOINT_KINDS and chosen.get("where") not in (None, Activity.Where.JOINT):
            self.add_error(
                "where", _("Both sides take part in this kind of activity: choose the days of both countries.")
            )
        if chosen.get("kind") in JOINT_KINDS and chosen.get("days") == 0:
            self.add_error("days", _("An activity of this kind takes at least one day."))
        if chosen.get("deadline") and chosen.get("pinned") and chosen["deadline"] < chosen["pinned"]:
            self.add_error("deadline", _("The deadline comes before the fixed start."))
        return chosen

    def in_words(self, name: str, value: Any) -> str:
        if isinstance(self.fields[name], forms.ModelChoiceField):
            return str(value) if value else ""
        return super().in_words(name, value)


class StepForm(forms.Form):
    """Why, and for a block who can lift it. `version` is that of the activity that was seen."""

    reason = LongTextField(label=_("Reason"), max_length=2000, error_messages={"required": _("Give the reason.")})
    blocked_by = forms.ChoiceField(label=_("Who can lift it"), widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, step: Step, twinning: Twinning, **options: Any) -> None:
        super().__init__(data, **options)
        if step.names_side:
            self.fields["blocked_by"].choices = [(side.value, twinning.country_of(side).name) for side in Side]
        else:
            del self.fields["blocked_by"]
        if not step.needs_reason:
            self.fields["reason"].required = False


class SeenForm(forms.Form):
    """What a button says of what was on the screen, and where to go back to."""

    version = forms.IntegerField(required=False)
    back = forms.ChoiceField(choices=[("board", "board"), ("", "")], required=False)


class WaitForm(forms.Form):
    """What an activity is to wait for."""

    before = forms.ChoiceField(label=_("Waits for"))
    kind = forms.ChoiceField(label=_("How"), choices=LinkKind.choices, required=False)
    lag = WholeNumberField(
        label=_("Lag in common working days"), min_value=-MOST_DAYS, max_value=MOST_DAYS, required=False
    )

    def __init__(self, data: Any = None, *, others: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["before"].choices = others

    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data
        return {
            "before": chosen["before"],
            "kind": chosen["kind"] or LinkKind.FINISH_TO_START,
            "lag": chosen["lag"] or 0,
        }


class CostForm(forms.Form):
    kind = forms.ChoiceField(label=_("kind"), choices=CostLine.Kind.choices)
    planned = MoneyField(label=_("planned"), required=False)
    spent = MoneyField(label=_("spent"), required=False)

    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data
        return {"kind": chosen["kind"], "planned": chosen["planned"] or 0, "spent": chosen["spent"] or 0}


class EvidenceForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=1000,
        help_text=_("PDF, Word, Excel, PowerPoint or OpenDocument without macros, PNG or JPEG; up to 10 MB."),
        error_messages={"required": _("Choose a file.")},
    )


class CommentForm(forms.Form):
    text = LongTextField(
        label=_("Comment"),
        max_length=4000,
        help_text=_("Write @ and a name to mention somebody of this twinning."),
        error_messages={"required": _("Write something first.")},
    )


class PictureForm(forms.Form):
    zoom = forms.TypedChoiceField(
        choices=[("", "")] + [(zoom, zoom) for zoom in Zoom], coerce=Zoom, empty_value=None, required=False
    )

    def zoom_chosen(self) -> Zoom | None:
        self.full_clean()
        return self.cleaned_data.get("zoom")
