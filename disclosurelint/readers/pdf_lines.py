"""Letters of a page to lines, lines to paragraphs: by where they stand, as a reader's eye does.

A paragraph goes on where a line reaches the right margin and the next one begins at the left. Numbers of pages and
running heads are told by standing at the edge of the page and, heads, by coming again.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from disclosurelint.characters import normalise
from disclosurelint.readers.lines import is_page_number
from disclosurelint.records import field, record

_SPACE = 0.3
"""A gap wider than this share of the letters' height is a space."""
_EDGE = 0.1
"""The share of a page's height at its top and bottom where running heads and page numbers stand."""
_ORDINAL = re.compile(
    r"[一二三四五六七八九十]{1,3} ?、|\( ?(?:[一二三四五六七八九十]{1,3}|\d{1,2}) ?\)|\d{1,2} ?(?:[.](?!\d)|、)"
    r"|[①-⑳]|第[一二三四五六七八九十百]{1,5}[条章节]|附(?:件|表)|注 ?:"
)
_NUMBER = re.compile(r"\d{1,3}(?: ?/ ?\d{1,3})?|(?:page|p\.?) ?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?", re.IGNORECASE)
_FINISHED = frozenset("。!?;:…")
_CLOSERS = "\"'”’」』)]}>》"


Word = tuple[float, float, str, float, float]
_Letter = tuple[float, float, float, int]


@record
class Line:
    """A line of letters. `size` is the height of its letters; `text` is as written, with spaces for gaps.

    `words` are the pieces between gaps, each with its left and right side, top and bottom. `joint` is what stands
    before it in its paragraph: nothing where it plainly goes on with the line before, else a line feed.
    """

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    size: float
    words: list[Word] = field(default_factory=list)
    joint: str = "\n"
    _normal: str | None = None

    @property
    def normal(self) -> str:
        """The text as it is read."""
        if self._normal is None:
            self._normal = normalise(self.text)
        return self._normal


def lines_of(text: str, boxes: array[float], numbers: Iterable[int], page: int) -> list[Line]:
    """The lines that some letters of a page make, from the top; each from left to right."""
    letters: list[_Letter] = []
    blanks: list[_Letter] = []
    for at in numbers:
        target = blanks if text[at] == " " else letters
        target.append(((boxes[4 * at + 1] + boxes[4 * at + 3]) / 2, boxes[4 * at], boxes[4 * at + 2], at))
    letters.sort()
    groups: list[list[_Letter]] = []
    middles: list[float] = []
    middle = height = 0.0
    for letter in letters:
        at = letter[3]
        tall = boxes[4 * at + 3] - boxes[4 * at + 1]
        if not groups or letter[0] - middle > 0.45 * max(height, min(tall, 1.5 * height)):
            groups.append([])
            middles.append(letter[0])
            middle, height = letter[0], tall
        else:
            middle += (letter[0] - middle) / (len(groups[-1]) + 1)
            height += (tall - height) / (len(groups[-1]) + 1)
            middles[-1] = middle
        groups[-1].append(letter)
    for blank in blanks:
        place = bisect_left(middles, blank[0])
        near = [each for each in (place - 1, place) if 0 <= each < len(groups)]
        if near:
            groups[min(near, key=lambda each: abs(middles[each] - blank[0]))].append(blank)
    return [_line(text, boxes, group, page) for group in groups]


def _line(text: str, boxes: array[float], group: list[_Letter], page: int) -> Line:
    group.sort(key=lambda letter: letter[1])
    # Digits in another font are taller than the letters beside them.
    tall = [boxes[4 * at + 3] - boxes[4 * at + 1] for _, _, _, at in group if text[at] > "\u2e7f"]
    heights = sorted(tall or (boxes[4 * at + 3] - boxes[4 * at + 1] for _, _, _, at in group if text[at] != " "))
    size = heights[len(heights) // 2] or 1.0
    words: list[Word] = []
    word: list[str] = []
    before, end = "", group[0][1]
    start = begin = group[0][1]
    top, bottom = 1e9, -1e9
    for _, left, right, at in group:
        letter = text[at]
        if letter == " ":
            if word:
                words.append((begin, end, "".join(word), top, bottom))
                word, top, bottom = [], 1e9, -1e9
            before, start, end = letter, left, max(end, min(right, left + size))
            continue
        if letter == before and left - start < 0.3 * max(right - left, 0.1):
            # Bold type that was made by printing twice.
            continue
        if word and left - end > _SPACE * size:
            words.append((begin, end, "".join(word), top, bottom))
            word, top, bottom = [], 1e9, -1e9
        if not word:
            begin = left
        word.append(letter)
        top, bottom = min(top, boxes[4 * at + 1]), max(bottom, boxes[4 * at + 3])
        before, start, end = letter, left, max(end, right)
    if word:
        words.append((begin, end, "".join(word), top, bottom))
    tops, bottoms = min(each[3] for each in words), max(each[4] for each in words)
    joined = " ".join(each[2] for each in words)
    return Line(joined, page, words[0][0], tops, words[-1][1], bottoms, size, words)


# Running heads


def furniture(pages: Sequence[tuple[float, list[Line]]]) -> set[int]:
    """The ids of lines that number a page or come again on the others; `pages` are heights and lines."""
    found: set[int] = set()
    repeated: Counter[tuple[str, int]] = Counter()
    candidates: list[tuple[tuple[str, int], Line]] = []
    for height, lines in pages:
        if not lines:
            continue
        first, last = min(line.top for line in lines), max(line.bottom for line in lines)
        for line in lines:
            at_edge = line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height
            outermost = line.top <= first + 1 or line.bottom >= last - 1
            if not at_edge and not outermost:
                continue
            value = line.normal.strip()
            if is_page_number(value) or (outermost and len(value) < 14 and _NUMBER.fullmatch(value)):
                found.add(id(line))
            elif at_edge and len(value) < 80:
                key = (re.sub(r"\d+", "0", "".join(value.split())), round(line.top / 4))
                repeated[key] += 1
                candidates.append((key, line))
    many = max(2, (len(pages) + 1) // 2)
    for key, line in candidates:
        near = sum(repeated[(key[0], key[1] + step)] for step in (-1, 0, 1))
        if near >= many and len(pages) > 2:
            found.add(id(line))
    return found


# Paragraphs


@record
class Margins:
    """Where the lines of a page begin and end, how far they stand apart; `indents` whether paragraphs are set in."""

    left: float
    right: float
    pitch: float
    indents: bool


def margins(pages: Sequence[tuple[float, list[Line]]]) -> list[Margins]:
    """The margins of each page; those of pages with few long lines are the document's."""
    every = [line for _, lines in pages for line in lines]
    common = _margins(every)
    own = []
    for _, lines in pages:
        margin = _margins(lines) if len(lines) > 6 else None
        near = (
            margin is not None and common is not None and abs(margin.right - margin.left - common.right + common.left)
        )
        own.append(margin if margin is not None and near is not None and near < 30 else common)
    chosen = [margin or Margins(0.0, 1e9, 1e9, True) for margin in own]
    indents = _indents(pages, chosen)
    for margin in chosen:
        margin.indents = indents
    return chosen


def _margins(lines: list[Line]) -> Margins | None:
    if not lines:
        return None
    widest = max(line.right - line.left for line in lines)
    # Letters may have no width at all.
    long = [line for line in lines if line.right - line.left > 0.7 * widest] or lines
    lefts = Counter(round(line.left / 3) for line in long)
    most = max(lefts.values())
    # Of the usual beginnings the leftmost: the others are set in.
    left = 3.0 * min(place for place, count in lefts.items() if 4 * count >= most)
    rights = sorted(line.right for line in long)
    pitches = sorted(below.top - line.top for line, below in pairwise(lines) if 0 < below.top - line.top < 90)
    return Margins(left, rights[len(rights) * 3 // 4], pitches[len(pitches) // 2] if pitches else 1e9, True)


def _indents(pages: Sequence[tuple[float, list[Line]]], chosen: list[Margins]) -> bool:
    """Whether the first lines of paragraphs are set in: what most numbered lines and lines behind short ones show."""
    inside = flush = 0
    for (_, lines), margin in zip(pages, chosen, strict=True):
        for before, line in pairwise(lines):
            if before.right < margin.right - 3 * before.size and len(line.text) > 20:
                if line.left > margin.left + 1.2 * line.size:
                    inside += 1
                else:
                    flush += 1
    return inside >= flush


def paragraphs(lines: Sequence[Line], margin_of: Sequence[Margins]) -> list[list[Line]]:
    """Lines that follow each other, without a table between them, as paragraphs."""
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, margin_of):
            before, margin = found[-1][-1], margin_of[found[-1][-1].page]
            full = before.right > margin.right - 2.2 * before.size
            if margin.indents and full and not (before.text[-1:].isascii() and line.text[:1].isascii()):
                line.joint = ""
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _goes_on(paragraph: list[Line], line: Line, margin_of: Sequence[Margins]) -> bool:
    before = paragraph[-1]
    margin, own = margin_of[before.page], margin_of[line.page]
    if abs(before.size - line.size) > 0.25 * before.size:
        return False
    if before.page == line.page and line.top - before.top > 2.2 * max(margin.pitch, before.size):
        return False
    if _left_open(before.normal, line.normal):
        return True
    if before.left > margin.left + 6 * before.size and len(paragraph) == 1:
        # In the middle or at the right: a title, a name, a date.
        return False
    indented = line.left > own.left + 1.2 * line.size
    hanging = len(paragraph) > 1 and abs(line.left - own.left - before.left + margin.left) < 0.6 * line.size
    if indented and not hanging:
        return False
    full = before.right > margin.right - 2.2 * before.size
    value, above = line.normal, before.normal
    finished = above.rstrip(_CLOSERS)[-1:] in _FINISHED
    starts = _ORDINAL.match(value) is not None
    if not full:
        # A word or number that does not fit leaves a line short.
        wide = before.right - before.left > 0.6 * (margin.right - margin.left)
        return wide and margin.indents and not finished and not starts and len(value) > 1
    if not margin.indents:
        apart = before.page == line.page and line.top - before.top > 1.3 * margin.pitch
        return not apart and not (finished and starts)
    return not (starts and (finished or (len(paragraph) == 1 and _ORDINAL.match(above) is not None)))


def _left_open(value: str, following: str) -> bool:
    """Whether a bracket is open at the end of a line, and closed on the next."""
    close = following.find(")")
    return value.rfind("(") > value.rfind(")") and close >= 0 and not 0 <= following.find("(") < close
