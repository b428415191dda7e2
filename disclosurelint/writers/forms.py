"""The tables of the form as they are printed: rows of cells with their spans, figures filled in where known."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from disclosurelint.records import record
from disclosurelint.rules.model import BlockTemplate, RowTemplate, TableTemplate, block_slots


@record
class PrintedCell:
    """A cell of a printed table: its text, and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


PrintedTable = list[list[PrintedCell]]
"""Rows of cells; a place that a cell above or to the left covers has none of its own."""


_AS_PRINTED = str.maketrans("(),:", "（），：")


def as_printed(text: str) -> str:
    """A caption, group or note in the full-width marks of the printed form; rule sets keep them normalised."""
    return text.translate(_AS_PRINTED)


def width_of(table: PrintedTable) -> int:
    """How many columns a printed table has."""
    return sum(cell.columns for cell in table[0])


def printed(table: TableTemplate, values: Mapping[str, str]) -> PrintedTable:
    """A table of the form; `values` are by figure key, what is missing is left blank."""
    if table.shape == "wide":
        return _wide(table, values)
    if table.shape == "list":
        return _list(table, values)
    if len(table.blocks) > 1:
        return _blocks(table, values)
    return _matrix(table, table.blocks[0], values)


def _blocks(table: TableTemplate, values: Mapping[str, str]) -> PrintedTable:
    """Blocks under each other: caption, heads, rows; narrower blocks are widened at their last column."""
    wide = max(len(block.columns) for block in table.blocks)
    rows: PrintedTable = []
    for block in table.blocks:
        spans = [1] * len(block.columns)
        spans[-1] += wide - len(block.columns)
        rows.append([PrintedCell(as_printed(block.caption), columns=wide + 1)])
        rows.append([PrintedCell("信息内容"), *_cells([column.label.zh for column in block.columns], spans)])
        slots = iter(block_slots(table, block))
        for row in block.rows:
            texts = [values.get(next(slots).key, "") for _ in block.columns]
            rows.append([PrintedCell(row.label.zh), *_cells(texts, spans)])
    return rows


def _cells(texts: list[str], spans: list[int]) -> list[PrintedCell]:
    return [PrintedCell(text, columns=span) for text, span in zip(texts, spans, strict=True)]


_LABEL_COLUMNS = 3


def _matrix(table: TableTemplate, block: BlockTemplate, values: Mapping[str, str]) -> PrintedTable:
    """The table of requests: three rows of heads, labels with their groups in three columns."""
    rows = _applicant_heads(table, block)
    slots = block_slots(table, block)
    labels = _labels(block.rows)
    for index, label in enumerate(labels):
        line = slots[index * len(block.columns) : (index + 1) * len(block.columns)]
        rows.append([*label, *(PrintedCell(values.get(slot.key, "")) for slot in line)])
    return rows


def _applicant_heads(table: TableTemplate, block: BlockTemplate) -> PrintedTable:
    first = [
        PrintedCell(as_printed(table.note or ""), rows=3, columns=_LABEL_COLUMNS),
        PrintedCell("申请人情况", columns=len(block.columns)),
    ]
    second: list[PrintedCell] = []
    third: list[PrintedCell] = []
    for group, columns in groupby(block.columns, lambda column: column.group):
        members = list(columns)
        if group is None:
            second += [PrintedCell(column.label.zh, rows=2) for column in members]
        else:
            second.append(PrintedCell(group, columns=len(members)))
            third += [PrintedCell(column.label.zh) for column in members]
    return [first, second, third]


def _labels(rows: list[RowTemplate]) -> list[list[PrintedCell]]:
    """The label cells of each row. 三、本年度办理结果 spans all results, （三）不予公开 and its like their reasons."""
    results = [index for index, row in enumerate(rows) if row.group is not None]
    outer = rows[results[0]].group or ""
    labels: list[list[PrintedCell]] = []
    for index, row in enumerate(rows):
        if row.group is None:
            labels.append([PrintedCell(row.label.zh, columns=_LABEL_COLUMNS)])
            continue
        cells = [PrintedCell(as_printed(outer), rows=len(results))] if index == results[0] else []
        if row.group == outer:
            cells.append(PrintedCell(row.label.zh, columns=_LABEL_COLUMNS - 1))
        else:
            if rows[index - 1].group != row.group:
                cells.append(PrintedCell(as_printed(row.group), rows=sum(other.group == row.group for other in rows)))
            cells.append(PrintedCell(row.label.zh))
        labels.append(cells)
    return labels


def _wide(table: TableTemplate, values: Mapping[str, str]) -> PrintedTable:
    """Blocks side by side: 行政复议, then 行政诉讼 with its two ways, one row of figures."""
    first: list[PrintedCell] = []
    second: list[PrintedCell] = []
    third: list[PrintedCell] = []
    figures: list[PrintedCell] = []
    for group, members in groupby(table.blocks, lambda block: block.group):
        blocks = list(members)
        if group is not None:
            first.append(PrintedCell(group, columns=sum(len(block.columns) for block in blocks)))
        for block in blocks:
            labels = [column.label.zh for column in block.columns]
            if group is None:
                first.append(PrintedCell(as_printed(block.caption), columns=len(labels)))
                second += [PrintedCell(label, rows=2) for label in labels]
            else:
                second.append(PrintedCell(as_printed(block.caption), columns=len(labels)))
                third += [PrintedCell(label) for label in labels]
            figures += [PrintedCell(values.get(f"{block.key}[{column.key}]", "")) for column in block.columns]
    return [first, second, third, figures]


def _list(table: TableTemplate, values: Mapping[str, str]) -> PrintedTable:
    """Indicators under each other, each chapter (一、主动公开情况 …) a row of its own."""
    rows: PrintedTable = [[PrintedCell("统计指标"), PrintedCell("统计数")]]
    for block in table.blocks:
        for group, members in groupby(block.rows, lambda row: row.group):
            if group is not None:
                rows.append([PrintedCell(as_printed(group), columns=2)])
            rows += [
                [PrintedCell(row.label.zh), PrintedCell(values.get(f"{table.name}.{row.key}", ""))] for row in members
            ]
    return rows
