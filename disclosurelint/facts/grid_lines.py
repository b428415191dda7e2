"""The rows of a grid: the cells of each, what its label is taken for in the form, which of them are its figures."""

from __future__ import annotations

from disclosurelint.document import Cell, Table
from disclosurelint.facts.forms import RowForm, RowItem, TableForm
from disclosurelint.facts.heads import Row
from disclosurelint.facts.numbers import is_blank, plain_count, read_cell

MAX_ROWS = 400
"""Grid rows looked at in one table; the form has under seventy."""

_ENDS = frozenset("0123456789元件条项个宗份起次篇人家零")


class GridLine:
    """A grid row with what its label was taken for; `numeric` is whether a cell of it holds a number."""

    __slots__ = ("cells", "damaged", "item", "label", "numeric", "values")

    def __init__(self, cells: Row) -> None:
        self.cells = cells
        self.item: RowItem | None = None
        self.damaged = False
        self.label: Cell | None = None
        self.values: Row = []
        self.numeric = False


def grid_rows(table: Table) -> list[Row]:
    """The rows of a grid, each cell once a row, from the left."""
    height = min(table.height, MAX_ROWS)
    rows: list[list[tuple[int, Cell]]] = [[] for _ in range(height)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.rows, height)):
            rows[row].append((cell.column, cell))
    return [[cell for _, cell in sorted(row, key=_first)] for row in rows]


def _first(entry: tuple[int, Cell]) -> int:
    return entry[0]


def line_of(cells: Row, form: TableForm) -> GridLine:
    """A row of the grid with what its label is in the form."""
    line = GridLine(cells)
    number, first = first_number(cells)
    line.numeric = number is not None
    leading = cells[first:number] if number is not None else cells[first : first + 5]
    # A row of words names columns more often than a row: there a label must be whole.
    whole = not line.numeric and sum(not is_blank(cell.text.value) for cell in cells) > 1
    find = form.lexicon.known if whole else form.lexicon.find
    for place in range(len(leading) - 1, -1, -1):
        text = leading[place].text.value
        if is_blank(text):
            continue
        found = find(text)
        if found is not None:
            _take(line, found, leading[place], cells[first + place + 1 :])
            return line
    if len(leading) > 1:
        joined = "".join(dict.fromkeys(cell.text.value for cell in leading if not is_blank(cell.text.value)))
        found = find(joined)
        if found is not None:
            _take(line, found, leading[-1], cells[first + len(leading) :])
    return line


def first_number(cells: Row) -> tuple[int | None, int]:
    """The place of the first figure, and that of the first label: a number before any words is the row's own (序号)."""
    first = 0
    for place, cell in enumerate(cells):
        if is_number(cell):
            if place > first or len(cells) == 1:
                return place, first
            first = place + 1
    return None, first if first < len(cells) else 0


def _take(line: GridLine, found: tuple[RowItem, bool], label: Cell, values: Row) -> None:
    line.item, line.damaged = found
    # The label may be repeated in the cells beside it.
    while values and values[0].text.value == label.text.value:
        label, values = values[0], values[1:]
    line.label = label
    if line.numeric or all(is_blank(cell.text.value) for cell in values):
        line.values = values
    elif isinstance(found[0], RowForm) and len(values) == len(found[0].slots):
        # Words where figures should stand; a header names columns there.
        lexicon = found[0].block.lexicon
        if not any(lexicon.find(cell.text.value) for cell in values):
            line.values = values
    if not line.values and isinstance(found[0], RowForm) and len(line.cells) > 1:
        line.item = None


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, maybe with sign or unit."""
    text = cell.text.value
    if plain_count(text):
        return True
    text = text.strip()
    return 0 < len(text) < 30 and text[-1] in _ENDS and read_cell(text, "money")[0] == "value"
