"""The walk through the body of a Word file (`word/document.xml`): what a reader of the page sees, in order.

Tracked changes are read as if all were accepted: deleted text is left out, inserted text kept, and a deleted
paragraph mark joins its paragraph to the next. Of a field its result is read, of alternatives one, of hidden text
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from disclosurelint.readers.docx_numbering import Numbering
from disclosurelint.readers.docx_package import run_parser
from disclosurelint.readers.docx_parts import Content, WordParagraph
from disclosurelint.readers.docx_structure import Structure, small_number
from disclosurelint.readers.docx_styles import Styles

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MATH_STRICT = "http://purl.oclc.org/ooxml/officeDocument/math"
_CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_VML = "urn:schemas-microsoft-com:vml"
_SPACE = "http://www.w3.org/XML/1998/namespace space"

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


class Walk(Structure):
    """Gathers the content of the body. `comments` are the ids of comments that other people made."""

    def __init__(self, space: str, styles: Styles, numbering: Numbering, comments: set[str]) -> None:
        super().__init__(space, styles, numbering)
        self._comments = comments
        self._run = _Run()
        self._in_paragraph_properties = False
        self._fields: list[bool] = []
        self._text: list[str] = []
        self._keeps_space = False
        self._place = 0
        self._choices: list[int] = []
        self._extent = 0
        self._opens, self._closes = self._handlers()

    def read(self, data: bytes) -> list[Content]:
        """The content of the body, from the bytes of its part."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        run_parser(self._parser, data)
        self._flush()
        if self._pending:
            end = WordParagraph(-1)
            end.notes = [(what, 0) for what in self._pending]
            self._add(end)
        # The parser and the walk hold each other: apart, both go as soon as they are done with.
        self._parser.StartElementHandler = self._parser.EndElementHandler = None
        self._opens, self._closes = {}, {}
        return self.body

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

    def _alternative(self, attributes: dict[str, str]) -> None:
        if self._choices and self._seen > self._choices[-1]:
            self._skip(attributes)

    def _close_alternatives(self) -> None:
        self._choices.pop()

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
            self._paragraph.list_level = small_number(attributes.get(self._val, ""), 8)

    def _outline(self, attributes: dict[str, str]) -> None:
        if self._paragraph is not None and self._in_paragraph_properties:
            self._paragraph.outline = small_number(attributes.get(self._val, ""), 9)

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
        if kind == "begin" and self._paragraph is not None:
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


_BREAKS = {ord(letter): " " for letter in "\n\r\v\f\u2028\u2029\x85"}


def _hexadecimal(text: str) -> int:
    try:
        return int(text, 16) & 0xFFFF
    except ValueError:
        return 0


def _size(text: str) -> int:
    return int(text) if len(text) < 12 and text.isdecimal() else 0


def _sizes(style: str) -> list[tuple[str, str, str]]:
    return [size for size in _VML_SIZE.findall(style[:2000]) if size[1].count(".") < 2]
