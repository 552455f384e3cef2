"""Where the embedded broker listens."""

import hashlib
import tempfile
from pathlib import Path

# The system's own limit on a socket's path is 108 bytes with its end mark on Linux, 104 on macOS.
LONGEST_PATH = 100


def socket_path(folder: Path) -> Path:
    """A socket in `folder`, or for a folder whose path is too long one of its own in the temporary folder."""
    path = folder / "broker.sock"
    if len(bytes(path)) <= LONGEST_PATH:
        return path
    mark = hashlib.sha256(bytes(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"enact-planner-{mark}.sock"
