"""Numbers, blank marks and words in running text, for tables whose cells have become lines or lost their borders."""

from __future__ import annotations

from functools import lru_cache
from re import Pattern
from typing import Literal

from disclosurelint.records import record
from disclosurelint.regexes import compiled

UNITS = frozenset({"条", "件", "次", "个", "人", "篇", "项", "份", "宗", "起", "人次", "万元", "元", "单位"})
"""Words that may stand beside a number of a table without being a label."""


@record
class Token:
    """A number, blank mark or run of letters with its place in the text."""

    kind: Literal["number", "blank", "word"]
    text: str
    start: int
    end: int

    @property
    def plain(self) -> bool:
        """Whether it is digits only."""
        return self.kind == "number" and self.text.isdigit()

    @property
    def padded(self) -> bool:
        """Whether it has a zero before other digits, as no number has: cells run together."""
        digits = self.text.lstrip("+-")
        return self.kind == "number" and len(digits) > 1 and digits[0] == "0" and digits[1].isdigit()


@lru_cache(maxsize=1)
def _pattern() -> Pattern[str]:
    number = r"[+-]?\d{1,40}(?:,\d{3}(?!\d)){0,4}(?:\.\d{1,20})?(?:\s?(?:亿元|万元|元))?"
    return compiled(rf"(?P<number>{number})|(?P<blank>[-—–―─/]{{1,6}})|(?P<word>[^\W\d_]+)")


@lru_cache(maxsize=1)
def _page() -> Pattern[str]:
    return compiled(r"(?m)^[ \t]{0,40}[-—–―─]{1,2}[ \t]?\d{1,3}[ \t]?[-—–―─]{1,2}[ \t]{0,40}$")


def without_pages(text: str) -> str:
    """The text with page numbers on lines of their own (`- 3 -`) made blank; its length does not change."""
    return _page().sub(lambda match: " " * len(match.group()), text)


@lru_cache(maxsize=1)
def _tag() -> Pattern[str]:
    return compiled(r"<\s?/?\s?[A-Za-z][^<>]{0,200}>")


def without_tags(text: str) -> str:
    """The text with marks of HTML that a reader took for text made blank; its length does not change."""
    return _tag().sub(lambda match: " " * len(match.group()), text) if "<" in text else text


@lru_cache(maxsize=1)
def _unit() -> Pattern[str]:
    return compiled(r"(?<=[ \t\n])(?:人次|万元|[条件次个人篇项份宗起])(?=[ \t\n]|\d|$)")


def without_units(text: str) -> str:
    """The text with units of a column of their own (条, 件) made blank; its length does not change."""
    return _unit().sub(lambda match: " " * len(match.group()), text)


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """What stands in a stretch of text, in order; words of units are left out."""
    found = []
    for match in _pattern().finditer(text, start, end):
        kind = match.lastgroup
        word = match.group()
        if kind == "word":
            if word in UNITS:
                continue
            if word == "无":
                kind = "blank"
        found.append(Token(kind, word, match.start(), match.end()))  # type: ignore[arg-type]
    return found
