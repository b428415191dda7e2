"""The end of a report's text: what stands behind the last words.

That is the body's name, the date, seal marks (落款), and the page's own foot, which is none of the report's. An annex
may follow the signature.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from disclosurelint.document import Document, Paragraph, Table, Text
from disclosurelint.facts.bodies import is_name, same_body
from disclosurelint.facts.dates import Found, find_dates, read_date, read_unfilled
from disclosurelint.facts.lines import Line, pattern

SIGNED = 90
_TAIL = 160
_CELLS = 12
_BELOW = 4
_MOST_LOOKED_AT = 40
_FAR = 3000
"""Lines behind a signature; an annexed table with a cell a line has a few hundred."""
CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"


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

    def texts(self) -> list[Text]:
        """Where its names and dates stand."""
        return [one.text for one in self.names] + [one.text for one in self.dates]


def read_closing(lines: Sequence[Line], names: Sequence[str], words: Mapping[str, Any]) -> Block:
    """The signature at the end of the lines; `names` are those by which title and introduction call the body."""
    last = len(lines)
    while last and is_foot(lines[last - 1].compact, words):
        last -= 1
    closing = _closing_before(lines, last, names, words)
    if not closing.names and not closing.dates and last > 1 and _is_page(lines[last - 1]):
        closing = _closing_before(lines, last - 1, names, words)
    if not closing.names and not closing.dates:
        closing = _before_annex(lines, last, names, words) or _signed_between(lines, last, names, words) or closing
    if last:
        closing.foot = max(closing.stop, (lines[last - 1].block, lines[last - 1].end))
    return closing


def _is_page(line: Line) -> bool:
    """Whether a line may be the number of a page."""
    return len(line.compact) <= 3 and line.compact.isdecimal()


def with_table(document: Document, lines: list[Line]) -> list[Line]:
    """The lines with those of a little table at the document's end: some sign in one to set the text at the right."""
    last = len(document.blocks) - 1
    while last > 0 and len(document.blocks) - last <= _BELOW and not isinstance(document.blocks[last], Table):
        last -= 1
    table = document.blocks[last] if last >= 0 else None
    if not isinstance(table, Table) or len(table.cells) > _CELLS:
        return lines
    inside = []
    for cell in table.cells:
        at = 0
        for piece in cell.text.value.split("\n", _CELLS):
            stripped = piece.strip()
            if stripped and len(stripped) <= SIGNED:
                start = at + piece.index(stripped)
                inside.append(Line(Paragraph(cell.text), last, start, start + len(stripped), True))
            at += len(piece) + 1
    place = next((number for number, line in enumerate(lines) if line.block > last), len(lines))
    return [*lines[:place], *inside, *lines[place:]]


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


def _before_annex(lines: Sequence[Line], last: int, names: Sequence[str], words: Mapping[str, Any]) -> Block | None:
    """A signature before what is appended (附件, a statistics table), which may run on from it on its line."""
    looked = 0
    for number in range(last - 1, max(-1, last - _FAR), -1):
        compact = lines[number].compact
        if len(compact) > SIGNED:
            for cut in _annexes_inside(lines[number], words):
                part = Block()
                _take_tail(cut, part, names, words, last_line=True)
                if part.names or part.dates:
                    return part
        elif _opens_annex(compact, words):
            looked += 1
            before = _closing_before(lines, number, names, words)
            if (before.names and before.dates) or ((before.names or before.dates) and number * 3 >= last):
                return before
        if looked > _MOST_LOOKED_AT:
            break
    return None


def _opens_annex(compact: str, words: Mapping[str, Any]) -> bool:
    return (
        len(compact) < 60
        and "。" not in compact
        and (compact.startswith(tuple(words["page"]["annex"])) or compact.partition("(")[0].endswith("统计表"))
    )


def _annexes_inside(line: Line, words: Mapping[str, Any]) -> list[Line]:
    """The line up to each place where an annex may begin in it, the last first."""
    places = [
        match.start() for match in pattern(words["page"]["annex-inside"]).finditer(line.value, len(line.value) // 5)
    ]
    return [Line(line.paragraph, line.block, line.start, line.start + at, line.first) for at in places[:-9:-1]]


def _signed_between(lines: Sequence[Line], last: int, names: Sequence[str], words: Mapping[str, Any]) -> Block | None:
    """A known name with the date right below it, though other lines follow (attachments, a page number)."""
    looked = 0
    for number in range(last - 1, max(0, last - _FAR), -1):
        above = lines[number - 1]
        name = "".join(_unwrapped(above, words).value.split()) if len(above.compact) <= SIGNED else ""
        if is_name(name, words) and any(same_body(name, one, words) for one in names):
            looked += 1
            block = _closing_before(lines, number + 1, names, words)
            if block.names and block.dates:
                return block
            if looked > _MOST_LOOKED_AT:
                break
    return None


def _closing_before(lines: Sequence[Line], last: int, names: Sequence[str], words: Mapping[str, Any]) -> Block:
    block = Block()
    first = last
    while first > 0 and len(block.names) + len(block.dates) < 6:
        if not take_line(lines[first - 1], block, words) and not (block.dates and _is_page(lines[first - 1])):
            break
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


def take_line(line: Line, block: Block, words: Mapping[str, Any]) -> bool:
    """Takes a line into the block, where it is nothing but a name, a date, both, or a seal mark."""
    if len(line.compact) > SIGNED:
        return False
    bare = line.compact.strip("()[]")
    if bare in words["page"]["seals"]:
        return True
    if ":" in bare and bare.startswith(tuple(words["page"]["contacts"])) and not block.names and not block.dates:
        return True
    text = _unwrapped(line, words)
    if not text:
        return False
    found = read_date(text.value) or read_unfilled(text.value)
    if found is not None:
        block.dates.append(Dated(found, text))
        return True
    name = "".join(text.value.split())
    if len(block.names) < 3 and _may_be_name(name, words):
        block.names.append(Named(name, text))
        return True
    return take_both(text, block, words)


def _unwrapped(line: Line, words: Mapping[str, Any]) -> Text:
    """A line without the brackets, seal marks and labels around it."""
    page = words["page"]
    text = line.text
    value = text.value
    start, end = 0, len(value)
    if value[0] in "([" and value[-1] in ")]。.":
        start = 1
    if ":" in value and line.compact.startswith(tuple(f"{key}:" for key in page["signature-keys"])):
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


def take_both(text: Text, block: Block, words: Mapping[str, Any]) -> bool:
    """A name and a date on one line, in either order."""
    found = find_dates(text.value) or _remains(text.value)
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


def _remains(value: str) -> list[Found]:
    """What damage left of a date at the end of a line, or at its beginning (2020125, 2020年125日)."""
    for match in (pattern(r"[\d年月日号. ]{6,16}\Z").search(value), pattern(r"[\d年月日号. ]{6,16}").match(value)):
        found = read_date(match[0]) if match else None
        if match and found is not None:
            return [Found(match.start() + found.start, match.start() + found.end, None, "broken", found.year)]
    return []


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
    if place == length - 1:
        return
    part = _behind_sentence(text.cut(place + 1, length).strip(), names, words) if place >= 0 else None
    if part is None:
        part, place = _behind_anything(text.cut(0, length), names, words)
    if part is None:
        return
    block.names[:0] = part.names
    block.dates[:0] = part.dates
    block.stop = line.block, line.start + place + 1
    block.end = max([block.end, *(text.span()[1] for text in part.texts())])


def _behind_sentence(piece: Text, names: Sequence[str], words: Mapping[str, Any]) -> Block | None:
    """What stands behind the last full stop, where that is a name, a date, or both."""
    part = Block()
    found = read_date(piece.value)
    if found is not None:
        if piece.value.isdecimal():
            return None
        part.dates.append(Dated(found, piece))
    elif not take_both(piece, part, words):
        named = Named("".join(piece.value.split()), piece)
        if not _may_be_name(named.name, words) or not _convincing([named], names, words):
            return None
        part.names.append(named)
    return part


def _behind_anything(text: Text, names: Sequence[str], words: Mapping[str, Any]) -> tuple[Block | None, int]:
    """A known name with a date at the end, whatever they run into; with the place of the character before them."""
    value = text.value
    lower = max(0, len(value) - _TAIL)
    found = next((one for one in reversed(find_dates(value[lower:])) if lower + one.end == len(value)), None)
    if found is None or found.value is None:
        return None, 0
    start, end = lower + found.start, lower + found.end
    last = start
    while last > lower and value[last - 1] in " \t\n(":
        last -= 1
    first = last
    while first > lower and last - first < SIGNED and (value[first - 1].isalpha() or value[first - 1] in " \t"):
        first -= 1
    run = "".join(value[first:last].split())
    known = [name for name in sorted(names, key=len, reverse=True) if run.endswith(name) and is_name(name, words)]
    if known:
        first = _back_by(value, last, len(known[0]))
    elif not is_name(run, words) or not any(same_body(run, name, words) for name in names):
        return None, 0
    part = Block()
    named = text.cut(first, last).strip()
    part.names.append(Named("".join(named.value.split()), named))
    part.dates.append(Dated(Found(0, end - start, found.value, found.form, found.year), text.cut(start, end)))
    return part, first - 1


def _back_by(value: str, at: int, count: int) -> int:
    """The place before the last `count` characters, white space aside."""
    while count and at:
        at -= 1
        count -= not value[at].isspace()
    return at


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
