"""A rule set in memory: the form of an edition (sections, tables, words) and its rules.

Files are described in `docs/rule-format.md`; `rules.loading` turns them into these classes.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from disclosurelint.outcomes import Severity
from disclosurelint.records import field, record
from disclosurelint.report import Label, Slot

BODY_GROUPS = {
    "gov": ("province", "city", "county", "township"),
    "dept": ("central-department", "department"),
    "cnty-": ("county", "township", "subdistrict"),
}
"""Groups of body types that a rule's `bodies` may name. A 街道办事处 is not a 人民政府."""


@record
class RowTemplate:
    """A row or column of a table of the form: key, official label, accepted variants, heading group above it."""

    key: str
    label: Label
    variants: list[str] = field(default_factory=list)
    group: str | None = None
    kind: Literal["count", "signed", "money"] = "count"
    optional: bool = False
    """Whether a draft may leave the row out: read where it is there, no departure from the form where it is not."""


@record
class BlockTemplate:
    """A block of a table: its caption (第二十条第（一）项, 行政复议 …), rows and columns."""

    key: str
    caption: str
    variants: list[str]
    group: str | None
    rows: list[RowTemplate]
    columns: list[RowTemplate]
    foreign: dict[str, str] = field(default_factory=dict)
    """Column labels of other editions, each with the label that this edition has in its place."""


@record
class TableTemplate:
    """A table of the form.

    `shape` is `rows` (a row label, then a figure for each column; one or more blocks under each other), or
    `wide` (blocks side by side, one row of figures without a label), or `list` (an indicator a row, one figure).
    `required` is whether the form prescribes the table at all.
    """

    name: str
    section: int | None
    shape: Literal["rows", "wide", "list"]
    blocks: list[BlockTemplate]
    note: str | None = None
    title: Label = Label("", "")


@record
class SectionTemplate:
    """An official section: its heading without ordinal, known variants (regular expressions), and signs by which
    a heading in other words is still known to be this section's (any of `signs`, none of `unless`)."""

    number: int
    key: str
    heading: str
    title: Label
    variants: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    unless: list[str] = field(default_factory=list)


@record
class Instrument:
    """A law or notice: `number` (国务院令第711号), `title`, and from when to when it is in force."""

    key: str
    number: str
    title: Label
    since: date | None
    until: date | None
    label: Label
    """How messages cite it."""
    years: tuple[int, int] | None = None
    """The report years that it governs, inclusive; None for one that governs no reports as such."""


@record
class Basis:
    """Why a rule holds: an instrument with the place in it (第五十条, 表三), for the report years that it governs;
    or, without instrument, `logic` or `custom` in words."""

    instrument: str | None
    place: Label | None
    years: tuple[int, int] | None = None


@record
class RuleTexts:
    """The words of a rule in one language. `messages` has at least the key `message`."""

    title: str
    messages: dict[str, str]
    why: str
    remedy: str


@record
class RuleName:
    """What selectors know a rule by."""

    id: str
    name: str


@record
class Rule:
    """A rule of the catalogue. `params` are those of its check kind, as its schema has them.

    `years` are report years, inclusive. `bodies` are body types, None for all. `aggregate`: `exempt` is a rule
    that does not apply to a report that gathers lower levels (and is at most info where that is not known),
    `only` one that applies to such reports alone.
    """

    id: str
    name: str
    severity: Severity
    kind: str
    params: dict[str, Any]
    basis: list[Basis]
    years: tuple[int, int]
    bodies: frozenset[str] | None
    aggregate: Literal["any", "exempt", "only"]
    needs: list[str]
    suppressed_by: list[str]
    preview: bool
    texts: dict[str, RuleTexts]
    enabled: bool = True
    examples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    source: str = ""
    """The file and line that define it."""

    def applies_to_year(self, year: int) -> bool:
        """Whether the rule speaks of reports for a year."""
        return self.years[0] <= year <= self.years[1]


@record
class RuleSet:
    """The form and the rules of one edition, overlays applied.

    `sets` name keys that are summed or compared together (`requests.results`: rows; `requests.applicants`: columns).
    `words` are the word lists and patterns that check kinds and fact readers are given by name.
    """

    id: str
    version: str
    years: tuple[int, int]
    title: Label
    sections: list[SectionTemplate]
    tables: dict[str, TableTemplate]
    sets: dict[str, list[str]]
    words: dict[str, Any]
    instruments: dict[str, Instrument]
    rules: dict[str, Rule]
    overlays: list[str] = field(default_factory=list)
    """Ids of the overlays applied, each with its version (`shanghai@1.0`), in order."""
    not_applied: list[tuple[str, Label]] = field(default_factory=list)
    """Overlays that do not fit the edition, with the reason."""
    model: str | None = None
    """Path of the model draft on which examples are edits."""
    alternatives: dict[str, str] = field(default_factory=dict)
    """Sets whose members an office may give in one row, with that row's key (`requests.other_handling`:
    `requests.other`): where none of the members is there, sums take the row."""
    forms: dict[str, Any] = field(default_factory=dict, repr=False)
    """What readers work out of the tables once and keep."""
    _slots: dict[str, Slot] | None = None

    @property
    def slots(self) -> dict[str, Slot]:
        """Every cell of the form by figure key, in the form's order."""
        if self._slots is None:
            self._slots = {
                slot.key: slot
                for table in self.tables.values()
                for block in table.blocks
                for slot in block_slots(table, block)
            }
        return self._slots


def block_slots(table: TableTemplate, block: BlockTemplate) -> list[Slot]:
    """The cells of a block, row by row.

    Keys: `disclosure.<row>.<column>`; `requests.<row>[<column>]`; a wide block `<block>[<column>]`; a list `annex.<row>`.
    """
    slots = []
    for row in block.rows:
        for column in block.columns:
            if table.shape == "wide":
                key = f"{block.key}[{column.key}]"
            elif table.shape == "list":
                key = f"{table.name}.{row.key}"
            elif len(table.blocks) > 1:
                key = f"{table.name}.{row.key}.{column.key}"
            else:
                key = f"{table.name}.{row.key}[{column.key}]"
            slots.append(
                Slot(key, table.name, row.label, column.label, column.kind if column.kind != "count" else row.kind)
            )
    return slots
