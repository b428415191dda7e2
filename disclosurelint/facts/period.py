"""The statistics period (统计期限) as the report states it: from 1月1日 to 12月31日, in any of its wordings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from disclosurelint.document import Span
from disclosurelint.facts.dates import moons, numeral_of, year_of
from disclosurelint.facts.lines import Flow, joined, pattern
from disclosurelint.report import Period

_REACH = 70
_BEFORE = 40
_MONTHS = r"(?<!\d)(?P<year>\d{4})年(?P<from>\d{1,2})月?(?P<to>.{1,2}?)(?P<until>\d{1,2})月"
_DASHED = (
    r"(?<!\d)(?P<y1>\d{4})(?P<s>[-./])(?P<m1>\d{1,2})(?P=s)(?P<d1>\d{1,2})(?P<to>.{1,3}?)"
    r"(?P<y2>\d{4})(?P=s)(?P<m2>\d{1,2})(?P=s)(?P<d2>\d{1,2})"
)
_REMAINS = frozenset("0123456789年月日号起至到止自从由、—-~～,")


def read_period(flow: Flow, intro: Span, words: Mapping[str, Any]) -> Period | None:
    """The period, or None where the report states none.

    It is looked for beside words such as 统计期限; in the introduction `intro` a span from January to December is
    one without them, too. Where its digits are damaged beyond reading, the text is kept without dates.
    """
    value = flow.value
    to = words["period"]["to"]
    keys = [match.span() for match in joined(words["period"]["keys"]).finditer(value, intro[0])][:200]
    for start, end in keys:
        window_end = _sentence_end(value, end)
        period = _between(flow, end, window_end, to)
        if period is None:
            lower = max(0, start - _BEFORE)
            before = max(value.rfind("。", lower, start), value.rfind(";", lower, start), lower - 1) + 1
            period = _between(flow, before, start, to)
        if period is not None:
            return period
    return _without_key(flow, intro, to) or _whole_year(flow, keys, words) or _damaged(flow, keys)


def _sentence_end(value: str, at: int) -> int:
    ends = [place for place in (value.find("。", at, at + _REACH), value.find(";", at, at + _REACH)) if place >= 0]
    return min(ends, default=min(len(value), at + _REACH))


def _between(flow: Flow, start: int, stop: int, to: Iterable[str]) -> Period | None:
    """The first span of days between two places."""
    value = flow.value
    before = None
    for moon in moons(value, start, stop):
        if before is not None and _joins(value[before.end : moon.start], to):
            first = year_of(before.year) if before.year else None
            last = year_of(moon.year) if moon.year else first
            if not before.year and moon.year:
                first = last
            end = moon.end
            for word in ("为止", "截止", "止"):
                if value.startswith(word, end):
                    end += len(word)
                    break
            return Period(
                flow.cut(before.start, end),
                _date(first, before.month, before.day, last=False),
                _date(last, moon.month, moon.day, last=True),
                first if first is not None else last,
            )
        before = moon
    return _of_digits(flow, start, stop, to)


def _joins(words: str, to: Iterable[str]) -> bool:
    if len(words) > 10:
        return False
    words = words.strip("0123456789:时零分开始,、(")
    return words in to or words.removeprefix("起").strip(",、") in to


def _of_digits(flow: Flow, start: int, stop: int, to: Iterable[str]) -> Period | None:
    """2023.1.1-2023.12.31, and whole months (2023年1-12月)."""
    value = flow.value
    if not any(character.isdecimal() for character in value[start:stop]):
        return None
    match = pattern(_DASHED).search(value, start, stop)
    if match is not None and match["to"].strip() in to:
        first, last = year_of(match["y1"]), year_of(match["y2"])
        begin, end = (
            _date(first, match["m1"], match["d1"], last=False),
            _date(last, match["m2"], match["d2"], last=True),
        )
        return Period(flow.cut(*match.span()), begin, end, first)
    match = pattern(_MONTHS).search(value, start, stop)
    if match is not None and match["to"] in to:
        year = year_of(match["year"])
        begin, end = _date(year, match["from"], None, last=False), _date(year, match["until"], None, last=True)
        return Period(flow.cut(*match.span()), begin, end, year)
    return None


def _date(year: int | None, month_words: str, day_words: str | None, *, last: bool) -> date | None:
    """The day; without one the first of the month, or its last."""
    month = numeral_of(month_words)
    if year is None or month is None or not 1 <= month <= 12:
        return None
    if not day_words:
        following = date(year + month // 12, month % 12 + 1, 1)
        return following - timedelta(days=1) if last else date(year, month, 1)
    day = numeral_of(day_words)
    try:
        return date(year, month, day) if day is not None else None
    except ValueError:
        return None


def _without_key(flow: Flow, intro: Span, to: Iterable[str]) -> Period | None:
    """A span from January to December in the introduction is the period, whatever it is called."""
    before = None
    for moon in moons(flow.value, *intro):
        if (
            before is not None
            and numeral_of(before.month) == 1
            and numeral_of(moon.month) == 12
            and (before.year or moon.year)
            and _joins(flow.value[before.end : moon.start], to)
        ):
            return _between(flow, before.start, moon.end, to)
        before = moon
    return None


def _whole_year(flow: Flow, keys: list[Span], words: Mapping[str, Any]) -> Period | None:
    """统计期限为2023年度: the whole year without days."""
    value = flow.value
    for _, end in keys:
        start = end + (value[end : end + 1] in ("为", "是", ":", "即"))
        year = year_of(value[start : start + 4])
        if year is not None:
            found = joined(words["period"]["whole-year"]).match(value, start + 4)
            if found:
                return Period(flow.cut(start, found.end()), date(year, 1, 1), date(year, 12, 31), year)
    return None


def _damaged(flow: Flow, keys: list[Span]) -> Period | None:
    """What is left of a span whose digits cannot be read."""
    value = flow.value
    for _, end in keys:
        start = end + (value[end : end + 1] in ("为", "是", ":", "即"))
        stop = start
        while stop < len(value) and stop - start < 44 and value[stop] in _REMAINS:
            stop += 1
        rest = value[start:stop].rstrip(",、")
        marks = any(mark in rest for mark in "月日至到")
        if marks and sum(character.isdecimal() for character in rest) >= 4:
            years = [year for at in range(len(rest)) if rest[at] == "年" and (year := _before(rest, at)) is not None]
            return Period(flow.cut(start, start + len(rest)), None, None, years[0] if years else None)
    return None


def _before(words: str, at: int) -> int | None:
    """The year whose four digits stand directly before a place, and no fifth."""
    if at > 4 and words[at - 5].isdecimal():
        return None
    return year_of(words[max(0, at - 4) : at])
