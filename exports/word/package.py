"""The zip around the parts of a .docx: content types, relations, properties. Same parts and day, same bytes."""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from os import PathLike
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from exports.word.fonts import FACES, obfuscated
from exports.word.styles import DECLARATION
from exports.word.text import clean

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TOP = [
    (f"{_OFFICE}/officeDocument", "word/document.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
]
_APP = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>ENACT Planner</Application></Properties>"
)
_EXTENSIONS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}

Part: TypeAlias = Iterable[bytes | memoryview]  # in pieces, so that a long document need not be copied


@dataclass(frozen=True, slots=True)
class Properties:
    title: str
    subject: str
    author: str
    language: str
    keywords: str
    status: str
    reference: str
    revision: int
    made_on: date


@dataclass(slots=True)
class Package:
    """Parts to be written; `add` gives back the relation by which the document names them."""

    properties: Properties
    _parts: dict[str, bytes] = field(default_factory=dict)
    _relations: list[tuple[str, str]] = field(default_factory=list)  # kind, target below word/

    def add(self, kind: str, target: str, content: str | bytes) -> str:
        self._parts[f"word/{target}"] = content.encode() if isinstance(content, str) else content
        self._relations.append((kind, target))
        return f"rId{len(self._relations)}"

    def parts(self, document: Part) -> dict[str, Part]:
        """Every part by its name; `document` is that of the text itself."""
        relations = [(f"{_OFFICE}/{kind}", target) for kind, target in self._relations]
        fonts = [(f"{_OFFICE}/font", f"fonts/{face.lower()}.odttf") for face in FACES.values()]
        made = {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _relations_xml(_TOP),
            "docProps/core.xml": _core_xml(self.properties),
            "docProps/app.xml": _APP,
            "word/_rels/document.xml.rels": _relations_xml(relations),
            "word/_rels/fontTable.xml.rels": _relations_xml(fonts),
        }
        return {
            **{name: [xml.encode()] for name, xml in made.items()},
            "word/document.xml": document,
            **{name: [content] for name, content in self._parts.items()},
            **{f"word/fonts/{face.lower()}.odttf": [obfuscated(face)] for face in FACES.values()},
        }

    def _content_types(self) -> str:
        kinds = {"word/document.xml": "document.main"}
        for kind, target in self._relations:
            if target.endswith(".xml"):
                kinds[f"word/{target}"] = kind
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in kinds.items()
        )
        defaults = "".join(
            f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in _EXTENSIONS.items()
        )
        return (
            f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}'
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            '<Override PartName="/docProps/app.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
        )


def write(path: str | PathLike[str], parts: Mapping[str, Part], *, day: date) -> None:
    """Zip the parts, every one of them dated `day`."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            member.create_system = 3  # or the bytes would depend on the machine
            member.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            with archive.open(member, "w") as stream:
                for piece in content:
                    stream.write(piece)


def _relations_xml(relations: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target={quoteattr(target)}/>'
        for at, (kind, target) in enumerate(relations, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _core_xml(properties: Properties) -> str:
    def text(value: str) -> str:
        return escape(clean(value))

    moment = f"{properties.made_on.isoformat()}T12:00:00Z"
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<cp:contentStatus>{text(properties.status)}</cp:contentStatus>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f"<dc:creator>{text(properties.author)}</dc:creator><dc:identifier>{text(properties.reference)}</dc:identifier>"
        f"<cp:keywords>{text(properties.keywords)}</cp:keywords><dc:language>{properties.language}</dc:language>"
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<cp:revision>{properties.revision}</cp:revision><dc:subject>{text(properties.subject)}</dc:subject>"
        f"<dc:title>{text(properties.title)}</dc:title></cp:coreProperties>"
    )
