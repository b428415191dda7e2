"""Ruled tables of a PDF: what stands in their cells, and tables that run over pages as one.

The part on the next page goes on with a table where nothing stands between them and their sides are the same. Head
rows that are printed again are left out; a row that the page's end cut, and the cell of a group, become one again.
"""

from __future__ import annotations

import re

from disclosurelint.characters import normalise
from disclosurelint.readers.pdf_grid import Box, Grid
from disclosurelint.readers.pdf_lines import Line, lines_of
from disclosurelint.readers.pdf_pages import Page
from disclosurelint.records import field, record

_SAME = 7.0
"""Sides of two parts of a table may differ by this much."""
_ORDINAL = re.compile(
    r"\(?[一二三四五六七八九十]{1,3}[、)]|\d{1,2}[.、](?!\d)|其中|第[一二三四五六七八九十百]{1,5}[条章节]"
)
_FIGURE = re.compile(r"[-+]?[\d,.]+%?(?:万?元|[件条项个宗份起次篇人])?|[-—–/]{1,3}|无")


@record
class Cell:
    """A cell: where it stands in the grid, between which coordinates, and its lines."""

    row: int
    rows: int
    left: float
    right: float
    lines: list[Line] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The normalised letters, without white space."""
        return "".join("".join(line.normal.split()) for line in self.lines)


@record
class PdfTable:
    """A table, or the part of it on one page. `xs` are the coordinates of its columns' borders."""

    xs: list[float]
    height: int
    cells: list[Cell]
    page: int
    sound: bool = True
    centres: list[float] = field(default_factory=list)
    """The middles of the columns of figures, where no lines say where columns end."""
    ruled: bool = True

    def row(self, number: int) -> list[Cell]:
        """The cells that begin in a row, from the left."""
        return sorted((cell for cell in self.cells if cell.row == number), key=lambda cell: cell.left)

    def bottom_cells(self) -> list[Cell]:
        """The cells at the lower edge."""
        return [cell for cell in self.cells if cell.row + cell.rows == self.height]


def table_of(grid: Grid, page: Page, number: int, letters: dict[int, list[int]]) -> PdfTable:
    """The table of a grid; `letters` are those of each of its boxes."""
    cells = []
    for place, box in enumerate(grid.boxes):
        lines = lines_of(page.text, page.boxes, letters.get(place, ()), number)
        cells.append(Cell(box.row, box.rows, box.left, box.right, _unwrapped(lines, box)))
    return PdfTable(grid.xs, len(grid.ys) - 1, cells, number, grid.sound)


def _unwrapped(lines: list[Line], box: Box) -> list[Line]:
    """The lines of a cell; a number that did not fit its line is put together, where no other digit had room."""
    if len(lines) < 2 or not all(_digits(line.normal) for line in lines):
        return lines
    digit = (lines[0].right - lines[0].left) / max(len(lines[0].text), 1)
    for line in lines[:-1]:
        if box.right - box.left - (line.right - line.left) > digit * 1.5 + _PADDING * 2:
            return lines
    first, last = lines[0], lines[-1]
    text = "".join(line.text for line in lines)
    return [Line(text, first.page, first.left, first.top, first.right, last.bottom, first.size)]


_PADDING = 5.4
"""The inner margin of a cell, as Word sets it."""


def _digits(value: str) -> bool:
    return value.replace(".", "").replace(",", "").isdigit()


def joined(table: PdfTable, part: PdfTable) -> bool:
    """Adds to a table its part on the next page, if that is what it is."""
    if table.ruled != part.ruled or len(table.centres) != len(part.centres):
        return False
    if not part.ruled:
        if not part.centres or not _aligned(table, part):
            return False
    elif abs(table.xs[0] - part.xs[0]) > _SAME or abs(table.xs[-1] - part.xs[-1]) > _SAME:
        return False
    head = _repeated(table, part)
    if head:
        part.cells = [cell for cell in part.cells if cell.row >= head]
        for cell in part.cells:
            cell.row -= head
        part.height -= head
    table.xs = _distinct([*table.xs, *part.xs])
    cut = _is_cut(table, part)
    shift = table.height - (1 if cut else 0)
    for cell in part.cells:
        upper = _above(cell, table) if cell.row == 0 else None
        cell.row += shift
        if upper is not None and cut and cell.rows == 1:
            upper.lines += cell.lines
        elif upper is not None and _goes_on(upper, cell, part, shift):
            if cell.value != upper.value:
                upper.lines += cell.lines
            upper.rows = cell.row + cell.rows - upper.row
        else:
            table.cells.append(cell)
    table.height = shift + part.height
    table.sound = table.sound and part.sound
    return True


def _aligned(table: PdfTable, part: PdfTable) -> bool:
    """Whether two parts without lines have their columns of figures in the same places; gives them the same borders."""
    if any(abs(one - other) > 2 * _SAME for one, other in zip(table.centres, part.centres, strict=True)):
        return False
    count = len(table.centres) + 1
    for cell in part.cells:
        for own, other in zip(part.xs[-count:], table.xs[-count:], strict=True):
            cell.left = other if abs(cell.left - own) < 0.01 else cell.left
            cell.right = other if abs(cell.right - own) < 0.01 else cell.right
    part.xs[-count:] = table.xs[-count:]
    return True


def _distinct(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SAME:
            places.append(value)
    return places


def _repeated(table: PdfTable, part: PdfTable) -> int:
    """How many rows at the top of a part are the table's head once more."""
    count = 0
    while count < min(table.height, part.height - 1, 8):
        own = [cell.value for cell in table.row(count)]
        if own != [cell.value for cell in part.row(count)] or (own and not any(own)):
            break
        count += 1
    # A head has no figures; rows that are the same by chance have.
    rows = [cell for number in range(count) for cell in part.row(number)]
    return 0 if any(cell.value.isdigit() for cell in rows) else count


def _above(cell: Cell, table: PdfTable) -> Cell | None:
    """The cell right above the first row of a part, as wide as this one."""
    for upper in table.bottom_cells():
        if abs(upper.left - cell.left) < _SAME and abs(upper.right - cell.right) < _SAME:
            return upper
    return None


def _goes_on(upper: Cell, cell: Cell, part: PdfTable, shift: int) -> bool:
    """Whether a cell at the top of a page is the rest of the group's cell at the foot of the last one."""
    if _is_figure(upper.value) or not (upper.value or cell.value):
        return upper.rows > 1 and cell.rows > 1 and not upper.value
    if cell.value == upper.value:
        return cell.rows > 1 or upper.rows > 1
    if _ORDINAL.match(cell.value) or _is_figure(cell.value):
        return False
    if cell.value:
        return upper.rows > 1 and cell.rows > 1
    # An empty cell beside a label goes on with the group above.
    beside = [
        other for other in part.cells if other.row in (cell.row, cell.row - shift) and other.left >= cell.right - _SAME
    ]
    return any(other.value and not _is_figure(other.value) for other in beside)


def _is_figure(value: str) -> bool:
    return _FIGURE.fullmatch(value) is not None


def _is_cut(table: PdfTable, part: PdfTable) -> bool:
    """Whether the page's end cut a row in two: its label breaks off at a full line, and the rest has no number."""
    last, first = table.bottom_cells(), [cell for cell in part.cells if cell.row == 0 and cell.rows == 1]
    label = next((cell for cell in sorted(first, key=lambda each: each.left) if cell.value), None)
    if label is None or _ORDINAL.match(label.value) or _is_figure(label.value):
        return False
    upper = _above(label, table)
    if upper is None or not upper.lines or upper.rows != 1:
        return False
    line = upper.lines[-1]
    if upper.right - upper.left - (line.right - line.left) > 2.2 * line.size + _PADDING:
        return False
    if normalise(line.text).rstrip()[-1:] in ")。;":
        return False
    pairs = [(above, cell) for cell in first if cell is not label and (above := _above(cell, table)) is not None]
    if len(pairs) < 1 or any(above.value and cell.value for above, cell in pairs if above in last):
        return False
    return not any(cell.value for _, cell in pairs) or not any(above.value for above, _ in pairs)


def nearest(xs: list[float], value: float) -> int:
    """The number of the border that is nearest to a coordinate."""
    return min(range(len(xs)), key=lambda at: abs(xs[at] - value))
