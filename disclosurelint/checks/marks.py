"""Marks written otherwise than Chinese text has them: a half-width comma, the wrong bracket of a document number.

Patterns run on normal text, in which half width and full width are one, so what the author wrote is looked up at the
place of each group. `instead` says which characters are wrong there, and the right one for each. With `between-letters`
no pattern is needed: the characters themselves are looked for, between two Chinese letters, where the form has no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from disclosurelint.checks._passages import Match, holds_table, passages, patterns_of
from disclosurelint.document import Span
from disclosurelint.outcomes import Hit
from disclosurelint.regexes import compiled
from disclosurelint.report import Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["instead"],
    "additionalProperties": False,
    "oneOf": [{"required": ["patterns"]}, {"required": ["between-letters"]}],
    "properties": {
        "instead": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "string", "minLength": 1},
            "description": "wrong characters as written, each with the right one",
        },
        "patterns": {
            "oneOf": [
                {"type": "string", "format": "words"},
                {"type": "array", "items": {"type": "string", "format": "pattern"}, "minItems": 1},
            ],
            "description": "patterns; each group is one character that may be wrong",
        },
        "between-letters": {"const": True, "description": "the characters count between two Chinese letters"},
        "together": {
            "type": "integer",
            "minimum": 1,
            "description": "of more, one finding tells the number",
        },
        "only-with": {
            "type": "string",
            "minLength": 1,
            "description": "a word that must stand somewhere (saves time)",
        },
    },
}
PLACEHOLDERS = ("words", "right", "count", "marks")
MESSAGES = ("message", "many")

_AROUND = 4
_MOST = 2000
_TOLD = 20

Place = tuple[Match, list[tuple[Span, str]]]
"""What was found: the words, and the edits that mend them."""


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """A hit at each place, or one for all of them."""
    find = _between_letters if "between-letters" in rule.params else _by_pattern
    places = list(islice(find(report, rule), _MOST))
    together = rule.params.get("together")
    if together is not None and len(places) > together:
        yield _all(report, places)
        return
    for place in places[:_TOLD]:
        yield _one(report, place)


def _by_pattern(report: Report, rule: Rule) -> Iterator[Place]:
    whole = passages(report, "report")
    source, instead = report.document.source, rule.params["instead"]
    if rule.params.get("only-with", "") not in whole.joined:
        return
    for pattern in patterns_of(report, rule.params["patterns"]):
        for found in compiled(pattern).finditer(whole.joined):
            match = whole.at(found.start(), found.end())
            edits = []
            shift = match.start - found.start()
            for group in range(1, len(found.groups()) + 1):
                span = match.passage.text.span(found.start(group) + shift, found.end(group) + shift)
                right = instead.get(source[slice(*span)])
                if right is not None:
                    edits.append((span, right))
            if edits:
                yield match, edits


def _between_letters(report: Report, rule: Rule) -> Iterator[Place]:
    """The source is searched, for in normal text a half-width mark is as good as a full-width one."""
    source = report.document.source
    instead: Mapping[str, str] = rule.params["instead"]
    found = sorted(at for mark in instead for at in _all_of(source, mark))
    if not found:
        return
    whole = passages(report, "report")
    places = iter(
        sorted(
            (one.text.span(), index) for index, one in enumerate(whole.items) if not holds_table(report, one.section)
        )
    )
    span, index = next(places, ((0, 0), -1))
    for at in found:
        while index >= 0 and span[1] <= at:
            span, index = next(places, ((0, 0), -1))
        if index < 0:
            return
        if span[0] < at:
            text = whole.items[index].text
            inside = _index(text.value, at, text.origin)
            if inside is not None:
                yield Match(whole.items[index], inside, inside + 1), [((at, at + 1), instead[source[at]])]


def _all_of(source: str, mark: str) -> Iterator[int]:
    """The places where a mark stands between two Chinese letters of the source, line ends aside."""
    at = source.find(mark)
    while at >= 0:
        before, behind = source[max(0, at - 3) : at].rstrip(" \r\n"), source[at + 1 : at + 4].lstrip(" \r\n")
        if _is_letter(before[-1:]) and _is_letter(behind[:1]):
            yield at
        at = source.find(mark, at + 1)


def _is_letter(character: str) -> bool:
    return "一" <= character <= "鿿" or "⺀" <= character <= "⿟" or character in tuple("》”’《“‘）（")


def _index(value: str, origin: int, origin_of: Any) -> int | None:
    """The character of a passage that stands at an origin; None where the passage has left it out."""
    low, high = 0, len(value)
    while low < high:
        middle = (low + high) // 2
        if origin_of(middle) < origin:
            low = middle + 1
        else:
            high = middle
    return low if low < len(value) and origin_of(low) == origin else None


def _one(report: Report, place: Place) -> Hit:
    match, edits = place
    words, right = _shown(report, match, edits)
    section = match.passage.section
    return Hit(
        span=match.span if len(match.words) > 1 else edits[0][0],
        values={"words": words, "right": right, "count": 1, "marks": _marks(report, [place])},
        section=section.number if section is not None else None,
        expected=right,
        actual=words,
        suggestion=right,
        edits=edits,
    )


def _all(report: Report, places: list[Place]) -> Hit:
    match, edits = places[0]
    words, right = _shown(report, match, edits)
    return Hit(
        span=edits[0][0],
        values={"words": words, "right": right, "count": len(places), "marks": _marks(report, places)},
        message="many",
        section=match.passage.section.number if match.passage.section is not None else None,
        actual=str(len(places)),
        edits=[edit for _, more in places for edit in more],
    )


def _shown(report: Report, match: Match, edits: list[tuple[Span, str]]) -> tuple[str, str]:
    """The words around a place as the author wrote them, and as they should be."""
    text = match.passage.text
    if match.end - match.start > 1:
        first, last = match.start, match.end
    else:
        first, last = max(0, match.start - _AROUND), min(len(text.value), match.end + _AROUND)
    source = report.document.source
    right = {span[0]: new for span, new in edits}
    origins = [text.origin(index) for index in range(first, last)]
    words = "".join(source[at] if text.value[first + n] not in "\n" else "" for n, at in enumerate(origins))
    return words, "".join(right.get(at, source[at]) for at in origins)


def _marks(report: Report, places: list[Place]) -> str:
    """The wrong characters, each once."""
    source = report.document.source
    return "".join(dict.fromkeys(source[span[0]] for _, edits in places for span, _ in edits))
