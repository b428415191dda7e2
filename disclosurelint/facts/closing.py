"""Beginning and end of a report's text: what stands under the title and behind the last words.

At the end: the body's name, the date, seal marks (落款), and the page's own foot, which is none of the report's.
Under the title: a date in brackets, a name with a date, 发布日期: …. Buttons and counters are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from disclosurelint.document import Text
from disclosurelint.facts.bodies import is_name, same_body
from disclosurelint.facts.dates import Found, find_dates, read_date
from disclosurelint.facts.lines import Line, pattern

_SIGNED = 90
_TAIL = 160
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"


class Named:
    """A body's name that stands by itself, and where."""

    __slots__ = ("name", "text")

    def __init__(self, name: str, text: Text) -> None:
        self.name = name
        self.text = text


class Dated:
    """A date that stands by itself, and where."""

    __slots__ = ("found", "text")

    def __init__(self, found: Found, text: Text) -> None:
        self.found = found
        self.text = text


class Block:
    """Names and dates of a signature, or of the lines under a title.

    At the end: the text of the report stops at `stop` (block of the document, offset in its text), the signature ends
    at the origin `end`, and the page's own foot begins at `foot`. Under the title: the text of the report begins in
    the line `line` at the character `index`; `head_dates` are those that the page itself shows (发布时间).
    """

    __slots__ = ("dates", "end", "foot", "head_dates", "index", "line", "names", "stop")

    def __init__(self, line: int = 0, index: int = 0) -> None:
        self.names: list[Named] = []
        self.dates: list[Dated] = []
        self.head_dates: list[Dated] = []
        self.line = line
        self.index = index
        self.stop = (0, 0)
        self.foot = (0, 0)
        self.end = 0


def read_closing(lines: Sequence[Line], names: Sequence[str], words: Mapping[str, Any]) -> Block:
    """The signature at the end of the lines; `names` are those by which title and introduction call the body."""
    last = len(lines)
    while last and is_foot(lines[last - 1].compact, words):
        last -= 1
    closing = _closing_before(lines, last, names, words)
    if not closing.names and not closing.dates:
        annex = _annex_start(lines, last)
        if annex is not None:
            before = _closing_before(lines, annex, names, words)
            if before.names or before.dates:
                closing = before
    if last:
        closing.foot = max(closing.stop, (lines[last - 1].block, lines[last - 1].end))
    return closing


def is_foot(compact: str, words: Mapping[str, Any]) -> bool:
    """Whether a line is the page's own: a button, a counter, 附件下载."""
    page = words["page"]
    if len(compact) > 120 or "。" in compact:
        return False
    if (
        len(compact) < 80
        and compact.startswith(tuple(page["date-keys"]))
        and any(key in compact for key in page["counters"])
    ):
        return True
    if compact.startswith(tuple(page["foot"])) or any(word in compact for word in page["foot-inside"]):
        return True
    return only_marks(compact, words) and not compact.isdecimal()


def only_marks(compact: str, words: Mapping[str, Any]) -> bool:
    """Whether a line is nothing but buttons and rules (打印 关闭, ====)."""
    marks = words["page"]["marks"]
    at = 0
    while at < len(compact):
        mark = max((mark for mark in marks if compact.startswith(mark, at)), key=len, default="")
        if not mark:
            return False
        at += len(mark)
    return True


def _annex_start(lines: Sequence[Line], last: int) -> int | None:
    """The first line of what is appended behind the signature, in the later part of the report."""
    for number in range(max(1, last // 3), last):
        compact = lines[number].compact
        if len(compact) < 60 and compact.startswith(("附件", "附表", "附:")):
            return number
    return None


def _closing_before(lines: Sequence[Line], last: int, names: Sequence[str], words: Mapping[str, Any]) -> Block:
    block = Block()
    first = last
    while first > 0 and len(block.names) + len(block.dates) < 6 and _take(lines[first - 1], block, words):
        first -= 1
    if not block.names and not block.dates:
        first = last
    bare = bool(block.dates) and not block.names and all(one.text.value.isdecimal() for one in block.dates)
    if bare or (block.names and not block.dates and not _convincing(block.names, names, words)):
        # Digits alone are a cell of a table; a name alone, without a date, must be known or unmistakable.
        block, first = Block(), last
    block.names.reverse()
    block.dates.reverse()
    if last:
        place = lines[first] if first < last else None
        end = lines[last - 1]
        block.stop = (place.block, place.start) if place is not None else (end.block, end.end)
        block.end = end.last_origin
    if first and not block.dates:
        _take_tail(lines[first - 1], block, names, words, last_line=first == last)
    return block


def _take(line: Line, block: Block, words: Mapping[str, Any]) -> bool:
    """Takes a line into the block, where it is nothing but a name, a date, both, or a seal mark."""
    if len(line.compact) > _SIGNED:
        return False
    bare = line.compact.strip("()[]")
    if bare in words["page"]["seals"]:
        return True
    if ":" in bare and bare.startswith(tuple(words["page"]["contacts"])) and not block.names and not block.dates:
        return True
    text = _unwrapped(line, words)
    if not text:
        return False
    found = read_date(text.value)
    if found is not None:
        block.dates.append(Dated(found, text))
        return True
    name = "".join(text.value.split())
    if len(block.names) < 3 and _may_be_name(name, words):
        block.names.append(Named(name, text))
        return True
    return _take_both(text, block, words)


def _unwrapped(line: Line, words: Mapping[str, Any]) -> Text:
    """A line without the brackets, seal marks and labels around it."""
    page = words["page"]
    text = line.text
    value = text.value
    start, end = 0, len(value)
    if value[0] in "([" and value[-1] in ")]。.":
        start = 1
    key = next((key for key in page["signature-keys"] if line.compact.startswith(key + ":")), None)
    if key is not None and ":" in value:
        start = value.index(":") + 1
    while end > start and value[end - 1] in ")].。 ":
        end -= 1
    for seal in page["seals"]:
        if value.endswith("(" + seal, start, end):
            end -= len(seal) + 1
            break
    return text.cut(start, end).strip()


def _may_be_name(name: str, words: Mapping[str, Any]) -> bool:
    return is_name(name, words) and not any(word in name for word in words["title"]["sentence"])


def _take_both(text: Text, block: Block, words: Mapping[str, Any]) -> bool:
    """A name and a date on one line, in either order."""
    found = find_dates(text.value)
    if len(found) != 1:
        return False
    one = found[0]
    before, after = text.cut(0, one.start).strip(), text.cut(one.end).strip()
    if bool(before) == bool(after):
        return False
    where = before or after
    name = "".join(where.value.split()).strip("()[]:,、")
    name = next((name.removesuffix(seal).rstrip("(") for seal in words["page"]["seals"] if name.endswith(seal)), name)
    if not _may_be_name(name, words):
        return False
    block.names.append(Named(name, where))
    block.dates.append(Dated(one, text.cut(one.start, one.end)))
    return True


def _convincing(found: Sequence[Named], names: Sequence[str], words: Mapping[str, Any]) -> bool:
    strong = tuple(words["body"]["strong"])
    return any(one.name.endswith(strong) or any(same_body(one.name, name, words) for name in names) for one in found)


def _take_tail(line: Line, block: Block, names: Sequence[str], words: Mapping[str, Any], *, last_line: bool) -> None:
    """A signature directly behind the last sentence, on its line; a page's foot behind that is cut off."""
    text = line.text
    length = _without_foot(text.value, words)
    if last_line:
        block.stop = line.block, line.start + length
        block.end = text.origin(length - 1) + 1
    value = text.value[:length]
    place = max(value.rfind(mark, max(0, length - _TAIL)) for mark in "。!;")
    if place < 0 or place == length - 1:
        return
    piece = text.cut(place + 1, length).strip()
    part = Block()
    found = read_date(piece.value)
    if found is not None:
        if piece.value.isdecimal():
            return
        part.dates.append(Dated(found, piece))
    elif not _take_both(piece, part, words):
        named = Named("".join(piece.value.split()), piece)
        if not _may_be_name(named.name, words) or not _convincing([named], names, words):
            return
        part.names.append(named)
    block.names[:0] = part.names
    block.dates[:0] = part.dates
    block.stop = line.block, line.start + place + 1
    block.end = max(block.end, piece.span()[1])


def _without_foot(value: str, words: Mapping[str, Any]) -> int:
    """The length of a line without the page's buttons at its end (… 附件下载)."""
    foot = tuple(words["page"]["foot"])
    end = len(value)
    for _ in range(20):
        at = max(value.rfind(" ", max(0, end - 60), end), value.rfind("\t", max(0, end - 60), end))
        if at <= 0 or not value.startswith(foot, at + 1, end) or "。" in value[at:end]:
            break
        while at and value[at - 1].isspace():
            at -= 1
        end = at
    return end


def read_opening(lines: Sequence[Line], last: int, end: int, words: Mapping[str, Any]) -> Block:
    """What stands under the title, which ends in line `last` at the place `end` of its compact characters."""
    block = Block(last, end)
    line = lines[last]
    if end < len(line.compact):
        block.index = _pass_furniture(line, end, block, words)
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


def _take_under(line: Line, block: Block, words: Mapping[str, Any]) -> bool:
    compact = line.compact
    if len(compact) > _SIGNED:
        return False
    page = words["page"]
    bare = compact.strip("([)]")
    if ":" in compact:
        value = line.value.strip("([)]")
        key, _, _ = value.partition(":")
        if "".join(key.split()) in page["date-keys"]:
            text = line.text.cut(line.value.index(":") + 1).strip()
            found = read_date(pattern(rf"\s?{_CLOCK}$").sub("", text.value.rstrip(")]")))
            if found is not None:
                block.dates.append(Dated(found, text.cut(found.start, found.end)))
                return True
    if bare.startswith((*page["date-keys"], *page["other-keys"])):
        if ":" not in compact and len(compact) > 30:
            return False
        block.head_dates += [Dated(found, line.text.cut(found.start, found.end)) for found in find_dates(line.value)]
        return True
    return only_marks(compact, words) or _take(line, block, words)


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
        elif not only_marks(word, words) and not pattern(_CLOCK).fullmatch(word):
            break
        at = token.end()
    return len("".join(value[:at].split()))
