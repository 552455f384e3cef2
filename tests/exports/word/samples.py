"""A national action plan to write in tests and benchmarks: invented, in three languages, of any size."""

import struct
import zlib
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from exports.word.content import (
    Commitment,
    Contribution,
    Dependency,
    Financing,
    Holiday,
    IndexRow,
    Indicator,
    Monitoring,
    Picture,
    PlanContent,
    Risk,
    Source,
    Task,
    Text,
)
from planner.domain.costs import Balance, Grant, balances

_LANGUAGES = ("ar", "en", "fr")
_START = date(2027, 1, 3)

_RITE = {
    "ar": ("الاستجابة", "الشمولية", "الثقة", "الفعالية"),
    "en": ("Responsiveness", "Inclusiveness", "Trust", "Effectiveness"),
    "fr": ("Réactivité", "Inclusivité", "Confiance", "Efficacité"),
}
_SDG = {
    "ar": (
        "الغاية 16.6: مؤسسات فعالة وخاضعة للمساءلة وشفافة",
        "الغاية 16.7: اتخاذ القرارات على نحو مستجيب وشامل للجميع",
        "الغاية 16.10: وصول الجمهور إلى المعلومات",
    ),
    "en": (
        "Target 16.6: effective, accountable and transparent institutions",
        "Target 16.7: responsive and inclusive decision-making",
        "Target 16.10: public access to information",
    ),
    "fr": (
        "Cible 16.6 : institutions efficaces, responsables et transparentes",
        "Cible 16.7 : prise de décision réactive et inclusive",
        "Cible 16.10 : accès public à l'information",
    ),
}
_CHALLENGES = {
    "ar": ("الفجوة الرقمية", "المهارات", "التمويل", "البنى والنظم المؤسسية"),
    "en": ("Digital divide", "Skills", "Funding", "Structures and institutional systems"),
    "fr": ("Fracture numérique", "Compétences", "Financement", "Structures et systèmes institutionnels"),
}

_COMMITMENTS = (
    {
        "title": (
            "إنشاء وحدة وطنية للابتكار في القطاع العام",
            "Establish a national unit for public-sector innovation",
            "Créer une unité nationale pour l'innovation dans le secteur public",
        ),
        "problem": (
            "تتوزع مبادرات الابتكار على جهات حكومية عدة من دون جهة تنسّقها أو تقيّم نتائجها، فتتكرر التجارب "
            "وتتوقف عند انتهاء التمويل، ولا تصل الحلول الناجحة إلى سائر المؤسسات ولا إلى المحافظات.",
            "Innovation initiatives are spread over several bodies with none to coordinate them or to assess what "
            "they achieve: pilots are repeated, stop when the funding ends, and do not reach other institutions.",
            "Les initiatives d'innovation sont dispersées entre plusieurs organismes sans coordination ni "
            "évaluation : les expériences se répètent, s'arrêtent avec le financement et ne sont pas diffusées.",
        ),
        "solution": (
            "تُنشأ وحدة ابتكار في رئاسة الوزراء بقرار رسمي، ويُعتمد لها دليل عمل وميزانية سنوية، وتُدار من خلالها "
            "محفظة وطنية لمشاريع الابتكار تُختار وفق معايير معلنة وتُقاس نتائجها مرتين في السنة.",
            "An innovation unit is created by decree at the Prime Ministry, with a manual and a yearly budget; it "
            "runs a national portfolio of projects chosen by published criteria and measured twice a year.",
            "Une unité d'innovation est créée par décret auprès du Premier ministère, avec un manuel et un budget "
            "annuel ; elle gère un portefeuille national de projets choisis selon des critères publiés.",
        ),
        "lead": ("وزارة الاقتصاد الرقمي والريادة", "Ministry of Digital Economy", "Ministère de l'Économie numérique"),
        "supporting": (
            ("رئاسة الوزراء", "Prime Ministry", "Premier ministère"),
            ("معهد الإدارة العامة", "Institute of Public Administration", "Institut d'administration publique"),
        ),
    },
    {
        "title": (
            "منصة موحدة لتلقي ملاحظات المستفيدين من الخدمات",
            "A single platform for feedback from those who use public services",
            "Une plateforme unique pour les retours des usagers des services publics",
        ),
        "problem": (
            "تُجمع الشكاوى والاقتراحات في سجلات ورقية ومنصات منفصلة (SMS وWeb)، فلا يُعرف زمن الرد ولا نسبة الرضا، "
            "ولا تصل أصوات كبار السن والأشخاص ذوي الإعاقة.",
            "Complaints and suggestions are kept in paper registers and separate channels (SMS and web): neither "
            "the time to answer nor satisfaction is known, and older persons are unheard.",
            "Les plaintes et suggestions sont consignées dans des registres papier et des canaux séparés (SMS et "
            "Web) : ni le délai de réponse ni la satisfaction ne sont connus.",
        ),
        "solution": (
            "تُطلق منصة وطنية واحدة متعددة القنوات، مع مدة قصوى للرد قدرها 10 أيام عمل، وتُنشر تقارير ربع سنوية "
            "عن نسب الاستجابة في كل جهة.",
            "One national platform with several channels is launched, with at most 10 working days to answer, and "
            "quarterly reports on the answers of each body are published.",
            "Une plateforme nationale multicanal est lancée, avec un délai de réponse d'au plus 10 jours ouvrés et "
            "des rapports trimestriels publiés par organisme.",
        ),
        "lead": (
            "وزارة تطوير القطاع العام",
            "Ministry of Public Sector Development",
            "Ministère du Développement public",
        ),
        "supporting": (("ديوان الخدمة المدنية", "Civil Service Bureau", "Bureau de la fonction publique"),),
    },
    {
        "title": (
            "سياسة وطنية للبيانات المفتوحة وتبادلها بين المؤسسات",
            "A national policy for open data and its exchange between institutions",
            "Une politique nationale des données ouvertes et de leur échange entre institutions",
        ),
        "problem": (
            "تحتفظ المؤسسات ببياناتها بصيغ غير قابلة للقراءة الآلية، ويُطلب من المواطن تقديم الوثيقة نفسها إلى أكثر "
            "من جهة، وقد بلغ مؤشر EGDI للدولة 0.6890 في عام 2024.",
            "Institutions keep data in forms that machines cannot read, and citizens hand the same document to "
            "several bodies; the country's EGDI stood at 0.6890 in 2024.",
            "Les institutions conservent leurs données dans des formats illisibles par les machines et le citoyen "
            "remet le même document à plusieurs organismes ; l'EGDI du pays était de 0,6890 en 2024.",
        ),
        "solution": (
            "تُعتمد سياسة للبيانات المفتوحة، ويُحدَّد مسؤول بيانات في كل مؤسسة، وتُنشر 120 مجموعة بيانات ذات أولوية "
            "عبر واجهات API موثقة خلال سنتين.",
            "An open-data policy is adopted, each institution names a data officer, and 120 priority data sets are "
            "published through documented APIs within two years.",
            "Une politique de données ouvertes est adoptée, chaque institution désigne un responsable des données et "
            "120 jeux de données prioritaires sont publiés par des API documentées en deux ans.",
        ),
        "lead": ("دائرة الإحصاءات العامة", "Department of Statistics", "Département des statistiques"),
        "supporting": (),
    },
)

_TASKS = (
    (
        "تشكيل فريق العمل الوطني وإقرار مهامه",
        "Form the national task force and approve its mandate",
        "Constituer l'équipe nationale et approuver son mandat",
    ),
    (
        "إعداد دراسة الوضع الراهن والمقارنة المرجعية",
        "Study the present situation and compare it with others",
        "Étudier la situation actuelle et la comparer à d'autres",
    ),
    (
        "صياغة مشروع القرار وعرضه على التشاور العام",
        "Draft the decree and put it to public consultation",
        "Rédiger le projet de décret et le soumettre à consultation",
    ),
    (
        "تدريب 60 موظفاً من الجهات المعنية",
        "Train 60 officials of the bodies concerned",
        "Former 60 agents des organismes concernés",
    ),
    (
        "تجربة النموذج في ثلاث مؤسسات وتقييمه",
        "Pilot the model in three institutions and assess it",
        "Tester le modèle dans trois institutions et l'évaluer",
    ),
    ("اعتماد النسخة النهائية ونشرها", "Adopt and publish the final version", "Adopter et publier la version finale"),
)
_ROLES = (
    ("رئيس الفريق الوطني", "Head of the national task force", "Chef de l'équipe nationale"),
    ("مدير السياسات", "Policy director", "Directeur des politiques"),
    ("وحدة التدريب", "Training unit", "Unité de formation"),
)
_OUTPUTS = (
    (
        "قرار موقّع ومحضر أول اجتماع",
        "Signed decision and minutes of the first meeting",
        "Décision signée et procès-verbal de la première réunion",
    ),
    ("تقرير معتمد منشور على الموقع", "Approved report, published on the site", "Rapport approuvé, publié sur le site"),
)
_MEASURES = (
    ("عدد الجهات الممثلة في الفريق", "Number of bodies represented", "Nombre d'organismes représentés"),
    ("نسبة الملاحظات التي رُدّ عليها", "Share of comments answered", "Part des observations traitées"),
)
_DRIVERS = (
    ("بداية الخطة", "The start of the plan", "Le début du plan"),
    ("انتهاء المهمة السابقة", "The finish of the task before it", "La fin de la tâche précédente"),
)


@cache
def picture(width: int = 1200, height: int = 500, caption: str = "مخطط غانت للالتزامات") -> Picture:
    """A real PNG: grey rows with one coloured bar each, drawn without any library."""
    rows = bytearray()
    for y in range(height):
        bar = range(20 + 2 * y, 20 + 2 * y + 260) if y % 24 < 14 else range(0)
        line = bytes(0 if x in bar else 1 for x in range(width))
        rows += b"\0" + line
    palette = bytes((0x2E, 0x7D, 0x8C, 0xF5, 0xF7, 0xF8))

    def chunk(kind: bytes, inside: bytes) -> bytes:
        return struct.pack(">I", len(inside)) + kind + inside + struct.pack(">I", zlib.crc32(kind + inside))

    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"PLTE", palette)
    png += chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b"")
    return Picture(png, width, height, caption, f"{caption} ({width} × {height})")


def plan(language: str = "ar", *, commitments: int = 3, tasks_each: int = 6, **changes: Any) -> PlanContent:
    at = _LANGUAGES.index(language)

    def say(translations: tuple[str, str, str]) -> Text:
        return Text.pick(dict(zip(_LANGUAGES, translations, strict=True)), language=language, base="ar")

    def task(commitment: int, number: int) -> Task:
        start = _START + timedelta(days=23 * commitment + 35 * number)
        return Task(
            number=f"{commitment}.{number}",
            title=say(_TASKS[(number - 1) % 6]),
            days=0 if number == tasks_each else 20,
            start=start,
            finish=start + timedelta(days=27),
            total_slack=0 if commitment == 1 else 3 * commitment - 8,
            free_slack=0 if commitment == 1 else number,
            critical=commitment == 1,
            milestone=number == tasks_each,
            responsible=say(_ROLES[number % 3]),
            output=say(_OUTPUTS[number % 2]),
            indicator=say(_MEASURES[number % 2]),
            driver=say(_DRIVERS[number > 1]),
            depends_on=_dependencies(commitment, number),
            also_serves=(2, 3) if (commitment, number) == (1, 2) else (),
        )

    def commitment(number: int) -> Commitment:
        words = _COMMITMENTS[(number - 1) % 3]
        tasks = tuple(task(number, each) for each in range(1, tasks_each + 1))
        additional, running = 185_000 + 12_500 * number, 42_000
        return Commitment(
            number=number,
            title=say(words["title"]),
            problem=say(words["problem"]),
            solution=say(words["solution"]),
            results=say(
                (
                    "تُنجز المعاملات في نصف المدة، وترتفع ثقة المستفيدين.",
                    "Requests are settled in half the time, and users trust the service more.",
                    "Les demandes aboutissent deux fois plus vite et la confiance des usagers augmente.",
                )
            ),
            lead=say(words["lead"]),
            supporting=tuple(say(body) for body in words["supporting"]),
            rite=(_RITE[language][number % 4], _RITE[language][(number + 1) % 4]),
            sdg=(_SDG[language][number % 3], _SDG[language][(number + 1) % 3]),
            challenges=(_CHALLENGES[language][number % 4],),
            source=Source(
                say(words["title"]),
                code=f"INN-{number:02d}",
                study=say(
                    (
                        "نموذج للابتكار في المؤسسات العامة",
                        "A model for innovation in public institutions",
                        "Un modèle d'innovation dans les institutions publiques",
                    )
                ),
                place=say(("الصفحة 41", "page 41", "page 41")),
                starter_set=True,
            ),
            start=tasks[0].start if tasks else None,
            finish=tasks[-1].finish if tasks else None,
            balances=balances(
                {2027: Balance(additional=additional), 2028: Balance(running=running)},
                {2027: [Grant("BUDGET", 90_000, True), Grant("DONOR", 60_000, False)]},
            ),
            financing=(
                Financing(say(("الموازنة العامة", "State budget", "Budget de l'État")), 90_000),
                Financing("UNDP", 60_000, kind="DONOR", secured=False),
            ),
            indicators=(
                Indicator(
                    say(
                        (
                            "نسبة الشكاوى التي رُدّ عليها في موعدها",
                            "Share of complaints answered in time",
                            "Part des plaintes traitées dans les délais",
                        )
                    ),
                    definition=say(
                        (
                            "الشكاوى التي رُدّ عليها خلال 10 أيام عمل من تسجيلها",
                            "Complaints answered within 10 working days of being registered",
                            "Plaintes traitées dans les 10 jours ouvrés suivant leur enregistrement",
                        )
                    ),
                    formula=say(
                        ("المجاب عنها ÷ المسجلة × 100", "answered ÷ registered × 100", "traitées ÷ enregistrées × 100")
                    ),
                    unit="%",
                    source=say(("سجلات المنصة", "Records of the platform", "Registres de la plateforme")),
                    frequency=say(("ربع سنوي", "Quarterly", "Trimestrielle")),
                    owner=say(words["lead"]),
                    baseline="35%",
                    targets={2027: "55%", 2028: "75%", 2029: "90%"},
                    reached={2027: "52%"},
                ),
            ),
            risks=(
                Risk(
                    say(
                        (
                            "تأخر اعتماد القرار بسبب تغيّر الحكومة",
                            "The decree is late because the government changes",
                            "Retard du décret dû à un changement de gouvernement",
                        )
                    ),
                    likelihood=say(("متوسط", "Medium", "Moyenne")),
                    effect=say(("مرتفع", "High", "Élevé")),
                    mitigation=say(
                        (
                            "تحضير مسودتين وإشراك الأمانة العامة منذ البداية",
                            "Prepare two drafts and involve the general secretariat from the start",
                            "Préparer deux projets et associer le secrétariat général dès le début",
                        )
                    ),
                    owner=say(_ROLES[0]),
                    state=say(("قائم", "Open", "Ouvert")),
                ),
            ),
            tasks=tasks,
        )

    written = tuple(commitment(number) for number in range(1, commitments + 1))
    values: dict[str, Any] = {
        "language": language,
        "months": "LEVANT",
        "country": ("الأردن", "Jordan", "Jordanie")[at],
        "country_formal_name": (
            "المملكة الأردنية الهاشمية",
            "The Hashemite Kingdom of Jordan",
            "Le Royaume hachémite de Jordanie",
        )[at],
        "title": say(
            (
                "الخطة الوطنية للابتكار في المؤسسات العامة",
                "National plan for innovation in public institutions",
                "Plan national pour l'innovation dans les institutions publiques",
            )
        ),
        "reference": "4F2A91C0",
        "revision": 3,
        "state": ("مسودة", "Draft", "Projet")[at],
        "publishable": False,
        "made_on": date(2026, 11, 22),
        "base_language": "ar",
        "period_start": _START,
        "period_finish": date(2029, 12, 31),
        "prepared_by": ("ليلى حداد", "Layla Haddad", "Layla Haddad")[at],
        "visible_to": (
            ("الأردن", "الإسكوا"),
            ("Jordan", "ESCWA"),
            ("Jordanie", "CESAO"),
        )[at],
        "summary": say(
            (
                "تحوّل هذه الخطة توصيات الدراسات المختارة إلى التزامات لها جهات قائدة ومهام ومواعيد ومؤشرات.",
                "This plan turns recommendations of the chosen studies into commitments with lead bodies, tasks, "
                "dates and indicators.",
                "Ce plan transforme les recommandations des études choisies en engagements dotés d'organismes "
                "responsables, de tâches, de dates et d'indicateurs.",
            )
        ),
        "introduction": say(
            (
                "أُعدّت هذه الخطة بعد مشاورات في المحافظات الاثنتي عشرة.\nوتستند إلى دراسات الإسكوا.",
                "This plan was made after consultations in all twelve governorates.\nIt rests on ESCWA's studies.",
                "Ce plan fait suite à des consultations dans les douze gouvernorats.\nIl s'appuie sur les études.",
            )
        ),
        "efforts": say(
            (
                "أُطلقت منذ عام 2020 ثلاث استراتيجيات قطاعية.",
                "Three sector strategies have been launched since 2020.",
                "Trois stratégies sectorielles ont été lancées depuis 2020.",
            )
        ),
        "monitoring": Monitoring(
            roles=say(
                (
                    "تجمع وحدة المتابعة البيانات وترفعها إلى اللجنة.",
                    "The monitoring unit collects the figures and reports to the committee.",
                    "L'unité de suivi recueille les données et rend compte au comité.",
                )
            ),
            activity_months=6,
            published_address="https://example.org/plan",
        ),
        "contributions": (
            Contribution(
                received_on=date(2026, 10, 4),
                contributor=say(("نقابة المهندسين", "Engineers' union", "Syndicat des ingénieurs")),
                text=say(("إشراك النقابات في اللجنة.", "Give unions a seat.", "Donner un siège aux syndicats.")),
                occasion=say(("جلسة تشاور", "Public hearing", "Audition publique")),
                commitment=1,
                response=say(("أُخذ به جزئياً", "Partly taken in", "Retenue en partie")),
                reason=say(
                    (
                        "يُدعون إلى الاجتماعات التي تخصهم.",
                        "They are invited to the meetings that concern them.",
                        "Ils sont invités aux réunions qui les concernent.",
                    )
                ),
            ),
        ),
        "currency": ("دينار أردني", "JOD", "JOD")[at],
        "working_week": ("من الأحد إلى الخميس", "Sunday to Thursday", "du dimanche au jeudi")[at],
        "index_rows": _index_rows(at),
        "commitments": written,
        "gantts": (
            picture(caption=("مخطط غانت للالتزامات", "Gantt chart of the commitments", "Diagramme de Gantt")[at]),
        ),
        "graphs": (
            picture(900, 900, caption=("مخطط اعتماد المهام", "Task dependency graph", "Graphe des dépendances")[at]),
        ),
        "conflicts": (
            say(
                (
                    "المهمة 3.6 تتجاوز موعدها النهائي بمقدار 4 أيام عمل.",
                    "Task 3.6 passes its deadline by 4 working days.",
                    "La tâche 3.6 dépasse son échéance de 4 jours ouvrés.",
                )
            ),
        ),
        "estimated_holidays": (
            Holiday(date(2027, 3, 10), say(("عيد الفطر", "Eid al-Fitr", "Aïd al-Fitr"))),
            Holiday(date(2028, 2, 27), say(("عيد الفطر", "Eid al-Fitr", "Aïd al-Fitr"))),
            Holiday(date(2027, 5, 16), say(("عيد الأضحى", "Eid al-Adha", "Aïd al-Adha"))),
        ),
    }
    return PlanContent(**(values | changes))


def _dependencies(commitment: int, number: int) -> tuple[Dependency, ...]:
    if number == 1:
        return (Dependency("1.1", "SS", 5),) if commitment > 1 else ()
    before = Dependency(f"{commitment}.{number - 1}", lag=3 if number == 3 else 0)
    return (before, Dependency("1.2", "FF", -2)) if commitment > 1 and number == 5 else (before,)


def _index_rows(at: int) -> tuple[IndexRow, ...]:
    source = ("الأمم المتحدة، 2024", "United Nations, 2024", "Nations Unies, 2024")[at]
    return (
        IndexRow(
            ("مؤشر تطور الحكومة الإلكترونية (EGDI)", "E-Government Development Index (EGDI)", "Indice EGDI")[at],
            {2018: Decimal("0.5575"), 2020: Decimal("0.5309"), 2022: Decimal("0.6081"), 2024: Decimal("0.6849")},
            source,
        ),
        IndexRow(
            ("مؤشر المشاركة الإلكترونية (EPI)", "E-Participation Index (EPI)", "Indice EPI")[at],
            {2022: Decimal("0.3409"), 2024: Decimal("0.5205")},
            source,
        ),
    )
