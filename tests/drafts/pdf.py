"""Drafts as PDF files, as Word and WPS export them: wrapped lines, page numbers, tables over several pages.

`ruled` draws the lines of the tables, in one of the ways that programs do; `open_` leaves some or all of them out. The
font is one of those that every reader has, so no font file is needed.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from random import Random

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.drafts.draft import Draft
from tests.drafts.forms import Form
from tests.drafts.tables import merged_rows

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
NO_START = "。，、；：）”》！？"


@dataclass(slots=True)
class Placed:
    """A cell of a table: text, first row and column, and the rows and columns that it covers."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class Style:
    """How a file looks."""

    size: float
    indent: float
    left: float
    right: float
    page_number: str
    head: str
    rules: str
    repeat: bool
    latin: str
    pad: float


def style_of(draft: Draft, rng: Random, rules: str) -> Style:
    return Style(
        size=rng.choice((12.0, 14.0, 16.0)),
        indent=rng.choice((2.0, 2.0, 2.0, 0.0)),
        left=rng.choice((71.0, 79.0, 90.0)),
        right=WIDTH - 79.0,
        page_number=rng.choice(("- {} -", "— {} —", "{}", "第 {} 页", "")),
        head=rng.choice(("", "", f"{draft.body.name}政府信息公开年度报告")),
        rules=rules,
        repeat=rng.random() < 0.5,
        latin=rng.choice((FONT, FONT, "Times-Roman")),
        pad=rng.choice((3.0, 5.0)),
    )


class Paper:
    """Pages that are filled from the top."""

    def __init__(self, style: Style) -> None:
        if FONT not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.data = io.BytesIO()
        self.canvas = Canvas(self.data, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
        self.style = style
        self.number = 1
        self.y = HEIGHT - 80.0
        self._furniture()

    def _furniture(self) -> None:
        style = self.style
        if style.head:
            self.write(style.head, style.left, HEIGHT - 45, 9)
        if style.page_number:
            self.write(style.page_number.format(self.number), WIDTH / 2 - 12, 40, 10.5)

    def turn(self) -> None:
        self.canvas.showPage()
        self.number += 1
        self.y = HEIGHT - 80.0
        self._furniture()

    def need(self, height: float) -> bool:
        """Makes room; whether a new page was begun for it."""
        if self.y - height >= 75.0:
            return False
        self.turn()
        return True

    def width(self, text: str, size: float) -> float:
        return sum(pdfmetrics.stringWidth(part, font, size) for part, font in self._runs(text))

    def _runs(self, text: str) -> list[tuple[str, str]]:
        runs: list[tuple[str, str]] = []
        for letter in text:
            font = self.style.latin if letter.isascii() else FONT
            if runs and runs[-1][1] == font:
                runs[-1] = (runs[-1][0] + letter, font)
            else:
                runs.append((letter, font))
        return runs

    def write(self, text: str, x: float, y: float, size: float) -> None:
        for part, font in self._runs(text):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, part)
            x += pdfmetrics.stringWidth(part, font, size)

    def wrapped(self, text: str, size: float, width: float, indent: float = 0.0) -> list[str]:
        lines, line, room = [], "", width - indent
        used = 0.0
        for letter in text:
            wide = pdfmetrics.stringWidth(letter, self.style.latin if letter.isascii() else FONT, size)
            if line and used + wide > room and letter not in NO_START:
                lines.append(line)
                line, used, room = "", 0.0, width
            line += letter
            used += wide
        return [*lines, line]

    def paragraph(self, text: str) -> None:
        style = self.style
        text = text.strip()
        indent = style.indent * style.size
        for number, line in enumerate(self.wrapped(text, style.size, style.right - style.left, indent)):
            self.need(style.size * 1.6)
            self.y -= style.size * 1.6
            self.write(line, style.left + (indent if number == 0 else 0), self.y, style.size)
        if not style.indent:
            self.y -= style.size * 0.8

    def centred(self, text: str, size: float) -> None:
        self.need(size * 1.8)
        self.y -= size * 1.8
        self.write(text, (WIDTH - self.width(text, size)) / 2, self.y, size)


def _placed(draft: Draft, form: Form) -> tuple[list[Placed], int, int]:
    merged = merged_rows(draft, form)
    width = max(sum(right for _, _, right in row) for row in merged)
    taken: set[tuple[int, int]] = set()
    cells = []
    for at, row in enumerate(merged):
        column = 0
        for text, down, right in row:
            while (at, column) in taken:
                column += 1
            taken |= {(at + r, column + c) for r in range(down) for c in range(right)}
            cells.append(Placed(text, at, column, down, right))
            column += right
    return cells, len(merged), width


def _widths(cells: list[Placed], columns: int, room: float) -> list[float]:
    """Columns of words are wide, those that hold only figures narrow."""
    words = [1.0] * columns
    for cell in cells:
        if cell.columns == 1 and cell.text and not cell.text[0].isdigit():
            words[cell.column] = max(words[cell.column], min(len(cell.text), 12 if cell.rows < 3 else 3))
        elif cell.columns == 1:
            words[cell.column] = max(words[cell.column], 0.62 * len(cell.text) + 1.2)
    floor = 2.6
    words = [max(each, floor) for each in words]
    return [room * each / sum(words) for each in words]


def table(paper: Paper, draft: Draft, form: Form, rng: Random) -> None:
    cells, height, columns = _placed(draft, form)
    style = paper.style
    size = rng.choice((9.0, 9.0, 10.5)) if columns < 12 else 8.0
    widths = _widths(cells, columns, style.right - style.left)
    xs = [style.left + sum(widths[:at]) for at in range(columns + 1)]
    lines = {
        id(cell): paper.wrapped(cell.text, size, xs[cell.column + cell.columns] - xs[cell.column] - 2 * style.pad)
        for cell in cells
    }
    heights = [
        max([len(lines[id(cell)]) for cell in cells if cell.row == row and cell.rows == 1] or [1]) * size * 1.25 + 7
        for row in range(height)
    ]
    # The rows of a head, as far as they have no figures, must hold the labels of their merged cells too.
    head = next(
        (row for row in range(height) if any(cell.text[:1].isdigit() for cell in cells if cell.row == row)), height
    )
    for cell in cells:
        lack = len(lines[id(cell)]) * size * 1.25 + 6 - sum(heights[cell.row : cell.row + cell.rows])
        if cell.rows > 1 and lack > 0 and cell.row < head:
            heights[cell.row + cell.rows - 1] += lack
    row = 0
    first = True
    paper.y -= 8
    while row < height:
        repeated = list(range(head)) if style.repeat and not first and 0 < head <= row and form.shape != "wide" else []
        room = paper.y - 75.0 - sum(heights[each] for each in repeated)
        end = row
        while end < height and sum(heights[row : end + 1]) <= room:
            end += 1
        if first and end < min(head + 1, height):
            paper.turn()
            first = False
            continue
        if end == row:
            end = row + 1
        if repeated:
            _segment(paper, cells, lines, heights, xs, 0, head, size)
        _segment(paper, cells, lines, heights, xs, row, end, size)
        row, first = end, False
        if row < height:
            paper.turn()
    paper.y -= 6


def _segment(
    paper: Paper, cells: list[Placed], lines: dict[int, list[str]], heights: list[float], xs: list[float],
    first: int, end: int, size: float,
) -> None:  # fmt: skip
    """The rows from `first` up to `end` of a table, with the part of merged cells that falls among them."""
    tops = [paper.y]
    for row in range(first, end):
        tops.append(tops[-1] - heights[row])
    for cell in cells:
        top, bottom = max(cell.row, first), min(cell.row + cell.rows, end)
        if top >= bottom:
            continue
        left, right = xs[cell.column], xs[cell.column + cell.columns]
        high, low = tops[top - first], tops[bottom - first]
        _rule(paper, left, low, right, high, cell, first == top, end == bottom)
        # The words of a cell that the page's end cuts stand where it begins.
        if cell.row < first:
            continue
        shown = lines[id(cell)]
        y = (high + low) / 2 + len(shown) * size * 1.25 / 2 - size
        y = min(y, high - size - 1)
        for line in shown:
            if cell.column and len(cell.text) < 14:
                x = (left + right - paper.width(line, size)) / 2
            else:
                x = left + paper.style.pad
            paper.write(line, x, y, size)
            y -= size * 1.25
    paper.y = tops[-1]


def _rule(
    paper: Paper, left: float, low: float, right: float, high: float, cell: Placed, at_top: bool, at_bottom: bool
) -> None:
    canvas, rules = paper.canvas, paper.style.rules
    canvas.setLineWidth(0.5)
    if rules == "boxes":
        canvas.rect(left, low, right - left, high - low, stroke=1, fill=0)
    elif rules == "lines":
        canvas.line(left, low, right, low)
        canvas.line(left, high, right, high)
        canvas.line(left, low, left, high)
        canvas.line(right, low, right, high)
    elif rules == "filled":
        for box in (
            (left, low - 0.25, right - left, 0.5),
            (left, high - 0.25, right - left, 0.5),
            (left - 0.25, low, 0.5, high - low),
            (right - 0.25, low, 0.5, high - low),
        ):
            canvas.rect(*box, stroke=0, fill=1)
    elif rules == "sideless":
        canvas.line(left, low, right, low)
        canvas.line(left, high, right, high)
        if left > paper.style.left + 1:
            canvas.line(left, low, left, high)
        if right < paper.style.right - 1:
            canvas.line(right, low, right, high)
    elif rules == "across":
        canvas.line(left, low, right, low)
        canvas.line(left, high, right, high)


def _file(draft: Draft, rng: Random, rules: str) -> bytes:
    style = style_of(draft, rng, rules)
    paper = Paper(style)
    for line in draft.title:
        paper.centred(line, style.size + 6 if len(line) < 22 else style.size)
    paper.y -= style.size
    for text in draft.under_title:
        paper.centred(text, style.size)
    for text in draft.preamble:
        paper.paragraph(text)
    for part in draft.parts:
        paper.paragraph(part.line)
        for text in part.paragraphs:
            paper.paragraph(text)
        if part.form and part.form in draft.forms:
            table(paper, draft, draft.forms[part.form], rng)
        for text in part.after:
            paper.paragraph(text)
    if "annex" in draft.forms and not draft.annex_after_signature:
        paper.paragraph(draft.annex_title)
        table(paper, draft, draft.forms["annex"], rng)
    for text in draft.signature:
        paper.need(style.size * 1.6)
        paper.y -= style.size * 1.6
        paper.write(text.strip(), style.right - paper.width(text.strip(), style.size), paper.y, style.size)
    if "annex" in draft.forms and draft.annex_after_signature:
        paper.paragraph(draft.annex_title)
        table(paper, draft, draft.forms["annex"], rng)
    paper.canvas.save()
    return paper.data.getvalue()


def ruled(draft: Draft, rng: Random) -> bytes:
    """A file whose tables have all their lines, or all but those at the sides."""
    return _file(draft, rng, rng.choice(("boxes", "lines", "filled", "sideless")))


def open_(draft: Draft, rng: Random) -> bytes:
    """A file whose tables have lines between rows only, or none."""
    return _file(draft, rng, rng.choice(("across", "none")))
