"""Rows in words that the form does not have, among the rows of a table that has become text.

Between two rows of the form stand further words, each with as many numbers as a row has cells: where as many rows of
the form are missing there, these are they, in other words; where none is, they were added.
"""

from __future__ import annotations

from collections.abc import Sequence

from disclosurelint.facts.forms import RowForm
from disclosurelint.facts.harvest import Harvest
from disclosurelint.facts.labels import is_damage
from disclosurelint.facts.marks import Hit, Lines
from disclosurelint.facts.tokens import Token, tokens_of
from disclosurelint.report import Deviation

_LONGEST = 40
_MARKS = frozenset("。;,:!?")
_NOTES = ("注", "备注", "说明", "附", "图", "单位")


class Unknown:
    """A row in unknown words: where these stand, and its numbers."""

    __slots__ = ("cells", "end", "start")

    def __init__(self, start: int, end: int, cells: list[Token]) -> None:
        self.start = start
        self.end = end
        self.cells = cells


def unknown_rows(lines: Lines, hits: Sequence[Hit], start: int, stop: int, known: str) -> list[Unknown] | None:
    """The rows in unknown words in a stretch; None where anything else has numbers there.

    `hits` are the labels of the form inside the stretch that open no row (captions, column labels).
    """
    found: list[Unknown] = []
    words: list[Token] = []
    cells: list[Token] = []
    for token in [*tokens_of(lines.value, start, stop), None]:
        if token is not None and any(hit.begin <= token.start < hit.end for hit in hits):
            if cells and not _close(lines, words, cells, known, found):
                return None
            words, cells = [], []
        elif token is not None and token.kind == "word":
            if cells:
                if not _close(lines, words, cells, known, found):
                    return None
                words, cells = [], []
            words.append(token)
        elif token is not None:
            if is_ordinal(lines.value, token):
                continue
            cells.append(token)
        elif cells and not _close(lines, words, cells, known, found):
            return None
    return found


def _close(lines: Lines, words: list[Token], cells: list[Token], known: str, found: list[Unknown]) -> bool:
    if not words:
        return False
    first, last = words[0].start, words[-1].end
    text = lines.value[first:last]
    compact = "".join(text.split())
    between = lines.value[last : cells[0].start]
    if not 2 <= len(compact) <= _LONGEST or compact.startswith(_NOTES) or _MARKS & set(text + between):
        return False
    if all(word.text in known for word in words):
        return False
    found.append(Unknown(_with_ordinal(lines.value, first), last, cells))
    return True


def _with_ordinal(value: str, start: int) -> int:
    at = start
    while at and start - at < 4 and value[at - 1] in " .、．0123456789":
        at -= 1
    return at + len(value[at:start]) - len(value[at:start].lstrip())


def is_ordinal(value: str, token: Token) -> bool:
    """Whether a number that stands apart is the ordinal of the words behind it (2.重复申请)."""
    if not token.plain or len(token.text) > 2 or (token.start and not value[token.start - 1].isspace()):
        return False
    if value[token.end : token.end + 1] not in (".", "、", "．"):
        return False
    return value[token.end + 1 : token.end + 3].strip()[:1].isalpha()


def note_renamed(lines: Lines, harvest: Harvest, row: RowForm, unknown: Unknown) -> None:
    """A row of the form in other words; damaged letters are no other words."""
    text = "".join(lines.value[unknown.start : unknown.end].split())
    if not is_damage(text, row.label.zh):
        _note(lines, harvest, "renamed-row", row, unknown)


def note_added(lines: Lines, harvest: Harvest, unknown: Unknown) -> None:
    """A row that the form does not have."""
    _note(lines, harvest, "added-row", None, unknown)


def _note(lines: Lines, harvest: Harvest, kind: str, row: RowForm | None, unknown: Unknown) -> None:
    harvest.certain.append(
        Deviation(
            kind,  # type: ignore[arg-type]
            row.label if row is not None else None,
            "".join(lines.value[unknown.start : unknown.end].split()),
            lines.text.span(unknown.start, unknown.end),
            [slot.key for slot in row.slots] if row is not None else [],
            row.key if row is not None else "",
        )
    )
