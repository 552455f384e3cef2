"""What ships in planner/reference, as it stands in the database after loading (the session's, see conftest)."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.conf import settings

from planner.domain.graph import Link, Task, TaskGraph
from planner.models import (
    LANGUAGES,
    BlueprintLink,
    BlueprintTask,
    Body,
    Country,
    Holiday,
    Indicator,
    IndicatorValue,
    Recommendation,
    RecommendationIndicator,
    RecommendationRisk,
    ShortHours,
    Study,
    Theme,
    WorkingWeek,
)
from planner.services.reference import FOLDER, load_reference

pytestmark = pytest.mark.django_db

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)

EGDI_ROUNDING = 0.0001


# --- countries ------------------------------------------------------------------------------------------


def test_countries_are_the_22_arab_states_under_their_united_nations_names():
    countries = {country.pk: country for country in Country.objects.all()}

    assert len(countries) == 22
    assert countries["PSE"].name == {"ar": "دولة فلسطين", "en": "State of Palestine", "fr": "État de Palestine"}
    assert countries["SYR"].name == {
        "ar": "الجمهورية العربية السورية",
        "en": "Syrian Arab Republic",
        "fr": "République arabe syrienne",
    }
    assert all(set(country.name) == set(LANGUAGES) for country in countries.values())


def test_least_developed_countries_are_those_of_the_united_nations_list():
    least_developed = set(Country.objects.filter(is_least_developed=True).values_list("pk", flat=True))

    assert least_developed == {"COM", "DJI", "MRT", "SDN", "SOM", "YEM"}


def test_month_names_follow_the_country():
    families = {}
    for iso3, family in Country.objects.values_list("pk", "month_names"):
        families.setdefault(family, set()).add(iso3)

    common = families.pop("COMMON")
    assert len(common) == 13
    assert families == {
        "LEVANT": {"IRQ", "JOR", "LBN", "PSE", "SYR"},
        "MAGHREB": {"DZA", "TUN"},
        "MOROCCO": {"MAR"},
        "MAURITANIA": {"MRT"},
    }


def test_arabic_is_a_working_language_everywhere_and_french_or_english_in_eight():
    others = {
        iso3: languages[1:]
        for iso3, languages in Country.objects.values_list("pk", "working_languages")
        if languages != ["ar"]
    }

    assert others == {
        "COM": ["fr"],
        "DJI": ["fr"],
        "DZA": ["fr"],
        "LBN": ["fr"],
        "MAR": ["fr"],
        "MRT": ["fr"],
        "SDN": ["en"],
        "TUN": ["fr"],
    }


def test_rest_days_in_2027_are_friday_and_saturday_but_for_seven_countries():
    weeks = {week.country_id: week.weekend for week in WorkingWeek.objects.order_by("holds_from")}

    assert {iso3: weekend for iso3, weekend in weeks.items() if weekend != [FRI, SAT]} == {
        "ARE": [SAT, SUN],
        "COM": [SAT, SUN],
        "LBN": [SAT, SUN],
        "MAR": [SAT, SUN],
        "MRT": [SAT, SUN],
        "SOM": [FRI],
        "TUN": [SAT, SUN],
    }
    assert len(weeks) == 22


def test_the_emirates_rested_on_friday_and_saturday_until_2021():
    weeks = WorkingWeek.objects.filter(country="ARE").values_list("holds_from", "weekend")

    assert list(weeks) == [(date(2018, 1, 1), [FRI, SAT]), (date(2022, 1, 1), [SAT, SUN])]


def test_a_doubtful_working_week_says_so_and_what_each_source_holds():
    doubtful = WorkingWeek.objects.filter(needs_confirmation=True)

    assert {week.country_id for week in doubtful} == {"COM", "DJI", "LBN", "LBY", "MRT", "PSE", "SOM"}
    assert all(week.note for week in doubtful)


def test_working_weeks_name_their_sources_in_three_languages_and_arabic_holds_no_latin_letters():
    weeks = WorkingWeek.objects.all()
    texts = [week.source for week in weeks] + [week.note for week in weeks if week.note]

    assert [text for text in texts if set(text) != set(LANGUAGES)] == []
    assert [text["ar"] for text in texts if any("a" <= c.lower() <= "z" for c in text["ar"])] == []


# --- holidays -------------------------------------------------------------------------------------------


def test_holidays_are_there_for_every_country_and_year():
    found = set(Holiday.objects.values_list("country_id", "day__year"))

    assert found == {
        (iso3, year) for iso3 in Country.objects.values_list("pk", flat=True) for year in range(2024, 2036)
    }


@pytest.mark.parametrize(
    ("country", "day", "name", "is_estimated"),
    [
        ("JOR", date(2027, 5, 25), ("عيد الاستقلال", "Independence Day", "Fête de l’Indépendance"), False),
        ("SAU", date(2027, 9, 23), ("اليوم الوطني", "National Day", "Fête nationale"), False),
        ("SAU", date(2027, 5, 15), ("يوم عرفة", "Day of Arafah", "Jour d’Arafat"), True),
        ("PSE", date(2027, 5, 16), ("عيد الأضحى المبارك", "Eid al-Adha", "Aïd al-Adha"), True),
        (
            "EGY",
            date(2027, 10, 7),
            (
                "عيد القوات المسلحة (يوم تعويضي)",
                "Armed Forces Day (day in lieu)",
                "Fête des forces armées (jour de compensation)",
            ),
            False,
        ),
        (
            "MAR",
            date(2027, 8, 20),
            ("ذكرى ثورة الملك والشعب", "Revolution of the King and the People", "Révolution du Roi et du peuple"),
            False,
        ),
        (
            "LBN",
            date(2027, 2, 14),
            (
                "ذكرى استشهاد الرئيس رفيق الحريري",
                "Rafik Hariri Memorial Day",
                "Journée à la mémoire de Rafic Hariri",
            ),
            False,
        ),
        (
            "JOR",
            date(2033, 12, 25),
            (
                "عيد الميلاد المجيد / عطلة عيد الفطر المبارك",
                "Christmas Day / Eid al-Fitr holiday",
                "Noël / Congé de l’Aïd al-Fitr",
            ),
            False,
        ),
    ],
)
def test_holiday_bears_its_names_and_whether_the_moon_decides(country, day, name, is_estimated):
    holiday = Holiday.objects.get(country=country, day=day)

    assert (holiday.name, holiday.is_estimated) == (dict(zip(LANGUAGES, name, strict=True)), is_estimated)


def test_every_holiday_name_of_the_package_is_translated():
    untranslated = {row.name["en"] for row in Holiday.objects.all() if row.name["ar"] == row.name["en"]}

    assert untranslated == set()


def test_every_country_has_days_that_the_moon_decides():
    counts = Counter(Holiday.objects.filter(is_estimated=True, day__year=2030).values_list("country_id", flat=True))

    assert len(counts) == 22
    assert min(counts.values()) >= 6


# --- indices --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "indicator", "year", "value"),
    [
        ("JOR", "EGDI", 2024, 0.68493),
        ("JOR", "OSI", 2024, 0.75905),
        ("SAU", "EGDI", 2024, 0.96022),
        ("EGY", "EPI", 2018, 0.5393),
        ("ARE", "GTMI", 2022, 0.96092),
        ("PSE", "GTEI", 2025, 0.52071),
        ("TUN", "GTMI_DATA_EXCHANGE", 2022, 7),
        ("LBY", "GTMI_EPROCUREMENT", 2022, 0),
    ],
)
def test_indicator_value_is_the_published_one(country, indicator, year, value):
    row = IndicatorValue.objects.get(country=country, indicator=indicator, year=year)

    assert row.value == value
    assert row.source


def test_indicators_have_every_value_that_was_published_and_no_other():
    counts = Counter(IndicatorValue.objects.values_list("indicator__family", "year"))

    assert counts == {
        **{("EGDI", year): 4 * 21 for year in (2018, 2020, 2022, 2024)},
        **{("EPI", year): 21 for year in (2018, 2020, 2022, 2024)},
        **{("GTMI", year): 5 * 22 for year in (2020, 2022, 2025)},
        ("CAPABILITY", 2022): 29 * 22,
    }
    assert not IndicatorValue.objects.filter(country="PSE", indicator__family__in=["EGDI", "EPI"]).exists()
    assert Counter(Indicator.objects.values_list("family", flat=True)) == {
        "EGDI": 4,
        "EPI": 1,
        "GTMI": 5,
        "CAPABILITY": 29,
    }


def test_egdi_is_the_mean_of_its_parts():
    parts = {}
    for row in IndicatorValue.objects.filter(indicator__family="EGDI"):
        parts.setdefault((row.country_id, row.year), {})[row.indicator_id] = row.value

    assert len(parts) == 84
    for values in parts.values():
        mean = (values["OSI"] + values["TII"] + values["HCI"]) / 3
        assert values["EGDI"] == pytest.approx(mean, abs=EGDI_ROUNDING)


# --- studies and recommendations ------------------------------------------------------------------------


def test_studies_are_the_three_of_the_project_and_say_whose_translation_a_title_is():
    studies = {study.code: study for study in Study.objects.all()}

    assert list(studies) == ["MODEL", "TECH", "POLICY"]
    assert studies["POLICY"].symbol == "E/ESCWA/CL4.SIT/2024/3"
    assert all(set(study.note) == set(study.title) == set(LANGUAGES) for study in studies.values())


def test_themes_are_all_covered_by_recommendations():
    assert Counter(Theme.objects.values_list("kind", flat=True)) == {"RITE": 4, "SDG": 5, "CHALLENGE": 5}
    assert not Theme.objects.filter(recommendations=None).exists()


def test_recommendations_are_a_starter_set_over_the_three_studies():
    recommendations = Recommendation.objects.all()

    assert Counter(recommendations.values_list("study_id", flat=True)) == {"MODEL": 8, "TECH": 8, "POLICY": 8}
    assert set(recommendations.values_list("origin", flat=True)) == {"STARTER"}
    assert recommendations.filter(prerequisites__isnull=False).exists()


def test_each_recommendation_brings_four_to_eight_tasks_and_one_milestone():
    for recommendation in Recommendation.objects.prefetch_related("blueprint_tasks"):
        tasks = list(recommendation.blueprint_tasks.all())
        assert 4 <= len(tasks) <= 8
        assert [task.key for task in tasks if task.days == 0] == [f"{recommendation.code}-M"]


def test_each_recommendation_has_two_indicators_and_two_risks():
    twice = dict.fromkeys(Recommendation.objects.values_list("pk", flat=True), 2)

    assert Counter(RecommendationIndicator.objects.values_list("recommendation_id", flat=True)) == twice
    assert Counter(RecommendationRisk.objects.values_list("recommendation_id", flat=True)) == twice


def test_blueprint_has_the_breadth_of_a_real_programme():
    links = BlueprintLink.objects.all()
    brought_by = Counter(Recommendation.blueprint_tasks.through.objects.values_list("task_id", flat=True))

    assert BlueprintTask.objects.count() >= 130
    assert links.count() >= 180
    assert set(links.values_list("kind", flat=True)) == {"FS", "SS", "FF", "SF"}
    assert links.filter(lag__gt=0).exists()
    assert links.filter(lag__lt=0).exists()
    assert sum(count > 1 for count in brought_by.values()) >= 6


def test_blueprint_links_reach_across_recommendations_from_milestones_only():
    across = [
        link
        for link in BlueprintLink.objects.all()
        if not link.before_id.startswith("SH-") and link.before_id[:6] != link.after_id[:6]
    ]

    assert len(across) >= 24
    assert all(link.before_id.endswith("-M") for link in across)


def test_blueprint_as_a_whole_has_an_order_and_no_task_stands_alone():
    tasks = [Task(key, days) for key, days in BlueprintTask.objects.values_list("key", "days")]
    links = [Link(*link) for link in BlueprintLink.objects.values_list("before_id", "after_id", "kind", "lag")]

    assert len(TaskGraph(tasks, links).order()) == len(tasks)
    assert {task.key for task in tasks} == {key for link in links for key in (link.before, link.after)}


def test_every_text_is_there_in_three_languages_and_arabic_holds_no_latin_letters():
    texts = [
        (row.pk, field, getattr(row, field))
        for model, fields in (
            (Body, ["name"]),
            (Theme, ["name"]),
            (Recommendation, ["title", "summary", "problem", "solution", "results"]),
            (BlueprintTask, ["title", "output", "indicator"]),
            (RecommendationIndicator, ["name", "definition", "formula", "source"]),
            (RecommendationRisk, ["text", "mitigation"]),
        )
        for row in model.objects.all()
        for field in fields
    ]

    assert [(pk, field) for pk, field, text in texts if not all(text.has(language) for language in LANGUAGES)] == []
    assert [(pk, field) for pk, field, text in texts if any("a" <= c.lower() <= "z" for c in text["ar"])] == []


# --- loading again --------------------------------------------------------------------------------------


def test_loading_again_leaves_the_same_rows():
    models = [Country, WorkingWeek, Holiday, Indicator, IndicatorValue, Study, Theme, Body, Recommendation]
    models += [BlueprintTask, RecommendationIndicator, RecommendationRisk]

    def rows():
        ours = [list(model.objects.order_by("pk").values()) for model in models[:-2]]
        unnumbered = [
            [{name: value for name, value in row.items() if name != "id"} for row in model.objects.values()]
            for model in models[-2:]
        ]
        links = list(BlueprintLink.objects.values_list("before", "after", "kind", "lag"))
        parts = list(Recommendation.blueprint_tasks.through.objects.values_list("recommendation", "task", "order"))
        return ours, unnumbered, links, parts

    before = rows()

    counts = load_reference()

    assert rows() == before
    assert counts["new holidays"] == 0


def test_loading_again_leaves_what_a_country_changed_in_its_calendar():
    eid = Holiday.objects.get(country="JOR", day=date(2027, 5, 16))
    eid.day, eid.name["en"] = date(2027, 5, 20), "Eid, as announced"
    eid.save()
    Holiday.objects.get(country="JOR", day=date(2027, 12, 25)).delete()
    WorkingWeek.objects.filter(country="JOR").update(weekend=[FRI], note={"en": "Confirmed by the coordinator."})
    before = list(Holiday.objects.filter(country="JOR").values())

    load_reference()

    assert list(Holiday.objects.filter(country="JOR").values()) == before
    week = WorkingWeek.objects.get(country="JOR")
    assert (week.weekend, week.note) == ([FRI], {"en": "Confirmed by the coordinator."})


def test_loading_seeds_a_year_without_seeded_days_around_a_country_s_own():
    Holiday.objects.filter(country="JOR", day__year=2027).delete()
    own = Holiday.objects.create(country_id="JOR", day=date(2027, 5, 25), is_working=True)

    load_reference()

    own.refresh_from_db()
    assert own.is_working
    assert Holiday.objects.filter(country="JOR", day__year=2027, is_seeded=True).count() == 13


def test_every_country_has_its_ramadans_counted_as_full_days_until_it_says_otherwise():
    seasons = ShortHours.objects.all()

    # 2030 holds the beginning of two.
    assert Counter(seasons.values_list("country", flat=True)) == dict.fromkeys(
        Country.objects.values_list("pk", flat=True), 13
    )
    assert {(season.last - season.first).days + 1 for season in seasons} == {29, 30}
    assert {(season.share, season.is_seeded) for season in seasons} == {(1.0, True)}
    assert [
        (season.first, season.last, season.is_estimated)
        for season in ShortHours.objects.filter(country="JOR", first__year__in=[2027, 2030])
    ] == [
        (date(2027, 2, 8), date(2027, 3, 8), True),
        (date(2030, 1, 5), date(2030, 2, 3), True),
        (date(2030, 12, 26), date(2031, 1, 23), True),
    ]


def test_ramadan_ends_on_the_eve_of_the_first_day_of_eid():
    eids = Holiday.objects.filter(country="JOR", name__en__startswith="Eid al-Fitr").values_list("day", flat=True)

    ends = ShortHours.objects.filter(country="JOR").values_list("last", flat=True)

    assert [end for end in ends if end + timedelta(days=1) not in eids] == []


def test_loading_again_leaves_the_hours_a_country_set_and_does_not_bring_back_a_season_it_removed():
    ramadan = ShortHours.objects.get(country="JOR", first=date(2027, 2, 8))
    ramadan.share, ramadan.first = 0.75, date(2027, 2, 9)
    ramadan.save()
    ShortHours.objects.get(country="JOR", first=date(2030, 1, 5)).delete()
    before = list(ShortHours.objects.filter(country="JOR").values())

    counts = load_reference()

    assert list(ShortHours.objects.filter(country="JOR").values()) == before
    assert counts["new seasons of short hours"] == 0


def test_loading_brings_published_text_up_to_date():
    Recommendation.objects.filter(pk="INN-01").update(title={"ar": "قديم"}, running_cost=1)
    BlueprintLink.objects.filter(after="INN-01-T2").delete()
    stale = BlueprintTask.objects.create(
        key="INN-01-T9", title={"ar": "قديم"}, days=1, cost=0, responsible_id="PM_OFFICE"
    )

    load_reference()

    recommendation = Recommendation.objects.get(pk="INN-01")
    assert recommendation.title["en"] == "Mandate and national policy for public sector innovation"
    assert recommendation.running_cost == 60000
    assert BlueprintLink.objects.filter(after="INN-01-T2").exists()
    assert not BlueprintTask.objects.filter(pk=stale.pk).exists()


def test_loading_leaves_a_recommendation_that_bears_the_study_s_own_text():
    Recommendation.objects.filter(pk="INN-01").update(title={"ar": "نص الدراسة"}, origin="STUDY")
    BlueprintTask.objects.get(pk="INN-01-T3").delete()
    BlueprintTask.objects.filter(pk="INN-01-T1").update(days=77)

    load_reference()

    assert Recommendation.objects.get(pk="INN-01").title == {"ar": "نص الدراسة"}
    assert BlueprintTask.objects.get(pk="INN-01-T1").days == 77
    assert not BlueprintTask.objects.filter(pk="INN-01-T3").exists()


def test_every_shipped_file_is_accounted_for_in_the_documentation():
    text = (settings.BASE_DIR / "docs" / "reference-data.md").read_text(encoding="utf-8")
    names = [path.name for path in FOLDER.rglob("*.*") if path.is_file()]

    assert [name for name in names if f"`{name}`" not in text] == []
