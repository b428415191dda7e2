"""What the header of a table that has become text names: columns that it leaves out, columns of another edition's form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from disclosurelint.characters import normalise
from disclosurelint.facts.forms import BlockForm, RowForm
from disclosurelint.facts.harvest import Harvest
from disclosurelint.facts.labels import as_printed, letters
from disclosurelint.facts.marks import Lines
from disclosurelint.report import Deviation

_REACH = 160
"""Letters before the first row in which its header stands."""


def columns_named(lines: Lines, first: int, block: BlockForm) -> list[int]:
    """The columns that the header before the place `first` names, in the form's order."""
    end = bisect_left(lines.places, first)
    window = lines.letters[max(0, end - _REACH) : end]
    for group in {column.template.group for column in block.columns if column.template.group}:
        window = window.replace(letters(normalise(group)), " ")
    named = []
    for column in block.columns:
        labels = (column.template.label.zh, *column.template.variants)
        if any(letters(normalise(label)) in window for label in labels):
            named.append(column.index)
    return named


def narrowed(row: RowForm, columns: Sequence[int]) -> RowForm:
    """A row with some of the block's columns only."""
    slots = [row.slots[index] for index in columns]
    narrow = RowForm(row.index, row.block, row.key, row.label, row.group, slots)
    narrow.folded, narrow.twins, narrow.optional = row.folded, row.twins, row.optional
    return narrow


def foreign_blocks(lines: Lines, harvest: Harvest) -> set[int]:
    """The blocks whose columns bear another edition's labels, in place of their own; told as deviations.

    One label alone may be a word of a sentence.
    """
    if any(entry.kind == "foreign-label" for entry in harvest.deviations):
        return set()
    found: list[tuple[int, BlockForm, str, str]] = []
    for block in harvest.form.blocks:
        own = {letters(normalise(column.template.label.zh)) for column in block.columns}
        if len(harvest.form.blocks) < 2 or not block.template.foreign:
            continue
        for label, instead in block.template.foreign.items():
            words = letters(normalise(label))
            at = lines.letters.find(words)
            mine = letters(normalise(instead))
            if at >= 0 and mine in own and mine not in lines.letters:
                found.append((at, block, label, instead))
    labels = {label for _, _, label, _ in found}
    if len(labels) < 2:
        return set()
    told: set[str] = set()
    for at, block, label, instead in sorted(found, key=_place):
        if label in told:
            continue
        told.add(label)
        span = lines.text.span(lines.places[at], lines.places[at + len(letters(normalise(label))) - 1] + 1)
        own_label = next(
            (column.template.label for column in block.columns if column.template.label.zh == instead), None
        )
        name = as_printed(block.template.caption) or block.template.key
        harvest.deviations.append(Deviation("foreign-label", own_label, label, span, [], name))
    return {block.index for _, block, _, _ in found}


def _place(entry: tuple[int, BlockForm, str, str]) -> int:
    return entry[0]
