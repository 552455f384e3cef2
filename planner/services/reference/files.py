"""Reading the shipped files: what an entry holds, or one clear sentence on what is wrong with it."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from planner.models import LANGUAGES, Translated

FOLDER = Path(settings.BASE_DIR) / "planner" / "reference"


class BadReference(Exception):
    """A shipped file cannot be used. `key` says where in it, such as a code and a field; empty for the whole file."""

    def __init__(self, *, file: str, key: str, problem: str) -> None:
        self.file, self.key, self.problem = file, key, problem
        super().__init__(f"{file}, {key}: {problem}." if key else f"{file}: {problem}.")


class Entry:
    """One table of a TOML file. What is missing, unknown or of another type raises BadReference when it is read."""

    def __init__(self, file: str, key: str, values: Mapping[str, Any]) -> None:
        self.file, self.key, self.values = file, key, values

    def __contains__(self, field: str) -> bool:
        return field in self.values

    def wrong(self, field: str, problem: str) -> BadReference:
        return BadReference(file=self.file, key=self._path(field), problem=problem)

    def string(self, field: str) -> str:
        value: str = self._typed(field, str, "a text")
        return value

    def boolean(self, field: str) -> bool:
        value: bool = self._typed(field, bool, "true or false")
        return value

    def day(self, field: str) -> date:
        value: date = self._typed(field, date, "a date such as 2024-01-31")
        return value

    def number(self, field: str) -> float:
        value: float = self._typed(field, (int, float), "a number")
        return value

    def whole(self, field: str, *, least: int | None = 0) -> int:
        value: int = self._typed(field, int, "a whole number")
        if least is not None and value < least:
            raise self.wrong(field, f"{value} is less than {least}")
        return value

    def one_of(self, field: str, known: Collection[str]) -> str:
        value = self.string(field)
        self._check_known(field, [value], known)
        return value

    def some_of(self, field: str, known: Collection[str]) -> list[str]:
        values: list[str] = self._list(field, str, "a list of texts")
        self._check_known(field, values, known)
        if len(set(values)) < len(values):
            raise self.wrong(field, "something is there twice")
        return values

    def text(self, field: str) -> Translated:
        """The text in all three languages: `title.ar`, `title.en` and `title.fr`."""
        return self.table(field).translated()

    def translated(self) -> Translated:
        """This entry itself as a text: its `ar`, `en` and `fr`."""
        texts = Translated({language: self.string(language) for language in LANGUAGES})
        for language, text in texts.items():
            if not text.strip():
                raise self.wrong(language, "the text is empty")
        return texts

    def table(self, field: str) -> Entry:
        return Entry(self.file, self._path(field), self._typed(field, dict, "a table"))

    def tables(self) -> dict[str, Entry]:
        """All that this entry holds, each a table."""
        return {name: self.table(name) for name in self.values}

    def entries(self, field: str) -> list[Entry]:
        """The tables of a list, known by their `key`, `code` or `iso3`, or else by their place in it."""
        return [
            Entry(self.file, _name_of(row) or self._path(f"{field} {number}"), row)
            for number, row in enumerate(self._list(field, dict, "a list of tables"), start=1)
        ]

    def entries_by(self, name: str, field: str) -> dict[str, Entry]:
        """The tables of a list by their `name`, which each must have to itself."""
        return by_name(self.entries(field), name)

    def _path(self, field: str) -> str:
        return ".".join(filter(None, [self.key, field]))

    def _typed(self, field: str, kind: type | tuple[type, ...], wanted: str) -> Any:
        if field not in self.values:
            raise self.wrong(field, "it is missing")
        value = self.values[field]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.wrong(field, f"{value!r} is not {wanted}")
        return value

    def _list(self, field: str, kind: type, wanted: str) -> list[Any]:
        values: list[Any] = self._typed(field, list, wanted)
        if not all(isinstance(value, kind) for value in values):
            raise self.wrong(field, f"it is not {wanted}")
        return values

    def _check_known(self, field: str, values: Iterable[str], known: Collection[str]) -> None:
        for value in values:
            if value not in known:
                raise self.wrong(field, f"{value!r} is not known here")


def by_name(entries: Iterable[Entry], name: str) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        key = entry.string(name)
        if key in found:
            raise entry.wrong(name, f"{key} is there twice")
        found[key] = entry
    return found


def read_toml(folder: Path, name: str) -> Entry:
    try:
        return Entry(name, "", tomllib.loads(_read(folder, name)))
    except tomllib.TOMLDecodeError as error:
        raise BadReference(file=name, key="", problem=f"it is not valid TOML ({error})") from error


def read_values(folder: Path, name: str) -> Iterator[tuple[str, int, str, dict[str, float]]]:
    """The rows of a table of values: country, year, source, and the values by indicator, without the empty ones."""
    for number, row in enumerate(csv.DictReader(_read(folder, name).splitlines()), start=2):
        try:
            iso3, year, source = row.pop("iso3"), int(row.pop("year")), row.pop("source")
            values = {code: float(value) for code, value in row.items() if value}
        except (KeyError, TypeError, ValueError) as error:
            raise BadReference(file=name, key=f"line {number}", problem=f"it cannot be read ({error})") from error
        if not source:
            raise BadReference(file=name, key=f"line {number}", problem="it names no source")
        yield iso3, year, source, values


def _read(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadReference(file=name, key="", problem=f"it cannot be read ({error})") from error


def _name_of(row: Mapping[str, Any]) -> str:
    return next((row[field] for field in ("key", "code", "iso3") if isinstance(row.get(field), str)), "")
