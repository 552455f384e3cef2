"""The same picture as pixels, for Word: it looks alike on every machine, because only our font is used."""

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
