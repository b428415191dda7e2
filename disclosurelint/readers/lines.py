"""Lines of plain text to paragraphs and tables: what scraped and pasted reports have in place of structure.

Hard-wrapped lines become one paragraph whose text keeps a line feed at each joint; lines with tabs or bars between
their cells become tables; page numbers are left out. Lines that are one cell of a table each, or a label and its
figures, stay paragraphs of one line: which figure they belong to is not for a reader to guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from disclosurelint.document import Block, Paragraph, Span, Table, Text
from disclosurelint.document import Cell as TableCell
from disclosurelint.readers.sink import Sink

# The beginning of a numbered item or heading; `weak` ones also stand inside a sentence.
_ORDINAL = re.compile(
    r"[一二三四五六七八九十]{1,3} ?、|\( ?(?:[一二三四五六七八九十]{1,3}|\d{1,2}) ?\)|\( {0,3}\)"
    r"|\d{1,2} ?(?:[.](?!\d)|、)|[①-⑳]|、"
    r"|(?P<weak>第[一二三四五六七八九十百]{1,5}[条章节])"
)
_NUMBER = re.compile(r"[-+]?\d[\d,.]*%?|[-—–/]{1,4}|无")
_PAGE = re.compile(r"[-—–―·•]{1,3} *\d{1,4} *[-—–―·•]{1,3}|第 ?\d{1,4} ?页(?: ?[,/]? ?共 ?\d{1,4} ?页)?")
_HEAD_LINE = re.compile(r"[\u4e00-\u9fff]{2,8} ?: ?")
_PROSE_MARKS = re.compile("[,。;、]")
_TERMINAL = frozenset("。!?;:…")
_BRACKETS = (("(", ")"), ("《", "》"), ("“", "”"))
_CLOSERS = "\"'”’」』)]}>》"
_UNFINISHED = frozenset(",、(《“第")
_INDENT = re.compile("[ \t]*")
# Frames of tables drawn with characters: +----+----+ and ┌──┬──┐.
_FRAME = re.compile(r"[+├┌└╞╔╚╟╠][-=+:─━═┼┬┴┐┘┤╪╤╧╡╗╝╢╣╦╩╬]{2,}")
_BARS = re.compile("[|│┃]")

_LONGEST_WRAP, _SHORTEST_WRAP = 112, 36


@dataclass(slots=True, eq=False)
class Line:
    """A line without its end: the text to read, and where it stands with the white space before it.

    `start` and `stop` are the origins of the raw line, `end` that of its line feed. `starts` and `ends` say that a
    paragraph begins or is over here whatever the words are. `comments` stand within it.
    """

    text: Text
    start: int
    stop: int
    end: int
    starts: bool = False
    ends: bool = False
    soft: bool = False
    """A blank line beside a page number, which may have come between the lines of a paragraph."""
    comments: list[tuple[str, Span]] = field(default_factory=list)
    separator: str | None = None
    """What stands between cells in the line: a tab, a bar, or nothing."""
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    """What a reader leaves out of the line beside markup."""
    _width: int = -1

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


Item = Line | Block
Splitter = Callable[[Line], list[Text]]


def line_spans(source: str, at: int = 0) -> list[tuple[int, int, int]]:
    """The lines as (start, stop, end): `stop` is behind the last character, `end` the origin of its line feed.

    Lines end at LF, CRLF or CR only, as `Document.line_starts` counts them.
    """
    spans = []
    if "\r" not in source:
        for line in source[at:].split("\n") if at else source.split("\n"):
            stop = at + len(line)
            spans.append((at, stop, stop))
            at = stop + 1
        return spans
    for match in re.compile(r"\r\n?|\n").finditer(source, at):
        spans.append((at, match.start(), match.end() - 1))
        at = match.end()
    spans.append((at, len(source), len(source)))
    return spans


def assemble(items: list[Item], split: Splitter, sink: Sink) -> None:
    """Puts paragraphs and tables made of lines, and the blocks between them, into the sink."""
    items = _without_page_numbers(items)
    layout = _Layout(items)
    waiting: list[Line] = []
    at = 0
    while at < len(items):
        item = items[at]
        if not isinstance(item, Line):
            _flush(waiting, sink)
            sink.add(item)
            at += 1
            continue
        if not item.value:
            if item.comments or not item.soft:
                _flush(waiting, sink)
            for comment in item.comments:
                sink.comment(*comment)
            at += 1
            continue
        rows = _rows(items, at)
        if rows > at:
            _flush(waiting, sink)
            _table([row for row in items[at:rows] if isinstance(row, Line)], split, sink)
            at = rows
            continue
        if waiting and not layout.continues(waiting, item, gap=bool(items[at - 1] is not waiting[-1])):
            _flush(waiting, sink)
        waiting.append(item)
        at += 1
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
        for comment in line.comments:
            sink.comment(*comment)
    sink.add(Paragraph(text))
    lines.clear()


# Page numbers


def is_page_number(value: str) -> bool:
    """Whether a line only numbers a page: - 1 -, — 1 —, 第1页."""
    return len(value) < 24 and _PAGE.fullmatch(value) is not None


def _without_page_numbers(items: list[Item]) -> list[Item]:
    """The items without lines that only number a page; blank lines beside one become soft."""
    pages = [at for at, item in enumerate(items) if isinstance(item, Line) and is_page_number(item.value)]
    pages += _bare_page_numbers(items)
    if not pages:
        return items
    for at in pages:
        for step in (-1, 1):
            beside = at + step
            while 0 <= beside < len(items):
                line = items[beside]
                if not isinstance(line, Line) or line.value:
                    break
                line.soft = True
                beside += step
    dropped = set(pages)
    return [item for at, item in enumerate(items) if at not in dropped]


def _bare_page_numbers(items: list[Item]) -> list[int]:
    """Lines that hold a small number alone between lines of prose, in rising order as pages are.

    A number below a short line may be the cell of a table, and is kept.
    """
    found: list[int] = []
    last = 0
    for at, item in enumerate(items):
        if not isinstance(item, Line) or not 0 < len(item.value) <= 3 or not item.value.isdecimal():
            continue
        before, after = _neighbour(items, at, -1), _neighbour(items, at, 1)
        if before is None or after is None or not last < int(item.value) <= last + 2 + (3 if last == 0 else 0):
            continue
        if _is_prose(before) and (_is_prose(after) or _ORDINAL.match(after.value)) and not is_figures(after.value):
            found.append(at)
            last = int(item.value)
    return found


def _neighbour(items: list[Item], at: int, step: int) -> Line | None:
    at += step
    while 0 <= at < len(items):
        item = items[at]
        if not isinstance(item, Line):
            return None
        if item.value:
            return item
        at += step
    return None


def _is_prose(line: Line) -> bool:
    """Whether this is a line of running text: wide, with the marks of a sentence, and no figures at its end."""
    value = line.value
    return (
        line.width >= _SHORTEST_WRAP
        and _PROSE_MARKS.search(value) is not None
        and not ends_in_figures(value)
        and not (value[0] == "(" and value[-1] == ")")
        and not (_ORDINAL.match(value) and not re.search("[,。;:]", value))
    )


# Paragraphs


def is_figures(value: str) -> bool:
    """Whether a line holds nothing but figures and marks of blank cells."""
    return all(_NUMBER.fullmatch(word) for word in value.split())


def ends_in_figures(value: str) -> bool:
    """Whether a line is a label with its figures: two or more of them at its end, or nothing else at all."""
    words = value.rsplit(None, 2)
    if len(words) == 1:
        return _NUMBER.fullmatch(words[0]) is not None
    return all(_NUMBER.fullmatch(word) for word in words[-2:])


def _is_finished(value: str) -> bool:
    """Whether the line ends as a sentence does."""
    return value.rstrip(_CLOSERS)[-1:] in _TERMINAL


class _Layout:
    """How the lines of a document are wrapped: how wide a full line is, and whether paragraphs begin with an indent."""

    __slots__ = ("indents", "least", "most", "prose_begins")

    def __init__(self, items: list[Item]) -> None:
        widths: list[int] = []
        before: Line | None = None
        for item in items:
            if not isinstance(item, Line):
                before = None
                continue
            if before is not None and self._is_cut(before, item):
                widths.append(before.width)
            if item.value:
                before = item
            elif not item.soft:
                before = None
        widths.sort()
        # A quarter from the top: lines cut in a sentence are nearly all full ones.
        width = widths[(3 * len(widths)) // 4] if widths else 0
        self.least = width * 4 // 5
        self.most = width * 13 // 10

    @staticmethod
    def _is_cut(line: Line, following: Line) -> bool:
        """Whether a line of prose breaks off within a sentence."""
        return (
            bool(following.value)
            and not following.starts
            and not line.ends
            and line.width <= _LONGEST_WRAP
            and _is_prose(line)
            and not _is_finished(line.value)
            and not _ORDINAL.match(following.value)
            and not ends_in_figures(following.value)
        )

    def continues(self, lines: list[Line], line: Line, gap: bool) -> bool:
        """Whether a line goes on with the paragraph of the lines before it; `gap`: a page number stood between."""
        last = lines[-1]
        value, before = line.value, last.value
        if line.starts or last.ends or ends_in_figures(value) or ends_in_figures(before):
            return False
        finished = _is_finished(before)
        if gap and (finished or not _is_prose(last)):
            return False
        unfinished = before[-1] in _UNFINISHED and len(before) > 7
        ordinal = _ORDINAL.match(value)
        if ordinal is not None:
            weak = ordinal.group("weak") is not None and not finished and self._is_full(last)
            return weak or (unfinished and before[-1] != "、" and self._is_full(last))
        if unfinished:
            return True
        if self._is_indented(line) and not self._is_indented(last):
            return False
        if _left_open(before, value):
            return True
        if not (self._is_full(last) or (gap and last.width >= _SHORTEST_WRAP)):
            return False
        return self._flows(lines, line, finished)

    def _is_full(self, line: Line) -> bool:
        return 0 < self.least <= line.width <= self.most

    def _flows(self, lines: list[Line], line: Line, finished: bool) -> bool:
        """Whether a line behind a full one belongs to its paragraph."""
        last, value = lines[-1], line.value
        if last.value[0] == "(" and last.value[-1] == ")":
            return False
        if _HEAD_LINE.match(value) and (finished or _HEAD_LINE.match(last.value)):
            return False
        if finished:
            return self._is_full(line) or _is_finished(value)
        heading = len(lines) == 1 and _ORDINAL.match(last.value) and not re.search("[,。;:]", last.value)
        if heading:
            return line.width < self.least and not _PROSE_MARKS.search(value)
        return any(_PROSE_MARKS.search(each.value) for each in (*lines[-3:], line))

    @staticmethod
    def _is_indented(line: Line) -> bool:
        return line.text.origin(0) - line.start > 0


def _left_open(value: str, following: str) -> bool:
    """Whether a bracket or quotation is open at the end of a line long enough to be cut, and closed on the next."""
    if len(value) < 12:
        return False
    for opening, closing in _BRACKETS:
        if value.rfind(opening) > value.rfind(closing):
            close = following.find(closing)
            return close >= 0 and not 0 <= following.find(opening) < close
    return False


# Tables


def separator(value: str) -> str | None:
    """What stands between the cells of a line: a tab, a bar, or nothing."""
    if "\t" in value:
        return "\t"
    return "|" if _BARS.search(value) else None


def _is_frame(value: str) -> bool:
    return _FRAME.match(value) is not None and not re.search(r"[\u4e00-\u9fff\d]", value)


def _rows(items: list[Item], at: int) -> int:
    """The index behind the rows of a table that begins at `at`; `at` itself where none does."""
    first = items[at]
    assert isinstance(first, Line)
    kind = first.separator
    if kind is None and not _is_frame(first.value):
        return at
    end, rows = at, []
    while end < len(items):
        line = items[end]
        if not isinstance(line, Line):
            break
        if not line.value and line.comments:
            end += 1
            continue
        if not line.value or not (_is_frame(line.value) or line.separator == (kind or "|")):
            break
        kind = kind or line.separator
        rows.append(line)
        end += 1
    while end > at and not items[end - 1].value:  # type: ignore[union-attr]
        end -= 1
    rows = [row for row in rows if not _is_frame(row.value)]
    return end if rows and _is_table(rows, kind or "|") else at


def _is_table(rows: list[Line], kind: str) -> bool:
    if kind == "\t":
        return len(rows) > 1 or rows[0].value.count("\t") > 1
    if len(rows) > 1 or (rows[0].value[0] in "|│┃" and len(_BARS.findall(rows[0].value)) > 1):
        return True
    return sum(_NUMBER.fullmatch(cell.strip()) is not None for cell in _BARS.split(rows[0].value)) > 1


def _table(lines: list[Line], split: Splitter, sink: Sink) -> None:
    cells: list[TableCell] = []
    rows: list[list[Text]] = []
    places: list[tuple[Line, Span]] = []
    for line in lines:
        if not line.value or _is_frame(line.value):
            if line.comments:
                places.append((line, (-1, -1)))
            continue
        row = split(line)
        places.append((line, (line.text.origin(0), line.text.origin(len(line.text)))))
        rows.append(row)
    _drop_rule(rows, places)
    for number, row in enumerate(rows):
        cells.extend(TableCell(text, number, column) for column, text in enumerate(row))
    shown = [span for _, span in places if span[0] >= 0]
    table = Table(cells, len(rows), max(map(len, rows), default=0), (shown[0][0], shown[-1][1]))
    sink.covers(table.span)
    for line, span in places:
        for comment in line.comments:
            sink.comment(*comment)
        if span[0] >= 0:
            sink.covers(span)
    sink.add(table)


def _drop_rule(rows: list[list[Text]], places: list[tuple[Line, Span]]) -> None:
    """Takes out the line of dashes below the header; further down dashes are blank cells, unless they are long."""
    for number in range(len(rows) - 1, -1, -1):
        least = 1 if number == 1 else 3
        if len(rows) > 1 and rows[number] and all(_is_rule(cell.value, least) for cell in rows[number]):
            line = [place for place in places if place[1][0] >= 0][number]
            del rows[number]
            places.remove(line)


def _is_rule(value: str, least: int) -> bool:
    bare = value.strip().strip(":")
    return len(bare) >= least and not bare.strip("-")


def split_plain(line: Line, normal: str) -> list[Text]:
    """The cells of a line of plain text, split at tabs, or at bars, of which those at both ends are the frame."""
    raw = normal[line.start : line.stop]
    if "\t" in line.value:
        return _pieces(normal, line.start, raw.rstrip(" ").split("\t"))
    parts = _BARS.split(raw)
    first = 0
    start = line.start
    if len(parts) > 1 and not parts[0].strip():
        start += len(parts[0]) + 1
        first = 1
    last = len(parts)
    if last - first > 1 and not parts[-1].strip():
        last -= 1
    return _pieces(normal, start, parts[first:last])


def _pieces(normal: str, at: int, parts: list[str]) -> list[Text]:
    cells = []
    for part in parts:
        cells.append(Text.of(normal, at, at + len(part)).strip())
        at += len(part) + 1
    return cells


def plain_line(normal: str, start: int, stop: int, end: int) -> Line:
    """A line of plain text."""
    text = Text.of(normal, start, stop).strip()
    return Line(text, start, stop, end, separator=separator(text.value))


def leading_space(value: str) -> int:
    """How many characters of white space a normalised line begins with."""
    match = _INDENT.match(value)
    return match.end() if match else 0
