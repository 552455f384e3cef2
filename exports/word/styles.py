"""The look of every document: named styles, heading numbers and settings, in one direction of writing."""

from dataclasses import dataclass

from exports.word.rtl import LANGUAGE_TAGS, Page, is_rtl

FONT = "IBM Plex Sans Arabic"

INK, MUTED, LINE, BRAND, BRAND_SOFT = "16202A", "51606E", "D5DCE2", "0B5563", "E3F0F1"
GROUND, BAR, CRITICAL, WHITE = "F5F7F8", "2E7D8C", "B3261E", "FFFFFF"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """Sizes in half-points, spacing in twips, `line` the least height of a line.

    The font's own lines are 1.5 of its size high, so that a `line` a little above that makes pages the same
    length in Word and LibreOffice.
    """

    name: str
    size: int
    line: int
    before: int = 0
    after: int = 0
    bold: bool = False
    color: str = ""
    based_on: str = "Normal"
    next: str = ""
    extra: str = ""  # what pPr holds before the spacing
    left: int = 0  # the leading side, in Arabic the right one
    hanging: int = 0
    align: str = ""  # only "center", or "end" for figures in left-to-right documents
    outline: int | None = None

    @property
    def keep_next(self) -> bool:
        return "<w:keepNext/>" in self.extra

    @property
    def ruled(self) -> bool:
        return "<w:pBdr>" in self.extra

    @property
    def new_page(self) -> bool:
        return "<w:pageBreakBefore/>" in self.extra


@dataclass(frozen=True, slots=True)
class TableStyle:
    """`upright` and `beside`: the margins of a cell."""

    name: str
    borders: str
    upright: int
    beside: int

    @property
    def ruled(self) -> bool:
        return "<w:insideH " in self.borders


_KEEP = "<w:keepNext/><w:keepLines/>"
_CONTENTS_TAB = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{Page().text_width}"/></w:tabs>'
_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="{}"/></w:pBdr>'
_BULLETS = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


PARAGRAPH_STYLES: dict[str, ParagraphStyle] = {
    "Normal": ParagraphStyle("Normal", 21, 340, after=120, color=INK, based_on=""),
    "Heading1": ParagraphStyle(
        "heading 1",
        34,
        540,
        before=240,
        after=240,
        bold=True,
        color=BRAND,
        next="Normal",
        outline=0,
        extra=f"{_KEEP}{_RULE.format(BRAND)}",
    ),
    "Heading2": ParagraphStyle(
        "heading 2",
        25,
        400,
        before=280,
        after=80,
        bold=True,
        color=BRAND,
        next="Normal",
        outline=1,
        extra=_KEEP,
    ),
    "Heading3": ParagraphStyle(
        "heading 3", 20, 320, before=140, after=60, bold=True, color=INK, next="Normal", outline=2, extra=_KEEP
    ),
    "FrontHeading": ParagraphStyle(
        "Front Heading",
        34,
        540,
        after=240,
        bold=True,
        color=BRAND,
        next="Normal",
        extra=f"{_KEEP}<w:pageBreakBefore/>{_RULE.format(BRAND)}",
    ),
    "FrontSubheading": ParagraphStyle(
        "Front Subheading", 25, 400, before=360, after=120, bold=True, color=BRAND, next="Normal", extra=_KEEP
    ),
    "Title": ParagraphStyle("Title", 60, 960, before=120, after=240, bold=True, color=WHITE),
    "BannerTitle": ParagraphStyle("Banner Title", 36, 560, before=40, after=60, bold=True, color=WHITE),
    # Beside a heading of the document's own language, the same one in the other language.
    "Beside2": ParagraphStyle("Beside Heading 2", 25, 400, before=280, after=80, bold=True, color=BRAND, extra=_KEEP),
    "CoverCountry": ParagraphStyle("Cover Country", 30, 480, after=120, bold=True, color=WHITE),
    "CoverKind": ParagraphStyle("Cover Kind", 26, 420, color=BRAND_SOFT),
    "CoverText": ParagraphStyle("Cover Text", 22, 360, after=40, color=INK),
    "Caption": ParagraphStyle("caption", 19, 310, before=200, after=80, bold=True, color=MUTED, extra=_KEEP),
    "FigureCaption": ParagraphStyle("Figure Caption", 19, 310, before=80, after=200, bold=True, color=MUTED),
    "Picture": ParagraphStyle("Picture", 21, 240, extra=_KEEP, align="center"),
    "TableText": ParagraphStyle("Table Text", 18, 280),
    "TableFigure": ParagraphStyle("Table Figure", 18, 280, based_on="TableText", align="end"),
    "TableHead": ParagraphStyle(
        "Table Head", 18, 280, bold=True, color=BRAND, based_on="TableText", extra="<w:keepNext/>"
    ),
    "TableHeadFigure": ParagraphStyle(
        "Table Head Figure", 18, 280, bold=True, color=BRAND, based_on="TableHead", align="end"
    ),
    "TableNote": ParagraphStyle("Table Note", 16, 250, color=MUTED, based_on="TableText"),
    "FieldName": ParagraphStyle("Field Name", 18, 280, bold=True, color=BRAND),
    "FieldText": ParagraphStyle("Field Text", 18, 280),
    "TileFigure": ParagraphStyle("Tile Figure", 34, 520, bold=True, color=BRAND, align="center"),
    "TileName": ParagraphStyle("Tile Name", 17, 270, color=MUTED, align="center"),
    "Note": ParagraphStyle("Note", 18, 290, after=80, color=MUTED, extra=_KEEP),
    "Item": ParagraphStyle("List Bullet", 21, 340, after=60, extra=_BULLETS, left=567, hanging=340),
    "TOC1": ParagraphStyle(
        "toc 1",
        21,
        340,
        before=80,
        after=20,
        bold=True,
        color=BRAND,
        extra=_CONTENTS_TAB,
    ),
    "TOC2": ParagraphStyle("toc 2", 19, 300, extra=_CONTENTS_TAB, left=340),
    "TableofFigures": ParagraphStyle("table of figures", 19, 300, extra=_CONTENTS_TAB),
    "Header": ParagraphStyle("header", 16, 250, color=MUTED),
    "HeaderStatus": ParagraphStyle("Header Status", 16, 250, color=MUTED, extra=_RULE.format(LINE)),
    "Footer": ParagraphStyle("footer", 16, 250, color=MUTED),
    "SectionEnd": ParagraphStyle("Section End", 2, 40),
}


def _edges(color: str, size: int, *sides: str) -> str:
    return "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>' for side in sides)


TABLE_STYLES: dict[str, TableStyle] = {
    "PlanTable": TableStyle(
        "Plan Table", _edges(BRAND, 8, "top", "bottom") + _edges(LINE, 4, "insideH", "insideV"), 28, 85
    ),
    "FormTable": TableStyle(
        "Form Table", _edges(MUTED, 4, "top", "left", "bottom", "right", "insideH", "insideV"), 60, 100
    ),
    "TileTable": TableStyle("Tile Table", _edges(WHITE, 24, "left", "right", "insideV"), 100, 60),
    "CoverTable": TableStyle("Cover Table", _edges(BAR, 48, "bottom"), 320, 560),
    "BannerTable": TableStyle("Banner Table", _edges(BAR, 48, "bottom"), 200, 240),
    "CoverFacts": TableStyle("Cover Facts", "", 320, 560),
}

_CHARACTER_STYLES = {
    "Strong": ("Strong Figure", "<w:b/><w:bCs/>"),
    "Muted": ("Muted", f'<w:color w:val="{MUTED}"/>'),
    "Critical": ("Critical", f'<w:b/><w:bCs/><w:color w:val="{CRITICAL}"/>'),
    "Fallback": ("Fallback Language", f'<w:color w:val="{MUTED}"/><w:sz w:val="14"/><w:szCs w:val="14"/>'),
}


def styles_xml(language: str) -> str:
    paragraphs = "".join(_paragraph_style(key, style, language) for key, style in PARAGRAPH_STYLES.items())
    characters = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
        for key, (name, properties) in _CHARACTER_STYLES.items()
    )
    tables = _PLAIN_TABLE + "".join(_table_style(key, style) for key, style in TABLE_STYLES.items())
    latin = LANGUAGE_TAGS["en" if is_rtl(language) else language]
    return (
        f'{DECLARATION}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        '<w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{latin}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{paragraphs}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f'{characters}{tables}<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:semiHidden/></w:style></w:styles>'
    )


def _paragraph_style(key: str, style: ParagraphStyle, language: str) -> str:
    default = ' w:default="1"' if key == "Normal" else ""
    custom = "" if style.name[0].islower() or style.name in ("Normal", "Title", "List Bullet") else ' w:customStyle="1"'
    based_on = f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    bidi = "<w:bidi/>" if is_rtl(language) else ""
    # In a right-to-left paragraph w:jc "right" means the left edge: figures need none there to stand at the right.
    indent = f'<w:ind w:left="{style.left}" w:hanging="{style.hanging}"/>' if style.left else ""
    align = {"center": '<w:jc w:val="center"/>', "end": "" if bidi else '<w:jc w:val="right"/>'}.get(style.align, "")
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else ""
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{key}"><w:name w:val="{style.name}"/>{based_on}'
        f"{following}<w:qFormat/><w:pPr>{style.extra}{bidi}"
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="atLeast"/>'
        f"{indent}{align}{outline}</w:pPr><w:rPr>{bold}{color}"
        f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
    )


def _table_style(key: str, style: TableStyle) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{style.borders}</w:tblBorders>'
        f"{_cell_margins(style.upright, style.beside)}</w:tblPr></w:style>"
    )


def _cell_margins(upright: int, beside: int) -> str:
    sides = (("top", upright), ("left", beside), ("bottom", upright), ("right", beside))
    return (
        "<w:tblCellMar>" + "".join(f'<w:{side} w:w="{wide}" w:type="dxa"/>' for side, wide in sides) + "</w:tblCellMar>"
    )


_PLAIN_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    f"{_cell_margins(0, 108)}</w:tblPr></w:style>"
)


def numbering_xml() -> str:
    """Bullets, the only list: headings and captions are numbered by fields."""
    return (
        f'{DECLARATION}<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="1">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="340"/></w:pPr></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def settings_xml(language: str) -> str:
    tag = LANGUAGE_TAGS["en" if is_rtl(language) else language]
    return (
        f'{DECLARATION}<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>'
        '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        + "".join(
            f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
            for name, value in (
                ("compatibilityMode", 15),
                ("overrideTableStyleFontSizeAndJustification", 1),
                ("enableOpenTypeFeatures", 1),
                ("doNotFlipMirrorIndents", 1),
            )
        )
        + f'</w:compat><w:themeFontLang w:val="{tag}" w:bidi="ar-SA"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )
