"""A draft as a PDF with a text layer: hard-wrapped lines, ruled tables that run over pages, page numbers.

Written by hand, so that no library is needed: one Chinese font of the reader's own (STSong-Light, not embedded),
every line placed where it stands.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from random import Random

from tests.drafts.draft import Draft
from tests.drafts.forms import Form
from tests.drafts.tables import Merged, merged_rows

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 72.0
SIZE, LEADING, SMALL = 14.0, 24.0, 9.0


@dataclass(slots=True)
class Page:
    """What is drawn on a page, and how far down it is filled."""

    drawn: list[str] = field(default_factory=list)
    y: float = HEIGHT - MARGIN


def pdf(draft: Draft, rng: Random) -> bytes:
    """The bytes of a `.pdf` file."""
    writer = _Writer(rng.choice(("- {} -", "— {} —", "{}")))
    for line in draft.title:
        writer.centred(line)
    for text in draft.under_title:
        writer.centred(text)
    for text in draft.preamble:
        writer.paragraph(text)
    for part in draft.parts:
        writer.paragraph(part.line)
        for text in part.paragraphs:
            writer.paragraph(text)
        if part.form and part.form in draft.forms:
            writer.table(draft, draft.forms[part.form])
        for text in part.after:
            writer.paragraph(text)

    def signed() -> None:
        for text in draft.signature:
            writer.right(text.strip("　"))

    def annexed() -> None:
        if "annex" in draft.forms:
            writer.paragraph(draft.annex_title)
            writer.table(draft, draft.forms["annex"])

    for step in (signed, annexed) if draft.annex_after_signature else (annexed, signed):
        step()
    return writer.file()


def advance(text: str, size: float) -> float:
    """How wide a text is: Latin letters and digits half as wide as Chinese ones."""
    return sum(size / 2 if letter.isascii() else size for letter in text)


def cut(text: str, size: float, width: float) -> list[str]:
    """The lines of a text that is set in a column."""
    lines, line = [], ""
    for letter in text:
        if line and advance(line + letter, size) > width and letter not in "。，、；：）”":
            lines.append(line)
            line = ""
        line += letter
    return [*lines, line] if line else lines


class _Writer:
    def __init__(self, number: str) -> None:
        self.pages = [Page()]
        self.number = number

    # -- text ------------------------------------------------------------------------------------------------------

    def put(self, text: str, x: float, y: float, size: float) -> None:
        # A lone letter has no width where its font is not installed, and would be passed over.
        code = (text + " " if len(text) == 1 else text).encode("utf-16-be").hex()
        self.pages[-1].drawn.append(f"BT /F1 {size:g} Tf 1 0 0 1 {x:.1f} {y:.1f} Tm <{code}> Tj ET")

    def down(self, height: float) -> float:
        """Takes a stretch of the page, or of the next; gives the base line."""
        if self.pages[-1].y - height < MARGIN:
            self.turn()
        self.pages[-1].y -= height
        return self.pages[-1].y

    def turn(self) -> None:
        page = self.pages[-1]
        self.put(self.number.format(len(self.pages)), WIDTH / 2 - 12, MARGIN / 2, 10.5)
        page.y = 0
        self.pages.append(Page())

    def centred(self, text: str) -> None:
        for line in cut(text, 20, WIDTH - 2 * MARGIN):
            self.put(line, (WIDTH - advance(line, 20)) / 2, self.down(34), 20)

    def right(self, text: str) -> None:
        self.put(text, WIDTH - MARGIN - advance(text, SIZE) - 2 * SIZE, self.down(LEADING), SIZE)

    def paragraph(self, text: str) -> None:
        first = True
        for line in cut("　　" + text, SIZE, WIDTH - 2 * MARGIN):
            shown = line[2:] if first else line
            self.put(shown, MARGIN + (2 * SIZE if first else 0), self.down(LEADING), SIZE)
            first = False

    # -- tables ----------------------------------------------------------------------------------------------------

    def table(self, draft: Draft, form: Form) -> None:
        rows = merged_rows(draft, form)
        widths = _widths(form, max(sum(right for _, _, right in row) for row in rows))
        placed = _placed(rows)
        heights = [14.0] * len(rows)
        for at, column, (text, down, right) in placed:
            if down == 1:
                lines = cut(text, SMALL, sum(widths[column : column + right]) - 4)
                heights[at] = max(heights[at], 12.0 * len(lines) + 4)
        first = 0
        while first < len(rows):
            last, room = first, self.pages[-1].y - MARGIN
            while last < len(rows) and sum(heights[first : last + 1]) <= room:
                last += 1
            if last == first:
                self.turn()
                continue
            self.stretch(placed, widths, heights, first, last)
            first = last
        self.down(10)

    def stretch(
        self, placed: list[tuple[int, int, Merged]], widths: list[float], heights: list[float], first: int, last: int
    ) -> None:
        """Draws the rows of a table that fit on the page; a merged cell shows its text where it begins."""
        top = self.pages[-1].y
        for at, column, (text, down, right) in placed:
            begin, end = max(at, first), min(at + down, last)
            if begin >= end:
                continue
            x = MARGIN - 20 + sum(widths[:column])
            width = sum(widths[column : column + right])
            upper = top - sum(heights[first:begin])
            height = sum(heights[begin:end])
            self.pages[-1].drawn.append(f"{x:.1f} {upper - height:.1f} {width:.1f} {height:.1f} re S")
            if at < first:
                continue
            lines = cut(text, SMALL, width - 4)
            base = upper - (height - 12 * len(lines)) / 2 - 9.5
            for number, line in enumerate(lines):
                self.put(line, x + (width - advance(line, SMALL)) / 2, base - 12 * number, SMALL)
        self.pages[-1].y -= sum(heights[first:last])

    # -- the file --------------------------------------------------------------------------------------------------

    def file(self) -> bytes:
        self.put(self.number.format(len(self.pages)), WIDTH / 2 - 12, MARGIN / 2, 10.5)
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"",
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            b" /DescendantFonts [4 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500 814 907 500]"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>",
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
            b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        ]
        kids = []
        for page in self.pages:
            kids.append(f"{len(objects) + 1} 0 R")
            box = f"/MediaBox [0 0 {WIDTH:g} {HEIGHT:g}] /Resources << /Font << /F1 3 0 R >> >>"
            objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {len(objects) + 2} 0 R >>".encode())
            stream = zlib.compress(("0.5 w\n" + "\n".join(page.drawn)).encode())
            objects.append(
                f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream"
            )
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
        data, places = b"%PDF-1.4\n", []
        for number, content in enumerate(objects, 1):
            places.append(len(data))
            data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        start = len(data)
        data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
        data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
        return data + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def _widths(form: Form, columns: int) -> list[float]:
    room = WIDTH - 2 * MARGIN + 40
    if form.name == "requests":
        labels = [16.0, 44.0, 150.0]
    elif form.name == "annex":
        labels = [300.0]
    elif form.name == "disclosure":
        labels = [130.0]
    else:
        labels = []
    rest = columns - len(labels)
    return labels + [(room - sum(labels)) / rest] * rest


def _placed(rows: list[list[Merged]]) -> list[tuple[int, int, Merged]]:
    """Every cell with its row and its first column."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            placed.append((at, column, cell))
            taken |= {(at + down, column + right) for down in range(cell[1]) for right in range(cell[2])}
            column += cell[2]
    return placed
