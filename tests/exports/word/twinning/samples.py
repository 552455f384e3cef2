"""A twinning of Tunisia and Jordan to write in tests: invented, in three languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from exports.word.content import Dependency, Risk, Text
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
from tests.exports.word.samples import picture

HASH = "0123456789abcdef" * 4


def twinning(language: str = "ar", **changes: Any) -> TwinningContent:
    """Two months' work with three activities, signed by the giving side only."""

    def said(ar: str, en: str, fr: str) -> Text:
        return Text({"ar": ar, "en": en, "fr": fr}[language], language)

    def word(ar: str, en: str, fr: str) -> str:
        return said(ar, en, fr).value

    content = TwinningContent(
        language=language,
        months="LEVANT/MAGHREB",
        title=said("وحدة للابتكار في القطاع العام", "A unit for public innovation", "Une unité d’innovation publique"),
        giver=Party(
            "GIVER",
            said("تونس", "Tunisia", "Tunisie"),
            leader="Amel Trabelsi",
            team=((word("نائب", "Deputy", "Adjoint"), "Mehdi Gharbi"),),
            working_week=word("الإثنين – الجمعة", "Monday – Friday", "lundi – vendredi"),
        ),
        taker=Party(
            "TAKER",
            said("الأردن", "Jordan", "Jordanie"),
            leader="Samer Abdallah",
            working_week=word("الأحد – الخميس", "Sunday – Thursday", "dimanche – jeudi"),
        ),
        need=Need(
            said("إنشاء وحدة للابتكار", "To establish an innovation unit", "Créer une unité d’innovation"),
            why_now=said("أُقرّ القانون هذا العام.", "The law was passed this year.", "La loi a été votée cette année."),
            expected_results=said("وحدة تعمل.", "A unit at work.", "Une unité en activité."),
            decided_by=said("رئاسة الوزراء", "The Prime Ministry", "Le Premier ministère"),
            priority=word("عالية", "High", "Élevée"),
            readiness=word("جاهز", "Ready to start", "Prêt"),
            languages=(word("العربية", "Arabic", "Arabe"), word("الفرنسية", "French", "Français")),
        ),
        practice=Practice(
            said("مختبر الابتكار الحكومي", "The government’s innovation lab", "Le laboratoire d’innovation de l’État"),
            summary=said("مختبر يجرّب 12 حلاً في السنة.", "A lab trying 12 ideas a year.", "Un laboratoire."),
            requirements=said("فريق من خمسة أشخاص.", "A team of five.", "Une équipe de cinq personnes."),
        ),
        reference="7f3c2a10",
        revision=2,
        state=word("قيد الإعداد", "In preparation", "En préparation"),
        is_agreed=False,
        made_on=date(2027, 1, 10),
        base_language="ar",
        start=date(2027, 3, 1),
        finish=date(2027, 4, 30),
        visible_to=(word("المستشارة: رنا", "Advisor: Rana", "Conseillère : Rana"),),
        background=said(
            "أُقرّ قانون الابتكار عام 2026 (Law 12/2026).\nولا توجد جهة تنفّذه.",
            "The innovation law was passed in 2026.\nNo body carries it out.",
            "La loi sur l’innovation date de 2026.\nAucun organisme ne l’applique.",
        ),
        cooperation=said("نقل طريقة العمل.", "How the lab works is handed over.", "Transfert de la méthode."),
        resources=said("تتحمل كل دولة كلفة فريقها.", "Each country pays its team.", "Chaque pays paie son équipe."),
        management=said(
            "تجتمع اللجنة التوجيهية كل ثلاثة أشهر.",
            "The steering committee meets every three months.",
            "Le comité de pilotage se réunit tous les trois mois.",
        ),
        review=said("بتوقيع الطرفين.", "Signed by both.", "Signée par les deux."),
        results=(
            Result(
                1,
                said("وحدة الابتكار تعمل", "The unit is at work", "L’unité fonctionne"),
                indicator=said("عدد المشاريع", "Number of projects", "Nombre de projets"),
                self_assessed=word("كبير", "Substantial", "Substantiel"),
                advisor_assessed=word("محدود", "Limited", "Limité"),
                done_alone_on=date(2027, 4, 20),
            ),
            Result(2, said("دليل العمل معتمد", "The manual is approved", "Le manuel est approuvé")),
        ),
        activities=(
            Activity(
                "1",
                said("بعثة تقييم", "Assessment mission", "Mission d’évaluation"),
                kind=word("بعثة تقييم", "Assessment mission", "Mission d’évaluation"),
                where=word("الدولتان", "Both countries", "Les deux pays"),
                days=3,
                start=date(2027, 3, 1),
                finish=date(2027, 3, 3),
                critical=True,
                people=2,
                result=1,
                responsible=("Amel Trabelsi", "Samer Abdallah"),
                state=word("منجزة", "Done", "Achevée"),
                is_done=True,
                accepted_on=date(2027, 3, 8),
            ),
            Activity(
                "2",
                said("كتابة الدليل", "Write the manual", "Rédiger le manuel"),
                kind=word("مهمة في الدولة", "Task at home", "Tâche nationale"),
                where=word("الدولة المستفيدة", "Receiving country", "Pays bénéficiaire"),
                days=20,
                start=date(2027, 3, 8),
                finish=date(2027, 4, 5),
                result=2,
                state=word("قيد التنفيذ", "In progress", "En cours"),
                depends_on=(Dependency("1", "FS", 2),),
            ),
            Activity(
                "3",
                said("ورشة عمل", "Workshop", "Atelier"),
                kind=word("ورشة عمل", "Workshop", "Atelier"),
                where=word("الدولتان", "Both countries", "Les deux pays"),
                days=2,
                start=date(2027, 4, 28),
                finish=date(2027, 4, 29),
                people=15,
            ),
        ),
        risks=(
            Risk(
                said("تبدّل رؤساء المشروع", "Project leaders change", "Changement des chefs de projet"),
                likelihood=word("متوسط", "Medium", "Moyenne"),
                effect=word("كبير", "High", "Élevé"),
                mitigation=said("تسمية نائب", "A deputy is named", "Un adjoint est nommé"),
            ),
        ),
        expenses=(
            Expense(word("السفر", "Travel", "Voyages"), 4000, 3800, "1"),
            Expense(word("الإقامة", "Daily allowances", "Indemnités"), 2500, 0, "3"),
            Expense(word("السفر", "Travel", "Voyages"), 1000, 1200, "3"),
        ),
        gantts=(picture(1200, 500, word("مخطط غانت", "Gantt chart", "Diagramme de Gantt")),),
        sha256=HASH,
        signatures=(Signed("GIVER", "Amel Trabelsi", datetime(2027, 1, 9, 8, 30, tzinfo=UTC), 2, HASH),),
    )
    return replace(content, **changes)


def report(language: str = "ar", **changes: Any) -> ReportContent:
    """Of the first quarter, signed by both and approved."""

    def said(ar: str, en: str, fr: str) -> Text:
        return Text({"ar": ar, "en": en, "fr": fr}[language], language)

    content = ReportContent(
        twinning=twinning(language),
        kind="QUARTERLY",
        number=1,
        first=date(2027, 3, 1),
        last=date(2027, 3, 31),
        state=said("معتمد", "Approved", "Approuvé").value,
        is_approved=True,
        revision=1,
        progress=said("جرت البعثة في موعدها.", "The mission was held in time.", "La mission a eu lieu à temps."),
        difficulties=said("تأخر التأشيرات.", "Visas were late.", "Visas en retard."),
        next_steps=said("عقد ورشة العمل.", "Hold the workshop.", "Tenir l’atelier."),
        meetings=(
            Meeting(
                1,
                date(2027, 3, 30),
                place=said("عن بُعد", "Online", "En ligne"),
                chaired_by="Amel Trabelsi",
                decisions=(
                    Decision(
                        1,
                        said("تمديد الدليل", "Extend the manual", "Étendre le manuel"),
                        responsible="Samer Abdallah",
                        due_on=date(2027, 4, 10),
                    ),
                ),
            ),
        ),
        sha256=HASH,
        signatures=(
            Signed("GIVER", "Amel Trabelsi", datetime(2027, 4, 2, 8, 30, tzinfo=UTC), 1, HASH),
            Signed("TAKER", "Samer Abdallah", datetime(2027, 4, 3, 12, 0, tzinfo=UTC), 1, HASH),
        ),
        approved_by="رنا الخطيب",
        approved_on=date(2027, 4, 5),
    )
    return replace(content, **changes)
