"""What the kinds that look at other reports share: figures of either report, where they stand, why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from disclosurelint.checks._figures import (
    Gaps,
    is_open_total,
    listed,
    one_row_sets,
    parts_of_totals,
    show,
    slot_name,
)
from disclosurelint.document import Span
from disclosurelint.outcomes import NotAssessed, Term
from disclosurelint.report import Figure, Label, Number, Report
from disclosurelint.wording import GIVE_PREVIOUS, NO_PREVIOUS


def no_previous(report: Report) -> NotAssessed:
    """Why nothing is compared with last year's report."""
    return NotAssessed(report.previous_gap or NO_PREVIOUS, GIVE_PREVIOUS)


def file_name(report: Report) -> str:
    """A report's file, by its name alone."""
    return PurePath(report.document.path).name


Whole = tuple[Number, Span, list[Figure]]
"""A figure's amount, its place, and the blanks that were counted as 0."""


def whole_of(report: Report, key: str) -> Whole | None:
    """A figure's amount; a total that is not filled in is the sum of its parts.

    None where the figure cannot be had.
    """
    figure = report.figures.get(key)
    if figure is not None and figure.state == "value" and figure.value is not None:
        return figure.value, figure.span, []
    if figure is not None and figure.state == "unreadable":
        return None
    if figure is None or is_open_total(report, figure):
        return _from_parts(report, key, figure)
    return 0, figure.span, [figure]


def _from_parts(report: Report, key: str, figure: Figure | None) -> tuple[Number, Span, list[Figure]] | None:
    if report.ruleset is None:
        return None
    keys = parts_of_totals(report.ruleset, one_row_sets(report)).get(key)
    if not keys:
        return None
    # The total of totals is a sum both ways: along its row, and down its column.
    row = key.partition("[")[0] + "["
    keys = [name for name in keys if name.startswith(row)] or keys
    parts = [part for part in (report.figures.get(name) for name in keys) if part is not None]
    amounts = [part.amount for part in parts]
    if len(parts) < len(keys) or any(amount is None for amount in amounts):
        return None
    total: Number = sum(amount for amount in amounts if amount is not None)
    return total, figure.span if figure is not None else parts[0].span, []


def not_on_form(report: Report, keys: Sequence[str]) -> bool:
    """Whether the report's form has none of the figures."""
    return report.ruleset is None or not any(key in report.ruleset.slots for key in keys)


def term_of(report: Report, key: str, value: Number, span: Span, label: Label, *, sign: int = 1) -> Term:
    """A figure of another report, with its file and place."""
    return Term(label, show(sign * value), None, key, report.document.path, report.document.place(span))


def told_gaps(report: Report, gaps: Gaps, whose: Label) -> list[NotAssessed]:
    """What could not be had in another report, with its name before the reason; its places are not this report's."""
    return [
        NotAssessed(Label(f"{whose.zh}：{gap.reason.zh}", f"{whose.en}: {gap.reason.en}")) for gap in gaps.told(report)
    ]


def last_report_name(previous: Report) -> Label:
    """Last year's report in words: 上年报告 2023.md."""
    name = file_name(previous)
    return Label(f"上年报告 {name}", f"last year's report {name}")


def blanks_of(blanks: list[Figure]) -> Label:
    """What is to be said of blanks that were counted as 0."""
    if not blanks:
        return Label("", "")
    names = listed(slot_name(figure.slot) for figure in blanks)
    return Label(f"（空白格按0计：{names.zh}）", f" (blank cells counted as 0: {names.en})")
