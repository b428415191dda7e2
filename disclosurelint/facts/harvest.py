"""What has been read of one table of the form so far, whether from grids or from lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from disclosurelint.document import Cell, Span
from disclosurelint.facts.forms import BlockForm, ForeignForm, RowForm, TableForm
from disclosurelint.facts.labels import as_printed
from disclosurelint.facts.numbers import Reading
from disclosurelint.report import Deviation, Figure, Label


class Harvest:
    """What has been read of one table of the form.

    `rows` are the rows found, by index: whether their figures could be told apart. `columns` are the columns whose
    labels (or another edition's in their place) were found, as block and column; `headed` the blocks with a header
    that names columns of the form; `captions` the blocks whose caption was found; `instead` rows that stand for
    several. `linear` is whether figures came out of lines of text; `certain` are deviations that are sure even there.
    """

    __slots__ = (
        "captions",
        "certain",
        "columns",
        "deviations",
        "figures",
        "form",
        "headed",
        "instead",
        "linear",
        "reasons",
        "rows",
        "spans",
    )

    def __init__(self, form: TableForm) -> None:
        self.form = form
        self.figures: dict[str, Figure] = {}
        self.rows: dict[int, bool] = {}
        self.captions: set[int] = set()
        self.columns: set[tuple[int, int]] = set()
        self.headed: set[int] = set()
        self.instead: list[RowForm] = []
        self.deviations: list[Deviation] = []
        self.certain: list[Deviation] = []
        self.spans: list[Span] = []
        self.reasons: list[Label] = []
        self.linear = False

    @property
    def complete(self) -> bool:
        """Whether every row of the form was found, or the row that an office gives in place of several."""
        given = {index for row in self.instead for index in row.folded}
        return all(row.index in self.rows or row.index in given or row.optional for row in self.form.rows)

    def put(self, row: RowForm, column: int, cell: Cell, reading: Reading) -> None:
        """A figure out of a cell; the first one of a key counts."""
        slot = row.slots[column]
        if slot.key not in self.figures:
            text = cell.text
            written = text.value.strip()
            span = text.span() if len(written) == len(text.value) else text.strip().span()
            self.figures[slot.key] = Figure(slot, reading[0], reading[1], written, span)

    def lose(self, row: RowForm, text: str, span: Span, reason: Label) -> None:
        """A row that is there, with figures that cannot be told apart."""
        for slot in row.slots:
            if slot.key not in self.figures:
                self.figures[slot.key] = Figure(slot, "unreadable", None, text, span, torn=True)
        if row.index >= 0:
            self.rows.setdefault(row.index, False)
        if reason not in self.reasons:
            self.reasons.append(reason)


def note_columns(harvest: Harvest, block: BlockForm, columns: Sequence[int]) -> None:
    """Notes that a header names these columns and no others."""
    harvest.headed.add(block.index)
    harvest.columns.update((block.index, index) for index in columns)


def note_foreign(harvest: Harvest, item: ForeignForm, cell: Cell) -> None:
    """A label of another edition's form, told once a place."""
    span = cell.text.strip().span()
    if any(entry.kind == "foreign-label" and entry.span == span for entry in harvest.deviations):
        return
    name = as_printed(item.block.template.caption) or item.block.template.key
    harvest.deviations.append(Deviation("foreign-label", item.label, cell.text.squeezed().value, span, [], name))
    if item.label is not None:
        for column in item.block.columns:
            if column.template.label is item.label:
                harvest.columns.add((item.block.index, column.index))
