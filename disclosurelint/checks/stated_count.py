"""A number of sections that the preamble announces (“由六个部分组成”) against the sections that are there.

`patterns` have one group, the number, in Arabic or Chinese digits. An annex may be counted in: one more than there
are is right too. Where the headings cannot be told for certain, nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._passages import Passages, one_pattern, passages, patterns_of
from disclosurelint.checks._places import ORDINALS
from disclosurelint.outcomes import Hit, NotApplicable, NotAssessed
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["patterns"],
    "additionalProperties": False,
    "properties": {
        "patterns": {
            "oneOf": [
                {"type": "string", "format": "words"},
                {"type": "array", "items": {"type": "string", "format": "pattern"}, "minItems": 1},
            ],
            "description": "patterns of the announcement, each with one group for the number",
        },
        "annexes": {"type": "integer", "minimum": 0, "description": "how many annexes may be counted in (1)"},
    },
}
PLACEHOLDERS = ("words", "stated", "counted")


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable | NotAssessed]:
    """A hit at the announcement where the numbers differ."""
    part = passages(report, "preamble")
    found = _announced(part, patterns_of(report, rule.params["patterns"]))
    if found is None:
        yield NotApplicable(Label("开头说明未写部分数", "the preamble announces no number of parts"))
        return
    hit, stated = found
    counted = _counted(report)
    if counted is None:
        yield NotAssessed(Label("各部分标题未能全部识别", "the headings could not all be told"), span=hit.span)
        return
    if not counted <= stated <= counted + rule.params.get("annexes", 1):
        hit.values.update(stated=stated, counted=counted)
        hit.expected, hit.actual = str(counted), str(stated)
        yield hit


def _announced(part: Passages, patterns: tuple[str, ...]) -> tuple[Hit, int] | None:
    for match in part.find(one_pattern(patterns)):
        inner = one_pattern(patterns).match(part_text := match.passage.text.value, match.start)
        group = next((text for text in inner.groups() if text), None) if inner else None
        number = _number(group or "")
        if number is not None:
            return Hit(span=match.span, values={"words": part_text[match.start : match.end]}), number
    return None


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if text in ("两", "俩"):
        return 2
    place = ORDINALS.find(text) if len(text) == 1 else -1
    return place + 1 if place >= 0 else None


def _counted(report: Report) -> int | None:
    """How many sections there are; None where headings may have been missed."""
    if any(section.damaged for section in report.sections):
        return None
    official = {section.number for section in report.sections if section.number is not None}
    if report.ruleset is not None and len(official) == len(report.ruleset.sections):
        return len(official) + sum(
            section.number is None and section.ordinal is not None for section in report.sections
        )
    ordinals = [section.ordinal_value for section in report.sections if section.ordinal_value is not None]
    # Ordinals that run from 一 without a gap show that no heading was missed.
    if ordinals and ordinals == list(range(1, len(ordinals) + 1)) and len(ordinals) > 1:
        return len(ordinals)
    return None
