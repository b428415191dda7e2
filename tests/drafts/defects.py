"""Faults planted in clean drafts: each changes a draft as a clerk's slip would, and knows the rule and the place
that must tell it. `DEFECTS` holds them by rule; `plant` returns None where a draft gives no hold for a fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.drafts.draft import Draft


@dataclass(slots=True, frozen=True)
class Spot:
    """Where a fault must be told: at one of `figures`, at `words` (any of these), inside a `section`, or `anywhere`."""

    figures: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    section: int | None = None
    anywhere: bool = False


@dataclass(slots=True)
class Planted:
    """A draft with one fault, and how it must be checked for it."""

    rule: str
    name: str
    draft: Draft
    spot: Spot
    settings: dict[str, Any] = field(default_factory=dict)
    instead: tuple[str, ...] = ()
    """Rules that may tell it in place of this one."""


Plant = Callable[[Draft, Random], "Spot | None"]


@dataclass(slots=True, frozen=True)
class Defect:
    """A fault: the rule that speaks of it, the editions where it can occur, and how it is planted."""

    rule: str
    name: str
    editions: tuple[str, ...]
    change: Plant
    given: Callable[[Draft], dict[str, Any]]
    instead: tuple[str, ...] = ()


NEW = ("prc-2019", "prc-2021")
ALL = ("prc-2007", *NEW)
OLD = ("prc-2007",)
DEFECTS: dict[str, list[Defect]] = {}


def defect(
    rule: str,
    editions: tuple[str, ...] = ALL,
    given: Callable[[Draft], dict[str, Any]] = lambda draft: {},
    instead: tuple[str, ...] = (),
) -> Callable[[Plant], Plant]:
    """Enters a function as a fault that `rule` must tell."""

    def enter(change: Plant) -> Plant:
        name = change.__name__.replace("_", "-")  # type: ignore[attr-defined]
        DEFECTS.setdefault(rule, []).append(Defect(rule, name, editions, change, given, instead))
        return change

    return enter


def plant(which: Defect, draft: Draft, seed: int) -> Planted | None:
    """A copy of a draft with a fault in it; None where the draft gives no hold for it."""
    if draft.edition not in which.editions:
        return None
    faulty = draft.copy()
    spot = which.change(faulty, Random(f"{seed}/{which.rule}/{which.name}"))
    return None if spot is None else Planted(which.rule, which.name, faulty, spot, which.given(faulty), which.instead)


# -- helpers -------------------------------------------------------------------------------------------------------


def words(*found: str) -> Spot:
    return Spot(words=found)


def body_type(draft: Draft) -> dict[str, Any]:
    """The body type told, so that a rule bound to it can speak with its full severity."""
    return {"body_type": draft.body.type}


def substitute(draft: Draft, pattern: str, change: Callable[[re.Match[str]], str]) -> str | None:
    """Changes the first match of a pattern in the prose; the new words, None where nothing matches."""
    lists = [draft.title, draft.under_title, draft.preamble, draft.signature]
    lists[3:3] = [texts for part in draft.parts for texts in (part.paragraphs, part.after)]
    for texts in lists:
        for at, text in enumerate(texts):
            match = re.search(pattern, text)
            if match:
                new = change(match)
                texts[at] = text[: match.start()] + new + text[match.end() :]
                return new
    return None


def drop_sentence(draft: Draft, needle: str) -> bool:
    """Leaves out the sentence that holds a word; False where none does."""
    return substitute(draft, rf"[^。；]*{needle}[^。；]*[。；]?", lambda match: "") is not None


def bump(draft: Draft, key: str, by: int) -> None:
    draft.figures[key] = str(int(draft.figures[key]) + by)


def column_of(key: str) -> str:
    return key[key.index("[") + 1 : -1]


def filled(draft: Draft, prefix: str, column: str | None = None) -> list[str]:
    """Keys of integer cells above nothing."""
    return [
        key
        for key, text in draft.figures.items()
        if key.startswith(prefix)
        and text.isdecimal()
        and int(text) > 0
        and (column is None or key.endswith(f"[{column}]"))
    ]


from tests.drafts import faults_of_form, faults_of_frame, faults_of_pairs, faults_of_said, faults_of_text  # noqa: E402

__all__ = [
    "DEFECTS",
    "Defect",
    "Planted",
    "Spot",
    "faults_of_form",
    "faults_of_frame",
    "faults_of_pairs",
    "faults_of_said",
    "faults_of_text",
    "plant",
]
