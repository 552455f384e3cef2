"""Which of the plan's languages is a text written in?"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ARABIC = re.compile("[\u0621-\u064a]")
_FRENCH = re.compile(r"[éèêàçùœâîôûëïü]|\b(?:de la|du|des|les|pour|une|avec)\b", re.IGNORECASE)


def language_of(texts: Iterable[str]) -> str:
    """`ar`, `fr` or `en`: by the letters and the small words of most of them."""
    texts = [text for text in texts if text]
    arabic = sum(bool(_ARABIC.search(text)) for text in texts)
    french = sum(bool(_FRENCH.search(text)) for text in texts)
    if 2 * arabic >= len(texts) > 0:
        return "ar"
    return "fr" if 3 * french >= len(texts) > 0 else "en"
