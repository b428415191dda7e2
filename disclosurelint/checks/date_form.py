"""How the date of the document (成文日期) is written: forms that the standard for official documents does not have,
and dates that cannot be read or that no calendar has.

`forms` are those that are found, each under the message of its name, some only in certain report years (official
documents had their dates in Chinese numerals before 2012); where a day can be told, the right form is suggested, and
put in its place on request. Digits with dashes are how a site dates its pages: such a date is judged where a body
signs, or in brackets under the title, not where it may be the page's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from disclosurelint.outcomes import Hit, NotApplicable
from disclosurelint.regexes import compiled
from disclosurelint.report import DateMention, Label, Report
from disclosurelint.rules.model import Rule

_FORM: dict[str, Any] = {"enum": ["padded", "short-year", "mixed", "chinese", "dashed", "broken"]}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["forms"],
    "additionalProperties": False,
    "properties": {
        "forms": {
            "type": "array",
            "items": {
                "anyOf": [
                    _FORM,
                    {
                        "type": "object",
                        "required": ["form", "years"],
                        "additionalProperties": False,
                        "properties": {
                            "form": _FORM,
                            "years": {
                                "type": "object",
                                "additionalProperties": False,
                                "properties": {"from": {"type": "integer"}, "to": {"type": "integer"}},
                            },
                        },
                    },
                ]
            },
            "minItems": 1,
            "description": "forms that are found, each by its name, or with the report years in which it is a fault",
        }
    },
}
PLACEHOLDERS = ("words", "right")
_REACH = 60
MESSAGES = ("message", "padded", "short-year", "mixed", "chinese", "dashed", "broken", "impossible")


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable]:
    """A hit at each date of the document, in signature or under the title, that has such a form."""
    own = [mention for mention in report.dates if mention.role in ("signature", "under-title")]
    if not own:
        yield NotApplicable(Label("报告没有成文日期", "the report has no date"))
        return
    forms = _forms(rule, report.year)
    for mention in own:
        if mention.form in forms and not (mention.form == "dashed" and _may_be_page(report, mention)):
            yield _hit(mention)


def _forms(rule: Rule, year: int | None) -> set[str]:
    """The forms that are faults in a report of a year; those bound to years are none where it is not known."""
    found = set()
    for entry in rule.params["forms"]:
        if isinstance(entry, str):
            found.add(entry)
        elif year is not None and entry["years"].get("from", year) <= year <= entry["years"].get("to", year):
            found.add(entry["form"])
    return found


def _may_be_page(report: Report, mention: DateMention) -> bool:
    """Whether a date may be one that the site shows: behind a colon (发布时间:), or bare under the title."""
    start = mention.text.span()[0]
    before = report.document.normal[max(0, start - _REACH) : start].rpartition("\n")[2].rstrip()
    bracketed = max(before.rfind("("), before.rfind("[")) > max(before.rfind(")"), before.rfind("]"))
    return before.endswith(":") or (mention.role == "under-title" and not bracketed)


def _hit(mention: DateMention) -> Hit:
    words = mention.text.compact().value
    day = mention.value or _only_reading(words)
    right = plain(day) if day is not None else ""
    span = mention.text.span()
    return Hit(
        span=span,
        values={"words": words, "right": right},
        message="impossible" if mention.form == "broken" and compiled(_WRITTEN).search(words) else mention.form,
        expected=right or None,
        actual=words,
        suggestion=right or None,
        edits=[(span, right)] if mention.value is not None and right else [],
    )


def plain(day: date) -> str:
    """A date as official documents write it: Arabic digits, the whole year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


_NUMERAL = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_WRITTEN = rf"年{_NUMERAL}月{_NUMERAL}日|^[0-9]{{4}}([-/.])[0-9]{{1,2}}\1[0-9]{{1,2}}$"
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
