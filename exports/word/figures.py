"""How figures are written in the three languages. Always the digits 0 to 9, as everywhere in the product."""

from decimal import Decimal

from exports.word.text import left_to_right

_SEPARATORS = {"ar": (",", "."), "en": (",", "."), "fr": ("\u202f", ",")}  # thousands, decimals


def number(value: Decimal | int, language: str) -> str:
    """With thousands separators, and the decimal places that the value carries."""
    thousands, decimals = _SEPARATORS[language]
    written = f"{abs(value):,f}" if isinstance(value, Decimal) else f"{abs(value):,d}"
    written = written.translate({ord(","): thousands, ord("."): decimals})
    return left_to_right(f"−{written}") if value < 0 else written


def percentage(part: Decimal, whole: Decimal, language: str) -> str:
    """A whole per cent; `whole` is not zero."""
    rounded = number(int((part * 100 / whole).to_integral_value()), language)
    return f"{rounded}\u202f%" if language == "fr" else f"{rounded}%"
