"""The lines of a document as title, headings and signature are looked for in them: one by one, page numbers left out.

A line is what the author set on one, whether the reader made a paragraph of it or not. Patterns run on its
`compact` text (without white space); `cut` finds the way back from there to the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from disclosurelint.document import Document, Paragraph, Text
from disclosurelint.regexes import compiled


class Line:
    """A line of a paragraph, without white space at its ends.

    `block` is the paragraph's place among the document's blocks, `start` and `end` are the offsets of the line in the
    paragraph's text. `level` is the heading level that the format gives; `first` whether the line begins its paragraph.
    """

    __slots__ = ("_compact", "_places", "block", "end", "first", "level", "paragraph", "start")

    def __init__(self, paragraph: Paragraph, block: int, start: int, end: int, first: bool) -> None:
        self.paragraph = paragraph
        self.block = block
        self.start = start
        self.end = end
        self.first = first
        self.level = paragraph.level
        self._compact: str | None = None
        self._places: list[int] | None = None

    @property
    def value(self) -> str:
        """The characters as they stand."""
        return self.paragraph.text.value[self.start : self.end]

    @property
    def compact(self) -> str:
        """The characters without white space."""
        if self._compact is None:
            self._compact = "".join(self.value.split())
        return self._compact

    @property
    def text(self) -> Text:
        """The line as text."""
        return self.paragraph.text.cut(self.start, self.end)

    @property
    def origin(self) -> int:
        """Where in the source the line begins."""
        return self.paragraph.text.origin(self.start)

    @property
    def last_origin(self) -> int:
        """The place behind its last character."""
        return self.paragraph.text.origin(self.end - 1) + 1

    def offset(self, index: int) -> int:
        """Where in the paragraph's text the character at `index` of the compact text stands."""
        if len(self.compact) == self.end - self.start:
            return self.start + index
        if self._places is None:
            value = self.value
            self._places = [at for at, character in enumerate(value) if not character.isspace()]
            self._places.append(len(value))
        return self.start + self._places[min(index, len(self._places) - 1)]

    def spaced(self, index: int) -> bool:
        """Whether white space stands before the character at `index` of the compact text."""
        return 0 < index < len(self.compact) and self.offset(index) - self.offset(index - 1) > 1

    def cut(self, start: int, end: int) -> Text:
        """The part of the compact text from `start` up to `end`, as it stands in the source."""
        if end <= start:
            return Text.empty(self.paragraph.text.origin(self.offset(start)))
        return self.paragraph.text.cut(self.offset(start), self.offset(end - 1) + 1)

    def __repr__(self) -> str:
        return f"Line({self.value!r})"


class Flow:
    """Several lines read as one run of characters without white space: prose whose lines were broken anywhere."""

    __slots__ = ("_starts", "lines", "value")

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._starts: list[int] = []
        length = 0
        for line in lines:
            self._starts.append(length)
            length += len(line.compact)
        self.value = "".join(line.compact for line in lines)

    def cut(self, start: int, end: int) -> Text:
        """The part from `start` up to `end`, as it stands in the source."""
        if not self.lines:
            return Text.empty(0)
        place = bisect_right(self._starts, start) - 1
        parts: list[Text] = []
        while place < len(self.lines) and (not parts or self._starts[place] < end):
            line, begin = self.lines[place], self._starts[place]
            parts.append(line.cut(max(0, start - begin), min(len(line.compact), end - begin)))
            place += 1
        return parts[0] if len(parts) == 1 else Text.join(parts)


_MOST = 60_000
"""No report has so many lines; what a hostile file holds beyond these is not looked at."""
_PAGE_MARKS = "-—–_·.页"


def is_page_number(compact: str) -> bool:
    """Whether a line is nothing but the number of a page (`- 1 -`, `第1页`); a bare number may be a cell of a table."""
    if len(compact) > 12 or compact[0].isdecimal() or compact[-1].isdecimal():
        return False
    bare = compact.strip(_PAGE_MARKS + "第").replace("页", "").replace("共", "").replace("/", "").replace(",", "")
    return bare.isdecimal() and len(bare) <= 6


def read_lines(document: Document) -> list[Line]:
    """The lines of all paragraphs in order; empty ones and page numbers are left out, tables are not looked into."""
    lines: list[Line] = []
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph):
            continue
        if len(lines) >= _MOST:
            break
        at, first = 0, True
        for piece in block.text.value.split("\n", _MOST):
            stripped = piece.strip()
            if stripped:
                start = at if piece[0] == stripped[0] else at + len(piece) - len(piece.lstrip())
                line = Line(block, number, start, start + len(stripped), first)
                if len(stripped) > 24 or stripped[-1] not in _PAGE_MARKS or not is_page_number(line.compact):
                    lines.append(line)
                    first = False
            at += len(piece) + 1
    return lines


NEVER = r"(?!)"
"""A pattern that matches nothing: what a missing word list stands for."""


@lru_cache(maxsize=128)
def pattern(source: str) -> re.Pattern[str]:
    """A compiled pattern of the vocabulary."""
    return compiled(source)


@lru_cache(maxsize=256)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that matches any of some plain words, the longest first."""
    return compiled("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or NEVER)


def joined(words: Iterable[str]) -> re.Pattern[str]:
    """The same for any list."""
    return any_of(tuple(words))
