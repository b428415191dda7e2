"""Percentages of the prose, worked out again: of the number before them, or of figures of the table.

Every number and total that a share may be of is tried; it is reported only where none gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from disclosurelint.checks._figures import show
from disclosurelint.facts.claims import Share, prose_of
from disclosurelint.facts.claims.frames import BLOCKS
from disclosurelint.facts.claims.reckoning import reckon
from disclosurelint.outcomes import Hit
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

_TOTALS = (
    (("requests.handled_total",), Label("（七）总计", "(7) total")),
    (("requests.received",), Label("本年新收", "newly received")),
    (("requests.received", "requests.carried_in"), Label("本年新收与上年结转之和", "received and carried in")),
)
_NEW = Label("本年新收减结转下年度", "newly received less carried out")
_TOLERANCE = 0.1
_FULL = Decimal(100)
_SLACK = Decimal("0.5")
"""What rounding may cost a share that is told as a bound: 49.6% is 一半以上 to many."""

Whole = tuple[Number, Label]


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """Hits where a percentage is no share of anything that it may be a share of."""
    tolerance = Decimal(str(rule.params.get("tolerance", _TOLERANCE)))
    for share in prose_of(report).shares:
        if share.vague and not share.bound:
            continue
        parts, wholes = _parts(report, share), _wholes(report, share)
        if not parts or not wholes:
            continue
        ratios = [
            (Decimal(part) * 100 / Decimal(whole), part, whole, name)
            for part, _ in parts
            for whole, name in wholes
            if whole and part <= whole
        ]
        if not ratios or any(_is(share, ratio, tolerance) for ratio, *_ in ratios):
            continue
        if share.rate and share.rate != "close" and share.value == 100:
            continue
        yield _hit(share, ratios)


def _is(share: Share, ratio: Decimal, tolerance: Decimal) -> bool:
    """Whether the share is this ratio, rounded or cut off at the decimals that were written."""
    if share.bound:
        return ratio >= share.value - _SLACK if share.bound == "floor" else ratio <= share.value + _SLACK
    step = Decimal(10) ** -share.places
    return abs(Decimal(share.value) - ratio) <= max(step / 2, tolerance) or 0 <= ratio - Decimal(share.value) < step


def _parts(report: Report, share: Share) -> list[Whole]:
    if share.rate:
        # What was closed, or of the new ones alone.
        new = reckon(report, _NEW, ("requests.received[total]", "-requests.carried_out[total]"))
        closed = _amounts(report, (("requests.handled_total",), _TOTALS[0][1]))
        return [*closed, *((value, _NEW) for value in new.values)] if closed else []
    if share.readings:
        claim = share.readings[0]
        found: list[Whole] = []
        for label, keys in zip(claim.labels, claim.figures, strict=True):
            reading = reckon(report, label, keys)
            if not reading.values:
                return []
            found.extend((value, label) for value in reading.values)
        return found
    counts = share.counts
    sums = [sum(count.value for count in counts[:size]) for size in range(1, len(counts) + 1)]
    return [(value, Label("", "")) for value in sums]


def _wholes(report: Report, share: Share) -> list[Whole]:
    found: list[Whole] = []
    if share.base is not None:
        for label, keys in zip(share.base.labels, share.base.figures, strict=True):
            found.extend((value, label) for value in reckon(report, label, keys).values)
        return found
    if share.also is not None:
        for label, keys in zip(share.also.labels, share.also.figures, strict=True):
            found.extend((value, label) for value in reckon(report, label, keys).values)
    written = Label("文中", "the text’s")
    least = share.counts[0].value if share.counts else 0
    found.extend((count.value, written) for count in share.wholes if count.value > least or share.requests)
    if share.counts and len(share.counts) > 1:
        total = sum(count.value for count in share.counts)
        found.append((total, Label("所列各项之和", "the sum of the list")))
    found.extend(_group(report, share))
    cases = _cases(share)
    if cases:
        for block in cases:
            every = tuple(f"{name}[total]" for name in block)
            concluded = tuple(f"{name}[{outcome}]" for name in block for outcome in ("upheld", "corrected", "other"))
            for cells in (every, concluded):
                reading = reckon(report, Label("表四", "table 4"), cells)
                found.extend((value, reading.label) for value in reading.values)
    if share.requests:
        for names, label in _TOTALS[1:] if share.rate else _TOTALS:
            found.extend(_amounts(report, (names, label)))
    elif not cases and not any(count.depth or count.mark for count in share.counts[:1]) and not found:
        return []
    return found


def _group(report: Report, share: Share) -> list[Whole]:
    """The group that a row is one of: 不掌握22件,占92% of what was unavailable."""
    told = [count.claim for count in share.counts[:1] if count.claim is not None] or share.readings
    parts = told[0].quantity.partition("[")[0].split(".") if told else []
    if len(parts) != 3 or parts[0] != "requests":
        return []
    keys = tuple(key for key in report.figures if key.startswith(f"requests.{parts[1]}.") and key.endswith("[total]"))
    label = Label("所属一类", "its group")
    return [(value, label) for value in reckon(report, label, keys).values]


def _cases(share: Share) -> list[tuple[str, ...]]:
    """The blocks of table four that a share of reviews or suits may be of."""
    claim = next((count.claim for count in share.counts if count.claim is not None), None)
    if claim is None and share.readings:
        claim = share.readings[0]
    family = claim.quantity.partition(".")[0] if claim is not None else ""
    return [*BLOCKS.get(family, []), *BLOCKS["both"]] if family in BLOCKS else []


def _amounts(report: Report, entry: tuple[tuple[str, ...], Label]) -> list[Whole]:
    names, label = entry
    reading = reckon(report, label, tuple(f"{name}[total]" for name in names))
    return [(value, label) for value in reading.values]


def _meant(share: Share, ratios: list[tuple[Decimal, Number, Number, Label]]) -> tuple[Decimal, Number, Number, Label]:
    """The ratio that the words most likely mean: of the whole that they name, else of the nearest number before it."""
    first = [entry for entry in ratios if entry[1] == ratios[0][1]]
    named = {"handled": _TOTALS[0][1], "received": _TOTALS[1][1]}.get(share.whole)
    for entry in first:
        if entry[3] is named:
            return entry
    written = [count.value for count in reversed(share.wholes)]
    for value in written:
        for entry in first:
            if entry[2] == value > entry[1]:
                return entry
    return first[0]


def _hit(share: Share, ratios: list[tuple[Decimal, Number, Number, Label]]) -> Hit:
    ratio, part, whole, _ = _meant(share, ratios)
    places = Decimal(10) ** -max(share.places, 1)
    right = show(ratio.quantize(places))
    tried = list(dict.fromkeys(f"{show(one)}/{show(other)}" for _, one, other, _ in ratios))[:8]
    listed = "、".join(tried)
    return Hit(
        span=share.span,
        values={
            "words": share.text.value,
            "said": show(share.value),
            "part": show(part),
            "whole": show(whole),
            "value": right,
        },
        expected=f"{right}%",
        actual=f"{show(share.value)}%",
        notes=[Label(f"已比对 {listed}，均不相符", f"compared with {', '.join(tried)}: none agrees")]
        if len(tried) > 1
        else [],
    )
