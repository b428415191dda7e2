"""Equations between figures: sums that must agree, parts that may not exceed their whole.

`for-each` repeats the equation: over `TABLE.columns` (a row key K then means K[column]), over `TABLE.rows` (a
column in brackets, [total], then means row[total], and a set of columns the row's cells), or over a list of blocks.
A blank part counts as 0 and is named; a blank total, and whatever could not be read, is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from disclosurelint.outcomes import Hit, NotAssessed, Term
from disclosurelint.report import Figure, Label, Number, Report
from disclosurelint.rules.equations import Equation, Operand, parse
from disclosurelint.rules.model import Rule, RuleSet

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["equation"],
    "additionalProperties": False,
    "properties": {
        "equation": {"type": "string", "description": "a comparison of two sums of figures", "format": "equation"},
        "for-each": {
            "oneOf": [{"type": "string", "format": "figures-of"}, {"type": "array", "items": {"type": "string"}}],
            "description": "TABLE.columns, TABLE.rows, or a list of blocks or rows",
        },
        "blank": {
            "enum": ["zero", "skip"],
            "description": "what a blank outside a sum does: counts as 0, or leaves the equation unassessed (default)",
        },
    },
}


@dataclass(slots=True)
class _Side:
    """One side of an equation, worked out."""

    total: Number
    terms: list[tuple[int, Figure]]
    blanks: list[Figure]


class _Unread(Exception):
    """A figure that the equation needs is not there or could not be read."""

    def __init__(self, key: str, figure: Figure | None) -> None:
        self.key = key
        self.figure = figure


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed]:
    """Hits where the equation does not hold; `NotAssessed` where a figure is missing, blank or unreadable."""
    ruleset = report.ruleset
    if ruleset is None:
        return
    equation = parse(rule.params["equation"])
    unread: dict[str, NotAssessed] = {}
    for scope in scopes(ruleset, rule.params.get("for-each")):
        try:
            left = _side(report, ruleset, equation.left, scope, rule)
            right = _side(report, ruleset, equation.right, scope, rule)
        except _Unread as gap:
            reason = _reason(report, ruleset, gap)
            unread.setdefault(reason.reason.zh, reason)
            continue
        if not holds(left.total, equation.relation, right.total):
            yield _hit(ruleset, equation, scope, left, right)
    yield from unread.values()


def scopes(ruleset: RuleSet, each: Any) -> list[tuple[str, str]]:
    """What an equation is repeated over: (`column`, key), (`row`, key), or one ("", "") where it stands alone."""
    if each is None:
        return [("", "")]
    if isinstance(each, list):
        return [("row", name) for name in each]
    table, _, what = each.rpartition(".")
    template = ruleset.tables.get(table)
    if template is None:
        return []
    if what == "columns":
        return [("column", column.key) for column in template.blocks[0].columns]
    if template.shape == "wide":
        return [("row", block.key) for block in template.blocks]
    return [("row", f"{table}.{row.key}") for block in template.blocks for row in block.rows]


def holds(left: Number, relation: str, right: Number) -> bool:
    """Whether two sums stand in the relation."""
    return left == right if relation == "=" else left <= right if relation == "<=" else left >= right


def keys_of(ruleset: RuleSet, operand: Operand, scope: tuple[str, str]) -> list[str]:
    """The figure keys that an operand stands for within a scope."""
    if operand.kind == "number":
        return []
    names = [operand.name]
    while any(name in ruleset.sets for name in names):
        names = [member for name in names for member in ruleset.sets.get(name, [name])]
    return [_key(name, scope) for name in names]


def _key(name: str, scope: tuple[str, str]) -> str:
    kind, key = scope
    if kind == "column" and "[" not in name:
        return f"{name}[{key}]"
    if kind == "row" and name.startswith("["):
        return f"{key}{name}"
    if kind == "row" and "." not in name:
        return f"{key}[{name}]"
    return name


def _side(
    report: Report, ruleset: RuleSet, operands: tuple[Operand, ...], scope: tuple[str, str], rule: Rule
) -> _Side:
    total: Number = 0
    terms: list[tuple[int, Figure]] = []
    blanks: list[Figure] = []
    for operand in operands:
        if operand.kind == "number":
            total += operand.sign * operand.number
            continue
        for key in keys_of(ruleset, operand, scope):
            figure = report.figures.get(key)
            amount = figure.amount if figure else None
            if figure is None or amount is None:
                raise _Unread(key, figure)
            if figure.state == "blank":
                if operand.kind == "name" and rule.params.get("blank", "skip") == "skip":
                    raise _Unread(key, figure)
                blanks.append(figure)
            total = total + operand.sign * amount
            terms.append((operand.sign, figure))
    return _Side(total, terms, blanks)


def _hit(ruleset: RuleSet, equation: Equation, scope: tuple[str, str], left: _Side, right: _Side) -> Hit:
    # The side that is a single figure is where the finding stands; with two sums, the last figure of the right one.
    single = right if len(right.terms) == 1 else left if len(left.terms) == 1 else right
    figure = (single.terms or left.terms or right.terms)[-1][1]
    other = left if single is right else right
    blanks = left.blanks + right.blanks
    return Hit(
        span=figure.span,
        values={
            "left": show(left.total),
            "right": show(right.total),
            "column": _label(ruleset, scope, "column", figure),
            "row": _label(ruleset, scope, "row", figure),
        },
        figure=figure.key,
        row=figure.slot.row,
        cell=figure.slot.column,
        expected=show(other.total),
        actual=show(single.total),
        terms=[
            Term(entry.slot.row if scope[0] != "row" else entry.slot.column, show(sign * (entry.amount or 0)), entry.span, entry.key)
            for sign, entry in other.terms
            if entry.amount
        ],
        notes=[_blank_note(blanks)] if blanks else [],
    )


def _label(ruleset: RuleSet, scope: tuple[str, str], kind: str, figure: Figure) -> Label:
    return figure.slot.column if kind == "column" else figure.slot.row


def _blank_note(blanks: list[Figure]) -> Label:
    zh = "、".join(figure.slot.row.zh for figure in blanks[:4]) + ("等" if len(blanks) > 4 else "")
    en = ", ".join(figure.slot.row.en for figure in blanks[:4]) + (" …" if len(blanks) > 4 else "")
    return Label(f"空白格按 0 计：{zh}", f"blank cells counted as 0: {en}")


def _reason(report: Report, ruleset: RuleSet, gap: _Unread) -> NotAssessed:
    slot = ruleset.slots.get(gap.key)
    table = report.tables.get(slot.table) if slot else None
    name = Label(f"{slot.row.zh}·{slot.column.zh}", f"{slot.row.en}, {slot.column.en}") if slot else Label(gap.key, gap.key)
    if gap.figure is None:
        if table is not None and table.reason is not None:
            return NotAssessed(table.reason, span=table.span)
        return NotAssessed(Label(f"表中没有“{name.zh}”", f"the table has no “{name.en}”"), span=table.span if table else None)
    state = Label("空白", "blank") if gap.figure.state == "blank" else Label("读不出", "unreadable")
    return NotAssessed(Label(f"“{name.zh}”{state.zh}", f"“{name.en}” is {state.en}"), span=gap.figure.span)


def show(value: Number) -> str:
    """A number as messages print it."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
