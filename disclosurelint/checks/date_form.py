"""How the date of the document (成文日期) is written: forms that the standard for official documents does not have,
and dates that cannot be read or that no calendar has.

`forms` are those that are found, each under the message of its name; where a day can be told, the right form is
suggested, and put in its place on request.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from disclosurelint.outcomes import Hit, NotApplicable
from disclosurelint.regexes import compiled
from disclosurelint.report import DateMention, Label, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["forms"],
    "additionalProperties": False,
    "properties": {
        "forms": {
            "type": "array",
            "items": {"enum": ["padded", "short-year", "mixed", "chinese", "dashed", "broken"]},
            "minItems": 1,
            "description": "forms that are found",
        }
    },
}
PLACEHOLDERS = ("words", "right")
MESSAGES = ("message", "padded", "short-year", "mixed", "chinese", "dashed", "broken", "impossible")


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable]:
    """A hit at each date of the document, in signature or under the title, that has such a form."""
    own = [mention for mention in report.dates if mention.role in ("signature", "under-title")]
    if not own:
        yield NotApplicable(Label("报告没有成文日期", "the report has no date"))
        return
    for mention in own:
        if mention.form in rule.params["forms"]:
            yield _hit(mention)


def _hit(mention: DateMention) -> Hit:
    day = mention.value or _only_reading(mention.text.compact().value)
    right = plain(day) if day is not None else ""
    span = mention.text.span()
    return Hit(
        span=span,
        values={"words": mention.text.compact().value, "right": right},
        message="impossible"
        if mention.form == "broken" and compiled(_WRITTEN).search(mention.text.compact().value)
        else mention.form,
        expected=right or None,
        actual=mention.text.compact().value,
        suggestion=right or None,
        edits=[(span, right)] if mention.value is not None and right else [],
    )


def plain(day: date) -> str:
    """A date as official documents write it: Arabic digits, the whole year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


_WRITTEN = r"年[0-9]{1,2}月[0-9]{1,2}日"
_BARE = r"(20[0-9]{2})[年.-]?([0-9]{2,4})日?$"


def _only_reading(text: str) -> date | None:
    """The one day that digits without 年, 月, 日 can mean (2019329), if there is just one."""
    match = compiled(_BARE).match(text)
    if match is None:
        return None
    year, rest = int(match[1]), match[2]
    days = set()
    for cut in range(1, len(rest)):
        try:
            days.add(date(year, int(rest[:cut]), int(rest[cut:])))
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None
