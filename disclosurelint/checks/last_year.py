"""Figures that follow from last year's report: what was carried over, stocks, numbers of items.

`figure` must be the sum of `last-year` (figures of last year's report), plus `plus`, less `minus` (this year's). With
`for-each` each is a row of `TABLE.columns`, or a column of the listed rows. `whole` names the column whose agreement is
judged by another rule: the others are judged only where it agrees. Words of `unless` in the section's own prose
explain a difference, as do those of `unless-anywhere`; those of `mentioned` make it a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from disclosurelint.checks._figures import Gaps, Scope, key_of, scopes, short, show, slot_name
from disclosurelint.checks._others import (
    blanks_of,
    file_name,
    last_report_name,
    no_previous,
    not_on_form,
    term_of,
    told_gaps,
    whole_of,
)
from disclosurelint.checks._passages import passages, patterns_of
from disclosurelint.document import Span
from disclosurelint.outcomes import Hit, NotApplicable, NotAssessed, Term
from disclosurelint.records import field, record
from disclosurelint.report import Figure, Label, Number, Report
from disclosurelint.rules.model import Rule

_NAMES = {"type": "array", "minItems": 1, "items": {"type": "string", "format": "figures"}}
_WORDS = {
    "oneOf": [
        {"type": "string", "format": "words"},
        {"type": "array", "items": {"type": "string", "format": "pattern"}, "minItems": 1},
    ]
}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["figure", "last-year"],
    "additionalProperties": False,
    "properties": {
        "for-each": {
            "oneOf": [
                {"type": "string", "format": "figures-of"},
                {"type": "array", "minItems": 1, "items": {"type": "string", "format": "figures"}},
            ],
            "description": "TABLE.columns, or a list of rows",
        },
        "figure": {"type": "string", "format": "figures", "description": "the figure that is judged"},
        "last-year": _NAMES | {"description": "figures of last year's report that add up to it"},
        "plus": _NAMES | {"description": "figures of this report to be added"},
        "minus": _NAMES | {"description": "figures of this report to be taken away"},
        "whole": {"type": "string", "format": "column", "description": "the column that must agree first"},
        "unless": _WORDS | {"description": "words in the section's prose that explain a difference"},
        "unless-anywhere": _WORDS | {"description": "patterns of sentences anywhere that explain it"},
        "mentioned": _WORDS | {"description": "patterns of sentences anywhere that make it a hint"},
    },
}
PLACEHOLDERS = ("figure", "row", "column", "actual", "expected", "last", "sum", "file", "blanks")


@record
class _Sides:
    """A figure and what it should be."""

    key: str
    actual: Number
    span: Span
    expected: Number = 0
    last: Number = 0
    terms: list[Term] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    blanks: list[Figure] = field(default_factory=list)


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed | NotApplicable]:
    """A hit at each figure that does not follow from last year's."""
    previous, ruleset = report.previous, report.ruleset
    if previous is None or ruleset is None:
        yield no_previous(report)
        return
    judge = _Judge(report, previous, rule)
    every = scopes(ruleset, rule.params.get("for-each"))
    if not_on_form(previous, [key for scope in every for key in judge.keys("last-year", scope)]):
        yield NotApplicable(Label("上年报告所用表式不同", "last year's form was another"))
        return
    whole = rule.params.get("whole")
    if whole is not None:
        total = judge.sides(("column", whole), note=False)
        if total is not None and total.actual != total.expected:
            yield NotAssessed(Label("总计已与上年报告不一致", "the totals disagree with last year's report already"))
            return
        every = [scope for scope in every if scope != ("column", whole)]
    found = [sides for scope in every if (sides := judge.sides(scope)) is not None]
    differing = [sides for sides in found if sides.actual != sides.expected]
    if differing and not judge.explained(differing[0]):
        hint = judge.mentioned()
        for sides in differing:
            yield judge.hit(sides, hint=hint)
    yield from judge.told()


class _Judge:
    """Works out what a report's figures should be after last year's."""

    def __init__(self, report: Report, previous: Report, rule: Rule) -> None:
        self.report = report
        self.previous = previous
        self.rule = rule
        self.gaps = Gaps()
        self.last_gaps = Gaps()

    def keys(self, name: str, scope: Scope) -> list[str]:
        """The figure keys of a parameter in a row or column."""
        assert self.report.ruleset is not None
        written: str | Sequence[str] = self.rule.params.get(name, ())
        names = [written] if isinstance(written, str) else written
        return [key_of(self.report.ruleset, entry, scope) for entry in names]

    def sides(self, scope: Scope, *, note: bool = True) -> _Sides | None:
        """Both sides of the comparison; None, with the reason noted, where a figure is not to be had."""
        key = self.keys("figure", scope)[0]
        own = self._have(self.report, self.gaps, [key], note=note)
        if own is None:
            return None
        _, (amount, span, blanks) = own[0]
        sides = _Sides(key, amount, span, blanks=list(blanks))
        last = self._have(self.previous, self.last_gaps, self.keys("last-year", scope), note=note)
        if last is None:
            return None
        for name, (value, place, _) in last:
            sides.last += value
            self._add(sides, value, term_of(self.previous, name, value, place, self._last_name(name)))
        for parameter, sign in (("plus", 1), ("minus", -1)):
            more = self._have(self.report, self.gaps, self.keys(parameter, scope), note=note)
            if more is None:
                return None
            for name, (value, place, empty) in more:
                sides.blanks += empty
                term = Term(self._name(name), show(sign * value), place, name)
                self._add(sides, sign * value, term)
        return sides

    def _have(
        self, report: Report, gaps: Gaps, keys: list[str], *, note: bool
    ) -> list[tuple[str, tuple[Number, Span, list[Figure]]]] | None:
        found = []
        for key in keys:
            entry = whole_of(report, key)
            if entry is None:
                if note and report.ruleset is not None:
                    gaps.add(report.ruleset, key, report.figures.get(key))
                return None
            found.append((key, entry))
        return found

    @staticmethod
    def _add(sides: _Sides, value: Number, term: Term) -> None:
        sides.expected += value
        sides.terms.append(term)
        sign = "－" if value < 0 else "＋" if sides.pieces else ""
        sides.pieces.append(f"{sign}{show(value if value >= 0 else -value)}")

    def _name(self, key: str) -> Label:
        assert self.report.ruleset is not None
        slot = self.report.ruleset.slots.get(key)
        return slot_name(slot) if slot is not None else Label(key, key)

    def _last_name(self, key: str) -> Label:
        slot = self.previous.ruleset.slots.get(key) if self.previous.ruleset is not None else None
        name = slot_name(slot) if slot is not None else Label(key, key)
        return Label(f"上年报告 {name.zh}", f"last year's {name.en}")

    def explained(self, sides: _Sides) -> bool:
        """Whether a note in the figure's section, or a sentence anywhere, says why the figures do not follow."""
        assert self.report.ruleset is not None
        slot = self.report.ruleset.slots.get(sides.key)
        section = self.report.ruleset.tables[slot.table].section if slot is not None else None
        near = patterns_of(self.report, self.rule.params.get("unless"))
        if near and section is not None and _found(self.report, f"section:{section}", near):
            return True
        anywhere = patterns_of(self.report, self.rule.params.get("unless-anywhere"))
        return bool(anywhere) and _found(self.report, "report", anywhere)

    def mentioned(self) -> bool:
        """Whether something is said that may explain the difference."""
        patterns = patterns_of(self.report, self.rule.params.get("mentioned"))
        return bool(patterns) and _found(self.report, "report", patterns)

    def hit(self, sides: _Sides, *, hint: bool) -> Hit:
        """What is to be said of a figure that does not follow."""
        assert self.report.ruleset is not None
        slot = self.report.ruleset.slots[sides.key]
        return Hit(
            span=sides.span,
            values={
                "figure": slot_name(slot),
                "row": short(slot.row),
                "column": slot.column,
                "actual": show(sides.actual),
                "expected": show(sides.expected),
                "last": show(sides.last),
                "sum": "".join(sides.pieces),
                "file": file_name(self.previous),
                "blanks": blanks_of(sides.blanks),
            },
            figure=sides.key,
            row=slot.row,
            cell=slot.column,
            expected=show(sides.expected),
            actual=show(sides.actual),
            terms=sides.terms,
            severity="info" if hint else None,
        )

    def told(self) -> Iterator[NotAssessed]:
        """What could not be had on either side."""
        yield from self.gaps.told(self.report)
        yield from told_gaps(self.previous, self.last_gaps, last_report_name(self.previous))


def _found(report: Report, scope: str, patterns: tuple[str, ...]) -> bool:
    return next(iter(passages(report, scope).find(patterns)), None) is not None
