"""Whether any of many plain words stands in a text: by their first letters, without a pattern to compile."""

from __future__ import annotations

from collections.abc import Iterable

Index = dict[str, tuple[str, ...]]
"""Words by their first letter."""


def index_of(words: Iterable[str]) -> Index:
    """An index of plain words, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return {first: tuple(entries) for first, entries in found.items()}


def holds(value: str, index: Index) -> bool:
    """Whether one of the words stands in a text."""
    # A plain loop: this is the innermost of several readers, and a generator costs as much again.
    for at, letter in enumerate(value):  # noqa: SIM110
        if letter in index and value.startswith(index[letter], at):
            return True
    return False
