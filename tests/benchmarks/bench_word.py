"""How fast is a plan written? `python -m tests.benchmarks.bench_word` prints the table of docs/word.md.

Everything is a ratio taken in the same run: against zipping the very parts of the file (what no writer can avoid),
and against python-docx filling the table of all tasks by `add_row`. CPU seconds, so that a busy machine matters less.
"""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import docx

from exports.word import layout, rtl
from exports.word.content import PlanContent
from exports.word.plan import front, write_plan
from exports.word.rtl import Column
from tests.exports.word.catalogues import CATALOGUES
from tests.exports.word.samples import plan

_TASKS_EACH = 10
_EMPTY = plan("ar", commitments=0)


@dataclass(frozen=True)
class Measured:
    tasks: int
    seconds: float
    steps: dict[str, float]
    zip_seconds: float
    peak: int  # bytes, on top of the content itself
    size: int  # bytes of the file


def measure(tasks: int, *, times: int = 1) -> Measured:
    """Of several runs the quickest time of each step counts."""
    content = sample(tasks)
    runs = [_steps(content) for _run in range(times)]
    steps = {step: min(run[step] for run in runs) for step in runs[0]}
    file = io.BytesIO()
    tracemalloc.start()
    write_plan(content, file, catalogue=CATALOGUES["ar"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    written = file.getvalue()
    zip_seconds = min(_zip_seconds(written) for _run in range(times))
    return Measured(tasks, sum(steps.values()), steps, zip_seconds, peak, len(written))


def _steps(content: PlanContent) -> dict[str, float]:
    _forget()
    moments: list[tuple[str, float]] = []
    write_plan(
        content,
        io.BytesIO(),
        catalogue=CATALOGUES["ar"],
        progress=lambda step, _percent: moments.append((step, time.process_time())),
    )
    return {step: after - at for (step, at), (_next, after) in pairwise(moments)}


def _forget() -> None:
    """Nothing that an earlier run measured or wrote may help."""
    for remembered in (rtl.text_runs, layout.text_height, layout.word_width):
        remembered.cache_clear()


def sample(tasks: int) -> PlanContent:
    return plan("ar", commitments=tasks // _TASKS_EACH, tasks_each=_TASKS_EACH, gantts=(), graphs=())


def _zip_seconds(file: bytes) -> float:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    began = time.process_time()
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return time.process_time() - began


def table_rows(tasks: int) -> list[tuple[str, ...]]:
    """The annex of all tasks, nine columns."""
    return [
        (
            task.number,
            str(task.title.value),
            str(task.days),
            task.start.isoformat(),
            task.finish.isoformat(),
            str(task.total_slack),
            str(task.free_slack),
            "نعم" if task.critical else "—",
            str(task.driver.value),
        )
        for task in sample(tasks).tasks
    ]


def table_seconds(fill: Callable[[Sequence[Sequence[str]]], None], tasks: int) -> float:
    rows = table_rows(tasks)
    _forget()
    began = time.process_time()
    fill(rows)
    return time.process_time() - began


def ours(rows: Sequence[Sequence[str]]) -> None:
    front.begin(_EMPTY, CATALOGUES["ar"]).table([Column("x", 1)] * 9, rows)


def add_row(rows: Sequence[Sequence[str]]) -> None:
    table = docx.Document().add_table(rows=0, cols=9)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def add_row_right_to_left(rows: Sequence[Sequence[str]]) -> None:
    """The same table as ours: a paragraph style and the direction of each run."""
    table = docx.Document().add_table(rows=0, cols=9)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = "Body Text"
            paragraph.add_run(text).font.rtl = True


def main() -> None:
    measure(_TASKS_EACH)  # the font is read, the modules are loaded
    print("whole plan                                        one table of all tasks, seconds and ratio to ours")
    print("tasks  seconds  to zipping  peak MB  file KB       ours      add_row            add_row, rtl")
    runs = [measure(tasks, times=3) for tasks in (50, 500, 5000)]
    for run in runs:
        own = min(table_seconds(ours, run.tasks) for _run in range(3))
        bare = min(table_seconds(add_row, run.tasks) for _run in range(3 if run.tasks <= 500 else 1))
        line = f"{run.tasks:5}  {run.seconds:7.2f}  {run.seconds / run.zip_seconds:10.1f}  {run.peak / 1e6:7.1f}"
        line += f"  {run.size / 1000:7.0f}  {own:9.3f}  {bare:7.2f} {bare / own:5.0f} x"
        if run.tasks <= 500:  # it takes minutes at 5,000
            marked = table_seconds(add_row_right_to_left, run.tasks)
            line += f"      {marked:7.2f} {marked / own:5.0f} x"
        print(line)
    print("\nstep          seconds at 500   at 5000   growth (10 is linear)")
    for step, seconds in runs[1].steps.items():
        later = runs[2].steps[step]
        print(f"{step:12}  {seconds:14.4f}  {later:8.3f}   {later / seconds if seconds else 0:6.1f}")


if __name__ == "__main__":
    main()
