"""What stands in a cell of a table: a number, a mark for nothing, or something that cannot be read.

Forms of numbers: `1,170`, `１７０` (normalised before), `+19`, `-8`, `477.35万元`, `8040元`, `5件`, digits with spaces
between them. A number is never put together from what is not plainly one: `8040?`, `260余`, `007` are unreadable.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from re import Pattern
from typing import Literal

from disclosurelint.regexes import compiled
from disclosurelint.report import FigureState, Number

Kind = Literal["count", "signed", "money"]
Reading = tuple[FigureState, Number | None, bool]
"""State, value, and whether digits stood apart, so that the cell may hold two numbers run together."""

BLANK: Reading = ("blank", None, False)
UNREADABLE: Reading = ("unreadable", None, False)

_DASHES = frozenset("-—–―─_/\\")
_MAX_DIGITS = 12
_MONEY = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}


@lru_cache(maxsize=1)
def _form() -> Pattern[str]:
    return compiled(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(亿元|万元|元|人次|[件条项个宗份起次篇人家])?")


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing or a mark for nothing (空, `-`, `—`, `/`, 无)."""
    if text.isalnum():
        return text == "无"
    text = text.strip()
    return not text or text == "无" or (len(text) <= 6 and _DASHES.issuperset(text.replace(" ", "")))


def plain_count(text: str) -> bool:
    """Whether the text is a whole number without sign, leading zeros, marks or spaces: the common case."""
    return text.isdigit() and text.isascii() and (text[0] != "0" or len(text) == 1) and len(text) <= _MAX_DIGITS


def read_cell(text: str, kind: str = "count", unit: str = "") -> Reading:
    """What the normalised text of a cell holds.

    `unit` is the unit that the form prints for the column (万元): an amount written with another unit (8040元) is
    turned into it. Where the form prints none, the number stays as it is written.
    """
    if plain_count(text):
        return "value", int(text), False
    parts = text.split()
    joined = "".join(parts)
    if plain_count(joined):
        return ("value", int(joined), len(parts) > 1) if "\n" not in text.strip() else UNREADABLE
    whole, point, fraction = joined.partition(".")
    if point and plain_count(whole) and fraction.isdigit() and fraction.isascii() and len(fraction) <= _MAX_DIGITS:
        return "value", Decimal(joined), _apart(parts)
    if is_blank(joined):
        return BLANK
    if joined == "零":
        return "value", 0, False
    return _read_form(parts, joined, kind, unit)


def _read_form(parts: list[str], joined: str, kind: str, unit: str) -> Reading:
    match = _form().fullmatch(joined) if len(joined) <= 40 else None
    if match is None:
        return UNREADABLE
    sign, whole, fraction, measure = match.groups()
    digits = whole.replace(",", "")
    if (digits[0] == "0" and len(digits) > 1) or len(digits) > _MAX_DIGITS:
        return UNREADABLE
    if measure is not None and (measure in _MONEY) != (kind == "money"):
        return UNREADABLE
    if sign and len(parts[0]) == 1 and kind != "signed":
        # A dash apart from the number is a mark for nothing beside a number as well as a minus.
        return UNREADABLE
    value: Number = Decimal(sign + digits + fraction) if fraction else int(sign + digits)
    if unit and measure and measure != unit and unit in _MONEY:
        value = (Decimal(value) * _MONEY[measure] / _MONEY[unit]).normalize()
        value = Decimal(format(value, "f"))
    return "value", value, _apart(parts)


def _apart(parts: list[str]) -> bool:
    return any(left[-1].isdigit() and right[0].isdigit() for left, right in pairwise(parts))
