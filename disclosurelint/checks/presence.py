"""A fact that a report states: its title and what the title names, the period, the signature, the date.

`parts` asks for what belongs to the fact (`year`, `body` and `report` of a title), one finding for each that lacks,
under the message of its name. `optional: expect-signature` lowers the finding to a hint where the configuration says
that the site shows signature and date elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._places import end_place, preamble_place, start_place
from disclosurelint.document import Span
from disclosurelint.outcomes import Hit
from disclosurelint.report import Report, Title
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["fact"],
    "additionalProperties": False,
    "properties": {
        "fact": {"enum": ["title", "period", "signature", "date"], "description": "what has to be stated"},
        "parts": {
            "type": "array",
            "items": {"enum": ["year", "body", "report"]},
            "description": "what a title has to name: year, body, 政府信息公开工作年度报告",
        },
        "optional": {"enum": ["expect-signature"], "description": "the setting that makes it a hint"},
    },
}
PLACEHOLDERS = ("title",)
MESSAGES = ("message", "year", "body", "report")


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """A hit where the fact, or a part of it, is not stated."""
    fact = rule.params["fact"]
    if not _stated(report, fact):
        lowered = rule.params.get("optional") == "expect-signature" and not report.given.expect_signature
        yield Hit(span=_place(report, fact), severity="info" if lowered else None, cause=f"{fact}.absent")
    elif fact == "title" and report.title is not None:
        yield from _lacking(report.title, rule.params.get("parts", []))


def _stated(report: Report, fact: str) -> bool:
    if fact == "date":
        return report.document_date is not None
    return getattr(report, fact) is not None


def _place(report: Report, fact: str) -> Span:
    if fact == "title":
        return start_place(report)
    return preamble_place(report) if fact == "period" else end_place(report)


def _lacking(title: Title, parts: list[str]) -> Iterator[Hit]:
    stated = {"year": title.year is not None, "body": bool(title.body), "report": title.names_report}
    for part in parts:
        if not stated[part]:
            yield Hit(
                span=title.text.span(),
                values={"title": title.text.compact().value},
                message=part,
                actual=title.text.compact().value,
                cause=f"title.{part}",
            )
