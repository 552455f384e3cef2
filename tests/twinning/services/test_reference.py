"""The command that loads everything that ships, and the part of it that twinning keeps."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from planner.models import Country
from planner.services.reference import FOLDER
from twinning.models import CaseCount, Practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "reference")


def load(**options):
    out = StringIO()
    call_command("load_reference", stdout=out, **options)
    return out.getvalue().splitlines()


def test_load_reference_prints_one_line_a_kind():
    assert load() == [
        "countries: 22",
        "working weeks: 24",
        "new holidays: 0",
        "new seasons of short hours: 0",
        "indicators: 39",
        "indicator values: 1388",
        "studies: 3",
        "themes: 14",
        "bodies: 30",
        "recommendations: 24",
        "blueprint tasks: 153",
        "blueprint links: 253",
        "practices: 24",
        "case counts: 13",
    ]


def test_load_reference_says_nothing_when_asked_to_be_quiet():
    assert load(verbosity=0) == []


def test_case_counts_are_those_of_the_slide():
    counts = dict(CaseCount.objects.values_list("country_id", "cases"))

    assert len(counts) == 13
    assert sum(counts.values()) == 74
    assert counts["ARE"] == 12
    assert CaseCount.objects.get(country="SAU").example == {
        "ar": "مستشفى صحة الافتراضي",
        "en": "Seha Virtual Hospital",
        "fr": "Hôpital virtuel Seha",
    }


def test_practices_are_published_in_three_languages_each_with_its_source():
    practices = list(Practice.objects.exclude(reference_key=""))

    assert len(practices) == 24
    assert len({practice.country_id for practice in practices}) == 12
    for practice in practices:
        assert practice.state == Practice.State.PUBLISHED
        assert practice.source_url.startswith("https://")
        assert all(practice.title.has(language) and practice.summary.has(language) for language in ("ar", "en", "fr"))


def test_a_practice_whose_institution_is_not_known_names_none():
    unnamed = [practice.reference_key for practice in Practice.objects.all() if not practice.institution]

    assert unnamed == ["P24"]


def test_each_practice_is_filed_under_a_pillar_and_a_target():
    kinds = {
        practice.reference_key: {theme.kind for theme in practice.themes.all()}
        for practice in Practice.objects.exclude(reference_key="").prefetch_related("themes")
    }

    assert [key for key, found in kinds.items() if not {"RITE", "SDG"} <= found] == []


def test_loading_again_files_a_practice_that_was_loaded_before_there_were_themes():
    practice = Practice.objects.get(reference_key="P02")
    practice.themes.clear()

    load()

    assert {theme.code for theme in practice.themes.all()} == {"RESPONSIVENESS", "16.6", "16.7", "RESPONSIVENESS_GAP"}


def test_loading_again_leaves_the_themes_of_a_practice_that_its_country_changed():
    Practice.objects.filter(reference_key="P02").update(version=2)
    Practice.objects.get(reference_key="P02").themes.clear()

    load()

    assert not Practice.objects.get(reference_key="P02").themes.exists()


def test_loading_again_leaves_what_a_country_wrote_in_a_practice():
    Practice.objects.filter(reference_key="P01").update(title={"en": "Our own words"}, state=Practice.State.DRAFT)
    before = list(Practice.objects.values())

    load()

    assert list(Practice.objects.values()) == before


def test_loading_again_brings_a_case_count_up_to_date():
    CaseCount.objects.filter(country="JOR").update(cases=1)

    load()

    assert CaseCount.objects.get(country="JOR").cases == 6
    assert CaseCount.objects.count() == 13


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("case_counts.toml", "cases = 12", "cases = -12", "case_counts.toml, ARE.cases: -12 is less than 0."),
        ("case_counts.toml", 'iso3 = "TUN"', 'iso3 = "FRA"', "case_counts.toml, FRA.iso3: 'FRA' is not known here."),
        ("practices.toml", 'key = "P02"', 'key = "P01"', "practices.toml, P01.key: P01 is there twice."),
        (
            "egdi.csv",
            "JOR,2024,0.68493",
            "JOR,2024,68493",
            "egdi.csv, JOR 2024 EGDI: 68493.0 is not between 0 and 1.",
        ),
        ("egdi.csv", "JOR,2024", "JOR,2022", "egdi.csv, JOR 2022 EGDI: the value is there twice."),
        ("egdi.csv", "JOR,2024", "FRA,2024", "egdi.csv, FRA 2024: the country is not known."),
        ("gtmi.csv", "CGSI", "CGS", "gtmi.csv, ARE 2020 CGS: the indicator is not known."),
        ("countries.toml", '["FRI"]', '["VEN"]', "countries.toml, SOM.week 1.rest_days: 'VEN' is not known here."),
    ],
)
def test_load_reference_refuses_a_broken_file_and_saves_nothing(folder, file, old, new, message):
    for name, before, after in [("countries.toml", 'name.en = "Jordan"', 'name.en = "Renamed"'), (file, old, new)]:
        text = (folder / name).read_text(encoding="utf-8")
        assert before in text
        (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        load(folder=folder)

    assert str(refused.value) == message
    assert Country.objects.get(pk="JOR").name["en"] == "Jordan"
