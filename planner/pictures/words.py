"""The words that stand in the pictures, in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    task: str
    days: str
    critical_task: str
    chosen_task: str
    milestone: str
    slack: str
    baseline: str
    work_done: str
    deadline: str
    pinned: str
    link: str
    critical_link: str
    other_link: str
    today: str
    weekend: str
    holiday: str
    quarter: str  # "Q{number}"
    continued: str  # "{group} (continued)"
    part: str  # "{title} ({number} of {count})"
    kinds: Mapping[str, str]  # the short sign of each kind of link: FS, SS, FF, SF


def picture_words(_: Callable[[str], str]) -> Words:
    """Translated by the gettext function of the page or of the document."""
    return Words(
        task=_("Task"),
        days=_("Days"),
        critical_task=_("Critical task"),
        chosen_task=_("The task asked for"),
        milestone=_("Milestone"),
        slack=_("Slack"),
        baseline=_("Baseline dates"),
        work_done=_("Work done"),
        deadline=_("Deadline"),
        pinned=_("Fixed start"),
        link=_("Dependency"),
        critical_link=_("Critical dependency"),
        other_link=_("Dependency other than finish to start"),
        today=_("Today"),
        weekend=_("Weekend"),
        holiday=_("Official holiday"),
        quarter=_("Q{number}"),
        continued=_("{group} (continued)"),
        part=_("{title} ({number} of {count})"),
        kinds={"FS": _("FS"), "SS": _("SS"), "FF": _("FF"), "SF": _("SF")},
    )
