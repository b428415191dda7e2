"""The sections of a report: which headings are the form's, what stands under each, where the report ends.

From 2019 the form prescribes six headings; a heading is known by its words, or by signs where it is put in other words.
Before, article 32 of the 2007 Regulation listed six items: there every heading is a section, and its number says which
item it is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from disclosurelint.document import Block, Document, Paragraph, Span, Table
from disclosurelint.facts.headings import Finder, Heading
from disclosurelint.facts.identity import Identity
from disclosurelint.facts.selection import choose_items, choose_official
from disclosurelint.facts.wordings import Forms
from disclosurelint.report import Section
from disclosurelint.rules.model import RuleSet

_FIRST_FORM = 2019
_LISTS = (
    "rows", "rows-whole", "annex-rows", "annex-heads", "attachments", "captions", "captions-whole", "table-titles",
    "tails", "joins", "plain", "introduction", "enumeration", "enumerates", "aspects", "unreadable",
)  # fmt: skip
_NO_WORDS: Mapping[str, Any] = {**dict.fromkeys(_LISTS, ()), "tables": {}, "places": {}}

Place = tuple[int, int]


class Outline:
    """The sections in order, what stands before the first, and the place behind the last words of the report."""

    __slots__ = ("end", "preamble", "sections")

    def __init__(self, sections: list[Section], preamble: list[Paragraph], end: Span) -> None:
        self.sections = sections
        self.preamble = preamble
        self.end = end


def read_outline(document: Document, identity: Identity, ruleset: RuleSet | None) -> Outline:
    """The sections of a document under an edition; without one, every heading is a section without number."""
    words = ruleset.words if ruleset is not None else identity.words
    vocabulary = {**_NO_WORDS, **words.get("outline", {})}
    forms = Forms(ruleset.sections if ruleset is not None else [], vocabulary["tails"])
    official = bool(forms) and ruleset is not None and ruleset.years[1] >= _FIRST_FORM
    lines, opening, closing = identity.lines, identity.opening, identity.closing
    stop = closing.stop
    found = Finder(lines, forms, vocabulary, official=official).find(opening.line, opening.index)
    inside = [heading for heading in found if heading.begin() < stop]
    chosen = choose_official(document, inside, vocabulary) if official else choose_items(inside, vocabulary)
    annex = _annex(identity, vocabulary, chosen, titles=() if official else vocabulary["annex-heads"])
    assembly = _Assembly(document, official)
    start = _start(identity)
    before = annex is not None and annex.begin() < stop
    assembly.run(chosen, start, annex.begin() if annex is not None and before else stop)
    if annex is not None and not (before and (closing.names or closing.dates)):
        assembly.run([annex], annex.begin(), closing.foot, further=True)
        stop = closing.foot
    assembly.tables_behind(stop)
    return Outline(assembly.sections, assembly.preamble, (closing.end, closing.end))


def _start(identity: Identity) -> Place:
    lines, opening = identity.lines, identity.opening
    if not lines:
        return 0, 0
    if opening.line >= len(lines):
        return lines[-1].block + 1, 0
    line = lines[opening.line]
    return line.block, line.offset(opening.index)


def _annex(
    identity: Identity, vocabulary: Mapping[str, Any], chosen: Sequence[Heading], titles: Sequence[str]
) -> Heading | None:
    """What is appended (附件, 附表): the first line behind the last heading that says so, or that is one of the titles
    of an annexed table."""
    lines = identity.lines
    after = chosen[-1].last + 1 if chosen else identity.opening.line
    for number in range(max(after, 1), len(lines)):
        line = lines[number]
        if (line.block, line.start) >= identity.closing.foot:
            return None
        compact = line.compact
        if len(compact) >= 60 or "。" in compact:
            continue
        titled = any(title in compact for title in titles) and compact.partition("(")[0].endswith("表")
        if titled or compact.startswith(tuple(vocabulary["attachments"])):
            return Heading(lines, (number, number, 0, len(compact)), ("none", None), compact)
    return None


class _Assembly:
    """Gathers the text between headings into sections."""

    def __init__(self, document: Document, official: bool) -> None:
        self.document = document
        self.official = official
        self.sections: list[Section] = []
        self.preamble: list[Paragraph] = []

    def run(self, headings: Sequence[Heading], start: Place, stop: Place, *, further: bool = False) -> None:
        """The stretch from `start` to `stop` with its headings."""
        at, target, own = start, None, None
        if not further:
            self._fill(self.preamble, None, at, headings[0].begin() if headings else stop)
        for place, heading in enumerate(headings):
            following = headings[place + 1].begin() if place + 1 < len(headings) else stop
            section = self._section(heading)
            self.sections.append(section)
            nested = self.official and own is not None and _nested(headings, place)
            if nested and own is not None:
                section.within = own.number
                own.paragraphs.append(Paragraph(heading.text, heading.level))
            else:
                own = section
            target = own if own is not None else section
            self._fill(target.paragraphs, target.tables, heading.behind(), following)
            for one in {id(section): section, id(target): target}.values():
                one.span = one.span[0], max(one.span[1], self._origin(following))

    def tables_behind(self, place: Place) -> None:
        """Tables behind the end of the text belong to the last section."""
        if self.sections:
            known = {id(table) for section in self.sections for table in section.tables}
            self.sections[-1].tables += [
                block
                for block in self.document.blocks[place[0] :]
                if isinstance(block, Table) and id(block) not in known
            ]

    def _section(self, heading: Heading) -> Section:
        text = heading.text
        return Section(
            number=heading.number,
            heading=text,
            title=heading.words,
            ordinal=heading.ordinal,
            damaged=heading.style == "lost",
            match=heading.match,
            span=text.span(),
            inline=heading.inline,
        )

    def _origin(self, place: Place) -> int:
        blocks = self.document.blocks
        if place[0] >= len(blocks):
            return len(self.document.source)
        block = blocks[place[0]]
        return block.text.origin(place[1]) if isinstance(block, Paragraph) else block.span[0]

    def _fill(self, paragraphs: list[Paragraph], tables: list[Table] | None, start: Place, stop: Place) -> None:
        blocks: list[Block] = self.document.blocks
        for number in range(start[0], min(stop[0] + 1, len(blocks))):
            block = blocks[number]
            if isinstance(block, Table):
                if tables is not None and number != stop[0]:
                    tables.append(block)
                continue
            first = start[1] if number == start[0] else 0
            last = stop[1] if number == stop[0] else len(block.text)
            if first == 0 and last == len(block.text):
                if block.text.value.strip():
                    paragraphs.append(block)
            elif last > first:
                part = _without_marks(block.text.value, first, last)
                text = block.text.cut(*part).strip()
                if text:
                    paragraphs.append(Paragraph(text))


def _without_marks(value: str, first: int, last: int) -> Place:
    """The stretch without the marks that stand between a heading and its text, and brackets left over."""
    while first < last and value[first] in "：:。.;；、】]*# \t\n\r　":
        first += 1
    while last > first and value[last - 1] in "[【#*_ \t\n\r　":
        last -= 1
    return first, last


def _nested(headings: Sequence[Heading], place: int) -> bool:
    """Whether a heading that is none of the form's stands inside the official section before it, not behind it.

    It does between the first section and the second, and where the ordinals start anew; a heading whose ordinal goes
    on from the section before to the section behind is a section of its own.
    """
    heading = headings[place]
    if heading.number is not None:
        return False
    before = next((one for one in reversed(headings[:place]) if one.number is not None), None)
    after = next((one for one in headings[place + 1 :] if one.number is not None), None)
    if before is None:
        return False
    if before.number == 1 and after is not None:
        return True
    if heading.value is None:
        return after is not None
    if before.value is not None and heading.value <= before.value:
        return True
    if after is None:
        return False
    chain = [one.value for one in headings[headings.index(before) : headings.index(after) + 1]]
    return any(one is None or two is None or two != one + 1 for one, two in pairwise(chain))
