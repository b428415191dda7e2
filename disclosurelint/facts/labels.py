"""Labels of the form, known again in a draft: by the letters alone, with variants, groups put before them, and damage.

Labels are compared *folded*: letters and digits only, without spaces, brackets, quotation marks and points
(`（三）不予公开 1.属于国家秘密` is `三不予公开1属于国家秘密`). A label that lost or changed a letter or two (three
in a long one) is still known where no other label of the table is nearly as close.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from disclosurelint.characters import normalise

Item = TypeVar("Item")

_NUMERALS = "一二三四五六七八九十"
_MEMORY = 4096
_LONGEST = 200


Found = tuple[Item, bool]
"""What a label was taken for, and whether letters had to be allowed for."""


def fold(label: str) -> str:
    """The letters and digits of a label."""
    return label if label.isalnum() else "".join(filter(str.isalnum, label))


def letters(label: str) -> str:
    """The letters of a label."""
    return label if label.isalpha() else "".join(filter(str.isalpha, label))


def as_printed(label: str) -> str:
    """A normalised label with the brackets that the form prints."""
    return label.replace("(", "（").replace(")", "）")


def ordinal_of(compact: str) -> tuple[str, str]:
    """The ordinal before a label and the label without it: ("三", "不予公开"), ("1", "属于国家秘密"), ("", …)."""
    at = 1 if compact[:1] in ("(", "[") else 0
    end = at
    while end < len(compact) and end < at + 2 and (compact[end] in _NUMERALS or compact[end].isdigit()):
        end += 1
    if end == at or end >= len(compact):
        return "", compact
    ordinal, rest = compact[at:end], compact[end:]
    if at and rest[0] in ")]":
        return ordinal, rest[1:].lstrip("、.,")
    if not at and rest[0] in "、.,":
        return ordinal, rest[1:]
    return "", compact


def distance(left: str, right: str, most: int) -> int:
    """The edit distance of two words, or `most` + 1 where it is larger."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        now = [row]
        for column, b in enumerate(right, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (a != b)))
        if min(now) > most:
            return most + 1
        before = now
    return before[-1]


def is_damage(text: str, label: str) -> bool:
    """Whether words are, or end in, a label of the form that lost or changed a letter or two (规 for 规章)."""
    words, wanted = fold(text), fold(normalise(label))
    if len(words) < len(wanted) and distance(words, wanted, 2) <= min(2, len(wanted) - 1):
        return True
    return any(distance(words[-size:], wanted, 1) <= 1 for size in range(max(1, len(wanted) - 1), len(wanted) + 2))


def allowed_damage(label: int, text: int) -> int:
    """How many letters of a label of this length may be lost or misread in a text of that length.

    Lost letters prove less than other ones: 1.属于商业秘密 is not 1.属于国家秘密 misread.
    """
    if label < 4:
        return 0
    if text < label:
        return 3 if label > 11 else 2 if label > 5 else 1
    return 2 if label > 11 or (text > label > 9) else 1


class Lexicon(Generic[Item]):
    """Labels and what they stand for. `prefixes` are groups that may stand before a label in the same cell."""

    def __init__(self) -> None:
        self._exact: dict[str, Item] = {}
        self._labels: list[tuple[str, Item, bool]] = []
        self._leads: list[str] = []
        self._memory: dict[str, Found[Item] | None] = {}
        self._whole: dict[str, Found[Item] | None] = {}
        # For labels that are not written as the form has them; worked out when the first comes.
        self._bare: dict[str, tuple[str, Item]] = {}
        self._groups: list[tuple[str, str, Item]] = []
        self._prefixes: list[str] = []
        self._ready = False

    def add(self, label: str, item: Item) -> None:
        """A label as the form, or a known variant, has it."""
        compact = "".join(normalise(label).split())
        self._exact.setdefault(fold(compact), item)
        self._labels.append((compact, item, False))

    def add_group(self, label: str, item: Item) -> None:
        """The label of a group of rows (（三）不予公开), known also where only its beginning is left."""
        compact = "".join(normalise(label).split())
        self._exact.setdefault(fold(compact), item)
        self._labels.append((compact, item, True))
        self._leads.append(compact)

    def add_prefix(self, label: str) -> None:
        """Words that may stand before a label in its cell."""
        self._leads.append("".join(normalise(label).split()))

    def _prepare(self) -> None:
        self._ready = True
        for compact, item, group in self._labels:
            remark = compact.find("(", 1)
            if remark > 2 and not group:
                compact = compact[:remark]
                self._exact.setdefault(fold(compact), item)
            ordinal, bare = ordinal_of(compact)
            if group:
                self._groups.append((ordinal, fold(bare), item))
            elif ordinal:
                self._bare.setdefault(fold(bare), (ordinal, item))
        leads = {form for lead in self._leads for form in (fold(lead), fold(ordinal_of(lead)[1])) if len(form) > 1}
        self._prefixes = sorted(leads, key=len, reverse=True)

    def items(self) -> Iterable[tuple[str, Item]]:
        """The folded labels with their items."""
        return self._exact.items()

    def find(self, text: str) -> Found[Item] | None:
        """What the normalised text of a cell is the label of."""
        try:
            return self._memory[text]
        except KeyError:
            pass
        if len(self._memory) >= _MEMORY:
            self._memory.clear()
        found = self.known(text)
        if found is None and 2 < len(text) <= _LONGEST:
            folded = fold(text)
            found = self._nearest(folded) or self._within(folded)
        self._memory[text] = found
        return found

    def known(self, text: str) -> Found[Item] | None:
        """The same without allowing for damage."""
        if len(text) > _LONGEST:
            return None
        try:
            return self._whole[text]
        except KeyError:
            pass
        if len(self._whole) >= _MEMORY:
            self._whole.clear()
        found = self._whole[text] = self._known(text)
        return found

    def _known(self, text: str) -> Found[Item] | None:
        folded = fold(text)
        if not folded:
            return None
        if folded in self._exact:
            return self._exact[folded], False
        if not self._ready:
            self._prepare()
        rest = self._without_prefix(folded)
        if rest is not None:
            found = self._find_rest(rest)
            if found is not None:
                return found
        compact = "".join(text.split())
        for candidate in self._simpler(compact):
            if candidate in self._exact:
                return self._exact[candidate], False
        return self._after_group(compact) or self._by_ordinal(compact)

    def _simpler(self, compact: str) -> Iterable[str]:
        remark = compact.find("(", 1)
        if remark > 1:
            yield fold(compact[:remark])
        folded = fold(compact)
        without = _without_year(folded)
        if without != folded:
            yield without

    def _without_prefix(self, folded: str) -> str | None:
        rest = folded
        for _ in range(4):
            prefix = next((p for p in self._prefixes if rest.startswith(p) and len(rest) > len(p)), None)
            if prefix is None:
                break
            rest = rest[len(prefix) :]
        return rest if rest != folded else None

    def _find_rest(self, rest: str) -> Found[Item] | None:
        if rest in self._exact:
            return (self._exact[rest], False)
        if rest in self._bare:
            return (self._bare[rest][1], False)
        if rest[0].isdigit() and rest[1:] in self._bare and self._bare[rest[1:]][0] == rest[0]:
            return (self._bare[rest[1:]][1], False)
        return self._nearest(rest)

    def _after_group(self, compact: str) -> Found[Item] | None:
        """A numbered label behind a group in other words ((六)其他 1.逾期不补正)."""
        place = next((at for at in range(3, len(compact) - 2) if compact[at].isdigit() and compact[at + 1] in ".、"), 0)
        item = self._exact.get(fold(compact[place:])) if place else None
        return (item, False) if item is not None and self._by_ordinal(compact[:place]) is not None else None

    def _by_ordinal(self, compact: str) -> Found[Item] | None:
        ordinal, bare = ordinal_of(compact)
        folded = fold(bare)
        for own, label, item in self._groups:
            if label == folded or (ordinal and ordinal == own and len(folded) > 1 and label.startswith(folded)):
                return (item, False)
        entry = self._bare.get(folded)
        if entry is None and "(" in bare[2:]:
            entry = self._bare.get(fold(bare[: bare.index("(", 2)]))
        if entry is None or (len(folded) <= 2 and ordinal and ordinal != entry[0]):
            return None
        return (entry[1], False)

    def _within(self, folded: str) -> Found[Item] | None:
        """A label with a few letters before or behind it (行政事业性收费项目)."""
        items = {
            id(item): item
            for label, item in self._exact.items()
            if len(label) > 3 and (folded.startswith(label) or folded.endswith(label)) and len(folded) <= len(label) + 6
        }
        return (next(iter(items.values())), True) if len(items) == 1 else None

    def _nearest(self, folded: str) -> Found[Item] | None:
        if len(folded) < 3:
            return None
        best: tuple[int, Item] | None = None
        second = len(folded)
        alphabet = set(folded)
        for label, item in self._exact.items():
            allowed = min(allowed_damage(len(label), len(folded)), len(folded) // 3)
            # Cheap first: most labels differ in more letters than may be lost.
            if abs(len(label) - len(folded)) > allowed or len(alphabet.difference(label)) > allowed:
                continue
            near = distance(folded, label, allowed)
            if near > allowed:
                continue
            if best is None or near < best[0]:
                if best is not None and best[1] is not item:
                    second = best[0]
                best = (near, item)
            elif item is not best[1]:
                second = min(second, near)
        return (best[1], True) if best is not None and best[0] < second else None


def _without_year(folded: str) -> str:
    at = folded.find("20")
    if at < 0 or not folded[at : at + 4].isdigit():
        return folded
    end = at + 4
    if folded[end : end + 1] in ("年", "度"):
        end += 1
    return folded[:at] + folded[end:]
