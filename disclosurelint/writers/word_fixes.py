"""Fixes in a Word draft: letters changed within the elements of text that hold them, so that each keeps its format."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from html import escape

from disclosurelint.document import Document
from disclosurelint.outcomes import Edit
from disclosurelint.writers.word_map import WordMap
from disclosurelint.writers.word_package import rewritten, spliced

_Change = tuple[int, int, bytes]


class WordFixes:
    """The fixes that can be made in one draft."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: WordMap | None = None

    @property
    def places(self) -> WordMap:
        """Where everything stands, looked up once there is something to mend."""
        if self._places is None:
            self._places = WordMap(self._document)
        return self._places

    def possible(self, edit: Edit) -> bool:
        """Whether an edit touches nothing but text that stands in the file: no automatic number, tab or line break."""
        return self._changes(edit) is not None

    def mended(self, edits: Iterable[Edit]) -> bytes:
        """The bytes of the file with these edits made, each of which is possible."""
        changes = [change for edit in edits for change in self._changes(edit) or ()]
        package = self.places.package
        return rewritten(package, {package.main: spliced(self.places.xml, changes)}, mark=False)

    def _changes(self, edit: Edit) -> list[_Change] | None:
        start, end = edit.span
        old = self._document.source[start:end]
        found: list[_Change] = []
        for kind, first, last, begin, stop in SequenceMatcher(None, old, edit.text, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            changes = self._replaced(start + first, start + last, edit.text[begin:stop])
            if changes is None:
                return None
            found += changes
        return found

    def _replaced(self, start: int, end: int, text: str) -> list[_Change] | None:
        """Letters replaced: the new ones stand where the first of the old did, or behind the letter before."""
        new = escape(text, quote=False).encode()
        if start == end:
            return self._inserted(start, new)
        found: list[_Change] = []
        at = start
        while at < end:
            held = self.places.text_at(at)
            if held is None:
                return None
            element, before = held
            count = min(end, self.places.next_origin(at)) - at
            first, last = self.places.byte_at(element, before), self.places.byte_at(element, before + count)
            if first is None or last is None:
                return None
            found.append((first, last, b"" if found else new))
            at += count
        return found

    def _inserted(self, at: int, new: bytes) -> list[_Change] | None:
        for origin, behind in ((at - 1, 1), (at, 0)):
            held = self.places.text_at(origin) if origin >= 0 else None
            if held is not None and self._document.source[origin : origin + 1] != "\n":
                place = self.places.byte_at(held[0], held[1] + behind)
                if place is not None:
                    return [(place, place, new)]
        return None
