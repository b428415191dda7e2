"""Figures that have become many times as much as last year, or a fraction of it: worth a second look."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from disclosurelint.checks._figures import Gaps, is_open_total, short, show, slot_name
from disclosurelint.checks._others import file_name, last_report_name, no_previous, not_on_form, told_gaps
from disclosurelint.outcomes import Hit, NotApplicable, NotAssessed, Term
from disclosurelint.report import Figure, Label, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["tables", "factor", "least"],
    "additionalProperties": False,
    "properties": {
        "tables": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "table"}},
        "columns": {
            "type": "array",
            "items": {"type": "string", "format": "column"},
            "description": "in tables with columns of applicants or outcomes, these alone",
        },
        "factor": {"type": "number", "exclusiveMinimum": 1, "description": "how many times as much is too many"},
        "least": {"type": "number", "minimum": 0, "description": "the larger figure must be at least this"},
    },
}
PLACEHOLDERS = ("figure", "row", "column", "actual", "last", "file")
MESSAGES = ("message", "to-zero")


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed | NotApplicable]:
    """A hit at each figure that has changed beyond the factor."""
    previous, ruleset = report.previous, report.ruleset
    if previous is None or ruleset is None:
        yield no_previous(report)
        return
    keys = [key for key, slot in ruleset.slots.items() if slot.table in rule.params["tables"] and _wanted(key, rule)]
    if not_on_form(previous, keys) or previous.ruleset is None:
        yield NotApplicable(Label("上年报告所用表式不同", "last year's form was another"))
        return
    gaps, last_gaps = Gaps(), Gaps()
    for key in keys:
        if key not in previous.ruleset.slots or ruleset.slots[key].kind == "signed":
            continue
        figure, last = report.figures.get(key), previous.figures.get(key)
        for whose, holder, entry in ((report, gaps, figure), (previous, last_gaps, last)):
            if whose.ruleset is not None and _lost(whose, ruleset.slots[key].table, entry):
                holder.add(whose.ruleset, key, entry)
        if figure is None or last is None or is_open_total(report, figure) or is_open_total(previous, last):
            continue
        hit = _hit(report, previous, figure, last, rule)
        if hit is not None:
            yield hit
    yield from gaps.told(report)
    yield from told_gaps(previous, last_gaps, last_report_name(previous))


def _lost(report: Report, table: str, figure: Figure | None) -> bool:
    """Whether a figure was there and could not be read; a row that an office leaves out is none of ours."""
    if figure is not None:
        return figure.state == "unreadable"
    facts = report.tables.get(table)
    return facts is None or facts.state != "read"


def _wanted(key: str, rule: Rule) -> bool:
    columns = rule.params.get("columns")
    return not columns or not key.endswith("]") or key[key.index("[") + 1 : -1] in columns


def _hit(report: Report, previous: Report, figure: Figure, last: Figure, rule: Rule) -> Hit | None:
    now, then = figure.amount, last.amount
    if now is None or then is None:
        return None
    high, low = max(Decimal(now), Decimal(then)), min(Decimal(now), Decimal(then))
    if high < Decimal(str(rule.params["least"])) or high <= low * Decimal(str(rule.params["factor"])):
        return None
    slot = figure.slot
    name = slot_name(slot)
    return Hit(
        span=figure.span,
        message="message" if now else "to-zero",
        values={
            "figure": name,
            "row": short(slot.row),
            "column": slot.column,
            "actual": show(now),
            "last": show(then),
            "file": file_name(previous),
        },
        figure=figure.key,
        row=slot.row,
        cell=slot.column,
        actual=show(now),
        terms=[
            Term(
                Label(f"上年报告 {name.zh}", f"last year's {name.en}"),
                show(then),
                None,
                last.key,
                previous.document.path,
                previous.document.place(last.span),
            )
        ],
    )
