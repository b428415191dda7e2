"""Beginning of a report's text: what stands under the title (a date in brackets, a name with a date, 发布日期: …).

Buttons, counters and sources are passed over. Where the title runs into the text, the same may stand on its line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from disclosurelint.facts.closing import CLOCK, SIGNED, Block, Dated, only_marks, take_line
from disclosurelint.facts.dates import find_dates, read_date
from disclosurelint.facts.lines import Line, pattern
from disclosurelint.facts.titles import is_year

_BRACKET = 70


def read_opening(lines: Sequence[Line], last: int, end: int, words: Mapping[str, Any]) -> Block:
    """What stands under the title, which ends in line `last` at the place `end` of its compact characters."""
    block = Block(last, end)
    line = lines[last]
    if end < len(line.compact):
        block.index = _pass_furniture(line, _pass_signature(line, end, block, words), block, words)
        if block.index < len(line.compact):
            return block
    number = last + 1
    while number < len(lines) and number - last <= 12 and _take_under(lines[number], block, words):
        number += 1
    block.line, block.index = number, 0
    if block.names and not block.dates:
        # A name with no date beside it belongs to the text, or to the title.
        block.names = []
    return block


def _pass_signature(line: Line, index: int, block: Block, words: Mapping[str, Any]) -> int:
    """The place behind a name with a date, or a date, that follows the title on its line, in brackets or not."""
    compact = line.compact
    if compact[index] == "(":
        close = compact.find(")", index, index + _BRACKET)
        if close > 0 and take_line(_part(line, index, close + 1), block, words):
            return close + 1
        return index
    for found in find_dates(compact[index : index + _BRACKET])[:1]:
        end = index + found.end
        if compact[end : end + 1] == ")":
            end += 1
        part = Block()
        if found.start and take_line(_part(line, index, end), part, words) and part.names and part.dates:
            block.names += part.names
            block.dates += part.dates
            return end
    return index


def _part(line: Line, start: int, end: int) -> Line:
    """Some of the compact characters of a line as a line."""
    return Line(line.paragraph, line.block, line.offset(start), line.offset(end - 1) + 1, line.first)


def _take_under(line: Line, block: Block, words: Mapping[str, Any]) -> bool:
    compact = line.compact
    if len(compact) > SIGNED:
        return False
    page = words["page"]
    bare = compact.strip("([)]")
    if ":" in compact:
        value = line.value.strip("([)]")
        key, _, _ = value.partition(":")
        if "".join(key.split()) in page["date-keys"]:
            text = line.text.cut(line.value.index(":") + 1).strip()
            found = read_date(pattern(rf"\s?{CLOCK}$").sub("", text.value.rstrip(")]")))
            if found is not None:
                block.dates.append(Dated(found, text.cut(found.start, found.end)))
                return True
    if bare.startswith((*page["date-keys"], *page["other-keys"])):
        if ":" not in compact and len(compact) > 30:
            return False
        block.head_dates += [Dated(found, line.text.cut(found.start, found.end)) for found in find_dates(line.value)]
        return True
    return only_marks(compact, words) or is_year(compact) or take_line(line, block, words)


def _pass_furniture(line: Line, index: int, block: Block, words: Mapping[str, Any]) -> int:
    """The place behind buttons, sources and times that follow the title on its line."""
    page = words["page"]
    keys = (*page["date-keys"], *page["other-keys"])
    text = line.text
    value = text.value
    at = line.offset(index) - line.start
    for token in pattern(r"\S+").finditer(value, at, min(len(value), at + 600)):
        word = token[0]
        label, colon, after = word.partition(":")
        if word.startswith(keys) and len(word) < 60:
            found = read_date(after) if colon else None
            if found is not None:
                start = token.start() + len(label) + 1
                block.head_dates.append(Dated(found, text.cut(start, start + found.end)))
        elif (found := read_date(word.strip("()[]"))) is not None:
            start = token.start() + len(word) - len(word.lstrip("(["))
            target = block.head_dates or block.dates
            target.append(Dated(found, text.cut(start, start + found.end)))
        elif not only_marks(word, words) and not pattern(CLOCK).fullmatch(word):
            break
        at = token.end()
    return len("".join(value[:at].split()))
