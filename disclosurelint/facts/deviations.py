"""What a table, as it was read, lacks of the form: blocks, rows, columns."""

from __future__ import annotations

from disclosurelint.document import Span
from disclosurelint.facts.forms import BlockForm, RowForm
from disclosurelint.facts.harvest import Harvest
from disclosurelint.facts.labels import as_printed
from disclosurelint.report import Deviation, Label


def deviations_of(harvest: Harvest, place: Span, *, whole: bool) -> list[Deviation]:
    """What was noted while reading, and what is missing. Of a table read from text, missing is told only where all
    that is there could be read."""
    found = list(harvest.deviations)
    if harvest.linear:
        found = [entry for entry in found if entry.kind not in ("renamed-row", "renamed-column", "added-row")]
        if harvest.reasons or not whole:
            return found
        found += harvest.certain
    taken = _one_row(harvest)
    for row, members in taken:
        keys = [slot.key for member in members for slot in member.slots]
        figure = harvest.figures.get(row.slots[0].key)
        span = figure.span if figure is not None else place
        found.append(Deviation("missing-row", row.label, "", span, keys, row.key))
    in_one = {member.index for _, members in taken for member in members}
    for block in harvest.form.blocks:
        found.extend(_of_block(harvest, block, in_one, place))
    found.sort(key=lambda entry: entry.span)
    return found


def _one_row(harvest: Harvest) -> list[tuple[RowForm, list[RowForm]]]:
    """Groups of rows that are given as one row, or are missing altogether, with the row that stands for them."""
    found = []
    seen: set[str] = set()
    for row in harvest.form.rows:
        instead = _instead_of(harvest, row)
        if instead is None or instead.key in seen:
            continue
        seen.add(instead.key)
        if not any(index in harvest.rows for index in instead.folded):
            found.append((instead, [harvest.form.rows[index] for index in instead.folded]))
    return found


def _instead_of(harvest: Harvest, row: RowForm) -> RowForm | None:
    return next((entry for entry in harvest.form.instead if row.index in entry.folded), None)


def _of_block(harvest: Harvest, block: BlockForm, in_one: set[int], place: Span) -> list[Deviation]:
    rows = [row for row in block.rows if row.index not in in_one and not row.optional]
    missing = [row for row in rows if row.index not in harvest.rows]
    if rows and len(missing) == len(rows) and len(harvest.form.blocks) > 1 and block.index not in harvest.captions:
        caption = as_printed(block.template.caption)
        keys = [slot.key for row in rows for slot in row.slots]
        return [Deviation("missing-block", _caption(block), "", place, keys, caption)]
    found = [
        Deviation("missing-row", row.label, "", _near(harvest, row, place), [slot.key for slot in row.slots], row.key)
        for row in missing
    ]
    if block.index in harvest.headed and len(missing) < len(rows):
        found.extend(_columns(harvest, block, place))
    return found


def _caption(block: BlockForm) -> Label:
    caption = as_printed(block.template.caption)
    english = block.rows[0].label.en if len(block.rows) == 1 and block.rows[0].label.zh == caption else caption
    return Label(caption, english)


def _columns(harvest: Harvest, block: BlockForm, place: Span) -> list[Deviation]:
    found = []
    for column in block.columns:
        if (block.index, column.index) in harvest.columns:
            continue
        slots = [row.slots[column.index] for row in block.rows]
        if any(slot.key in harvest.figures for slot in slots):
            continue
        row = next((row for row in block.rows if row.index in harvest.rows), block.rows[0])
        found.append(
            Deviation(
                "missing-column",
                column.template.label,
                "",
                _near(harvest, row, place),
                [slot.key for slot in slots],
                column.template.key,
            )
        )
    return found


def _near(harvest: Harvest, row: RowForm, place: Span) -> Span:
    """A place for what is missing: the last figure of the nearest row of the form before it."""
    for index in range(row.index, -1, -1):
        for slot in reversed(harvest.form.rows[index].slots):
            figure = harvest.figures.get(slot.key)
            if figure is not None:
                return figure.span
    return place
