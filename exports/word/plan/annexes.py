"""Annexes: every task with its slack, every dependency, and the terms in three languages."""

from collections.abc import Sequence

from exports.word.content import PlanContent
from exports.word.document import NOTHING, Document
from exports.word.plan.delivery import task_title
from exports.word.rtl import Cell, Column, Line

# The product's own terms; the same words stand in its pages.
GLOSSARY: tuple[tuple[str, str, str], ...] = (
    ("خطة العمل الوطنية", "National action plan", "Plan d'action national"),
    ("الالتزام", "Commitment", "Engagement"),
    ("التوصية", "Recommendation", "Recommandation"),
    ("المهمة", "Task", "Tâche"),
    ("المعلم", "Milestone", "Jalon"),
    ("الاعتماد", "Dependency", "Dépendance"),
    ("المسار الحرج", "Critical path", "Chemin critique"),
    ("الفائض الزمني الكلي", "Total slack", "Marge totale"),
    ("الفائض الزمني الحر", "Free slack", "Marge libre"),
    ("فترة التأخير (+) أو التقديم (−)", "Lag (+) or lead (−)", "Décalage (+) ou avance (−)"),
    ("نهاية – بداية (FS)", "Finish to start (FS)", "Fin – début (FS)"),
    ("بداية – بداية (SS)", "Start to start (SS)", "Début – début (SS)"),
    ("نهاية – نهاية (FF)", "Finish to finish (FF)", "Fin – fin (FF)"),
    ("بداية – نهاية (SF)", "Start to finish (SF)", "Début – fin (SF)"),
    ("خط الأساس", "Baseline", "Référence"),
    ("الاستجابة", "Responsiveness (RITE)", "Réactivité"),
    ("الشمولية", "Inclusiveness (RITE)", "Inclusivité"),
    ("الثقة", "Trust (RITE)", "Confiance"),
    ("الفعالية", "Effectiveness (RITE)", "Efficacité"),
    (
        "أهداف التنمية المستدامة (SDG)",
        "Sustainable Development Goals (SDG)",
        "Objectifs de développement durable (ODD)",
    ),
)


def write(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    document.turn(landscape=True)
    document.annex(_("All tasks"), "annextasks")
    _write_tasks(document, content)
    document.annex(_("All dependencies"), "annexdependencies")
    _write_dependencies(document, content)
    if content.contributions:
        document.annex(_("Consultation and reasoned responses"), "annexconsultation")
        _write_contributions(document, content)
    document.turn(landscape=False)
    document.annex(_("Terms in three languages"), "annexterms")
    _write_glossary(document)


def _write_tasks(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("No."), 5),
        Column(_("Task"), 27),
        Column(_("Days"), 5, "TableFigure"),
        Column(_("Start"), 12.6),
        Column(_("Finish"), 12.6),
        Column(_("Total slack"), 7, "TableFigure"),
        Column(_("Free slack"), 7, "TableFigure"),
        Column(_("Critical"), 6.5),
        Column(_("What sets the start"), 17.3),
    ]
    yes = document.said(_("Yes"), mark="Critical")
    rows: list[Sequence[Cell]] = [
        (
            task.number,
            task_title(document, task),
            document.number(task.days),
            document.day(task.start),
            document.day(task.finish),
            document.number(task.total_slack),
            document.number(task.free_slack),
            yes if task.critical else NOTHING,
            task.driver or NOTHING,
        )
        for task in content.tasks
    ]
    caption, note = _("All tasks with their dates and slack"), _("Days and slack are working days.")
    document.table(columns, rows, caption=caption, note=note, empty=_("No task is recorded."))


def _write_dependencies(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    titles = {task.number: task.title for task in content.tasks}
    kinds = {
        "FS": _("finish to start"),
        "SS": _("start to start"),
        "FF": _("finish to finish"),
        "SF": _("start to finish"),
    }
    columns = [
        Column(_("No."), 6),
        Column(_("Task"), 31),
        Column(_("Waits for"), 7),
        Column(_("Task waited for"), 31),
        Column(_("Kind"), 17),
        Column(_("Lag in days"), 8, "TableFigure"),
    ]
    rows: list[Sequence[Cell]] = [
        (
            task.number,
            task.title,
            dependency.before,
            titles.get(dependency.before, NOTHING),
            document.said(f"{dependency.kind} – ", kinds[dependency.kind]),
            document.number(dependency.lag),
        )
        for task in content.tasks
        for dependency in task.depends_on
    ]
    document.table(columns, rows, caption=_("All dependencies between tasks"), empty=_("No task depends on another."))


def _write_contributions(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("Received on"), 11),
        Column(_("Who proposed it"), 17),
        Column(_("Commitment"), 9),
        Column(_("Proposal"), 27),
        Column(_("Response"), 11),
        Column(_("Reason"), 25),
    ]
    rows: list[Sequence[Cell]] = [
        (
            document.day(each.received_on),
            [Line(each.contributor), Line(each.occasion, mark="Muted")] if each.occasion else each.contributor,
            NOTHING if each.commitment is None else str(each.commitment),
            each.text,
            each.response or NOTHING,
            each.reason or NOTHING,
        )
        for each in content.contributions
    ]
    note = _("{sign} in the column of commitments: the plan as a whole.").format(sign=NOTHING)
    document.table(columns, rows, caption=_("Proposals and what was answered to them"), note=note)


def _write_glossary(document: Document) -> None:
    _ = document.catalogue.gettext
    languages = ("ar", "en", "fr")
    columns = [Column(name, 1) for name in (_("Arabic"), _("English"), _("French"))]
    rows = [
        [document.quoted(term, language) for term, language in zip(terms, languages, strict=True)] for terms in GLOSSARY
    ]
    document.table(columns, rows, caption=_("Terms of this plan"))
