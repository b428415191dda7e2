"""What a reader hands on: the author's characters, in order, each with its place.

A reader turns bytes into a `Document`. Nothing here knows of years, rules or output.

Two strings stand behind every document. `source` is what the author wrote (for Word and PDF: a plain
rendering of it). `normal` is the same text made fit for reading (full width, Kangxi radicals, no-break
spaces …), **character for character of the same length**, so one offset, called an *origin*, serves both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal

from disclosurelint.characters import normalise
from disclosurelint.records import field, record, value
from disclosurelint.regexes import compiled

Span = tuple[int, int]
"""A stretch of the source: first origin, and the origin behind the last (exclusive)."""


class Text:
    """A run of normalised characters that knows where in the source each of them stands.

    `value` is the normalised text. It may leave out characters of the source (markup, the break inside a
    hard-wrapped line) and may join pieces that stand apart; the map back is kept piece by piece.
    """

    __slots__ = ("_origins", "_squeezed", "_starts", "value")

    def __init__(self, value: str, starts: list[int], origins: list[int]) -> None:
        self.value = value
        self._starts = starts
        self._origins = origins
        self._squeezed: Text | None = None

    @classmethod
    def of(cls, normal: str, start: int, end: int) -> Text:
        """The characters of `normal` from origin `start` up to `end`."""
        return cls(normal[start:end], [0], [start])

    @classmethod
    def empty(cls, origin: int) -> Text:
        """No characters, at a place: what an empty cell holds."""
        return cls("", [0], [origin])

    @classmethod
    def join(cls, parts: Iterable[Text], separator: str = "") -> Text:
        """One text out of several; a separator is placed at the end of the part before it."""
        value: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        for part in parts:
            if value and separator:
                end = origins[-1] + (length - starts[-1])
                for character in separator:
                    starts.append(length)
                    origins.append(end)
                    value.append(character)
                    length += 1
            if not part.value and starts:
                continue
            starts.extend(length + start for start in part._starts)
            origins.extend(part._origins)
            value.append(part.value)
            length += len(part.value)
        if not starts:
            return cls.empty(0)
        return cls("".join(value), starts, origins)

    def __len__(self) -> int:
        return len(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __repr__(self) -> str:
        return f"Text({self.value!r} at {self._origins[0]})"

    def origin(self, index: int) -> int:
        """Where in the source the character at `index` stands; for the length itself, the place behind the last."""
        if index >= len(self.value):
            if not self.value:
                return self._origins[0]
            return self.origin(len(self.value) - 1) + 1
        if len(self._starts) == 1:
            return self._origins[0] + index
        piece = bisect_right(self._starts, index) - 1
        return self._origins[piece] + index - self._starts[piece]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The stretch of the source that holds the characters from `start` up to `end`."""
        last = len(self.value) if end is None else end
        if len(self._starts) == 1 and start < last <= len(self.value):
            return self._origins[0] + start, self._origins[0] + last
        first = self.origin(start)
        return first, max(first, self.origin(last - 1) + 1) if last > start else first

    def cut(self, start: int, end: int | None = None) -> Text:
        """The part from `start` up to `end`."""
        last = len(self.value) if end is None else end
        if last <= start:
            return Text.empty(self.origin(start))
        if len(self._starts) == 1:
            return Text(self.value[start:last], [0], [self._origins[0] + start])
        first = bisect_right(self._starts, start) - 1
        starts, origins = [0], [self._origins[first] + start - self._starts[first]]
        for piece in range(first + 1, len(self._starts)):
            if self._starts[piece] >= last:
                break
            starts.append(self._starts[piece] - start)
            origins.append(self._origins[piece])
        return Text(self.value[start:last], starts, origins)

    def strip(self) -> Text:
        """The text without white space at its ends."""
        bare = self.value.strip()
        if len(bare) == len(self.value):
            return self
        left = len(self.value) - len(self.value.lstrip())
        return self.cut(left, left + len(bare))

    def lines(self) -> list[Text]:
        """The pieces between line breaks, as the author set them."""
        if "\n" not in self.value:
            return [self]
        pieces, at = [], 0
        for line in self.value.split("\n"):
            pieces.append(self.cut(at, at + len(line)))
            at += len(line) + 1
        return pieces

    def squeezed(self) -> Text:
        """The text as prose or a label is read: without white space, save between two Latin letters or digits."""
        found = self._squeezed
        if found is None:
            squeezed = self if self.value.isalnum() else self._squeeze()
            # Never itself: objects that hold themselves wait for the collector of cycles.
            found = self._squeezed = _ITSELF if squeezed is self else squeezed
        return self if found is _ITSELF else found

    def _squeeze(self) -> Text:
        gaps = self._gaps()
        return self._without([gap for gap in gaps if not _separates(self.value, *gap)]) if gaps else self

    def compact(self) -> Text:
        """The text without any white space: how labels and headings are compared."""
        gaps = self._gaps()
        return self._without(gaps) if gaps else self

    def _gaps(self) -> list[Span]:
        """Where white space is."""
        value = self.value
        if not (" " in value or "\n" in value or "\t" in value or "\r" in value or "\f" in value or "\v" in value):
            # Nearly always so, and told many times faster than by a pattern.
            return []
        return [white.span() for white in _WHITE.finditer(value)]

    def _without(self, gaps: list[Span]) -> Text:
        """The text without these stretches, which are in order and apart from each other."""
        if not gaps:
            return self
        parts, at = [], 0
        for start, end in gaps:
            if start > at:
                parts.append(self.cut(at, start))
            at = end
        if at < len(self.value):
            parts.append(self.cut(at))
        return Text.join(parts) if parts else Text.empty(self.origin(0))


_ITSELF = Text.empty(0)
"""Stands for a text that is the same when squeezed."""
_WHITE = compiled(r"[\t-\r ]+")


def _separates(value: str, index: int, end: int) -> bool:
    """Whether white space is one space that stands alone between two Latin letters or digits."""
    if end - index > 1 or value[index] != " " or not 0 < index < len(value) - 1:
        return False
    left, right = value[index - 1], value[index + 1]
    return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()


@record
class Paragraph:
    """A paragraph or heading. Breaks of hard-wrapped lines stand in `text` as line feeds.

    `level` is the heading level that the format itself gives (Markdown's number of #, Word's outline level),
    else None: a line that merely reads like a heading is not the reader's to judge.
    """

    text: Text
    level: int | None = None


@record
class Cell:
    """A table cell at its top left grid place; `rows` and `columns` are the grid places that it covers."""

    text: Text
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@record
class Table:
    """A table as a grid with spans resolved.

    `problem` says why the grid cannot be trusted, if it cannot: `nested`, a cell holds another table (which follows
    as a table of its own), or `spans`, there are absurdly many cells, or they claim to cover so many places.
    """

    cells: list[Cell]
    height: int
    width: int
    span: Span
    problem: str | None = None
    _grid: dict[tuple[int, int], Cell] | None = None

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a grid place, if any does."""
        if self._grid is None:
            self._grid = {
                (cell.row + down, cell.column + right): cell
                for cell in self.cells
                for down in range(cell.rows)
                for right in range(cell.columns)
            }
        return self._grid.get((row, column))

    def row(self, row: int) -> list[Cell | None]:
        """The cells of a grid row, a spanning cell repeated at each place that it covers."""
        return [self.at(row, column) for column in range(self.width)]

    def rows(self) -> Iterator[list[Cell | None]]:
        """All grid rows from the top."""
        return (self.row(row) for row in range(self.height))


Block = Paragraph | Table


@record
class Comment:
    """A comment in the source (`<!-- … -->`): its text, its own place, and the stretch of the next block or row."""

    text: str
    span: Span
    covers: Span


@value
class Place:
    """Where a stretch of the source stands, 1-based, the end exclusive; columns count code points.

    Word and PDF have no lines: there `line` and `column` are 1 and `paragraph` or `page` says where.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None = None
    paragraph: int | None = None
    cell: tuple[int, int, int] | None = None
    """In Word, the table, row and cell of the row, each counted from 1."""


@record
class Document:
    """A draft as its format gives it.

    `marks` are the origins at which a page or paragraph of Word or PDF begins, in order, as
    (origin, page, paragraph). `metadata` holds front matter or a page's own data (`year`, `body`,
    `published` …) as text; `remains` names what a Word file still carries (`revisions`, `comments`, `hidden`)
    with the place of the first of each.
    """

    path: str
    format: Literal["markdown", "text", "html", "docx", "pdf"]
    source: str
    blocks: list[Block] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    remains: dict[str, Span] = field(default_factory=dict)
    marks: list[tuple[int, int | None, int | None]] = field(default_factory=list)
    anchors: list[tuple[int, int]] = field(default_factory=list, repr=False)
    """For Word: the origins at which a paragraph or an element with text begins, each with the place of that element
    in the bytes of the part that holds the text; what no element holds (numbering) has none of its own."""
    package: bytes | None = None
    """For Word: the file itself (of older formats, as it was converted), of which copies with changes are made."""
    converted: bool = False
    """Whether the file is of an older format and was converted to be read."""
    encoding: str = "utf-8"
    normal: str = ""
    _line_starts: list[int] | None = None

    def __post_init__(self) -> None:
        if not self.normal:
            self.normal = normalise(self.source)

    @property
    def has_lines(self) -> bool:
        """Whether places are lines and columns of the author's file."""
        return self.format in ("markdown", "text", "html")

    def text(self, start: int, end: int) -> Text:
        """The normalised characters from origin `start` up to `end`."""
        return Text.of(self.normal, start, end)

    def line_starts(self) -> list[int]:
        """The origin of each line's first character; lines end at LF, CRLF or CR only."""
        if self._line_starts is None:
            self._line_starts = line_starts(self.source)
        return self._line_starts

    def line(self, number: int) -> str:
        """A line of the author's file, 1-based, without its end."""
        starts = self.line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.source)
        return self.source[starts[number - 1] : end].rstrip("\r\n")

    def place(self, span: Span) -> Place:
        """The place of a stretch of the source."""
        page = paragraph = None
        if self.marks:
            mark = bisect_right(self.marks, span[0], key=lambda entry: entry[0]) - 1
            if mark >= 0:
                _, page, paragraph = self.marks[mark]
        if not self.has_lines:
            return Place(1, 1, 1, 1, page, paragraph, self._cell_at(span[0]) if self.format == "docx" else None)
        line, column = self._line_column(span[0])
        end_line, end_column = self._line_column(max(span))
        return Place(line, column, end_line, end_column, page, paragraph)

    def _cell_at(self, origin: int) -> tuple[int, int, int] | None:
        tables = [block for block in self.blocks if isinstance(block, Table) and block.problem != "picture"]
        for number, table in enumerate(tables, 1):
            if table.span[0] <= origin <= table.span[1]:
                for cell in table.cells:
                    first, last = cell.text.span()
                    if first <= origin <= last:
                        beside = {id(other) for other in table.row(cell.row)[: cell.column] if other is not None}
                        return number, cell.row + 1, len(beside) + 1
        return None

    def _line_column(self, origin: int) -> tuple[int, int]:
        starts = self.line_starts()
        line = bisect_right(starts, origin)
        return line, origin - starts[line - 1] + 1


def line_starts(source: str) -> list[int]:
    """The offset of each line's first character; lines end at LF, CRLF or CR only."""
    starts = [0]
    if "\r" not in source:
        at = source.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = source.find("\n", at + 1)
        return starts
    starts.extend(match.end() for match in re.finditer(r"\r\n?|\n", source))
    return starts
