"""Tables of text: consecutive lines whose cells stand between tabs or bars, each row with as many cells as it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclosurelint.document import Cell, Table, Text
from disclosurelint.readers.limits import MOST_CELLS, MOST_COLUMNS
from disclosurelint.readers.lines import Line

if TYPE_CHECKING:
    from disclosurelint.document import Block, Span
    from disclosurelint.readers.lines import Splitter
    from disclosurelint.readers.sink import Sink

# Frames of tables drawn with characters: +----+----+ and ┌──┬──┐.
_FRAME = r"[+├┌└╞╔╚╟╠][-=+:─━═┼┬┴┐┘┤╪╤╧╡╗╝╢╣╦╩╬ ]{2,}"
_FRAME_FIRST = frozenset("+├┌└╞╔╚╟╠")
_FIGURE = r"[-+]?\d[\d,.]*%?|[-—–/]{1,4}|无"


def _is_frame(value: str) -> bool:
    return value[0] in _FRAME_FIRST and re.fullmatch(_FRAME, value) is not None


def rows_end(items: list[Line | Block], at: int) -> int:
    """The index behind the rows of a table that begins at `at`; `at` itself where none does."""
    kind: str | None = None
    rows: list[Line] = []
    end, index = at, at
    while index < len(items):
        line = items[index]
        if not isinstance(line, Line):
            break
        value = line.text.value
        if not value:
            # A comment on a line of its own speaks of the next row.
            if not line.comments:
                break
        elif line.separator is not None and line.separator == (kind or line.separator):
            kind = line.separator
            rows.append(line)
            end = index + 1
        elif _is_frame(value) and (rows or index == at):
            end = index + 1
        else:
            break
        index += 1
    return end if rows and _is_table(rows, kind) else at


def _is_table(rows: list[Line], kind: str | None) -> bool:
    value = rows[0].text.value
    if kind == "\t":
        return len(rows) > 1 or value.count("\t") > 1
    if len(rows) > 1:
        return True
    cells = value.replace("│", "|").replace("┃", "|").split("|")
    if len(cells) > 2 and not cells[0]:
        return True
    return sum(re.fullmatch(_FIGURE, cell.strip()) is not None for cell in cells) > 1


def add_table(lines: list[Line], split: Splitter, sink: Sink) -> None:
    """Puts the table of these lines into the sink; comments between its rows cover the next row, those in one, it."""
    shown: list[tuple[list[Text], Span]] = []
    pending: list[tuple[int, Line]] = []
    problem = None
    count = 0
    for line in lines:
        if line.comments:
            pending.append((len(shown), line))
        text = line.text
        if not text.value or (line.separator is None and _is_frame(text.value)):
            continue
        row = split(line)
        shown.append((row, text.span()))
        count += len(row)
        if len(row) >= MOST_COLUMNS:
            problem = "spans"
            # The last one holds whatever else stands in the line.
            del row[MOST_COLUMNS - 1 :]
        if count > MOST_CELLS:
            problem = "spans"
            break
    dropped = {at for at, (cells, _) in enumerate(shown) if _is_rule(cells, at)} if len(shown) > 1 else set()
    cells: list[Cell] = []
    height = width = 0
    for at, (row, _) in enumerate(shown):
        if at in dropped:
            continue
        for column, text in enumerate(row):
            cells.append(Cell(text, height, column))
        width = max(width, len(row))
        height += 1
    table = Table(cells, height, width, (shown[0][1][0], shown[-1][1][1]), problem)
    sink.covers(table.span)
    for at, line in pending:
        while at in dropped:
            at += 1
        for comment in line.comments or ():
            sink.comment(*comment)
        sink.covers(shown[at][1] if at < len(shown) else (line.end, line.end))
    sink.add(table)


def _is_rule(cells: list[Text], at: int) -> bool:
    """Whether this is the line of dashes below the header; further down dashes are blank cells, unless long."""
    least = 1 if at == 1 else 3
    if cells[0].value[:1] not in ("-", ":"):
        return False
    for cell in cells:
        bare = cell.value.strip(":")
        if len(bare) < least or bare.strip("-"):
            return False
    return True
