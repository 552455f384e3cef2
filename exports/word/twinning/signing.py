"""The work plan of a twinning in two languages beside each other, for signing.

Both columns have the same articles, numbers and paragraphs, aligned row by row; each cell has its own language and
direction. Where one of the two is Arabic, it is the document's language and stands in the right column.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from itertools import zip_longest
from os import PathLike

from exports.word import figures
from exports.word.content import Text, Wording
from exports.word.covers import banner_lines, write_banner
from exports.word.document import Document
from exports.word.rtl import Cell, Column, Line, Row, plain
from exports.word.twinning.content import Activity, Party, TwinningContent
from exports.word.twinning.front import begin, fingerprint, lines_of, role_of
from exports.word.twinning.sections import people_of
from exports.word.twinning.workplan import preamble, titles
from planner.domain.dates import format_date

_NAMES = {"ar": "العربية", "en": "English", "fr": "Français"}
_COLONS = {"ar": ": ", "en": ": ", "fr": "\u00a0: "}
_COMMAS = {"ar": "، ", "en": ", ", "fr": ", "}


def write_for_signing(
    one: TwinningContent,
    other: TwinningContent,
    path: str | PathLike[str],
    *,
    catalogues: tuple[NullTranslations, NullTranslations],
) -> None:
    """`one` and `other` say the same twinning in two languages; `catalogues` are theirs. Arabic is put first."""
    sides = [_Side(one, catalogues[0]), _Side(other, catalogues[1])]
    sides.sort(key=lambda side: side.content.language != "ar")
    first = sides[0]
    kinds = [side.catalogue.gettext("Twinning work plan") for side in sides]
    document = begin(
        first.content, first.catalogue, kind=kinds[0], status=first.content.state, revision=first.content.revision
    )
    write_banner(
        document,
        [
            banner_lines(kind, plain(side.content.title), side.countries, language=side.content.language)
            for kind, side in zip(kinds, sides, strict=True)
        ],
    )
    columns = [
        Column([Line(_NAMES[side.content.language], language=side.content.language)], 50, "Normal") for side in sides
    ]
    document.short_contents(1, *(2 for _article in titles(first.catalogue)))
    document.title(first.catalogue.gettext("Agreement"), "agreement")
    document.table(columns, _rows(sides))
    _write_signatures(document, sides)
    document.write(path, page_numbers={})


@dataclass(frozen=True)
class _Side:
    """One column: the content in its language, and what it says there."""

    content: TwinningContent
    catalogue: NullTranslations

    @property
    def countries(self) -> str:
        return " – ".join(plain(party.country) for party in self.content.parties)

    def day(self, day: date) -> str:
        return format_date(day, self.content.language, self.content.months)

    def listed(self, parts: Sequence[str]) -> str:
        return _COMMAS[self.content.language].join(part for part in parts if part)

    def labelled(self, name: str, value: str) -> str:
        return f"{name}{_COLONS[self.content.language]}{value}"

    def articles(self) -> list[tuple[str, list[list[Wording]]]]:
        """Title and parts of each. A part is what lines up with the same part of the other column: a text of any
        number of lines, or one row of a list.
        """
        _ = self.catalogue.gettext
        content = self.content
        parts: list[list[list[Wording]]] = [
            [lines_of(content.background)],
            [lines_of(content.cooperation)],
            [self._result(number) for number in range(len(content.results))],
            [self._task(each) for each in content.activities],
            [self._risk(number) for number in range(len(content.risks))],
            [self._dates(each) for each in content.activities],
            [lines_of(content.resources), *self._budget()],
            [lines_of(content.management), *(self._team(party) for party in content.parties)],
            [lines_of(content.review)],
        ]
        nothing: list[list[Wording]] = [[_("Nothing is written yet.")]]
        return [
            (
                self.labelled(f"{_('Article')} {number}", title),
                found if any(line for part in found for line in part) else nothing,
            )
            for number, (title, found) in enumerate(zip(titles(self.catalogue), parts, strict=True), start=1)
        ]

    def _result(self, at: int) -> list[Wording]:
        result = self.content.results[at]
        lines: list[Wording] = [_numbered(f"3.{at + 1}", result.title)]
        if plain(result.indicator):
            label = self.catalogue.gettext("Indicator")
            lines.append(_changed(result.indicator, lambda text: self.labelled(label, text)))
        return lines

    def _task(self, activity: Activity) -> list[Wording]:
        people = "" if activity.people is None else people_of(self.catalogue, activity.people)
        facts = [activity.kind, activity.where, people, *activity.responsible]
        return [_numbered(f"4.{activity.number}", activity.title), self.listed(facts)]

    def _risk(self, at: int) -> list[Wording]:
        risk = self.content.risks[at]
        lines: list[Wording] = [_numbered(f"5.{at + 1}", risk.text)]
        if plain(risk.mitigation):
            label = self.catalogue.gettext("Mitigation")
            lines.append(_changed(risk.mitigation, lambda text: self.labelled(label, text)))
        return lines

    def _dates(self, activity: Activity) -> list[Wording]:
        days = self.catalogue.ngettext("%(count)s working day", "%(count)s working days", activity.days)
        days %= {"count": activity.days}
        period = f"{self.day(activity.start)} – {self.day(activity.finish)}"
        return [_numbered(f"6.{activity.number}", activity.title), self.listed([period, days])]

    def _budget(self) -> list[list[Wording]]:
        _ = self.catalogue.gettext
        sums: dict[str, int] = {}
        for each in self.content.expenses:
            sums[each.kind] = sums.get(each.kind, 0) + each.planned
        if not sums:
            return []
        language = self.content.language
        lines: list[list[Wording]] = [[self.labelled(kind, figures.number(sums[kind], language))] for kind in sums]
        total = self.labelled(_("Total (US dollars)"), figures.number(sum(sums.values()), language))
        return [*lines, [total]]

    def _team(self, party: Party) -> list[Wording]:
        _ = self.catalogue.gettext
        people = [self.labelled(_("Project leader"), party.leader)] if party.leader else []
        people += [self.labelled(role, name) for role, name in party.team]
        return [self.labelled(role_of(party, self.catalogue), plain(party.country)), *people]


def _numbered(number: str, words: Wording) -> Wording:
    return _changed(words, lambda text: f"{number} {text}")


def _changed(words: Wording, change: Callable[[str], str]) -> Wording:
    return Text(change(words.value), words.language) if isinstance(words, Text) else change(words)


def _rows(sides: Sequence[_Side]) -> list[Row]:
    rows = [_row(sides, [[preamble(side.content, side.catalogue)] for side in sides])]
    for number, articles in enumerate(zip(*(side.articles() for side in sides), strict=True), start=1):
        heads: list[Cell] = [
            [Line(title, style="Heading2" if side is sides[0] else "Beside2", language=side.content.language)]
            for side, (title, _parts) in zip(sides, articles, strict=True)
        ]
        rows.append(Row(heads, look="part", anchor=f"article{number}"))
        for parts in zip_longest(*(parts for _title, parts in articles), fillvalue=[]):
            # Texts of several paragraphs stand beside each other paragraph by paragraph.
            rows += [_row(sides, [[line] for line in lines]) for lines in zip_longest(*parts, fillvalue="")]
    return rows


def _row(sides: Sequence[_Side], cells: Sequence[Sequence[Wording]]) -> Row:
    return Row(
        [[Line(line, language=side.content.language) for line in cell] for side, cell in zip(sides, cells, strict=True)]
    )


def _write_signatures(document: Document, sides: Sequence[_Side]) -> None:
    """Every word in both languages, and one place to sign for each country."""

    def said(msgid: Callable[[_Side], str], mark: str = "") -> list[Line]:
        return [Line(msgid(side), mark=mark, language=side.content.language) for side in sides]

    first = sides[0]
    document.paragraph(first.catalogue.gettext("Signatures"), "FrontSubheading")
    columns = [
        Column(said(lambda side: side.catalogue.gettext("For")), 28, "FieldName"),
        Column(said(lambda side: side.catalogue.gettext("Project leader")), 24, "FieldText"),
        Column(said(lambda side: side.catalogue.gettext("Signed on")), 24, "FieldText"),
        Column(said(lambda side: side.catalogue.gettext("Signature")), 24, "FieldText"),
    ]
    rows = []
    for at, party in enumerate(first.content.parties):
        signed = first.content.signature_of(party.side)
        who = signed.name if signed else party.leader
        when: Cell = ""
        how: Cell = ""
        if signed:
            when = said(lambda side, signed=signed: f"{side.day(signed.at.date())}, {signed.at:%H:%M} UTC")  # type: ignore[misc]
            how = [
                *said(lambda side: side.catalogue.gettext("Signed in the software"), "Strong"),
                Line(fingerprint(signed.sha256[:16]), style="TableNote"),
            ]
        country = said(lambda side, at=at: plain(side.content.parties[at].country))  # type: ignore[misc]
        rows.append(Row([country, who, when, how], height=1100, keep=True))
    document.table(columns, rows, style="FormTable")
    if first.content.sha256:
        sentence = first.catalogue.gettext("Fingerprint (SHA-256) of revision {number}")
        document.paragraph(
            document.said(
                sentence.format(number=first.content.revision), document.colon, fingerprint(first.content.sha256)
            ),
            "TableNote",
        )
