"""Reading the statistics table of 2014 to 2018 (政府信息公开情况统计表) as a grid: indicator, unit, figure."""

from __future__ import annotations

from collections import Counter

from disclosurelint.document import Table
from disclosurelint.facts.forms import RowForm, TableForm
from disclosurelint.facts.grid_lines import grid_rows, is_number
from disclosurelint.facts.harvest import Harvest
from disclosurelint.facts.heads import Row
from disclosurelint.facts.numbers import is_blank, plain_count, read_cell
from disclosurelint.report import Label

COLUMNS = Label(
    "表中有几列数字，不能确定哪一列是本年数",
    "the table has several columns of figures; which are this year's is not clear",
)


def read_list_grids(tables: list[Table], harvest: Harvest) -> bool:
    """Takes the indicators of the form from grids, which together may be one table torn by page ends.

    Returns whether it is the form's table: at least a third of its indicators are there.
    """
    form = harvest.form
    parts: list[tuple[Table, list[tuple[RowForm, Row]]]] = []
    last = -1
    for table in tables:
        found: list[tuple[RowForm, Row]] = []
        for cells in grid_rows(table):
            entry = _labelled(cells, form, last)
            if entry is not None:
                found.append(entry)
                last = entry[0].index
        if found:
            parts.append((table, found))
    if len({row.index for _, found in parts for row, _ in found}) * 3 < len(form.rows):
        return False
    for table, found in parts:
        harvest.spans.append(table.span)
        _take(harvest, found)
    return True


def _take(harvest: Harvest, found: list[tuple[RowForm, Row]]) -> None:
    column = _figure_column([cells for _, cells in found])
    for row, cells in found:
        if row.index in harvest.rows:
            continue
        if column is None:
            harvest.lose(row, " ".join(cell.text.value for cell in cells), cells[0].text.span(), COLUMNS)
            continue
        cell = next((entry for entry in cells if entry.column <= column < entry.column + entry.columns), None)
        if cell is not None:
            harvest.rows[row.index] = True
            harvest.put(row, 0, cell, read_cell(cell.text.value, row.slots[0].kind))


def _labelled(cells: Row, form: TableForm, last: int) -> tuple[RowForm, Row] | None:
    for place, cell in enumerate(cells[:5]):
        text = cell.text.value
        if is_blank(text) or plain_count(text.strip()) or len(text) < 3:
            continue
        found = form.lexicon.find(text)
        if found is not None and isinstance(found[0], RowForm) and len(cells) > place + 1:
            row = found[0]
            # Of rows with the same label the next after the last read.
            row = next((entry for entry in row.twins if entry.index > last), row)
            return row, cells[place + 1 :]
    return None


def _figure_column(rows: list[Row]) -> int | None:
    """The grid column of the figures; None where several columns hold numbers."""
    counts: Counter[int] = Counter()
    for cells in rows:
        counts.update(cell.column for cell in cells if is_number(cell))
    if not counts:
        return max(cells[-1].column for cells in rows)
    (column, most), *others = counts.most_common()
    return None if any(count * 3 > most for _, count in others) else column
