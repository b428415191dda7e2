"""HTML to blocks: tables with their spans resolved as browsers do, headings and paragraphs between them.

A tokeniser of our own, for two reasons that the standard library's parser fails: it gives the exact place of every
tag, text and entity, and its time is linear whatever the input (`html.parser` takes seconds for 30 KB of `<a `).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from disclosurelint.document import Comment, Span, Text
from disclosurelint.readers.html_grid import OpenTable, RawCell, Segment, blocks_of, paragraphs_of
from disclosurelint.readers.inline import entity
from disclosurelint.readers.sink import Sink

_TOKEN = re.compile(
    r"<!--(?P<comment>)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)"
    r"(?P<attributes>[^<>\"']*+(?:(?:\"(?:[^\"<]*+|[^\"]{0,300})\"|'(?:[^'<]*+|[^']{0,300})')[^<>\"']*+)*+|[^<>]*)>"
    r"|<[!?][^<>]*>"
    r"|&(?:nbsp|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
)
_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section select summary ul"
)
BLOCK_TAGS = frozenset(_BLOCKS.split())
"""Tags that begin and end a paragraph."""
HIDDEN_TAGS = frozenset({"script", "style", "head", "title", "noscript", "template", "textarea", "iframe", "svg"})
"""Tags whose content is no text of the page."""
TABLE_PARTS = frozenset({"table", "tr", "td", "th", "tbody", "thead", "tfoot"})
_SPAN = re.compile(r"""\b(colspan|rowspan)\s{0,5}=\s{0,5}["']?\s{0,5}(\d{1,6})""", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r"[\r\n\t\f]")
_TABLE_TAG = re.compile(r"<(/?)table(?=[\s/>])[^<>]*>?", re.IGNORECASE)
_ROW_TAG = re.compile(r"</?(?:tr|td|th|tbody|thead|tfoot)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_NEXT_ROW = re.compile(r"\s*(?:<!--|</?(?:tr|tbody|thead|tfoot|table)(?=[\s/>]))", re.IGNORECASE)


_DEEPEST = 32
_MOST_COLUMNS = 1000


def table_end(source: str, start: int, limit: int) -> int:
    """Where the table that begins at `start` ends; one without an end tag ends behind its last row."""
    depth, at = 0, start
    while match := _TABLE_TAG.search(source, at, limit):
        depth += -1 if match.group(1) else 1
        at = match.end()
        if depth <= 0:
            return at
    last = start
    for row in _ROW_TAG.finditer(source, start, limit):
        last = row.end()
        ends_row = row.group()[:4].lower() == "</tr"
        if ends_row and not _NEXT_ROW.match(source, last, limit):
            break
    return max(last, at if depth and at > last else last, start + 1)


def read_html(source: str, normal: str, start: int, end: int, sink: Sink) -> None:
    """Puts the paragraphs and tables of a stretch of HTML into the sink."""
    Flow(source, normal, sink).run(tokens(source, start, end), end)


Token = tuple[int, int, re.Match[str] | None, str]
"""Where a tag, comment or entity stands, its match, None for the text between them, and the name of a tag."""


def tokens(source: str, start: int, end: int) -> Iterator[Token]:
    """Tags, comments and entities as matches; the text between them as None."""
    at = start
    unclosed: set[str] = set()
    commented = source.rfind("-->", start, end)
    while match := _TOKEN.search(source, at, end):
        begin, stop = match.span()
        if match.group("comment") is not None:
            if begin > commented - 4:
                # A comment without an end would swallow the rest: its mark is read as text.
                yield at, stop, None, ""
                at = stop
                continue
            stop = source.find("-->", stop, end) + 3
        if begin > at:
            yield at, begin, None, ""
        name = (match.group("name") or "").lower()
        yield begin, stop, match, name
        at = stop
        if name in HIDDEN_TAGS and not match.group("close"):
            at = hidden_end(source, name, at, end, unclosed)
    if at < end:
        yield at, end, None, ""


def hidden_end(source: str, name: str, at: int, end: int, unclosed: set[str]) -> int:
    """Where the content of a hidden tag that begins at `at` ends; `unclosed` remembers names without an end tag."""
    if name in unclosed:
        return at
    close = re.compile(f"</{name}(?=[\\s/>])[^<>]*>", re.IGNORECASE).search(source, at, end)
    if close is None:
        unclosed.add(name)
        return at
    return close.end()


class Flow:
    """The state of reading HTML: open tables, and the segment that text goes to."""

    def __init__(self, source: str, normal: str, sink: Sink) -> None:
        self.source = source
        self.normal = normal
        self.sink = sink
        self.tables: list[OpenTable] = []
        self.ignored = 0
        self.segment = Segment()

    def run(self, found: Iterable[Token], end: int) -> None:
        """Puts the paragraphs and tables made of these tokens into the sink; `end` is where they end."""
        for start, stop, match, name in found:
            if match is None:
                self.text(start, stop)
            else:
                self.token(start, stop, match, name)
        self.finish(end)

    # Tokens

    def token(self, start: int, end: int, match: re.Match[str], name: str) -> None:
        """A tag, comment or entity."""
        if name in TABLE_PARTS:
            self._table_part(name, bool(match.group("close")), start, end, match.group("attributes") or "")
        elif name == "br":
            self._piece(Text("\n", [0], [start]))
        elif name in BLOCK_TAGS:
            heads = len(name) == 2 and name[0] == "h" and name[1].isdigit() and not match.group("close")
            self._break(int(name[1]) if heads else None)
        elif match.group("comment") is not None:
            self._comment(self.source[start + 4 : end - 3].strip(), (start, end))
        elif self.source[start] == "&":
            self._entity(start, end)

    def text(self, start: int, end: int) -> None:
        """Text between tags; a line end within it is a space."""
        value = self.normal[start:end]
        if not self.segment.pieces and value.isspace():
            return
        if _BREAKS.search(value) is None:
            self._piece(Text(value, [0], [start]))
            return
        at = 0
        for white in _WHITE.finditer(value):
            if _BREAKS.search(value, *white.span()) is None:
                continue
            if white.start() > at:
                self._piece(Text(value[at : white.start()], [0], [start + at]))
            self._piece(Text(" ", [0], [start + white.start()]))
            at = white.end()
        if at < len(value):
            self._piece(Text(value[at:], [0], [start + at]))

    def finish(self, end: int) -> None:
        """The end of the stretch: what is still open ends here."""
        while self.tables:
            self._close_table(end)
        self._break(None)

    def _entity(self, start: int, end: int) -> None:
        written = self.source[start:end]
        character = entity(written if written.endswith(";") else written + ";")
        if character is None:
            self.text(start, end)
        else:
            self._piece(Text(character, [0], [start]))

    def _comment(self, text: str, span: Span) -> None:
        if self.tables:
            table = self.tables[-1]
            table.comments.append((text, span, len(table.rows) - table.row_open))
        else:
            # Word and portals leave comments of their own inside of paragraphs.
            if text.startswith("disclosurelint"):
                self._break(None)
            self.sink.comment(text, span)

    # Text

    def _piece(self, piece: Text) -> None:
        if not self.segment.pieces and piece.value.isspace():
            return
        self.segment.pieces.append(piece)

    def _break(self, level: int | None) -> None:
        """Ends the segment: it goes to the innermost open cell, or becomes paragraphs."""
        if not self.segment.pieces:
            self.segment.level = level
            return
        segment, self.segment = self.segment, Segment(level)
        cell = next((table.cell for table in reversed(self.tables) if table.cell is not None), None)
        if cell is not None:
            cell.content.append(segment)
        else:
            for paragraph in paragraphs_of(segment):
                self.sink.add(paragraph)

    # Tables

    def _table_part(self, name: str, closes: bool, start: int, end: int, attributes: str) -> None:
        self._break(None)
        if name == "table":
            if closes:
                if self.ignored:
                    self.ignored -= 1
                elif self.tables:
                    self._close_table(end)
            elif len(self.tables) >= _DEEPEST:
                self.ignored += 1
                self.tables[-1].problem = "nested"
            else:
                self._enter_table(start)
            return
        if self.ignored:
            return
        if closes:
            self._close_part(name, end)
            return
        if not self.tables:
            self.tables.append(OpenTable(start))
        table = self.tables[-1]
        table.cell = None
        if name in ("td", "th"):
            if not table.row_open:
                self._open_row(table, start)
            spans = {key.lower(): int(value) for key, value in _SPAN.findall(attributes)} if attributes else {}
            columns = min(max(spans.get("colspan", 1), 1), _MOST_COLUMNS)
            table.cell = RawCell(end, columns, spans.get("rowspan", 1))
            table.rows[-1].append(table.cell)
            table.places[-1][1] = end
        elif name == "tr":
            self._open_row(table, start)
        else:
            table.row_open = False
            table.groups.append(len(table.rows))

    def _enter_table(self, start: int) -> None:
        self.tables.append(OpenTable(start))

    @staticmethod
    def _open_row(table: OpenTable, start: int) -> None:
        table.rows.append([])
        table.places.append([start, start])
        table.row_open = True

    def _close_part(self, name: str, end: int) -> None:
        if not self.tables:
            return
        table = self.tables[-1]
        table.cell = None
        if table.row_open:
            table.places[-1][1] = end
        if name not in ("td", "th"):
            table.row_open = False
            if name != "tr":
                table.groups.append(len(table.rows))

    def _close_table(self, end: int) -> None:
        self._break(None)
        table = self.tables.pop()
        blocks = blocks_of(table, end)
        self._resolve_comments(table, end)
        parent = next((outer.cell for outer in reversed(self.tables) if outer.cell is not None), None)
        if parent is not None:
            parent.content.append(blocks)
        else:
            for block in blocks:
                self.sink.add(block)

    def _resolve_comments(self, table: OpenTable, end: int) -> None:
        for text, span, row in table.comments:
            covers = (table.places[row][0], table.places[row][1]) if row < len(table.places) else (end, end)
            self.sink.comments.append(Comment(text, span, covers))
