"""What do two countries sign? The values of their agreement in one fixed form, and the hash of that form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

# The nine articles of a twinning work plan, in their order.
ARTICLES = (
    "background",
    "cooperation",
    "results",
    "tasks",
    "risks",
    "schedule",
    "resources",
    "management",
    "review",
)
TEXT_ARTICLES = ("background", "cooperation", "resources", "management", "review")


def canonical(values: Mapping[str, Any]) -> str:
    """JSON with sorted keys and without spaces: equal values have one form, in any process and on any machine."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(values: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(values).encode()).hexdigest()
