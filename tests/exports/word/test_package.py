import zipfile
from datetime import date
from posixpath import join, normpath

from lxml import etree

from exports.word import package
from tests.exports.word.reading import part

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def test_write_gives_the_same_bytes_for_the_same_parts(tmp_path):
    parts = {"word/document.xml": [b"<a>", "خطة".encode(), b"</a>"], "word/media/image1.png": [b"png"]}

    package.write(tmp_path / "one.docx", parts, day=date(2027, 1, 3))
    package.write(tmp_path / "two.docx", parts, day=date(2027, 1, 3))

    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.docx") as archive:
        assert [(each.filename, each.date_time) for each in archive.infolist()] == [
            ("word/document.xml", (2027, 1, 3, 0, 0, 0)),
            ("word/media/image1.png", (2027, 1, 3, 0, 0, 0)),
        ]
        assert archive.read("word/document.xml").decode() == "<a>خطة</a>"


def test_every_part_has_a_type_and_every_relation_a_part(write):
    path = write("ar")

    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    types = part(path, "[Content_Types].xml")
    typed = {each.get("PartName").lstrip("/") for each in types.iter(f"{TYPES}Override")}
    extensions = {each.get("Extension") for each in types.iter(f"{TYPES}Default")}
    targets = {
        normpath(join(folder, each.get("Target")))
        for folder, relations in {
            "": "_rels/.rels",
            "word": "word/_rels/document.xml.rels",
            "word/": "word/_rels/fontTable.xml.rels",
        }.items()
        for each in part(path, relations).iter(f"{RELATIONS}Relationship")
    }

    assert typed | targets <= names
    assert {name for name in names if name.rsplit(".", 1)[1] not in extensions} == set()
    assert {name for name in names if name.endswith(".xml")} - typed == {"[Content_Types].xml"}


def test_core_properties_are_those_of_the_plan(write):
    core = part(write("ar"), "docProps/core.xml")

    assert {etree.QName(each).localname: each.text for each in core} == {
        "contentStatus": "مسودة – غير للنشر",
        "created": "2026-11-22T12:00:00Z",
        "creator": "ليلى حداد",
        "identifier": "4F2A91C0",
        "keywords": "ENACT, الأردن",
        "language": "ar",
        "modified": "2026-11-22T12:00:00Z",
        "revision": "3",
        "subject": "خطة العمل الوطنية",
        "title": "الخطة الوطنية للابتكار في المؤسسات العامة",
    }
