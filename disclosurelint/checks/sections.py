"""Sections that a report must have, and their order.

`require: all`, or the official numbers, asks that each is there under a heading of its own; with `said`, patterns by
the section's key, it is enough that the text reports on it anywhere. `order: official` asks that those which are there
follow the form's order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._passages import passages, words_of
from disclosurelint.checks._places import ORDINALS, official_name, section_place, template_of
from disclosurelint.outcomes import Hit, NotAssessed
from disclosurelint.report import Label, Report, Section
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "oneOf": [{"required": ["require"]}, {"required": ["order"]}],
    "properties": {
        "require": {
            "oneOf": [{"const": "all"}, {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1}],
            "description": "all sections of the form, or their numbers",
        },
        "said": {
            "type": "string",
            "format": "words",
            "description": "a word list: by section key, patterns that show that the text reports on it",
        },
        "order": {"const": "official", "description": "the form's order"},
    },
}
PLACEHOLDERS = ("section", "number", "other", "item")
MESSAGES = ("message", "before", "after")


_RUN_ON = Label(
    "标题与正文连成一行，未能确认是否缺少",
    "headings and text run together on one line; whether it is missing is not clear",
)


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed]:
    """A hit for each section that is missing, or that stands out of order."""
    if "order" in rule.params:
        yield from _misplaced(report)
        return
    ruleset = report.ruleset
    if ruleset is None:
        return
    required = rule.params["require"]
    said = words_of(report, rule.params["said"]) if "said" in rule.params else {}
    for template in ruleset.sections:
        if required != "all" and template.number not in required:
            continue
        if report.section(template.number) is not None or _said(report, said.get(template.key, ())):
            continue
        if _may_run_on(report, template.number):
            yield NotAssessed(_RUN_ON, span=section_place(report, template.number))
            continue
        yield Hit(
            span=section_place(report, template.number),
            values={"section": official_name(template), "number": template.number, "item": template.title},
            section=template.number,
            expected=template.heading,
        )


def _may_run_on(report: Report, number: int) -> bool:
    """Whether the ordinal that the missing section would have stands inside text of one line, where a heading in the
    author's own words cannot be told from the sentences around it."""
    before = next((section for section in reversed(report.sections) if (section.number or 99) < number), None)
    if before is None or not before.inline or before.ordinal_value != number - 1:
        return False
    ordinal = f"{ORDINALS[number - 1]}、"
    ruleset = report.ruleset
    rows = tuple(ruleset.words.get("outline", {}).get("rows", ())) if ruleset is not None else ()
    for paragraph in before.paragraphs:
        compact = paragraph.text.compact().value
        at = compact.find(ordinal)
        while at >= 0:
            if not compact.startswith(rows, at + len(ordinal)):
                return True
            at = compact.find(ordinal, at + 1)
    return False


def _said(report: Report, patterns: list[str] | tuple[str, ...]) -> bool:
    """Whether the text reports on a section's subject under another heading; an annex and the preamble, which only
    lists what follows, do not count."""
    return any(
        match.passage.section is not None and not _is_annex(match.passage.section)
        for match in passages(report, "report").find(patterns)
    )


def _is_annex(section: Section) -> bool:
    return section.title.startswith("附") or section.title.partition("(")[0].endswith("统计表")


def _misplaced(report: Report) -> Iterator[Hit]:
    """The fewest sections that would have to move."""
    first: dict[int, Section] = {}
    for section in report.sections:
        if section.number is not None:
            first.setdefault(section.number, section)
    order = list(first)
    staying = _longest_rising(order)
    for number, section in first.items():
        if number in staying:
            continue
        template = template_of(report, number)
        before = max((other for other in staying if other < number), default=None)
        after = min((other for other in staying if other > number), default=None)
        neighbour = template_of(report, before if before is not None else after)
        name = official_name(template) if template is not None else Label(section.title, section.title)
        yield Hit(
            span=section.heading.span(),
            values={
                "section": name,
                "number": number,
                "other": official_name(neighbour) if neighbour else Label("", ""),
            },
            message="after" if before is not None else "before",
            section=number,
            expected=" ".join(str(other) for other in sorted(order)),
            actual=" ".join(str(other) for other in order),
        )


def _longest_rising(numbers: list[int]) -> set[int]:
    """The members of a longest rising run of numbers, gaps allowed."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [index]
        before.append(ends[at - 1] if at else None)
    kept: set[int] = set()
    last: int | None = ends[-1] if ends else None
    while last is not None:
        kept.add(numbers[last])
        last = before[last]
    return kept
