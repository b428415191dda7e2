"""The frame of the walk through a Word file: which paragraph, cell or text box is open, and what is passed over."""

from __future__ import annotations

from collections.abc import Callable

from disclosurelint.readers.docx_numbering import Numbering
from disclosurelint.readers.docx_package import new_parser
from disclosurelint.readers.docx_parts import Content, WordCell, WordParagraph, WordRow, WordTable
from disclosurelint.readers.docx_styles import Styles

_DEEPEST_TABLES, _DEEPEST_BOXES = 32, 16
_MOST_COLUMNS = 1000


class Structure:
    """Containers (the body, cells, text boxes), the tables that are open, and the paragraph that text goes to."""

    def __init__(self, space: str, styles: Styles, numbering: Numbering) -> None:
        self.body: list[Content] = []
        self._space = space
        self._val = space + " val"
        self._styles = styles
        self._numbering = numbering
        self._parser = new_parser()
        self._containers: list[list[Content]] = [self.body]
        self._carried: list[WordParagraph | None] = [None]
        self._open: list[WordParagraph | None] = []
        self._paragraph: WordParagraph | None = None
        self._tables: list[WordTable] = []
        self._in_row_properties = False
        self._seen = 0
        self._noted: set[str] = set()
        self._pending: list[str] = []
        self._skipped = 0
        self._opens: dict[str, Callable[[dict[str, str]], None]] = {}
        self._closes: dict[str, Callable[[], None]] = {}

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self._opens.get(name)
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        handler = self._closes.get(name)
        if handler is not None:
            handler()

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

    def _note(self, what: str) -> None:
        """The first of each thing is kept with its place; between paragraphs, at the next one."""
        if what in self._noted:
            return
        self._noted.add(what)
        if self._paragraph is None:
            self._pending.append(what)
        else:
            self._paragraph.notes.append((what, self._paragraph.length()))

    def _add(self, content: Content) -> None:
        self._seen += 1
        self._containers[-1].append(content)

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

    def _flush(self) -> None:
        """A paragraph whose mark was deleted, with no paragraph behind it to join."""
        carried = self._carried[-1]
        if carried is not None:
            self._carried[-1] = None
            self._finish(carried)
            self._add(carried)

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
            self._tables[-1].rows[-1].before = small_number(attributes.get(self._val, ""), _MOST_COLUMNS)

    def _grid_span(self, attributes: dict[str, str]) -> None:
        cell = self._cell()
        if cell is not None:
            cell.columns = max(1, small_number(attributes.get(self._val, ""), _MOST_COLUMNS))

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


def small_number(text: str, most: int) -> int:
    """A number in an attribute, at most `most`; 0 where it is none."""
    return min(int(text), most) if len(text) < 9 and text.isdecimal() else 0
