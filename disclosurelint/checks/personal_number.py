"""Numbers that name a person and do not belong in a public report.

`kinds` are those that are found: `identity` and `card` by their own rules (day of birth, check digit), `mobile` outside
of what tells how to reach the office. `words` (a map) holds `contact`, by which a sentence tells that; `others`, by which
it speaks of somebody else after all (申请人); `numbers`, which stand beside a number of that kind (身份证号, 卡号).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosurelint.characters import normalise
from disclosurelint.checks._passages import Match, passages, words_of
from disclosurelint.facts.personal import Personal, personal_numbers
from disclosurelint.outcomes import Hit
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["kinds", "words"],
    "additionalProperties": False,
    "properties": {
        "kinds": {"type": "array", "items": {"enum": ["identity", "card", "mobile"]}, "minItems": 1},
        "words": {"type": "string", "description": "the word list (a map: contact, others, numbers)"},
    },
}
PLACEHOLDERS = ("words", "kind")
MESSAGES = ("message", "card", "mobile")

_NEAR = 20
_LABEL = 4
_LONGEST = 300
"""How far a sentence is looked at, before a number and behind it."""
_KINDS = {
    "identity": Label("身份证号码", "identity number"),
    "card": Label("银行卡号", "bank card number"),
    "mobile": Label("手机号码", "mobile number"),
}


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """A hit at each number; what is shown of it is masked."""
    words: Mapping[str, Any] = words_of(report, rule.params["words"])
    whole = passages(report, "report")
    found: list[Personal] = report.once("personal-numbers", lambda _: list(personal_numbers(whole.joined)))
    for number in found:
        if number.kind not in rule.params["kinds"] or _is_of_a_table(report, whole.joined, number):
            continue
        match = whole.at(number.start, number.end)
        if not _is_figure(report, match) and _is_told(match, number, words):
            yield _hit(match, number)


def _is_told(match: Match, number: Personal, words: Mapping[str, Any]) -> bool:
    value = match.passage.text.value
    if number.kind == "mobile":
        sentence = _sentence(value, match.start, match.end)
        if any(word in sentence for word in words["others"]):
            return True
        return match.passage.section is not None and not any(word in sentence for word in words["contact"])
    if number.sure:
        return True
    return any(word in value[max(0, match.start - _NEAR) : match.start] for word in words["numbers"])


def _sentence(value: str, start: int, end: int) -> str:
    least, most = max(0, start - _LONGEST), min(len(value), end + _LONGEST)
    first = max(value.rfind("。", least, start) + 1, value.rfind("\n", least, start) + 1, least)
    last = value.find("。", end, most)
    return value[first : last if last >= 0 else most]


def _is_figure(report: Report, match: Match) -> bool:
    """Whether the digits were read as cells of the form, or as a row of it that could not be told apart."""
    start, end = match.span
    return any(start < figure.span[1] and figure.span[0] < end for figure in report.figures.values())


def _is_of_a_table(report: Report, text: str, number: Personal) -> bool:
    """Whether the digits stand right behind a label of the form: a row of a table that lost its borders."""
    before = text[max(0, number.start - _LABEL - 1) : number.start].rstrip()
    ends: frozenset[str] = report.once("ends-of-labels", _ends_of_labels)
    return before[-_LABEL:] in ends


def _ends_of_labels(report: Report) -> frozenset[str]:
    """The last letters of all row labels of the form."""
    if report.ruleset is None:
        return frozenset()
    return frozenset(
        "".join(normalise(label).split())[-_LABEL:]
        for table in report.ruleset.tables.values()
        for block in table.blocks
        for row in block.rows
        for label in (row.label.zh, *row.variants)
    )


def _hit(match: Match, number: Personal) -> Hit:
    words = match.words
    shown = words[:3] + "*" * max(0, len(words) - 7) + words[-4:]
    section = match.passage.section
    return Hit(
        span=match.span,
        values={"words": shown, "kind": _KINDS[number.kind]},
        message="message" if number.kind == "identity" else number.kind,
        section=section.number if section is not None else None,
        actual=shown,
    )
