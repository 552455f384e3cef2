"""Is a file what it may be as evidence? Told by what is in it, never by its name.

Taken are PDF, Word, Excel and PowerPoint files without macros, OpenDocument files without scripts, and pictures as
PNG or JPEG. Archives are looked at by their list of contents and never unpacked whole.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from typing import BinaryIO, NamedTuple

from PIL import Image

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ENTRIES = 3000
# What is packed tighter than this was made to fill a disk.
TIGHTEST = 200
SMALL = 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_NAME = 120
_LIST_OF_PARTS = 256 * 1024


class Fault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "EMPTY"
    TOO_LARGE = "TOO_LARGE"
    UNKNOWN_TYPE = "UNKNOWN_TYPE"
    BROKEN = "BROKEN"
    MACROS = "MACROS"
    PACKED_TOO_MUCH = "PACKED_TOO_MUCH"
    ACTIVE_CONTENT = "ACTIVE_CONTENT"


class EvidenceRefused(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


class FileType(NamedTuple):
    extension: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = FileType("pdf", "application/pdf")
PNG = FileType("png", "image/png")
JPEG = FileType("jpg", "image/jpeg")
DOCX = FileType("docx", f"{_OFFICE}.wordprocessingml.document")
XLSX = FileType("xlsx", f"{_OFFICE}.spreadsheetml.sheet")
PPTX = FileType("pptx", f"{_OFFICE}.presentationml.presentation")
OFFICE: Mapping[str, FileType] = {
    f"{DOCX.media_type}.main+xml": DOCX,
    f"{XLSX.media_type}.main+xml": XLSX,
    f"{PPTX.media_type}.main+xml": PPTX,
}
OPEN_DOCUMENT: Mapping[str, FileType] = {
    kind.media_type: kind
    for kind in (
        FileType("odt", "application/vnd.oasis.opendocument.text"),
        FileType("ods", "application/vnd.oasis.opendocument.spreadsheet"),
        FileType("odp", "application/vnd.oasis.opendocument.presentation"),
    )
}
EXTENSIONS = (PDF, DOCX, XLSX, PPTX, *OPEN_DOCUMENT.values(), PNG, JPEG)

# Parts that run: macros under whatever name, controls, and programs wrapped as objects.
_RUNS = re.compile(rb"vbaProject|vbaData|macroEnabled|activeX|oleObject", re.IGNORECASE)
_PROGRAM = re.compile(r"\.(exe|dll|com|scr|bat|cmd|ps1|vbs|js|jar|msi|lnk|hta|html?|svg)$", re.IGNORECASE)
_PDF_RUNS = re.compile(rb"/(JavaScript|Launch|RichMedia|XFA)\b")


def type_of_evidence(source: BinaryIO) -> FileType:
    """What the file is. It is left at its beginning. Raises EvidenceRefused."""
    source.seek(0, 2)
    size = source.tell()
    source.seek(0)
    if size == 0:
        raise EvidenceRefused(Fault.EMPTY)
    if size > LARGEST_FILE:
        raise EvidenceRefused(Fault.TOO_LARGE)
    head = source.read(8)
    source.seek(0)
    try:
        if head.startswith(b"%PDF-"):
            return _pdf(source)
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return _picture(source, "PNG", PNG)
        if head.startswith(b"\xff\xd8\xff"):
            return _picture(source, "JPEG", JPEG)
        if head.startswith(b"PK\x03\x04"):
            return _archive(source)
        raise EvidenceRefused(Fault.UNKNOWN_TYPE)
    finally:
        source.seek(0)


def evidence_name(name: str, kind: FileType) -> str:
    """The file's own name as it may be written on any disk, with the ending of what it is."""
    last = re.split(r"[/\\]", name)[-1]
    stem = last.rpartition(".")[0] if "." in last else last
    # Without what cannot be seen, such as marks that turn the text around and let exe.fdp read as pdf.exe.
    seen = "".join(sign for sign in unicodedata.normalize("NFC", stem) if unicodedata.category(sign)[0] != "C")
    plain = re.sub(r'[<>:"|?*\s]+', " ", seen).strip(" .")
    return f"{plain[:LONGEST_NAME].strip() or 'evidence'}.{kind.extension}"


def _pdf(source: BinaryIO) -> FileType:
    content = source.read()
    if b"%%EOF" not in content[-2048:]:
        raise EvidenceRefused(Fault.BROKEN)
    if _PDF_RUNS.search(content):
        raise EvidenceRefused(Fault.ACTIVE_CONTENT)
    return PDF


def _picture(source: BinaryIO, name: str, kind: FileType) -> FileType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(source, formats=[name])
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise EvidenceRefused(Fault.PACKED_TOO_MUCH)
            picture.verify()
        except EvidenceRefused:
            raise
        except Image.DecompressionBombError:
            raise EvidenceRefused(Fault.PACKED_TOO_MUCH) from None
        except Exception:
            # Pillow raises whatever its reader stumbled over.
            raise EvidenceRefused(Fault.BROKEN) from None
    return kind


def _archive(source: BinaryIO) -> FileType:
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        raise EvidenceRefused(Fault.BROKEN) from None
    parts = archive.infolist()
    _check_amount(parts)
    names = {part.filename for part in parts}
    if any(_PROGRAM.search(name) for name in names):
        raise EvidenceRefused(Fault.ACTIVE_CONTENT)
    if any(_RUNS.search(name.encode()) for name in names):
        raise EvidenceRefused(Fault.MACROS)
    if "[Content_Types].xml" in names:
        return _office(_beginning(archive, "[Content_Types].xml"))
    if "mimetype" in names:
        return _open_document(_beginning(archive, "mimetype"), names)
    raise EvidenceRefused(Fault.UNKNOWN_TYPE)


def _check_amount(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_ENTRIES or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise EvidenceRefused(Fault.PACKED_TOO_MUCH)
    for part in parts:
        if part.flag_bits & 1:
            # With a password nobody can tell what is in it.
            raise EvidenceRefused(Fault.UNKNOWN_TYPE)
        if part.file_size > SMALL and part.file_size > TIGHTEST * max(part.compress_size, 1):
            raise EvidenceRefused(Fault.PACKED_TOO_MUCH)


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as part:
            return part.read(_LIST_OF_PARTS)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise EvidenceRefused(Fault.BROKEN) from None


def _office(content_types: bytes) -> FileType:
    if _RUNS.search(content_types):
        raise EvidenceRefused(Fault.MACROS)
    # Written in another encoding or with references, the list could say something else than what is read here.
    if b"&" in content_types or b"<!" in content_types:
        raise EvidenceRefused(Fault.BROKEN)
    for content_type, kind in OFFICE.items():
        if f'"{content_type}"'.encode() in content_types or f"'{content_type}'".encode() in content_types:
            return kind
    raise EvidenceRefused(Fault.UNKNOWN_TYPE)


def _open_document(mimetype: bytes, names: set[str]) -> FileType:
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise EvidenceRefused(Fault.MACROS)
    kind = OPEN_DOCUMENT.get(mimetype.decode("ascii", errors="replace").strip())
    if kind is None:
        raise EvidenceRefused(Fault.UNKNOWN_TYPE)
    return kind
