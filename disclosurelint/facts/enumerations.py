"""Enumerations of a report: 一是 … 二是 in running text, and ordinals that open a paragraph ((一), 1.).

Items are read in the order of the text; a list that opens inside an item (一是 … ：一是 …) is a list of its own, and a
new list may begin anywhere. What breaks the count is a *break*: a number left out, one that comes twice, an item that
lost its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from disclosurelint.facts.numerals import write_chinese
from disclosurelint.facts.ordinals import number_of, ordinal_at
from disclosurelint.records import record
from disclosurelint.regexes import compiled

BreakKind = Literal["missing", "repeated", "lost"]


@record
class Item:
    """An item: its number, the words that bear it (二是, (三)), where they stand, and how they are written."""

    number: int
    words: str
    start: int
    end: int
    style: str


@record
class Break:
    """What breaks a list: the item at which it shows, the one before it, and the number that should have come."""

    kind: BreakKind
    item: Item
    before: Item | None
    wanted: int


_SPOKEN = r"[一二三四五六七八九十]\n?是"
_UNNUMBERED = r"[;。]\n?(是|[二三四五六七八九十])(?=[一-鿿])"
_HAN = "一二三四五六七八九十"
_ENDS = frozenset(',;。:、\n!?)”*#> "')
_NO_ITEM = frozenset("统唯之第万同单逐不专其合归如划二三四五六七八九十这那有每某")
"""Letters with which 一 is another word (统一是, 之一是)."""

_DEEPEST = 6
_REACH = 600
"""How far back a first item in other words is looked for, and how far on an item without its number."""


def spoken_items(text: str) -> list[Item]:
    """The items 一是, 二是 … that open a clause."""
    found = []
    for match in compiled(_SPOKEN).finditer(text):
        start = match.start()
        while start and text[start - 1] in _HAN and match.start() - start < 2:
            start -= 1
        number = number_of(text[start : match.end()].rstrip("是\n"))
        opens = start == 0 or text[start - 1] in _ENDS
        # A list may begin right behind a heading that runs into the text.
        if number is not None and (opens or (number == 1 and text[start - 1] not in _NO_ITEM)):
            found.append(Item(number, text[start : match.end()].replace("\n", ""), start, match.end(), "spoken"))
    return found


def spoken_breaks(text: str, words: Mapping[str, Any]) -> Iterator[Break]:
    """The breaks of lists 一是 … 二是 …, each told once.

    `words` hold `first`, by which a list begins in other words (首先), and `measures`, letters that follow a numeral which
    is no item's (二级, 三个).
    """
    items = spoken_items(text)
    open_lists: list[Item] = []
    told: set[int] = set()
    for item in items:
        fault = _take(open_lists, item)
        if fault is None or _excused(text, fault, words):
            continue
        if fault.before is not None and fault.kind == "missing":
            lost = _unnumbered(text, fault.before, fault.wanted, item.start, words)
            if lost is not None:
                told.add(fault.before.start)
                fault = Break("lost", lost, fault.before, fault.wanted)
        yield fault
    yield from _lost_behind(text, items, told, words)


def _take(open_lists: list[Item], item: Item) -> Break | None:
    """Adds an item to the innermost list that it goes on with; a break where there is none."""
    for depth in range(len(open_lists) - 1, -1, -1):
        if item.number == open_lists[depth].number + 1:
            del open_lists[depth:]
            open_lists.append(item)
            return None
    if item.number == 1:
        open_lists.append(item)
        del open_lists[:-_DEEPEST]
        return None
    before = open_lists[-1] if open_lists else None
    wanted = before.number + 1 if before is not None else 1
    if open_lists:
        open_lists[-1] = item
    else:
        open_lists.append(item)
    kind: BreakKind = "repeated" if before is not None and item.number == before.number else "missing"
    return Break(kind, item, before, wanted)


def _excused(text: str, fault: Break, words: Mapping[str, Any]) -> bool:
    """Whether the number is there in other words (二要, 第二, 首先), so that nothing is missing."""
    if fault.before is None:
        before = text[max(0, fault.item.start - _REACH) : fault.item.start]
        return fault.item.number > 2 or any(word in before for word in words["first"])
    if fault.kind == "repeated":
        return False
    if fault.item.number < fault.before.number:
        return True
    between = text[fault.before.end : fault.item.start]
    return any(
        _opens_a_clause(between, write_chinese(number), words) for number in range(fault.wanted, fault.item.number)
    )


def _opens_a_clause(text: str, numeral: str, words: Mapping[str, Any]) -> bool:
    """Whether a numeral opens a clause as another way to number an item (二要, 第二, (二)), not with its 是 lost."""
    at = text.find(numeral)
    while at >= 0:
        end = at + len(numeral)
        before, after = text[at - 1 : at], text[end : end + 1]
        if (
            after == "是"
            or before in ("第", "其", "(")
            or ((at == 0 or before in _ENDS) and after in words["measures"])
        ):
            return True
        at = text.find(numeral, at + 1)
    return False


def _unnumbered(text: str, before: Item, wanted: int, end: int, words: Mapping[str, Any]) -> Item | None:
    """The clause behind an item that reads like the next without its number (；是设立…), or without 是 (；二开通…)."""
    numeral = _HAN[wanted - 1] if wanted <= len(_HAN) else "是"
    for match in compiled(_UNNUMBERED).finditer(text, before.end, end):
        if match[1] == "是" or (match[1] == numeral and text[match.end()] not in words["measures"]):
            return Item(wanted, match[1], match.start(1), match.end(), "spoken")
    return None


def _lost_behind(text: str, items: Sequence[Item], told: set[int], words: Mapping[str, Any]) -> Iterator[Break]:
    """Items without their numbers behind the last of a list (一是 …；是设置…；是设立…)."""
    for place, item in enumerate(items):
        following = items[place + 1] if place + 1 < len(items) else None
        if item.start in told or (following is not None and following.number != 1):
            continue
        end = min(following.start if following is not None else len(text), item.end + _REACH)
        line = text.find("\n", item.end, end)
        lost = _unnumbered(text, item, item.number + 1, end if line < 0 else line, words)
        if lost is not None and text[lost.start - 1] == ";":
            yield Break("lost", lost, item, item.number + 1)


def opening_items(openings: Sequence[tuple[str, int]]) -> list[Item]:
    """The ordinals with which paragraphs open; `openings` are (first words, place)."""
    found = []
    for words, place in openings:
        style, numeral, end = ordinal_at(words)
        if style in ("paren", "arabic", "han"):
            number = number_of(numeral)
            if number is not None:
                found.append(Item(number, words[:end].strip("#*> "), place, place + end, style))
        elif words.startswith("("):
            closing = words.find(")", 1, 4)
            if closing > 1 and words[1:closing].isdecimal():
                found.append(Item(int(words[1:closing]), words[: closing + 1], place, place + closing + 1, "small"))
    return found


def opening_breaks(items: Sequence[Item]) -> Iterator[Break]:
    """Numbers left out or repeated among ordinals that open paragraphs, list by list of one style."""
    open_lists: dict[str, list[Item]] = {}
    for item in items:
        lists = open_lists.setdefault(item.style, [])
        for inner in _inner_of(item.style):
            open_lists.pop(inner, None)
        if not lists and item.number != 1:
            lists.append(item)
            continue
        fault = _take(lists, item)
        if fault is not None and fault.before is not None and item.number >= fault.before.number:
            yield fault


_ORDER = ("han", "paren", "arabic", "small")


def _inner_of(style: str) -> tuple[str, ...]:
    """The styles whose lists end where an item of an outer style begins."""
    return _ORDER[_ORDER.index(style) + 1 :] if style in _ORDER else ()


def spellings(item: Item, number: int) -> list[str]:
    """How the item of a number would be written beside another, to see whether it is there after all."""
    numeral = write_chinese(number) if 0 < number < 100 else ""
    if item.style == "paren":
        return [f"({numeral})", f"({number})"] if numeral else []
    if item.style == "han":
        return [f"{numeral}、", f"{numeral}.", f"第{numeral}"] if numeral else []
    if item.style == "small":
        return [f"({number})"]
    return [f"{number}.", f"{number}、", f"{number}．", f"{number} "]


def turned_lists(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Levels turned round: a list of an outer style that begins inside an item of an inner one ((一) under 1.).

    Told only where it is beyond doubt: no item of the outer style stands before, and the inner style's list goes on
    behind it, or had but begun. Gives the item of the inner style, and the first of the list inside it.
    """
    seen: set[str] = set()
    for place, item in enumerate(items):
        above = items[place - 1] if place else None
        if item.number == 1 and item.style not in seen and above is not None and _is_inside(items, place, above):
            yield above, item
        seen.add(item.style)


def _is_inside(items: Sequence[Item], place: int, above: Item) -> bool:
    item = items[place]
    if _ORDER.index(above.style) <= _ORDER.index(item.style):
        return False
    behind = items[place + 1 :]
    goes_on = next((one for one in behind if one.style == above.style), None)
    if goes_on is not None:
        return goes_on.number == above.number + 1
    return above.number == 1 and any(one.style == item.style and one.number == 2 for one in behind)
