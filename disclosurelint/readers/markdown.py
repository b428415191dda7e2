"""Markdown: headings, lists, quotes, pipe tables, HTML tables and front matter, as drafts in Chinese really use them.

Block structure is read line by line: where CommonMark and the habits of these drafts part ways, the drafts win. An
indented paragraph is a paragraph, not code; `- 1 -` numbers a page; a row of a pipe table may have any number of
cells, with or without a line of dashes; hard-wrapped lines are put together as in plain text (`lines`).
"""

from __future__ import annotations

import re
from itertools import pairwise

from disclosurelint.characters import normalise
from disclosurelint.document import Comment, Document, Paragraph, Span, Text
from disclosurelint.readers.encodings import decode
from disclosurelint.readers.front_matter import front_matter
from disclosurelint.readers.inline import MARKUP, Edit, apply, edits
from disclosurelint.readers.lines import Item, Line, assemble, is_page_number, line_spans, separator
from disclosurelint.readers.sink import Sink

_QUOTE = re.compile(r" {0,3}>[ \t]?")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t\u3000]+|$|(?=[^\s#][^#\r\n]{0,40}$))")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$|[ \t]*\{[#.][^{}]*\}[ \t]*$")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})([^`]*)$")
_DEFINITION = re.compile(r" {0,3}\[[^\]\r\n]{1,200}\]:[ \t]*<?[^\s<>]*[/#.][^\s<>]*>?(?:[ \t]+[\"'(].*)?$")
_SENTENCE = re.compile("[。!?;,]|[日号 \\d]$")
_CELL_BAR = re.compile(r"\\.|\|", re.DOTALL)


def read(data: bytes, name: str) -> Document:
    """The document in the bytes of a Markdown file. Raises `InputError`."""
    source, encoding = decode(data)
    normal = normalise(source)
    metadata, start = front_matter(source)
    reader = _Reader(source, normal)
    reader.run(start)
    sink = Sink()
    sink.comments = reader.comments
    assemble(reader.items, reader.cells, sink)
    sink.close(len(source))
    sink.comments.sort(key=lambda comment: comment.span)
    return Document(name, "markdown", source, sink.blocks, sink.comments, metadata, encoding=encoding, normal=normal)


Remark = tuple[str, Span]
"""The text of a comment, and its place."""


class _Reader:
    """Goes through the lines of a file once; `items` are its lines and finished blocks in order."""

    def __init__(self, source: str, normal: str) -> None:
        self.source = source
        self.normal = normal
        self.items: list[Item] = []
        self.comments: list[Comment] = []
        self.run_lines: list[Line] = []
        self.fence: str | None = None
        self.level: int | None = None
        self.html = "<" in source

    def run(self, start: int) -> None:
        spans = line_spans(self.source, start)
        spans = self._unwrapped(spans)
        if self.html:
            from disclosurelint.readers.markdown_html import HtmlLines

            HtmlLines(self).run(spans)
        else:
            for span in spans:
                self.line(*span)
        self.end_run()

    def _unwrapped(self, spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """The lines without a code fence around the whole report."""
        source = self.source
        filled = [at for at, (start, stop, _) in enumerate(spans) if source[start:stop].strip()]
        if len(filled) < 3:
            return spans
        first, last = filled[0], filled[-1]
        opening = _FENCE.match(source[spans[first][0] : spans[first][1]])
        closing = _FENCE.match(source[spans[last][0] : spans[last][1]])
        if opening is None or closing is None or closing.group(1)[0] != opening.group(1)[0]:
            return spans
        inside = sum(_FENCE.match(source[start:stop]) is not None for start, stop, _ in spans[first + 1 : last])
        return spans[first + 1 : last] if inside % 2 == 0 else spans

    # Lines

    def line(
        self,
        start: int,
        stop: int,
        end: int,
        starts: bool = False,
        ends: bool = False,
        changes: list[Edit] | None = None,
        comments: list[Remark] | None = None,
    ) -> None:
        """A line of the file, or a part of one between HTML tags; `changes` leave comments out."""
        source = self.source
        raw = source[start:stop]
        if not raw.strip() or (changes and not apply(self.normal, start, stop, changes).value.strip()):
            self.end_run()
            self.items.append(Line(Text.empty(start), start, stop, end, comments=comments or []))
            return
        if self.fence is not None or (raw.lstrip()[:1] in "`~" and _FENCE.match(raw)):
            if self._fenced(raw):
                return
        elif not is_page_number(self.normal[start:stop].strip()):
            while match := _QUOTE.match(source, start, stop):
                start = match.end()
            raw = source[start:stop]
            first = raw.lstrip()[:1]
            if first in "#" and self._heading(raw, start, changes, comments):
                return
            if first and first in "-*_=" and _RULE.match(raw):
                self._rule(raw)
                return
            if first == "[" and _DEFINITION.match(raw):
                self.end_run()
                return
            while match := _BULLET.match(source, start, stop):
                start, starts = match.end(), True
                if _HEADING.match(source[start:stop]) and self._heading(source[start:stop], start, changes, comments):
                    return
        self._text_line(start, stop, end, starts, ends, changes or [], comments or [])

    def _text_line(
        self, start: int, stop: int, end: int, starts: bool, ends: bool, changes: list[Edit], comments: list[Remark]
    ) -> None:
        text = (apply(self.normal, start, stop, changes) if changes else Text.of(self.normal, start, stop)).strip()
        line = Line(text, start, stop, end, starts or self.level is not None, ends, comments=comments, edits=changes)
        line.separator = self._separator(line)
        if self.source[stop - 1] == "\\" and stop > start:
            line.ends = True
        if line.separator == "|" or self.level is not None:
            self.end_run()
            if self.level is not None:
                self._add_heading([line], self.level)
                return
            self.items.append(line)
            return
        self.items.append(line)
        self.run_lines.append(line)

    def _separator(self, line: Line) -> str | None:
        kind = separator(line.value)
        if kind == "|" and "\\" in self.source[line.start : line.stop]:
            raw = self.source[line.start : line.stop]
            if not any(match.group() == "|" for match in _CELL_BAR.finditer(raw)):
                return None
        return kind

    def _fenced(self, raw: str) -> bool:
        """Whether the line opens or closes a code fence; lines between are read as text."""
        match = _FENCE.match(raw)
        if match is None:
            return False
        if self.fence is None:
            self.fence = match.group(1)
        elif match.group(1).startswith(self.fence) and not match.group(2).strip():
            self.fence = None
        else:
            return False
        self.end_run()
        self.items.append(Line(Text.empty(0), 0, 0, 0))
        return True

    # Headings

    def _heading(self, raw: str, start: int, changes: list[Edit] | None, comments: list[Remark] | None) -> bool:
        match = _HEADING.match(raw)
        if match is None:
            return False
        self.end_run()
        stop = start + len(raw)
        tail = _HEADING_END.search(raw, match.end())
        if tail is not None:
            stop = start + tail.start()
        begin = start + match.end()
        line = Line(Text.empty(begin), begin, stop, stop, comments=comments or [], edits=changes or [])
        self._add_heading([line], len(match.group(1)))
        return True

    def _add_heading(self, lines: list[Line], level: int) -> None:
        parts: list[Text] = []
        for line in lines:
            changes = _merged(edits(self.source, line.start, line.stop), line.edits)
            text = apply(self.normal, line.start, line.stop, changes).strip()
            parts += ([Text("\n", [0], [lines[0].end])] if parts else []) + [text]
        text = Text.join(parts) if len(parts) > 1 else parts[0]
        comments = [comment for line in lines for comment in line.comments]
        if comments:
            self.items.append(Line(Text.empty(text.origin(0)), 0, 0, 0, comments=comments))
        if text:
            self.items.append(Paragraph(text, level))

    def _rule(self, raw: str) -> None:
        """A line of dashes or equals signs: the underline of a heading, or a rule between paragraphs."""
        lines = self.run_lines
        mark = raw.strip()[0]
        underlines = (
            mark in "-="
            and " " not in raw.strip()
            and 0 < len(lines) <= (3 if mark == "=" else 1)
            and self.items[-1] is lines[-1]
            and all(line.width <= 80 and not _SENTENCE.search(line.value) for line in lines)
        )
        if underlines:
            heading = list(lines)
            self.run_lines = []
            del self.items[-len(heading) :]
            self._add_heading(heading, 1 if mark == "=" else 2)
            return
        self.end_run()
        self.items.append(Line(Text.empty(0), 0, 0, 0))

    # Inline markup

    def end_run(self) -> None:
        """The lines since the last blank one are complete: leaves the markup within and across them out."""
        lines, self.run_lines = self.run_lines, []
        if not lines or self.fence is not None:
            return
        start, stop = lines[0].start, lines[-1].stop
        if MARKUP.search(self.source, start, stop) is None:
            return
        found = edits(self.source, start, stop)
        for line in lines:
            changes = _merged(found, line.edits)
            line.text = apply(self.normal, line.start, line.stop, changes).strip()

    def cells(self, line: Line) -> list[Text]:
        """The cells of a row of a pipe table, or of a line with tabs."""
        if line.separator == "\t":
            tabs = re.finditer("\t", self.source[line.start : line.stop])
            return self._cells_between(line, [match.start() for match in tabs])
        raw = self.source[line.start : line.stop]
        if "|" not in raw:
            raw = self.normal[line.start : line.stop].replace("│", "|").replace("┃", "|")
        bars = [match.start() for match in _CELL_BAR.finditer(raw) if match.group() == "|"]
        return self._cells_between(line, bars)

    def _cells_between(self, line: Line, bars: list[int]) -> list[Text]:
        borders = [line.start - 1, *(line.start + bar for bar in bars), line.stop]
        cells = [self._cell(left + 1, right, line) for left, right in pairwise(borders)]
        if line.separator == "|":
            if len(cells) > 1 and not self.source[line.start : borders[1]].strip():
                cells.pop(0)
            if len(cells) > 1 and not self.source[borders[-2] + 1 : line.stop].strip():
                cells.pop()
        return cells

    def _cell(self, start: int, stop: int, line: Line) -> Text:
        if not line.edits and MARKUP.search(self.source, start, stop) is None:
            return Text.of(self.normal, start, stop).strip()
        return apply(self.normal, start, stop, _merged(edits(self.source, start, stop), line.edits)).strip()


def _merged(found: list[Edit], more: list[Edit]) -> list[Edit]:
    """Two lists of edits as one; an edit inside another one is left out."""
    if not more:
        return found
    kept: list[Edit] = []
    for edit in sorted([*found, *more], key=lambda each: (each[0], -each[1])):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept
