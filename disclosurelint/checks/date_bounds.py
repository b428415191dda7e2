"""Days before or after which a report may not be dated.

`not-after` lists deadlines, each for body types or their groups (`dept`, `gov`) and report years; a day is one of the
year after the report's. Bodies that it does not name have the deadline of the configuration, or none. `not-before`
is a day of the report year itself.

The date of the document counts (signature, else the line under the title); then the date of publication that was
given; the date of a page only where there is no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from disclosurelint.checks._places import start_place
from disclosurelint.checks.date_form import plain
from disclosurelint.document import Span
from disclosurelint.outcomes import Hit, NotApplicable, NotAssessed
from disclosurelint.records import record
from disclosurelint.report import BODY_TYPES, Label, Report
from disclosurelint.rules.model import BODY_GROUPS, Rule

_DAY = r"^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"

_TEXTS: dict[str, Any] = {
    "type": "object",
    "required": ["zh", "en"],
    "additionalProperties": False,
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "oneOf": [{"required": ["not-after"]}, {"required": ["not-before"]}],
    "properties": {
        "not-before": {"type": "string", "pattern": _DAY, "description": "a day of the report year, MM-DD"},
        "not-after": {
            "type": "array",
            "minItems": 1,
            "description": "deadlines; the first that fits holds",
            "items": {
                "type": "object",
                "required": ["on"],
                "additionalProperties": False,
                "properties": {
                    "on": {"type": "string", "pattern": _DAY, "description": "a day of the year after, MM-DD"},
                    "bodies": {"type": "array", "items": {"enum": [*BODY_TYPES, *BODY_GROUPS]}},
                    "years": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {"from": {"type": "integer"}, "to": {"type": "integer"}},
                    },
                    "basis": _TEXTS | {"description": "what this deadline rests on, where it is not the rule's basis"},
                },
            },
        },
        "configured": _TEXTS | {"description": "what a deadline of the configuration rests on"},
    },
}
PLACEHOLDERS = ("date", "deadline", "year")
MESSAGES = ("message", "published", "page", "configured")

_FREE = Label(
    "法规未规定该类机关的期限，可在配置中用 deadline 设定",
    "the law sets no deadline for such bodies; `deadline` can be configured",
)


@record
class _Deadline:
    """The last day, and what it rests on where that is not the rule's own basis."""

    day: date
    basis: Label | None


@record
class _Dated:
    """A day that the report bears: as the document's own date, as published, or as the page shows it."""

    day: date
    span: Span
    source: str


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable | NotAssessed]:
    """A hit at a date outside the bounds."""
    if report.year is None:
        yield NotAssessed(
            Label("报告年度未能确定", "the report year is not known"), Label("用 --year 指定", "give --year")
        )
    elif "not-before" in rule.params:
        yield from _early(report, report.year, rule.params["not-before"])
    else:
        yield from _late(report, report.year, rule)


def _early(report: Report, year: int, bound: str) -> Iterator[Hit]:
    limit = _day(year, bound)
    for mention in report.dates:
        if mention.role in ("signature", "under-title") and mention.value is not None and mention.value < limit:
            yield Hit(
                span=mention.text.span(),
                values={"date": plain(mention.value), "deadline": plain(limit), "year": year},
                expected=f">= {limit.isoformat()}",
                actual=mention.value.isoformat(),
                # A date of the year after the title's is too early only because another year was given.
                cause=f"year:{mention.value.year - 1}",
            )
            return


def _late(report: Report, year: int, rule: Rule) -> Iterator[Hit | NotApplicable | NotAssessed]:
    deadline = _deadline(report, year, rule)
    if not isinstance(deadline, _Deadline):
        yield deadline
        return
    limit = deadline.day
    dated = _dated(report)
    if not dated:
        reason = Label("报告没有可判断的日期", "the report bears no date that can be judged")
        yield NotAssessed(reason, Label("用 --published 给出公开日期", "give the date of publication with --published"))
        return
    late = next((entry for entry in dated if entry.day > limit), None)
    if late is None:
        return
    yield Hit(
        span=late.span,
        values={"date": plain(late.day), "deadline": plain(limit), "year": year},
        message=late.source,
        expected=f"<= {limit.isoformat()}",
        actual=late.day.isoformat(),
        basis=deadline.basis,
    )


def _deadline(report: Report, year: int, rule: Rule) -> _Deadline | NotApplicable | NotAssessed:
    """The deadline that holds for the report's body."""
    unknown = False
    for entry in rule.params["not-after"]:
        years = entry.get("years", {})
        if not years.get("from", year) <= year <= years.get("to", year):
            continue
        bodies = {name for body in entry.get("bodies", ()) for name in BODY_GROUPS.get(body, (body,))}
        types = report.body.types
        if not bodies or (types and types <= bodies):
            return _Deadline(_day(year + 1, entry["on"]), _label(entry.get("basis")))
        unknown = unknown or not types or bool(types & bodies)
    if report.given.deadline is not None:
        month, day = report.given.deadline
        return _Deadline(_day(year + 1, f"{month:02}-{day:02}"), _label(rule.params.get("configured")))
    if unknown:
        need = Label("用 --body-type 指定机关类型", "give --body-type")
        return NotAssessed(
            Label("机关类型未能确定，期限不明", "the type of the body is not known, nor its deadline"), need
        )
    return NotApplicable(_FREE)


def _label(texts: dict[str, str] | None) -> Label | None:
    return Label(texts["zh"], texts["en"]) if texts is not None else None


def _dated(report: Report) -> list[_Dated]:
    """The days to be judged, the document's own first; the page's only where there is no other."""
    found = []
    own = report.document_date
    if own is not None and own.value is not None:
        found.append(_Dated(own.value, own.text.span(), "message"))
    if report.given.published is not None:
        span = own.text.span() if own is not None else start_place(report)
        found.append(_Dated(report.given.published, span, "published"))
    if not found:
        pages = [mention for mention in report.dates if mention.role in ("head", "metadata") and mention.value]
        days = [(mention.value, mention.text) for mention in pages if mention.value is not None]
        if days:
            day, text = min(days, key=lambda entry: entry[0])
            found.append(_Dated(day, text.span() if text.value else start_place(report), "page"))
    return found


def _day(year: int, text: str) -> date:
    month, day = int(text[:2]), int(text[3:])
    if (month, day) == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400)):
        day = 28
    return date(year, month, day)
