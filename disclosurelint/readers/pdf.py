"""PDF with a text layer: what is printed on the pages, put back into paragraphs and tables.

`Document.source` is a plain rendering (a paragraph's lines one below the other, a row of a table on a line with tabs
between its cells); `Document.marks` says on which page an origin stands. Numbers of pages and running heads are no
part of it. The words are as the file has them: radicals and the like stay, only reading is by normalised text.
"""

from __future__ import annotations

from disclosurelint.characters import normalise
from disclosurelint.document import Block, Document, Paragraph, Table, Text
from disclosurelint.document import Cell as TableCell
from disclosurelint.readers.errors import InputError, cannot_read
from disclosurelint.readers.pdf_grid import grids
from disclosurelint.readers.pdf_lines import Line, Margins, furniture, lines_of, margins, paragraphs
from disclosurelint.readers.pdf_open import open_tables
from disclosurelint.readers.pdf_pages import MOST_PAGES, Page, RefusedError
from disclosurelint.readers.pdf_tables import PdfTable, joined, nearest, table_of
from disclosurelint.records import field, record

_FEW_LETTERS = 20
_LARGE_PICTURE = 0.06
"""The share of a page from which a picture may show a table."""
_MOST_UNKNOWN = 0.3
_MOST_BESIDE = 2
_MOST_BYTES = 100 * 1024 * 1024


def read(data: bytes, name: str) -> Document:
    """The document in the bytes of a PDF file. Raises `InputError`."""
    from disclosurelint.readers.pdf_process import pages_of

    if len(data) > _MOST_BYTES:
        raise _refusal("large")
    if b"%PDF-" not in data[:1024]:
        raise cannot_read(
            "扩展名是 .pdf，内容却不是 PDF；请检查文件，或重新导出",
            "named .pdf, but it is no PDF; check the file or export it again",
        )
    try:
        pages = pages_of(data)
    except RefusedError as refused:
        raise _refusal(refused.code) from None
    return document_of(pages, name)


def document_of(pages: list[Page], name: str) -> Document:
    """The document on the pages of a file. Raises `InputError`."""
    _refuse_pictures(pages)
    writer = _Writer()
    for item in _items(pages):
        writer.write(item)
    return writer.document(name)


# What cannot be read


def _refusal(code: str) -> InputError:
    if code == "encrypted":
        return cannot_read(
            "PDF 已加密，需要密码才能打开；请去掉密码另存，再检查",
            "the PDF is encrypted and needs a password; save it without one and check that",
        )
    if code == "pages":
        return cannot_read(
            f"PDF 超过 {MOST_PAGES} 页，不像一份年度报告；请只交报告本身",
            f"the PDF has more than {MOST_PAGES} pages, which no annual report has; give the report alone",
        )
    if code in ("large", "slow"):
        return cannot_read(
            "PDF 内容过多或结构异常，未能读完；请用 Word 或 WPS 重新导出，再检查",
            "the PDF holds too much or is built in an odd way and was not read; export it again from Word",
        )
    return cannot_read(
        "PDF 已损坏或不完整，打不开；请重新下载或导出，再检查",
        "the PDF is damaged or incomplete; download or export it again",
    )


def _refuse_pictures(pages: list[Page]) -> None:
    """Raises `InputError` for a scanned file, and for one whose letters have no meaning."""
    letters = sum(len(page.text) - page.text.count(" ") for page in pages)
    if letters < _FEW_LETTERS:
        if any(page.pictures for page in pages):
            raise cannot_read(
                "PDF 没有文字层（扫描件），未能检查；请交 Word 或由 Word 导出的 PDF，或先做文字识别",
                "the PDF has no text layer (a scan); give the Word file, a PDF exported from it, or run OCR first",
            )
        raise cannot_read(
            "PDF 里没有文字；请检查是否存错了文件", "the PDF holds no text; check that the right file was saved"
        )
    unknown = sum(1 for page in pages for letter in page.text if letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff")
    if unknown > _MOST_UNKNOWN * letters:
        raise cannot_read(
            "PDF 的文字层是乱码（字体没有编码表），读不出文字；请交 Word 文件，或用 Word 重新导出 PDF",
            "the PDF's text layer cannot be decoded (fonts without a map); give the Word file or export it again",
        )


# What stands on the pages


@record
class _Picture:
    """A picture that may show a table."""

    page: int


_Item = list[Line] | PdfTable | _Picture


@record
class _PageItems:
    """A page's lines, tables and pictures with the height at which each begins."""

    height: float
    lines: list[Line]
    others: list[tuple[float, PdfTable | _Picture]] = field(default_factory=list)


def _items(pages: list[Page]) -> list[_Item]:
    """Paragraphs, tables and pictures in the order in which they are read."""
    read_pages = [_read_page(page, number) for number, page in enumerate(pages)]
    flow = [(page.height, page.lines) for page in read_pages]
    dropped = furniture(flow)
    for page in read_pages:
        page.lines = [line for line in page.lines if id(line) not in dropped]
    margin_of = margins([(page.height, page.lines) for page in read_pages])
    items: list[_Item] = []
    waiting: list[Line] = []
    table: PdfTable | None = None
    for page in read_pages:
        order: list[tuple[float, int, Line | PdfTable | _Picture]] = [
            (line.top, number, line) for number, line in enumerate(page.lines)
        ]
        order += [(top, -1 - number, other) for number, (top, other) in enumerate(page.others)]
        order.sort(key=lambda entry: entry[:2])
        for _, _, item in order:
            if isinstance(item, Line):
                waiting.append(item)
                table = None
                continue
            _flush(waiting, margin_of, items)
            if isinstance(item, PdfTable):
                if table is not None and table.page == item.page - 1:
                    if joined(table, item):
                        table.page = item.page
                        continue
                    if not table.ruled and not item.ruled:
                        # Of a table that goes on, no part may be taken for the whole.
                        table.sound = item.sound = table.sound and item.sound
                table = item
            items.append(item)
    _flush(waiting, margin_of, items)
    return items


def _flush(waiting: list[Line], margin_of: list[Margins], items: list[_Item]) -> None:
    items.extend(paragraphs(waiting, margin_of))
    waiting.clear()


def _read_page(page: Page, number: int) -> _PageItems:
    found = grids(page.horizontal, page.vertical)
    loose: list[int] = []
    letters: list[dict[int, list[int]]] = [{} for _ in found]
    boxes = page.boxes
    for at in range(len(page.text)):
        x, y = (boxes[4 * at] + boxes[4 * at + 2]) / 2, (boxes[4 * at + 1] + boxes[4 * at + 3]) / 2
        for grid, inside in zip(found, letters, strict=True):
            place = grid.box_at(x, y) if grid.top <= y <= grid.bottom else None
            if place is not None:
                inside.setdefault(place, []).append(at)
                break
        else:
            loose.append(at)
    lines, without_rules = open_tables(lines_of(page.text, boxes, loose, number))
    items = _PageItems(page.height, lines, list(without_rules))
    for grid, inside in zip(found, letters, strict=True):
        if any(page.text[at] != " " for letters_of_cell in inside.values() for at in letters_of_cell):
            table = table_of(grid, page, number, inside)
            # Words beside a table are a column whose lines were not found.
            beside = sum(grid.top < line.top and line.bottom < grid.bottom for line in items.lines)
            table.sound = table.sound and beside <= _MOST_BESIDE
            items.others.append((grid.top, table))
    for at in range(0, len(page.pictures), 4):
        left, top, right, bottom = page.pictures[at : at + 4]
        share = (right - left) * (bottom - top) / (page.width * page.height)
        if share > _LARGE_PICTURE and (share < 0.8 or not page.text.strip()):
            covered = sum(left < line.left < right and top < line.top < bottom for line in items.lines)
            if covered < 3:
                items.others.append((top, _Picture(number)))
    return items


# Writing them down


class _Writer:
    """Renders items as text, and remembers where each came to stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.page = -1
        self.marks: list[tuple[int, int | None, int | None]] = []
        self.ready: list[tuple[_Item, list[tuple[int, int]]]] = []

    def write(self, item: _Item) -> None:
        """An item, as lines of the rendering."""
        if isinstance(item, _Picture):
            self._mark(item.page)
            self.ready.append((item, [(self.length, self.length)]))
            return
        spans: list[tuple[int, int]] = []
        if isinstance(item, PdfTable):
            item.cells.sort(key=lambda cell: (cell.row, cell.left))
            row = 0
            for number, cell in enumerate(item.cells):
                if number:
                    self._put("\n" if cell.row != row else "\t")
                row = cell.row
                spans.append(self._lines(cell.lines))
        else:
            for line in item:
                if spans:
                    self._put("\n")
                spans.append(self._lines([line]))
        self._put("\n")
        self.ready.append((item, spans))

    def _lines(self, lines: list[Line]) -> tuple[int, int]:
        start = self.length
        for number, line in enumerate(lines):
            if number:
                self._put("\n")
            else:
                self._mark(line.page)
            if line.page > self.page:
                self._mark(line.page)
            self._put(line.text)
        return start, self.length

    def _mark(self, page: int) -> None:
        if page > self.page:
            self.page = page
            self.marks.append((self.length, page + 1, None))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def document(self, name: str) -> Document:
        """The document of all that was written."""
        source = "".join(self.parts)
        normal = normalise(source)
        blocks: list[Block] = []
        for item, spans in self.ready:
            if isinstance(item, PdfTable):
                blocks.append(_table(item, spans, normal))
            elif isinstance(item, _Picture):
                origin = spans[0][0]
                cells = [TableCell(Text.empty(origin), 0, column) for column in range(2)]
                blocks.append(Table(cells, 1, 2, (origin, origin), "picture"))
            else:
                blocks.append(Paragraph(_joined(item, spans, normal)))
        return Document(name, "pdf", source, blocks, marks=self.marks, normal=normal)


def _joined(lines: list[Line], spans: list[tuple[int, int]], normal: str) -> Text:
    """The text of a paragraph; a line feed stands where it is not plain that a line goes on with the one before."""
    parts: list[Text] = []
    for line, (start, end) in zip(lines, spans, strict=True):
        if parts and line.joint:
            parts.append(Text.of(normal, start - 1, start))
        parts.append(Text.of(normal, start, end))
    return Text.join(parts).strip() if len(parts) > 1 else parts[0].strip()


def _table(item: PdfTable, spans: list[tuple[int, int]], normal: str) -> Table:
    cells: list[TableCell] = []
    for cell, (start, end) in zip(item.cells, spans, strict=True):
        left = nearest(item.xs, cell.left)
        right = max(nearest(item.xs, cell.right), left + 1)
        text = Text.of(normal, start, end).strip() if end > start else Text.empty(start)
        cells.append(TableCell(text, cell.row, left, cell.rows, right - left))
    problem = None if item.sound else "lines"
    return Table(cells, item.height, len(item.xs) - 1, (spans[0][0], spans[-1][1]), problem)
