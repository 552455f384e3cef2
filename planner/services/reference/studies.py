"""The studies, and what recommendations are filed under and carried out by."""

from __future__ import annotations

from pathlib import Path

from planner.models import Body, Study, Theme
from planner.services.reference.files import Entry, read_toml
from planner.services.reference.upserts import upsert


def load_studies(folder: Path) -> dict[str, int]:
    entries = read_toml(folder, "studies.toml").entries_by("code", "study")
    studies = [_study(order, entry) for order, entry in enumerate(entries.values(), start=1)]
    upsert(Study, studies, by=["code"])
    return {"studies": len(studies)}


def load_themes(folder: Path) -> dict[str, int]:
    file = read_toml(folder, "themes.toml")
    themes = [
        Theme(code=code, kind=kind.upper(), name=file.table(kind).table(word).translated(), order=order)
        for order, (kind, word, code) in enumerate(_theme_words(file), start=1)
    ]
    upsert(Theme, themes, by=["code"])
    return {"themes": len(themes)}


def load_bodies(folder: Path) -> dict[str, int]:
    roles = read_toml(folder, "roles.toml").table("role").tables()
    upsert(Body, [Body(code=code, name=entry.translated()) for code, entry in roles.items()], by=["code"])
    return {"bodies": len(roles)}


def theme_codes(folder: Path) -> dict[str, dict[str, str]]:
    """For each kind of theme, the code of each word that recommendations use."""
    codes: dict[str, dict[str, str]] = {}
    for kind, word, code in _theme_words(read_toml(folder, "themes.toml")):
        codes.setdefault(kind, {})[word] = code
    return codes


def _theme_words(file: Entry) -> list[tuple[str, str, str]]:
    return [
        (kind, word, entry.string("code") if "code" in entry else word)
        for kind in ("rite", "sdg", "challenge")
        for word, entry in file.table(kind).tables().items()
    ]


def _study(order: int, entry: Entry) -> Study:
    return Study(
        code=entry.string("code"),
        title=entry.text("title"),
        symbol=entry.string("symbol"),
        year=entry.whole("year"),
        note=entry.text("note"),
        order=order,
    )
