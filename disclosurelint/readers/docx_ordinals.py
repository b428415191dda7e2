"""The numerals of Word's automatic numbering (`w:numFmt`): 一、二、（三）、4.、甲、⑤ …"""

from __future__ import annotations

from collections.abc import Callable

_HAN = "〇一二三四五六七八九"
_LEGAL_SIMPLE, _LEGAL = "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def numeral(form: str, number: int) -> str:
    """A number as a format writes it; what a format does not reach, and formats of other scripts, are plain digits."""
    if number < 0 or number > 9999:
        return str(number)
    write = _FORMS.get(form)
    return (write(number) if write else "") or str(number)


def _han(number: int) -> str:
    """一, 十, 十一, 二十; from a hundred on digit by digit (一〇〇), as Word does."""
    return _digits(number) if number > 99 else _thousand(number)


def _thousand(number: int, digits: str = _HAN, units: str = "十百千", zero: str = "零", *, one: bool = False) -> str:
    """一百零一; a leading 一十 is 十 unless `one`."""
    if number == 0:
        return digits[0]
    out = ""
    gap = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            out += (zero if gap and out else "") + digits[digit] + (units[place - 1] if place else "")
        gap = not digit
    return out[1:] if not one and 10 <= number < 20 else out


def _japanese(number: int) -> str:
    """十一, 百一, 二百: neither 零 nor a 一 before a unit."""
    out = "".join(
        ("" if digit == 1 and place else _HAN[digit]) + ("十百千"[place - 1] if place else "")
        for place in (3, 2, 1, 0)
        if (digit := number // 10**place % 10)
    )
    return out or "〇"


def _digits(number: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(number))


def _letters(number: int, first: str) -> str:
    """a … z, aa, bb: the letter repeats."""
    if not 0 < number <= 26 * 20:
        return ""
    return chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return ""
    out = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        out += letters * (number // value)
        number %= value
    return out


def _one_of(letters: str) -> Callable[[int], str]:
    return lambda number: letters[number - 1] if 0 < number <= len(letters) else ""


def _row(first: int, count: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if 0 < number <= count else ""


def _wide(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _row(0x2460, 20),
    "decimalEnclosedCircleChinese": _row(0x2460, 20),
    "decimalEnclosedParen": _row(0x2474, 20),
    "decimalEnclosedFullstop": _row(0x2488, 20),
    "ideographEnclosedCircle": _row(0x3280, 10),
    "chineseCounting": _han,
    "taiwaneseCounting": _han,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "koreanCounting": _thousand,
    "japaneseCounting": _japanese,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "koreanDigital": _digits,
    "koreanDigital2": _digits,
    "chineseLegalSimplified": lambda number: _thousand(number, _LEGAL_SIMPLE, "拾佰仟", one=True),
    "ideographLegalTraditional": lambda number: _thousand(number, _LEGAL, "拾佰仟", one=True),
    "japaneseLegal": lambda number: _thousand(number, _LEGAL, "拾佰仟", one=True),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": lambda number: (
        _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 0 < number <= 60 else ""
    ),
    "upperLetter": lambda number: _letters(number, "A"),
    "lowerLetter": lambda number: _letters(number, "a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
