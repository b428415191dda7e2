"""The words of headings: compared with the form's, told from rows of its tables and from sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from disclosurelint.facts.lines import NEVER, Line, pattern
from disclosurelint.rules.model import SectionTemplate

Match = Literal["exact", "variant", "other", "unknown"]
Known = tuple[int | None, Match]

LONGEST = 45
ENDS = frozenset("。;!?；！？")
TRIM = "：:。.;；,，、 "


class Forms:
    """The edition's headings, ready for comparison. Variants are compiled when a heading is not the form's own."""

    def __init__(self, templates: Sequence[SectionTemplate], tails: Sequence[str]) -> None:
        self._templates = templates
        self._exact = {"".join(template.heading.split()): template.number for template in templates}
        self._tails = tuple(tails)

    def __bool__(self) -> bool:
        return bool(self._templates)

    def whole(self, words: str, *, marked: bool = True) -> Known | None:
        """The section that has exactly these words for its heading, or a known variant.

        Words that no ordinal marks as a heading must at least end as headings do.
        """
        number = self._exact.get(words)
        if number is not None:
            return number, "exact"
        if len(words) > LONGEST or (not marked and not words.endswith(self._tails)):
            return None
        for template in self._templates:
            if pattern("|".join(template.variants) or NEVER).fullmatch(words):
                return template.number, "variant"
        return None

    def begins(self, words: str) -> tuple[int, Match, int] | None:
        """The section whose heading, or known variant, the words begin with, and its length."""
        best: tuple[int, Match, int] | None = None
        if not words.startswith(tuple(self._exact)) and not any(tail in words for tail in self._tails):
            return None
        for heading, number in self._exact.items():
            if words.startswith(heading) and (best is None or len(heading) > best[2]):
                best = (number, "exact", len(heading))
        if best is not None:
            return best
        for template in self._templates:
            found = pattern("|".join(template.variants) or NEVER).match(words)
            if found and (best is None or found.end() > best[2]):
                best = (template.number, "variant", found.end())
        return best

    def either(self, words: str) -> Known:
        """The section by its words, or by signs that other words still give, or none."""
        whole = self.whole(words)
        if whole is not None:
            return whole
        for template in self._templates:
            if any(sign in words for sign in template.signs) and not any(word in words for word in template.unless):
                return template.number, "other"
        return None, "unknown"


def trimmed(words: str) -> str:
    """The words of a heading without what is around them."""
    return words.strip(TRIM + '#*[]【】“”"').removesuffix("(").strip(TRIM)


def without_page(words: str, line: Line) -> str:
    """The words of an entry in a table of contents without dots and the page (总体情况......1)."""
    bare = words.rstrip("0123456789")
    if bare != words and (bare.endswith(("..", "…", "··")) or line.spaced(len(line.compact) - len(words) + len(bare))):
        return trimmed(bare.rstrip(".…·"))
    return words


def is_row(words: str, vocabulary: Mapping[str, Any]) -> bool:
    """Whether the words are a row label or caption of the form's tables."""
    return (
        words.startswith((*vocabulary["rows"], *vocabulary["captions"]))
        or words in vocabulary["rows-whole"]
        or words in vocabulary["captions-whole"]
    )


def is_heading_like(words: str, compact: str) -> bool:
    """Whether a whole line reads as a heading, not as a sentence or an item of a list."""
    if not 2 <= len(words) <= LONGEST or any(character in ENDS for character in words):
        return False
    if compact[-1] in ",，、;；" or (compact[-1] in "。." and ("," in words or len(words) > 25)):
        return False
    return words.count(",") <= 2 and ":" not in words and any("一" <= letter <= "鿿" for letter in words)
