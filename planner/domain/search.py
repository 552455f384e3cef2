"""Does a text contain what a person typed, however they spell it?

Arabic is typed without hamzas, diacritics and dots more often than with them, and figures come in two forms.
"""

import re
import unicodedata

# Indic digits of Arabic (U+0660…) and of Persian (U+06F0…).
_DIGITS = {ord(digit): str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(digits)}
# Letters that Unicode keeps apart, and the tatweel that only stretches a word. The hamza of مسؤولية is written
# مسئولية in Egypt, so its two seats are one.
_LETTERS = {ord(a): b for a, b in zip("ٱؤةىکیـ", ("ا", "ي", "ه", "ي", "ك", "ي", None), strict=True)}
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{3})")
_APART = re.compile(r"[^\w]+")


def western_digits(text: str) -> str:
    """٢٠٢٧ → 2027; everything else stays."""
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """The text as it is compared: one spelling for alef, hamza's seats, teh marbuta and alef maqsura.

    Accents and diacritics go, also in French; signs between words become one space.
    """
    composed = unicodedata.normalize("NFKC", text.casefold()).translate(_LETTERS)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(sign))
    return _APART.sub(" ", western_digits(bare)).strip()


def finds(query: str, text: str) -> bool:
    """Whether every word of the query, spelled anyhow, stands somewhere in the text, also inside a word.

    The article and what is written onto it (الخطة، بالخطة، للخطة) may be typed or not.
    """
    words = [_ARTICLE.sub("", word) for word in fold(query).split()]
    if not words:
        return True
    folded = fold(text)
    return all(word in folded for word in words)
