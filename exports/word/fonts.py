"""The font that travels inside every file: IBM Plex Sans Arabic (SIL Open Font Licence), regular and bold.

No Arabic font is common to Windows, macOS and Linux, and a replaced font moves every line and page. The same
family draws the pictures. The obfuscation is that of ECMA-376 part 4, "Font Embedding": the first 32 bytes are
XORed with the font's key, a GUID read backwards.
"""

import uuid
from functools import cache
from importlib.resources import files

from exports.word.styles import DECLARATION, FONT

FACES = {"embedRegular": "Regular", "embedBold": "Bold"}


def face_file(face: str) -> bytes:
    return (files("fontpkg_ibm_plex_sans_arabic") / "files" / f"IBMPlexSansArabic-{face}.ttf").read_bytes()


def key(face: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{FONT} {face}")


@cache
def obfuscated(face: str) -> bytes:
    font = face_file(face)
    mask = key(face).bytes[::-1] * 2
    return bytes(byte ^ hidden for byte, hidden in zip(font, mask, strict=False)) + font[len(mask) :]


def font_table_xml() -> str:
    embedded = "".join(
        f'<w:{element} r:id="rId{at}" w:fontKey="{{{str(key(face)).upper()}}}"/>'
        for at, (element, face) in enumerate(FACES.items(), 1)
    )
    return (
        f"{DECLARATION}<w:fonts "
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<w:font w:name="{FONT}"><w:altName w:val="Arial"/><w:panose1 w:val="020B0503050203000203"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        '<w:sig w:usb0="80002063" w:usb1="D000003B" w:usb2="00000008" w:usb3="00000000" w:csb0="20000141" '
        f'w:csb1="00000000"/>{embedded}</w:font></w:fonts>'
    )
