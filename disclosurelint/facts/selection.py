"""Which of the places that look like headings are sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from disclosurelint.document import Document, Table
from disclosurelint.facts.headings import Heading
from disclosurelint.facts.ordinals import HAN, Style, ordinal_at

_RANK = {"exact": 3, "variant": 2, "other": 1, "unknown": 0}
_PREFERENCE: tuple[Style, ...] = ("han", "part", "none", "paren", "arabic", "lost")
_REACH = 600


def choose_official(document: Document, found: Sequence[Heading], vocabulary: Mapping[str, Any]) -> list[Heading]:
    """The headings of a report whose form prescribes six: these, and others at their level."""
    headings = _without_enumerations(document, found, vocabulary)
    headings = _of_main_style(headings)
    primary = _primaries(document, headings, vocabulary)
    kept: list[Heading] = []
    level = _level(list(primary.values()))
    for heading in headings:
        if heading.number is not None and primary.get(heading.number) is not heading:
            _demote(heading, primary)
        if heading.number is not None or _stands_beside(heading, level, kept, vocabulary):
            kept.append(heading)
    return kept


def choose_items(found: Sequence[Heading], vocabulary: Mapping[str, Any]) -> list[Heading]:
    """The headings of a report without prescribed form: all at the first level."""
    ordered = [heading for heading in found if heading.style in ("han", "part") and not heading.inline]
    damaged = any(heading.style == "lost" for heading in found)
    level = _level(ordered) or _highest(found)
    kept: list[Heading] = []
    for heading in found:
        if heading.words in vocabulary["introduction"]:
            continue
        if heading.style in ("han", "part"):
            if heading.inline and not _goes_on(heading, kept):
                continue
        elif heading.style == "lost":
            if heading.inline and heading.number is None:
                continue
        elif heading.style == "none":
            at_level = heading.level is not None and heading.level == level
            if not at_level and (heading.level is not None or (ordered and not damaged)):
                continue
        else:
            continue
        kept.append(heading)
    return kept


def _goes_on(heading: Heading, kept: Sequence[Heading]) -> bool:
    last = next((place for place in range(len(kept) - 1, -1, -1) if kept[place].value is not None), -1)
    value = (kept[last].value or 0) if last >= 0 else 0
    # Between them may stand headings that lost their ordinals.
    return heading.value in range(value + 1, value + 1 + max(1, len(kept) - last))


def _level(headings: Sequence[Heading]) -> int | None:
    levels = Counter(heading.level for heading in headings if heading.level is not None)
    return levels.most_common(1)[0][0] if levels else None


def _highest(headings: Sequence[Heading]) -> int | None:
    levels = [heading.level for heading in headings if heading.level is not None]
    return min(levels) if levels else None


def _without_enumerations(document: Document, found: Sequence[Heading], vocabulary: Mapping[str, Any]) -> list[Heading]:
    """Leaves out tables of contents, and the parts that an introduction counts up."""
    kept: list[Heading] = []
    run: list[Heading] = []
    for place, heading in enumerate(found):
        run.append(heading)
        following = found[place + 1] if place + 1 < len(found) else None
        again = following is not None and (any(_alike(following, one) for one in run) or _restarts(heading, following))
        if following is not None and not again and _adjacent(document, heading, following):
            continue
        if not _is_enumeration(run, found[place + 1 :], vocabulary):
            kept += run
        run = []
    return kept


def _alike(one: Heading, other: Heading) -> bool:
    """Whether a list of headings starts anew with one of them."""
    return one.words == other.words or (one.number is not None and one.number == other.number)


def _restarts(one: Heading, other: Heading) -> bool:
    return other.value == 1 and one.value is not None and one.value > 1


def _adjacent(document: Document, one: Heading, other: Heading) -> bool:
    if one.last == other.first:
        between = one.lines[one.last].compact[one.end : other.start]
        return len(between) <= 4 and all(character in "、,;；。:：和及与以" for character in between)
    if other.first != one.last + 1 or other.start or one.end < len(one.lines[one.last].compact):
        return False
    first, last = one.behind()[0], other.begin()[0]
    return all(_is_contents(block) for block in document.blocks[first + 1 : last] if isinstance(block, Table))


def _is_contents(table: Table) -> bool:
    """Whether a table is some lines of a table of contents, heading and page between tabs."""
    return table.width <= 3 and all(
        ordinal_at("".join(cell.text.value.split()))[0] in ("han", "part") for cell in table.cells if cell.column == 0
    )


def _is_enumeration(run: Sequence[Heading], later: Sequence[Heading], vocabulary: Mapping[str, Any]) -> bool:
    last = run[-1]
    above = run[0].lines[run[0].first - 1].compact if run[0].first and not run[0].start else ""
    if len(run) < 2 and above != "目录":
        return False
    numbers = {heading.number for heading in run if heading.number is not None}
    again = len(numbers & {heading.number for heading in later})
    if above == "目录" and again == len(numbers) > 0:
        return True
    if len(run) < 2:
        return False
    same_line = sum(heading.inline for heading in run) > 1
    rest = last.lines[last.last].compact[last.end :]
    if same_line and rest.lstrip("等共计两" + HAN + "0123456789").startswith(tuple(vocabulary["enumeration"])):
        return True
    if len(run) >= 3 and same_line:
        return True
    return len(run) >= 3 and bool(numbers) and 2 * again >= len(numbers)


def _of_main_style(headings: Sequence[Heading]) -> list[Heading]:
    """Leaves out numbered items such as (二)主动公开政府信息情况, unless the sections themselves are numbered so."""
    counts = {
        style: len({h.number for h in headings if h.style == style and h.match in ("exact", "variant")})
        for style in _PREFERENCE
    }
    main = max(_PREFERENCE, key=lambda style: (counts[style], -_PREFERENCE.index(style)))
    have = {h.number for h in headings if h.style in ("han", "part", main) or h.level is not None}
    kept = []
    for heading in headings:
        if heading.style in ("paren", "arabic") and heading.style != main:
            if heading.level is None or heading.number in have - _only_here(heading, headings):
                continue
        elif heading.style == "none" and heading.level is None and (heading.number is None or main != "none"):
            others = {h.number for h in headings if h is not heading and (h.style != "none" or h.level is not None)}
            if heading.number is None or heading.number in others:
                continue
        kept.append(heading)
    return kept


def _only_here(heading: Heading, headings: Sequence[Heading]) -> set[int | None]:
    others = any(h is not heading and h.number == heading.number for h in headings)
    return set() if others else {heading.number}


def _primaries(document: Document, headings: Sequence[Heading], vocabulary: Mapping[str, Any]) -> dict[int, Heading]:
    """For each official section the heading that is surest to be its own."""
    primary: dict[int, Heading] = {}
    numbers = {heading.number for heading in headings if heading.number is not None}
    for number in sorted(numbers):
        sure = [h for h in headings if h.number == number and h.match != "other"]
        if sure:
            primary[number] = _best(document, sure, number, vocabulary)
    for number in sorted(numbers - set(primary)):
        below = max((h.place for n, h in primary.items() if n < number), default=(-1, -1))
        above = min((h.place for n, h in primary.items() if n > number), default=(1 << 40, 0))
        fitting = [h for h in headings if h.number == number and below < h.place < above and h.style != "paren"]
        if fitting:
            primary[number] = _best(document, fitting, number, vocabulary)
    for name, signs in vocabulary["places"].items():
        number = int(name.removeprefix("section-"))
        if primary and number not in primary:
            below = max((h.place for n, h in primary.items() if n < number), default=(-1, -1))
            above = min((h.place for n, h in primary.items() if n > number), default=(1 << 40, 0))
            for heading in headings:
                if (
                    heading.number is None
                    and heading.value == number
                    and below < heading.place < above
                    and any(sign in heading.words for sign in (*signs, *vocabulary["unreadable"]))
                ):
                    heading.number, heading.match = number, "other"
                    primary[number] = heading
                    break
    return primary


def _best(document: Document, headings: Sequence[Heading], number: int, vocabulary: Mapping[str, Any]) -> Heading:
    if len(headings) == 1:
        return headings[0]
    return max(
        headings,
        key=lambda h: (
            _RANK[h.match] - (h.style not in ("han", "part")),
            h.value == number,
            _has_table(document, h, number, vocabulary),
            (-h.first, -h.start),
        ),
    )


def _has_table(document: Document, heading: Heading, number: int, vocabulary: Mapping[str, Any]) -> bool:
    """Whether the form's table of the section follows soon."""
    signs = vocabulary["tables"].get(f"section-{number}", ())
    block, offset = heading.behind()
    length = 0
    for following in document.blocks[block : block + 8]:
        if isinstance(following, Table):
            return any(sign in cell.text.value for cell in following.cells[:24] for sign in signs)
        text = following.text.value[offset : offset + _REACH]
        compact = "".join(text.split())
        if any(sign in compact for sign in signs):
            return True
        length, offset = length + len(text), 0
        if length > _REACH:
            break
    return False


def _demote(heading: Heading, primary: Mapping[int, Heading]) -> None:
    """A second heading for the same section: an aspect of section one under a section's name, or one in other words."""
    first, second = primary.get(1), primary.get(2)
    in_overview = first is not None and first.place < heading.place and (second is None or heading.place < second.place)
    if heading.match == "other" or in_overview:
        heading.number, heading.match = None, "unknown"


def _stands_beside(heading: Heading, level: int | None, kept: Sequence[Heading], vocabulary: Mapping[str, Any]) -> bool:
    """Whether a heading that is none of the form's stands at the level of those that are."""
    if heading.words in vocabulary["introduction"]:
        return False
    aspect = any(word in heading.words for word in vocabulary["aspects"])
    if heading.style in ("han", "part"):
        if heading.level is not None and level is not None and heading.level > level:
            return aspect
        return not heading.inline or aspect or _goes_on(heading, kept)
    if heading.style == "lost":
        return not heading.inline
    if heading.style == "none" and heading.level is not None:
        item = heading.words.lstrip(HAN + "0123456789").startswith(("是", "方面", "要")) and heading.words[0] in HAN
        return level is not None and heading.level <= level and not item
    return False
