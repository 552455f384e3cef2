"""What each criterion says of a practice and a need, in one sentence of the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planner.models import Theme
from twinning.domain.scores import LEADS, Criterion, Verdict

CRITERIA = {
    Criterion.THEME: gettext_lazy("Challenges"),
    Criterion.RITE: gettext_lazy("RITE pillars"),
    Criterion.SDG: gettext_lazy("SDG targets"),
    Criterion.EVIDENCE: gettext_lazy("Evidence"),
    Criterion.DISTANCE: gettext_lazy("Distance"),
    Criterion.LANGUAGE: gettext_lazy("Language"),
    Criterion.WORKDAYS: gettext_lazy("Common working days"),
    Criterion.PRIORITY: gettext_lazy("Priority"),
    Criterion.READINESS: gettext_lazy("Readiness"),
}
SHARED_FILING = (Criterion.THEME, Criterion.RITE, Criterion.SDG)


def theme_names() -> dict[str, str]:
    """What themes are called, by their codes, in the reader's language; targets by their number. One query."""
    return {
        theme.code: theme.code if theme.kind == Theme.Kind.SDG else str(theme.name) for theme in Theme.objects.all()
    }


def verdict_in_words(verdict: Verdict, *, themes: Mapping[str, str]) -> str:
    """One sentence; of a criterion that has no say, why it has none. `themes` are the `theme_names`."""
    if verdict.criterion in SHARED_FILING:
        return _overlap(verdict, themes)
    return {
        Criterion.EVIDENCE: _evidence,
        Criterion.DISTANCE: _distance,
        Criterion.LANGUAGE: _language,
        Criterion.WORKDAYS: _workdays,
        Criterion.PRIORITY: _priority,
        Criterion.READINESS: _readiness,
    }[verdict.criterion](verdict)


def _overlap(verdict: Verdict, themes: Mapping[str, str]) -> str:
    said = {
        "shared": _listed(themes.get(code, code) for code in verdict.seen["shared"]),
        "missing": _listed(themes.get(code, code) for code in verdict.seen["missing"]),
    }
    if verdict.value is None:
        return _("The need names none, so this has no say.")
    if not verdict.seen["missing"]:
        return _("All that is wanted is offered: %(shared)s.") % said
    if not verdict.seen["shared"]:
        return _("Nothing of what is wanted is offered: %(missing)s.") % said
    return _("Offered: %(shared)s. Wanted as well: %(missing)s.") % said


def _evidence(verdict: Verdict) -> str:
    if not verdict.seen["evidence"]:
        return _("No evidence of results is stated.")
    years = int(verdict.seen["years"])
    share = {"share": round(verdict.seen["evidence"] * 100), "years": years}
    if years < 1:
        return _("Results are shown to %(share)s%%, less than a year ago.") % share
    return (
        ngettext(
            "Results are shown to %(share)s%%, %(years)s year ago; with time this counts less.",
            "Results are shown to %(share)s%%, %(years)s years ago; with time this counts less.",
            years,
        )
        % share
    )


def _distance(verdict: Verdict) -> str:
    if verdict.value is None:
        return _("No index value of both countries is known that matters here, so this has no say.")
    lead = verdict.seen["lead"]
    points = {"points": round(lead * 100)}
    if lead <= LEADS[0]:
        return _("The giving country is not ahead on the indicators that matter.")
    if lead < LEADS[1]:
        return _("The giving country is ahead by %(points)s points of 100: only a little.") % points
    if lead <= LEADS[2]:
        return _("The giving country is ahead by %(points)s points of 100: within reach.") % points
    return _("The giving country is ahead by %(points)s points of 100: hard to catch up with.") % points


def _language(verdict: Verdict) -> str:
    if verdict.value is None:
        return _("One side has not stated its languages, so this has no say.")
    if not verdict.seen["shared"]:
        return _("They share no working language.")
    names = dict(settings.LANGUAGES)
    return _("They can work in: %(languages)s.") % {
        "languages": _listed(str(names.get(code, code)) for code in verdict.seen["shared"])
    }


def _workdays(verdict: Verdict) -> str:
    if verdict.value is None:
        return _("No working day of both countries is known in the wanted months, so this has no say.")
    common = verdict.seen["common"]
    return ngettext(
        "Both work on %(common)s day of %(possible)s in the wanted months.",
        "Both work on %(common)s days of %(possible)s in the wanted months.",
        common,
    ) % {"common": common, "possible": verdict.seen["possible"]}


def _priority(verdict: Verdict) -> str:
    return _degree(
        verdict,
        high=_("The country gives the need high priority."),
        middle=_("The country gives the need medium priority."),
        low=_("The country gives the need low priority."),
    )


def _readiness(verdict: Verdict) -> str:
    return _degree(
        verdict,
        high=_("The country is ready to start."),
        middle=_("The country is ready within a year."),
        low=_("The country still has to prepare."),
    )


def _degree(verdict: Verdict, *, high: str, middle: str, low: str) -> str:
    value = verdict.value or 0.0
    return high if value > 0.8 else middle if value > 0.5 else low


def _listed(names: Iterable[str]) -> str:
    return _(", ").join(names)
