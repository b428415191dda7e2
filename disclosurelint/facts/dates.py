"""Dates as reports write them: 2022年1月15日, 2022年01月15日, 22年1月15日, 二〇二二年一月十五日, 2022-01-15 and damaged ones.

All patterns run on normal text and are linear: each repeat is bounded. A date that no calendar has, or whose digits
are damaged (`2019329`, `202020年12月31日`, 2月30日), is found too, with the value None and the form `broken`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Form = Literal["plain", "padded", "short-year", "mixed", "chinese", "dashed", "broken"]

DIGITS = {
    character: value
    for value, group in enumerate(
        ("〇零○OoО0", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in group
}
_YEAR_NUMERALS = "〇零○OoО0一二两三四五六七八九"
_NUMERALS = "〇零一二三四五六七八九十廿卅元正"

YEAR = rf"(?:\d{{1,8}}|[{_YEAR_NUMERALS}]{{2,4}})"
MONTH = r"(?:\d{1,2}|[一二三四五六七八九十元正]{1,3})"
DAY = r"(?:\d{1,2}|初?[一二三四五六七八九十廿卅]{1,3})"


@dataclass(slots=True, eq=False)
class Found:
    """A date in a string: from `start` up to `end`, the day that it names, and how it is written."""

    start: int
    end: int
    value: date | None
    form: Form
    year: int | None
    """The year, where it can be read though the day cannot."""


def year_of(words: str) -> int | None:
    """The year that words name: 2022, 二〇二二, 二零二二; None for any other number of digits."""
    if len(words) != 4:
        return None
    digits = [int(character) if character.isdecimal() else DIGITS.get(character, -1) for character in words]
    if -1 in digits:
        return None
    year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    return year if 1949 <= year <= 2099 else None


def numeral_of(words: str) -> int | None:
    """A number up to 99 in Arabic or Chinese numerals: 15, 05, 十五, 二十, 廿一, 元 (of a month), 初五."""
    if words.isdecimal():
        return int(words)
    if words in ("元", "正"):
        return 1
    words = words.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = words.partition("十")
    if not ten:
        return DIGITS.get(words) if len(words) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    left = 1 if not tens else DIGITS.get(tens)
    right = 0 if not ones else DIGITS.get(ones)
    return None if left is None or right is None else left * 10 + right


@lru_cache(maxsize=1)
def _written() -> re.Pattern[str]:
    space = r"\s{0,4}"
    return re.compile(
        rf"(?<![\d{_YEAR_NUMERALS}])['‘’]?(?P<year>{YEAR}){space}年{space}(?P<month>{MONTH}){space}月{space}"
        rf"(?:份{space})?(?P<day>{DAY})(?:{space}(?P<end>[日号])|(?![\d{_NUMERALS}月年件条个项份]))"
    )


@lru_cache(maxsize=1)
def _dashed() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d.])(?P<year>\d{4})\s?(?P<mark>[-/.—–－])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})(?![\d%])"
    )


@lru_cache(maxsize=1)
def _damaged() -> re.Pattern[str]:
    space = r"\s{0,4}"
    return re.compile(
        rf"(?<![\d{_YEAR_NUMERALS}])(?:"
        rf"(?P<year>\d{{4}}){space}年{space}(?:{MONTH}){space}月(?!{space}[\d{_NUMERALS}份])"
        rf"|(?P<year2>\d{{4}}){space}年{space}\d{{0,4}}{space}月?{space}\d{{0,4}}{space}[日号]"
        rf"|\d{{5,6}}{space}月{space}\d{{1,4}}{space}[日号]?"
        rf"|\d{{1,8}}{space}年{space}\d{{1,4}}{space}月{space}\d{{1,4}}{space}[日号]?"
        rf"|年{space}月{space}日)"
    )


@lru_cache(maxsize=1)
def _bare() -> re.Pattern[str]:
    return re.compile(r"(?:19|20)\d{2}[ .]?\d{2,4}")


def find_dates(text: str) -> Iterator[Found]:
    """All dates of the text with a year, in order, readable or damaged."""
    at = 0
    for kind, match in _matches(text):
        if match.start() < at:
            continue
        found = _read(kind, match)
        if found is not None:
            at = found.end
            yield found


def _matches(text: str) -> list[tuple[int, re.Match[str]]]:
    matches = []
    if "年" in text or "月" in text:
        matches += [(0, match) for match in _written().finditer(text)]
        matches += [(2, match) for match in _damaged().finditer(text)]
    matches += [(1, match) for match in _dashed().finditer(text)]
    return sorted(matches, key=lambda entry: (entry[1].start(), entry[0]))


def read_date(text: str) -> Found | None:
    """The date that the whole text is, white space at its ends aside; bare digits (20190329, `2019329`) count here."""
    stripped = text.strip()
    left = len(text) - len(text.lstrip())
    for found in find_dates(stripped):
        if found.start == 0 and found.end == len(stripped):
            return Found(left, left + found.end, found.value, found.form, found.year)
        return None
    if _bare().fullmatch(stripped):
        digits = stripped.replace(" ", "").replace(".", "")
        value = _day(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 else None
        form: Form = "broken" if value is None else "dashed"
        return Found(left, left + len(stripped), value, form, year_of(digits[:4]))
    return None


def _read(kind: int, match: re.Match[str]) -> Found | None:
    start, end = match.span()
    if kind == 2:
        year = match["year"] or match["year2"]
        return Found(start, end, None, "broken", year_of(year) if year else None)
    year_words, month_words, day_words = match["year"], match["month"], match["day"]
    year, month, day = year_of(year_words), numeral_of(month_words), numeral_of(day_words)
    if kind == 1:
        if year is None:
            return None
        value = _day(year, month, day)
        return Found(start, end, value, "dashed" if value else "broken", year)
    short = False
    if year is None and len(year_words) == 2 and (small := _two(year_words)) is not None:
        year, short = 2000 + small, True
    value = _day(year, month, day)
    form = _form(year_words, month_words, day_words, short) if value else "broken"
    return Found(start, end, value, form, year)


def _two(words: str) -> int | None:
    digits = [int(character) if character.isdecimal() else DIGITS.get(character, -1) for character in words]
    return None if -1 in digits else digits[0] * 10 + digits[1]


def _form(year: str, month: str, day: str, short: bool) -> Form:
    arabic = [part.isdecimal() for part in (year, month, day)]
    if not any(arabic):
        return "short-year" if short else "chinese"
    if not all(arabic):
        return "mixed"
    if short:
        return "short-year"
    return "padded" if month[0] == "0" or day[0] == "0" else "plain"


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
