"""The text of a section, made fit for comparing it with another's: what every report says alike is left out.

*Letters* are the Chinese letters of the section's own prose. Left out are table text, sentences that law and form put
into every report's mouth (`boilerplate`), titles of laws, the body's own name, figures, marks. Numerals are one letter,
and so are the words for levels of government (我镇, 我乡), by which a copied text is made another body's.
All words are data: the word list `similarity`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from disclosurelint.document import Span, Text
from disclosurelint.records import field, record, value
from disclosurelint.regexes import compiled
from disclosurelint.report import Report, Section

MOST = 60_000
"""Letters of a section that are compared; no report has as many."""

_SENTENCE = compiled(r"[^。;!?\n]+")
_HAN = compiled(r"[\u4e00-\u9fff]+")
_LAW = compiled(r"《[^《》\n]{0,80}(?:<[^<>\n]{0,80}>[^《》\n]{0,40})?》")
_ENDS = "。;!?:"

SKETCH = 32
"""Clauses that stand for a section in its sketch."""
_CLAUSE = compiled(r"[\u4e00-\u9fff]{6,}")
_LEAST = 50
"""Letters without which a section is not sketched: with fewer there is nothing to copy."""
_SHORT = 260
"""Sections with fewer letters are sketched from their sentences that are no boilerplate."""


@record
class Letters:
    """The letters of a section's prose, folded, with the place of each in `text`."""

    text: Text
    value: str
    at: list[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source from letter `start` up to `end`."""
        return self.text.span(self.at[start], self.at[end - 1] + 1)

    def words(self, start: int, end: int) -> Text:
        """The words from letter `start` up to `end`, in one line."""
        text = self.text.cut(self.at[start], self.at[end - 1] + 1)
        return Text.join(text.lines()) if "\n" in text.value else text


@value
class Vocabulary:
    """What is left out or folded, ready for use."""

    boilerplate: re.Pattern[str]
    folds: Mapping[int, str]
    units: tuple[str, ...]


@lru_cache(maxsize=8)
def _compiled(boilerplate: tuple[str, ...], numerals: str, levels: str, units: tuple[str, ...]) -> Vocabulary:
    folds = {ord(letter): numerals[0] for letter in numerals} | {ord(letter): levels[0] for letter in levels}
    pattern = compiled("|".join(f"(?:{entry})" for entry in boilerplate) or r"(?!)")
    return Vocabulary(pattern, folds, units)


def vocabulary_of(report: Report) -> Vocabulary | None:
    """The word list `similarity` of the report's rule set; None where there is none."""
    words: Any = report.ruleset.words.get("similarity") if report.ruleset is not None else None
    if not words:
        return None
    return _compiled(tuple(words["boilerplate"]), words["numerals"], words["levels"], tuple(words["units"]))


def sections_of(report: Report) -> dict[str, list[Section]]:
    """Sections that may be compared: by official number, without one by their heading."""
    found: dict[str, list[Section]] = {}
    for section in report.sections:
        name = str(section.number) if section.number is not None else _HEAD.sub("", section.title)
        if section.within is None and name:
            found.setdefault(name, []).append(section)
    return found


_HEAD = compiled(r"[^\u4e00-\u9fff]|工作|情况")


def prose(report: Report, sections: Sequence[Section]) -> Text:
    """The paragraphs of sections without what belongs to a table that has become text."""
    pieces = []
    for section in sections:
        tables = _table_spans(report, section)
        for paragraph in section.paragraphs:
            text = paragraph.text.squeezed()
            pieces += [text] if not tables else list(_outside(text, tables))
    return Text.join(pieces, "\n")


def _table_spans(report: Report, section: Section) -> list[Span]:
    """Where the figures of a section's form stand, as one stretch a table, where they stand among its paragraphs."""
    spans: dict[str, Span] = {}
    for figure in report.figures.values():
        first, last = figure.span
        if section.span[0] <= first < section.span[1]:
            low, high = spans.get(figure.slot.table, (first, last))
            spans[figure.slot.table] = (min(low, first), max(high, last))
    return sorted(spans.values())


def _outside(text: Text, tables: list[Span]) -> Iterator[Text]:
    """The sentences of a section with a table: ended as sentences are, and not among the figures."""
    for match in _SENTENCE.finditer(text.value):
        end = match.end()
        if end >= len(text.value) or text.value[end] not in _ENDS:
            continue
        first, last = text.span(match.start(), end)
        if not any(first < high and low < last for low, high in tables):
            yield text.cut(match.start(), end + 1)


def letters_of(report: Report, sections: Sequence[Section]) -> Letters:
    """The letters of sections, with what every report says alike left out."""
    text = prose(report, sections)
    vocabulary = vocabulary_of(report)
    value = text.value[: 4 * MOST]
    if vocabulary is not None:
        value = _LAW.sub(_blank, value)
        value = _SENTENCE.sub(lambda match: _kept(match, vocabulary), value)
        for name in own_names(report, vocabulary):
            value = value.replace(name, " " * len(name))
        value = value.translate(vocabulary.folds)
    at = [place for run in _HAN.finditer(value) for place in range(*run.span())][:MOST]
    return Letters(text, "".join(_HAN.findall(value))[:MOST], at)


def _kept(match: re.Match[str], vocabulary: Vocabulary) -> str:
    sentence = match[0]
    return " " * len(sentence) if vocabulary.boilerplate.search(sentence) else sentence


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def own_names(report: Report, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names by which a report speaks of its own body and of its place, the longest first."""
    found: tuple[str, ...] = report.once("own names", lambda whole: _own_names(whole, vocabulary))
    return found


def _own_names(report: Report, vocabulary: Vocabulary) -> tuple[str, ...]:
    names: set[str] = set()
    for name in (report.body.name, report.title.body if report.title is not None else None):
        bare = "".join((name or "").split())
        for unit in vocabulary.units:
            bare = bare.replace(unit, f"{unit}\n")
        parts = [part for part in bare.split("\n") if len(part) > 2]
        names.update(parts, [bare.replace("\n", "")] if parts else [])
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


# -- runs that two texts share --------------------------------------------------------------------------------------

K = 8
"""Letters in a row that make a repetition: less is how everybody writes."""
_CANDIDATES = 6


@value
class Run:
    """Letters `start` to `end` of one text that stand at `other` in the second."""

    start: int
    end: int
    other: int

    def __len__(self) -> int:
        return self.end - self.start


@record
class Resemblance:
    """How much of a text is in another: the share of its letters that stand in repeated runs, and these runs."""

    ratio: float
    runs: list[Run] = field(default_factory=list)

    @property
    def longest(self) -> Run:
        """The longest run."""
        return max(self.runs, key=len)


def resemblance(one: str, other: str) -> Resemblance:
    """How much of `one` is repeated from `other`. Time grows with the length of both, whatever they hold."""
    places: dict[str, list[int]] = {}
    for at in range(len(other) - K + 1):
        held = places.setdefault(other[at : at + K], [])
        if len(held) < _CANDIDATES:
            held.append(at)
    runs: list[Run] = []
    at, covered, last = 0, 0, 0
    while at <= len(one) - K:
        best = max(
            (_extended(one, other, at, place) for place in places.get(one[at : at + K], ())), key=len, default=None
        )
        if best is None:
            at += 1
            continue
        runs.append(best)
        covered += best.end - max(best.start, last)
        last = best.end
        at = max(at + 1, best.end - K + 1)
    return Resemblance(covered / len(one) if one else 0.0, _maximal(runs))


def _extended(one: str, other: str, at: int, place: int) -> Run:
    """The run that begins at two places, as far as it goes: first in steps that double, then back in halves."""
    size, step, most = K, K, min(len(one) - at, len(other) - place)
    while size + step <= most and one[at + size : at + size + step] == other[place + size : place + size + step]:
        size += step
        step *= 2
    while step:
        if size + step <= most and one[at + size : at + size + step] == other[place + size : place + size + step]:
            size += step
        step //= 2
    return Run(at, at + size, place)


def _maximal(runs: list[Run]) -> list[Run]:
    """The runs without those inside the one before them."""
    kept: list[Run] = []
    for run in runs:
        if not kept or run.end > kept[-1].end:
            kept.append(run)
    return kept


# -- sketches: what is kept of each report of a run -----------------------------------------------------------------


def sketch_of(report: Report) -> dict[str, list[int]]:
    """For each section the hashes of some of its clauses: of two texts alike, much the same ones."""
    vocabulary = vocabulary_of(report)
    if vocabulary is None:
        return {}
    names = own_names(report, vocabulary)
    sketches: dict[str, list[int]] = {}
    for key, sections in sections_of(report).items():
        value = "\n".join(paragraph.text.squeezed().value for section in sections for paragraph in section.paragraphs)
        if len(value) < _SHORT:
            value = "\n".join(
                sentence for sentence in _SENTENCE.findall(value) if not vocabulary.boilerplate.search(sentence)
            )
        value = value[: 4 * MOST]
        for name in names:
            if name in value:
                value = value.replace(name, " ")
        clauses = set(_CLAUSE.findall(value.translate(vocabulary.folds)))
        if len(clauses) > 1 and sum(map(len, clauses)) >= _LEAST:
            sketches[key] = sorted(zlib.crc32(clause.encode()) for clause in clauses)[:SKETCH]
    return sketches


def figures_digest(report: Report) -> int:
    """A number that two reports with the same figures share."""
    written = "\n".join(f"{key}={figure.amount}" for key, figure in sorted(report.figures.items()))
    return zlib.crc32(written.encode()) if written else 0
