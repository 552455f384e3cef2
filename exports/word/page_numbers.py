"""The page numbers of a file's contents, as LibreOffice lays its pages out, where LibreOffice is installed.

A caller writes a document, measures it, and writes it again with what was measured. LibreOffice's own conversion
never refreshes a table of contents; but it can name every bookmark in a PDF as a destination on its page.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from os import PathLike
from pathlib import Path

_FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_PAGE_LIST = re.compile(rb"/Type/Pages.*?/Kids\[(.*?)\]", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R")
# Our anchors are letters and digits only: the exporter writes others in an escape of its own.
_DESTINATION = re.compile(rb"/([A-Za-z][A-Za-z0-9]*)\[(\d+) 0 R/XYZ")


def is_available() -> bool:
    return shutil.which("soffice") is not None


def measured(path: str | PathLike[str], *, seconds: int = 120) -> Mapping[str, int]:
    """Page by anchor; empty where LibreOffice fails or takes longer, since a document can do without."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", _FILTER, "--outdir", folder, str(Path(path).resolve())]
        try:
            subprocess.run(command, timeout=seconds, check=True, capture_output=True)
        except (subprocess.SubprocessError, OSError):
            return {}
        written = Path(folder, Path(path).stem + ".pdf")
        return read_destinations(written.read_bytes()) if written.exists() else {}


def read_destinations(pdf: bytes) -> Mapping[str, int]:
    """The pages of the named destinations of a PDF that LibreOffice wrote: one list of pages, nothing compressed."""
    pages = _PAGE_LIST.search(pdf)
    if pages is None:
        return {}
    order = {reference: at for at, reference in enumerate(_REFERENCE.findall(pages.group(1)), 1)}
    return {
        name.decode(): order[page]
        for name, page in _DESTINATION.findall(pdf)
        if page in order and name != b"Dest"  # an outline says that of its own entries
    }
