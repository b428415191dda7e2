"""What was gathered from a Word file, set down as text and blocks.

The text is a plain rendering: a paragraph a line, a cell a line (or several), the lines of a table row by row; what
stands in text boxes, and tables inside cells, behind the paragraph or table that holds it.
"""

from __future__ import annotations

import re

from disclosurelint.characters import normalise
from disclosurelint.document import Block, Cell, Document, Paragraph, Span, Table, Text
from disclosurelint.readers.docx_parts import Content, WordCell, WordParagraph, WordRow, WordTable
from disclosurelint.readers.limits import MOST_CELLS, refuse_lines

_MOST_PLACES = 100_000
_NUMBERED = re.compile(r"\s{0,9}[一二三四五六七八九十]{1,2}\s?、")
_PROSE = 300


class Rendering:
    """Text and blocks in the making."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._plan: list[tuple[Span, int | None] | _Grid] = []
        self._anchors: list[tuple[int, int]] = []
        self._marks: list[tuple[int, int | None, int | None]] = []
        self._remains: dict[str, Span] = {}

    def document(self, name: str, content: list[Content]) -> Document:
        """The document of a body."""
        self._contents(content, counted=True)
        refuse_lines(len(self._plan))
        source = "".join(self._pieces)
        normal = normalise(source)
        blocks: list[Block] = [
            entry.table(normal) if isinstance(entry, _Grid) else Paragraph(Text.of(normal, *entry[0]), entry[1])
            for entry in self._plan
        ]
        return Document(
            name, "docx", source, blocks, remains=self._remains, marks=self._marks, normal=normal, anchors=self._anchors
        )

    def _contents(self, contents: list[Content], *, counted: bool) -> None:
        for content in contents:
            if isinstance(content, WordParagraph):
                self._paragraph(content, counted=counted)
            else:
                self._table(content, counted=counted)

    # Paragraphs

    def _paragraph(self, paragraph: WordParagraph, *, counted: bool) -> None:
        text = paragraph.text
        if text.strip():
            if counted:
                self._marks.append((self._length, None, len(self._marks) + 1))
            at = self._length
            self._write(paragraph, text)
            for line in text.split("\n"):
                start = at + len(line) - len(line.lstrip())
                end = at + len(line.rstrip())
                if start < end:
                    self._plan.append(((start, end), paragraph.level))
                at += len(line) + 1
        else:
            self._keep_notes(paragraph)
            if paragraph.picture:
                at = self._length
                self._anchors.append((at, paragraph.place))
                self._end_line()
                self._plan.append(_Grid([(at, at, 0, 0, 1, 1), (at, at, 0, 1, 1, 1)], 1, 2, (at, at), "picture"))
        self._contents(paragraph.floats, counted=False)

    def _write(self, paragraph: WordParagraph, text: str) -> None:
        """A line with the places of its pieces."""
        at = self._length
        self._keep_notes(paragraph)
        self._anchors.append((at, paragraph.place))
        self._pieces.append(text)
        self._length += len(text)
        self._end_line()
        at += len(paragraph.number)
        for piece, place in paragraph.pieces:
            if place >= 0:
                self._anchors.append((at, place))
            at += len(piece)

    def _end_line(self) -> None:
        self._pieces.append("\n")
        self._length += 1

    def _keep_notes(self, paragraph: WordParagraph) -> None:
        for what, before in paragraph.notes:
            at = self._length + (len(paragraph.number) + before if paragraph.pieces else 0)
            self._remains.setdefault(what, (at, at))

    def _keep_hidden_notes(self, contents: list[Content]) -> None:
        """What was met in rows and cells that are not shown still remains in the file."""
        for content in contents:
            if isinstance(content, WordParagraph):
                for what, _ in content.notes:
                    self._remains.setdefault(what, (self._length, self._length))
            else:
                for row in content.rows:
                    for cell in row.cells:
                        self._keep_hidden_notes(cell.content)

    # Tables

    def _table(self, table: WordTable, *, counted: bool) -> None:
        if _is_frame(table):
            for row in table.rows:
                for cell in row.cells:
                    (self._keep_hidden_notes if row.gone or cell.gone else self._shown)(cell.content)
            return
        inner: list[Content] = []
        start = self._length
        grid = _resolved(self._rows(table))
        for merged in grid.merged:
            self._keep_hidden_notes(merged.content)
        for placed in grid.placed:
            placed.start, placed.end = self._cell(placed.cell, inner)
        if not grid.placed:
            return
        problem = table.problem or ("nested" if inner else None) or grid.problem
        if len(grid.placed) > MOST_CELLS:
            del grid.placed[MOST_CELLS:]
            problem = problem or "spans"
        cells = [(one.start, one.end, one.row, one.column, one.rows, one.columns) for one in grid.placed]
        self._plan.append(_Grid(cells, grid.height, grid.width, (start, max(start, self._length - 1)), problem))
        self._contents(inner, counted=False)

    def _shown(self, contents: list[Content]) -> None:
        self._contents(contents, counted=True)

    def _rows(self, table: WordTable) -> list[WordRow]:
        rows = []
        for row in table.rows:
            if row.gone:
                for cell in row.cells:
                    self._keep_hidden_notes(cell.content)
            elif row.cells:
                rows.append(row)
        return rows

    def _cell(self, cell: WordCell, inner: list[Content]) -> Span:
        """Writes the lines of a cell; tables in it are put aside."""
        first = self._length
        paragraphs = list(_paragraphs_of(cell.content, inner))
        end = first
        for paragraph in paragraphs:
            text = paragraph.text
            if text.strip():
                self._write(paragraph, text)
                end = self._length - 1
            else:
                self._keep_notes(paragraph)
        if self._length == first:
            if paragraphs:
                self._anchors.append((first, paragraphs[0].place))
            self._end_line()
        return first, end


def _paragraphs_of(contents: list[Content], inner: list[Content]) -> list[WordParagraph]:
    """The paragraphs of a cell, with those of its text boxes; the tables go to `inner`."""
    found: list[WordParagraph] = []
    for content in contents:
        if isinstance(content, WordTable):
            inner.append(content)
        else:
            found.append(content)
            if content.floats:
                found += _paragraphs_of(content.floats, inner)
    return found


class _Grid:
    """A table as it will be: cells as start, end, row, column, rows, columns."""

    __slots__ = ("cells", "height", "problem", "span", "width")

    def __init__(
        self,
        cells: list[tuple[int, int, int, int, int, int]],
        height: int,
        width: int,
        span: Span,
        problem: str | None,
    ) -> None:
        self.cells, self.height, self.width, self.span, self.problem = cells, height, width, span, problem

    def table(self, normal: str) -> Table:
        """The table on the normal text."""
        cells = [
            Cell(Text.of(normal, start, end).strip() if end > start else Text.empty(start), row, column, rows, columns)
            for start, end, row, column, rows, columns in self.cells
        ]
        return Table(cells, self.height, self.width, self.span, self.problem)


class _Placed:
    """A cell at its place in the grid."""

    __slots__ = ("cell", "column", "columns", "end", "row", "rows", "start")

    def __init__(self, cell: WordCell, row: int, column: int, columns: int) -> None:
        self.cell, self.row, self.column, self.columns, self.rows = cell, row, column, columns, 1
        self.start = self.end = 0


class _Resolved:
    """A grid with its merged cells resolved."""

    __slots__ = ("height", "merged", "placed", "problem", "width")

    def __init__(self, height: int) -> None:
        self.placed: list[_Placed] = []
        self.merged: list[WordCell] = []
        self.height, self.width = height, 0
        self.problem: str | None = None


def _resolved(rows: list[WordRow]) -> _Resolved:
    """The grid places of cells: `gridBefore`, `gridSpan`, `vMerge`, and the older `hMerge`."""
    grid = _Resolved(len(rows))
    places = sum(cell.columns for row in rows for cell in row.cells)
    plain = places > _MOST_PLACES
    if plain:
        grid.problem = "spans"
    above: dict[int, _Placed] = {}
    for number, row in enumerate(rows):
        column = 0 if plain else row.before
        merged: dict[int, _Placed] = {}
        last: _Placed | None = None
        for cell in row.cells:
            if cell.gone:
                continue
            columns = 1 if plain else cell.columns
            held = above.get(column)
            if cell.merge == "continue" and held is not None and not plain:
                held.rows = number - held.row + 1
                merged[column] = last = held
                grid.merged.append(cell)
            elif cell.beside == "continue" and last is not None and not plain:
                if last.row == number:
                    last.columns += columns
                grid.merged.append(cell)
            else:
                last = _Placed(cell, number, column, columns)
                grid.placed.append(last)
                if cell.merge is not None:
                    merged[column] = last
            column += columns
        above = merged
        grid.width = max(grid.width, column)
    return grid


def _is_frame(table: WordTable) -> bool:
    """Whether a table only lays out the page: one cell alone, a cell a row around other tables, the whole report."""
    rows = [[cell for cell in row.cells if cell.content] for row in table.rows]
    if len(rows) == 1 and len(table.rows[0].cells) == 1:
        return True
    holding = [any(isinstance(part, WordTable) for part in cell.content) for row in rows for cell in row]
    if any(holding):
        filled = [[cell for cell in row if _is_filled(cell)] for row in rows]
        if all(len(row) <= 1 for row in filled) or 2 * sum(holding) >= sum(len(row) for row in filled):
            return True
    return any(_holds_prose(cell) for row in rows for cell in row)


def _is_filled(cell: WordCell) -> bool:
    return any(isinstance(part, WordTable) or part.text.strip() for part in cell.content)


def _holds_prose(cell: WordCell) -> bool:
    if len(cell.content) < 4:
        return False
    texts = [part.text for part in cell.content if isinstance(part, WordParagraph)]
    return sum(_NUMBERED.match(text) is not None for text in texts) > 1 and sum(map(len, texts)) > _PROSE
