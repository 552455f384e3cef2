"""How much does a risk weigh?

Likelihood times effect on scales of three, the matrix of ISO 31010: from 1, low and low, to 9, high and high.
"""

from typing import Literal

POINTS = {"LOW": 1, "MEDIUM": 2, "HIGH": 3}


def weight(likelihood: str, effect: str) -> int:
    return POINTS[likelihood] * POINTS[effect]


def grade(weight: int) -> Literal["LOW", "MEDIUM", "HIGH"]:
    """6 and 9 are high: one of the two is high, and the other at least medium. 1 and 2 are low."""
    if weight >= 6:
        return "HIGH"
    return "MEDIUM" if weight >= 3 else "LOW"
