"""The walk through the body of a Word file (`word/document.xml`): what a reader of the page sees, in order.

Tracked changes are read as if all were accepted: deleted text is left out, inserted text kept, and a deleted
paragraph mark joins its paragraph to the next. Of a field its result is read, of alternatives one, of hidden text
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from disclosurelint.readers.docx_numbering import Numbering
from disclosurelint.readers.docx_package import new_parser, run_parser
from disclosurelint.readers.docx_parts import Content, WordCell, WordParagraph, WordRow, WordTable
from disclosurelint.readers.docx_styles import Styles

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MATH_STRICT = "http://purl.oclc.org/ooxml/officeDocument/math"
_CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_VML = "urn:schemas-microsoft-com:vml"
_SPACE = "http://www.w3.org/XML/1998/namespace space"

_DEEPEST_TABLES, _DEEPEST_BOXES = 32, 16
_MOST_COLUMNS = 1000
_SMALL_PICTURE = 900_000
"""Width in EMU (2.5 cm) up to which a picture is an icon or a seal's edge, not a table."""
_VML_SIZE = re.compile(r"(?:^|;)\s{0,4}(width|height):\s{0,4}([0-9.]{1,9})(pt|in|cm|mm|px)", re.IGNORECASE)
_EMU = {"pt": 12700, "in": 914400, "cm": 360000, "mm": 36000, "px": 9525}

_LEFT_OUT = "del moveFrom"
_CHANGES = (
    "pPrChange rPrChange sectPrChange tblPrChange tblPrExChange trPrChange tcPrChange tblGridChange numberingChange"
)
_NO_TEXT = "sdtPr sdtEndPr rt rubyPr ffData"
# Wingdings has circled figures and check marks where other fonts have letters.
_WINGDINGS = {0x81 + at: chr(0x2460 + at) for at in range(10)} | {0xFE: "☑", 0xA8: "□", 0x6F: "□", 0xFC: "✓", 0xFB: "✗"}


class _Run:
    """A run that is open: whether its own properties or its style hide it."""

    __slots__ = ("hidden", "own", "style")

    def __init__(self) -> None:
        self.own: bool | None = None
        self.style: str | None = None
        self.hidden = False


class Walk:
    """Gathers the content of the body. `comments` are the ids of comments that other people made."""

    def __init__(self, space: str, styles: Styles, numbering: Numbering, comments: set[str]) -> None:
        self.body: list[Content] = []
        self._space = space
        self._val = space + " val"
        self._styles = styles
        self._numbering = numbering
        self._comments = comments
        self._parser = new_parser()
        self._containers: list[list[Content]] = [self.body]
        self._carried: list[WordParagraph | None] = [None]
        self._open: list[WordParagraph | None] = []
        self._paragraph: WordParagraph | None = None
        self._tables: list[WordTable] = []
        self._run = _Run()
        self._in_paragraph_properties = self._in_row_properties = False
        self._fields: list[bool] = []
        self._text: list[str] = []
        self._keeps_space = False
        self._place = 0
        self._seen = 0
        self._choices: list[int] = []
        self._noted: set[str] = set()
        self._pending: list[str] = []
        self._extent = 0
        self._skipped = 0
        self._opens, self._closes = self._handlers()

    def read(self, data: bytes) -> list[Content]:
        """The content of the body, from the bytes of its part."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        run_parser(self._parser, data)
        return self.body

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self._opens.get(name)
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        handler = self._closes.get(name)
        if handler is not None:
            handler()

    def _handlers(self) -> tuple[dict[str, Callable[[dict[str, str]], None]], dict[str, Callable[[], None]]]:
        opens: dict[str, Callable[[dict[str, str]], None]] = {}
        closes: dict[str, Callable[[], None]] = {}
        for local, handler in (
            ("p", self._open_paragraph),
            ("pPr", self._open_paragraph_properties),
            ("r", self._open_run),
            ("t", self._open_text),
            ("tab", lambda _: self._letter("\t")),
            ("ptab", lambda _: self._letter("\t")),
            ("br", lambda _: self._letter("\n")),
            ("cr", lambda _: self._letter("\n")),
            ("noBreakHyphen", lambda _: self._letter("-")),
            ("sym", self._symbol),
            ("fldChar", self._field),
            ("pStyle", self._paragraph_style),
            ("numId", self._list),
            ("ilvl", self._list_level),
            ("outlineLvl", self._outline),
            ("rStyle", self._run_style),
            ("vanish", self._vanish),
            ("specVanish", self._vanish),
            ("ins", self._inserted),
            ("moveTo", self._inserted),
            ("commentRangeStart", self._comment),
            ("commentReference", self._comment),
            ("tbl", self._open_table),
            ("tr", self._open_row),
            ("trPr", self._open_row_properties),
            ("tc", self._open_cell),
            ("gridBefore", self._grid_before),
            ("gridSpan", self._grid_span),
            ("vMerge", self._merge),
            ("hMerge", self._merge_beside),
            ("cellDel", self._cell_deleted),
            ("txbxContent", self._open_box),
        ):
            opens[f"{self._space} {local}"] = handler
        for local in _LEFT_OUT.split():
            opens[f"{self._space} {local}"] = self._deleted
        for local in _CHANGES.split():
            opens[f"{self._space} {local}"] = self._changed
        for local in _NO_TEXT.split():
            opens[f"{self._space} {local}"] = self._skip
        for local, closing in (
            ("p", self._close_paragraph),
            ("pPr", self._close_paragraph_properties),
            ("r", self._close_run),
            ("rPr", self._close_run_properties),
            ("t", self._close_text),
            ("tbl", self._close_table),
            ("trPr", self._close_row_properties),
            ("tc", self._close_cell),
            ("txbxContent", self._close_box),
        ):
            closes[f"{self._space} {local}"] = closing
        for math in (_MATH, _MATH_STRICT):
            opens[f"{math} t"], closes[f"{math} t"] = self._open_formula, self._close_text
        opens[f"{_CHOICES} AlternateContent"] = lambda _: self._choices.append(self._seen)
        closes[f"{_CHOICES} AlternateContent"] = self._close_alternatives
        opens[f"{_CHOICES} Choice"] = opens[f"{_CHOICES} Fallback"] = self._alternative
        opens[f"{_DRAWING}wordprocessingDrawing extent"] = self._extents
        opens[f"{_DRAWING}main blip"] = lambda _: self._picture()
        opens[f"{_VML} shape"] = self._shape
        opens[f"{_VML} imagedata"] = lambda _: self._picture()
        return opens, closes

    # What is left out

    def _skip(self, _: dict[str, str]) -> None:
        """Passes over the element that has just begun."""
        self._skipped = 1
        self._parser.StartElementHandler = self._skip_start
        self._parser.EndElementHandler = self._skip_end

    def _skip_start(self, _: str, __: dict[str, str]) -> None:
        self._skipped += 1

    def _skip_end(self, _: str) -> None:
        self._skipped -= 1
        if not self._skipped:
            self._parser.StartElementHandler = self._start
            self._parser.EndElementHandler = self._end

    def _alternative(self, attributes: dict[str, str]) -> None:
        if self._choices and self._seen > self._choices[-1]:
            self._skip(attributes)

    def _close_alternatives(self) -> None:
        self._choices.pop()

    def _note(self, what: str) -> None:
        """The first of each thing is kept with its place; between paragraphs, at the next one."""
        if what in self._noted:
            return
        self._noted.add(what)
        if self._paragraph is None:
            self._pending.append(what)
        else:
            self._paragraph.notes.append((what, self._paragraph.length()))

    def _deleted(self, attributes: dict[str, str]) -> None:
        self._note("revisions")
        if self._in_row_properties:
            self._tables[-1].rows[-1].gone = True
        elif self._in_paragraph_properties and self._paragraph is not None:
            self._paragraph.mark_gone = True
        self._skip(attributes)

    def _changed(self, attributes: dict[str, str]) -> None:
        self._note("revisions")
        self._skip(attributes)

    def _inserted(self, _: dict[str, str]) -> None:
        self._note("revisions")

    def _cell_deleted(self, _: dict[str, str]) -> None:
        self._note("revisions")
        cell = self._cell()
        if cell is not None:
            cell.gone = True

    def _comment(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{self._space} id") in self._comments:
            self._note("comments")

    # Paragraphs

    def _open_paragraph(self, _: dict[str, str]) -> None:
        self._open.append(self._paragraph)
        paragraph = self._paragraph = WordParagraph(self._parser.CurrentByteIndex)
        if self._pending:
            paragraph.notes = [(what, 0) for what in self._pending]
            self._pending = []

    def _close_paragraph(self) -> None:
        paragraph = self._paragraph
        self._paragraph = self._open.pop()
        if paragraph is None:
            return
        if not self._open:
            # An instruction ends with its paragraph: a field whose parts a deletion tore apart hides no more than that.
            self._fields = [shown for shown in self._fields if shown]
        carried = self._carried[-1]
        self._carried[-1] = None
        if carried is not None:
            paragraph.take(carried)
        blank = not any(piece.strip() for piece, _ in paragraph.pieces)
        if paragraph.mark_gone or paragraph.mark_hidden:
            if not blank or paragraph.floats or paragraph.notes:
                self._carried[-1] = paragraph
            return
        self._finish(paragraph)
        self._add(paragraph)

    def _finish(self, paragraph: WordParagraph) -> None:
        """Numbering and outline level, its own before its style's."""
        style = self._styles.paragraph(paragraph.style)
        level = paragraph.outline if paragraph.outline is not None else style.level
        paragraph.level = level + 1 if level is not None and level < 9 else None
        list_id = paragraph.list_id if paragraph.list_id is not None else style.list_id
        if not list_id or list_id == "0":
            return
        at = paragraph.list_level
        if at is None:
            at = self._numbering.level_of_style(list_id, style.numbers)
        if at is None:
            at = style.list_level or 0
        paragraph.number = self._numbering.next(list_id, at)

    def _add(self, content: Content) -> None:
        self._seen += 1
        self._containers[-1].append(content)

    def _flush(self) -> None:
        """A paragraph whose mark was deleted, with no paragraph behind it to join."""
        carried = self._carried[-1]
        if carried is not None:
            self._carried[-1] = None
            self._finish(carried)
            self._add(carried)

    def _open_paragraph_properties(self, _: dict[str, str]) -> None:
        self._in_paragraph_properties = True

    def _close_paragraph_properties(self) -> None:
        self._in_paragraph_properties = False

    def _paragraph_style(self, attributes: dict[str, str]) -> None:
        if self._paragraph is not None:
            self._paragraph.style = attributes.get(self._val)

    def _list(self, attributes: dict[str, str]) -> None:
        if self._paragraph is not None and self._in_paragraph_properties:
            self._paragraph.list_id = attributes.get(self._val, "0")

    def _list_level(self, attributes: dict[str, str]) -> None:
        if self._paragraph is not None and self._in_paragraph_properties:
            self._paragraph.list_level = _small_number(attributes.get(self._val, ""), 8)

    def _outline(self, attributes: dict[str, str]) -> None:
        if self._paragraph is not None and self._in_paragraph_properties:
            self._paragraph.outline = _small_number(attributes.get(self._val, ""), 9)

    # Runs and text

    def _open_run(self, _: dict[str, str]) -> None:
        self._run = _Run()
        if self._paragraph is not None and self._styles.paragraph(self._paragraph.style).hidden:
            self._run.hidden = True

    def _close_run(self) -> None:
        self._run = _Run()

    def _close_run_properties(self) -> None:
        """Hidden by its own properties, else by either of its styles but not by both (they toggle)."""
        if self._in_paragraph_properties or self._paragraph is None:
            return
        run = self._run
        if run.own is not None:
            run.hidden = run.own
        elif run.style is not None:
            run.hidden = run.hidden != bool(self._styles.whole(run.style).hidden)

    def _run_style(self, attributes: dict[str, str]) -> None:
        self._run.style = attributes.get(self._val)

    def _vanish(self, attributes: dict[str, str]) -> None:
        on = attributes.get(self._val, "1") not in ("0", "false", "off")
        if not self._in_paragraph_properties:
            self._run.own = on
        elif self._paragraph is not None:
            self._paragraph.mark_hidden = on

    def _open_text(self, attributes: dict[str, str]) -> None:
        self._keeps_space = attributes.get(_SPACE) == "preserve"
        self._place = self._parser.CurrentByteIndex
        self._text = []
        self._parser.CharacterDataHandler = self._text.append

    def _open_formula(self, attributes: dict[str, str]) -> None:
        self._open_text(attributes)
        self._place = -1

    def _close_text(self) -> None:
        self._parser.CharacterDataHandler = None
        text = "".join(self._text)
        if not self._keeps_space:
            text = text.strip(" \t\r\n")
        if text:
            self._put(text.translate(_BREAKS), self._place)

    def _letter(self, letter: str) -> None:
        if not self._in_paragraph_properties:
            self._put(letter, self._parser.CurrentByteIndex)

    def _symbol(self, attributes: dict[str, str]) -> None:
        code = _hexadecimal(attributes.get(f"{self._space} char", ""))
        font = attributes.get(f"{self._space} font", "").lower()
        low = code & 0xFF
        if font == "wingdings" and low in _WINGDINGS:
            letter = _WINGDINGS[low]
        elif font == "symbol" and 0x20 <= low < 0x40:
            letter = chr(low)
        else:
            letter = chr(code) if code and not 0xD800 <= code < 0xE000 else "□"
        self._letter(letter)

    def _put(self, text: str, place: int) -> None:
        paragraph = self._paragraph
        if paragraph is None or False in self._fields:
            return
        if self._run.hidden:
            if text.strip():
                self._note("hidden")
            return
        self._seen += 1
        paragraph.pieces.append((text, place))

    def _field(self, attributes: dict[str, str]) -> None:
        """A field is begun, comes to its result, or ends; `_fields` says for each open one whether its result is on."""
        kind = attributes.get(f"{self._space} fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    # Pictures

    def _extents(self, attributes: dict[str, str]) -> None:
        self._extent = min(_size(attributes.get("cx", "")), _size(attributes.get("cy", "")))

    def _shape(self, attributes: dict[str, str]) -> None:
        sizes = [float(f"0{size}") * _EMU[unit.lower()] for _, size, unit in _sizes(attributes.get("style", ""))]
        self._extent = int(min(sizes)) if sizes else _SMALL_PICTURE + 1

    def _picture(self) -> None:
        if self._paragraph is not None and self._extent > _SMALL_PICTURE:
            self._seen += 1
            self._paragraph.picture = True

    # Tables

    def _cell(self) -> WordCell | None:
        if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1].cells:
            return self._tables[-1].rows[-1].cells[-1]
        return None

    def _open_table(self, attributes: dict[str, str]) -> None:
        if len(self._tables) >= _DEEPEST_TABLES:
            self._tables[-1].problem = "nested"
            self._skip(attributes)
            return
        self._flush()
        self._tables.append(WordTable())

    def _close_table(self) -> None:
        self._add(self._tables.pop())

    def _open_row(self, _: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].rows.append(WordRow())

    def _open_row_properties(self, _: dict[str, str]) -> None:
        self._in_row_properties = bool(self._tables and self._tables[-1].rows)

    def _close_row_properties(self) -> None:
        self._in_row_properties = False

    def _open_cell(self, attributes: dict[str, str]) -> None:
        if not self._tables or not self._tables[-1].rows:
            self._skip(attributes)
            return
        cell = WordCell()
        self._tables[-1].rows[-1].cells.append(cell)
        self._containers.append(cell.content)
        self._carried.append(None)

    def _close_cell(self) -> None:
        self._flush()
        self._containers.pop()
        self._carried.pop()

    def _grid_before(self, attributes: dict[str, str]) -> None:
        if self._in_row_properties:
            self._tables[-1].rows[-1].before = _small_number(attributes.get(self._val, ""), _MOST_COLUMNS)

    def _grid_span(self, attributes: dict[str, str]) -> None:
        cell = self._cell()
        if cell is not None:
            cell.columns = max(1, _small_number(attributes.get(self._val, ""), _MOST_COLUMNS))

    def _merge(self, attributes: dict[str, str]) -> None:
        cell = self._cell()
        if cell is not None:
            cell.merge = attributes.get(self._val, "continue")

    def _merge_beside(self, attributes: dict[str, str]) -> None:
        cell = self._cell()
        if cell is not None:
            cell.beside = attributes.get(self._val, "continue")

    # Text boxes

    def _open_box(self, attributes: dict[str, str]) -> None:
        if self._paragraph is None or len(self._containers) >= _DEEPEST_BOXES + _DEEPEST_TABLES:
            self._skip(attributes)
            return
        self._containers.append(self._paragraph.floats)
        self._carried.append(None)
        self._open.append(self._paragraph)
        self._paragraph = None

    def _close_box(self) -> None:
        self._flush()
        self._containers.pop()
        self._carried.pop()
        self._paragraph = self._open.pop()


_BREAKS = {ord(letter): " " for letter in "\n\r\v\f\u2028\u2029\x85"}


def _small_number(text: str, most: int) -> int:
    return min(int(text), most) if len(text) < 9 and text.isdecimal() else 0


def _hexadecimal(text: str) -> int:
    try:
        return int(text, 16) & 0xFFFF
    except ValueError:
        return 0


def _size(text: str) -> int:
    return int(text) if len(text) < 12 and text.isdecimal() else 0


def _sizes(style: str) -> list[tuple[str, str, str]]:
    return [size for size in _VML_SIZE.findall(style[:2000]) if size[1].count(".") < 2]
