"""The words that the reader of claims knows, ready for look-up: built once from `words.claims` of a rule set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Roles = dict[str, tuple[str, ...]]
"""What a word can be: `noun`, `verb`, `result` … each with the values that it has there."""

_GROUPS = {
    "nouns": "noun",
    "verbs": "verb",
    "results": "result",
    "applicants": "applicant",
    "outcomes": "outcome",
    "marks": "mark",
    "rates": "rate",
    "periods": "period",
    "deltas": "delta",
    "all": "all",
}
_PLAIN = {
    "whole": "whole",
    "office": "office",
    "government": "government",
    "scopes": "scope",
    "foreign": "foreign",
    "anaphora": "anaphora",
    "none": "none",
    "zero": "zero",
    "done": "done",
    "deadline": "deadline",
    "in_time": "in_time",
    "modal": "modal",
    "fillers": "filler",
}


@dataclass(slots=True, eq=False)
class Vocabulary:
    """Words by their first letter, the longest first; measure words likewise, each with what it counts."""

    roles: dict[str, Roles] = field(default_factory=dict)
    flags: dict[str, frozenset[str]] = field(default_factory=dict)
    """For each word its roles, and each role with each value (`noun`, `noun:request`)."""
    starts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    units: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    durations: tuple[str, ...] = ()
    duration_starts: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()
    quantities: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[str, Any] = field(default_factory=dict)

    def word_at(self, text: str, at: int) -> str | None:
        """The longest known word that begins at a place."""
        for word in self.starts.get(text[at], ()):
            if text.startswith(word, at):
                return word
        return None

    def unit_at(self, text: str, at: int) -> tuple[str, str] | None:
        """The measure word that begins at a place, with what it counts (`case`, `piece`, `person`, `money`)."""
        if at < len(text):
            for unit in self.units.get(text[at], ()):
                if text.startswith(unit[0], at):
                    return unit
        return None


_kept: list[tuple[Mapping[str, Any], Vocabulary]] = []
_KEPT = 8


def vocabulary_of(words: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary of a rule set's word lists, kept for the next report."""
    for known, vocabulary in _kept:
        if known is words:
            return vocabulary
    vocabulary = build(words)
    _kept.insert(0, (words, vocabulary))
    del _kept[_KEPT:]
    return vocabulary


def build(words: Mapping[str, Any]) -> Vocabulary:
    """A vocabulary from `words.claims` as the rule set's YAML has it."""
    found = Vocabulary(
        durations=tuple(sorted(words.get("durations", ()), key=len, reverse=True)),
        shares=frozenset(words.get("shares", ())),
        quantities=words.get("quantities", {}),
        rows=words.get("rows", {}),
    )
    found.duration_starts = frozenset(duration[0] for duration in found.durations)
    for word, role, value in _entries(words):
        roles = found.roles.setdefault(word, {})
        if value not in roles.get(role, ()):
            roles[role] = (*roles.get(role, ()), value)
    found.starts = _by_first(found.roles)
    found.flags = {word: flags_of(roles) for word, roles in found.roles.items()}
    units: dict[str, list[tuple[str, str]]] = {}
    for kind, entries in words.get("units", {}).items():
        for unit in entries:
            units.setdefault(unit[0], []).append((unit, kind))
    found.units = {first: tuple(sorted(entries, key=lambda unit: -len(unit[0]))) for first, entries in units.items()}
    return found


def flags_of(roles: Roles) -> frozenset[str]:
    """The roles of a word, and each role with each of its values."""
    return frozenset([*roles, *(f"{role}:{value}" for role, values in roles.items() for value in values if value)])


def _entries(words: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for group, role in _GROUPS.items():
        for value, entries in words.get(group, {}).items():
            for word in entries:
                yield str(word), role, value
    for group, role in _PLAIN.items():
        for word in words.get(group, ()):
            yield str(word), role, ""


def _by_first(roles: Mapping[str, Roles]) -> dict[str, tuple[str, ...]]:
    starts: dict[str, list[str]] = {}
    for word in roles:
        starts.setdefault(word[0], []).append(word)
    return {first: tuple(sorted(entries, key=len, reverse=True)) for first, entries in starts.items()}
