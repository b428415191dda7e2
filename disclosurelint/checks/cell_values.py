"""Cells of the form's tables: filled with a number, with a number that a count may have, totals filled.

`fault: unfilled` is a cell that is there but blank or no number, one hit a row; blank totals whose parts are filled
are left to `fault: open-total`; of a list of indicators all such cells are one hit. `fault: no-count` is a count that is
negative or not whole, a change (本年增/减) that is not whole, an amount of money that is negative (a warning at most:
refunds may make it so). Where a table could not be read whole, what looks blank may be the reader's fault: not assessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from disclosurelint.characters import normalise
from disclosurelint.checks._figures import (
    Gaps,
    is_open_total,
    listed,
    one_row_sets,
    parts_of_totals,
    short,
    show,
    table_gap,
    table_title,
    unquoted,
)
from disclosurelint.outcomes import Hit, NotAssessed
from disclosurelint.regexes import compiled
from disclosurelint.report import Figure, Label, Report
from disclosurelint.rules.model import Rule

SCHEMA = {
    "type": "object",
    "required": ["tables", "fault"],
    "additionalProperties": False,
    "properties": {
        "tables": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "string", "format": "table"},
            "description": "the tables of the form that are looked at",
        },
        "fault": {
            "enum": ["unfilled", "no-count", "open-total"],
            "description": "what is looked for: blank or no number, negative or fractional, a total left blank",
        },
    },
}

MESSAGES = frozenset(("message", "row", "text", "unit", "negative", "fraction", "amount", "several"))
PLACEHOLDERS = {
    "message": frozenset(("row", "column", "cells", "value", "sum")),
    "row": frozenset(("row", "cells")),
    "text": frozenset(("row", "cells")),
    "unit": frozenset(("row", "column", "text")),
    "negative": frozenset(("row", "column", "value")),
    "fraction": frozenset(("row", "column", "value")),
    "amount": frozenset(("row", "column", "value")),
    "several": frozenset(("table", "line", "count", "cells")),
}

_FEW = 3
"""More blank totals in one line of totals than this are told together."""

_NONE = Label("", "")


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed]:
    """Hits for the cells with the rule's fault; `NotAssessed` for tables that could not be read whole."""
    if report.ruleset is None:
        return
    fault = rule.params["fault"]
    told: set[str] = set()
    for table in rule.params["tables"]:
        if table not in report.ruleset.tables:
            continue
        gap = table_gap(report, table)
        if gap is not None and gap.reason.zh not in told:
            told.add(gap.reason.zh)
            yield gap
        figures = [figure for figure in report.figures.values() if figure.slot.table == table]
        if fault == "no-count":
            yield from _no_counts(report, figures, told=gap is not None)
        elif gap is None:
            yield from _unfilled(report, figures) if fault == "unfilled" else _open_totals(report, table, figures)


def _no_counts(report: Report, figures: list[Figure], *, told: bool) -> Iterator[Hit | NotAssessed]:
    gaps = Gaps()
    for figure in figures:
        kind, value = figure.slot.kind, figure.value
        if figure.state == "unreadable" and kind == "count" and report.ruleset is not None and not told:
            gaps.add(report.ruleset, figure.key, figure)
        if value is None or (value >= 0 and (kind == "money" or value == int(value))):
            continue
        if kind == "signed" and value == int(value):
            continue
        hit = _hit(figure, "amount" if kind == "money" else "negative" if kind == "count" and value < 0 else "fraction")
        hit.severity = "warning" if kind == "money" else None
        hit.values["value"] = show(value)
        hit.actual = show(value)
        yield hit
    yield from gaps.told(report)


def _unfilled(report: Report, figures: list[Figure]) -> Iterator[Hit]:
    for figure in figures:
        if _has_other_unit(figure):
            hit = _hit(figure, "unit")
            hit.values["text"] = hit.actual = figure.text.strip()
            yield hit
    if _is_list(report, figures):
        yield from _unfilled_of_list(figures)
        return
    for row in _rows(figures):
        faults = [figure for figure in row if _is_unfilled(figure)]
        totals = [figure for figure in faults if is_open_total(report, figure)]
        parts = [figure for figure in faults if figure not in totals]
        # An open total stands alone, so that the rule for totals silences it cell by cell.
        for cells in ([parts] if parts else []) + [[total] for total in totals]:
            yield _hit_of_row(cells, whole=len(cells) == len(row))


def _is_list(report: Report, figures: list[Figure]) -> bool:
    assert report.ruleset is not None
    return bool(figures) and report.ruleset.tables[figures[0].slot.table].shape == "list"


def _unfilled_of_list(figures: list[Figure]) -> Iterator[Hit]:
    """All blanks of a list in one hit, and all that is no number in another."""
    faults = [figure for figure in figures if _is_unfilled(figure)]
    for message, blank in (("message", True), ("text", False)):
        cells = [figure for figure in faults if (figure.state == "blank") == blank]
        if cells:
            hit = _hit(cells[0], "row" if len(cells) == len(figures) else message)
            hit.values["cells"] = listed(_indicator(figure) for figure in cells)
            hit.keys = [figure.key for figure in cells]
            hit.actual = cells[0].text.strip()
            yield hit


def _indicator(figure: Figure) -> Label:
    row, text = short(figure.slot.row), figure.text.strip()
    return Label(f"{row.zh}（“{text}”）", f"{row.en} (“{text}”)") if text else row


def _is_unfilled(figure: Figure) -> bool:
    if figure.state == "value" or figure.torn:
        return False
    return not (figure.slot.kind == "money" and _amount().match(normalise(figure.text)))


def _has_other_unit(figure: Figure) -> bool:
    """Whether an amount is written in 元 in a column of 万元."""
    if "万元" not in figure.slot.column.zh:
        return False
    text = normalise(figure.text).strip()
    return text.endswith("元") and not text.endswith(("万元", "亿元"))


@lru_cache(maxsize=1)
def _amount() -> re.Pattern[str]:
    """Money with its unit (251000元, 3.5万元) is a number to any reader of the table."""
    return compiled(r"\s*[\d,]{1,20}(?:\.\d{1,8})?\s*(?:亿|万)?元?\s*$")


def _rows(figures: list[Figure]) -> list[list[Figure]]:
    rows: dict[str, list[Figure]] = {}
    for figure in figures:
        key = figure.key
        rows.setdefault(key.partition("[")[0] if "[" in key else key.rpartition(".")[0], []).append(figure)
    return list(rows.values())


def _hit_of_row(cells: list[Figure], *, whole: bool) -> Hit:
    blank = all(figure.state == "blank" for figure in cells)
    hit = _hit(cells[0], ("row" if whole and len(cells) > 1 else "message") if blank else "text")
    hit.values["cells"] = listed((_cell(figure) for figure in cells), most=7)
    hit.keys = [figure.key for figure in cells]
    hit.actual = cells[0].text.strip()
    return hit


def _cell(figure: Figure) -> Label:
    """A cell by its column, with what stands in it: 商业企业（“若干”）."""
    column, text = figure.slot.column, figure.text.strip()
    return Label(f"{column.zh}（“{text}”）", f"{column.en} (“{text}”)") if text else column


def _open_totals(report: Report, table: str, figures: list[Figure]) -> Iterator[Hit]:
    assert report.ruleset is not None
    lines: dict[str, list[Figure]] = {}
    for figure in figures:
        if is_open_total(report, figure):
            lines.setdefault(_line(figure), []).append(figure)
    for line, cells in lines.items():
        for group in [cells] if len(cells) > _FEW else [[cell] for cell in cells]:
            yield _hit_of_totals(report, table, group, by_column=line.startswith("["))


def _line(figure: Figure) -> str:
    """The line of totals that a cell stands in: the column 总计, else its row."""
    row, bracket, column = figure.key.partition("[")
    return f"[{column}" if bracket and column == "total]" else row


def _hit_of_totals(report: Report, table: str, cells: list[Figure], *, by_column: bool) -> Hit:
    assert report.ruleset is not None
    first = cells[0]
    hit = _hit(first, "message" if len(cells) == 1 else "several")
    hit.keys = [figure.key for figure in cells]
    hit.values["cells"] = listed(short(figure.slot.row) if by_column else figure.slot.column for figure in cells)
    hit.values["line"] = first.slot.column if by_column else unquoted(first.slot.row)
    hit.values["table"] = table_title(report, table)
    hit.values["count"] = len(cells)
    hit.values["sum"] = _NONE
    if len(cells) == 1 and (total := _sum_of_parts(report, first)) is not None:
        hit.values["sum"] = Label(f"（所填各项合计为{total}）", f" (the parts add up to {total})")
        hit.expected = total
    hit.actual = first.text.strip()
    return hit


def _sum_of_parts(report: Report, total: Figure) -> str | None:
    """What the parts of a total add up to; None for a cell that is a total of its row and of its column as well."""
    assert report.ruleset is not None
    keys = list(dict.fromkeys(parts_of_totals(report.ruleset, one_row_sets(report))[total.key]))
    amounts = [figure.amount for key in keys if (figure := report.figures.get(key)) is not None]
    known = [amount for amount in amounts if amount is not None]
    rows = len({key.partition("[")[0] for key in keys})
    return show(sum(known)) if len(known) == len(keys) and rows in (1, len(keys)) else None


def _hit(figure: Figure, message: str) -> Hit:
    return Hit(
        span=figure.span,
        message=message,
        values={"row": unquoted(figure.slot.row), "column": figure.slot.column},
        figure=figure.key,
        row=figure.slot.row,
        cell=figure.slot.column,
    )
