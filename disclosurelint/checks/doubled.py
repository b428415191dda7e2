"""Words and marks that stand twice by mistake: 审核审核, 的的, 《《, “，，”, a whole phrase twice.

Which words these can be is said by a word list, a map. `words` are wrong twice wherever they stand; `nouns` unless the
second begins a longer word (管理管理制度: one of `goes-on` follows), `sure` are wrong nevertheless. `letters` are single ones, each with the letters
before or after it that belong to another word (目的|的, 的|的确). `selves` are places behind 我 (我县县政府). `marks` are
punctuation: what never stands `twice`, `mixed` pairs, brackets in `pairs` whose closing one may close two. `no-phrases`
are labels of the form, which stand twice where a table lost its borders. What is repeated rightly (常常, 件件, 户户通,
法规规章) is in none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosurelint.checks._passages import Match, Passages, holds_table, passages, words_of
from disclosurelint.facts.echoes import echoes, phrases
from disclosurelint.outcomes import Hit
from disclosurelint.report import Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["words"],
    "additionalProperties": False,
    "properties": {
        "words": {
            "type": "string",
            "description": "the word list (a map)",
        },
        "phrase": {"type": "integer", "minimum": 8, "description": "the least letters of a phrase found twice (8)"},
        "most": {"type": "integer", "minimum": 1, "description": "how many findings at most (20)"},
    },
}
PLACEHOLDERS = ("words", "once")
MESSAGES = ("message", "mark", "mixed", "phrase")

_MOST = 20
_BACK = 400
"""How far back an opening bracket is looked for."""

_LETTERS = (1, 2, 3, 4)


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """A hit at each word or mark that stands twice."""
    words: Mapping[str, Any] = words_of(report, rule.params["words"])
    whole = passages(report, "report")
    most = rule.params.get("most", _MOST)
    taken: list[tuple[int, int]] = []
    for start, once, count, message in _found(report, whole, words, rule.params.get("phrase", 8)):
        end = start + once * count
        if len(taken) >= most:
            return
        if not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
            yield _hit(whole.at(start, end), once, message)


Found = tuple[int, int, int, str]
"""Where it begins, how long it is once, how often it stands there, and which message tells of it."""


def _found(report: Report, whole: Passages, words: Mapping[str, Any], least: int) -> Iterator[Found]:
    text = whole.joined
    yield from _marks(text, words["marks"])
    for first, passage in whole.placed():
        if len(passage.text.value) > least and not holds_table(report, passage.section):
            for start, length in phrases(passage.text.value, least):
                label = passage.text.value[start : start + length]
                if not any(word in label for word in words["no-phrases"]):
                    yield first + start, length, 2, "phrase"
    for start, length in echoes(text, _LETTERS):
        if length == 1:
            known = _is_letter(text, start, words)
        else:
            known = _is_word(text, start, length, words)
        if known:
            yield start, length, _times(text, start, length), "message"


def _times(text: str, start: int, length: int) -> int:
    word, count = text[start : start + length], 2
    while text.startswith(word, start + count * length):
        count += 1
    return count


def _is_letter(text: str, start: int, words: Mapping[str, Any]) -> bool:
    letter = text[start]
    before, after = text[start - 1 : start], text[start + 2 : start + 3]
    if letter in words["selves"]:
        return before in ("我", "本") and text.startswith(tuple(words["self-offices"]), start + 2)
    known = words["letters"].get(letter)
    if known is None:
        return False
    if known.get("counted") and not before.isdecimal():
        return False
    return not (before and before in known.get("before", "")) and not (after and after in known.get("after", ""))


def _is_word(text: str, start: int, length: int, words: Mapping[str, Any]) -> bool:
    word = text[start : start + length]
    if len(set(word)) == 1:
        return False
    if word in words["words"] or text.startswith(tuple(words["sure"]), start):
        return True
    nouns = words["nouns"]
    return word in nouns and not text.startswith(tuple(words["goes-on"]), start + 2 * length)


def _marks(text: str, marks: Mapping[str, Any]) -> Iterator[Found]:
    for mark in marks["twice"]:
        at = text.find(mark + mark)
        while at >= 0:
            times = _times(text, at, len(mark))
            yield at, len(mark), times, "mark"
            at = text.find(mark + mark, at + times * len(mark))
    for mixed in marks["mixed"]:
        at = text.find(mixed)
        while at >= 0:
            yield at, 1, 2, "mixed"
            at = text.find(mixed, at + 2)
    for opening, closing in marks["pairs"].items():
        at = text.find(closing + closing)
        while at >= 0:
            line = text[max(0, at - _BACK) : at].rpartition("\n")[2]
            if line.count(opening) - line.count(closing) == 1:
                yield at, 1, 2, "mark"
            at = text.find(closing + closing, at + 2)


def _hit(match: Match, once: int, message: str) -> Hit:
    text = match.passage.text
    word = text.value[match.start : match.start + once]
    section = match.passage.section
    shown = text.value[max(0, match.start - 8) : match.start] + word + text.value[match.end : match.end + 8]
    again = text.span(match.start + once, match.end)
    sure = message == "mark" and again[1] - again[0] == match.end - match.start - once
    return Hit(
        span=match.span,
        values={"words": match.words if once > 1 or message != "message" else _in_context(match), "once": word},
        message=message,
        section=section.number if section is not None else None,
        expected=word if message != "mixed" else None,
        actual=match.words,
        suggestion=shown if message in ("message", "mark") else None,
        edits=[(again, "")] if sure else [],
    )


def _in_context(match: Match) -> str:
    """A letter that stands twice, with the letters around it."""
    value = match.passage.text.value
    start, end = match.start, match.end
    while start > max(0, match.start - 2) and "一" <= value[start - 1] <= "鿿":
        start -= 1
    while end < min(len(value), match.end + 2) and "一" <= value[end] <= "鿿":
        end += 1
    return value[start:end]
