"""When does each task run? The plan as bars over time, in reading direction."""

from planner.pictures.arrow import Arrow
from planner.pictures.gantt.bar import Bar, split_rows
from planner.pictures.gantt.drawing import GanttParts, gantt, gantt_pages, gantt_parts
from planner.pictures.timescale import Almanac, Zoom

__all__ = ["Almanac", "Arrow", "Bar", "GanttParts", "Zoom", "gantt", "gantt_pages", "gantt_parts", "split_rows"]
