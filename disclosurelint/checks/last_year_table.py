"""A whole table that is last year's again: every figure the same, and not all of them nothing.

Where the figures named by `size` add up to `few` or less, the table may well be the same by chance: a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._figures import show, table_gap, table_title
from disclosurelint.checks._others import file_name, last_report_name, no_previous
from disclosurelint.outcomes import Hit, NotApplicable, NotAssessed, Term
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["table"],
    "additionalProperties": False,
    "properties": {
        "table": {"type": "string", "format": "table"},
        "size": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "string", "format": "figures"},
            "description": "figures whose sum says how much there is in the table",
        },
        "few": {"type": "integer", "minimum": 0, "description": "up to this sum it is a hint only (0)"},
    },
}
PLACEHOLDERS = ("table", "file", "count", "size")


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed | NotApplicable]:
    """A hit at the table where it repeats last year's."""
    previous, ruleset = report.previous, report.ruleset
    if previous is None or ruleset is None or previous.ruleset is None:
        yield no_previous(report)
        return
    name = rule.params["table"]
    keys = [key for key, slot in ruleset.slots.items() if slot.table == name]
    last_keys = {key for key, slot in previous.ruleset.slots.items() if slot.table == name}
    if set(keys) != last_keys:
        yield NotApplicable(Label("上年报告所用表式不同", "last year's form was another"))
        return
    pairs = [(report.figures.get(key), previous.figures.get(key)) for key in keys]
    if any(
        one and other and None not in (one.amount, other.amount) and one.amount != other.amount for one, other in pairs
    ):
        return
    gap = table_gap(report, name)
    if gap is not None:
        yield gap
        return
    gap = table_gap(previous, name)
    if gap is not None:
        whose = last_report_name(previous)
        yield NotAssessed(Label(f"{whose.zh}：{gap.reason.zh}", f"{whose.en}: {gap.reason.en}"))
        return
    same = [one for one, other in pairs if one and other and one.amount is not None and one.amount == other.amount]
    filled = [figure for figure in same if figure.amount]
    there = [one or other for one, other in pairs if one or other]
    if not filled or len(same) < len(there):
        return
    facts = report.tables[name]
    size = sum(figure.amount or 0 for key in rule.params.get("size", ()) if (figure := report.figures.get(key)))
    hint = "size" in rule.params and size <= rule.params.get("few", 0)
    first, last = filled[0], previous.figures[filled[0].key]
    title = table_title(report, name)
    yield Hit(
        span=first.span,
        values={"table": title, "file": file_name(previous), "count": len(filled), "size": show(size)},
        section=facts.section,
        table=facts.order or None,
        row=first.slot.row,
        cell=first.slot.column,
        terms=[
            Term(
                Label(f"上年报告 {first.slot.row.zh}", f"last year's {first.slot.row.en}"),
                show(last.amount or 0),
                None,
                last.key,
                previous.document.path,
                previous.document.place(last.span),
            )
        ],
        severity="info" if hint else None,
    )
