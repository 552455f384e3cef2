"""What the demo's worked plans say beyond what the library brings. Invented, and marked as an example."""

from __future__ import annotations

from datetime import date

from planner.models import Contribution, Financing, FinancingSource, IndicatorTarget, Plan, Translated
from planner.queries.costs import plan_costs

EXAMPLE = Translated(ar="مثال", en="example", fr="exemple")


def _marked(ar: str, en: str, fr: str) -> Translated:
    texts = {"ar": ar, "en": en, "fr": fr}
    return Translated({code: f"{text} ({EXAMPLE[code]})" for code, text in texts.items()})


def add_example(plan: Plan) -> None:
    """Financing, targets, a consultation and the plan's own texts. For a plan that has just been made."""
    _write_texts(plan)
    _finance(plan)
    _aim(plan)
    _consult(plan)


def _write_texts(plan: Plan) -> None:
    plan.introduction = _marked(
        "تجمع هذه الخطة ما تعهّدت به المؤسسات العامة من أجل خدمات أبسط وإدارة أكثر انفتاحاً.",
        "This plan gathers what public institutions undertake for simpler services and a more open administration.",
        "Ce plan réunit les engagements des institutions publiques pour des services plus simples et une "
        "administration plus ouverte.",
    )
    plan.efforts = _marked(
        "سبقت هذه الخطة استراتيجية للتحول الرقمي نُفّذ معظم مشاريعها.",
        "A strategy of digital transformation came before this plan; most of its projects are done.",
        "Une stratégie de transformation numérique a précédé ce plan ; la plupart de ses projets sont achevés.",
    )
    plan.monitoring_roles = _marked(
        "تجمع وحدة المتابعة بيانات الجهات كل ستة أشهر وترفعها إلى اللجنة التوجيهية.",
        "The monitoring unit collects the figures every six months and reports to the steering committee.",
        "L’unité de suivi recueille les données tous les six mois et rend compte au comité directeur.",
    )
    plan.activity_report_months, plan.outcome_report_months = 6, 12
    plan.save(
        update_fields=["introduction", "efforts", "monitoring_roles", "activity_report_months", "outcome_report_months"]
    )


def _finance(plan: Plan) -> None:
    """The budget pays three quarters of each commitment's cost in each year, a donor part of the rest of some."""
    budget = FinancingSource.objects.create(
        plan=plan,
        kind=FinancingSource.Kind.BUDGET,
        is_secured=True,
        name=_marked("الموازنة العامة للدولة", "State budget", "Budget de l’État"),
    )
    donor = FinancingSource.objects.create(
        plan=plan,
        kind=FinancingSource.Kind.DONOR,
        name=_marked("شريك إنمائي", "Development partner", "Partenaire de développement"),
    )
    for number, sheet in enumerate(plan_costs(plan).commitments):
        for year, balance in sheet.years.items():
            shares = {budget: balance.cost * 3 // 4, donor: balance.cost // 5 if number % 2 else 0}
            Financing.objects.bulk_create(
                Financing(source=source, commitment=sheet.commitment, year=year, amount=amount // 1000 * 1000)
                for source, amount in shares.items()
                if amount >= 1000
            )


def _aim(plan: Plan) -> None:
    """The first indicator of each commitment rises, or falls, to its target in equal steps from what was measured."""
    first, last = plan.workplan.start.year, plan.workplan.start.year + 2
    for commitment in plan.commitments.all():
        indicator = commitment.indicators.first()
        if indicator is None:
            continue
        rises = indicator.direction == indicator.Direction.UP
        indicator.baseline = round(indicator.target * (0.4 if rises else 2), 1)
        indicator.baseline_year = first - 2
        indicator.save(update_fields=["baseline", "baseline_year"])
        step = (indicator.target - indicator.baseline) / 3
        IndicatorTarget.objects.bulk_create(
            IndicatorTarget(
                indicator=indicator, year=year, target=round(indicator.baseline + step * (year - first + 1), 1)
            )
            for year in range(first, last + 1)
        )


def _consult(plan: Plan) -> None:
    held = plan.workplan.start.year - 1
    occasion = _marked("جلسة تشاور عامة", "Public hearing", "Audition publique")
    Contribution.objects.create(
        plan=plan,
        commitment=plan.commitments.first(),
        received_on=date(held, 10, 4),
        occasion=occasion,
        contributor=_marked("نقابة مهنية", "A professional union", "Un syndicat professionnel"),
        text=Translated(
            ar="إشراك النقابات في اللجنة التوجيهية.",
            en="Give the unions a seat on the steering committee.",
            fr="Donner aux syndicats un siège au comité directeur.",
        ),
        response=Contribution.Response.PARTLY,
        reason=Translated(
            ar="يُدعى ممثلوها إلى الاجتماعات التي تخصهم، من دون عضوية دائمة.",
            en="They are invited to the meetings that concern them, without a permanent seat.",
            fr="Ils sont invités aux réunions qui les concernent, sans siège permanent.",
        ),
    )
    Contribution.objects.create(
        plan=plan,
        received_on=date(held, 11, 1),
        contributor=_marked("جمعية أهلية", "A civil society organisation", "Une association"),
        text=Translated(
            ar="نشر تقارير الإنجاز بصيغة مفتوحة كل ستة أشهر.",
            en="Publish progress reports in an open format every six months.",
            fr="Publier tous les six mois des rapports d’avancement dans un format ouvert.",
        ),
    )
