"""The wording of section headings: a known variant of the form's, or words of the draft's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._places import official_heading, template_of
from disclosurelint.outcomes import Hit, NotApplicable
from disclosurelint.report import Label, Report, Section
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["match"],
    "additionalProperties": False,
    "properties": {"match": {"enum": ["variant", "other"], "description": "which headings are found"}},
}
PLACEHOLDERS = ("words", "right")


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable]:
    """A hit at each heading of an official section that is worded so."""
    if not any(section.number is not None for section in report.sections):
        yield NotApplicable(Label("没有可比对的标题", "there are no headings to compare"))
        return
    for section in report.sections:
        if section.number is not None and section.match == rule.params["match"]:
            yield _hit(report, section)


def _hit(report: Report, section: Section) -> Hit:
    template = template_of(report, section.number)
    right = template.heading if template is not None else ""
    heading = section.heading
    at = heading.value.find(section.title)
    # Only the words behind the ordinal are replaced; a heading torn by layout is left to the author.
    whole = at >= 0 and heading.span(at, at + len(section.title))[1] - heading.origin(at) == len(section.title)
    return Hit(
        span=heading.span(),
        values={"words": section.title, "right": right},
        section=section.number,
        expected=right,
        actual=section.title,
        suggestion=official_heading(template) if template is not None else None,
        edits=[(heading.span(at, at + len(section.title)), right)] if whole and section.match == "variant" else [],
        safe_fix=False,
    )
