import io
import struct
import zlib

import pytest

from tests.twinning.files import TYPES_OF_DOCX, archive, pdf, picture, word
from twinning.domain.evidence_files import (
    DOCX,
    JPEG,
    LARGEST_FILE,
    PDF,
    PNG,
    EvidenceRefused,
    Fault,
    evidence_name,
    type_of_evidence,
)

ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (pdf(), PDF),
        (picture("PNG"), PNG),
        (picture("JPEG"), JPEG),
        (word(), DOCX),
        (archive({"[Content_Types].xml": TYPES_OF_DOCX.format(""), "word/document.xml": "<w/>"}), DOCX),
    ],
)
def test_the_type_is_told_by_what_is_in_the_file(file, kind):
    assert type_of_evidence(file) == kind
    assert file.tell() == 0


def test_an_open_document_says_what_it_is():
    assert type_of_evidence(archive({"mimetype": ODT, "content.xml": "<o/>"})).extension == "odt"


def png_of(width: int, height: int) -> io.BytesIO:
    """The beginning of a picture that says it is that large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + b"\0\0\1\0IDAT"
    )


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (io.BytesIO(), Fault.EMPTY),
        (io.BytesIO(b"%PDF-" + b"0" * LARGEST_FILE), Fault.TOO_LARGE),
        (io.BytesIO(b"<!doctype html><script>alert(1)</script>"), Fault.UNKNOWN_TYPE),
        (io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), Fault.UNKNOWN_TYPE),
        (io.BytesIO(b"MZ\x90\0" + b"\0" * 60), Fault.UNKNOWN_TYPE),
        (io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), Fault.UNKNOWN_TYPE),
        (io.BytesIO(b"%PDF-1.7\nhalf of it"), Fault.BROKEN),
        (pdf(b"<</S/JavaScript/JS(app.alert(1))>>"), Fault.ACTIVE_CONTENT),
        (pdf(b"<</S/Launch/F(cmd.exe)>>"), Fault.ACTIVE_CONTENT),
        (io.BytesIO(b"\x89PNG\r\n\x1a\n and no picture"), Fault.BROKEN),
        (png_of(60_000, 60_000), Fault.PACKED_TOO_MUCH),
        (io.BytesIO(b"PK\x03\x04 and no archive"), Fault.BROKEN),
        (archive({"letter.txt": "any archive"}), Fault.UNKNOWN_TYPE),
        (archive({"[Content_Types].xml": TYPES_OF_DOCX.format(""), "word/vbaProject.bin": "x"}), Fault.MACROS),
        (
            archive(
                {
                    "[Content_Types].xml": TYPES_OF_DOCX.format(
                        '<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
                    ),
                    "word/a.bin": "a macro under another name",
                }
            ),
            Fault.MACROS,
        ),
        (
            archive({"[Content_Types].xml": TYPES_OF_DOCX.replace("document.main", "document.macroEnabled.main")}),
            Fault.MACROS,
        ),
        (archive({"[Content_Types].xml": TYPES_OF_DOCX.format("<!-- &#118;baProject -->")}), Fault.BROKEN),
        (
            archive({"[Content_Types].xml": TYPES_OF_DOCX.format(""), "word/embeddings/a.exe": "MZ"}),
            Fault.ACTIVE_CONTENT,
        ),
        (archive({"[Content_Types].xml": TYPES_OF_DOCX.format(""), "word/oleObject1.bin": "x"}), Fault.MACROS),
        (
            archive({"[Content_Types].xml": TYPES_OF_DOCX.format(""), "word/a.xml": b"\0" * 3_000_000}),
            Fault.PACKED_TOO_MUCH,
        ),
        (archive({"mimetype": ODT, "Basic/Standard/Module1.xml": "Sub Main"}), Fault.MACROS),
        (archive({"mimetype": "application/epub+zip"}), Fault.UNKNOWN_TYPE),
    ],
)
def test_a_file_that_is_hostile_or_of_another_type_is_refused(file, fault):
    with pytest.raises(EvidenceRefused) as refused:
        type_of_evidence(file)

    assert refused.value.fault == fault


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("تقرير البعثة.pdf", "تقرير البعثة.pdf"),
        ("report.final.exe", "report.final.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\photo.png", "photo.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "a bSet-Cookie x.pdf"),
        ("", "evidence.pdf"),
        (".pdf", "evidence.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_safe_on_any_disk_and_ends_as_what_it_is(name, kept):
    assert evidence_name(name, PDF) == kept
