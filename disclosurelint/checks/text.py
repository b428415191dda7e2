"""Words that must, or must not, stand in a part of the report.

`in` names the part, or several: `title`, `preamble`, `headings`, `sections` (the text of all), `section:5` (the text
of one), `tables`, `report` (all but the tables). `must-not` finds each passage with such words; `must` finds a part
that has none of them. Patterns are regular expressions on normal text (half-width brackets, commas and digits, no
white space), in a list or by the name of a word list. Words within a match of `unless` do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._passages import (
    SCOPE,
    Match,
    Passages,
    may_stand_in_cells,
    passages,
    patterns_of,
    words_of,
)
from disclosurelint.checks._places import (
    end_place,
    official_name,
    preamble_place,
    section_name,
    start_place,
    template_of,
)
from disclosurelint.document import Span
from disclosurelint.facts.lines import any_of
from disclosurelint.outcomes import Hit, NotApplicable
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

_PATTERNS = {
    "oneOf": [
        {"type": "string", "format": "words"},
        {"type": "array", "items": {"type": "string", "format": "pattern"}, "minItems": 1},
    ]
}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["in"],
    "additionalProperties": False,
    "oneOf": [{"required": ["must"]}, {"required": ["must-not"]}],
    "properties": {
        "in": {
            "oneOf": [
                {"type": "string", "pattern": SCOPE},
                {"type": "array", "items": {"type": "string", "pattern": SCOPE}, "minItems": 1},
            ],
            "description": "the part of the report, or several",
        },
        "must": {**_PATTERNS, "description": "patterns, or a word list, of which one has to stand there"},
        "must-not": {**_PATTERNS, "description": "patterns, or a word list, of which none may stand there"},
        "unless": {**_PATTERNS, "description": "patterns around words that do not count"},
        "excused-by": {
            "type": "string",
            "format": "words",
            "description": "a list of plain words; where one stands in the same sentence, a match does not count",
        },
        "only-with": {
            "type": "array",
            "items": {"type": "string"},
            "minItems": 1,
            "description": "plain words; where none of them stands the patterns are not tried (saves time)",
        },
        "instead": {"type": "string", "description": "the right words, for the suggestion"},
        "cause": {"type": "string", "description": "what is behind the fault, where rules share one"},
        "most": {"type": "integer", "minimum": 1, "description": "how many findings at most (20)"},
    },
}
PLACEHOLDERS = ("words", "count", "section")

_MOST = 20
_NAMED = 4
_SHORT = 60


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable]:
    """Hits at words that may not stand there, or where words that have to are missing."""
    scopes = rule.params["in"] if isinstance(rule.params["in"], list) else [rule.params["in"]]
    with_ = rule.params.get("only-with")
    parts: list[Passages] = []
    for scope in scopes:
        # Hundreds of cells are made passages only where one may hold what is looked for.
        if scope != "tables" or with_ is None or not parts or may_stand_in_cells(report, with_):
            part = passages(report, scope)
            parts += [part] if part.items else []
    if not parts and not any(_is_section(report, scope) for scope in scopes):
        yield NotApplicable(Label("报告中没有这一部分", "the report has no such part"))
    elif "must" in rule.params:
        if next(_found(report, rule, parts, "must"), None) is None:
            yield _missing(report, rule, scopes[0])
    else:
        yield from _forbidden(report, rule, _found(report, rule, parts, "must-not"))


def _is_section(report: Report, scope: str) -> bool:
    """Whether the part is a section that the report has; one that holds a table alone lacks the words it must say."""
    return scope.startswith("section:") and report.section(int(scope[len("section:") :])) is not None


def _found(report: Report, rule: Rule, parts: list[Passages], name: str) -> Iterator[Match]:
    """The matches that no exception covers."""
    patterns = patterns_of(report, rule.params[name])
    unless = patterns_of(report, rule.params.get("unless"))
    with_ = rule.params.get("only-with")
    excuses: list[str] = words_of(report, rule.params["excused-by"]) or [] if "excused-by" in rule.params else []
    for part in parts:
        if with_ is None or any_of(tuple(with_)).search(part.joined):
            for match in part.find(patterns, unless):
                if not any(word in _sentence(match) for word in excuses):
                    yield match


_LONGEST = 300
"""How far a sentence is looked at, before a match and behind it."""


def _sentence(match: Match) -> str:
    """The sentence around a match."""
    value = match.passage.text.value
    least, most = max(0, match.start - _LONGEST), min(len(value), match.end + _LONGEST)
    end = value.find("。", match.end, most)
    return value[max(least, value.rfind("。", least, match.start) + 1) : end if end >= 0 else most]


def _forbidden(report: Report, rule: Rule, found: Iterator[Match]) -> Iterator[Hit]:
    """One hit for each passage, at its first match; the others in it are named."""
    together: dict[int, list[Match]] = {}
    most = rule.params.get("most", _MOST)
    for match in found:
        if id(match.passage) in together or len(together) < most:
            together.setdefault(id(match.passage), []).append(match)
    for matches in together.values():
        matches = _apart(matches)
        first = matches[0]
        words = list(dict.fromkeys(match.words for match in matches))[:_NAMED]
        section = first.passage.section
        yield Hit(
            span=first.span,
            values={
                "words": "”“".join(words),
                "count": len(matches),
                "section": section_name(report, section) if section is not None else Label("", ""),
            },
            section=section.number if section is not None else None,
            actual="、".join(words),
            cause=rule.params.get("cause"),
            suggestion=_suggestion(rule, first),
        )


def _apart(matches: list[Match]) -> list[Match]:
    """The matches in order, without those that lie within another."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if not kept or match.end > kept[-1].end:
            kept.append(match)
    return kept


def _suggestion(rule: Rule, match: Match) -> str | None:
    instead: str | None = rule.params.get("instead")
    value = match.passage.text.value
    if instead is None or len(value) > _SHORT:
        return instead
    return value[: match.start] + instead + value[match.end :]


def _missing(report: Report, rule: Rule, scope: str) -> Hit:
    place: Span = end_place(report)
    number = int(scope[len("section:") :]) if scope.startswith("section:") else None
    name = Label("", "")
    if scope in ("title", "preamble"):
        place = start_place(report) if scope == "title" else preamble_place(report)
    if number is not None:
        section = report.section(number)
        template = template_of(report, number)
        if section is not None:
            place = section.heading.span()
            name = official_name(template) if template is not None else section_name(report, section)
    return Hit(
        span=place, values={"section": name, "words": "", "count": 0}, section=number, cause=rule.params.get("cause")
    )
