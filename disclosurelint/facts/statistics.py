"""The figures of the statistics tables: each cell of the form a value, a blank or unreadable, with its place.

Tables are looked for in their section first, then in the rest of the document; as grids first, then, for rows that no
grid has, in the lines of text. Nothing is guessed: a row whose numbers do not fit its cells is unreadable, and its
table says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from disclosurelint.document import Document, Paragraph, Span, Table, Text
from disclosurelint.facts.deviations import deviations_of
from disclosurelint.facts.forms import BlockForm, TableForm, forms_of
from disclosurelint.facts.grids import read_rows_grid
from disclosurelint.facts.harvest import Harvest
from disclosurelint.facts.labels import fold
from disclosurelint.report import Figure, Label, Section, TableFacts, TableState
from disclosurelint.rules.model import RuleSet

if TYPE_CHECKING:
    from disclosurelint.facts.marks import Lines

NOT_THE_FORM = Label(
    "此处的表格与规定的表式对不上，未能读出", "the table here does not match the form and was not read"
)
_MOST = 0.75
"""Of a table that has become text, rows beyond this share are lost rather than left out by the author."""
_GAP = 60
"""Letters of a heading right before a table that may name its block."""
_MAX_GRIDS = 200
"""Grids looked at; a form torn into a table for each row has thirty."""
_MAX_CELLS = 3000
"""A grid with more cells than this is none of the form's, which have under four hundred."""


def read_statistics(
    document: Document, sections: Sequence[Section], ruleset: RuleSet
) -> tuple[dict[str, TableFacts], dict[str, Figure]]:
    """The tables of the edition as they were found, and every figure by key; cells that are absent have no key.

    Where an office gives （六）其他处理 in one row though the form has three, its figures stand under the row's own key
    (`requests.other[total]`, the rule set's `alternatives`), and a `missing-row` named `other` says so.
    Figures of rows whose cells cannot be told apart are `unreadable` and `torn`; the table is then `partly` read.
    """
    tables: dict[str, TableFacts] = {}
    figures: dict[str, Figure] = {}
    whole: dict[bool, Lines] = {}
    for form in forms_of(ruleset):
        harvest = _read(document, sections, form, whole)
        figures.update(harvest.figures)
        tables[form.name] = _facts(document, sections, harvest)
    found = sorted((facts for facts in tables.values() if facts.state != "absent"), key=lambda facts: facts.span)
    for order, facts in enumerate(found, 1):
        facts.order = order
    return tables, figures


def _read(document: Document, sections: Sequence[Section], form: TableForm, whole: dict[bool, Lines]) -> Harvest:
    harvest = Harvest(form)
    own = _own_blocks(sections, form)
    if own:
        _read_grids(own, harvest, strict=False)
        if harvest.complete:
            return harvest
    if not harvest.complete:
        others = _other_blocks(document, own)
        _read_grids(others, harvest, strict=True)
    if not harvest.complete and own:
        lines = _lines(own, form)
        if lines is not None:
            _read_lines(lines, harvest, share=0.3)
    if not harvest.rows and _is_hinted(document, form):
        units = form.template.shape == "list"
        lines = whole.get(units) or _lines(document.blocks, form)
        if lines is not None:
            whole[units] = lines
            _read_lines(lines, harvest, share=0.5)
    return harvest


def _own_blocks(sections: Sequence[Section], form: TableForm) -> list[Paragraph | Table]:
    number = form.template.section
    if number is None:
        return []
    blocks: list[Paragraph | Table] = []
    for section in sections:
        if section.number == number:
            blocks.extend(section.paragraphs)
            blocks.extend(section.tables)
    blocks.sort(key=_start)
    return blocks


def _start(block: Paragraph | Table) -> int:
    return block.text.origin(0) if isinstance(block, Paragraph) else block.span[0]


def _other_blocks(document: Document, own: list[Paragraph | Table]) -> list[Paragraph | Table]:
    known = {id(block) for block in own if isinstance(block, Table)}
    return [block for block in document.blocks if id(block) not in known]


# Grids.


def _read_grids(blocks: list[Paragraph | Table], harvest: Harvest, *, strict: bool) -> None:
    shape = harvest.form.template.shape
    if shape == "list":
        from disclosurelint.facts.lists import read_list_grids

        tables = [block for block in blocks if isinstance(block, Table) and _usable(block)]
        read_list_grids(tables[:_MAX_GRIDS], harvest)
        return
    grids = 0
    for place, block in enumerate(blocks):
        if not isinstance(block, Table) or not _usable(block):
            continue
        grids += 1
        if harvest.complete or grids > _MAX_GRIDS:
            break
        if shape == "rows":
            read_rows_grid(block, harvest, strict, _captioned(blocks, place, harvest.form))
        else:
            from disclosurelint.facts.wide import read_wide_grid

            read_wide_grid(block, harvest, _heading(blocks, place), strict=strict)
    if shape == "rows":
        _note_captions(blocks, harvest)


def _usable(table: Table) -> bool:
    return not table.problem and len(table.cells) <= _MAX_CELLS


def _note_captions(blocks: list[Paragraph | Table], harvest: Harvest) -> None:
    captions = {block.caption: block.index for block in harvest.form.blocks if block.caption}
    if not captions:
        return
    for block in blocks:
        if isinstance(block, Paragraph) and len(block.text) < 40:
            index = captions.get(fold(block.text.value))
            if index is not None:
                harvest.captions.add(index)


def _captioned(blocks: list[Paragraph | Table], place: int, form: TableForm) -> BlockForm | None:
    """The block whose caption is the line before a table."""
    above = blocks[place - 1] if place else None
    if len(form.blocks) < 2 or not isinstance(above, Paragraph) or len(above.text) > _GAP:
        return None
    text = fold(above.text.value)
    return next((block for block in form.blocks if text.endswith(block.caption)), None)


def _heading(blocks: list[Paragraph | Table], place: int) -> list[str]:
    """What stands between a table and the one before it, if short: the headings over it, folded, nearest first."""
    words: list[str] = []
    for block in reversed(blocks[max(0, place - 3) : place]):
        if isinstance(block, Table) or len(block.text) > _GAP:
            break
        words.append(fold(block.text.value))
    return words


# Lines.


def _is_hinted(document: Document, form: TableForm) -> bool:
    """Whether the document has words of the table's labels at all: cheaper than to look for the labels."""
    text = "".join(document.normal.split())
    if form.template.shape == "wide":
        words = {column.template.label.zh for column in form.blocks[0].columns}
    else:
        words = {max(_words(row.label.zh), key=len) for row in form.rows}
    return sum(word in text for word in words) * 5 >= len(words)


def _words(label: str) -> list[str]:
    return "".join([letter if letter.isalpha() else " " for letter in label]).split()


def _lines(blocks: Sequence[Paragraph | Table], form: TableForm) -> Lines | None:
    """The text of blocks. Grids stand in it too: what was not found in them may be cut by a grid's edge."""
    parts: list[Text] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append(block.text)
        elif len(block.cells) <= _MAX_CELLS:
            parts.extend(cell.text for cell in block.cells)
    if not any(parts):
        return None
    from disclosurelint.facts.marks import lines_of

    return lines_of(Text.join(parts, "\n"), units=form.template.shape == "list")


def _read_lines(lines: Lines, harvest: Harvest, *, share: float) -> None:
    if harvest.form.template.shape == "wide":
        from disclosurelint.facts.wide_lines import read_wide_lines

        read_wide_lines(lines, harvest)
    else:
        from disclosurelint.facts.linear import read_rows_lines

        read_rows_lines(lines, harvest, share=share)


# What was found.


def _facts(document: Document, sections: Sequence[Section], harvest: Harvest) -> TableFacts:
    template = harvest.form.template
    section = next((entry for entry in sections if entry.number == template.section), None)
    state, reason = _state(document, section, harvest)
    span = min(harvest.spans) if harvest.spans else _where(document, section)
    number = template.section if template.section is not None else _section_at(sections, span)
    facts = TableFacts(template.name, number, state, span, reason)
    if state != "absent" and harvest.rows:
        facts.deviations = deviations_of(harvest, span, whole=state == "read")
    return facts


def _state(document: Document, section: Section | None, harvest: Harvest) -> tuple[TableState, Label | None]:
    readable = any(not figure.torn for figure in harvest.figures.values())
    if harvest.reasons:
        return ("partly" if readable else "unreadable"), harvest.reasons[0]
    if harvest.linear and len(harvest.rows) < _expected(harvest) * _MOST:
        from disclosurelint.facts.linear import PARTLY

        return "partly", PARTLY
    if readable:
        return "read", None
    if harvest.deviations or harvest.rows:
        return "read", None
    if section is not None and any(len(table.cells) > 1 for table in section.tables):
        return "unreadable", NOT_THE_FORM
    if harvest.form.template.shape == "list" and _announced(document, harvest.form):
        return "unreadable", NOT_THE_FORM
    return "absent", None


def _expected(harvest: Harvest) -> int:
    """The rows of the form that should be there; blocks of which nothing is left may have been left out by the author."""
    rows = harvest.form.rows
    blocks = {harvest.form.rows[index].block.index for index in harvest.rows if index >= 0}
    if 2 * len(blocks) < len(harvest.form.blocks):
        return len(rows)
    return sum(row.block.index in blocks for row in rows)


def _announced(document: Document, form: TableForm) -> bool:
    """Whether a heading or line names the table (政府信息公开情况统计表)."""
    caption = form.blocks[0].caption
    for block in document.blocks:
        if isinstance(block, Paragraph):
            at = block.text.value.rfind(caption)
            if at >= 0 and (len(block.text) < 60 or at * 2 > len(block.text)):
                return True
        elif any(caption in fold(cell.text.value) for cell in block.cells[:3]):
            return True
    return False


def _where(document: Document, section: Section | None) -> Span:
    if section is not None:
        return section.heading.span()
    last = document.blocks[-1] if document.blocks else None
    if last is None:
        return (0, 0)
    end = last.span[1] if isinstance(last, Table) else last.text.span()[1]
    return (end, end)


def _section_at(sections: Sequence[Section], span: Span) -> int | None:
    for section in sections:
        if section.span[0] <= span[0] < section.span[1]:
            return section.number
    return None
