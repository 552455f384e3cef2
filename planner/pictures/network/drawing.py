"""A dependency graph as one picture, or as parts of a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.pictures.arrow import Arrow
from planner.pictures.layout import Layout, Sizes, layout
from planner.pictures.legend import legend_pictures
from planner.pictures.network.boxes import Node, compact_sizes, full_sizes
from planner.pictures.network.graph import MARGIN, Graph, Link
from planner.pictures.svg import Canvas
from planner.pictures.words import Words

NARROWEST = 480  # the legend needs some room
MOST_WITH_LABELS = 60


@dataclass(frozen=True)
class NetworkParts:
    """What a page lays out: the picture, and its signs explained."""

    picture: str
    legend: str


def network(
    nodes: Sequence[Node],
    arrows: Iterable[Arrow],
    *,
    language: str,
    rtl: bool,
    words: Words,
    title: str,
    description: str = "",
    name: str = "network",
    wide: int = 1200,
    widest: int | None = None,
    compact: bool | None = None,
) -> str:
    """The picture takes the room it needs: `wide` only says how many unconnected parts stand side by side.

    Above 60 nodes, or where it would be wider than `widest` (say 1500 for a landscape page), boxes are
    compact: the number alone, with the label as tooltip. `compact` decides it by hand. Raises ValueError
    where there is no node or where links form a circle.
    """
    graph = _graph(
        nodes, arrows, language=language, rtl=rtl, words=words, name=name, wide=wide, widest=widest, compact=compact
    )
    return graph.picture(nodes, title=title, description=description, explained=True)


def network_parts(
    nodes: Sequence[Node],
    arrows: Iterable[Arrow],
    *,
    language: str,
    rtl: bool,
    words: Words,
    title: str,
    description: str = "",
    name: str = "network",
    wide: int = 1200,
) -> NetworkParts:
    """The same for a page. Raises ValueError where there is no node or where links form a circle."""
    graph = _graph(nodes, arrows, language=language, rtl=rtl, words=words, name=name, wide=wide)
    return NetworkParts(
        picture=graph.picture(nodes, title=title, description=description, explained=False),
        legend=legend_pictures(graph.meanings(nodes), language=language, rtl=rtl),
    )


def _graph(
    nodes: Sequence[Node],
    arrows: Iterable[Arrow],
    *,
    language: str,
    rtl: bool,
    words: Words,
    name: str,
    wide: int,
    widest: int | None = None,
    compact: bool | None = None,
) -> Graph:
    if not nodes:
        raise ValueError("A dependency graph needs at least one task.")
    arrows_of: dict[Link, list[Arrow]] = {}
    for arrow in arrows:
        arrows_of.setdefault((arrow.before, arrow.after), []).append(arrow)
    keys = [node.key for node in nodes]

    def placed(sizes: Sizes) -> Layout:
        return layout(keys, arrows_of, sizes, wide=wide - 2 * MARGIN)

    if compact is None:
        compact = len(nodes) > MOST_WITH_LABELS or (
            widest is not None and placed(full_sizes(nodes, words, arrows_of)).length + 2 * MARGIN > widest
        )
    sizes = compact_sizes(nodes) if compact else full_sizes(nodes, words, arrows_of)
    places = placed(sizes)
    canvas = Canvas(max(NARROWEST, round(places.length + 2 * MARGIN)), language, rtl)
    return Graph(canvas, words, places, arrows_of, sizes, compact, name)
