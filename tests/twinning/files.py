"""Small files of each type that evidence may be, and of some that it may not."""

from __future__ import annotations

import io
import zipfile

import docx
from PIL import Image

TYPES_OF_DOCX = (
    '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{}</Types>'
)


def pdf(body: bytes = b"1 0 obj<<>>endobj") -> io.BytesIO:
    return io.BytesIO(b"%PDF-1.7\n" + body + b"\ntrailer<<>>\n%%EOF\n")


def picture(kind: str = "PNG") -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(made, kind)
    return made


def word() -> io.BytesIO:
    made = io.BytesIO()
    docx.Document().save(made)
    return made


def archive(parts: dict[str, str | bytes]) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made
