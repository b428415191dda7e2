"""Lists whose numbers are not in order.

`find: breaks` finds a number left out or repeated, and an item that lost its number: among 一是 … 二是 … in running
text, and among ordinals that open a paragraph ((一), 1.). A list may begin anew anywhere, and may stand inside an item
of another; `words` (a map) says by what words a list may begin otherwise, and what a numeral may be beside an item's.
`find: levels` finds levels turned round ((一) under 1.) or the level of the section's own ordinal used again inside it;
a level may be left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._passages import Passages, holds_table, passages, words_of
from disclosurelint.facts.enumerations import (
    Break,
    Item,
    opening_breaks,
    opening_items,
    spellings,
    spoken_breaks,
    turned_lists,
)
from disclosurelint.outcomes import Hit
from disclosurelint.report import Report, Section
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["find"],
    "additionalProperties": False,
    "properties": {
        "find": {"enum": ["breaks", "levels"], "description": "what is found"},
        "words": {"type": "string", "description": "the word list (a map: first, measures)"},
        "most": {"type": "integer", "minimum": 1, "description": "how many findings at most (20)"},
    },
}
PLACEHOLDERS = ("words", "before", "wanted", "outer")
MESSAGES = ("message", "repeated", "lost", "first", "same")

_MOST = 20
_HAN = "一二三四五六七八九十"
_OPENING = 16


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """A hit at each item that breaks its list."""
    left = rule.params.get("most", _MOST)
    for part, section in _parts(report):
        breaks = rule.params["find"] == "breaks"
        found = _breaks(report, rule, part, section) if breaks else _levels(report, part, section)
        for hit in found:
            if left == 0:
                return
            left -= 1
            hit.section = section.number if section is not None else None
            yield hit


def _parts(report: Report) -> Iterator[tuple[Passages, Section | None]]:
    """The preamble and the sections that stand beside each other, each with its passages."""
    whole = passages(report, "report")
    groups: dict[int, list[Any]] = {}
    owners: dict[int, Section | None] = {}
    for passage in whole.items:
        if not passage.heading:
            key = id(passage.section)
            groups.setdefault(key, []).append(passage)
            owners[key] = passage.section
    for key, items in groups.items():
        yield Passages(items), owners[key]


def _breaks(report: Report, rule: Rule, part: Passages, section: Section | None) -> Iterator[Hit]:
    if "是" in part.joined:
        for fault in spoken_breaks(part.joined, words_of(report, rule.params["words"])):
            yield _broken(part, fault)
    openings = [] if holds_table(report, section) else _openings(part)
    for fault in opening_breaks(openings):
        if not _is_there(report, part, fault):
            yield _broken(part, fault)


def _openings(part: Passages) -> list[Item]:
    """The ordinals with which the passages of a part open."""
    openings, place = [], 0
    for passage in part.items:
        words = passage.text.value
        if words[:1] in '(一二三四五六七八九十0123456789#*_第"“':
            openings.append((words[:_OPENING], place))
        place += len(words) + 1
    return opening_items(openings)


def _is_there(report: Report, part: Passages, fault: Break) -> bool:
    """Whether a number that seems left out stands somewhere between, in running text, a heading or a table."""
    if fault.before is None or fault.kind == "repeated":
        return False
    first = part.at(fault.before.end, fault.before.end).passage.text.span()[0]
    last = part.at(fault.item.start, fault.item.end).span[0]
    between = "".join(report.document.normal[first:last].split())
    return any(
        spelling in between
        for number in range(fault.wanted, fault.item.number)
        for spelling in spellings(fault.item, number)
    )


def _broken(part: Passages, fault: Break) -> Hit:
    match = part.at(fault.item.start, fault.item.end)
    wanted = _numeral(fault.item, fault.wanted)
    message = {"missing": "message", "repeated": "repeated", "lost": "lost"}[fault.kind]
    if fault.before is None:
        message = "first"
    value = match.passage.text.value
    shown = value[match.start : match.end + 10] if fault.kind == "lost" else fault.item.words
    return Hit(
        span=match.span,
        values={
            "words": shown,
            "before": fault.before.words if fault.before is not None else "",
            "wanted": wanted,
        },
        message=message,
        expected=wanted,
        actual=fault.item.words,
    )


def _numeral(item: Item, number: int) -> str:
    """The words that would bear a number, in the style of an item."""
    numeral = _HAN[number - 1] if 0 < number <= len(_HAN) else str(number)
    if item.style == "spoken":
        return f"{numeral}是"
    if item.style == "paren":
        return f"（{numeral}）"
    if item.style == "small":
        return f"（{number}）"
    return f"{numeral}、" if item.style == "han" else f"{number}."


def _levels(report: Report, part: Passages, section: Section | None) -> Iterator[Hit]:
    if holds_table(report, section):
        return
    items = _openings(part)
    for above, item in turned_lists(items):
        match = part.at(item.start, item.end)
        yield Hit(
            span=match.span,
            values={"words": _numeral(item, 1), "outer": _numeral(above, above.number)},
            actual=item.words,
        )
    if section is None or section.ordinal is None or section.ordinal.isdecimal() or "第" in section.heading.value[:3]:
        return
    same = [item for item in items if item.style == "han"]
    if len(same) > 1 and (same[0].number, same[1].number) == (1, 2):
        match = part.at(same[0].start, same[0].end)
        yield Hit(
            span=match.span,
            values={"words": _numeral(same[0], 1), "outer": f"{section.ordinal}、{section.title}"},
            message="same",
            actual=same[0].words,
        )
