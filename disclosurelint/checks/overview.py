"""The overview (一、总体情况) and the five aspects that the form asks of it.

`find: absent` finds each aspect of which it does not speak; `find: promoted` aspects whose headings stand at the level
of the sections (一、主动公开); `find: thin` an overview that is shorter than `least` characters, or gives no figure;
`find: long` one of more than `most`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._places import official_heading, section_name, template_of
from disclosurelint.facts.aspects import Heading, Overview, read_overview
from disclosurelint.outcomes import Hit, NotApplicable
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["find"],
    "additionalProperties": False,
    "properties": {
        "find": {"enum": ["absent", "promoted", "thin", "long"], "description": "what is found"},
        "least": {"type": "integer", "minimum": 1, "description": "the characters that an overview has at least"},
        "most": {"type": "integer", "minimum": 1, "description": "the characters that an overview has at most"},
    },
}
PLACEHOLDERS = ("aspect", "words", "right", "count", "section", "least", "most")
MESSAGES = ("message", "figures")

_LEVEL = ("han", "part")
_ORDINALS = "一二三四五六七八九十"


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable]:
    """Hits at the heading of the overview, or at the headings that stand too high."""
    overview: Overview | None = report.once("overview", read_overview)
    if overview is None:
        yield NotApplicable(Label("报告中没有总体情况部分", "the report has no overview"))
    elif rule.params["find"] == "absent":
        yield from _absent(report, overview)
    elif rule.params["find"] == "promoted":
        yield from _promoted(report, overview)
    elif rule.params["find"] == "thin":
        yield from _thin(report, overview, rule.params.get("least", 1))
    elif "most" in rule.params and overview.length > rule.params["most"]:
        values = {"count": overview.length, "most": rule.params["most"]}
        yield _hit(report, overview, values=values, actual=str(overview.length))


def _absent(report: Report, overview: Overview) -> Iterator[Hit]:
    for place, aspect in enumerate(overview.aspects):
        if aspect.how == "absent":
            yield _hit(
                report,
                overview,
                values={"aspect": aspect.label},
                expected=aspect.label.zh,
                suggestion=f"（{_ORDINALS[place]}）{aspect.label.zh}。",
            )


def _promoted(report: Report, overview: Overview) -> Iterator[Hit]:
    """One hit, at the first: a single aspect at that level is a heading of the draft's own, not a promoted list."""
    high = {
        heading.span: (place, heading)
        for place, aspect in enumerate(overview.aspects)
        for heading in aspect.headings
        if heading.style in _LEVEL
    }
    found = sorted(high.values(), key=lambda entry: entry[1].span)
    if len(found) < 2:
        return
    place, first = found[0]
    yield Hit(
        span=first.span,
        values={
            "words": "”“".join(_shown(heading) for _, heading in found),
            "count": len(found),
            "right": _lowered(place, first),
            "section": _name(report),
        },
        section=1,
        actual=_shown(first),
        expected=_lowered(place, first),
        suggestion="；".join(_lowered(at, heading) for at, heading in found),
    )


def _shown(heading: Heading) -> str:
    return f"{heading.ordinal}、{heading.words}" if heading.ordinal else heading.words


def _lowered(place: int, heading: Heading) -> str:
    return f"（{_ORDINALS[place]}）{heading.words}"


def _thin(report: Report, overview: Overview, least: int) -> Iterator[Hit]:
    if not overview.length:
        # An overview without words is another rule's, or a table that a converter put there.
        return
    if overview.length < least:
        yield _hit(report, overview, values={"count": overview.length, "least": least}, actual=str(overview.length))
    elif not overview.has_figures:
        yield _hit(report, overview, message="figures", values={"count": overview.length, "least": least})


def _hit(report: Report, overview: Overview, **given: Any) -> Hit:
    values = {"section": _name(report), **given.pop("values")}
    return Hit(span=overview.section.heading.span(), values=values, section=1, **given)


def _name(report: Report) -> Label:
    section = report.section(1)
    template = template_of(report, 1)
    if template is not None:
        return Label(official_heading(template, quoted=True), f"section 1 ({template.title.en})")
    return section_name(report, section) if section is not None else Label("", "")
