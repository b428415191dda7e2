"""The overview (一、总体情况): of which aspects it speaks, and how; how long it is, and what figures it gives.

The form asks for five: 主动公开, 依申请公开, 政府信息管理, 政府信息公开平台建设, 监督保障. They are headed in many ways
((一)主动公开情况。, 1.平台载体建设, **监督保障方面**, 一、主动公开), or merely spoken of in running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from disclosurelint.document import Span, Text
from disclosurelint.facts.lines import any_of
from disclosurelint.facts.ordinals import Style, ordinal_at
from disclosurelint.records import field, record
from disclosurelint.regexes import compiled
from disclosurelint.report import Label, Report, Section

_HEAD = 26
"""A heading, or the words that open a paragraph like one, are no longer than this."""

_DIVIDED = 3
"""So many headed aspects show that the overview is divided by them."""


@record
class Aspect:
    """An aspect: `how` it is in the overview (`headed`, `named`, `spoken`, `absent`), and its headings there."""

    key: str
    label: Label
    how: str
    headings: list[Heading] = field(default_factory=list)


@record
class Heading:
    """A heading of the overview, or words that open a paragraph as one would: its ordinal's style and its words."""

    text: Text
    style: Style
    ordinal: str | None
    words: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.text.span()


@record
class Overview:
    """The overview as read. `paragraphs` are its texts without those that say how the report was made."""

    section: Section
    paragraphs: list[Text]
    aspects: list[Aspect]
    length: int
    has_figures: bool


def read_overview(report: Report) -> Overview | None:
    """The overview of a report; None where section one is not there, or no words are known for it."""
    section = report.section(1)
    words: Mapping[str, Any] | None = report.ruleset.words.get("overview") if report.ruleset is not None else None
    if section is None or words is None:
        return None
    own = [paragraph.text.squeezed() for paragraph in section.paragraphs]
    beside = [other.heading.squeezed() for other in report.sections if _is_aspect(other, words)]
    told = [text for text in own if not _introduces(text.value, words["introduction"])]
    joined = "\n".join([text.value for text in own] + [text.value for text in beside])
    headings = list(_headings([*own, *beside]))
    aspects = [_aspect(key, known, headings) for key, known in words["aspects"].items()]
    divided = sum(aspect.how == "headed" for aspect in aspects) >= _DIVIDED
    for aspect in aspects:
        if aspect.how == "absent":
            known = words["aspects"][aspect.key]
            if any_of(tuple(known["named"])).search(joined):
                aspect.how = "named"
            elif not divided and any_of(tuple(known["near"])).search(joined):
                aspect.how = "spoken"
    length = sum(len(text.value) for text in told)
    return Overview(section, told, aspects, length, any(_figures(text.value, words) for text in told))


def _is_aspect(section: Section, words: Mapping[str, Any]) -> bool:
    """Whether a heading that is none of the form's is that of an aspect, set beside the overview."""
    if section.number is not None or section.within is not None:
        return False
    return any(word in section.title for known in words["aspects"].values() for word in known["headings"])


def _introduces(text: str, introduction: Sequence[str]) -> bool:
    return len(text) < 1500 and sum(word in text for word in introduction) >= 2


def _headings(texts: Sequence[Text]) -> Iterator[Heading]:
    for text in texts:
        value = text.value
        for start in _starts(value):
            style, ordinal, at = ordinal_at(value[start : start + _HEAD])
            end = _end(value, start + at)
            words = value[start + at : end].strip("*#_ ")
            if words and (style != "none" or start == 0):
                yield Heading(text.cut(start, end), style, ordinal, words)


@lru_cache(maxsize=1)
def _inner_start() -> re.Pattern[str]:
    return compiled(
        r"(?<=[。;:!])(?=\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、|[1-9][.、](?![0-9]))"
    )


def _starts(value: str) -> Iterator[int]:
    """Where a heading may begin: the paragraph itself, and an ordinal behind a full stop in text set on one line."""
    yield 0
    for match in _inner_start().finditer(value):
        if match.start() and value[match.start() - 1] in "。;:!":
            yield match.start()


def _end(value: str, start: int) -> int:
    """Where the words of a heading end: at the first mark, or where they are too long for one."""
    for at in range(start, min(len(value), start + _HEAD)):
        if value[at] in "。,:;,!\n":
            return at
    return min(len(value), start + _HEAD)


def _aspect(key: str, known: Mapping[str, Any], headings: Sequence[Heading]) -> Aspect:
    found = [heading for heading in headings if any(word in heading.words for word in known["headings"])]
    return Aspect(key, Label(known["zh"], known["en"]), "headed" if found else "absent", found)


def _figures(value: str, words: Mapping[str, Any]) -> bool:
    """Whether a text gives a figure: a number with what it counts, or words that say nought."""
    if any(word in value for word in words["nought"]):
        return True
    counted = tuple(words["counted"])
    for match in _number().finditer(value):
        if match[1]:
            return True
        if value.startswith(counted, match.end()) and value[match.start() - 1 : match.start()] != "第":
            return True
    return False


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    return compiled(
        r"([二两三四五六七八九十百千][十百千]{0,2}[二三四五六七八九]?[条件篇次期份场])|[0-9]{1,12}(?:\.[0-9]{1,4})?"
    )
