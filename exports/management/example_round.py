"""The demo's illustrative round: the shipped practices, and needs that are invented and marked as examples.

Each need is about something that its country scores low on in the shipped indicators; no country has told it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from planner.models import Country, Translated
from twinning.domain.scores import WEIGHTS
from twinning.models import Need, Practice, Round, RoundRule
from twinning.services.rounds import pair_now, start_round

TITLE = Translated(ar="جولة مثال", en="Example round", fr="Cycle d’exemple")
REASON = Translated(
    ar="تتعلق الممارسة بالطرق وشبكات الصرف.",
    en="The practice is about roads and drains.",
    fr="La pratique concerne les routes et l’assainissement.",
)
LEAST_SCORE = 55
FIRST_DAY = date(2027, 3, 1)
HIGH, MEDIUM, LOW = Need.Priority.HIGH, Need.Priority.MEDIUM, Need.Priority.LOW
READY, SOON, LATER = Need.Readiness.READY, Need.Readiness.SOON, Need.Readiness.LATER


@dataclass(frozen=True)
class ExampleNeed:
    country: str
    title: tuple[str, str, str]
    why_now: tuple[str, str, str]
    themes: tuple[str, ...]
    indicators: tuple[str, ...]
    priority: int = MEDIUM
    readiness: int = SOON
    months: tuple[int, ...] = ()


NEEDS = (
    ExampleNeed(
        "JOR",
        (
            "إشراك البلديات والمجتمع المدني في خطط الحكومة المفتوحة",
            "Bring municipalities and civil society into open government plans",
            "Associer les communes et la société civile aux plans de gouvernement ouvert",
        ),
        (
            "المشاركة قائمة على المستوى الوطني، ولم تصل بعد إلى البلديات.",
            "Participation works nationally and has not yet reached the municipalities.",
            "La participation fonctionne au niveau national et n’a pas encore atteint les communes.",
        ),
        ("INCLUSIVENESS", "TRUST", "16.7", "STRUCTURES"),
        ("GTMI_RIGHT2INFO", "GTMI_DATAPRIVACY"),
        HIGH,
        READY,
        (3, 4, 5, 9, 10, 11),
    ),
    ExampleNeed(
        "TUN",
        (
            "منصة واحدة لطلبات المواطنين وشكاواهم",
            "One platform for citizens’ requests and complaints",
            "Une plateforme unique pour les demandes et les réclamations",
        ),
        (
            "تتلقى كل وزارة الشكاوى بطريقتها، ولا يرى أحد الصورة كاملة.",
            "Each ministry takes complaints in its own way, and nobody sees the whole.",
            "Chaque ministère reçoit les réclamations à sa manière, et personne n’a de vue d’ensemble.",
        ),
        ("RESPONSIVENESS", "16.6", "16.7", "RESPONSIVENESS_GAP"),
        ("GTMI_FEEDBACK", "GTMI_USER_CENTRIC"),
        HIGH,
        READY,
    ),
    ExampleNeed(
        "IRQ",
        ("بوابة وطنية للبيانات المفتوحة", "A national open data portal", "Un portail national de données ouvertes"),
        (
            "تُنشر البيانات في مواقع متفرقة ولا يُعاد استخدامها.",
            "Data are published on scattered sites and are not reused.",
            "Les données sont publiées sur des sites dispersés et ne sont pas réutilisées.",
        ),
        ("TRUST", "16.10", "SKILLS"),
        ("GTMI_OPENDATA", "GTMI_DIGITALSKILLS"),
        HIGH,
    ),
    ExampleNeed(
        "SYR",
        (
            "إنشاء وحدة تقود التحول الرقمي",
            "Set up a unit that leads digital transformation",
            "Créer une unité qui pilote la transformation numérique",
        ),
        (
            "تتوزع المشاريع الرقمية بين جهات لا تنسيق بينها.",
            "Digital projects are spread over bodies that do not coordinate.",
            "Les projets numériques sont répartis entre des organismes sans coordination.",
        ),
        ("EFFECTIVENESS", "16.6", "STRUCTURES"),
        ("GTMI_GOVTECH", "CGSI"),
        HIGH,
        LATER,
    ),
    ExampleNeed(
        "LBN",
        (
            "استشارة الجمهور قبل إصدار الأنظمة",
            "Consult the public before rules are issued",
            "Consulter le public avant l’adoption des textes",
        ),
        (
            "لا قناة موحدة لمعرفة رأي الناس في مشاريع الأنظمة.",
            "There is no single channel for what people think of draft rules.",
            "Il n’existe pas de canal unique pour recueillir l’avis du public sur les projets de textes.",
        ),
        ("INCLUSIVENESS", "RESPONSIVENESS", "16.7", "RESPONSIVENESS_GAP"),
        ("GTMI_PARTICIPATION", "GTMI_FEEDBACK"),
        MEDIUM,
        READY,
    ),
    ExampleNeed(
        "DZA",
        (
            "إتاحة المعلومات العامة للمواطنين عبر بوابة",
            "Give citizens public information through a portal",
            "Donner accès à l’information publique par un portail",
        ),
        (
            "تُعالج طلبات المعلومات ورقياً.",
            "Requests for information are still handled on paper.",
            "Les demandes d’information sont encore traitées sur papier.",
        ),
        ("TRUST", "16.10", "STRUCTURES", "SKILLS"),
        ("GTMI_RIGHT2INFO", "GTMI_OPENGOV"),
        MEDIUM,
        SOON,
        (9, 10, 11, 12),
    ),
    ExampleNeed(
        "YEM",
        (
            "متابعة المساعدات بين الوزارات والسلطات المحلية",
            "Follow aid across ministries and local authorities",
            "Suivre l’aide entre les ministères et les autorités locales",
        ),
        (
            "تُوزَّع المساعدات من دون صورة مشتركة عمن استفاد.",
            "Aid is handed out without a shared view of who has received it.",
            "L’aide est distribuée sans vue partagée des bénéficiaires.",
        ),
        ("EFFECTIVENESS", "TRUST", "16.6", "STRUCTURES"),
        ("GTMI_SYSTEM_GOVERNANCE", "GTMI_GOVTECH"),
        HIGH,
    ),
    ExampleNeed(
        "SOM",
        (
            "إطار قانوني لمكافحة الفساد",
            "A legal framework against corruption",
            "Un cadre juridique contre la corruption",
        ),
        (
            "تُعدّ الحكومة قانوناً وتحتاج إلى من سبقها إليه.",
            "A law is being drafted, and those who went before could help.",
            "Une loi est en préparation, et l’expérience des autres aiderait.",
        ),
        ("TRUST", "16.6", "STRUCTURES"),
        ("GTMI_RIGHT2INFO", "GTMI_DATAPRIVACY"),
        HIGH,
        LATER,
    ),
    ExampleNeed(
        "MRT",
        (
            "خدمات رقمية لمن لا يتصل بالإنترنت",
            "Digital services for those who are not online",
            "Des services numériques pour ceux qui ne sont pas connectés",
        ),
        (
            "لا تصل الخدمات الرقمية إلى سكان المناطق البعيدة.",
            "Digital services do not reach people in remote areas.",
            "Les services numériques n’atteignent pas les régions éloignées.",
        ),
        ("INCLUSIVENESS", "EFFECTIVENESS", "17.8", "DIGITAL_DIVIDE"),
        ("GTMI_PORTAL", "GTMI_USER_CENTRIC"),
        HIGH,
        SOON,
    ),
    ExampleNeed(
        "DJI",
        (
            "بيانات مفتوحة تنشرها المؤسسات بانتظام",
            "Open data that institutions publish regularly",
            "Des données ouvertes publiées régulièrement",
        ),
        (
            "لا أحد في المؤسسات مكلَّف بنشر البيانات.",
            "Nobody in the institutions is charged with publishing data.",
            "Personne dans les institutions n’est chargé de publier les données.",
        ),
        ("TRUST", "16.10", "SKILLS", "FUNDING"),
        ("GTMI_OPENDATA", "GTMI_OPENGOV"),
    ),
    ExampleNeed(
        "SDN",
        (
            "تقديم الرعاية الصحية عن بُعد",
            "Give health care at a distance",
            "Fournir des soins de santé à distance",
        ),
        (
            "يقطع المرضى مسافات طويلة للوصول إلى طبيب اختصاصي.",
            "Patients travel far to see a specialist.",
            "Les patients parcourent de longues distances pour voir un spécialiste.",
        ),
        ("EFFECTIVENESS", "INCLUSIVENESS", "17.8", "RESPONSIVENESS_GAP"),
        ("OSI", "GTMI_PORTAL"),
        HIGH,
        LATER,
    ),
    ExampleNeed(
        "COM",
        (
            "تسجيل الزواج والولادات إلكترونياً",
            "Register marriages and births online",
            "Enregistrer en ligne les mariages et les naissances",
        ),
        (
            "السجلات الورقية تتلف وتضيع.",
            "Paper registers decay and are lost.",
            "Les registres en papier s’abîment et se perdent.",
        ),
        ("EFFECTIVENESS", "16.6", "RESPONSIVENESS_GAP"),
        ("OSI", "GTMI_PORTAL"),
        MEDIUM,
        SOON,
    ),
    ExampleNeed(
        "LBY",
        (
            "بوابة موحدة للخدمات الحكومية",
            "One portal for government services",
            "Un portail unique des services publics",
        ),
        (
            "لكل جهة موقعها، ويعيد الناس تقديم بياناتهم كل مرة.",
            "Every body has its own site, and people give their data again each time.",
            "Chaque organisme a son site, et les usagers redonnent leurs données à chaque fois.",
        ),
        ("RESPONSIVENESS", "EFFECTIVENESS", "16.6", "RESPONSIVENESS_GAP"),
        ("GTMI_PORTAL", "OSI"),
    ),
    ExampleNeed(
        "EGY",
        (
            "سماع رأي المواطنين في الخدمات وإعلان ما تغيّر",
            "Hear what citizens think of services and say what changed",
            "Entendre l’avis des citoyens sur les services et dire ce qui a changé",
        ),
        (
            "تُجمع الآراء ولا يُعرف ما تبعها.",
            "Opinions are collected, and nobody learns what followed.",
            "Les avis sont recueillis, mais on ne sait pas ce qui a suivi.",
        ),
        ("RESPONSIVENESS", "INCLUSIVENESS", "16.7", "RESPONSIVENESS_GAP"),
        ("GTMI_FEEDBACK", "GTMI_ENGAGEMENT"),
        MEDIUM,
        READY,
    ),
)


@transaction.atomic
def make_example_round(*, now: datetime) -> Round:
    """Needs and a round that was run over them. The one that is there already is that one."""
    if (present := Round.objects.filter(is_example=True).first()) is not None:
        return present
    languages = {country.pk: list(country.working_languages) for country in Country.objects.all()}
    for example in NEEDS:
        _add(example, languages[example.country])
    round_ = start_round(
        values={
            "title": TITLE["ar"],
            "is_example": True,
            "weights": dict(WEIGHTS),
            "first_day": FIRST_DAY,
            "least_score": LEAST_SCORE,
        },
        user=None,
        now=now,
    )
    # Filed under the same themes, and about roads and drains.
    RoundRule.objects.bulk_create(
        RoundRule(
            round=round_,
            practice=Practice.objects.get(reference_key="P16"),
            need=need,
            kind=RoundRule.Kind.FORBIDDEN,
            reason=REASON["ar"],
        )
        for need in Need.objects.filter(is_example=True, country__in=("SOM", "SYR"))
    )
    return pair_now(round_=round_, now=now)


def _add(example: ExampleNeed, languages: list[str]) -> None:
    need = Need.objects.create(
        country_id=example.country,
        state=Need.State.OPEN,
        is_example=True,
        title=_three(example.title),
        why_now=_three(example.why_now),
        priority=example.priority,
        readiness=example.readiness,
        languages=languages,
        months=list(example.months),
    )
    need.themes.set(example.themes)
    need.indicators.set(example.indicators)


def _three(texts: tuple[str, str, str]) -> Translated:
    ar, en, fr = texts
    return Translated(ar=ar, en=en, fr=fr)
