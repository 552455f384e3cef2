"""Many strokes in one path, each step written from where the last one ended.

Such numbers are short, and alike where rows are alike: a chart of five hundred tasks is a few kilobytes compressed.
"""

from planner.pictures.svg import Canvas, Direction, Point, element


class Pen:
    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._x = self._y = 0
        self._steps: list[str] = []

    def path(self, **attributes: float | str | None) -> str:
        """Nothing where nothing was drawn."""
        return element("path", d="".join(self._steps), **attributes) if self._steps else ""

    def stroke(self, *points: Point) -> None:
        """A line through the points, along and down."""
        self._move(self._canvas.x(points[0][0]), round(points[0][1]))
        for along, down in points[1:]:
            self._line(self._canvas.x(along), round(down))

    def shape(self, *points: Point) -> None:
        """A closed shape with its corners at the points."""
        x, y = self._canvas.x(points[0][0]), round(points[0][1])
        self.stroke(*points)
        self._steps.append("z")
        self._x, self._y = x, y

    def diamond(self, along: float, middle: float, half: int) -> None:
        """Written from its corner on the left, so that all of one size are the same text."""
        self._move(self._canvas.x(along) - half, round(middle))
        self._steps.append(f"l{half}-{half} {half} {half}-{half} {half}z")

    def box(self, along: float, top: float, length: float, height: float) -> None:
        until, bottom = along + length, top + height
        self.shape((along, top), (until, top), (until, bottom), (along, bottom))

    def curve(self, start: Point, end: Point, *, on: float = 0) -> None:
        """A soft bend that leaves and arrives level, and goes `on` straight from there."""
        self._move(self._canvas.x(start[0]), round(start[1]))
        x, y = self._canvas.x(end[0]), round(end[1])
        across, down = x - self._x, y - self._y
        if down:
            half = across // 2
            self._steps.append(f"c{_pair(half, 0)} {_pair(half, down)} {_pair(across, down)}".replace(" -", "-"))
            self._x, self._y = x, y
        self._line(self._canvas.x(end[0] + on), y)

    def head(self, pointing: Direction, *, at: Point | None = None) -> None:
        """An open arrowhead `at` a point, or where the line just drawn ends; `pointing` is one step along and down."""
        ahead, below = -pointing[0] if self._canvas.rtl else pointing[0], pointing[1]
        x, y = 5 * ahead + 3 * below, 5 * below + 3 * ahead
        tip_x, tip_y = (self._canvas.x(at[0]), round(at[1])) if at else (self._x, self._y)
        self._move(tip_x - x, tip_y - y)
        self._line(tip_x, tip_y)
        self._line(tip_x + 3 * below - 5 * ahead, tip_y + 3 * ahead - 5 * below)

    def _move(self, x: int, y: int) -> None:
        self._steps.append(f"m{_pair(x - self._x, y - self._y)}")
        self._x, self._y = x, y

    def _line(self, x: int, y: int) -> None:
        across, down = x - self._x, y - self._y
        if across and down:
            self._steps.append(f"l{_pair(across, down)}")
        elif across:
            self._steps.append(f"h{across}")
        elif down:
            self._steps.append(f"v{down}")
        self._x, self._y = x, y


def _pair(x: int, y: int) -> str:
    return f"{x} {y}" if y >= 0 else f"{x}{y}"
