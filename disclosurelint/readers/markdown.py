"""Markdown: headings, lists, quotes, pipe tables, HTML tables and front matter, as drafts in Chinese really use them.

Block structure is read line by line: where CommonMark and the habits of these drafts part ways, the drafts win. An
indented paragraph is a paragraph, not code; `- 1 -` numbers a page; a row of a pipe table may have any number of
cells, with or without a line of dashes; hard-wrapped lines are put together as in plain text (`lines`). A parser of
CommonMark would cut off cells, swallow indents, and keep no places within a line, at the price of a sixth of the
time that a whole check may take to start; the tests compare with one where both must agree.
"""

from __future__ import annotations

import re
from itertools import islice

from disclosurelint.characters import normalise
from disclosurelint.document import Block, Comment, Document, Paragraph, Text
from disclosurelint.readers.encodings import decode
from disclosurelint.readers.limits import MOST_COLUMNS
from disclosurelint.readers.lines import (
    Line,
    Remark,
    assemble,
    is_page_number,
    line_spans,
    separator,
    split_plain,
    trimmed,
)
from disclosurelint.readers.sink import Sink
from disclosurelint.regexes import compiled

_MARKUP = compiled(r"[\\`*_\[\]!<&]")
_HEADING = r"[ \t]{0,3}(#{1,6})(?:[ \t\u3000]+|$|(?=[^\s#][^#\r\n]{0,40}$))"
_HEADING_END = r"[ \t]+#+[ \t]*$|[ \t]*\{[#.][^{}]*\}[ \t]*$"
_BULLET = compiled(r"[ \t]*[-*+][ \t]+(?=\S)")
_RULE = r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$"
_FENCE = r"[ \t]*(`{3,}|~{3,})([^`]*)$"
_DEFINITION = r" {0,3}\[[^\]\r\n]{1,200}\]:[ \t]*<?[^\s<>]*[/#.][^\s<>]*>?(?:[ \t]+[\"'(].*)?$"
_SENTENCE = r"[。!?;,]|[日号 \d]$"
_BAR = compiled(r"\\.|[|│┃]", re.DOTALL)
_EMPTY = Text.empty(0)

Edits = list[tuple[int, int, str]]


def read(data: bytes, name: str) -> Document:
    """The document in the bytes of a Markdown file. Raises `InputError`."""
    source, encoding = decode(data)
    normal = normalise(source)
    metadata: dict[str, str] = {}
    start = 0
    if source.startswith("---"):
        from disclosurelint.readers.front_matter import front_matter

        metadata, start = front_matter(source)
    reader = Reader(source, normal)
    reader.run(start)
    sink = Sink()
    sink.comments = reader.comments
    assemble(reader.items, reader.cells, sink)
    sink.close(len(source))
    sink.comments.sort(key=lambda comment: comment.span)
    return Document(name, "markdown", source, sink.blocks, sink.comments, metadata, encoding=encoding, normal=normal)


class Reader:
    """Goes through the lines of a file once; `items` are its lines and finished blocks in order.

    `level` is that of an HTML heading which is open; `comments` are those whose place is already known.
    """

    def __init__(self, source: str, normal: str) -> None:
        self.source = source
        self.normal = normal
        self.items: list[Line | Block] = []
        self.comments: list[Comment] = []
        self.level: int | None = None
        self._open: list[Line] = []
        self._fence: str | None = None
        self._marked = _MARKUP.search(source) is not None

    def run(self, start: int) -> None:
        """Reads the file from an offset on."""
        spans = self._unwrapped(line_spans(self.source, start))
        if "<" in self.source:
            from disclosurelint.readers.markdown_html import HtmlLines

            HtmlLines(self).run(spans)
        else:
            for span in spans:
                self.line(*span)
        self.end_run()

    def _unwrapped(self, spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """The lines without a code fence around the whole report."""
        source = self.source
        first = next((at for at, (start, stop, _) in enumerate(spans) if source[start:stop].strip()), len(spans))
        if first == len(spans) or source[spans[first][0] : spans[first][1]].lstrip()[:3] not in ("```", "~~~"):
            return spans
        last = max(at for at, (start, stop, _) in enumerate(spans) if source[start:stop].strip())
        fences = [compiled(_FENCE).match(source[start:stop]) for start, stop, _ in spans[first : last + 1]]
        inside = sum(fence is not None for fence in fences[1:-1])
        if len(fences) < 3 or fences[0] is None or fences[-1] is None or inside % 2:
            return spans
        return spans[first + 1 : last]

    # Lines

    def line(
        self,
        start: int,
        stop: int,
        end: int,
        starts: bool = False,
        ends: bool = False,
        edits: Edits | None = None,
        comments: list[Remark] | None = None,
    ) -> None:
        """A line of the file, or a part of one between HTML tags; `edits` leave comments out."""
        source = self.source
        raw = source[start:stop]
        bare = raw.strip()
        if not bare or (edits and not self._edited(start, stop, edits)):
            self.level = None
            self.end_run()
            last = self.items[-1] if self.items else None
            if not comments and isinstance(last, Line) and not last.value:
                return
            self.items.append(Line(_EMPTY, start, stop, end, comments=comments))
            return
        first = bare[0]
        if (self._fence is not None or first in "`~") and self._is_fence(raw):
            return
        if self._fence is None and first in "#>-*+_=[" and not is_page_number(trimmed(self.normal, start, stop).value):
            inner = self._markers(start, stop, edits, comments)
            if inner is None:
                return
            starts = starts or inner[1]
            start = inner[0]
        self._text_line(Line(_EMPTY, start, stop, end, None, starts, ends, comments, edits))

    def _edited(self, start: int, stop: int, edits: Edits) -> str:
        from disclosurelint.readers.inline import apply

        return apply(self.normal, start, stop, edits).value.strip()

    def _markers(
        self, start: int, stop: int, edits: Edits | None, comments: list[Remark] | None
    ) -> tuple[int, bool] | None:
        """Reads the marks of quotes, lists, headings and rules at the beginning of a line.

        Gives where its text begins and whether a list item does; None for a line that is read already.
        """
        source = self.source
        starts = False
        while True:
            raw = source[start:stop]
            bare = raw.lstrip()
            first = bare[:1]
            if first == ">":
                start += len(raw) - len(bare) + 1
            elif first == "#":
                return None if self._heading(raw, start, edits, comments) else (start, starts)
            elif first and first in "-*_=" and compiled(_RULE).match(raw):
                self._rule(bare.rstrip())
                return None
            elif first == "[" and compiled(_DEFINITION).match(raw):
                self.end_run()
                return None
            elif first and first in "-*+" and (match := _BULLET.match(raw)):
                start += match.end()
                starts = True
            else:
                return start, starts
            # Markers in front of markers cost a copy of the line each.
            if start > stop - 1 or (stop - start > 4096 and source[start : start + 1] in " >"):
                return start, starts

    def _text_line(self, line: Line) -> None:
        start, stop = line.start, line.stop
        line.text = trimmed(self.normal, start, stop)
        if line.edits:
            from disclosurelint.readers.inline import apply

            line.text = apply(self.normal, start, stop, line.edits).strip()
        if self.level is not None:
            self.end_run()
            self._add_heading([line], self.level)
            return
        kind = separator(line.text.value)
        if kind == "|" and self._marked and "\\" in self.source[start:stop]:
            bars = _BAR.findall(self.normal, start, stop)
            kind = "|" if any(bar[0] != "\\" for bar in bars) else None
        line.separator = kind
        if self.source[stop - 1] == "\\":
            line.ends = True
        self.items.append(line)
        if kind == "|":
            self.end_run()
        elif self._marked and self._fence is None:
            self._open.append(line)

    def _is_fence(self, raw: str) -> bool:
        """Whether the line opens or closes a code fence; lines between are read as text."""
        match = compiled(_FENCE).match(raw)
        if match is None:
            return False
        if self._fence is None:
            self.end_run()
            self._fence = match.group(1)
        elif match.group(1).startswith(self._fence) and not match.group(2).strip():
            self._fence = None
        else:
            return False
        self.items.append(Line(_EMPTY, 0, 0, 0))
        return True

    # Headings

    def _heading(self, raw: str, start: int, edits: Edits | None, comments: list[Remark] | None) -> bool:
        match = compiled(_HEADING).match(raw)
        if match is None:
            return False
        self.end_run()
        tail = compiled(_HEADING_END).search(raw, match.end()) if raw.rstrip()[-1] in "#}" else None
        stop = start + (tail.start() if tail else len(raw))
        line = Line(_EMPTY, start + match.end(), max(stop, start + match.end()), stop, comments=comments, edits=edits)
        self._add_heading([line], len(match.group(1)))
        return True

    def _add_heading(self, lines: list[Line], level: int) -> None:
        parts: list[Text] = []
        for line in lines:
            if parts:
                parts.append(Text("\n", [0], [lines[0].end]))
            parts.append(self._text(line.start, line.stop, line.edits))
        text = Text.join(parts) if len(parts) > 1 else parts[0]
        comments = [comment for line in lines for comment in line.comments or ()]
        if comments:
            self.items.append(Line(_EMPTY, 0, 0, 0, comments=comments))
        if text:
            self.items.append(Paragraph(text, level))

    def _rule(self, bare: str) -> None:
        """A line of dashes or equals signs: the underline of a heading, or a rule between paragraphs."""
        mark = bare[0]
        if mark in "-=" and " " not in bare:
            lines = self._above(3 if mark == "=" else 1)
            if lines and all(line.width <= 80 and not compiled(_SENTENCE).search(line.value) for line in lines):
                del self.items[-len(lines) :]
                del self._open[len(self._open) - len(lines) :]
                self.end_run()
                self._add_heading(lines, 1 if mark == "=" else 2)
                return
        self.end_run()
        self.items.append(Line(_EMPTY, 0, 0, 0))

    def _above(self, most: int) -> list[Line]:
        """The lines of text right above; none if there are more of them than `most`."""
        lines: list[Line] = []
        for item in reversed(self.items[-most - 1 :]):
            if not isinstance(item, Line) or not item.value or item.separator:
                break
            lines.insert(0, item)
        return lines if len(lines) <= most else []

    # Inline markup

    def end_run(self) -> None:
        """The lines since the last blank one are complete: leaves the markup within and across them out."""
        lines, self._open = self._open, []
        if not lines or _MARKUP.search(self.source, lines[0].start, lines[-1].stop) is None:
            return
        from disclosurelint.readers.inline import apply, edits, merged

        found = edits(self.source, lines[0].start, lines[-1].stop)
        for line in lines:
            changes = merged(found, line.edits) if line.edits else found
            line.text = apply(self.normal, line.start, line.stop, changes).strip()

    def _text(self, start: int, stop: int, more: Edits | None) -> Text:
        """The text between two origins with its markup left out."""
        if more is None and not (self._marked and _MARKUP.search(self.source, start, stop)):
            return trimmed(self.normal, start, stop)
        from disclosurelint.readers.inline import apply, edits, merged

        found = edits(self.source, start, stop)
        return apply(self.normal, start, stop, merged(found, more) if more else found).strip()

    def cells(self, line: Line) -> list[Text]:
        """The cells of a row of a pipe table, or of a line with tabs."""
        start, stop = line.start, line.stop
        if line.edits is None and not (self._marked and _MARKUP.search(self.source, start, stop)):
            return split_plain(line, self.normal)
        if line.separator == "\t":
            bars = [match.start() for match in islice(compiled("\t").finditer(self.normal, start, stop), MOST_COLUMNS)]
        else:
            found = _BAR.finditer(self.normal, start, stop)
            bars = list(islice((match.start() for match in found if match.group()[0] != "\\"), MOST_COLUMNS))
        spans = list(zip([start, *(bar + 1 for bar in bars)], [*bars, stop], strict=True))
        cells = [self._text(left, right, line.edits) for left, right in spans]
        if line.separator == "|":
            if len(spans) > 1 and not self.normal[spans[0][0] : spans[0][1]].strip():
                del cells[0]
            if len(cells) > 1 and not self.normal[spans[-1][0] : spans[-1][1]].strip():
                cells.pop()
        return cells
