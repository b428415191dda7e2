"""Which lines of a hard-wrapped text belong together, and which numbers between them are those of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosurelint.document import Text
from disclosurelint.readers.lines import Line
from disclosurelint.regexes import compiled

if TYPE_CHECKING:
    from disclosurelint.document import Block

# The beginning of a numbered item or heading; `weak` ones also stand inside a sentence. A line that begins with 、
# or with empty brackets is a heading that lost its numeral.
_ORDINAL = compiled(
    r"[一二三四五六七八九十]{1,3} ?、|\( ?(?:[一二三四五六七八九十]{1,3}|\d{1,2}) ?\)|\( {0,3}\)"
    r"|\d{1,2} ?(?:[.](?!\d)|、)|[①-⑳]|、"
    r"|(?P<weak>第[一二三四五六七八九十百]{1,5}[条章节])"
)
_FIGURE = compiled(r"[-+]?\d[\d,.]*%?|[-—–/]{1,4}|无")
_HEAD_LINE = compiled(r"[\u4e00-\u9fff]{2,8} ?: ?")
_PROSE_MARKS = compiled("[,。;、]")
_SENTENCE_MARKS = compiled("[,。;:]")
_TERMINAL = frozenset("。!?;:…")
_CLOSERS = "\"'”’」』)]}>》"
_BRACKETS = (("(", ")"), ("《", "》"), ("“", "”"))
_UNFINISHED = frozenset(",、(《“第")

_FEWEST_APART, _SHORTEST_BROKEN = 5, 6
_LONGEST_WRAP, _SHORTEST_WRAP = 112, 36


def page_numbers(items: list[Line | Block], candidates: list[int]) -> list[int]:
    """Which lines that hold a small number alone are the numbers of pages: between prose, rising as pages do.

    A number below a short line may be the cell of a table, and is none.
    """
    found: list[int] = []
    last = 0
    for at in candidates:
        item = items[at]
        number = int(item.value.split("/")[0]) if isinstance(item, Line) else 0
        if not last < number <= last + 6:
            continue
        if _is_between_prose(_neighbour(items, at, -1), _neighbour(items, at, 1), first=not found):
            found.append(at)
            last = number
    return found


_EDGE = Line(Text.empty(0), 0, 0, 0)
"""Stands for the beginning and the end of the document."""


def _is_between_prose(before: Line | None, after: Line | None, first: bool) -> bool:
    """Whether a number between two lines numbers a page; `first`: no page has been numbered before it."""
    if before is None or after is None:
        return False
    if before is _EDGE:
        return len(after.value) > 5 and not is_figures(after.value)
    if not (_is_prose(before) or before.value[-1] in "。日"):
        return False
    if after is _EDGE:
        return not first or before.value[-1] == "。"
    if is_figures(after.value):
        return False
    # A page ends with a sentence or within one; a label, and the next label behind its figure, do neither.
    ordinal = _ORDINAL.match(after.value)
    if ordinal is None:
        return _goes_on(after)
    return _is_finished(before.value) or (ordinal.group("weak") is not None and _goes_on(after))


def _neighbour(items: list[Line | Block], at: int, step: int) -> Line | None:
    """The nearest line that is not blank; None where a block of another kind comes first."""
    at += step
    while 0 <= at < len(items):
        item = items[at]
        if not isinstance(item, Line):
            return None
        if item.value:
            return item
        at += step
    return _EDGE


def is_figures(value: str) -> bool:
    """Whether a line holds nothing but figures and marks of blank cells."""
    return all(_FIGURE.fullmatch(word) for word in value.split())


def ends_in_figures(value: str) -> bool:
    """Whether a line is a label with its figures: two or more of them at its end, or nothing else at all."""
    words = value.rsplit(None, 2)
    if len(words) == 1:
        return _FIGURE.fullmatch(words[0]) is not None
    return all(_FIGURE.fullmatch(word) for word in words[-2:])


def _is_prose(line: Line) -> bool:
    """Whether this is a line of running text: wide, with the marks of a sentence, and no figures at its end."""
    value = line.value
    return (
        line.width >= _SHORTEST_WRAP
        and _PROSE_MARKS.search(value) is not None
        and not ends_in_figures(value)
        and not _is_bracketed(value)
        and not _is_heading(value)
    )


def _is_bracketed(value: str) -> bool:
    """Whether the whole line stands in brackets, as the note in the corner of a table."""
    return value[0] == "(" and value[-1] == ")" and value.find(")") >= value.rfind("(")


def _is_heading(value: str) -> bool:
    """Whether a line is clearly a heading: numbered, and without the marks of a sentence."""
    return _ORDINAL.match(value) is not None and _SENTENCE_MARKS.search(value) is None


def _is_finished(value: str) -> bool:
    """Whether the line ends as a sentence does."""
    return value.rstrip(_CLOSERS)[-1:] in _TERMINAL


def _goes_on(line: Line) -> bool:
    """Whether a line may be the rest of a sentence: a name or a date alone, as in a signature, is none."""
    return _PROSE_MARKS.search(line.value) is not None or _is_finished(line.value)


def _left_open(value: str, following: str) -> bool:
    """Whether a bracket or quotation is open at the end of a line long enough to be cut, and closed on the next."""
    if len(value) < 12:
        return False
    for opening, closing in _BRACKETS:
        if value.rfind(opening) > value.rfind(closing):
            close = following.find(closing)
            return close >= 0 and not 0 <= following.find(opening) < close
    return False


class Layout:
    """How the lines of a document are wrapped: how wide a full line is.

    `spaced` is whether blank lines stand between nearly all: then lines without one between are of one paragraph.
    """

    __slots__ = ("least", "most", "spaced")

    def __init__(self, items: list[Line | Block]) -> None:
        widths: list[int] = []
        before: Line | None = None
        for item in items:
            if not isinstance(item, Line) or item.separator is not None:
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
        self.spaced = self._is_spaced(items)

    @staticmethod
    def _is_spaced(items: list[Line | Block]) -> bool:
        close = apart = 0
        for at in range(1, len(items)):
            item, before = items[at], items[at - 1]
            if isinstance(item, Line) and item.value and item.separator is None:
                if not isinstance(before, Line) or not before.value:
                    apart += 1
                elif before.separator is None:
                    close += 1
        return apart >= _FEWEST_APART and close <= apart

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
            and _goes_on(following)
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
        if _is_indented(line) and not _is_indented(last):
            return False
        if self.spaced and not gap and not finished and self._is_broken(lines, line):
            return True
        if _left_open(before, value):
            return True
        if not (self._is_full(last) or (gap and last.width >= _SHORTEST_WRAP)):
            return False
        return self._flows(lines, line, finished)

    @staticmethod
    def _is_broken(lines: list[Line], line: Line) -> bool:
        """Whether a sentence is broken off at the end of a line, however short."""
        if _is_heading(lines[-1].value) or _is_bracketed(lines[-1].value) or _HEAD_LINE.match(line.value):
            return False
        prose = any(_PROSE_MARKS.search(each.value) for each in lines)
        return prose or (len(lines[-1].value) >= _SHORTEST_BROKEN and _goes_on(line))

    def _is_full(self, line: Line) -> bool:
        return 0 < self.least <= line.width <= self.most

    def _flows(self, lines: list[Line], line: Line, finished: bool) -> bool:
        """Whether a line behind a full one belongs to its paragraph."""
        last, value = lines[-1], line.value
        if _is_bracketed(last.value):
            return False
        if _HEAD_LINE.match(value) and (finished or _HEAD_LINE.match(last.value)):
            return False
        if finished:
            return self._is_full(line) or (line.width < self.least and _is_finished(value))
        if len(lines) == 1 and _is_heading(last.value):
            return line.width < self.least and not _PROSE_MARKS.search(value)
        if not (self._is_full(line) or _goes_on(line)):
            return False
        return any(_PROSE_MARKS.search(each.value) for each in (*lines[-3:], line))


def _is_indented(line: Line) -> bool:
    """Whether the line is set in as the first of a paragraph; one space may belong to a number before or behind it."""
    return line.text.origin(0) - line.start > 1
