"""The statistics period (统计期限) as the report states it: from 1月1日 to 12月31日, in any of its wordings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from disclosurelint.document import Span
from disclosurelint.facts.dates import DAY, MONTH, YEAR, numeral_of, year_of
from disclosurelint.facts.lines import Flow, pattern
from disclosurelint.report import Period

_REACH = 70
_BEFORE = 40


def _day(name: str) -> str:
    return (
        rf"(?:(?P<year_{name}>(?<![\d〇零一二三四五六七八九]){YEAR})年度?)?(?<![\d])(?P<month_{name}>{MONTH})月份?"
        rf"(?:(?P<day_{name}>{DAY})(?:[日号]|(?!\d)))?"
    )


_CLOCK = r"(?:\d{1,2}[:时]\d{0,2}分?|零时)?"
_TO = r"[,、(]?(?:至|到|起至|—{1,3}|-{1,3}|~|～|–{1,2}|―{1,2}|－)"
RANGE = rf"{_day('a')}{_CLOCK}(?:起|开始)?{_TO}{_day('b')}{_CLOCK}(?:止|为止|截止)?"
_MONTHS = rf"(?<![\d])(?P<year_a>\d{{4}})年(?P<month_a>\d{{1,2}})(?:月)?{_TO}(?P<month_b>\d{{1,2}})月份?"
_DASHED = (
    rf"(?<!\d)(?P<year_a>\d{{4}})(?P<m1>[-./])(?P<month_a>\d{{1,2}})(?P=m1)(?P<day_a>\d{{1,2}}){_TO}"
    rf"(?P<year_b>\d{{4}})(?P<m2>[-./])(?P<month_b>\d{{1,2}})(?P=m2)(?P<day_b>\d{{1,2}})"
)
_REMAINS = r"(?:自|从|为|是|:|由|即)?(?P<rest>[\d年月日号起至到止自从由、—\-~～]{6,44})"


def read_period(flow: Flow, intro: Span, words: Mapping[str, Any]) -> Period | None:
    """The period, or None where the report states none.

    It is looked for beside words such as 统计期限; in the introduction `intro` a span from January to
    December is one without them, too. Where its digits are damaged beyond reading, the text is kept without dates.
    """
    value = flow.value
    keys = list(pattern(words["period"]["keys"]).finditer(value, intro[0]))[:200]
    for key in keys:
        window = value[key.end() : key.end() + _REACH]
        stop = pattern("[。;]").search(window)
        period = _in(flow, key.end(), window[: stop.start()] if stop else window)
        if period is not None:
            return period
        before = value[max(0, key.start() - _BEFORE) : key.start()]
        before = before[max(before.rfind("。"), before.rfind(";")) + 1 :]
        period = _in(flow, key.start() - len(before), before)
        if period is not None:
            return period
    return _without_key(flow, intro) or _whole_year(flow, keys, words) or _damaged(flow, keys)


def _in(flow: Flow, at: int, window: str) -> Period | None:
    if "月" not in window and not pattern(r"\d[-./]\d").search(window):
        return None
    for source in (RANGE, _DASHED, _MONTHS):
        match = pattern(source).search(window)
        if match is not None:
            groups = match.groupdict()
            years = groups["year_a"], groups.get("year_b")
            first = year_of(years[0]) if years[0] else None
            second = (year_of(years[1]) if years[1] else None) if years[1] else first
            if years[0] is None and years[1]:
                first = second
            start = _date(first, groups["month_a"], groups.get("day_a"), 1)
            end = _date(second, groups["month_b"], groups.get("day_b"), 31)
            return Period(
                flow.cut(at + match.start(), at + match.end()), start, end, first if first is not None else second
            )
    return None


def _date(year: int | None, month_words: str, day_words: str | None, default: int) -> date | None:
    month = numeral_of(month_words)
    day = numeral_of(day_words) if day_words else default
    if year is None or month is None or day is None:
        return None
    if day_words is None and default == 31 and 1 <= month <= 12:
        day = [
            31,
            29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28,
            31,
            30,
            31,
            30,
            31,
            31,
            30,
            31,
            30,
            31,
        ][month - 1]
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_key(flow: Flow, intro: Span) -> Period | None:
    """A span from January to December in the introduction is the period, whatever it is called."""
    for match in pattern(RANGE).finditer(flow.value, *intro):
        if (
            numeral_of(match["month_a"]) == 1
            and numeral_of(match["month_b"]) == 12
            and (match["year_a"] or match["year_b"])
        ):
            return _in(flow, match.start(), match[0])
    return None


def _whole_year(flow: Flow, keys: list[Any], words: Mapping[str, Any]) -> Period | None:
    """统计期限为2023年度: the whole year without days."""
    for key in keys:
        match = pattern(rf"(?:为|是|:|即)(?P<year>{YEAR}){words['period']['whole-year']}").match(flow.value, key.end())
        if match and (year := year_of(match["year"])) is not None:
            return Period(flow.cut(match.start("year"), match.end()), date(year, 1, 1), date(year, 12, 31), year)
    return None


def _damaged(flow: Flow, keys: list[Any]) -> Period | None:
    for key in keys:
        match = pattern(_REMAINS).match(flow.value, key.end())
        if (
            match
            and sum(character.isdecimal() for character in match["rest"]) >= 4
            and pattern("[月日至到]").search(match["rest"])
        ):
            years = [
                year
                for found in pattern(r"(?<!\d)\d{4}(?=年)").findall(match["rest"])
                if (year := year_of(found)) is not None
            ]
            return Period(flow.cut(match.start("rest"), match.end("rest")), None, None, years[0] if years else None)
    return None
