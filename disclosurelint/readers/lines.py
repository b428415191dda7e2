"""Lines of plain text to paragraphs and tables: what scraped and pasted reports have in place of structure.

Hard-wrapped lines become one paragraph whose text keeps a line feed at each joint; lines with tabs or bars between
their cells become tables; page numbers are left out. Lines that are one cell of a table each, or a label and its
figures, stay paragraphs of one line: which figure they belong to is not for a reader to guess.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from disclosurelint.document import Paragraph, Span, Text
from disclosurelint.readers.limits import MOST_COLUMNS, refuse_lines
from disclosurelint.regexes import compiled

if TYPE_CHECKING:
    from disclosurelint.document import Block
    from disclosurelint.readers.sink import Sink

Remark = tuple[str, Span]
"""The text of a comment, and its place."""


class Line:
    """A line without its end: the text to read, and where it stands with the white space before it.

    `start` and `stop` are the origins of the raw line, `end` that of its line feed. `starts` and `ends` say that a
    paragraph begins or is over here whatever the words are. `separator` is what stands between cells in the line: a
    tab, a bar, or nothing. `comments` stand within it, `edits` are what a reader leaves out of it beside markup.
    `soft` marks a blank line beside a page number, which may have come between the lines of a paragraph.
    """

    __slots__ = ("_width", "comments", "edits", "end", "ends", "separator", "soft", "start", "starts", "stop", "text")

    def __init__(
        self,
        text: Text,
        start: int,
        stop: int,
        end: int,
        separator: str | None = None,
        starts: bool = False,
        ends: bool = False,
        comments: list[Remark] | None = None,
        edits: list[tuple[int, int, str]] | None = None,
    ) -> None:
        self.text = text
        self.start = start
        self.stop = stop
        self.end = end
        self.separator = separator
        self.starts = starts
        self.ends = ends
        self.soft = False
        self.comments = comments
        self.edits = edits
        self._width = -1

    @property
    def value(self) -> str:
        """The normalised text."""
        return self.text.value

    @property
    def width(self) -> int:
        """How wide the line is in print: a letter of Chinese takes two places."""
        if self._width < 0:
            value = self.text.value
            self._width = len(value) + (len(value.encode("utf-8", "replace")) - len(value)) // 2
        return self._width


Splitter = Callable[[Line], list[Text]]


def line_spans(source: str, at: int = 0) -> list[tuple[int, int, int]]:
    """The lines from an offset on, as (start, stop, end): `stop` is behind the last character, `end` at its line feed.

    Lines end at LF, CRLF or CR only, as `Document.line_starts` counts them. Raises `InputError` for far too many.
    """
    spans: list[tuple[int, int, int]] = []
    refuse_lines(source.count("\n", at) + source.count("\r", at))
    if "\r" not in source:
        for line in source[at:].split("\n") if at else source.split("\n"):
            stop = at + len(line)
            spans.append((at, stop, stop))
            at = stop + 1
        return spans
    for match in compiled(r"\r\n?|\n").finditer(source, at):
        spans.append((at, match.start(), match.end() - 1))
        at = match.end()
    spans.append((at, len(source), len(source)))
    return spans


def trimmed(normal: str, start: int, stop: int) -> Text:
    """The text between two origins without white space at its ends."""
    value = normal[start:stop]
    bare = value.lstrip()
    return Text(bare.rstrip(), [0], [start + len(value) - len(bare)] if bare else [start])


def plain_line(normal: str, start: int, stop: int, end: int) -> Line:
    """A line of plain text."""
    text = trimmed(normal, start, stop)
    return Line(text, start, stop, end, separator(text.value))


def separator(value: str) -> str | None:
    """What stands between the cells of a line: a tab, a bar, or nothing."""
    if "\t" in value:
        return "\t"
    return "|" if "|" in value or "│" in value or "┃" in value else None


def assemble(items: list[Line | Block], split: Splitter, sink: Sink) -> None:
    """Puts paragraphs and tables made of lines, and the blocks between them, into the sink."""
    from disclosurelint.readers.rows import add_table, rows_end

    items = _without_page_numbers(items)
    continues: Callable[[list[Line], Line, bool], bool] | None = None
    waiting: list[Line] = []
    gap = False
    at = 0
    while at < len(items):
        item = items[at]
        at += 1
        if not isinstance(item, Line):
            _flush(waiting, sink)
            sink.add(item)
            continue
        value = item.text.value
        if not value:
            gap = True
            if item.comments or not item.soft:
                _flush(waiting, sink)
            for comment in item.comments or ():
                sink.comment(*comment)
            continue
        if item.separator is not None or value[0] in "+├┌└╞╔╚╟╠":
            end = rows_end(items, at - 1)
            if end >= at:
                _flush(waiting, sink)
                add_table([row for row in items[at - 1 : end] if isinstance(row, Line)], split, sink)
                at = end
                continue
        if waiting:
            if continues is None:
                from disclosurelint.readers.wrapping import Layout

                continues = Layout(items).continues
            if not continues(waiting, item, gap):
                _flush(waiting, sink)
        waiting.append(item)
        gap = False
    _flush(waiting, sink)


def _flush(lines: list[Line], sink: Sink) -> None:
    if not lines:
        return
    if len(lines) == 1:
        text = lines[0].text
    else:
        parts: list[Text] = []
        for line in lines[:-1]:
            parts += (line.text, Text("\n", [0], [line.end]))
        text = Text.join([*parts, lines[-1].text])
    for line in lines:
        for comment in line.comments or ():
            sink.comment(*comment)
    sink.add(Paragraph(text))
    lines.clear()


# Page numbers

_PAGE = r"[-—–―·•]{1,3} *\d{1,4} *[-—–―·•]{1,3}|第 ?\d{1,4} ?页(?: ?[,/]? ?共 ?\d{1,4} ?页)?"
_BARE_PAGE = r"\d{1,3}(?: ?/ ?\d{1,3})?"
_PAGE_FIRST = frozenset("-—–―·•第")


def is_page_number(value: str) -> bool:
    """Whether a line only numbers a page: - 1 -, — 1 —, 第1页."""
    return len(value) < 24 and value[:1] in _PAGE_FIRST and compiled(_PAGE).fullmatch(value) is not None


def _without_page_numbers(items: list[Line | Block]) -> list[Line | Block]:
    """The items without lines that only number a page; blank lines beside one become soft."""
    pages, bare = [], []
    for at, item in enumerate(items):
        if isinstance(item, Line):
            value = item.text.value
            if value and len(value) < 24:
                if value[0] in _PAGE_FIRST and is_page_number(value):
                    pages.append(at)
                elif len(value) < 9 and value[0] in "0123456789" and compiled(_BARE_PAGE).fullmatch(value):
                    bare.append(at)
    if bare:
        from disclosurelint.readers.wrapping import page_numbers

        pages += page_numbers(items, bare)
    if not pages:
        return items
    for at in pages:
        for step in (-1, 1):
            beside = at + step
            while 0 <= beside < len(items):
                line = items[beside]
                if not isinstance(line, Line) or line.text.value:
                    break
                line.soft = True
                beside += step
    dropped = set(pages)
    return [item for at, item in enumerate(items) if at not in dropped]


def split_plain(line: Line, normal: str) -> list[Text]:
    """The cells of a line of plain text, split at tabs, or at bars, of which those at both ends are the frame."""
    raw = normal[line.start : line.stop]
    if line.separator == "\t":
        return cells_between(normal, line.start, raw.rstrip(" ").split("\t", MOST_COLUMNS))
    for bar in "│┃":
        raw = raw.replace(bar, "|")
    parts = raw.split("|", MOST_COLUMNS)
    start = line.start
    if len(parts) > 1 and not parts[0].strip():
        start += len(parts[0]) + 1
        del parts[0]
    if len(parts) > 1 and not parts[-1].strip():
        del parts[-1]
    return cells_between(normal, start, parts)


def cells_between(normal: str, at: int, parts: list[str]) -> list[Text]:
    """The cells that stand behind each other from an origin on, with one separator between two."""
    cells = []
    for part in parts:
        bare = part.lstrip()
        cells.append(Text(bare.rstrip(), [0], [at + len(part) - len(bare) if bare else at]))
        at += len(part) + 1
    return cells
