"""The words of a report as one string for each part of it, so that a pattern is searched once and its place found.

A *passage* is a title, a heading, a paragraph or a cell, without the white space of layout. The passages of a part
are joined by line feeds; no pattern reaches over the border of two passages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from disclosurelint.document import Span, Text
from disclosurelint.facts.lines import any_of
from disclosurelint.records import record
from disclosurelint.regexes import compiled
from disclosurelint.report import Report, Section

PARTS = ("title", "preamble", "headings", "sections", "tables")
"""The parts of a report; `report` is all but the tables, `section:5` the text of one section."""

SCOPE = r"^(?:report|title|preamble|headings|sections|tables|section:[1-9])$"
"""How a rule names a part."""


@record
class Passage:
    """A title, heading, paragraph or cell, with the section that it stands in."""

    text: Text
    section: Section | None
    heading: bool = False


@record
class Match:
    """Words found by a pattern: the passage, and where in its text they stand."""

    passage: Passage
    start: int
    end: int
    group: str = ""
    """What the pattern's first group that took part holds."""

    @property
    def words(self) -> str:
        """The words as they are read."""
        return self.passage.text.value[self.start : self.end]

    @property
    def span(self) -> Span:
        """The words' place in the source."""
        return self.passage.text.span(self.start, self.end)


class Passages:
    """Passages joined into one string."""

    def __init__(self, passages: list[Passage]) -> None:
        self.items = passages
        values = [passage.text.value for passage in passages]
        self._starts = list(accumulate([len(value) + 1 for value in values[:-1]], initial=0)) if values else []
        self.joined = "\n".join(values)

    def placed(self) -> Iterator[tuple[int, Passage]]:
        """Each passage with its place in the joined string."""
        return zip(self._starts, self.items, strict=True)

    def find(self, patterns: Sequence[str], unless: Sequence[str] = ()) -> Iterator[Match]:
        """The places where one of the patterns matches and no match of `unless` is around it, pattern by pattern.

        The patterns are searched one after the other, so that none is compiled once the caller has seen enough.
        """
        around: list[Span] | None = None
        for pattern in patterns:
            for match in compiled(pattern).finditer(self.joined):
                if unless and around is None:
                    around = [other.span() for other in one_pattern(tuple(unless)).finditer(self.joined)]
                if not around or not _inside(match.span(), around):
                    yield self.at(match.start(), match.end(), next((group for group in match.groups() if group), ""))

    def at(self, start: int, end: int, group: str = "") -> Match:
        """What stands between two places of the joined string, as words of their passage."""
        index = bisect_right(self._starts, start) - 1
        first = self._starts[index]
        return Match(self.items[index], start - first, end - first, group)


def _inside(span: Span, spans: list[Span]) -> bool:
    """Whether one of the spans, in order and apart from each other, holds the first."""
    place = bisect_right(spans, span[0], key=lambda other: other[0]) - 1
    return place >= 0 and span[1] <= spans[place][1]


def passages(report: Report, scope: str) -> Passages:
    """The passages of a part of the report, read when first asked for."""
    found: Passages = report.once(f"passages:{scope}", lambda whole: Passages(list(_passages(whole, scope))))
    return found


def may_stand_in_cells(report: Report, words: Sequence[str]) -> bool:
    """Whether one of some words stands in the tables, told without reading them cell by cell: never wrong in a no."""
    cells = [cell.text.value for section in report.sections for table in section.tables for cell in table.cells]
    letters = "".join("".join(cells).split())
    return any_of(tuple("".join(word.split()) for word in words)).search(letters) is not None


def _passages(report: Report, scope: str) -> Iterator[Passage]:
    if scope.startswith("section:"):
        number = int(scope[len("section:") :])
        for section in report.sections:
            if section.number == number:
                yield from _paragraphs(section)
        return
    if scope in ("report", "title") and report.title is not None:
        yield Passage(report.title.text.squeezed(), None)
    if scope == "report":
        # The signature is no prose; a date that is still to be filled in is.
        for mention in report.dates:
            if mention.value is None and mention.role in ("signature", "under-title"):
                yield Passage(mention.text.squeezed(), None)
    if scope in ("report", "preamble"):
        for paragraph in report.preamble:
            yield Passage(paragraph.text.squeezed(), None)
    for section in report.sections:
        # A heading inside another section stands among that section's paragraphs as well.
        if scope == "headings" or (scope == "report" and section.within is None):
            yield Passage(section.heading.squeezed(), section, heading=True)
        if scope in ("report", "sections"):
            yield from _paragraphs(section)
        if scope == "tables":
            for table in section.tables:
                yield from [Passage(cell.text.squeezed(), section) for cell in table.cells]


def _paragraphs(section: Section) -> Iterator[Passage]:
    for paragraph in section.paragraphs:
        yield Passage(paragraph.text.squeezed(), section)


def holds_table(report: Report, section: Section | None) -> bool:
    """Whether the form has a table in a section: what reads like text there may be one that lost its borders."""
    if section is None or section.number is None or report.ruleset is None:
        return False
    return any(table.section == section.number for table in report.ruleset.tables.values())


def patterns_of(report: Report, named: str | Sequence[str] | None) -> tuple[str, ...]:
    """The patterns that a rule gives, in a list or by the name of a word list of the rule set (`problems.signs`)."""
    if named is None:
        return ()
    return tuple(words_of(report, named) or () if isinstance(named, str) else named)


def words_of(report: Report, name: str) -> Any:
    """A word list of the rule set by its key, or by keys with full stops between them; None where there is none."""
    words: Any = report.ruleset.words if report.ruleset is not None else {}
    if name in words:
        return words[name]
    for key in name.split("."):
        words = words.get(key) if isinstance(words, dict) else None
    return words


@lru_cache(maxsize=256)
def one_pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Several patterns as one that matches any of them."""
    return compiled("|".join(f"(?:{pattern})" for pattern in patterns))
