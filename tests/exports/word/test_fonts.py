import pytest
from lxml import etree

from exports.word import fonts
from tests.exports.word.reading import W


@pytest.mark.parametrize("face", ["Regular", "Bold"])
def test_obfuscated_differs_from_the_font_in_its_first_32_bytes_only(face):
    font, hidden = fonts.face_file(face), fonts.obfuscated(face)

    mask = bytes(one ^ other for one, other in zip(font, hidden, strict=True))

    assert mask == fonts.key(face).bytes[::-1] * 2 + bytes(len(font) - 32)


def test_font_table_names_the_key_of_each_face():
    table = etree.fromstring(fonts.font_table_xml().encode())

    embedded = {each.tag.removeprefix(W): each.get(f"{W}fontKey") for each in table[0] if each.get(f"{W}fontKey")}

    assert embedded == {
        "embedRegular": f"{{{fonts.key('Regular')}}}".upper(),
        "embedBold": f"{{{fonts.key('Bold')}}}".upper(),
    }
