"""The same picture as pixels, for Word: it looks alike on every machine, because only our font is used.

resvg-py (MIT) brings resvg (Apache-2.0 or MIT) as a wheel and shapes Arabic; it knows no `direction` attribute.
"""

import struct

import resvg_py

from planner.pictures.text import REGULAR, SEMIBOLD


def png(svg: str, *, width: int) -> bytes:
    """So many pixels wide; the height follows the picture's own proportion."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        background="#FFFFFF",
        skip_system_fonts=True,
        font_files=[str(REGULAR), str(SEMIBOLD)],
    )


def size(image: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels, from its header."""
    return struct.unpack(">II", image[16:24])
