"""Equations between figures: sums that must agree, parts that may not exceed their whole.

`for-each` repeats the equation: over `TABLE.columns` (a row key K then means K[column]), over `TABLE.rows` (a
column in brackets, [total], then means row[total], and a set of columns the row's cells), or over a list of rows
or blocks. A blank counts as 0 and is named, save a total whose parts are filled: what needs that, or what could
not be read, is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from disclosurelint.checks._figures import (
    Gaps,
    Scope,
    is_open_total,
    key_of,
    keys_of,
    listed,
    one_row_sets,
    parts_of_totals,
    scopes,
    short,
    show,
    slot_name,
    unquoted,
)
from disclosurelint.outcomes import Hit, NotAssessed, Term
from disclosurelint.records import record, value
from disclosurelint.report import Figure, Label, Number, Report, Slot
from disclosurelint.rules.equations import parse
from disclosurelint.rules.model import Rule, RuleSet

_EQUATION = {"type": "string", "description": "a comparison of two sums of figures", "format": "equation"}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["equation"],
    "additionalProperties": False,
    "properties": {
        "equation": {
            "description": "a comparison of two sums of figures, or several that are looked at in turn",
            "oneOf": [
                _EQUATION,
                {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "oneOf": [
                            _EQUATION,
                            {
                                "type": "object",
                                "required": ["equation"],
                                "additionalProperties": False,
                                "properties": {
                                    "equation": _EQUATION,
                                    "when": _EQUATION | {"description": "looked at only where this holds"},
                                    "message": {"type": "string", "description": "the message of the rule for it"},
                                },
                            },
                        ]
                    },
                },
            ],
        },
        "for-each": {
            "oneOf": [
                {"type": "string", "format": "figures-of"},
                {"type": "array", "minItems": 1, "items": {"type": "string", "format": "figures"}},
            ],
            "description": "TABLE.columns, TABLE.rows, or a list of blocks or rows",
        },
        "at": {
            "type": "string",
            "format": "figures",
            "description": "the figure at which findings stand, where neither side is a single one",
        },
        "blank": {
            "enum": ["zero", "skip"],
            "description": "whether a blank that is no total counts as 0 (default where sums must be equal) or leaves "
            "the equation unassessed (default elsewhere)",
        },
    },
}

PLACEHOLDERS = frozenset(
    ("left", "right", "left_sum", "right_sum", "left_name", "right_name", "row", "column", "members", "blanks")
)
"""What messages may speak of; `members` is there with `each(…)` only."""


@value
class _Sum:
    """One side of an equation in a row or column: signed figure keys, and what whole numbers add to them."""

    keys: tuple[tuple[int, str], ...]
    number: int = 0


@value
class _Plan:
    """An equation made out for a row or column; `each` are the figures that `each(…)` stands for, one at a time."""

    relation: str
    left: _Sum
    right: _Sum
    each: tuple[str, ...] = ()
    each_left: bool = False

    def holds_plainly(self, figures: Mapping[str, Figure]) -> bool:
        """Whether every figure is a number and the equation holds: mostly so, and sooner told than both sides."""
        totals: list[Number] = []
        for side in (self.left, self.right):
            total: Number = side.number
            for sign, key in side.keys:
                figure = figures.get(key)
                if figure is None or figure.value is None:
                    return False
                total = total + figure.value if sign > 0 else total - figure.value
            totals.append(total)
        return _compare(self.relation, totals[0], totals[1])


@value
class _Case:
    """A plan with the condition under which it is looked at, the message that tells it, and where it stands."""

    scope: Scope
    plan: _Plan
    when: _Plan | None
    message: str
    at: str | None


@record
class _Side:
    """One side of an equation, worked out."""

    total: Number
    terms: list[tuple[int, Figure]]
    blanks: list[Figure]


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed]:
    """Hits where an equation does not hold; `NotAssessed` for figures that are missing, unreadable or open totals."""
    if report.ruleset is None:
        return
    judge = _Judge(report, rule.params.get("blank"))
    told: set[str] = set()
    for case in _cases(report.ruleset, rule, one_row_sets(report)):
        hit = judge.hit(case)
        if hit is not None and hit.figure is not None and hit.figure not in told:
            told.add(hit.figure)
            yield hit
    yield from judge.gaps.told(report)


@lru_cache(maxsize=512)
def _cases(ruleset: RuleSet, rule: Rule, one_row: tuple[str, ...]) -> list[_Case]:
    """What there is to look at for a rule, worked out once for all reports."""
    written = rule.params["equation"]
    each, at = rule.params.get("for-each"), rule.params.get("at")
    cases = []
    for entry in written if isinstance(written, list) else [written]:
        whole = {"equation": entry} if isinstance(entry, str) else entry
        for scope in scopes(ruleset, each, one_row):
            cases.append(
                _Case(
                    scope,
                    _plan(ruleset, whole["equation"], scope, one_row),
                    _plan(ruleset, whole["when"], scope, one_row) if "when" in whole else None,
                    whole.get("message", "message"),
                    key_of(ruleset, at, scope) if at is not None else None,
                )
            )
    return cases


def _plan(ruleset: RuleSet, text: str, scope: Scope, one_row: tuple[str, ...]) -> _Plan:
    equation = parse(text)
    sums = []
    each: tuple[str, ...] = ()
    for side in (equation.left, equation.right):
        keys: list[tuple[int, str]] = []
        for operand in side:
            found = keys_of(ruleset, operand, scope, one_row)
            if operand.kind == "each":
                each = tuple(found)
            else:
                keys.extend((operand.sign, key) for key in found)
        sums.append(_Sum(tuple(keys), sum(operand.sign * operand.number for operand in side)))
    each_left = any(operand.kind == "each" for operand in equation.left)
    return _Plan(equation.relation, sums[0], sums[1], each, each_left)


class _Judge:
    """Works equations out on one report."""

    def __init__(self, report: Report, blank: str | None) -> None:
        self.report = report
        self.blank = blank
        self.gaps = Gaps()

    def hit(self, case: _Case) -> Hit | None:
        """What is wrong in a row or column, if anything is."""
        if case.when is not None:
            condition = self.sides(case.when, case.when.left, case.when.right)
            if condition is None or not _holds(case.when.relation, *condition):
                return None
        if case.plan.each:
            return self.hit_of_members(case)
        if case.plan.holds_plainly(self.report.figures):
            return None
        sides = self.sides(case.plan, case.plan.left, case.plan.right)
        if sides is None or _holds(case.plan.relation, *sides) or self.empty_total(*sides):
            return None
        return _hit(case, *sides)

    def empty_total(self, *sides: _Side) -> bool:
        """Whether a total stands empty above empty parts: not filled in yet, and so no proof of a wrong sum."""
        ruleset = self.report.ruleset
        assert ruleset is not None
        totals = parts_of_totals(ruleset, one_row_sets(self.report))
        empty = [figure for side in sides for figure in side.blanks if figure.key in totals]
        for figure in empty:
            self.gaps.add(ruleset, figure.key, figure)
        return bool(empty)

    def hit_of_members(self, case: _Case) -> Hit | None:
        """One hit for all members of an `each(…)` that break the equation; it stands at the first."""
        plan = case.plan
        limit = self.limit(plan)
        broken = []
        for key in plan.each:
            figure = self.report.figures.get(key)
            if limit is not None and figure is not None and figure.value is not None:
                # Nearly always so, and settled without working out both sides.
                pair = (figure.value, limit) if plan.each_left else (limit, figure.value)
                if _compare(plan.relation, *pair):
                    continue
            member = _Sum(((1, key),))
            sides = self.sides(plan, member, plan.right) if plan.each_left else self.sides(plan, plan.left, member)
            if sides is not None and not _holds(plan.relation, *sides):
                broken.append(sides)
        if not broken:
            return None
        members = [(left if plan.each_left else right).terms[0][1] for left, right in broken]
        slots = [figure.slot for figure in members]
        hit = _hit(case, *broken[0])
        hit.keys = [figure.key for figure in members]
        hit.values["members"] = listed(_valued(figure, slots, case.scope) for figure in members)
        return hit

    def limit(self, plan: _Plan) -> Number | None:
        """What the members of an `each(…)` are held against, where every figure of it is a number."""
        wanted = plan.right if plan.each_left else plan.left
        total: Number = wanted.number
        for sign, key in wanted.keys:
            figure = self.report.figures.get(key)
            if figure is None or figure.value is None:
                return None
            total = total + sign * figure.value
        return total

    def sides(self, plan: _Plan, left: _Sum, right: _Sum) -> tuple[_Side, _Side] | None:
        """Both sides worked out; None, with the reasons noted, where a figure is not to be had."""
        gaps: list[tuple[str, Figure | None]] = []
        sides = self.side(left, gaps), self.side(right, gaps)
        if (self.blank or ("zero" if plan.relation == "=" else "skip")) == "skip":
            blanks = sides[0].blanks + sides[1].blanks
            if len(blanks) < len(sides[0].terms) + len(sides[1].terms):
                gaps.extend((figure.key, figure) for figure in blanks)
        if not gaps:
            return sides
        assert self.report.ruleset is not None
        for key, figure in gaps:
            self.gaps.add(self.report.ruleset, key, figure)
        return None

    def side(self, wanted: _Sum, gaps: list[tuple[str, Figure | None]]) -> _Side:
        """One side; what is not to be had goes to `gaps`."""
        side = _Side(wanted.number, [], [])
        for sign, key in wanted.keys:
            figure = self.report.figures.get(key)
            amount = figure.amount if figure is not None else None
            if figure is None or amount is None or is_open_total(self.report, figure):
                gaps.append((key, figure))
                continue
            if figure.state == "blank":
                side.blanks.append(figure)
            side.total = side.total + sign * amount
            side.terms.append((sign, figure))
        return side


def _holds(relation: str, left: _Side, right: _Side) -> bool:
    return _compare(relation, left.total, right.total)


def _compare(relation: str, left: Number, right: Number) -> bool:
    if relation in ("=", "!="):
        return (left == right) == (relation == "=")
    return left <= right if relation == "<=" else left >= right


def _hit(case: _Case, left: _Side, right: _Side) -> Hit:
    """A hit at the figure that the rule names, else at the single figure of one side, else at the last."""
    stands, figure = _stands(case, left, right)
    other = left if stands is right else right
    slots = [entry.slot for _, entry in left.terms + right.terms]
    return Hit(
        span=figure.span,
        values={
            "left": show(left.total),
            "right": show(right.total),
            "left_sum": _written(left),
            "right_sum": _written(right),
            "left_name": listed(slot_name(entry.slot, slots) for _, entry in left.terms),
            "right_name": listed(slot_name(entry.slot, slots) for _, entry in right.terms),
            "column": figure.slot.column,
            "row": unquoted(figure.slot.row),
            "blanks": _blanks(left.blanks + right.blanks, slots),
        },
        message=case.message,
        figure=figure.key,
        row=figure.slot.row,
        cell=figure.slot.column,
        expected=show(other.total) if other.terms or case.when is None else None,
        actual=show(stands.total),
        terms=[
            Term(slot_name(entry.slot, slots), show(sign * (entry.amount or 0)), entry.span, entry.key)
            for sign, entry in other.terms
            if entry.amount
        ],
    )


def _stands(case: _Case, left: _Side, right: _Side) -> tuple[_Side, Figure]:
    for side in (left, right):
        for _, figure in side.terms:
            if figure.key == case.at:
                return side, figure
    if case.plan.each:
        side = left if case.plan.each_left else right
    else:
        # Of two single figures the total of a sum stands right, what is held against a bound left.
        first, second = (right, left) if case.plan.relation == "=" else (left, right)
        side = first if len(first.terms) == 1 else second if len(second.terms) == 1 else right
    side = side if side.terms else left
    return side, side.terms[-1][1]


def _valued(figure: Figure, beside: list[Slot], scope: Scope) -> Label:
    """A figure with its name: （一）予以公开 50."""
    name = short(figure.slot.row) if scope[0] == "column" else slot_name(figure.slot, beside)
    value = show(figure.amount or 0)
    return Label(f"{name.zh} {value}", f"{name.en} {value}")


def _written(side: _Side) -> str:
    """A sum as it is written: 38＋3."""
    pieces: list[str] = []
    for sign, figure in side.terms:
        mark = "－" if sign < 0 else "＋" if pieces else ""
        pieces.append(f"{mark}{show(figure.amount or 0)}")
    return "".join(pieces) or show(side.total)


def _blanks(blanks: list[Figure], beside: list[Slot]) -> Label:
    """What is to be said of blanks that were counted as 0."""
    if not blanks:
        return Label("", "")
    names = listed(slot_name(figure.slot, beside) for figure in blanks)
    return Label(f"（空白格按0计：{names.zh}）", f" (blank cells counted as 0: {names.en})")
