"""Ordinals at the head of a line: 一、 第一部分 （一） 1. and what is left of a lost one."""

from __future__ import annotations

from typing import Literal

Style = Literal["han", "part", "paren", "arabic", "lost", "none"]

HAN = "一二三四五六七八九十"
_HAN = frozenset(HAN)
_BEFORE = frozenset('#*>[_"“ ')
_MARKS = frozenset("、.,:．")
_LOST = frozenset("?□\ufffd")


def ordinal_at(words: str, at: int = 0) -> tuple[Style, str | None, int]:
    """The ordinal that words without white space have at a place: its style, its numeral, and where it ends."""
    start = at
    while start < len(words) and start - at < 6 and words[start] in _BEFORE:
        start += 1
    end = _run(words, start)
    if end > start:
        if words[end : end + 1] in _MARKS and end < len(words):
            return "han", words[start:end], end + 1
        return "none", None, at
    if words.startswith("第", start):
        return _part(words, start, at)
    if words.startswith("(", start):
        end = _run(words, start + 1)
        if end > start + 1 and words.startswith(")", end):
            return "paren", words[start + 1 : end], end + 1 + words.startswith("、", end + 1)
        return "none", None, at
    end = start
    while end < len(words) and end - start < 3 and words[end].isdecimal():
        end += 1
    if start < end <= start + 2:
        if words.startswith(("、", "．"), end) or (
            words.startswith(".", end) and not words[end + 1 : end + 2].isdecimal()
        ):
            return "arabic", words[start:end], end + 1
        return "none", None, at
    end = start
    while end < len(words) and end - start < 2 and words[end] in _LOST:
        end += 1
    if words[end : end + 1] in ("、", "．", "."):
        return "lost", None, end + 1
    return "none", None, at


def _part(words: str, start: int, at: int) -> tuple[Style, str | None, int]:
    end = _run(words, start + 1)
    if end > start + 1:
        for unit in ("部分", "章", "节", "篇"):
            if words.startswith(unit, end):
                behind = end + len(unit)
                return (
                    "part",
                    words[start + 1 : end],
                    behind + (words[behind : behind + 1] in _MARKS and behind < len(words)),
                )
    return "none", None, at


def _run(words: str, start: int) -> int:
    end = start
    while end < len(words) and end - start < 3 and words[end] in _HAN:
        end += 1
    return end


def number_of(ordinal: str | None) -> int | None:
    """The number of an ordinal: 一, 十二, 3."""
    if not ordinal:
        return None
    if ordinal.isdecimal():
        return int(ordinal)
    tens, ten, ones = ordinal.rpartition("十")
    value = (10 * (HAN.find(tens) + 1 if tens else 1) if ten else 0) + (HAN.find(ones) + 1 if ones else 0)
    return value or None
