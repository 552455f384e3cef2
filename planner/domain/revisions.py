"""What is different between two states of a plan?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """One value of one thing in a plan that is not what it was.

    `kind` names the model in small letters (task, link, commitment, …), `key` what stays the same of it for the life
    of the plan, `title` its name by language when this happened. `field` is empty where the whole thing came
    (`before` is None) or went (`after` is None). Values are what JSON can hold.
    """

    kind: str
    key: str
    title: Mapping[str, str]
    field: str
    before: Any
    after: Any

    def as_values(self) -> dict[str, Any]:
        return asdict(self)
