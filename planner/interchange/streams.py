"""XML of strangers as a stream of small records: no tree of the whole, no document type, no entities, no network.

A record is an element of one of the names asked for, with those of its descendants that are asked for too. Everything
else is passed over without being kept, so that memory does not grow with the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO

from lxml import etree

from planner.interchange.refusals import FileRefused, Refusal

CHUNK = 64 * 1024
MOST_ELEMENTS = 1_000_000
MOST_IN_A_RECORD = 50_000
DEEPEST = 100


class Node:
    """An element that was asked for, with its text and those of its children that were asked for."""

    __slots__ = ("attributes", "children", "parts", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node] = []
        self.parts: list[str] = []

    @property
    def content(self) -> str:
        return "".join(self.parts).strip()

    def text(self, tag: str) -> str:
        """The text of the first child of that name; empty where there is none."""
        for child in self.children:
            if child.tag == tag:
                return child.content
        return ""

    def all(self, tag: str) -> Iterator[Node]:
        return (child for child in self.children if child.tag == tag)


NO_ATTRIBUTES: Mapping[str, str] = {}


def records(
    source: BinaryIO,
    *,
    wanted: Collection[str],
    kept: Collection[str],
    largest: int,
    root: str = "",
    most_elements: int = MOST_ELEMENTS,
) -> Iterator[Node]:
    """The elements named in `wanted`, in the file's order; `kept` names what is kept within one.

    `largest` is in bytes. Names are without their namespace. Raises FileRefused, also in the middle.
    """
    target = _Records(frozenset(wanted), frozenset(kept), root, most_elements)
    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    size = 0
    try:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > largest:
                raise FileRefused(Refusal.TOO_LARGE, largest=largest)
            parser.feed(chunk)
            yield from target.taken()
        parser.close()
    except etree.XMLSyntaxError as error:
        raise FileRefused(Refusal.NOT_XML, line=error.lineno or 0) from None
    yield from target.taken()


class _Records:
    """What lxml calls for every element; builds the records."""

    def __init__(self, wanted: frozenset[str], kept: frozenset[str], root: str, most_elements: int) -> None:
        self.wanted, self.kept, self.root, self.most_elements = wanted, kept, root, most_elements
        self.ready: list[Node] = []
        self.names: dict[str, str] = {}
        self.open: list[Node | None] = []
        self.seen = 0
        self.in_record = 0

    def taken(self) -> list[Node]:
        taken, self.ready = self.ready, []
        return taken

    def doctype(self, name: str, public: str, system: str) -> None:
        raise FileRefused(Refusal.DOCTYPE)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.seen += 1
        if self.seen > self.most_elements:
            raise FileRefused(Refusal.TOO_MANY_PARTS, most=self.most_elements)
        name = self.names.get(tag)
        if name is None:
            name = self.names.setdefault(tag, tag.rpartition("}")[2]) if len(self.names) < 10_000 else ""
        if not self.open:
            if self.root and name != self.root:
                raise FileRefused(Refusal.NOT_A_PROJECT)
            self.open.append(None)
            return
        if len(self.open) > DEEPEST:
            raise FileRefused(Refusal.TOO_MANY_PARTS, most=DEEPEST)
        parent = self.open[-1]
        if parent is None:
            if self.in_record or name not in self.wanted:
                self.open.append(None)
                return
            # Counted to tell a record's end, and that none stands in another.
            self.in_record = 1
            self.open.append(Node(name, dict(attributes) if attributes else NO_ATTRIBUTES))
        elif name in self.kept:
            self.in_record += 1
            if self.in_record > MOST_IN_A_RECORD:
                raise FileRefused(Refusal.TOO_MANY_PARTS, most=MOST_IN_A_RECORD)
            node = Node(name, dict(attributes) if attributes else NO_ATTRIBUTES)
            parent.children.append(node)
            self.open.append(node)
        else:
            self.open.append(None)

    def data(self, text: str) -> None:
        if self.open and (node := self.open[-1]) is not None:
            node.parts.append(text)

    def end(self, tag: str) -> None:
        node = self.open.pop()
        if node is not None and self.open[-1] is None:
            self.ready.append(node)
            self.in_record = 0

    def close(self) -> None:
        return None
