"""What a Word file still carries from the drafting: tracked changes (修订), comments (批注), hidden text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.outcomes import Hit, NotApplicable
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

_KINDS = ["revisions", "comments", "hidden"]

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["of"],
    "additionalProperties": False,
    "properties": {
        "of": {"type": "array", "items": {"enum": _KINDS}, "minItems": 1, "description": "what may not remain"},
    },
}
PLACEHOLDERS = ()
MESSAGES = ("message", *_KINDS)


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable]:
    """A hit for each kind that remains, at the first of it."""
    if report.document.format != "docx" and not report.document.remains:
        yield NotApplicable(Label("仅适用于 Word 文稿", "speaks of Word files only"))
        return
    for kind, span in report.document.remains.items():
        if kind in rule.params["of"]:
            yield Hit(span=span, message=kind, actual=kind)
