"""Is it safe to unpack a workbook? A zip archive says beforehand how much there is in it."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from planner.interchange.refusals import FileRefused, Refusal

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 16 * 1024 * 1024
MOST_ENTRIES = 500
# Sheets of a thousand empty rows are packed a hundred to one; what is packed tighter was made to be.
TIGHTEST = 200
SMALL = 256 * 1024


def open_archive(source: BinaryIO) -> zipfile.ZipFile:
    """Checked, and with no part unpacked. Parts are still to be read within their declared sizes, which zipfile holds
    them to. Raises FileRefused."""
    source.seek(0, 2)
    if source.tell() > LARGEST_FILE:
        raise FileRefused(Refusal.TOO_LARGE, largest=LARGEST_FILE)
    source.seek(0)
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        raise FileRefused(Refusal.NOT_A_WORKBOOK) from None
    parts = archive.infolist()
    if len(parts) > MOST_ENTRIES:
        raise FileRefused(Refusal.PACKED_TOO_MUCH)
    for part in parts:
        if part.flag_bits & 1:
            raise FileRefused(Refusal.NOT_A_WORKBOOK)
        if part.file_size > SMALL and part.file_size > TIGHTEST * max(part.compress_size, 1):
            raise FileRefused(Refusal.PACKED_TOO_MUCH)
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise FileRefused(Refusal.PACKED_TOO_MUCH)
    return archive
