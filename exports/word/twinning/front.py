"""What every paper of a twinning begins and ends with: its properties, running header and footer, and signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from gettext import NullTranslations

from exports.word import package
from exports.word.content import Wording
from exports.word.document import Document
from exports.word.rtl import Cell, Column, Line, Row, Words, plain
from exports.word.text import left_to_right
from exports.word.twinning.content import Party, Signed, TwinningContent

# A place to write by hand.
BLANK = "…………………"


def begin(content: TwinningContent, catalogue: NullTranslations, *, kind: str, status: str, revision: int) -> Document:
    """A document with its running header and footer. `kind` says what paper it is."""
    _ = catalogue.gettext
    document = Document(
        language=content.language,
        months=content.months,
        catalogue=catalogue,
        properties=package.Properties(
            title=f"{kind} – {plain(content.title)}",
            subject=kind,
            author="",
            language=content.language,
            keywords=f"ENACT, {plain(content.giver.country)}, {plain(content.taker.country)}",
            status=status,
            reference=content.reference,
            revision=revision,
            made_on=content.made_on,
        ),
    )
    line: Words = document.said(status)
    if content.visible_to:
        line = document.said(
            line, " · ", _("Visible to"), document.colon, document.listed(content.visible_to, separator=" · ")
        )
    document.frame(
        [(document.said(kind, " · ", document.untagged(content.title)), "Header"), (line, "HeaderStatus")],
        (
            f"{_('Revision {number}').format(number=revision)} · "
            f"{_('Reference {reference}').format(reference=content.reference)}",
            _("Page {page} of {pages}"),
        ),
    )
    return document


def both_countries(document: Document, content: TwinningContent) -> Words:
    _ = document.catalogue.gettext
    giver, taker = (document.untagged(party.country) for party in content.parties)
    return document.said(giver, " – ", taker)


def role_of(party: Party, catalogue: NullTranslations) -> str:
    _ = catalogue.gettext
    return _("Giving country") if party.side == "GIVER" else _("Receiving country")


def write_text(document: Document, text: Wording, *, empty: str = "") -> None:
    """A paragraph for each of its lines; `empty` is said where there is none."""
    for line in lines_of(text):
        document.paragraph(line)
    if empty and not plain(text).strip():
        document.paragraph(document.said(empty, mark="Muted"))


def lines_of(text: Wording) -> list[Wording]:
    found = [line.strip() for line in plain(text).splitlines() if line.strip()]
    return [line if isinstance(text, str) else replace(text, value=line) for line in found]


def write_signatures(
    document: Document, content: TwinningContent, signatures: Sequence[Signed | None], *, sha256: str, revision: int
) -> None:
    """Who signed for each side, when, which revision, and its hash; or the place to sign. One signature a party."""
    _ = document.catalogue.gettext
    columns = [
        Column(_("For"), 25, "FieldName"),
        Column(_("Project leader"), 25, "FieldText"),
        Column(_("Signed on"), 25, "FieldText"),
        Column(_("Signature"), 25, "FieldText"),
    ]
    rows = [
        Row(
            [
                [Line(party.country), Line(role_of(party, document.catalogue), style="TableNote")],
                signed.name if signed else party.leader or "",
                moment(document, signed) if signed else "",
                _signature(document, signed),
            ],
            height=1000,
            keep=True,
        )
        for party, signed in zip(content.parties, signatures, strict=True)
    ]
    document.table(columns, rows, style="FormTable")
    if sha256:
        document.paragraph(
            document.said(
                _("Fingerprint (SHA-256) of revision {number}").format(number=revision),
                document.colon,
                fingerprint(sha256),
            ),
            "TableNote",
        )


def _signature(document: Document, signed: Signed | None) -> Cell:
    if signed is None:
        return ""
    _ = document.catalogue.gettext
    return [
        Line(_("Signed in the software"), mark="Strong"),
        Line(_("Revision {number}").format(number=signed.revision), style="TableNote"),
        Line(fingerprint(signed.sha256[:16]), style="TableNote"),
    ]


def moment(document: Document, signed: Signed) -> Words:
    return document.listed([document.day(signed.at.date()), f"{signed.at:%H:%M} UTC"])


def fingerprint(sha256: str) -> str:
    """In groups of eight, that a line can be broken and two of them compared by eye."""
    return left_to_right(" ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8)))
