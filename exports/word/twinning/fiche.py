"""The fiche of a twinning: two or three pages that say what is wanted, from whom and under which conditions."""

from __future__ import annotations

from gettext import NullTranslations
from os import PathLike

from exports.word.covers import banner_lines, write_banner
from exports.word.document import Document
from exports.word.rtl import Cell, Words, plain
from exports.word.twinning import sections
from exports.word.twinning.content import TwinningContent
from exports.word.twinning.front import begin, both_countries, role_of, write_text


def write_fiche(content: TwinningContent, path: str | PathLike[str], *, catalogue: NullTranslations) -> None:
    _ = catalogue.gettext
    kind = _("Twinning fiche")
    document = begin(content, catalogue, kind=kind, status=content.state, revision=content.revision)
    below = both_countries(document, content)
    write_banner(document, [banner_lines(kind, document.untagged(content.title), below)])
    document.short_contents(1, 1, 1, 1)
    _write_basics(document, content)
    _write_objectives(document, content)
    _write_description(document, content)
    _write_conditions(document, content)
    document.write(path, page_numbers={})


def _write_basics(document: Document, content: TwinningContent) -> None:
    _ = document.catalogue.gettext
    document.heading(_("Basic information"), "basics", new_page=False)
    rows: list[tuple[Words, Cell]] = [(_("Title"), content.title)]
    for party in content.parties:
        leader = document.said(" – ", _("Project leader"), document.colon, party.leader) if party.leader else ""
        rows.append((role_of(party, document.catalogue), document.said(party.country, leader)))
    rows += [
        (_("Priority"), content.need.priority),
        (_("Period"), document.period(content.start, content.finish)),
        (_("State"), content.state),
        (_("Reference"), content.reference),
        (_("Date of this document"), document.day(content.made_on)),
    ]
    document.form(rows)


def _write_objectives(document: Document, content: TwinningContent) -> None:
    _ = document.catalogue.gettext
    document.heading(_("Objectives"), "objectives", new_page=False)
    document.form(
        [
            (_("Need"), content.need.title),
            (_("Why now"), content.need.why_now),
            (_("Expected results"), content.need.expected_results),
        ]
    )


def _write_description(document: Document, content: TwinningContent) -> None:
    _ = document.catalogue.gettext
    document.heading(_("Description"), "description", new_page=False)
    for title, anchor, text in (
        (_("Background"), "background", content.background),
        (_("Field of cooperation"), "cooperation", content.cooperation),
    ):
        if plain(text).strip():
            document.heading(title, anchor, level=2)
            write_text(document, text)
    document.heading(_("Practice to be shown"), "practice", level=2)
    document.form(
        [
            (_("Practice"), content.practice.title),
            (_("Summary"), content.practice.summary),
            (_("Results"), content.practice.results),
            (_("What another country must have"), content.practice.requirements),
        ]
    )
    document.heading(_("Mandatory results"), "results", level=2)
    sections.write_results(document, content)


def _write_conditions(document: Document, content: TwinningContent) -> None:
    _ = document.catalogue.gettext
    document.heading(_("Means and conditions"), "conditions", new_page=False)
    document.form(
        [
            (_("Readiness"), content.need.readiness),
            (_("Who decides"), content.need.decided_by),
            (_("Languages"), document.listed(content.need.languages)),
            (_("Preferred months"), document.listed(content.need.months)),
            (_("Resources"), content.resources),
            (_("Management and monitoring"), content.management),
            (_("Review"), content.review),
        ]
    )
    if content.expenses:
        sections.write_budget(document, content)
    sections.write_teams(document, content)
