"""The tables of an edition made ready for reading: lexicons of row and column labels, and the slots of each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from disclosurelint.characters import normalise
from disclosurelint.facts.labels import Lexicon, as_printed, fold
from disclosurelint.report import Label, Slot
from disclosurelint.rules.model import BlockTemplate, RowTemplate, RuleSet, TableTemplate

if TYPE_CHECKING:
    from disclosurelint.facts.marks import Mark

# Plain classes, here and in the modules that read grids: each decorated one costs a third of a millisecond at start.


class ColumnForm:
    """A column of a block: its place among the block's columns, and the unit that the form prints for it."""

    __slots__ = ("index", "template", "unit")

    def __init__(self, index: int, template: RowTemplate, unit: str) -> None:
        self.index = index
        self.template = template
        self.unit = unit


class BlockForm:
    """A block with the lexicon of its column labels; `caption` is folded."""

    __slots__ = ("caption", "columns", "index", "lexicon", "rows", "template")

    def __init__(self, index: int, template: BlockTemplate, columns: list[ColumnForm]) -> None:
        self.index = index
        self.template = template
        self.caption = fold(template.caption)
        self.columns = columns
        self.lexicon: Lexicon[ColumnForm | ForeignForm] = Lexicon()
        self.rows: list[RowForm] = []


class RowForm:
    """A row of the form. `index` is its place in the table; -1 for a row that stands for several (`folded`)."""

    __slots__ = ("block", "folded", "group", "index", "key", "label", "optional", "slots", "twins")

    def __init__(
        self, index: int, block: BlockForm, key: str, label: Label, group: str | None, slots: list[Slot]
    ) -> None:
        self.index = index
        self.block = block
        self.key = key
        self.label = label
        self.group = group
        self.slots = slots
        self.optional = False
        self.folded: list[int] = []
        self.twins: list[RowForm] = [self]


class GroupForm:
    """A group label above rows (（三）不予公开, 三、本年度办理结果), or a caption of a block.

    `instead` is the row that it is where the group has no rows of its own (（六）其他处理 in one row).
    """

    __slots__ = ("block", "instead", "kind", "label")

    def __init__(
        self, label: str, kind: Literal["group", "caption"], block: BlockForm, instead: RowForm | None = None
    ) -> None:
        self.label = label
        self.kind = kind
        self.block = block
        self.instead = instead


class ForeignForm:
    """A label of another edition's form, and this edition's in its place (None: nothing)."""

    __slots__ = ("block", "label", "text")

    def __init__(self, text: str, label: Label | None, block: BlockForm) -> None:
        self.text = text
        self.label = label
        self.block = block


RowItem = RowForm | GroupForm | ForeignForm


class TableForm:
    """A table of the form, ready for reading. `instead` are rows that an office may give in place of several.

    `marks` are its labels as they are looked for in lines of text, once they have been (`facts.marks`).
    """

    __slots__ = ("blocks", "instead", "lexicon", "marks", "rows", "template")

    def __init__(self, template: TableTemplate) -> None:
        self.template = template
        self.blocks: list[BlockForm] = []
        self.rows: list[RowForm] = []
        self.lexicon: Lexicon[RowItem] = Lexicon()
        self.instead: list[RowForm] = []
        self.marks: list[Mark] | None = None

    @property
    def name(self) -> str:
        """The table's name (`requests`)."""
        return self.template.name


def forms_of(ruleset: RuleSet) -> list[TableForm]:
    """The tables of a rule set, worked out once."""
    forms: list[TableForm] | None = ruleset.forms.get("tables")
    if forms is None:
        # The cells of the form come in the order of its tables, blocks, rows and columns.
        slots = iter(ruleset.slots.values())
        forms = [_table_form(template, ruleset, slots) for template in ruleset.tables.values()]
        ruleset.forms["tables"] = forms
    return forms


def _table_form(template: TableTemplate, ruleset: RuleSet, slots: Iterator[Slot]) -> TableForm:
    form = TableForm(template)
    for index, block in enumerate(template.blocks):
        _add_block(form, index, block, slots)
    templates = [row for block in template.blocks for row in block.rows]
    for row_form, row in zip(form.rows, templates, strict=True):
        row_form.optional = row.optional
        for label in (row.label.zh, *row.variants):
            form.lexicon.add(label, row_form)
    if template.shape == "list":
        _add_twins(form)
    _add_groups(form, ruleset)
    for block_form in form.blocks:
        _add_foreign(form, block_form)
    return form


def _add_block(form: TableForm, index: int, template: BlockTemplate, slots_left: Iterator[Slot]) -> None:
    columns = [ColumnForm(place, column, _unit(column)) for place, column in enumerate(template.columns)]
    block = BlockForm(index, template, columns)
    form.blocks.append(block)
    for column in columns:
        for label in (column.template.label.zh, *column.template.variants):
            block.lexicon.add(label, column)
        if column.template.group:
            block.lexicon.add_prefix(column.template.group)
    slots = [next(slots_left) for _ in range(len(template.rows) * len(template.columns))]
    wide = len(template.columns)
    for place, row in enumerate(template.rows):
        row_form = RowForm(
            len(form.rows), block, row.key, row.label, row.group, slots[place * wide : (place + 1) * wide]
        )
        block.rows.append(row_form)
        form.rows.append(row_form)


def _add_twins(form: TableForm) -> None:
    """Rows with the same label ((二)被依法纠错数 under 行政复议 and under 行政诉讼)."""
    same: dict[str, list[RowForm]] = {}
    for row in form.rows:
        row.twins = same.setdefault(row.label.zh, [])
        row.twins.append(row)


def _unit(column: RowTemplate) -> str:
    label = column.label.zh
    return "万元" if column.kind == "money" and "万元" in label else ""


def _add_groups(form: TableForm, ruleset: RuleSet) -> None:
    groups: dict[str, GroupForm] = {}
    for row in form.rows:
        if row.group and row.group not in groups:
            instead = _instead(form, row, ruleset)
            groups[row.group] = GroupForm(row.group, "group", row.block, instead)
            if instead is not None:
                form.instead.append(instead)
    for label, group in groups.items():
        form.lexicon.add_group(label, group)
    for block in form.blocks:
        if block.caption and form.template.shape == "rows":
            for label in (block.template.caption, *block.template.variants):
                form.lexicon.add_group(label, GroupForm(label, "caption", block))


def _instead(form: TableForm, row: RowForm, ruleset: RuleSet) -> RowForm | None:
    """The row that stands for all rows of a group, where the rule set allows one."""
    for name, key in ruleset.alternatives.items():
        members = ruleset.sets.get(name, [])
        rows = [entry for entry in form.rows if f"{form.name}.{entry.key}" in members]
        if row not in rows or not key.startswith(f"{form.name}."):
            continue
        label = Label(as_printed(row.group or row.label.zh), _beginning([entry.label.en for entry in rows]))
        slots = [
            Slot(f"{key}[{column.template.key}]", form.name, label, column.template.label, slot.kind)
            for column, slot in zip(row.block.columns, row.slots, strict=True)
        ]
        short = key.removeprefix(f"{form.name}.")
        instead = RowForm(-1, row.block, short, label, None, slots)
        instead.folded = [entry.index for entry in rows]
        return instead
    return None


def _beginning(labels: list[str]) -> str:
    """The words with which all labels begin: "(6)" of "(6) 1. not supplemented" and its like."""
    words = [label.split() for label in labels]
    same = [first for first, *others in zip(*words, strict=False) if all(other == first for other in others)]
    return " ".join(same)


def _add_foreign(form: TableForm, block: BlockForm) -> None:
    for text, own in block.template.foreign.items():
        label = _own_label(block, own)
        foreign = ForeignForm(text, label, block)
        form.lexicon.add(text, foreign)
        block.lexicon.add(text, foreign)


def _own_label(block: BlockForm, own: str) -> Label | None:
    if not own:
        return None
    wanted = fold(normalise(own))
    for entry in (*block.template.columns, *block.template.rows):
        if fold(normalise(entry.label.zh)) == wanted:
            return entry.label
    return Label(own, own)
