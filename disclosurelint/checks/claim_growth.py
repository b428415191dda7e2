"""Rates and amounts of growth, worked out again from the two numbers, or from last year's report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from disclosurelint.checks._figures import show
from disclosurelint.facts.claims import Growth, prose_of
from disclosurelint.facts.claims.reckoning import reckon
from disclosurelint.outcomes import Hit, NotAssessed
from disclosurelint.report import Label, Number, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "tolerance": {
            "type": "number",
            "minimum": 0,
            "description": "percentage points that rounding may cost (default 0.1)",
        }
    },
}
_TOLERANCE = 0.1
Pair = tuple[Number, Number]


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed]:
    """Hits where the change is not that of any pair of numbers that it may be of."""
    tolerance = Decimal(str(rule.params.get("tolerance", _TOLERANCE)))
    unknown = False
    for growth in prose_of(report).growths:
        pairs = _pairs(report, growth)
        if not pairs:
            unknown = unknown or growth.current is not None
            continue
        if any(_is(growth, current, before, tolerance) for current, before in pairs):
            continue
        yield _hit(growth, pairs)
    if unknown:
        yield NotAssessed(
            report.previous_gap or Label("没有上年数字可比", "there is no earlier number to compare with"),
            Label("用 --previous 提供上年报告", "give last year's report with --previous"),
        )


def _pairs(report: Report, growth: Growth) -> list[Pair]:
    """The number that changed and the earlier one: as the sentence has them, else from both reports."""
    current = growth.current
    if growth.before is not None and growth.current_value is not None:
        return [(growth.current_value, before) for before in (growth.before, *growth.others)]
    if growth.before is not None and current is not None:
        entries = [reckon(report, label, keys) for label, keys in zip(current.labels, current.figures, strict=True)]
        return [
            (value, before)
            for before in (growth.before, *growth.others)
            for reading in entries
            for value in reading.values
        ]
    if current is None or report.previous is None or not current.figures:
        return []
    pairs: list[Pair] = []
    for label, keys in zip(current.labels, current.figures, strict=True):
        now, then = reckon(report, label, keys), reckon(report.previous, label, keys)
        if not now.values or not then.values:
            return []
        pairs.extend((one, other) for one in (*now.values, current.value or 0) for other in then.values)
    return pairs


def _is(growth: Growth, current: Number, before: Number, tolerance: Decimal) -> bool:
    change = Decimal(current) - Decimal(before)
    said = Decimal(growth.value) * growth.sign
    if growth.points:
        return abs(change - said) <= tolerance
    if not growth.percent:
        return change == said
    if not before:
        return True
    ratio = change * 100 / Decimal(before)
    step = Decimal(10) ** -growth.places
    return abs(said - ratio) <= max(step / 2, tolerance) or (said * ratio >= 0 and 0 <= abs(ratio) - abs(said) < step)


def _hit(growth: Growth, pairs: list[Pair]) -> Hit:
    current, before = pairs[0]
    change = Decimal(current) - Decimal(before)
    if growth.percent:
        places = Decimal(10) ** -max(growth.places, 1)
        right, unit = show((change * 100 / Decimal(before)).quantize(places)), "%"
    else:
        right, unit = show(change), "个百分点" if growth.points else ""
    said = show(growth.value * growth.sign)
    return Hit(
        span=growth.span,
        values={
            "words": growth.text.value,
            "said": said,
            "unit": unit,
            "value": right,
            "now": show(current),
            "then": show(before),
        },
        expected=f"{right}{unit}",
        actual=f"{said}{unit}",
    )
