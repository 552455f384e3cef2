"""The numbers and names of the format that reader and writer share."""

from __future__ import annotations

from datetime import time

NAMESPACE = "http://schemas.microsoft.com/project"

# A link's type, by its number.
LINK_KINDS = ("FF", "FS", "SF", "SS")

AS_SOON_AS_POSSIBLE, AS_LATE_AS_POSSIBLE = 0, 1
MUST_START_ON, MUST_FINISH_ON = 2, 3
START_NO_EARLIER, START_NO_LATER = 4, 5
FINISH_NO_EARLIER, FINISH_NO_LATER = 6, 7

# Units of durations and lags. An estimated one has 32 more.
IN_DAYS = 7
ELAPSED_UNITS = frozenset({4, 6, 8, 10, 12, 20})
PERCENT_UNITS = frozenset({19, 20})
ESTIMATED = 32

WORK_RESOURCE = 1
NOBODY = -65535

# A working day as we write it.
MINUTES_PER_DAY = 480
MORNING, NOON, AFTERNOON, EVENING = time(8), time(12), time(13), time(17)

# Project's own fields for what it has no place for, by number and name; a file of somebody else may use the same
# numbers under other names. They hold 255 characters.
LONGEST_TEXT = 255
OWN_FIELDS = {
    "key": (188743731, "Text1", "ENACT key"),
    "kept": (188743734, "Text2", "ENACT values"),
    "indicator": (188743737, "Text3", "ENACT indicator"),
    "supporting": (188743740, "Text4", "ENACT supporting"),
    "also_serves": (188743743, "Text5", "ENACT also serves"),
}
