"""What a section holds: words or a table at all, more than 无, the tables that the form puts into it.

`lacks: content` finds a section with neither words nor table; `lacks: matter` one that is empty or says no more than a
word of `nothing` (无); `lacks: tables` one whose tables of the form are absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._passages import one_pattern, patterns_of
from disclosurelint.checks._places import section_name
from disclosurelint.outcomes import Hit, NotApplicable, NotAssessed
from disclosurelint.regexes import compiled
from disclosurelint.report import Label, Report, Section
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["lacks"],
    "additionalProperties": False,
    "properties": {
        "lacks": {"enum": ["content", "matter", "tables"], "description": "what the section lacks"},
        "sections": {
            "type": "array",
            "items": {"type": "integer", "minimum": 1},
            "minItems": 1,
            "description": "the official numbers of the sections that are looked at (all)",
        },
        "nothing": {
            "oneOf": [
                {"type": "string", "format": "words"},
                {"type": "array", "items": {"type": "string", "format": "pattern"}, "minItems": 1},
            ],
            "description": "patterns of a whole text that says nothing",
        },
    },
}
PLACEHOLDERS = ("section", "words", "table")
MESSAGES = ("message", "nothing")

_PAGE_NUMBER = r"[-—–~·.\s]{0,6}(?:第?[0-9]{1,3}页?)?[-—–~·.\s]{0,6}"
_MARKS = r"[\s。.,;:、!?()\[\]_*#-]+"
_LONGEST_PAGE_NUMBER = 20
_LONGEST_NOTHING = 40
_FEWEST_CELLS = 4
_RUN_ON = Label(
    "标题与正文连成一行，分不清哪里是内容",
    "the heading runs into text on one line; where its content begins is not clear",
)
_PICTURE = Label("内容可能是图片，读不出", "the content may be a picture, which cannot be read")


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable | NotAssessed]:
    """A hit at the heading of each section that lacks it."""
    numbers = rule.params.get("sections")
    sections = [
        section
        for section in report.sections
        if section.number is not None and (numbers is None or section.number in numbers)
    ]
    if not sections:
        yield NotApplicable(Label("报告中没有这一部分", "the report has no such section"))
        return
    lacks = rule.params["lacks"]
    for section in _first_of_each(sections):
        if empty(section) and (_pictured(report, section) or _runs_on(section)):
            reason = _RUN_ON if _runs_on(section) else _PICTURE
            yield NotAssessed(reason, span=section.heading.span())
        elif lacks == "tables":
            yield from _tables(report, section)
        elif empty(section):
            yield _hit(report, section, "message", "")
        elif lacks == "matter":
            words = _nothing(report, rule, section)
            if words:
                yield _hit(report, section, "nothing", words)


def empty(section: Section) -> bool:
    """Whether a section has neither words nor a table; page numbers and rules of layout are no words."""
    return not section.tables and not any(_lines(section))


def _first_of_each(sections: list[Section]) -> list[Section]:
    """A section for each number; of several under one number, one that holds something."""
    found: dict[int | None, Section] = {}
    for section in sections:
        if section.number not in found or empty(found[section.number]):
            found[section.number] = section
    return list(found.values())


def _lines(section: Section) -> Iterator[str]:
    """The paragraphs that are words."""
    for paragraph in section.paragraphs:
        text = paragraph.text.squeezed().value
        if len(text) > _LONGEST_PAGE_NUMBER or not compiled(_PAGE_NUMBER).fullmatch(text):
            yield text


def _nothing(report: Report, rule: Rule, section: Section) -> str:
    """The words of a section that says nothing, else no words."""
    patterns = patterns_of(report, rule.params.get("nothing"))
    lines = list(_lines(section))
    if not patterns or section.tables or sum(map(len, lines)) > _LONGEST_NOTHING:
        return ""
    words = "".join(lines)
    bare = re.sub(_MARKS, "", words)
    return words if not bare or one_pattern(patterns).fullmatch(bare) else ""


def _tables(report: Report, section: Section) -> Iterator[Hit | NotAssessed]:
    if empty(section) or report.ruleset is None:
        return
    for name, template in report.ruleset.tables.items():
        facts = report.tables.get(name)
        if template.section != section.number or (facts is not None and facts.state != "absent"):
            continue
        other = _other_table(report, section)
        if other is not None:
            yield NotAssessed(other, span=section.heading.span())
            continue
        hit = _hit(report, section, "message", "")
        hit.values["table"] = template.title
        yield hit


def _other_table(report: Report, section: Section) -> Label | None:
    """What may be the table, though it cannot be read as the form's: a picture, or a table with other labels."""
    if _pictured(report, section):
        return _PICTURE
    if any(len(table.cells) >= _FEWEST_CELLS for table in section.tables):
        return Label("有表格，但认不出是规定的表", "there is a table, but not one that can be known as the form's")
    return None


def _runs_on(section: Section) -> bool:
    """Whether the heading, in words of the author's own, may have swallowed the section's first words."""
    return section.inline and section.match in ("other", "unknown")


def _pictured(report: Report, section: Section) -> bool:
    source = report.document.source[slice(*section.span)]
    return "<img" in source or "![" in source


def _hit(report: Report, section: Section, message: str, words: str) -> Hit:
    return Hit(
        span=section.heading.span(),
        values={"section": section_name(report, section), "words": words},
        message=message,
        section=section.number,
        actual=words or None,
    )
