"""The section on problems and improvement (存在的主要问题及改进情况), read as lists: which problems, which measures.

It is laid out in many ways: 一是…二是… twice over, numbered paragraphs that each hold a problem and its measure,
sub-headings 存在的主要问题 and 改进措施, a run of prose on each, a table. What a sentence is follows from its own
words, else from what was announced before it: a *mode* (problems, measures) that a heading or a lead sets, and that a
new item of a list puts back to what it was where the list began.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from disclosurelint.document import Table, Text
from disclosurelint.facts.lookup import Index, holds, index_of
from disclosurelint.facts.numerals import read_chinese
from disclosurelint.facts.points import Point, Problems, Role
from disclosurelint.regexes import compiled
from disclosurelint.report import Report, Section

_NUMBER = 5
_MOST = 400
"""After so many sentences no more are read: no section has them, and junk is not to take long."""

_HEAD = 26
_LONGEST = 2000

_COUNTED = 300
"""Longer sentences are no list of problems."""


def read_problems(report: Report) -> Problems | None:
    """The problems and measures of a report; None where it has no such section, or no words are known for it."""
    words: Mapping[str, Any] | None = report.ruleset.words.get("problems") if report.ruleset is not None else None
    if words is None or "reading" not in words:
        return None
    own = [section for section in report.sections if section.number == _NUMBER]
    if not own:
        return None
    reading: Mapping[str, Any] = words["reading"]
    beside = [section for section in report.sections if _beside(section, reading)]
    problems = Problems([*own, *beside])
    reader = _Reader(reading, report.year)
    for section in problems.sections:
        reader.section(section)
    problems.points = reader.points
    return problems


def _beside(section: Section, reading: Mapping[str, Any]) -> bool:
    """Whether a heading that is none of the form's is about problems or measures."""
    return (
        section.number is None
        and section.within is None
        and len(section.title) <= _HEAD
        and any(word in section.title for word in reading["beside"])
    )


@lru_cache(maxsize=1)
def _marker() -> re.Pattern[str]:
    """The mark of an item."""
    return compiled(
        r"([一二三四五六七八九十]{1,2})是(?!否)|\(([一二三四五六七八九十]{1,2})\)|([一二三四五六七八九十]{1,2})、"
        r"|\(?([0-9]{1,2})[).、](?![0-9])|第([一二三四五六七八九十])[,是、]|(首先|其次|再次|再者|最后)[,是]?"
        r"|([①②③④⑤⑥⑦⑧⑨])"
    )


_STOPS = frozenset("。;:,!?")


def _marks(value: str, tails: tuple[str, ...]) -> list[re.Match[str]]:
    """The marks of items: at the start, behind a stop or a comma, or behind a heading that runs into them."""
    return [
        match
        for match in _marker().finditer(value)
        if not match.start() or value[match.start() - 1] in _STOPS or value.endswith(tails, 0, match.start())
    ]


_RANKS = {3: 0, 2: 1, 4: 2, 1: 3, 5: 3, 6: 3, 7: 3}
"""Which marks stand above others, by their group in the pattern: 一、 before (一) before 1. before 一是."""


class _Reader:
    """Walks the sentences and keeps the mode."""

    def __init__(self, reading: Mapping[str, Any], year: int | None) -> None:
        self.reading = reading
        self.next_year = f"{year + 1}年" if year is not None else None
        self.signs, self.acts, self.general, self.leads = _indices(reading)
        self.points: list[Point] = []
        self.mode: Role | None = None
        self.lists: list[list[Any]] = []
        """The lists that are open, outermost first: the style of their marks, the mode where each began, the item."""
        self.begun: dict[int, Role | None] = {}
        """The mode where a list of a style last began."""
        self.items = 0
        self.sentences = 0

    def section(self, section: Section) -> None:
        """Reads a section, paragraph by paragraph, then its tables."""
        self.lists, self.begun = [], {}
        self.mode = self._heading(section.title) if section.number is None else None
        for paragraph in section.paragraphs:
            self._paragraph(paragraph.text.squeezed())
        for table in section.tables:
            self._table(table)

    def _paragraph(self, text: Text) -> None:
        value = text.value
        marks = _marks(value, tuple(self.reading["tails"])) if len(value) > 1 else []
        starts = [0, *(mark.start() for mark in marks)]
        ends = [*(mark.start() for mark in marks), len(value)]
        for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if place:
                mark = marks[place - 1]
                self._open(*_ordinal(mark))
                start = mark.end()
            for first, last in _sentences(value, start, end):
                if self.sentences < _MOST:
                    self.sentences += 1
                    self._sentence(text.cut(first, last))

    def _open(self, style: int, number: int) -> None:
        """A new item: of a list that is open, else of a new list, inside those whose marks rank higher."""
        self.lists = [entry for entry in self.lists if entry[0] == style or _RANKS[entry[0]] < _RANKS[style]]
        place = next((at for at, entry in enumerate(self.lists) if entry[0] == style), None)
        if number == 1 and place is not None:
            del self.lists[place:]
        if number > 1 and style in self.begun:
            self.mode = self.begun[style]
        if number == 1 or place is None:
            self.begun[style] = self.mode
            self.lists.append([style, self.mode, 0])
        self.items += 1
        self.lists[-1][2] = self.items

    def _heading(self, words: str) -> Role | None:
        """What a heading is about; None for one on both, or on neither."""
        problem = any(word in words for word in self.reading["problem-heads"])
        measure = any(word in words for word in self.reading["measure-heads"])
        return None if problem == measure else "problem" if problem else "measure"

    def _sentence(self, text: Text) -> None:
        value = text.value
        bare = value.rstrip("。;:,!")
        if len(bare) < 2:
            return
        ends = value[-1]
        colon = bare.find(":")
        if 0 < colon <= _HEAD and "," not in bare[:colon] and not self._acts(bare[:colon]):
            about = self._heading(bare[:colon])
            if about is not None:
                self.mode = about
                text, value = text.cut(colon + 1), value[colon + 1 :]
        head = len(bare) <= _HEAD and (ends == ":" or ends not in "。;,") and "," not in bare
        if head:
            about = self._heading(bare)
            if about is not None or (ends != ":" and not self._acts(bare) and not self._signs(bare)):
                self.mode = about if about is not None else self.mode
                return
        turn = self._turn(value)
        if turn > 0:
            self._clause(text.cut(0, turn))
        self._clause(text.cut(max(turn, 0)), turned=turn >= 0)

    def _turn(self, value: str) -> int:
        """Where a sentence turns to what is done: the first clause that begins with such words; -1 for nowhere."""
        at = 0
        leads, weak = self.leads
        while True:
            if value.startswith(leads, at) or self._next_year(value, at):
                return at
            comma = value.find(",", at)
            if value.startswith(weak, at) and not self._signs(value[at : comma if comma >= 0 else len(value)]):
                return at
            if comma < 0:
                return -1
            at = comma + 1

    def _next_year(self, value: str, at: int) -> bool:
        return self.next_year is not None and value.startswith(self.next_year, at)

    def _clause(self, text: Text, *, turned: bool = False) -> None:
        """A sentence, or the part of one before or behind its turn."""
        value = text.value
        if turned and any(word in value[:_HEAD] for word in self.reading["all"]):
            self.lists = []
        role = self._role(value, turned=turned)
        if role is not None and not value.endswith(":"):
            self._add(role, text)
        announces = any(word in value for word in self.reading["problem-leads"])
        if turned:
            self.mode = "measure"
        elif announces and role != "measure":
            self.mode = "problem"

    def _role(self, value: str, *, turned: bool) -> Role | None:
        if turned:
            return "measure"
        if self.mode == "measure":
            announced = value.endswith(":") or self._signs(value)
            if announced and any(word in value[:_HEAD] for word in self.reading["problem-leads"]):
                return "problem"
            return "measure" if self._acts(value) or len(value) > 6 else None
        if self._signs(value):
            return "problem"
        if self._acts(value):
            begins = value.lstrip('“"').startswith(tuple(self.reading["acts"]))
            return "measure" if self.mode is None or begins else "problem"
        return "problem" if self.mode == "problem" and self.lists else None

    def _signs(self, value: str) -> bool:
        return holds(value, self.signs)

    def _acts(self, value: str) -> bool:
        return holds(value, self.acts)

    def _add(self, role: Role, text: Text) -> None:
        for part in self._parts(role, text):
            outer, inner = (self.lists[0][2], self.lists[-1][2]) if self.lists else (0, 0)
            clauses = 1 if inner else sum(self._acts(piece) for piece in re.split("[,、;]", part.value)) or 1
            self.points.append(Point(role, part, outer, inner, self._general(role, part.value), clauses))

    def _parts(self, role: Role, text: Text) -> Iterator[Text]:
        """A sentence outside lists may count up several problems: 规范性有待提高、形式不够丰富等."""
        value = text.value
        if role == "measure" or self.lists or len(value) > _COUNTED:
            yield text
            return
        borders = [match.start() for match in compiled("[、,;]").finditer(value)]
        ends = [*borders, len(value)]
        signed = [self._signs(value[start:end]) for start, end in zip([0, *borders], ends, strict=True)]
        last = max((place for place, sign in enumerate(signed) if sign), default=0)
        at, sign = 0, False
        for place, border in enumerate(borders):
            sign = sign or signed[place]
            if sign and place < last:
                yield text.cut(at, border)
                at, sign = border + 1, False
        yield text.cut(at)

    def _general(self, role: Role, value: str) -> bool:
        if role == "measure" and self._acts(_without(value, self.reading["general-acts"])):
            return False
        return len(_stripped(value, self.general)) < 2

    def _table(self, table: Table) -> None:
        """A table with a column of problems and one of measures: a row is an item."""
        columns: dict[int, Role] = {}
        for row in table.rows():
            cells = [(column, cell) for column, cell in enumerate(row) if cell is not None and cell.column == column]
            heads = {
                column: self._heading(cell.text.compact().value) for column, cell in cells if len(cell.text) <= _HEAD
            }
            named: dict[int, Role] = {column: role for column, role in heads.items() if role is not None}
            if len(set(named.values())) == 2:
                columns = named
                continue
            self.items += 1
            for column, cell in cells:
                text = cell.text.squeezed()
                if column in columns and len(text.value) > 3:
                    role = columns[column]
                    self.points.append(Point(role, text, self.items, self.items, self._general(role, text.value)))


def _without(value: str, words: Sequence[str]) -> str:
    for word in words:
        value = value.replace(word, " ")
    return value


_Indices = tuple[Index, Index, Index, tuple[tuple[str, ...], tuple[str, ...]]]
_kept: list[tuple[Mapping[str, Any], _Indices]] = []


def _indices(reading: Mapping[str, Any]) -> _Indices:
    """The word lists made ready, kept for the next report."""
    for known, indices in _kept:
        if known is reading:
            return indices
    leads = tuple(reading["leads"]), tuple(reading["weak-leads"])
    made = index_of(reading["signs"]), index_of(reading["acts"]), index_of(reading["general"]), leads
    _kept.insert(0, (reading, made))
    del _kept[4:]
    return made


def _stripped(value: str, index: Index) -> str:
    """The letters of a clause that are no word that says nothing."""
    left: list[str] = []
    at = 0
    while at < len(value) and len(left) < 2:
        word = next((word for word in index.get(value[at], ()) if value.startswith(word, at)), None)
        if word is not None:
            at += len(word)
            continue
        if "一" <= value[at] <= "鿿":
            left.append(value[at])
        at += 1
    return "".join(left)


def _ordinal(mark: re.Match[str]) -> tuple[int, int]:
    """The style of an item's mark, and its number."""
    style = mark.lastindex or 1
    words = mark[style]
    if words.isdecimal() and words.isascii():
        return style, int(words)
    if style == 6:
        return style, 1 if words == "首先" else 2
    if style == 7:
        return style, "①②③④⑤⑥⑦⑧⑨".index(words) + 1
    return style, read_chinese(words) or 1


def _sentences(value: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches up to each stop or colon; very long ones are cut."""
    at = start
    for match in compiled("[。;!?]|:(?=$)").finditer(value[start:end]):
        stop = start + match.end()
        yield from _cut(at, stop)
        at = stop
    yield from _cut(at, end)


def _cut(start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        yield start, start + _LONGEST
        start += _LONGEST
    if end > start:
        yield start, end
