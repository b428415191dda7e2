"""The stretch of days that the report's figures cover (统计期限): a calendar year, unless the rule says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.outcomes import Hit, NotApplicable, NotAssessed
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
PLACEHOLDERS = ("words", "from", "to")

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
    years = {day.year for day in (period.start, period.end) if day is not None}
    if stated != (first, last) or len(years) > 1:
        year = f"{period.year}年" if period.year is not None else ""
        right = f"{year}{_words(first)}起至{_words(last)}"
        yield Hit(
            span=period.text.span(),
            values={"words": as_prose(period.text.compact().value), "from": _words(first), "to": _words(last)},
            expected=right,
            actual=period.text.compact().value,
            suggestion=f"{right}止" if year else None,
        )


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
