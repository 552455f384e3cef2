"""Loading the shipped practices and case counts, on top of the planner's reference data."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from planner.models import Country
from planner.services.reference import FOLDER, load_reference
from planner.services.reference.files import Entry, read_toml
from planner.services.reference.studies import theme_codes
from planner.services.reference.upserts import replace_members, upsert
from twinning.models import CaseCount, Practice


@transaction.atomic
def load_all_reference(folder: Path = FOLDER) -> dict[str, int]:
    """Everything that ships or, where a file is wrong, nothing. Counts by kind; raises BadReference."""
    return {**load_reference(folder), **load_practices(folder), **load_case_counts(folder)}


def load_practices(folder: Path) -> dict[str, int]:
    """Published once: a practice that is there is its country's own, and what the country wrote stays.

    One that was loaded before practices were filed, and that nobody touched since, is filed now.
    """
    entries = read_toml(folder, "practices.toml").entries_by("key", "practice")
    countries, codes = _known_countries(), theme_codes(folder)
    practices = [_practice(entry, countries) for entry in entries.values()]
    themes = {key: _themes(entry, codes) for key, entry in entries.items()}
    present = set(Practice.objects.exclude(reference_key="").values_list("reference_key", flat=True))
    Practice.objects.bulk_create(practice for practice in practices if practice.reference_key not in present)
    unfiled = Practice.objects.filter(reference_key__in=themes, version=1, themes=None)
    replace_members(
        Practice.themes.through,
        of="practice",
        member="theme",
        lists={practice.pk: themes[practice.reference_key] for practice in unfiled},
    )
    return {"practices": len(practices)}


def load_case_counts(folder: Path) -> dict[str, int]:
    file = read_toml(folder, "case_counts.toml")
    countries = _known_countries()
    counts = [
        CaseCount(
            country_id=entry.one_of("iso3", countries),
            cases=entry.whole("cases"),
            example=entry.text("example"),
            source=file.string("source"),
        )
        for entry in file.entries_by("iso3", "country").values()
    ]
    upsert(CaseCount, counts, by=["country"])
    return {"case counts": len(counts)}


def _practice(entry: Entry, countries: set[str]) -> Practice:
    return Practice(
        reference_key=entry.string("key"),
        country_id=entry.one_of("country", countries),
        title=entry.text("title"),
        institution=entry.text("institution") if "institution" in entry else None,
        summary=entry.text("summary"),
        period=entry.string("period"),
        source_url=entry.string("source_url"),
        source_note=entry.string("source_note"),
        evidence=Practice.Evidence.MEASURED if "evidence_on" in entry else Practice.Evidence.UNKNOWN,
        evidence_on=entry.day("evidence_on") if "evidence_on" in entry else None,
        life_stage=entry.one_of("life_stage", Practice.LifeStage.values) if "life_stage" in entry else "",
        state=Practice.State.PUBLISHED,
    )


def _themes(entry: Entry, codes: dict[str, dict[str, str]]) -> list[str]:
    return [
        codes[kind][word]
        for kind, field in (("rite", "rite"), ("sdg", "sdg"), ("challenge", "challenges"))
        for word in entry.some_of(field, codes[kind])
    ]


def _known_countries() -> set[str]:
    return set(Country.objects.values_list("pk", flat=True))
