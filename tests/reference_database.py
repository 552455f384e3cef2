"""A database with the shipped reference data, made once for a whole run and copied wherever a test needs its own.

To migrate an empty database takes longer than most modules of tests; a copy takes no time. Only SQLite's files can be
copied so: on another database each process makes its own.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

PATIENCE_SECONDS = 120
NAME = "planner.sqlite3"


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is the same for all processes of one run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """`folder` with what `make` puts there: the first process to come makes it, the others wait."""
    done = folder / "done"
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE_SECONDS
        while not done.exists():
            assert time.monotonic() < until, f"Nobody finished {folder}."
            time.sleep(0.05)
    else:
        make(folder)
        done.touch()
    return folder


def reference_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file, migrated and with the reference data."""
    return made_once(shared_folder(tmp_path_factory) / "reference", _prepare) / NAME


def _prepare(folder: Path) -> None:
    environment = os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / NAME}"}
    for command in ("migrate", "load_reference"):
        subprocess.run([sys.executable, "manage.py", command, "--verbosity=0"], env=environment, check=True)
    with closing(sqlite3.connect(folder / NAME)) as connection:
        # One file, without a log beside it.
        connection.execute("PRAGMA journal_mode=DELETE")


def copy_database(source: Path, target: Path | sqlite3.Connection) -> None:
    """All of `source` in place of what is in `target`, which others may have open."""
    with closing(sqlite3.connect(source)) as database:
        if isinstance(target, sqlite3.Connection):
            database.backup(target)
            return
        with closing(sqlite3.connect(target, timeout=20)) as copy:
            database.backup(copy)
