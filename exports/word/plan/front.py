"""Cover, document control with the place to sign, the contents; the running header and footer."""

from gettext import NullTranslations

from exports.word import package
from exports.word.content import PlanContent
from exports.word.document import Blocks, Document
from exports.word.rtl import Cell, Column, Line, Page, Row, Words, plain
from exports.word.styles import BRAND, GROUND


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
    country = [Line(document.untagged(content.country_formal_name), style="CoverCountry")]
    plan = [
        Line(_("National action plan"), style="CoverKind"),
        Line(document.untagged(content.title), style="Title"),
    ]
    if content.period_start or content.period_finish:
        plan.append(Line(document.period(content.period_start, content.period_finish), style="CoverKind"))
    facts = [
        [_cover_fact(document, _("Status"), status), _cover_fact(document, _("Date"), document.day(content.made_on))],
        [
            _cover_fact(document, _("Revision"), str(content.revision)),
            _cover_fact(document, _("Reference"), content.reference),
        ],
    ]
    document.blocks(
        [
            Blocks([country], shade=BRAND, height=3000),
            Blocks([plan], shade=BRAND, height=8900, upright="bottom"),
        ],
        style="CoverTable",
    )
    document.blocks([Blocks(facts, shade=GROUND, height=1500)], style="CoverFacts")
    document.end_section(Page(), framed=False)


def _cover_fact(document: Document, name: str, value: str) -> Line:
    return Line(document.labelled(name, value), style="CoverText")


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
