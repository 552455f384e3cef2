"""Cover, document control with the place to sign, the contents; the running header and footer."""

from gettext import NullTranslations

from exports.word import package
from exports.word.content import PlanContent
from exports.word.covers import write_cover
from exports.word.document import Document
from exports.word.rtl import Cell, Column, Row, Words, plain


def begin(content: PlanContent, catalogue: NullTranslations) -> Document:
    _ = catalogue.gettext
    return Document(
        language=content.language,
        months=content.months,
        catalogue=catalogue,
        properties=package.Properties(
            title=plain(content.title),
            subject=_("National action plan"),
            author=content.prepared_by,
            language=content.language,
            keywords=f"ENACT, {plain(content.country)}",
            status=_status(content, catalogue),
            reference=content.reference,
            revision=content.revision,
            made_on=content.made_on,
        ),
    )


def write(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    status = _status(content, document.catalogue)
    revision = _("Revision {number}").format(number=content.revision)
    reference = _("Reference {reference}").format(reference=content.reference)
    line: Words = document.said(status, mark="" if content.publishable else "Critical")
    if content.visible_to:
        line = document.said(line, " · ", _("Visible to"), document.colon, document.listed(content.visible_to))
    document.frame(
        [(document.untagged(content.title), "Header"), (line, "HeaderStatus")],
        (f"{revision} · {reference}", _("Page {page} of {pages}")),
    )
    _write_cover(document, content, status)
    _write_control(document, content, status)
    _write_approval(document, content)
    document.contents()


def _status(content: PlanContent, catalogue: NullTranslations) -> str:
    """The state in words, and that the document must not get out as long as that is so."""
    _ = catalogue.gettext
    return content.state if content.publishable else _("{state} – not for publication").format(state=content.state)


def _write_cover(document: Document, content: PlanContent, status: str) -> None:
    _ = document.catalogue.gettext
    has_period = content.period_start or content.period_finish
    write_cover(
        document,
        above=document.untagged(content.country_formal_name),
        kind=_("National action plan"),
        title=document.untagged(content.title),
        below=document.period(content.period_start, content.period_finish) if has_period else "",
        facts=[
            [(_("Status"), status), (_("Date"), document.day(content.made_on))],
            [(_("Revision"), str(content.revision)), (_("Reference"), content.reference)],
        ],
    )


def _write_control(document: Document, content: PlanContent, status: str) -> None:
    _ = document.catalogue.gettext
    languages = {"ar": _("Arabic"), "en": _("English"), "fr": _("French")}
    rows: list[tuple[Words, Cell]] = [
        (_("Country"), content.country_formal_name),
        (_("Plan"), content.title),
        (_("Period"), document.period(content.period_start, content.period_finish)),
        (_("Reference"), content.reference),
        (_("Revision"), str(content.revision)),
        (_("Status"), status),
        (_("Date of this document"), document.day(content.made_on)),
        (_("Prepared by"), content.prepared_by),
        (_("Visible to"), document.listed(content.visible_to)),
        (_("Language of this document"), languages[content.language]),
        (_("Language the plan was written in"), languages[content.base_language]),
    ]
    if untranslated := len(content.untranslated()):
        rows.append((_("Texts shown in another language, not yet translated"), document.number(untranslated)))
    document.paragraph(_("Document control"), "FrontHeading")
    document.form(rows)


def _write_approval(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("Capacity"), 20, "FieldName"),
        Column(_("Name and position"), 32, "FieldText"),
        Column(_("Signature"), 28, "FieldText"),
        Column(_("Date"), 20, "FieldText"),
    ]
    rows = [
        Row([_("Prepared by"), content.prepared_by, "", ""], height=900),
        Row([_("Reviewed by"), "", "", ""], height=900),
        Row([_("Approved by"), "", "", ""], height=900),
        Row([_("Official seal"), "", "", ""], height=1700),
    ]
    document.paragraph(_("Approval"), "FrontSubheading")
    document.paragraph(
        _("Revision {revision} of this plan, reference {reference}, dated {date}.").format(
            revision=content.revision, reference=content.reference, date=document.day(content.made_on)
        ),
        keep_next=True,
    )
    document.table(columns, rows, style="FormTable")
