"""Writing a report, returning one, and what is kept of a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.entries import VersionedForm
from planner.forms.fields import DayField, LongTextField, PlainTextField
from planner.forms.texts import TextsField
from twinning.models import MeetingDecision, Report, SteeringMeeting, Twinning


class ReportForm(VersionedForm):
    progress = TextsField(label=_("What was done"), rows=6, required=False)
    difficulties = TextsField(label=_("Difficulties and how they were met"), rows=4, required=False)
    next_steps = TextsField(label=_("Next steps"), rows=4, required=False)
    lessons = TextsField(label=_("Lessons"), rows=4, required=False)
    sustainability = TextsField(label=_("What lasts after the twinning"), rows=4, required=False)

    def __init__(self, data: Any = None, *, report: Report, **options: Any) -> None:
        super().__init__(data, base_language=report.twinning.base_language, row=report, **options)
        if report.kind != Report.Kind.FINAL:
            del self.fields["lessons"]
            del self.fields["sustainability"]


class ReturnForm(forms.Form):
    reason = LongTextField(label=_("Why it is returned"), required=False, max_length=2000)


class MeetingForm(VersionedForm):
    held_on = DayField(label=_("Held on"))
    place = PlainTextField(label=_("Place"), max_length=200, required=False)
    chaired_by = PlainTextField(label=_("Chaired by"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, twinning: Twinning, row: SteeringMeeting | None = None) -> None:
        super().__init__(data, base_language=twinning.base_language, row=row)


class DecisionForm(VersionedForm):
    text = TextsField(label=_("Decision"), rows=3, max_length=2000)
    responsible = PlainTextField(label=_("Who does it"), max_length=200, required=False)
    due_on = DayField(label=_("Until"), required=False)
    done_on = DayField(label=_("Done on"), required=False)

    def __init__(self, data: Any = None, *, twinning: Twinning, row: MeetingDecision | None = None) -> None:
        super().__init__(data, base_language=twinning.base_language, row=row)
