"""Reading the tables of sections two and three as grids: row label, then figures.

A row is known by its label wherever that stands among the first cells of the row; a figure by the label above its
column, or, where the grid has no column labels of the form, by its place among exactly as many cells as the form has.
"""

from __future__ import annotations

from disclosurelint.document import Cell, Table
from disclosurelint.facts.forms import BlockForm, ColumnForm, ForeignForm, GroupForm, RowForm, TableForm
from disclosurelint.facts.grid_lines import GridLine, first_number, grid_rows, is_number, line_of
from disclosurelint.facts.harvest import Harvest, note_columns, note_foreign
from disclosurelint.facts.heads import (
    Head,
    Named,
    Row,
    by_place,
    choose,
    find_head,
    listed,
    note_head,
    parted,
    row_end,
    under,
)
from disclosurelint.facts.labels import is_damage
from disclosurelint.facts.numbers import Reading, is_blank, plain_count, read_cell
from disclosurelint.report import Deviation, Label

UNMATCHED = Label("格数与表式的列数对不上", "the number of cells does not fit the form's columns")


def read_rows_grid(table: Table, harvest: Harvest, strict: bool = False, block: BlockForm | None = None) -> bool:
    """Takes the rows of the form that a grid holds.

    `strict`: only from a grid that names columns or blocks of the form, or has many of its rows. `block` is the one
    whose caption stands right before the grid. Returns whether any row was found.
    """
    form = harvest.form
    lines = [line_of(cells, form) for cells in grid_rows(table)]
    labels = [line.label for line in lines if line.label and (_is_row(line) or _stands_instead(line))]
    credible = _names_form(lines, form)
    if not labels:
        _note_captions(lines, harvest)
        if block is None or strict or not credible:
            return False
    if strict and not credible:
        return False
    rows = {line.item.index for line in lines if isinstance(line.item, RowForm) and line.values}
    edge = max((label.column + label.columns for label in labels), default=1)
    before = len(harvest.rows) + len(harvest.instead) + len(harvest.deviations)
    reader = _Reader(harvest, edge, credible=not strict and (credible or len(rows) > 1))
    reader.end = max((row_end(line.values) for line in lines if _is_row(line)), default=0)
    reader.read(lines, form.blocks[0] if len(form.blocks) == 1 else block)
    if len(harvest.rows) + len(harvest.instead) + len(harvest.deviations) == before:
        return False
    harvest.spans.append(table.span)
    return True


def _is_row(line: GridLine) -> bool:
    return isinstance(line.item, RowForm) and bool(line.values)


def _stands_instead(line: GridLine) -> bool:
    return isinstance(line.item, GroupForm) and line.item.instead is not None and line.numeric


def _note_captions(lines: list[GridLine], harvest: Harvest) -> None:
    for line in lines:
        if isinstance(line.item, GroupForm) and line.item.kind == "caption" and line.item.block:
            harvest.captions.add(line.item.block.index)


def _names_form(lines: list[GridLine], form: TableForm) -> bool:
    for line in lines:
        if isinstance(line.item, GroupForm) and line.item.kind == "caption":
            return True
        if not line.values and any(
            len(cell.text) > 3 and block.lexicon.find(cell.text.value) for cell in line.cells for block in form.blocks
        ):
            return True
    # Rows of one block alone prove nothing elsewhere: 行政许可, 行政处罚 stand in other tables too.
    rows = {line.item.index for line in lines if isinstance(line.item, RowForm)}
    return len(form.blocks) == 1 and len(rows) >= max(3, len(form.rows) // 3)


class _Reader:
    """Goes down the rows of one grid."""

    def __init__(self, harvest: Harvest, edge: int, *, credible: bool) -> None:
        self.harvest = harvest
        self.credible = credible
        self.edge = edge
        self.end = 0
        self.above: list[GridLine] = []
        self.fresh = True
        self.heads: dict[int, Head] = {}
        self.named: dict[int, list[int]] = {}
        self.seen: set[int] = set()
        self.taken: set[int] = set()
        self.pending: list[GridLine] = []
        self.last: RowForm | None = None
        self.block: BlockForm | None = None

    def read(self, lines: list[GridLine], block: BlockForm | None) -> None:
        """Takes the rows; `block` is the one that the grid begins with, where that is known."""
        self.block = block
        for line in lines:
            item = line.item
            if isinstance(item, RowForm) and line.values:
                if line.damaged and item.index in self.taken:
                    self.pending.append(line)
                    continue
                self.taken.add(item.index)
                self._rename(item)
                self._data(line, item)
                self.last, self.block = item, item.block
            elif isinstance(item, GroupForm):
                self._group(line, item)
            elif isinstance(item, ForeignForm):
                self._foreign(line, item)
            elif line.numeric and self._looks_like_row(line):
                self.pending.append(line)
            else:
                self._header(line)
        self._rename(None)

    def _header(self, line: GridLine) -> None:
        if not self.fresh:
            self.above, self.fresh = [], True
        self.above.append(line)

    def _group(self, line: GridLine, item: GroupForm) -> None:
        if item.kind == "caption" and item.block is not None:
            self.harvest.captions.add(item.block.index)
            self._rename(None)
            self.block = item.block
        if not line.values or not any(not is_blank(cell.text.value) for cell in line.values):
            return
        if item.instead is not None and item.instead not in self.harvest.instead:
            self.harvest.instead.append(item.instead)
            self._data(line, item.instead)
        elif line.numeric and line.label is not None and item.kind == "group":
            self._add(line)

    def _foreign(self, line: GridLine, item: ForeignForm) -> None:
        cell = line.label or line.cells[0]
        if line.numeric or (line.values and cell is line.cells[0]):
            note_foreign(self.harvest, item, cell)
        else:
            self._header(line)

    def _looks_like_row(self, line: GridLine) -> bool:
        number, first = first_number(line.cells)
        return any(not is_blank(cell.text.value) for cell in line.cells[first:number])

    # Rows that are not the form's: in place of one that is missing (renamed), else added.

    def _rename(self, next_row: RowForm | None) -> None:
        """Settles rows in unknown words: as many as rows of the form are missing here are these, else added ones."""
        waiting, self.pending = self.pending, []
        if not waiting:
            return
        block = next_row.block if next_row is not None else self.block
        gap = self._gap(block, next_row) if block is not None and (self.above or self.last) else []
        fits = len(gap) == len(waiting)
        for place, line in enumerate(waiting):
            if fits and len(line.cells) > len(gap[place].slots):
                self._renamed(line, gap[place])
            else:
                self._add(line)

    def _gap(self, block: BlockForm, next_row: RowForm | None) -> list[RowForm]:
        """The rows of a block that were not found, from the last row read up to the next."""
        first = self.last.index if self.last is not None and self.last.block is block else -1
        end = next_row.index if next_row is not None else len(self.harvest.form.rows)
        if next_row is not None and self.last is not None and first < 0 and self.block is not block:
            return []
        return [row for row in block.rows if first < row.index < end and row.index not in self.harvest.rows]

    def _renamed(self, line: GridLine, row: RowForm) -> None:
        number = next(place for place, cell in enumerate(line.cells) if place and is_number(cell))
        line.values = line.cells[number:]
        blanks = [cell for cell in line.cells[:number] if is_blank(cell.text.value) and cell.column >= self.edge]
        line.values = blanks + line.values
        self._data(line, row)
        words = [cell for cell in line.cells[:number] if not is_blank(cell.text.value)]
        if not is_damage(words[-1].text.value, row.label.zh):
            self._deviate("renamed-row", row.label, words[-1], row)

    def _deviate(self, kind: str, label: Label | None, cell: Cell, row: RowForm | None) -> None:
        self.harvest.deviations.append(
            Deviation(
                kind,  # type: ignore[arg-type]
                label,
                cell.text.squeezed().value,
                cell.text.strip().span(),
                [slot.key for slot in row.slots] if row else [],
                row.key if row else "",
            )
        )

    def _add(self, line: GridLine) -> None:
        words = [cell for cell in line.cells if not is_blank(cell.text.value) and not is_number(cell)]
        if words and self.credible:
            self._deviate("added-row", None, line.label or words[-1], None)

    # Figures of a row.

    def _data(self, line: GridLine, row: RowForm) -> None:
        harvest = self.harvest
        if row.index >= 0 and row.index in harvest.rows:
            return
        if self.fresh:
            self.seen, self.fresh = set(), False
        values = self._values(line, len(row.slots))
        pairs = self._assign(values, row)
        if pairs is None:
            self._lose(row, values)
            return
        self._put(row, pairs)

    def _lose(self, row: RowForm, values: Row) -> None:
        if self.credible:
            text = " ".join(cell.text.value.strip() for cell in values)
            span = (values[0].text.span()[0], max(values[-1].text.span()))
            self.harvest.lose(row, text, span, UNMATCHED)

    def _put(self, row: RowForm, pairs: list[tuple[int, Cell]]) -> None:
        readings: list[tuple[int, Cell, Reading]] = []
        apart = False
        for column, cell in pairs:
            slot, unit = row.slots[column], row.block.columns[column].unit
            text = cell.text.value
            reading = ("value", int(text), False) if plain_count(text) else read_cell(text, slot.kind, unit)
            apart = apart or reading[2]
            readings.append((column, cell, reading))
        if apart and len(readings) > 1 and readings[-1][2][0] == "blank":
            # Two cells run together, and all behind them moved.
            self._lose(row, [cell for _, cell in pairs])
            return
        if row.index >= 0:
            self.harvest.rows[row.index] = True
        # Digits apart are one number only where no other cell of the row has lost its own.
        torn = apart and any(reading[0] != "value" for _, _, reading in readings)
        for column, cell, reading in readings:
            self.harvest.put(row, column, cell, ("unreadable", None, False) if torn and reading[2] else reading)

    def _values(self, line: GridLine, wanted: int) -> Row:
        """The cells of figures, without blank columns of labels.

        A row that ends where the others do has its blank cells under their labels; one that ends before them is
        shifted, and only cells that are too many are left out.
        """
        values = line.values
        level = row_end(values) == self.end
        while (
            len(values) > (1 if level else wanted) and values[0].column < self.edge and is_blank(values[0].text.value)
        ):
            values = values[1:]
        return values

    def _assign(self, values: Row, row: RowForm) -> list[tuple[int, Cell]] | None:
        """Which cell stands in which column; None where that cannot be told."""
        head = self._head(row.block)
        named = self.named.get(row.block.index, [])
        short = len(values) == len(named) < len(row.slots) and 2 * len(named) > len(row.slots)
        if short and (head is None or head.torn or len(head.cells) != len(values)):
            note_columns(self.harvest, row.block, named)
            return list(zip(named, values, strict=True))
        if head is None or head.torn:
            return by_place(parted(values, row), row)
        if head.order is not None and len(values) == len(head.order):
            return list(zip(head.order, values, strict=True))
        if len(values) == len(head.cells):
            pairs: list[Named] | None = [(cell, item) for cell, (_, item) in zip(values, head.cells, strict=True)]
        else:
            pairs = under(head, values)
        placed = by_place(parted(values, row), row)
        if len(values) < len(head.cells) and values[-1].column + values[-1].columns < head.end:
            # Some cell of the row was lost; which, nobody can tell.
            return placed
        if pairs is None or (placed is not None and not head.whole and len(pairs) != len(row.slots)):
            return placed
        if placed is not None and len(pairs) > len(row.slots) and _beside(pairs):
            return None
        chosen = choose(pairs)
        if chosen is None or head.whole or all(item is not None for _, item in pairs):
            return chosen
        if len(pairs) == len(row.slots):
            filled = self._fill(pairs, row)
            return placed if filled is None and head.aside else filled
        return placed if head.named * 2 < len(row.slots) else chosen

    def _fill(self, pairs: list[Named], row: RowForm) -> list[tuple[int, Cell]] | None:
        """Columns under other words, where all others stand in the form's order and just these are missing."""
        if any(isinstance(item, ColumnForm) and item.index != place for place, (_, item) in enumerate(pairs)):
            return None
        for place, (_, item) in enumerate(pairs):
            if item is None:
                self.harvest.columns.add((row.block.index, place))
        return [(place, cell) for place, (cell, item) in enumerate(pairs) if not isinstance(item, ForeignForm)]

    def _head(self, block: BlockForm) -> Head | None:
        if block.index not in self.seen:
            self.seen.add(block.index)
            above = [line.cells for line in self.above]
            head = find_head(above, self.edge, block)
            self.named[block.index] = listed(above, block)
            if head is not None:
                self.heads[block.index] = head
                note_head(self.harvest, block, head)
        return self.heads.get(block.index)


def _beside(pairs: list[Named]) -> bool:
    """Whether a figure stands under no column of the form while one of these is empty: header and row may be moved."""
    return any(item is None and not is_blank(cell.text.value) for cell, item in pairs)
