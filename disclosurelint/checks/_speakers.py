"""Sentences that speak of the reporting body's own work, and name another body as the one that did it.

What a report says of disclosure with a body as its subject (2024年，清沅县水务局认真落实《条例》…), whom it asks its readers
to turn to, where it says it is published: each is the reporting body's, not another's of the same level. Superiors,
subordinates, partners and whatever the names do not decide are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from disclosurelint.checks._passages import Match, Passages
from disclosurelint.facts.bodies import same_body
from disclosurelint.regexes import compiled

_AROUND = 200


def speakers(
    whole: Passages, preamble: Passages, names: Sequence[str], type_: str | None, words: Mapping[str, Any], body: Any
) -> Iterator[Match]:
    """The first mention of each body that speaks in place of the report's own; `words` are the list's `speakers`.

    `names` are those by which title, preamble and signature call the body, `type_` is its type, `body` the words by
    which bodies are known.
    """
    kind = words["kinds"].get(type_)
    if kind is None:
        return
    told: set[str] = set()
    for part, patterns in ((whole, words["subjects"]), (preamble, words["contacts"])):
        for pattern in patterns:
            for match in compiled(pattern).finditer(part.joined):
                name = match[1]
                if name in told or any(word in name for word in words["no-names"]):
                    continue
                if part is whole and not _about_disclosure(part.joined, match.end(), words):
                    continue
                other = _other_department if kind == "department" else _other_government
                if other(name, names, words, body):
                    told.add(name)
                    yield part.at(match.start(1), match.end(1))


def _about_disclosure(text: str, at: int, words: Mapping[str, Any]) -> bool:
    """Whether the sentence is on disclosure, and not on somebody's help with it or on an example."""
    end = min((place for place in (text.find("。", at), text.find("\n", at)) if place >= 0), default=len(text))
    rest = text[at : min(end, at + _AROUND)]
    return any(word in rest for word in words["about"]) and not any(word in rest for word in words["with-others"])


def _other_government(name: str, names: Sequence[str], words: Mapping[str, Any], body: Any) -> bool:
    """Whether a government or sub-district office is another one of the same level."""
    own = {place for one in names if (place := _last_place(one, words)) is not None}
    place = _last_place(name, words)
    if place is None or not own or any(place[:2] in one for one in names):
        return False
    levels = next((level for level in words["levels"] if place.endswith(tuple(level))), None)
    return (
        levels is not None
        and all(one.endswith(tuple(levels)) for one in own)
        and not any(same_body(name, one, body) for one in names)
    )


def _last_place(name: str, words: Mapping[str, Any]) -> str | None:
    """The place that a government's name ends in, without those above it: 青萍乡 of 清沅县青萍乡人民政府."""
    for end in words["governments"]:
        name = name.removesuffix(end)
    match = compiled(words["last-place"]).search(name)
    return match[1] if match is not None else None


def _other_department(name: str, names: Sequence[str], words: Mapping[str, Any], body: Any) -> bool:
    """Whether a department is another one of the same place, or one of another place of the same level."""
    if not name.endswith(tuple(words["departments"])) or any(word in name for word in words["serve-all"]):
        return False
    first = _first_place(name, words)
    for one in names:
        own = _first_place(one, words)
        if first is None or own is None or same_body(name, one, body) or one.startswith(name):
            return False
        if not one.endswith(tuple(words["departments"])):
            return False
        if own.endswith(first) or first.endswith(own):
            if _alike(_stem(name, first, words), _stem(one, own, words)):
                return False
        elif own[:2] == first[:2] or not all(place.endswith(tuple(words["county-level"])) for place in (own, first)):
            return False
    return True


def _first_place(name: str, words: Mapping[str, Any]) -> str | None:
    """The place with which a department's name begins: 清沅县 of 清沅县水务局."""
    match = compiled(words["first-place"]).match(name)
    return match[0] if match is not None else None


def _stem(name: str, place: str, words: Mapping[str, Any]) -> str:
    stem = name[len(place) :]
    end = next((end for end in words["departments"] if stem.endswith(end)), "")
    return stem.removesuffix(end)


def _alike(one: str, other: str) -> bool:
    """Whether two matters may be one office's: one is short for the other, or they share two letters in a row."""
    return (
        not one
        or not other
        or _is_short(one, other)
        or _is_short(other, one)
        or any(one[at : at + 2] in other for at in range(len(one) - 1))
    )


def _is_short(short: str, long: str) -> bool:
    """Whether all letters stand in the other words in their order (卫健, 卫生健康)."""
    letters = iter(long)
    return all(letter in letters for letter in short)
