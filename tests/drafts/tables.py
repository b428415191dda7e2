"""The form's tables as grids: with merged cells for HTML, repeated or blank for pipe tables."""

from __future__ import annotations

from random import Random

from tests.drafts.draft import Draft
from tests.drafts.forms import Block, Form, Line

Merged = tuple[str, int, int]
"""A cell: its text, the rows and the columns that it covers."""


def cells_of(draft: Draft, line: Line) -> list[str]:
    """The texts of a row's cells."""
    return [key[1:] if key.startswith("=") else _shown(draft, draft.figures.get(key, "")) for key in line.keys]


def _shown(draft: Draft, text: str) -> str:
    return f"{int(text):,}" if draft.separators and text.isdecimal() and len(text) > 3 else text


def cut_label(label: str, rng: Random) -> tuple[str, str]:
    """A long label over two lines."""
    at = rng.randint(8, max(8, min(18, len(label) - 4)))
    return label[:at], label[at:]


def merged_rows(draft: Draft, form: Form) -> list[list[Merged]]:
    """The rows of a table with the spans of its cells; blocks under each other, as wide as the widest."""
    width = max(_label_depth(block) + len(block.columns) for block in form.blocks)
    rows: list[list[Merged]] = []
    for block in form.blocks:
        if block.caption:
            rows.append([(block.caption, 1, width)])
        block_rows = _header(block) + _body(draft, block)
        spare = width - _label_depth(block) - len(block.columns)
        if spare:
            block_rows = [[*row[:-1], (row[-1][0], row[-1][1], row[-1][2] + spare)] for row in block_rows]
        rows += block_rows
    return rows


def _label_depth(block: Block) -> int:
    if not block.corner:
        return 0
    return 1 + max(len(line.groups) for line in block.lines)


def _header(block: Block) -> list[list[Merged]]:
    depth = 1 + max(len(column.groups) for column in block.columns)
    rows: list[list[Merged]] = [[] for _ in range(depth)]
    if block.corner:
        rows[0].append((block.corner, depth, _label_depth(block)))
    for level in range(depth):
        before: tuple[str, ...] | None = None
        for column in block.columns:
            if level < len(column.groups):
                path = column.groups[: level + 1]
                if path != before:
                    covered = sum(other.groups[: level + 1] == path for other in block.columns)
                    rows[level].append((column.groups[level], 1, covered))
                before = path
            elif level == len(column.groups):
                rows[level].append((column.label, depth - level, 1))
                before = None
    return rows


def _body(draft: Draft, block: Block) -> list[list[Merged]]:
    depth = _label_depth(block)
    rows: list[list[Merged]] = []
    before: tuple[str, ...] = ()
    for line in block.lines:
        row: list[Merged] = []
        for level in range(len(line.groups)):
            path = line.groups[: level + 1]
            if path != before[: level + 1]:
                row.append((line.groups[level], sum(other.groups[: level + 1] == path for other in block.lines), 1))
        if depth:
            row.append((line.label, 1, depth - len(line.groups)))
        row += [(text, 1, 1) for text in cells_of(draft, line)]
        rows.append(row)
        before = line.groups
    return rows


def html_table(draft: Draft, form: Form) -> str:
    """An HTML table, a row a line."""
    lines = ["<table>"]
    for row in merged_rows(draft, form):
        cells = []
        for text, down, right in row:
            spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{right}"' if right > 1 else "")
            cells.append(f"<td{spans}>{text}</td>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*lines, "</table>"])


def grid(draft: Draft, form: Form, *, repeat: bool) -> list[list[str]]:
    """A full grid; what a merged cell covers beside its first place repeats its text or is empty."""
    merged = merged_rows(draft, form)
    width = max(sum(right for _, _, right in row) for row in merged)
    full: list[list[str | None]] = [[None] * width for _ in merged]
    for at, row in enumerate(merged):
        column = 0
        for text, down, right in row:
            while full[at][column] is not None:
                column += 1
            for r in range(down):
                for c in range(right):
                    full[at + r][column + c] = text if repeat or not (r or c) else ""
            column += right
    return [[text or "" for text in row] for row in full]
