"""A Gantt chart as one picture, as pages of a document, or as parts of a page of which names and axis stay in sight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.pictures.arrow import Arrow
from planner.pictures.axis import HEADER
from planner.pictures.gantt.bar import Bar, Group, lines_of, split_rows
from planner.pictures.gantt.meanings import meanings
from planner.pictures.gantt.names import names, names_header
from planner.pictures.gantt.periods import periods
from planner.pictures.gantt.sheet import MARGIN, Sheet, sheet_for
from planner.pictures.legend import legend, legend_pictures
from planner.pictures.svg import Canvas, element, number
from planner.pictures.text import markup
from planner.pictures.timescale import Almanac, Zoom
from planner.pictures.words import Words


@dataclass(frozen=True)
class GanttParts:
    """Pictures that a page lays out: the corner over the names, the axis over the bars, and the signs explained."""

    corner: str
    axis: str
    names: str
    bars: str
    legend: str


def gantt(
    bars: Sequence[Bar],
    arrows: Iterable[Arrow] = (),
    *,
    language: str,
    rtl: bool,
    words: Words,
    almanac: Almanac,
    title: str,
    description: str = "",
    name: str = "gantt",
    wide: int = 1200,
    row: int = 24,
    zoom: Zoom | None = None,
) -> str:
    """One picture of all bars in the order given; where `group` changes, a line with its name comes first.

    It is `wide` pixels unless the zoom asked for needs more. Raises ValueError where there is no bar.
    """
    sheet = sheet_for(
        bars, arrows, language=language, rtl=rtl, words=words, almanac=almanac, wide=wide, row=row, zoom=zoom, name=name
    )
    return _picture(sheet, lines_of(bars), title=title, description=description, name=name)


def gantt_pages(
    bars: Sequence[Bar],
    arrows: Iterable[Arrow] = (),
    *,
    language: str,
    rtl: bool,
    words: Words,
    almanac: Almanac,
    title: str,
    description: str = "",
    name: str = "gantt",
    wide: int = 1200,
    row: int = 20,
    rows: int = 36,
) -> list[str]:
    """The same as pictures for landscape A4 pages, with one time scale and at most so many rows each.

    An arrow is drawn where both its ends are on the page. Raises ValueError where there is no bar.
    """
    sheet = sheet_for(
        bars, arrows, language=language, rtl=rtl, words=words, almanac=almanac, wide=wide, row=row, zoom=None, name=name
    )
    pages = split_rows(bars, rows=rows)
    if len(pages) == 1:
        return [_picture(sheet, lines_of(bars), title=title, description=description, name=name)]
    return [
        _picture(
            sheet,
            lines_of(page, continued=pages[n - 2][-1].group if n > 1 else ""),
            title=words.part.format(title=title, number=n, count=len(pages)),
            description=description,
            name=f"{name}-{n}",
        )
        for n, page in enumerate(pages, start=1)
    ]


def gantt_parts(
    bars: Sequence[Bar],
    arrows: Iterable[Arrow] = (),
    *,
    language: str,
    rtl: bool,
    words: Words,
    almanac: Almanac,
    title: str,
    description: str = "",
    name: str = "gantt",
    wide: int = 1200,
    row: int = 24,
    zoom: Zoom | None = None,
    most_detailed: int = 150,
) -> GanttParts:
    """Above `most_detailed` bars, names are shorter and a click on one leads to its group drawn alone; only there do
    tooltips, days and links to each task come in. Raises ValueError where there is no bar.
    """
    sheet = sheet_for(
        bars,
        arrows,
        language=language,
        rtl=rtl,
        words=words,
        almanac=almanac,
        wide=wide,
        row=row,
        zoom=zoom,
        name=name,
        detailed=len(bars) <= most_detailed,
    )
    lines = lines_of(bars)
    height = len(lines) * row
    body = names(sheet, lines)
    titles = [
        element("title", markup(title, language), id=f"{name}-title"),
        element("desc", markup(description, language), id=f"{name}-description"),
    ]
    return GanttParts(
        corner=sheet.names.part(HEADER, [names_header(sheet)]),
        axis=sheet.time.part(HEADER, [sheet.axis.header()]),
        names=element(
            "svg",
            *titles,
            body,
            width=sheet.names.width,
            height=height,
            direction="ltr",
            role="group",
            aria_labelledby=f"{name}-title {name}-description",
        ),
        bars=sheet.time.part(height, [periods(sheet, lines)]),
        legend=legend_pictures(meanings(sheet, bars), language=language, rtl=rtl),
    )


def _picture(sheet: Sheet, lines: Sequence[Bar | Group], *, title: str, description: str, name: str) -> str:
    """Names, axis and bars put together, with the meaning of the signs below."""
    whole = Canvas(sheet.names.width + sheet.time.width, sheet.names.language, sheet.names.rtl)
    beside_names, beside_bars = (0, sheet.names.width) if not whole.rtl else (sheet.time.width, 0)
    bottom = HEADER + len(lines) * sheet.row
    shown = [line for line in lines if isinstance(line, Bar)]
    explained, height = legend(whole, bottom + 6, meanings(sheet, shown), margin=MARGIN)
    return whole.picture(
        bottom + 6 + height,
        [
            _at(beside_names, 0, names_header(sheet)),
            _at(beside_names, HEADER, names(sheet, lines)),
            _at(beside_bars, 0, sheet.axis.header()),
            _at(beside_bars, HEADER, periods(sheet, lines)),
            explained,
        ],
        name=name,
        title=title,
        description=description,
        has_links=any(bar.href for bar in shown),
    )


def _at(x: float, y: float, drawing: str) -> str:
    return element("g", drawing, transform=f"translate({number(x)} {number(y)})")
