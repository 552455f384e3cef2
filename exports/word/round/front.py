"""Cover, document control with the place to sign, the contents; the running header and footer."""

from gettext import NullTranslations

from exports.word import package
from exports.word.covers import write_cover
from exports.word.document import NOTHING, Document
from exports.word.round.content import RoundContent
from exports.word.rtl import Cell, Column, Row, Words, plain


def begin(content: RoundContent, catalogue: NullTranslations) -> Document:
    _ = catalogue.gettext
    return Document(
        language=content.language,
        months=content.months,
        catalogue=catalogue,
        properties=package.Properties(
            title=plain(content.title),
            subject=_("Round of pairing"),
            author=content.prepared_by,
            language=content.language,
            keywords="ENACT",
            status=content.state,
            reference=content.reference,
            revision=content.revision,
            made_on=content.made_on,
        ),
    )


def write(document: Document, content: RoundContent) -> None:
    _ = document.catalogue.gettext
    line = document.said(content.state, " · ", _("Visible to"), document.colon, content.visible_to)
    if content.is_example:
        line = document.said(document.said(_("Example"), mark="Critical"), " · ", line)
    document.frame(
        [(content.title, "Header"), (line, "HeaderStatus")],
        (_("Reference {reference}").format(reference=content.reference), _("Page {page} of {pages}")),
    )
    write_cover(
        document,
        above=_("Twinning between Arab countries"),
        kind=_("Report of a round of pairing"),
        title=content.title,
        below=_("Example") if content.is_example else "",
        facts=[
            [(_("Status"), content.state), (_("Date"), document.day(content.made_on))],
            [(_("Run on"), document.day(content.ran_on)), (_("Reference"), content.reference)],
        ],
    )
    _write_control(document, content)
    _write_signatures(document)
    document.contents()


def _write_control(document: Document, content: RoundContent) -> None:
    _ = document.catalogue.gettext
    rows: list[tuple[Words, Cell]] = [
        (_("Round of pairing"), content.title),
        (_("Reference"), content.reference),
        (_("Status"), content.state),
        (_("Run on"), document.day(content.ran_on)),
        (_("Date of this document"), document.day(content.made_on)),
        (_("Prepared by"), content.prepared_by or NOTHING),
        (_("Visible to"), content.visible_to),
    ]
    document.paragraph(_("Document control"), "FrontHeading")
    document.form(rows)


def _write_signatures(document: Document) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("Capacity"), 20, "FieldName"),
        Column(_("Name and position"), 32, "FieldText"),
        Column(_("Signature"), 28, "FieldText"),
        Column(_("Date"), 20, "FieldText"),
    ]
    rows = [
        Row([_("Prepared by"), "", "", ""], height=900),
        Row([_("Reviewed by"), "", "", ""], height=900),
        Row([_("Approved by"), "", "", ""], height=900),
        Row([_("Official seal"), "", "", ""], height=1700),
    ]
    document.paragraph(_("Approval"), "FrontSubheading")
    document.table(columns, rows, style="FormTable")
