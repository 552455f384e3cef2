"""A picture read back: its shapes in absolute pixels, so that tests can measure them."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass

SVG = "{http://www.w3.org/2000/svg}"

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Shape:
    tag: str
    points: frozenset[tuple[float, float]]
    look: tuple[str | None, ...]

    @property
    def box(self) -> Box:
        across = [x for x, _ in self.points]
        down = [y for _, y in self.points]
        return min(across), min(down), max(across), max(down)


@dataclass(frozen=True)
class Picture:
    root: ET.Element

    @property
    def width(self) -> float:
        return float(self.root.get("width"))

    def texts(self) -> list[str]:
        """Each run of text, whether it stands alone or is a line of a longer one."""
        runs = (element for element in self.root.iter() if element.tag in (f"{SVG}text", f"{SVG}tspan"))
        return [run.text.strip("\u2067\u2069") for run in runs if run.text]

    def tooltips(self) -> list[str]:
        """Of the parts; the title of the whole picture is not among them."""
        return [title.text.strip("\u2067\u2069") for title in list(self.root.iter(f"{SVG}title"))[1:]]

    def shapes(self) -> list[Shape]:
        return list(_shapes(self.root, 0, 0, self._defined))

    def strokes(self, colour: str) -> list[Shape]:
        """What is drawn in lines of one colour, from top to bottom."""
        return sorted((shape for shape in self.shapes() if shape.look[1] == colour), key=lambda shape: shape.box[1])

    @property
    def _defined(self) -> dict[str, ET.Element]:
        """The shapes that are drawn by `use`."""
        return {element.get("id"): element for element in self.root.iter() if element.get("id")}

    def mirrored(self) -> "Counter[Shape]":
        return Counter(
            Shape(shape.tag, frozenset((self.width - x, y) for x, y in shape.points), shape.look)
            for shape in self.shapes()
        )

    def links(self) -> list[list[Shape]]:
        """The shapes of each link, in the order they are drawn."""
        return [list(_shapes(link, 0, 0, self._defined)) for link in self.root.iter(f"{SVG}a")]

    def part(self, tooltip: str) -> list[Shape]:
        """The shapes of the part whose tooltip begins so."""
        [found] = [
            element
            for element in self.root.iter()
            if element is not self.root
            and (title := element.find(f"{SVG}title")) is not None
            and title.text.strip("\u2067\u2069").startswith(tooltip)
        ]
        return list(_shapes(found, 0, 0, self._defined))


def read(svg: str) -> Picture:
    return Picture(ET.fromstring(svg))


def read_parts(*svgs: str) -> Picture:
    """Drawings that a page puts beside each other."""
    return Picture(ET.fromstring(f'<svg xmlns="{SVG[1:-1]}">{"".join(svgs)}</svg>'))


def _shapes(element: ET.Element, across: float, down: float, defined: dict[str, ET.Element]):
    if moved := re.fullmatch(r"translate\((-?[\d.]+) (-?[\d.]+)\)", element.get("transform", "")):
        across, down = across + float(moved[1]), down + float(moved[2])
    if element.tag == f"{SVG}use":
        down += float(element.get("y", 0))
        yield from _shapes(defined[element.get("href")[1:]], across, down, defined)
    look = tuple(element.get(name) for name in ("fill", "stroke", "stroke-width", "stroke-dasharray", "rx"))
    if element.tag == f"{SVG}rect":
        x, y = float(element.get("x", 0)), float(element.get("y", 0))
        width, height = float(element.get("width")), float(element.get("height"))
        corners = frozenset((left + across, top + down) for left in (x, x + width) for top in (y, y + height))
        yield Shape("rect", corners, look)
    elif element.tag == f"{SVG}circle":
        yield Shape("circle", frozenset({(float(element.get("cx")) + across, float(element.get("cy")) + down)}), look)
    elif element.tag == f"{SVG}path":
        for points in _subpaths(element.get("d")):
            yield Shape("path", frozenset((x + across, y + down) for x, y in points), look)
    for child in element:
        if child.tag != f"{SVG}defs":
            yield from _shapes(child, across, down, defined)


def _subpaths(data: str):
    """Every corner and control point of the commands that the pictures use."""
    x = y = 0.0
    points: list[tuple[float, float]] = []
    for command, written in re.findall(r"([MmhvlczA-Z])([^MmhvlczA-Z]*)", data):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", written)]
        match command:
            case "M" | "m":
                if len(points) > 1:
                    yield points
                x, y = (numbers[0], numbers[1]) if command == "M" else (x + numbers[0], y + numbers[1])
                points = [(x, y)]
            case "h":
                x += numbers[0]
                points.append((x, y))
            case "v":
                y += numbers[0]
                points.append((x, y))
            case "l":
                for across, down in zip(numbers[::2], numbers[1::2], strict=True):
                    x, y = x + across, y + down
                    points.append((x, y))
            case "c":
                steps = list(zip(numbers[::2], numbers[1::2], strict=True))
                points += [(x + across, y + down) for across, down in steps]
                x, y = points[-1]
            case "z":
                x, y = points[0]
            case _:
                raise AssertionError(f"The pictures do not use {command!r}.")
    if len(points) > 1:
        yield points
