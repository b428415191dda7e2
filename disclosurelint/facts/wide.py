"""Reading the table of section four as a grid: blocks side by side, or as little tables, or one under another.

A row of figures has no label there. Which block and outcome a cell belongs to is told by what stands above its column
(行政诉讼 / 未经复议直接起诉 / 结果维持), by the row's own label or the heading over a little table where it names a
block, or by place where a row has exactly the form's fifteen cells.
"""

from __future__ import annotations

from disclosurelint.document import Cell, Table
from disclosurelint.facts.forms import BlockForm, ColumnForm, TableForm
from disclosurelint.facts.grid_lines import grid_rows, is_number
from disclosurelint.facts.harvest import Harvest
from disclosurelint.facts.heads import Row
from disclosurelint.facts.labels import distance, fold
from disclosurelint.facts.numbers import is_blank, plain_count, read_cell

Target = tuple[BlockForm, int]


class _Figures:
    """A row of figures: its cells, the rows above it since the last one, its own label, if any."""

    __slots__ = ("above", "cells", "label")

    def __init__(self, cells: Row, above: list[Row], label: str) -> None:
        self.cells = cells
        self.above = above
        self.label = label


def read_wide_grid(table: Table, harvest: Harvest, heading: list[str], *, strict: bool = False) -> bool:
    """Takes the blocks that a grid holds; whether there were any figures.

    `heading` is what stands right before the grid, folded, nearest first; `strict`: only from a grid that names
    outcomes of the form.
    """
    before = len(harvest.figures)
    for figures in _figure_rows(table, harvest.form):
        if strict and not any(_has_outcomes(row, harvest.form) for row in figures.above):
            continue
        targets = _targets(figures, harvest.form, heading)
        if targets is None:
            continue
        for cell, (block, column) in targets:
            _put(harvest, block, column, cell)
    if len(harvest.figures) == before:
        return False
    harvest.spans.append(table.span)
    return True


def _put(harvest: Harvest, block: BlockForm, column: int, cell: Cell) -> None:
    row = block.rows[0]
    reading = read_cell(cell.text.value, row.slots[column].kind)
    if reading[2]:
        reading = ("unreadable", None, False)
    harvest.put(row, column, cell, reading)
    harvest.rows[row.index] = True
    harvest.columns.add((block.index, column))


def _figure_rows(table: Table, form: TableForm) -> list[_Figures]:
    rows = grid_rows(table)
    numeric = [any(is_number(cell) for cell in row) and not _has_outcomes(row, form) for row in rows]
    if not any(numeric):
        # Nothing filled in at all: the row below the last label holds blanks.
        heads = [place for place, row in enumerate(rows) if any(not is_blank(cell.text.value) for cell in row)]
        if not heads or heads[-1] + 1 >= len(rows) or not _has_outcomes(rows[heads[-1]], form):
            return []
        numeric[heads[-1] + 1] = True
    found: list[_Figures] = []
    above: list[Row] = []
    for row, figures in zip(rows, numeric, strict=True):
        if not figures:
            if found and found[-1].above is above:
                above = []
            above.append(row)
            continue
        label, cells = _split(row)
        found.append(_Figures(cells, above, label))
    return found


def _has_outcomes(row: Row, form: TableForm) -> bool:
    lexicon = form.blocks[0].lexicon
    return sum(lexicon.find(cell.text.value) is not None for cell in row if len(cell.text) > 1) > 1 or any(
        outcome_named(form.blocks[0], fold(cell.text.value)) is not None for cell in row if len(cell.text) > 5
    )


def _split(row: Row) -> tuple[str, Row]:
    first = next((place for place, cell in enumerate(row) if is_number(cell)), 0)
    words = [place for place, cell in enumerate(row[:first]) if not is_blank(cell.text.value)]
    start = words[-1] + 1 if words else 0
    return "".join(fold(row[place].text.value) for place in words), row[start:]


def _targets(figures: _Figures, form: TableForm, heading: list[str]) -> list[tuple[Cell, Target]] | None:
    by_head = _by_head(figures, form, heading)
    if by_head is not None:
        return by_head
    cells = figures.cells
    in_order = _by_order(figures, form)
    if in_order is not None:
        return in_order
    every = [(block, column.index) for block in form.blocks for column in block.columns]
    while len(cells) > len(every) and is_blank(cells[-1].text.value):
        cells = cells[:-1]
    if len(cells) == len(every):
        return list(zip(cells, every, strict=True))
    block = _first_named(form, [figures.label, *heading])
    if block is not None:
        while len(cells) > len(block.columns) and is_blank(cells[-1].text.value):
            cells = cells[:-1]
        if len(cells) == len(block.columns):
            return [(cell, (block, column)) for column, cell in enumerate(cells)]
    return None


def _by_order(figures: _Figures, form: TableForm) -> list[tuple[Cell, Target]] | None:
    """By the order of the outcomes in the header, where a header that lost its merged cells names one for each figure."""
    rows = [
        [column.index for cell in row if (column := outcome_named(form.blocks[0], fold(cell.text.value))) is not None]
        for row in figures.above
    ]
    for named in ([index for row in rows for index in row], *rows[-1:]):
        targets = targets_in_order(named, form)
        if len(targets) == len(figures.cells) and adds_up([cell.text.value for cell in figures.cells], targets):
            return list(zip(figures.cells, targets, strict=True))
    return None


def adds_up(figures: list[str], targets: list[Target]) -> bool:
    """Whether the total of each block that is there whole is that of its results: else header and row have shifted."""
    wide = len(targets[0][0].columns)
    blocks: dict[int, list[int]] = {}
    for text, (block, _) in zip(figures, targets, strict=True):
        digits = text.strip()
        blocks.setdefault(block.index, []).append(int(digits) if plain_count(digits) else 0)
    return len(targets) == wide * len(blocks) or all(
        sum(block[:-1]) == block[-1] for block in blocks.values() if len(block) == wide
    )


def targets_in_order(outcomes: list[int], form: TableForm) -> list[Target]:
    """Block and column of each outcome of a header, where its outcomes run through all blocks; else nothing."""
    targets: list[Target] = []
    block = -1
    for place, index in enumerate(outcomes):
        if not place or index <= outcomes[place - 1]:
            block += 1
        if block >= len(form.blocks):
            return []
        targets.append((form.blocks[block], index))
    return targets if block == len(form.blocks) - 1 else []


def _by_head(figures: _Figures, form: TableForm, heading: list[str]) -> list[tuple[Cell, Target]] | None:
    """By the words above each column, where these name an outcome everywhere and no place twice."""
    if not figures.above:
        return None
    stacks = [_stack(figures.above, cell) for cell in figures.cells]
    own = [figures.label, *heading]
    chosen: list[tuple[Cell, Target]] = []
    taken: set[tuple[int, int]] = set()
    for cell, stack in zip(figures.cells, stacks, strict=True):
        target = _target(form, stack, own)
        if target is None:
            if is_blank(cell.text.value):
                continue
            return None
        place = (target[0].index, target[1])
        if place in taken:
            return None
        taken.add(place)
        chosen.append((cell, target))
    return chosen if len(chosen) >= len(form.blocks[0].columns) - 1 else None


def _target(form: TableForm, stack: list[str], own: list[str]) -> Target | None:
    for text in reversed(stack):
        column = outcome_named(form.blocks[0], text)
        if column is None:
            continue
        block = _first_named(form, ["".join(stack), *own])
        return (block, column.index) if block is not None else None
    return None


def _stack(above: list[Row], cell: Cell) -> list[str]:
    """The words over a cell from the top, each once."""
    words: list[str] = []
    for row in above:
        for over in row:
            if over.column <= cell.column < over.column + over.columns:
                text = fold(over.text.value)
                if text and text not in words[-1:]:
                    words.append(text)
    return words


def outcome_named(block: BlockForm, folded: str) -> ColumnForm | None:
    """The outcome that folded words name, or end in (行政复议结果维持)."""
    found = block.lexicon.find(folded)
    if found is not None and isinstance(found[0], ColumnForm):
        return found[0]
    best: tuple[int, ColumnForm] | None = None
    for label, item in block.lexicon.items():
        if folded.endswith(label) and isinstance(item, ColumnForm) and (best is None or len(label) > best[0]):
            best = (len(label), item)
    return best[1] if best is not None else None


def _first_named(form: TableForm, words: list[str]) -> BlockForm | None:
    return next((block for text in words if (block := block_named(form, text)) is not None), None)


def block_named(form: TableForm, folded: str) -> BlockForm | None:
    """The block that words name: the longest caption in them (行政诉讼未经复议直接起诉: the second).

    Words that name suits as well as reconsideration (行政复议、行政诉讼情况) name no block.
    """
    best: tuple[int, BlockForm] | None = None
    for block in form.blocks:
        for label in (block.caption, *map(fold, block.template.variants)):
            if label and label in folded and (best is None or len(label) > best[0]):
                best = (len(label), block)
    if best is not None:
        return None if best[1].template.group is None and "诉" in folded else best[1]
    if 3 < len(folded) < 20:
        near = [block for block in form.blocks if distance(folded, block.caption, 1) <= 1]
        return near[0] if len(near) == 1 else None
    return None
