"""Header rows of a grid: what they name above each column, and which cell of a row stands in which column."""

from __future__ import annotations

from disclosurelint.document import Cell
from disclosurelint.facts.forms import BlockForm, ColumnForm, ForeignForm, RowForm
from disclosurelint.facts.harvest import Harvest, note_foreign
from disclosurelint.facts.labels import fold, is_damage
from disclosurelint.facts.numbers import is_blank
from disclosurelint.report import Deviation

Row = list[Cell]
"""The cells of a grid row from the left, each once."""
Named = tuple[Cell, ColumnForm | ForeignForm | None]
"""A cell with what it, or the header above it, names."""


class Head:
    """A header: its cells over the columns of figures, each with what it names.

    `whole` is whether it names every column of the block, or another edition's in its place; `aside` whether it names
    all of them in the form's order, though not over the columns of figures (rows lost cells at their left). `order`
    are the columns from the left where there are no others. `torn` is whether rows of the header have shifted
    against each other: together they name the columns in another order than the form's.
    """

    __slots__ = ("aside", "cells", "end", "named", "order", "torn", "whole")

    def __init__(self, cells: list[Named], block: BlockForm) -> None:
        self.cells = cells
        own = {item.index for _, item in cells if isinstance(item, ColumnForm)}
        others = sum(isinstance(item, ForeignForm) for _, item in cells)
        self.named = sum(item is not None for _, item in cells)
        self.whole = len(own) + others >= len(block.columns)
        named = [item.index for _, item in cells if isinstance(item, ColumnForm)]
        self.order = named if len(named) == len(own) == len(cells) == len(block.columns) else None
        self.aside = False
        self.torn = named != sorted(named) and len({cell.row for cell, item in cells if item is not None}) > 1
        self.end = cells[-1][0].column + cells[-1][0].columns if cells else 0


def listed(above: list[Row], block: BlockForm) -> list[int]:
    """The columns that rows of a header name, whatever columns they stand over; nothing where one is named twice.

    Rows that lost their merged cells (自然人, 总计 / 商业企业, 科研机构 …) still say which columns there are.
    """
    found: list[int] = []
    for row in above:
        named = [item.index for cell in row if isinstance(item := _column(block, cell.text.value), ColumnForm)]
        if named != sorted(set(named)):
            return []
        found += named
    return sorted(found) if len(set(found)) == len(found) else []


def find_head(above: list[Row], edge: int, block: BlockForm) -> Head | None:
    """What the rows above name over the columns from `edge`; None where that is no column of the form."""
    head = Head(_lowest(above, edge, block), block)
    if edge and not head.whole:
        names = [item.index for _, item in _lowest(above, 0, block) if isinstance(item, ColumnForm)]
        head.aside = names == list(range(len(block.columns)))
    return head if head.named or head.aside else None


def _lowest(above: list[Row], edge: int, block: BlockForm) -> list[Named]:
    """The lowest label over each column from `edge`, one that names a column of the form before any other."""
    over: dict[int, Named] = {}
    for row in above:
        for cell in row:
            if cell.column + cell.columns <= edge:
                continue
            blank = is_blank(cell.text.value)
            item = None if blank else _column(block, cell.text.value)
            for column in range(max(cell.column, edge), cell.column + cell.columns):
                held = over.get(column)
                if held is None or item is not None or (held[1] is None and not blank):
                    over[column] = (cell, item)
    cells: list[Named] = []
    for column in sorted(over):
        if not cells or cells[-1][0] is not over[column][0]:
            cells.append(over[column])
    return cells


def note_head(harvest: Harvest, block: BlockForm, head: Head) -> None:
    """Notes the columns that a header names, those of other editions, and one in other words among the form's."""
    for cell, item in head.cells:
        if isinstance(item, ColumnForm):
            harvest.columns.add((block.index, item.index))
        elif isinstance(item, ForeignForm):
            note_foreign(harvest, item, cell)
    if block.index in harvest.headed or head.named * 2 < len(block.columns):
        return
    harvest.headed.add(block.index)
    own = {item.index for _, item in head.cells if isinstance(item, ColumnForm)}
    if len(head.cells) != len(block.columns) or not len(own) == head.named < len(head.cells) < head.named * 2:
        return
    for place, (cell, item) in enumerate(head.cells):
        if item is not None or place in own or is_blank(cell.text.value):
            continue
        if not is_damage(cell.text.value, block.columns[place].template.label.zh):
            _note_renamed(harvest, block, place, cell)


def _note_renamed(harvest: Harvest, block: BlockForm, place: int, cell: Cell) -> None:
    template = block.columns[place].template
    keys = [row.slots[place].key for row in block.rows]
    text, span = cell.text.squeezed().value, cell.text.strip().span()
    harvest.deviations.append(Deviation("renamed-column", template.label, text, span, keys, template.key))


def by_place(values: Row, row: RowForm) -> list[tuple[int, Cell]] | None:
    """Columns by place, where there are exactly as many cells as columns, blank ones at the end aside."""
    wanted = len(row.slots)
    while len(values) > wanted and is_blank(values[-1].text.value):
        values = values[:-1]
    return list(enumerate(values)) if len(values) == wanted else None


def under(head: Head, values: Row) -> list[Named] | None:
    """Each cell with what the header names above it; None where a figure stands beside the header."""
    pairs: list[Named] = []
    for cell in values:
        over = next((named for named in head.cells if _overlaps(named[0], cell)), None)
        if over is not None:
            pairs.append((cell, over[1]))
        elif not is_blank(cell.text.value):
            return None
    return pairs


def choose(pairs: list[Named]) -> list[tuple[int, Cell]] | None:
    """A cell for each column; None where two cells of a column hold different things (merged cells leave copies)."""
    chosen: dict[int, Cell] = {}
    for cell, item in pairs:
        if not isinstance(item, ColumnForm):
            continue
        held = chosen.get(item.index)
        if held is None or is_blank(held.text.value):
            chosen[item.index] = cell if held is None or not is_blank(cell.text.value) else held
        elif not is_blank(cell.text.value) and cell.text.value.strip() != held.text.value.strip():
            return None
    return sorted(chosen.items(), key=_place)


def _place(entry: tuple[int, Cell]) -> int:
    return entry[0]


def _overlaps(above: Cell, below: Cell) -> bool:
    return above.column < below.column + below.columns and below.column < above.column + above.columns


def _column(block: BlockForm, text: str) -> ColumnForm | ForeignForm | None:
    found = block.lexicon.find(text)
    if found is not None:
        return found[0]
    # The header rows above may be folded into this cell: 申请人情况 法人或其他组织 商业企业.
    folded = fold(text)
    best: tuple[int, ColumnForm | ForeignForm] | None = None
    for label, item in block.lexicon.items():
        if folded.endswith(label) and (best is None or len(label) > best[0]):
            best = (len(label), item)
    return best[1] if best is not None else None


def row_end(cells: Row) -> int:
    """The column behind the last cell that holds anything."""
    return next((cell.column + cell.columns for cell in reversed(cells) if not is_blank(cell.text.value)), 0)


def parted(values: Row, row: RowForm) -> Row:
    """The figures of a row that all stand in one cell, as cells; else the row as it is."""
    filled = [cell for cell in values if not is_blank(cell.text.value)]
    wanted = len(row.slots)
    if wanted < 2 or len(filled) != 1 or len(values) >= wanted or len(filled[0].text.value.split()) != wanted:
        return values
    cell = filled[0]
    parts, at = [], 0
    for word in cell.text.value.split():
        at = cell.text.value.index(word, at)
        parts.append(Cell(cell.text.cut(at, at + len(word)), cell.row, cell.column))
        at += len(word)
    return parts
