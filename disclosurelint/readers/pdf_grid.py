"""Tables of a page from their ruling lines: which lines make a grid, and which of its places belong to one cell.

A cell is what no line divides, so merged cells come out as the lines draw them. Lines that miss at a side of the
table (open tables, a page break without a line) are supplied where the others end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from disclosurelint.records import field, record

Rule = tuple[float, float, float]
"""A line: its coordinate across, where it begins and where it ends."""

_NEAR = 2.5
"""Lines nearer to each other than this are one."""
_TOUCH = 4.0
_MOST_LINES = 1500
_MOST_PLACES = 20_000
_COVERED = 0.6


@record
class Box:
    """A cell: its grid places, and where it stands on the page."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    top: float
    right: float
    bottom: float


@record
class Grid:
    """A ruled table. `xs` and `ys` are the coordinates of its lines; `sound` says whether all cells are rectangles."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box] = field(default_factory=list)
    places: list[list[int]] = field(default_factory=list)
    sound: bool = True

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.ys[-1]

    def box_at(self, x: float, y: float) -> int | None:
        """The number of the cell at a place of the page."""
        column, row = bisect_left(self.xs, x) - 1, bisect_left(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.places[row][column]
        return None


def grids(horizontal: Iterable[float], vertical: Iterable[float]) -> list[Grid]:
    """The ruled tables of a page from the top; a frame around text is none."""
    across, down = _merged(horizontal), _merged(vertical)
    if len(across) < 2 or not down or len(across) + len(down) > _MOST_LINES:
        return []
    found = [grid for lines in _groups(across, down) if (grid := _grid(*lines)) is not None]
    found.sort(key=lambda grid: (grid.top, grid.xs[0]))
    return [grid for grid in found if not any(_inside(grid, other) for other in found if other is not grid)]


def _inside(grid: Grid, other: Grid) -> bool:
    """Whether a table stands within a cell of another, which is then read whole."""
    return (
        other.top < grid.top and grid.bottom < other.bottom and other.xs[0] < grid.xs[0] and grid.xs[-1] < other.xs[-1]
    )


def _merged(numbers: Iterable[float]) -> list[Rule]:
    """The lines, with those that run on in each other or lie on each other as one."""
    values = list(numbers)
    rules = sorted(zip(values[::3], values[1::3], values[2::3], strict=True))
    merged: list[Rule] = []
    at = 0
    while at < len(rules):
        end = at + 1
        while (
            end < len(rules)
            and rules[end][0] - rules[end - 1][0] <= _NEAR
            and rules[end][0] - rules[at][0] <= 2 * _NEAR
        ):
            end += 1
        place = sum(rule[0] for rule in rules[at:end]) / (end - at)
        first, last = None, 0.0
        for _, begin, stop in sorted(rules[at:end], key=lambda rule: rule[1]):
            if first is None:
                first, last = begin, stop
            elif begin <= last + _TOUCH:
                last = max(last, stop)
            else:
                merged.append((place, first, last))
                first, last = begin, stop
        if first is not None:
            merged.append((place, first, last))
        at = end
    return merged


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines that hang together, by where they meet."""
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for index, (x, top, bottom) in enumerate(down, len(across)):
        for number, (y, left, right) in enumerate(across):
            if top - _TOUCH <= y <= bottom + _TOUCH and left - _TOUCH <= x <= right + _TOUCH:
                parent[root(index)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate(across):
        groups.setdefault(root(number), ([], []))[0].append(rule)
    for number, rule in enumerate(down, len(across)):
        groups.setdefault(root(number), ([], []))[1].append(rule)
    return list(groups.values())


def _distinct(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > 2 * _NEAR:
            places.append(value)
    return places


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    if not down or len(across) < 2:
        return None
    xs, ys = _distinct(rule[0] for rule in down), _distinct(rule[0] for rule in across)
    xs = _completed(xs, across)
    ys = _completed(ys, down)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_PLACES:
        return None
    grid = Grid(xs, ys)
    _join(grid, across, down)
    return grid if len(grid.boxes) > 1 else None


def _completed(places: list[float], crossing: list[Rule]) -> list[float]:
    """The coordinates, with the sides of an open table, where lines across reach well beyond the last one."""
    before = [rule[1] for rule in crossing if rule[1] < places[0] - 3 * _TOUCH]
    behind = [rule[2] for rule in crossing if rule[2] > places[-1] + 3 * _TOUCH]
    if len(before) > 1:
        places = [min(before), *places]
    if len(behind) > 1:
        places = [*places, max(behind)]
    return places


def _covers(rules: list[Rule], place: float, first: float, last: float) -> bool:
    """Whether lines at a coordinate cover most of a stretch."""
    covered = 0.0
    for at, begin, end in rules:
        if abs(at - place) <= 2 * _NEAR:
            covered += max(0.0, min(end, last) - max(begin, first))
    return covered >= _COVERED * (last - first)


def _join(grid: Grid, across: list[Rule], down: list[Rule]) -> None:
    """Makes cells of the places between which no line runs."""
    xs, ys = grid.xs, grid.ys
    width, height = len(xs) - 1, len(ys) - 1
    by_x = [[rule for rule in down if abs(rule[0] - x) <= 2 * _NEAR] for x in xs]
    by_y = [[rule for rule in across if abs(rule[0] - y) <= 2 * _NEAR] for y in ys]
    parent = list(range(width * height))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for row in range(height):
        for column in range(width):
            here = row * width + column
            if column + 1 < width and not _covers(by_x[column + 1], xs[column + 1], ys[row], ys[row + 1]):
                parent[root(here + 1)] = root(here)
            if row + 1 < height and not _covers(by_y[row + 1], ys[row + 1], xs[column], xs[column + 1]):
                parent[root(here + width)] = root(here)
    members: dict[int, list[int]] = {}
    for place in range(width * height):
        members.setdefault(root(place), []).append(place)
    grid.places = [[0] * width for _ in range(height)]
    for places in sorted(members.values(), key=min):
        rows, columns = [place // width for place in places], [place % width for place in places]
        first, last, left, right = min(rows), max(rows) + 1, min(columns), max(columns) + 1
        if (last - first) * (right - left) != len(places):
            grid.sound = False
        for place in places:
            grid.places[place // width][place % width] = len(grid.boxes)
        grid.boxes.append(Box(first, left, last - first, right - left, xs[left], ys[first], xs[right], ys[last]))
