"""The papers of a twinning as Word documents: fiche, work plan in one language or in two for signing, reports."""

from exports.word.twinning.content import (
    Activity,
    Decision,
    Expense,
    Meeting,
    Need,
    Party,
    Practice,
    ReportContent,
    Result,
    Signed,
    TwinningContent,
)
from exports.word.twinning.fiche import write_fiche
from exports.word.twinning.report import write_report
from exports.word.twinning.signing import write_for_signing
from exports.word.twinning.workplan import write_workplan

__all__ = [
    "Activity",
    "Decision",
    "Expense",
    "Meeting",
    "Need",
    "Party",
    "Practice",
    "ReportContent",
    "Result",
    "Signed",
    "TwinningContent",
    "write_fiche",
    "write_for_signing",
    "write_report",
    "write_workplan",
]
