"""Numbers that name a person: resident identity numbers, bank cards, mobile telephones, told by their own rules.

An identity number (GB 11643) has the code of a place, a date of birth and a check digit by ISO 7064 MOD 11-2; a card
number (ISO/IEC 7812) an issuer's prefix and a check digit by the Luhn formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from disclosurelint.records import record
from disclosurelint.regexes import compiled

Kind = Literal["identity", "card", "mobile"]

_RUN = (
    r"[0-9]{11,19}[Xx]?|1[3-9][0-9]([ -])[0-9]{4}\1[0-9]{4}"
    r"|[0-9]{6}([ -])[0-9]{8}\2[0-9]{3}[0-9Xx]|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?"
)
"""A run without parts, or in the parts in which people write such numbers; a row of figures has others."""
_ANY = "[0-9][0-9 -]{9}[0-9]"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_REGIONS = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
        "91",
    ]
)
_CARD_LENGTHS = (16, 17, 18, 19)
_VARIED = 6
"""A card number without a word for it beside it has at least so many different digits; a row of a table has not."""


@record
class Personal:
    """A number found: its kind, and where it stands; `sure` where it needs no word beside it to be one."""

    kind: Kind
    start: int
    end: int
    sure: bool


def personal_numbers(text: str) -> Iterator[Personal]:
    """The numbers of a text, each a run of its own: no letter, digit or hyphen before or behind it."""
    if compiled(_ANY).search(text) is None:
        return
    for match in compiled(_RUN).finditer(text):
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if _belongs(before) or _belongs(behind):
            continue
        written = match[0]
        digits = written.replace(" ", "").replace("-", "").upper()
        parted = len(digits) != len(written)
        if len(digits) == 13 and digits.startswith("861"):
            digits = digits[2:]
        if len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789":
            yield Personal("mobile", *match.span(), True)
        elif len(digits) == 18 and is_identity_number(digits):
            yield Personal("identity", *match.span(), digits[:2] in _REGIONS)
        elif len(digits) in _CARD_LENGTHS and digits.isdecimal() and is_card_number(digits):
            yield Personal("card", *match.span(), parted or (len(set(digits)) >= _VARIED and "000" not in digits))


def _belongs(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ("-", "_", "/", ".", "@", "=", "&", "*"))


def is_identity_number(digits: str) -> bool:
    """Whether there are eighteen characters with a day of birth that was, and the check digit that they ask for."""
    if len(digits) != 18 or not digits[:17].isdecimal() or digits[17] not in _CHECK:
        return False
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    if born.year < 1900 or born.year > 2100:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return _CHECK[total % 11] == digits[17]


def is_card_number(digits: str) -> bool:
    """Whether digits have the prefix of a bank card (62, of UnionPay; 4; 51 to 55) and its check digit."""
    known = digits.startswith("62") or (len(digits) == 16 and (digits[0] == "4" or "51" <= digits[:2] <= "55"))
    if not known:
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0
