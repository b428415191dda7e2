"""Dates as reports write them: 2022年1月15日, 2022年01月15日, 22年1月15日, 二〇二二年一月十五日, 2022-01-15.

A date that no calendar has, or whose digits are damaged (`2019329`, `20201月1日`, 2月30日), is found too, with the
value None and the form `broken`. Dates are read outwards from each 月, in one pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from disclosurelint.facts.lines import pattern

Form = Literal["plain", "padded", "short-year", "mixed", "chinese", "dashed", "broken"]

_VALUES = ("〇零OoО0", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {character: value for value, group in enumerate(_VALUES) for character in group}
_YEAR = frozenset("0123456789〇零OoО一二两三四五六七八九")
_NUMBER = frozenset("0123456789〇零一二三四五六七八九十廿卅")
_MONTH = _NUMBER | {"元", "正"}
_DAY = _NUMBER | {"初"}
_BARE = frozenset("0123456789〇零一二三四五六七八九十廿卅元年月日号 \t")
_LONGEST = 9
_DASHED = r"(?<![\d.])(?P<year>\d{4})\s?(?P<mark>[-/.])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})(?![\d%])"


class Found:
    """A date in a string: from `start` up to `end`, the day that it names, how it is written.

    `year` is set where the year can be read though the day cannot.
    """

    __slots__ = ("end", "form", "start", "value", "year")

    def __init__(self, start: int, end: int, value: date | None, form: Form, year: int | None) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.form = form
        self.year = year


class Moon:
    """The parts of a date around a 月, as written; None for a part that is not there."""

    __slots__ = ("closed", "day", "end", "month", "start", "year")

    def __init__(self, start: int, end: int, year: str | None, month: str, day: str | None, closed: bool) -> None:
        self.start = start
        self.end = end
        self.year = year
        self.month = month
        self.day = day
        self.closed = closed


def moons(text: str, start: int = 0, stop: int | None = None) -> Iterator[Moon]:
    """All dates around a 月 between two places, with a year or without, readable or not."""
    last = len(text) if stop is None else min(stop, len(text))
    at = text.find("月", start, last)
    while at >= 0:
        moon = _around(text, at, start, last)
        if moon is not None:
            yield moon
        at = text.find("月", at + 1, last)


def _around(text: str, at: int, lower: int, upper: int) -> Moon | None:
    month_end = _back(text, at, lower)
    start = _run_back(text, month_end, lower, _MONTH)
    month = text[start:month_end]
    year = None
    place = _back(text, start, lower)
    if place > lower and text[place - 1] == "年":
        year_end = _back(text, place - 1, lower)
        start = _run_back(text, year_end, lower, _YEAR)
        year = text[start:year_end]
        if not year:
            start = place - 1
    elif not month:
        return None
    day_start = _forward(text, at + 1, upper)
    if text.startswith("份", day_start, upper):
        day_start = _forward(text, day_start + 1, upper)
    day_end = day_start
    while day_end < upper and day_end - day_start < _LONGEST and text[day_end] in _DAY:
        day_end += 1
    day = text[day_start:day_end]
    mark = _forward(text, day_end, upper)
    if mark < upper and text[mark] in "日号":
        return Moon(start, mark + 1, year, month, day, True)
    if day and (day_end == upper or not _goes_on(text[day_end])):
        return Moon(start, day_end, year, month, day, False)
    return Moon(start, at + 1, year, month, None, False)


def _goes_on(character: str) -> bool:
    """Whether a character behind a number makes it the number of something."""
    return character.isalnum() or character in "%.、"


def _back(text: str, at: int, lower: int) -> int:
    while at > lower and text[at - 1] in " \t\n":
        at -= 1
    return at


def _forward(text: str, at: int, upper: int) -> int:
    while at < upper and text[at] in " \t\n":
        at += 1
    return at


def _run_back(text: str, end: int, lower: int, characters: frozenset[str]) -> int:
    start = end
    while start > lower and end - start < _LONGEST and text[start - 1] in characters:
        start -= 1
    return start


def year_of(words: str) -> int | None:
    """The year that words name: 2022, 二〇二二, 二零二二; None for any other number of digits."""
    if len(words) != 4:
        return None
    year = _digits(words)
    return year if year is not None and 1949 <= year <= 2099 else None


def _digits(words: str) -> int | None:
    value = 0
    for character in words:
        digit = int(character) if character.isdecimal() else _DIGITS.get(character, -1)
        if digit < 0:
            return None
        value = value * 10 + digit
    return value


def numeral_of(words: str) -> int | None:
    """A number up to 99 in Arabic or Chinese numerals: 15, 05, 十五, 二十, 廿一, 元 (of a month), 初五."""
    if words.isdecimal():
        return int(words) if len(words) <= 2 else None
    if words in ("元", "正"):
        return 1
    words = words.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = words.partition("十")
    if not ten:
        return _DIGITS.get(words) if len(words) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    left = 1 if not tens else _DIGITS.get(tens)
    right = 0 if not ones else _DIGITS.get(ones)
    return None if left is None or right is None else left * 10 + right


def find_dates(text: str) -> list[Found]:
    """All dates of the text with a year, in order, readable or damaged."""
    found = []
    for moon in moons(text) if "月" in text else ():
        if moon.year is not None or len(moon.month) > 2:
            found.append(_read(moon))
    if "-" in text or "/" in text or "." in text:
        for match in pattern(_DASHED).finditer(text):
            year = year_of(match["year"])
            if year is not None:
                value = _day(year, int(match["month"]), int(match["day"]))
                found.append(Found(*match.span(), value, "dashed" if value else "broken", year))
        found.sort(key=lambda one: one.start)
    return found


_UNFILLED = r"(?:20\d\d|[2Xx×*_?]{1,8}\d{0,3})年[\dXx×*_?]{0,6}月[\dXx×*_?]{0,6}日"


def read_unfilled(text: str) -> Found | None:
    """A date of which year, month or day is still to be filled in (2025年__月__日, 2025年X月X日), where the text is one."""
    bare = "".join(text.split())
    if len(bare) > 30 or pattern(_UNFILLED).fullmatch(bare) is None:
        return None
    return Found(0, len(text), None, "broken", year_of(bare.partition("年")[0]))


def read_date(text: str) -> Found | None:
    """The date that the whole text is, white space at its ends aside; bare digits (20190329, `2019329`) count here."""
    stripped = text.strip()
    if not stripped or len(stripped) > 60:
        return None
    left = len(text) - len(text.lstrip())
    right = left + len(stripped)
    found = find_dates(stripped)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(stripped)):
        return Found(left, right, found[0].value, found[0].form, found[0].year)
    bare = "".join(stripped.split())
    if bare != stripped and "月" in bare and (not found or found[0].value is None):
        # 2 0 2 4 年 1 月: every character stands apart.
        close = read_date(bare)
        return Found(left, right, close.value, close.form, close.year) if close is not None else None
    digits = bare.replace(".", "")
    if digits.isdecimal():
        if not 6 <= len(digits) <= 8 or year_of(digits[:4]) is None:
            return None
        value = _day(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 else None
        return Found(left, right, value, "dashed" if value else "broken", year_of(digits[:4]))
    if all(character in _BARE for character in stripped) and _looks_broken(digits):
        return Found(left, right, None, "broken", year_of(digits.partition("年")[0]))
    return None


def _looks_broken(words: str) -> bool:
    """Whether a line of numerals and 年月日 is what is left of a date."""
    marks = sum(mark in words for mark in "年月日")
    numerals = sum(character in _NUMBER for character in words)
    return marks == 3 or (marks >= 1 and numerals >= 4)


def _read(moon: Moon) -> Found:
    year_words = moon.year or ""
    year, month = year_of(year_words), numeral_of(moon.month)
    day = numeral_of(moon.day) if moon.day else None
    short = False
    if year is None and len(year_words) == 2 and (small := _digits(year_words)) is not None:
        year, short = 2000 + small, True
    value = _day(year, month, day)
    form = _form(year_words, moon.month, moon.day or "", short) if value else "broken"
    return Found(moon.start, moon.end, value, form, year)


def _form(year: str, month: str, day: str, short: bool) -> Form:
    arabic = [part.isdecimal() for part in (year, month, day)]
    if any(arabic) and not all(arabic):
        return "mixed"
    if short:
        return "short-year"
    if not any(arabic):
        return "chinese"
    return "padded" if month[0] == "0" or day[0] == "0" else "plain"


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_years(text: str) -> list[tuple[int, int, int]]:
    """Years of four digits in a short text, as (start, end, year)."""
    found = []
    start = 0
    while start < len(text):
        if text[start] not in _YEAR:
            start += 1
            continue
        end = start
        while end < len(text) and text[end] in _YEAR:
            end += 1
        year = year_of(text[start:end])
        if year is not None:
            found.append((start, end, year))
        start = end
    return found
