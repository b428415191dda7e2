"""The words that the reader of claims knows, ready for look-up: built once from `words.claims` of a rule set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_EVERYWHERE = frozenset(("proactive", "fee_weak", "request_weak"))
"""Nouns that any sentence may hold."""

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
    "offices": "office_scope",
    "heads": "head",
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


class Vocabulary:
    """Words by their first two letters, the longest first; measure words by their first, each with what it counts."""

    __slots__ = (
        "_flags",
        "_named",
        "duration_starts",
        "durations",
        "lists",
        "pairs",
        "quantities",
        "roles",
        "rows",
        "shares",
        "singles",
        "units",
    )

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.roles = _roles(words)
        self.singles = frozenset(word for word in self.roles if len(word) == 1)
        self.pairs: dict[str, list[str]] = {}
        for word in sorted(self.roles, key=len, reverse=True):
            if len(word) > 1:
                self.pairs.setdefault(word[:2], []).append(word)
        units: dict[str, list[tuple[str, str]]] = {}
        for kind, entries in words.get("units", {}).items():
            for unit in entries:
                units.setdefault(unit[0], []).append((unit, kind))
        self.units = {first: sorted(entries, key=lambda unit: -len(unit[0])) for first, entries in units.items()}
        self.durations = tuple(sorted(words.get("durations", ()), key=len, reverse=True))
        self.duration_starts = frozenset(duration[0] for duration in self.durations)
        self.shares = frozenset(words.get("shares", ()))
        self.quantities: Mapping[str, Any] = words.get("quantities", {})
        self.rows: Mapping[str, Any] = words.get("rows", {})
        self.lists: dict[str, tuple[Any, ...]] = {
            name: tuple(entries) for name, entries in words.get("lists", {}).items()
        }
        self._named: tuple[str, ...] | None = None
        self._flags: dict[str, frozenset[str]] = {}

    def listed(self, name: str) -> tuple[Any, ...]:
        """The words by which the grammar tells one reading from another, by what they show."""
        return self.lists.get(name, ())

    def named_beside(self, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """The nouns of what is counted that a pattern for the usual ones does not find: those of an overlay, rare ones."""
        if self._named is None:
            nouns = [word for word, roles in self.roles.items() if not _EVERYWHERE.issuperset(roles.get("noun", ()))]
            # One search over all of them, two marks between: a match may take one.
            found = pattern.sub("\0", "。。".join(nouns) + "。")
            self._named = tuple(word for word in found.split("。") if word and "\0" not in word)
        return self._named

    def flags(self, word: str) -> frozenset[str]:
        """The roles of a word, and each role with each of its values (`noun`, `noun:request`)."""
        found = self._flags.get(word)
        if found is None:
            roles = self.roles[word]
            found = self._flags[word] = frozenset(
                [*roles, *(f"{role}:{value}" for role, values in roles.items() for value in values if value)]
            )
        return found

    def word_at(self, text: str, at: int) -> str | None:
        """The longest known word that begins at a place."""
        for word in self.pairs.get(text[at : at + 2], ()):
            if text.startswith(word, at):
                return word
        letter = text[at]
        return letter if letter in self.singles else None

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
    vocabulary = Vocabulary(words)
    _kept.insert(0, (words, vocabulary))
    del _kept[_KEPT:]
    return vocabulary


def _roles(words: Mapping[str, Any]) -> dict[str, Roles]:
    found: dict[str, Roles] = {}
    for group, role in _GROUPS.items():
        for value, entries in words.get(group, {}).items():
            _add(found, entries, role, value)
    for group, role in _PLAIN.items():
        _add(found, words.get(group, ()), role, "")
    return found


def _add(found: dict[str, Roles], entries: Iterable[str], role: str, value: str) -> None:
    values = (value,)
    for word in entries:
        roles = found.get(word)
        if roles is None:
            found[word] = {role: values}
        elif role not in roles:
            roles[role] = values
        elif value not in roles[role]:
            roles[role] = (*roles[role], value)
