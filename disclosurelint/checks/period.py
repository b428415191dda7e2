"""The stretch of days that the report's figures cover (统计期限): a calendar year, unless the rule says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._places import YEAR_SOURCES
from disclosurelint.outcomes import Hit, NotApplicable, NotAssessed, Value
from disclosurelint.regexes import compiled
from disclosurelint.report import Label, Period, Report
from disclosurelint.rules.model import Rule
from disclosurelint.wording import as_prose

_DAY = r"^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["from", "to"],
    "additionalProperties": False,
    "properties": {
        "from": {"type": "string", "pattern": _DAY, "description": "the first day, MM-DD"},
        "to": {"type": "string", "pattern": _DAY, "description": "the last day, MM-DD, of the same year"},
    },
}
PLACEHOLDERS = ("words", "from", "to", "right", "first", "last", "wrong", "year", "source")
MESSAGES = ("message", "years", "apart")

_MONTH_DAY = r"(?:年|[至到起从自]|(?<![0-9]))([0-9]{1,2})月([0-9]{1,2})[日号]"


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable | NotAssessed]:
    """A hit where the stated period has another first or last day; one that cannot be read is not assessed."""
    period = report.period
    if period is None:
        yield NotApplicable(Label("报告未写统计期限", "the report states no period"))
        return
    first, last = _day(rule.params["from"]), _day(rule.params["to"])
    stated = _stated(period)
    if stated is None:
        reason = Label("统计期限的起止日期读不出", "the days of the period cannot be read")
        yield NotAssessed(reason, span=period.text.span())
        return
    years = [day.year for day in (period.start, period.end) if day is not None]
    if stated != (first, last) or len(set(years)) > 1:
        yield _hit(report, period, (first, last), years)


def _hit(report: Report, period: Period, days: tuple[tuple[int, int], tuple[int, int]], years: list[int]) -> Hit:
    """The hit; where the period crosses years, its message says which of the two is not the report's."""
    year = report.year if report.year is not None else period.year
    first, last = _words(days[0]), _words(days[1])
    prefix = f"{year}年" if year is not None else ""
    values: dict[str, Value] = {
        "words": as_prose(period.text.compact().value),
        "from": first,
        "to": last,
        "right": f"{prefix}{first}至{last}",
    }
    message = "message"
    if len(set(years)) > 1:
        values |= {"first": years[0], "last": years[1]}
        message = "apart"
        if report.year is not None and report.year_source != "period":
            values |= {
                "wrong": _wrong(years, report.year),
                "year": report.year,
                "source": YEAR_SOURCES[report.year_source],
            }
            message = "years"
    right = f"{prefix}{first}起至{last}"
    return Hit(
        span=period.text.span(),
        values=values,
        message=message,
        expected=right,
        actual=period.text.compact().value,
        suggestion=f"{right}止" if prefix else None,
    )


def _wrong(years: list[int], year: int) -> Label:
    """The years of the first and the last day that are not the report's, in words."""
    zh = [f"{name}年份{one}年" for name, one in zip(("起始", "截止"), years, strict=True) if one != year]
    en = [f"the {name} year {one}" for name, one in zip(("first", "last"), years, strict=True) if one != year]
    return Label("、".join(zh), " and ".join(en))


def _day(text: str) -> tuple[int, int]:
    return int(text[:2]), int(text[3:])


def _words(day: tuple[int, int]) -> str:
    return f"{day[0]}月{day[1]}日"


def _stated(period: Period) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """First and last day as stated, also where no calendar has them (11月31日)."""
    if period.start is not None and period.end is not None:
        return (period.start.month, period.start.day), (period.end.month, period.end.day)
    days = [(int(month), int(day)) for month, day in compiled(_MONTH_DAY).findall(period.text.compact().value)]
    return (days[0], days[1]) if len(days) == 2 else None
