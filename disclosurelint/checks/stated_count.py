"""A number of sections that the preamble announces (“由六个部分组成”) against the sections that are there.

`patterns` have one group, the number, in Arabic or Chinese digits. An annex may be counted in or left out: one more
than there are is right too, and so is the number without what follows the form's last section. An introduction that
stands under the first heading is read as well. Where the headings cannot be told for certain, nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._passages import Passages, passages, patterns_of
from disclosurelint.checks._places import ORDINALS, own_level
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
_INTRODUCTION = 2
_OF_ITSELF = ("本报告", "年度报告", "本年报")
_LEAST = 2
PLACEHOLDERS = ("words", "stated", "counted")


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable | NotAssessed]:
    """A hit at the announcement where the numbers differ."""
    patterns = patterns_of(report, rule.params["patterns"])
    found = _announced(passages(report, "preamble"), patterns) or _announced(_introduction(report), patterns)
    if found is None:
        yield NotApplicable(Label("开头说明未写部分数", "the preamble announces no number of parts"))
        return
    hit, stated = found
    counted = _counted(report)
    if counted is None:
        yield NotAssessed(Label("各部分标题未能全部识别", "the headings could not all be told"), span=hit.span)
        return
    least, most = counted
    if not least <= stated <= most + rule.params.get("annexes", 1):
        hit.values.update(stated=stated, counted=most)
        hit.expected, hit.actual = str(most), str(stated)
        yield hit


def _introduction(report: Report) -> Passages:
    """The first paragraphs under the first heading that speak of the report itself."""
    first = passages(report, "section:1").items[:_INTRODUCTION]
    return Passages([passage for passage in first if any(word in passage.text.value for word in _OF_ITSELF)])


def _announced(part: Passages, patterns: tuple[str, ...]) -> tuple[Hit, int] | None:
    for match in part.find(patterns):
        number = _number(match.group)
        if number is not None:
            return Hit(span=match.span, values={"words": match.words}), number
    return None


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if text in ("两", "俩"):
        return 2
    place = ORDINALS.find(text) if len(text) == 1 else -1
    return place + 1 if place >= 0 else None


def _counted(report: Report) -> tuple[int, int] | None:
    """The number of sections without and with those behind the form's last; None where some may have been missed."""
    counted = [section for section in own_level(report) if section.number is not None or section.ordinal is not None]
    # Rows of an annexed table may carry the words of a section once more; the first of each is the section.
    places: dict[int, int] = {}
    for place, section in enumerate(counted, 1):
        if section.number is not None:
            places.setdefault(section.number, place)
    whole = report.ruleset is not None and len(places) == len(report.ruleset.sections)
    # Ordinals that run from 一 without a gap show that no heading was missed.
    running = [section.ordinal_value for section in counted] == list(range(1, len(counted) + 1))
    if len(counted) < _LEAST or not (whole or running):
        return None
    return max(places.values(), default=len(counted)), len(counted)
