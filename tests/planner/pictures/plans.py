"""Plans to draw, made of plain values."""

from datetime import date, timedelta

from planner.pictures.gantt import Almanac, Arrow, Bar
from planner.pictures.network import Node
from planner.pictures.words import picture_words

WORDS = picture_words(lambda english: english)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
START = date(2027, 1, 3)
KINDS = ("FS", "SS", "FF", "SF")


def make_almanac(**changes) -> Almanac:
    """Friday and Saturday are free."""
    defaults = {
        "month_name": lambda day: MONTHS[day.month - 1],
        "non_working": lambda day: day.weekday() in (4, 5),
    }
    return Almanac(**{**defaults, **changes})


def make_bar(key: str = "a", **changes) -> Bar:
    defaults = {
        "number": key,
        "label": f"Task {key}",
        "start": START,
        "finish": START + timedelta(days=9),
        "days": 8,
    }
    return Bar(key, **{**defaults, **changes})


def make_node(key: str = "a", **changes) -> Node:
    return Node(key, **{"number": key, "label": f"Task {key}", **changes})


def make_bars(count: int, *, language: str = "en") -> list[Bar]:
    """A plan with everything in it: groups, critical tasks, milestones, slack, links to rows."""
    label = "Draft the national policy and consult on it" if language == "en" else "إعداد السياسة والتشاور بشأنها"
    group = "Commitment" if language == "en" else "الالتزام"
    return [
        Bar(
            key=f"t{n}",
            number=str(n + 1),
            label=f"{label} {n * 7919 % 1009}",
            start=START + timedelta(days=n * 5),
            finish=START + timedelta(days=n * 5 + (0 if n % 7 == 6 else 3 + n % 11)),
            days=0 if n % 7 == 6 else 4 + n % 11,
            critical=n % 3 == 0,
            milestone=n % 7 == 6,
            late_finish=START + timedelta(days=n * 5 + 20 + n % 13),
            group=f"{group} {n // 8 + 1}",
            note="8",
            href=f"#task-{n + 1}",
        )
        for n in range(count)
    ]


def make_nodes(count: int, *, language: str = "en") -> list[Node]:
    return [
        Node(bar.key, bar.number, bar.label, bar.critical, bar.milestone, note=bar.note, href=bar.href)
        for bar in make_bars(count, language=language)
    ]


def make_arrows(count: int) -> list[Arrow]:
    """One link into every task from one of the four before it, and another into every third."""
    near = [Arrow(f"t{n - 1 - n * n % min(n, 4)}", f"t{n}", critical=n % 3 == 0) for n in range(1, count)]
    far = [Arrow(f"t{n - 7}", f"t{n}", KINDS[n // 3 % 4], lag=n % 5 - 2) for n in range(9, count, 3)]
    return near + far
