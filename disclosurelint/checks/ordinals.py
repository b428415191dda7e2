"""The ordinals of section headings (一、二、三 …).

`find: sequence` finds an ordinal that is wrong, repeated or starts anew: it is neither the heading's place among the
headings nor its official number. `find: damaged` finds a heading with the remains of an ordinal ("、存在问题"), and an
official heading without one where most others have theirs. A draft whose headings bear no ordinals is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._places import ORDINALS, own_level, template_of
from disclosurelint.outcomes import Hit, NotApplicable
from disclosurelint.report import Label, Report, Section
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["find"],
    "additionalProperties": False,
    "properties": {"find": {"enum": ["sequence", "damaged"], "description": "what is found"}},
}
PLACEHOLDERS = ("words", "ordinal", "right")
MESSAGES = ("message", "repeated", "lost")

_ENOUGH = 3
"""How many headings have to bear an ordinal before one without stands out."""


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable]:
    """A hit at each heading whose ordinal is wrong, or damaged."""
    if not any(section.ordinal is not None or section.damaged for section in own_level(report)):
        yield NotApplicable(Label("标题没有序号", "the headings bear no ordinals"))
        return
    yield from _wrong(report) if rule.params["find"] == "sequence" else _damaged(report)


def _wrong(report: Report) -> Iterator[Hit]:
    place = last = 0
    only_official = True
    for section in own_level(report):
        if section.number is None and section.ordinal is None and not section.damaged:
            continue
        place += 1
        only_official = only_official and section.number is not None
        value = section.ordinal_value
        if value is None:
            continue
        # A gap left by a missing section is not the ordinals' fault, and a shift is told once, where it begins.
        if value not in (place, section.number) and not (last and value == last + 1):
            right = section.number if only_official and section.number is not None else place
            yield _hit(section, right, "repeated" if value == last else "message")
        last = value


def _hit(section: Section, right: int, message: str) -> Hit:
    ordinal = ORDINALS[right - 1] if 1 <= right <= len(ORDINALS) else str(right)
    at = section.heading.value.find(section.ordinal or "")
    return Hit(
        span=section.heading.span(),
        values={"words": section.title, "ordinal": section.ordinal or "", "right": ordinal},
        message=message,
        section=section.number,
        expected=ordinal,
        actual=section.ordinal,
        suggestion=f"{ordinal}、{section.title}" if at >= 0 else None,
        cause=_cause(section),
    )


def _damaged(report: Report) -> Iterator[Hit]:
    whole = [section for section in own_level(report) if section.ordinal is not None]
    official = [section for section in own_level(report) if section.number is not None]
    stands_out = len(whole) >= _ENOUGH and 2 * sum(section.ordinal is not None for section in official) > len(official)
    for section in own_level(report):
        lost = stands_out and section.number is not None and section.ordinal is None and not section.inline
        if not section.damaged and not lost:
            continue
        yield Hit(
            span=section.heading.span(),
            values={"words": section.heading.compact().value, "ordinal": "", "right": _expected(report, section)},
            message="message" if section.damaged else "lost",
            section=section.number,
            actual=section.heading.compact().value,
            suggestion=_whole(report, section),
            cause=_cause(section),
        )


def _expected(report: Report, section: Section) -> str:
    """The ordinal that the heading's place among the headings asks for."""
    counted = [
        other
        for other in own_level(report)
        if other.ordinal is not None or other.damaged or other.number is not None or other is section
    ]
    place = next(index for index, other in enumerate(counted) if other is section)
    return ORDINALS[place] if place < len(ORDINALS) else str(place + 1)


def _whole(report: Report, section: Section) -> str | None:
    template = template_of(report, section.number)
    title = template.heading if template is not None and section.match == "exact" else section.title
    return f"{_expected(report, section)}、{title}"


def _cause(section: Section) -> str:
    return f"ordinal:{section.heading.origin(0)}"
