"""Letters that stand twice at once: 审核审核, 的的, and longer phrases.

A text is laid against itself, moved by one letter, by two, by three …: where nothing differs over as many letters,
the words stand twice. That is done on whole numbers, which is many times faster than a pattern that looks back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosurelint.regexes import compiled

Echo = tuple[int, int]
"""Where letters are first, and how many of them then come again at once."""

_ASTRAL = "[\U00010000-\U0010ffff]"
_MARKS = "[,;。:\n]"
_LONG = 48
"""Phrases longer than this are found as whole clauses only."""

_STEP = 5
_GRAM = 4


def echoes(text: str, lengths: Sequence[int]) -> Iterator[Echo]:
    """The places where 1, 2, 3 … letters (the lengths asked for) come twice, length by length, runs told once."""
    if not text.isascii():
        text = compiled(_ASTRAL).sub("\ufffe", text)
    data = text.encode("utf-16-le", "surrogatepass")
    whole = int.from_bytes(data, "little")
    for length in lengths:
        same = (whole ^ (whole >> 16 * length)).to_bytes(len(data), "little")
        yield from _runs(same, length, len(text))


def _runs(same: bytes, length: int, size: int) -> Iterator[Echo]:
    wanted = b"\0\0" * length
    at = same.find(wanted)
    while at >= 0:
        if at % 2:
            at = same.find(wanted, at + 1)
            continue
        start = at // 2
        if start + 2 * length > size:
            return
        yield start, length
        end = at + 2 * length
        while same[end : end + 2] == b"\0\0":
            end += 2
        at = same.find(wanted, end)


def phrases(text: str, least: int) -> Iterator[Echo]:
    """Phrases of at least so many letters (eight or more) that come twice at once, or with one mark in between."""
    start, before = 0, ""
    for clause in compiled(_MARKS).split(text):
        if len(clause) >= least:
            # The clause before, or its end behind a comma, over again.
            same = clause == before or (before.endswith(clause) and text[start - 1] in ",;")
            if same and "一" <= clause[0] <= "鿿":
                yield start - len(clause) - 1, len(clause)
            if len(clause) >= 2 * least:
                yield from _within(text, start, start + len(clause), least)
        before = clause
        start += len(clause) + 1


def _within(text: str, start: int, end: int, least: int) -> Iterator[Echo]:
    """A phrase twice inside letters without marks. Some letters of every such phrase stand at one of the anchors."""
    anchor = start
    while anchor + least + _GRAM <= end:
        again = text.find(text[anchor : anchor + _GRAM], anchor + least, min(anchor + _LONG + _GRAM, end))
        if again > 0:
            period = again - anchor
            first = anchor
            while first > start and text[first - 1] == text[first - 1 + period]:
                first -= 1
            last = anchor + _GRAM
            while last + period < end and text[last] == text[last + period]:
                last += 1
            if last - first >= period:
                if text[first : first + period].isalpha():
                    yield first, period
                anchor = last + period
                continue
        anchor += _STEP
