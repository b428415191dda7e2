"""Tables of HTML: what was read between their tags to grids, by the table model of HTML.

A table that only lays out the page (it holds other tables, or the whole text) is given back as what is in its cells.
"""

from __future__ import annotations

import re

from disclosurelint.document import Block as AnyBlock
from disclosurelint.document import Cell, Paragraph, Span, Table, Text
from disclosurelint.readers.limits import MOST_CELLS
from disclosurelint.records import field, record

_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]{1,2}\s?、")
_MANY_PIECES, _PROSE = 12, 300
_MOST_PLACES = 100_000


@record
class Segment:
    """The pieces of text between two block tags."""

    level: int | None = None
    pieces: list[Text] = field(default_factory=list)

    @property
    def text(self) -> Text:
        """All pieces as one."""
        return self.pieces[0] if len(self.pieces) == 1 else Text.join(self.pieces)


@record
class RawCell:
    """A cell as its tag has it; `content` holds segments of text, and the blocks of a table inside."""

    start: int
    columns: int
    rows: int
    content: list[Segment | list[AnyBlock]] = field(default_factory=list)


@record
class OpenTable:
    """A table that is being read. `groups` are the rows with which a thead, tbody or tfoot begins."""

    start: int
    rows: list[list[RawCell]] = field(default_factory=list)
    places: list[list[int]] = field(default_factory=list)
    groups: list[int] = field(default_factory=lambda: [0])
    comments: list[tuple[str, Span, int]] = field(default_factory=list)
    row_open: bool = False
    cell: RawCell | None = None
    problem: str | None = None


def paragraphs_of(segment: Segment) -> list[Paragraph]:
    """The paragraphs of a segment: a <br> ends one."""
    lines = [line.strip() for line in segment.text.lines()]
    return [Paragraph(line, segment.level) for line in lines if line]


def blocks_of(table: OpenTable, end: int) -> list[AnyBlock]:
    """A data table as a grid; a table that only lays out the page, and so holds others, as what is in its cells."""
    inner = [part for row in table.rows for cell in row for part in cell.content if isinstance(part, list)]
    if (inner and _is_layout(table)) or _holds_prose(table):
        blocks: list[AnyBlock] = []
        for row in table.rows:
            for cell in row:
                for part in cell.content:
                    blocks.extend(part if isinstance(part, list) else paragraphs_of(part))
        return blocks
    if not any(table.rows):
        return []
    grid = _grid(table, end)
    if inner:
        grid.problem = "nested"
    return [grid, *(block for part in inner for block in part)]


def _is_layout(table: OpenTable) -> bool:
    """Whether a table with tables inside serves the layout: a cell a row, or nearly all words within the inner ones."""
    if all(sum(1 for cell in row if cell.content) <= 1 for row in table.rows):
        return True
    cells = [cell for row in table.rows for cell in row if cell.content]
    holding = sum(any(isinstance(part, list) for part in cell.content) for cell in cells)
    return 2 * holding >= len(cells)


def _holds_prose(table: OpenTable) -> bool:
    """Whether the whole text of a page stands in one cell."""
    for row in table.rows:
        for cell in row:
            if len(cell.content) < 4 and not any(
                len(part.pieces) > _MANY_PIECES for part in cell.content if isinstance(part, Segment)
            ):
                continue
            parts = [part.text.value for part in cell.content if isinstance(part, Segment)]
            lines = [line for part in parts for line in part.split("\n")]
            if sum(_NUMBERED.match(line) is not None for line in lines) > 1 and sum(map(len, lines)) > _PROSE:
                return True
    return False


def _grid(table: OpenTable, end: int) -> Table:
    """The grid places of all cells, by the table model of HTML: a cell takes the next free place of its row."""
    problem = table.problem
    height = len(table.rows)
    bounds = _group_ends(table)
    placed = ((row, cell) for row, cells in enumerate(table.rows) for cell in cells)
    places = sum(cell.columns * _rows_of(cell, row, bounds[row]) for row, cell in placed)
    plain = places > _MOST_PLACES
    if plain:
        problem = problem or "spans"
    cells: list[Cell] = []
    busy: dict[int, int] = {}
    width = 0
    for row, raw in enumerate(table.rows):
        if len(cells) > MOST_CELLS:
            problem, height = problem or "spans", row
            break
        column = 0
        for cell in raw:
            while busy.get(column, -1) >= row:
                column += 1
            rows = 1 if plain else _rows_of(cell, row, bounds[row])
            columns = 1 if plain else cell.columns
            cells.append(Cell(_cell_text(cell), row, column, rows, columns))
            if rows > 1:
                for taken in range(column, column + columns):
                    busy[taken] = max(busy.get(taken, -1), row + rows - 1)
            column += columns
            width = max(width, column)
    return Table(cells, height, width, (table.start, end), problem)


def _group_ends(table: OpenTable) -> list[int]:
    """For each row, the row behind the last of its thead, tbody or tfoot."""
    height = len(table.rows)
    ends = []
    starts = sorted({group for group in table.groups if 0 < group < height})
    begin = 0
    for border in [*starts, height]:
        ends += [border] * (border - begin)
        begin = border
    return ends


def _rows_of(cell: RawCell, row: int, group_end: int) -> int:
    """How many rows a cell takes: rowspan 0 and spans beyond the group end with the group."""
    if cell.rows == 1:
        return 1
    left = group_end - row
    return left if cell.rows == 0 else min(cell.rows, left)


def _cell_text(cell: RawCell) -> Text:
    if len(cell.content) == 1 and isinstance(cell.content[0], Segment):
        return cell.content[0].text.strip() or Text.empty(cell.start)
    texts = [part.text.strip() for part in cell.content if isinstance(part, Segment)]
    texts = [text for text in texts if text]
    if not texts:
        return Text.empty(cell.start)
    return Text.join(texts, "\n") if len(texts) > 1 else texts[0]
