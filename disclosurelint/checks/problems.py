"""Problems and improvement, read as lists: what is lacking in them.

`lacks: problem` finds a section that names no problem, or only says that there are some; `lacks: measure` one that
names no act by which they are met; `lacks: answer` each problem that no measure answers. Before a section is said to
lack something it is searched for `signs` (patterns; words within a match of `unless` do not count): only a section
without any is told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._passages import Passage, Passages, patterns_of
from disclosurelint.checks._places import official_name, section_name, template_of
from disclosurelint.facts.points import Point, Problems
from disclosurelint.facts.problems import read_problems
from disclosurelint.outcomes import Hit, NotApplicable
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

_WORDS = {"type": "string", "format": "words"}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["lacks"],
    "additionalProperties": False,
    "properties": {
        "lacks": {"enum": ["problem", "measure", "answer"], "description": "what is looked for"},
        "signs": {**_WORDS, "description": "patterns that show it in words which were not read as such"},
        "unless": {**_WORDS, "description": "patterns around words that do not count"},
    },
}
PLACEHOLDERS = ("section", "words", "count", "measures")
MESSAGES = ("message", "general")

_SHOWN = 40


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable]:
    """A hit at the heading of the section, or at the words that are too general, or at each problem left open."""
    found: Problems | None = report.once("problems", read_problems)
    if found is None:
        yield NotApplicable(Label("报告中没有这一部分", "the report has no such section"))
        return
    lacks = rule.params["lacks"]
    if lacks == "answer":
        yield from _open(report, found)
        return
    points = found.problems if lacks == "problem" else found.measures
    if any(not point.general for point in points):
        return
    if points and lacks == "measure" and all(point.general for point in found.problems):
        # Where no problem is named no act can be expected to meet it.
        return
    if not _shown(report, rule, found, points):
        yield _lacking(report, found, points)


def _shown(report: Report, rule: Rule, found: Problems, general: list[Point]) -> bool:
    """Whether words outside the general points show what is looked for."""
    signs = patterns_of(report, rule.params.get("signs"))
    unless = patterns_of(report, rule.params.get("unless"))
    if not signs:
        return False
    spans = sorted(point.text.span() for point in general)
    passages = Passages(
        [
            Passage(paragraph.text.squeezed(), section)
            for section in found.sections
            for paragraph in section.paragraphs
            if paragraph.text.value.strip()
        ]
    )
    return any(not _within(match.span[0], spans) for match in passages.find(signs, unless))


def _within(origin: int, spans: list[tuple[int, int]]) -> bool:
    """Whether one of the spans, which stand apart from each other, holds a place."""
    place = bisect_right(spans, origin, key=lambda span: span[0]) - 1
    return place >= 0 and origin < spans[place][1]


def _lacking(report: Report, found: Problems, points: list[Point]) -> Hit:
    if points:
        words = _words(points[0])
        return _hit(report, found, points[0].text.strip().span(), message="general", words=words, actual=words)
    return _hit(report, found, found.sections[0].heading.span())


def _open(report: Report, found: Problems) -> Iterator[Hit]:
    if report.ruleset is None or not found.measures:
        # Without any measure the section lacks them altogether: another rule's matter.
        return
    reading = report.ruleset.words["problems"]["reading"]
    for point in found.unanswered(reading["matters"], (reading["for-all"], reading["ability"])):
        words = _words(point)
        yield _hit(report, found, point.text.strip().span(), words=words, actual=words)


def _words(point: Point) -> str:
    value = point.text.value.strip("。;,:!?、 ")
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"


def _hit(report: Report, found: Problems, span: tuple[int, int], **given: Any) -> Hit:
    section = found.sections[0]
    template = template_of(report, section.number)
    name = official_name(template) if template is not None else section_name(report, section)
    values = {
        "section": name,
        "words": given.pop("words", ""),
        "count": sum(not point.general for point in found.problems),
        "measures": len(found.measures),
    }
    return Hit(span=span, values=values, section=section.number, **given)
