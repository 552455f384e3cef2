"""The work plan of a twinning in nine articles, with the place to sign or the signatures given.

The order of the articles is that of the European Union's twinning work plan.
"""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations
from os import PathLike

from exports.word.covers import write_cover
from exports.word.document import Document
from exports.word.rtl import Cell, Words, plain
from exports.word.twinning import sections
from exports.word.twinning.content import TwinningContent
from exports.word.twinning.front import BLANK, begin, both_countries, role_of, write_signatures, write_text

# Twips of the page that a picture leaves, or its heading would stay behind alone and its caption go ahead.
_HEADING_ROOM, _CAPTION_ROOM = 950, 850


def write_workplan(
    content: TwinningContent,
    path: str | PathLike[str],
    *,
    catalogue: NullTranslations,
    progress: Callable[[int], None] = lambda percent: None,
) -> None:
    """`progress` is told the per cent done."""
    _ = catalogue.gettext
    kind = _("Twinning work plan")
    document = begin(content, catalogue, kind=kind, status=content.state, revision=content.revision)
    _write_cover(document, content, kind)
    _write_control(document, content)
    document.contents()
    progress(30)
    document.paragraph(_("Agreement"), "FrontHeading")
    document.paragraph(preamble(content, catalogue))
    _write_articles(document, content)
    progress(80)
    document.paragraph(_("Signatures"), "FrontSubheading")
    write_signatures(
        document,
        content,
        [content.signature_of(party.side) for party in content.parties],
        sha256=content.sha256,
        revision=content.revision,
    )
    document.write(path, page_numbers={})
    progress(100)


def titles(catalogue: NullTranslations) -> tuple[str, ...]:
    """Of the nine articles."""
    _ = catalogue.gettext
    return (
        _("Background"),
        _("Field of cooperation"),
        _("Mandatory results"),
        _("Tasks"),
        _("Risks"),
        _("Schedule"),
        _("Resources"),
        _("Management and monitoring"),
        _("Review"),
    )


def preamble(content: TwinningContent, catalogue: NullTranslations) -> str:
    _ = catalogue.gettext
    giver, taker = content.parties
    return _(
        "The public administration of the giving country ({giver}), represented by its project leader {giver_leader}, "
        "and that of the receiving country ({taker}), represented by its project leader {taker_leader}, have agreed "
        "the following work plan, which they undertake to carry out together."
    ).format(
        giver=plain(giver.country),
        taker=plain(taker.country),
        giver_leader=giver.leader or BLANK,
        taker_leader=taker.leader or BLANK,
    )


def _write_cover(document: Document, content: TwinningContent, kind: str) -> None:
    _ = document.catalogue.gettext
    write_cover(
        document,
        above=both_countries(document, content),
        kind=kind,
        title=document.untagged(content.title),
        below=document.period(content.start, content.finish) if content.start else "",
        facts=[
            [(_("State"), content.state), (_("Date"), document.day(content.made_on))],
            [(_("Revision"), str(content.revision)), (_("Reference"), content.reference)],
        ],
    )


def _write_control(document: Document, content: TwinningContent) -> None:
    _ = document.catalogue.gettext
    languages = {"ar": _("Arabic"), "en": _("English"), "fr": _("French")}
    rows: list[tuple[Words, Cell]] = [
        *((role_of(party, document.catalogue), party.country) for party in content.parties),
        (_("Twinning"), content.title),
        (_("Period"), document.period(content.start, content.finish)),
        (_("Revision"), str(content.revision)),
        (_("State"), content.state),
        (_("Date of this document"), document.day(content.made_on)),
        (_("Visible to"), document.listed(content.visible_to, separator=" · ")),
        (_("Language of this document"), languages[content.language]),
    ]
    if untranslated := len(content.untranslated()):
        rows.append((_("Texts shown in another language, not yet translated"), document.number(untranslated)))
    document.paragraph(_("Document control"), "FrontHeading")
    document.form(rows)


def _write_articles(document: Document, content: TwinningContent) -> None:
    _ = document.catalogue.gettext
    written: tuple[Callable[[], None], ...] = (
        lambda: write_text(document, content.background, empty=_("Nothing is written yet.")),
        lambda: write_text(document, content.cooperation, empty=_("Nothing is written yet.")),
        lambda: sections.write_results(document, content),
        lambda: sections.write_tasks(document, content),
        lambda: sections.write_risks(document, content),
        lambda: _write_schedule(document, content),
        lambda: _write_resources(document, content),
        lambda: _write_management(document, content),
        lambda: write_text(document, content.review, empty=_("Nothing is written yet.")),
    )
    for number, (title, write) in enumerate(zip(titles(document.catalogue), written, strict=True), start=1):
        document.turn(landscape=number == _SCHEDULE and bool(content.gantts))
        document.article(title, f"article{number}")
        write()


_SCHEDULE = 6


def _write_schedule(document: Document, content: TwinningContent) -> None:
    for at, picture in enumerate(content.gantts):
        document.picture(picture, room=_HEADING_ROOM + _CAPTION_ROOM if at == 0 else _CAPTION_ROOM)
    sections.write_weeks(document, content)
    sections.write_dates(document, content)


def _write_resources(document: Document, content: TwinningContent) -> None:
    write_text(document, content.resources)
    sections.write_budget(document, content)


def _write_management(document: Document, content: TwinningContent) -> None:
    write_text(document, content.management)
    sections.write_teams(document, content)
