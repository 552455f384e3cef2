"""What do files cost that were made to be costly? `python -m tests.benchmarks.bench_hostile_files` prints a table.

Each file is read in a process of its own, so that its memory is its own: the most that the process ever held, in MB,
beside what it held before the file was opened.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from planner.interchange.msproject.reader import read_project
from planner.interchange.refusals import FileRefused
from planner.interchange.sheets.cells import read_sheets
from tests.planner.interchange.files import calendar_xml, elements, link_xml, project_xml, task_xml
from tests.planner.interchange.workbooks import archive, sheet_xml, worksheet

MEGABYTE = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    return project_xml(task_xml(1, Name="&e11;"), prolog=f"<!DOCTYPE p [{entities}]>")


def many_exceptions() -> bytes:
    period = elements(FromDate="1984-01-01T00:00:00", ToDate="2149-12-31T00:00:00")
    row = f"<Exception><TimePeriod>{period}</TimePeriod><DayWorking>0</DayWorking></Exception>"
    return project_xml(task_xml(1), calendars=calendar_xml(more=f"<Exceptions>{row * 5_000}</Exceptions>"))


def everything_linked() -> bytes:
    """Every task waits for a hundred before it."""
    tasks = [
        task_xml(n, waits="".join(link_xml(m) for m in range(max(1, n - 100), n)), hours=8) for n in range(1, 1_500)
    ]
    return project_xml(*tasks)


def honest_project() -> bytes:
    tasks = [task_xml(n, waits=link_xml(n - 1) if n > 1 else "") for n in range(1, 5_001)]
    return project_xml(*tasks)


def honest_workbook() -> bytes:
    cells = "".join(f'<c r="{letter}{{0}}"><v>1</v></c>' for letter in "BCDEFGHIJKLMNOPQRSTUV")
    rows = "".join(f'<row r="{{0}}">{cells}</row>'.format(n) for n in range(3, 5_003))
    mark = '<row r="1"><c r="A1" t="inlineStr"><is><t>enact-plan</t></is></c></row>'
    about = f'{mark}<row r="2"><c r="A2" t="str"><v>plan</v></c><c r="B2"><v>1</v></c></row>'
    return archive({SHEET: sheet_xml(rows), "xl/worksheets/sheet2.xml": worksheet(about)})


def strings() -> bytes:
    # Of different lengths, so that they are not packed too tightly to be honest.
    found = "".join(f"<si><t>{n * 7919 % 1_000_003}</t></si>" for n in range(600_000))
    return archive({SHEET: sheet_xml("<row/>"), "xl/sharedStrings.xml": f"<sst>{found}</sst>".encode()})


def rows() -> bytes:
    return archive({SHEET: sheet_xml("".join(f"<row><c><v>{n * 7919}</v></c></row>" for n in range(400_000)))})


def cells_in_a_row() -> bytes:
    return archive({SHEET: sheet_xml(f"<row>{''.join(f'<c><v>{n * 7919}</v></c>' for n in range(600_000))}</row>")})


def many_parts() -> bytes:
    """Each is packed a thousand to one, and small enough for that not to show."""
    return archive({f"xl/worksheets/sheet{n}.xml": b"<worksheet>" + b" " * 200_000 for n in range(400)})


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "XML of 20 MB of elements": ("xml", lambda: b"<Project>" + b"<a/>" * (5 * MEGABYTE)),
    "XML of 20 MB, nested": ("xml", lambda: b"<Project>" + b"<a>" * (6 * MEGABYTE)),
    "XML of one text of 20 MB": ("xml", lambda: b"<Project><Title>" + b"a" * (20 * MEGABYTE)),
    "XML of a task of a million parts": ("xml", lambda: project_xml("<Task>" + "<UID>1</UID>" * 1_000_000 + "</Task>")),
    "a billion laughs": ("xml", laughs),
    "a million tasks": ("xml", lambda: project_xml("<Task><UID>1</UID></Task>" * 700_000)),
    "days off for 166 years, 5,000 times": ("xml", many_exceptions),
    "150,000 links": ("xml", everything_linked),
    "an honest plan of 5,000 tasks": ("xml", honest_project),
    "a workbook that unpacks to 1 GB": ("xlsx", lambda: archive({SHEET: bytes(1024 * MEGABYTE)})),
    "80 MB in 400 parts": ("xlsx", many_parts),
    "400,000 rows": ("xlsx", rows),
    "a row of 600,000 cells": ("xlsx", cells_in_a_row),
    "600,000 strings": ("xlsx", strings),
    "an honest workbook of 5,000 rows": ("xlsx", honest_workbook),
}


def measured(name: str) -> dict[str, object]:
    """The outcome, the seconds, and the memory in MB: `held` more than before, and `whole`."""
    kind, make = FILES[name]
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as file:
        file.write(make())
        file.flush()
        command = [sys.executable, "-m", "tests.benchmarks.bench_hostile_files", kind, file.name]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(answer.stdout))


def read_here(kind: str, path: str) -> dict[str, object]:
    """What reading the file costs this process, in its own time: others may use the machine as well."""
    reader: Callable[[BinaryIO], object] = read_project if kind == "xml" else read_sheets
    with open(path, "rb") as file:
        before, start = most_held(), time.process_time()
        try:
            reader(file)
            outcome = "read"
        except FileRefused as refused:
            outcome = str(refused.refusal)
        seconds = time.process_time() - start
    return {"outcome": outcome, "seconds": seconds, "held": most_held() - before, "whole": most_held()}


def most_held() -> float:
    """Since this program began; what the process held before that is another's."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(read_here(*sys.argv[1:])))
        return
    print("| file | outcome | seconds | MB more | MB in all |\n| --- | --- | ---: | ---: | ---: |")
    for name in FILES:
        found = measured(name)
        print(f"| {name} | {found['outcome']} | {found['seconds']:.2f} | {found['held']:.0f} | {found['whole']:.0f} |")


if __name__ == "__main__":
    main()
