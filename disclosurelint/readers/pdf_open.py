"""Tables without ruling lines: columns from how their figures stand one below the other, rows from the gaps between.

Only tables of four and more columns of figures are put together; those with fewer are as well read line by line. Where
rows or columns cannot be told apart, the table is marked as one that cannot be read: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from disclosurelint.readers.pdf_lines import Line, Word
from disclosurelint.readers.pdf_tables import Cell, PdfTable, nearest
from disclosurelint.records import replaced

_FIGURE = re.compile(r"[-+]?\d[\d,.]*%?|[-—–/]{1,3}|无")
_PLAIN = re.compile(r"[-+]?\d[\d,.]*%?|[-—–/]{1,3}")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}、")
_NUMBERED = re.compile(r"\d{1,2}[.．、]\D{3}")
_LEAST_COLUMNS = 4
_MOST_HEAD_LINES = 14


def open_tables(lines: list[Line]) -> tuple[list[Line], list[tuple[float, PdfTable]]]:
    """The lines of a page that are none of such tables, and the tables with where they begin."""
    rows = [at for at, line in enumerate(lines) if len(_figures(line)) >= _LEAST_COLUMNS]
    if not rows:
        return lines, []
    kept: list[Line] = []
    tables: list[tuple[float, PdfTable]] = []
    at = 0
    for first, last in _regions(lines, rows):
        if first < at:
            continue
        kept += lines[at:first]
        part = lines[first : last + 1]
        tables.append((part[0].top, _table(part)))
        at = last + 1
    return kept + lines[at:], tables


def _figures(line: Line) -> list[Word]:
    return [word for word in line.words if _PLAIN.fullmatch(word[2])]


def _regions(lines: list[Line], rows: list[int]) -> list[tuple[int, int]]:
    """Where tables begin and end: their rows of figures, the head above, lines that belong to the rows."""
    regions: list[tuple[int, int]] = []
    start = rows[0]
    for before, after in pairwise([*rows, None]):
        if after is not None and before is not None and not _apart(lines, before, after):
            continue
        assert before is not None
        regions.append((_head(lines, start), _foot(lines, before)))
        start = after if after is not None else start
    return regions


def _apart(lines: list[Line], before: int, after: int) -> bool:
    """Whether something else than a table stands between two rows of figures."""
    between = lines[before + 1 : after]
    if len(between) > 16 or any(_is_prose(line) for line in between):
        return True
    for at in range(before + 1, after):
        line = lines[at]
        near = min(line.top - lines[at - 1].bottom, lines[at + 1].top - line.bottom)
        if near > 0.4 * line.size and len(line.words) == 1 and _HEADING.match(line.normal):
            return True
    gaps = (lower.top - upper.bottom for upper, lower in pairwise(lines[before : after + 1]))
    return any(gap > 6 * lines[before].size for gap in gaps)


def _is_prose(line: Line) -> bool:
    return len(line.words) == 1 and (line.normal[-1:] == "。" or len(line.text) > 32)


def _head(lines: list[Line], row: int) -> int:
    """The first line of the head above the first row."""
    first = row
    while first > 0 and row - first < _MOST_HEAD_LINES:
        above = lines[first - 1]
        heads = len(above.words) == 1 and _HEADING.match(above.normal) is not None and not _is_label(above, lines[row])
        if heads or _is_prose(above) or lines[first].top - above.bottom > 2.5 * above.size:
            break
        first -= 1
    return first


def _is_label(line: Line, row: Line) -> bool:
    """Whether a line is the first part of a label beside a row of figures."""
    return abs(line.bottom - row.top) < 0.5 * line.size and line.right < _figures(row)[0][0]


def _foot(lines: list[Line], row: int) -> int:
    """The last line that belongs to the last row."""
    last = row
    while last + 1 < len(lines) and last - row < 6:
        below = lines[last + 1]
        close = below.top - lines[last].bottom < 0.45 * below.size
        if not close or _HEADING.match(below.normal) or _is_prose(below):
            break
        last += 1
    return last


# The grid


def _table(lines: list[Line]) -> PdfTable:
    columns = _columns(lines)
    table = _Build(lines, columns).table() if columns is not None else None
    if table is not None:
        return table
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    middle = (left + right) / 2
    empty = [Cell(0, 1, left, middle), Cell(0, 1, middle, right)]
    return PdfTable([left, middle, right], 1, empty, lines[0].page, sound=False, ruled=False)


def _columns(lines: list[Line]) -> list[tuple[float, float]] | None:
    """Left and right of each column of figures; None where they run into each other."""
    sides: list[list[float]] = []
    rows = [figures for line in lines if len(figures := _figures(line)) >= _LEAST_COLUMNS]
    for left, right, *_ in sorted(word for row in rows for word in row):
        if sides and left < sides[-1][1]:
            sides[-1][1] = max(sides[-1][1], right)
        else:
            sides.append([left, right])
    for row in rows:
        places = [_place(word, sides) for word in row]
        if len(set(places)) < len(places):
            return None
    # A label that is a number, or a figure that stands alone, makes no column.
    full = max(len(row) for row in rows)
    if len(sides) != full or len(sides) > 30:
        return None
    return [(left, right) for left, right in sides]


def _place(word: Word, sides: Sequence[Sequence[float]]) -> int | None:
    middle = (word[0] + word[1]) / 2
    return next((at for at, (left, right) in enumerate(sides) if left - 1 <= middle <= right + 1), None)


class _Build:
    """Puts the words of a table into rows and columns."""

    def __init__(self, lines: list[Line], columns: list[tuple[float, float]]) -> None:
        self.lines = lines
        self.columns = columns
        self.page = lines[0].page
        gaps = [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
        pitch = (columns[-1][1] - columns[0][0]) / max(len(columns), 1)
        edge = columns[0][0]
        before = [word[1] for line in lines for word in line.words if word[0] < edge - 1 and word[1] < edge]
        # Between the longest label and the first figures; where there are no labels, half a column before these.
        self.first = (max(before) + edge) / 2 if before else edge - pitch / 2
        self.borders = [self.first, *gaps, columns[-1][1] + pitch / 2]
        self.rows = [line for line in lines if len(_figures(line)) >= _LEAST_COLUMNS]
        self.cells: list[Cell] = []
        numbered = [word[0] for line in lines for word in line.words if _NUMBERED.match(word[2])]
        self.labels = min(numbered, default=0.0) + 1

    def table(self) -> PdfTable | None:
        """The table, or None where its rows cannot be told apart."""
        bounds = self._bounds()
        if bounds is None:
            return None
        if not self._place_figures(bounds):
            return None
        labels = self._label_columns()
        head = self._place_head(bounds[0], labels)
        for cell in self.cells:
            if cell.row >= 0:
                cell.row += head
            else:
                cell.row = -cell.row - 1
        self._place_labels(bounds, labels, head)
        xs = [*labels, *self.borders] if labels and labels[-1] < self.borders[0] - 1 else list(self.borders)
        height = head + len(self.rows)
        self._fill(xs, height)
        centres = [(left + right) / 2 for left, right in self.columns]
        return PdfTable(xs, height, self.cells, self.page, centres=centres, ruled=False)

    # Rows

    def _bounds(self) -> list[float] | None:
        """The heights between the rows, the upper edge of the first and the lower of the last: the widest gaps."""
        words = sorted(
            ((word[3], word[4]) for line in self.lines for word in line.words if not self._is_upright(word)),
        )
        middles = [self._middle(row) for row in self.rows]
        size = self.rows[0].size
        bounds = []
        for above, below in pairwise(middles):
            # What reaches over from one row's figures to the next row's, and the gaps in it.
            edges = [edge for edge in words if edge[1] > above and edge[0] < below]
            gaps, low = [], above
            for top, bottom in edges:
                if top > low:
                    gaps.append((top - low, (top + low) / 2))
                low = max(low, bottom)
            widest = sorted(gaps, reverse=True)
            if not widest or widest[0][0] < 0.15 * size:
                return None
            if len(widest) > 1 and widest[0][0] < 1.25 * max(widest[1][0], 0.1):
                return None
            bounds.append(widest[0][1])
        tops = [edge for edge in words if edge[0] < middles[0]]
        first = middles[0]
        for top, bottom in reversed(tops):
            if bottom >= first - 0.35 * size:
                first = min(first, top)
        last = middles[-1]
        for top, bottom in words:
            if top > middles[-1] and top <= last + 0.45 * size:
                last = max(last, bottom)
        return [first - 0.1, *bounds, max(last, self.rows[-1].bottom) + 0.1]

    @staticmethod
    def _middle(row: Line) -> float:
        figures = _figures(row)
        return sum(word[3] + word[4] for word in figures) / (2 * len(figures))

    def _is_upright(self, word: Word) -> bool:
        """Whether a word is a piece of a group's name that is set in a narrow column before the labels."""
        if len(word[2]) <= 2:
            return not _FIGURE.fullmatch(word[2])
        return len(word[2]) <= 5 and word[1] <= self.labels

    def _row_at(self, y: float, bounds: list[float]) -> int | None:
        for row, (top, bottom) in enumerate(pairwise(bounds)):
            if top <= y < bottom:
                return row
        return None

    # Cells

    def _place_figures(self, bounds: list[float]) -> bool:
        """Puts the figures into their cells, those over two lines too; whether each found a place of its own."""
        taken: dict[tuple[int, int], Cell] = {}
        for line in self.lines:
            for word in line.words:
                row = self._row_at((word[3] + word[4]) / 2, bounds)
                if row is None or word[0] < self.first - 1:
                    continue
                place = _place(word, self.columns)
                if place is None or not _FIGURE.fullmatch(word[2]):
                    return False
                key = (row, place)
                if key not in taken:
                    taken[key] = Cell(row, 1, self.borders[place], self.borders[place + 1])
                taken[key].lines.append(_part(line, [word]))
        for (_, place), cell in taken.items():
            left, right = self.columns[place]
            first = cell.lines[0]
            if len(cell.lines) > 1 and all(line.text.isdigit() for line in cell.lines):
                # A number that did not fit its column goes on below, where it is as wide as any in the column.
                widest = max(
                    word[1] - word[0]
                    for row in self.rows
                    for word in _figures(row)
                    if left <= word[0] and word[1] <= right
                )
                if first.right - first.left >= widest - 0.5:
                    cell.lines = [replaced(first, text="".join(line.text for line in cell.lines), _normal=None)]
        self.cells += taken.values()
        return True

    def _label_columns(self) -> list[float]:
        """The left sides of the columns of labels: groups set upright, if any stand before them, and the labels."""
        words = [word for line in self.lines for word in line.words if word[1] <= self.first + 1]
        if not words:
            return []
        left = min(word[0] for word in words)
        long = sorted(word[0] for word in words if len(word[2]) > 5)
        common = long[len(long) // 2] if long else left
        sides: list[list[float]] = []
        for word in sorted(words):
            if not self._is_upright(word) or word[1] > common + 3:
                continue
            if sides and word[0] < sides[-1][1]:
                sides[-1][1] = max(sides[-1][1], word[1])
            else:
                sides.append([word[0], word[1]])
        if not sides:
            return [left]
        return [*(side[0] for side in sides), sides[-1][1] + 0.5]

    def _place_labels(self, bounds: list[float], labels: list[float], head: int) -> None:
        groups: dict[int, list[list[Line]]] = {}
        found: dict[int, Cell] = {}
        for line in self.lines:
            own: dict[int, list[Word]] = {}
            for word in line.words:
                if word[1] > self.first + 1:
                    continue
                row = self._row_at((word[3] + word[4]) / 2, bounds)
                place = sum(word[0] >= side - 1 for side in labels[1:])
                if place == len(labels) - 1 or not self._is_upright(word):
                    if row is not None:
                        own.setdefault(row, []).append(word)
                    continue
                above = groups.setdefault(place, [])
                if above and word[3] - above[-1][-1].bottom < 0.8 * line.size:
                    above[-1].append(_part(line, [word]))
                elif word[3] > bounds[0] - line.size:
                    above.append([_part(line, [word])])
            for row, words in own.items():
                left = labels[min(sum(words[0][0] >= side - 1 for side in labels[1:]), len(labels) - 1)]
                cell = found.setdefault(row, Cell(row + head, 1, left, self.borders[0]))
                cell.left = min(cell.left, left)
                cell.lines.append(_part(line, words))
        self.cells += found.values()
        for place, parts in groups.items():
            for group in parts:
                self._place_group(group, (labels[place], labels[place + 1]), bounds, head)

    def _place_group(self, group: list[Line], sides: tuple[float, float], bounds: list[float], head: int) -> None:
        """The name of a group beside the rows that it reaches along."""
        places = (self._row_at((part.top + part.bottom) / 2, bounds) for part in group)
        rows = {row for row in places if row is not None}
        taken = {
            row
            for cell in self.cells
            if cell.left <= sides[0] < cell.right
            for row in range(cell.row - head, cell.row - head + cell.rows)
        }
        rows = {row for row in rows if not any(each in taken for each in range(min(rows), row + 1))}
        if rows:
            self.cells.append(Cell(min(rows) + head, max(rows) - min(rows) + 1, *sides, group))

    def _place_head(self, top: float, labels: list[float]) -> int:
        """Puts the head into one row of column labels, below one for each line that stands over several columns."""
        above = [line for line in self.lines if (line.top + line.bottom) / 2 < top]
        if not above:
            return 0
        own: dict[int, list[Line]] = {}
        wide: list[tuple[Line, Word]] = []
        corner: list[Line] = []
        for line in above:
            for word in line.words:
                if word[1] <= self.first + 1:
                    corner.append(_part(line, [word]))
                    continue
                place = self._column_under(word)
                if place is None:
                    wide.append((line, word))
                else:
                    own.setdefault(place, []).append(_part(line, [word]))
        heights = sorted({round(line.top) for line, _ in wide})
        for line, word in wide:
            columns = [
                place
                for place in range(len(self.columns))
                if word[0] < self.borders[place + 1] - 2 and word[1] > self.borders[place] + 2
            ]
            cell = Cell(-1 - heights.index(round(line.top)), 1, self.borders[columns[0]], self.borders[columns[-1] + 1])
            cell.lines.append(_part(line, [word]))
            self.cells.append(cell)
        last = len(heights)
        for place, parts in own.items():
            self.cells.append(Cell(-1 - last, 1, self.borders[place], self.borders[place + 1], parts))
        if corner and labels:
            self.cells.append(Cell(-1 - last, 1, labels[-1], self.borders[0], corner))
        return last + 1

    def _column_under(self, word: Word) -> int | None:
        """The one column that a word of the head stands over; None where it stands over several."""
        middle = (word[0] + word[1]) / 2
        centres = [(left + right) / 2 for left, right in self.columns]
        if sum(word[0] < centre < word[1] for centre in centres) > 1:
            return None
        nearest = min(range(len(centres)), key=lambda at: abs(centres[at] - middle))
        if abs(centres[nearest] - middle) < 3.0:
            return nearest
        if any(word[0] + 2 < border < word[1] - 2 for border in self.borders[1:-1]):
            return None
        return sum(middle >= border for border in self.borders[1:-1])

    def _fill(self, xs: list[float], height: int) -> None:
        """Gives every place of the grid that has no cell an empty one."""
        taken: set[tuple[int, int]] = set()
        for cell in self.cells:
            left, right = nearest(xs, cell.left), nearest(xs, cell.right)
            taken |= {(row, at) for row in range(cell.row, cell.row + cell.rows) for at in range(left, right)}
        for row in range(height):
            for at in range(len(xs) - 1):
                if (row, at) not in taken:
                    self.cells.append(Cell(row, 1, xs[at], xs[at + 1]))


def _part(line: Line, words: list[Word]) -> Line:
    text = " ".join(word[2] for word in words)
    top, bottom = min(word[3] for word in words), max(word[4] for word in words)
    return Line(text, line.page, words[0][0], top, words[-1][1], bottom, line.size, words)
