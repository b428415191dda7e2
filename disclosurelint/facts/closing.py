"""Beginning and end of a report's text: what stands under the title and behind the last words.

At the end: the body's name, the date, seal marks (落款), and the page's own foot, which is none of the report's.
Under the title: a date in brackets, a name with a date, 发布日期: …. Buttons and counters are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from disclosurelint.document import Text
from disclosurelint.facts.bodies import is_name, same_body
from disclosurelint.facts.dates import Found, find_dates, read_date
from disclosurelint.facts.lines import Line, joined, pattern

_NAME = 40
_SIGNED = 90


@dataclass(slots=True, eq=False)
class Named:
    """A body's name that stands by itself, and where."""

    name: str
    text: Text


@dataclass(slots=True, eq=False)
class Dated:
    """A date that stands by itself, and where."""

    found: Found
    text: Text


@dataclass(slots=True, eq=False)
class Block:
    """Names and dates of a signature, or of the lines under a title.

    For the end: the text of the report stops at the place `start` (an origin in the source), the signature at `end`.
    For the lines under the title, `line` and `index` are where the text of the report begins.
    """

    names: list[Named] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    start: int = 0
    end: int = 0
    stop: tuple[int, int] = (0, 0)
    """The same as `start`: block of the document and offset in its text."""
    foot: tuple[int, int] = (0, 0)
    """Where the page's own foot begins, likewise."""
    line: int = 0
    index: int = 0
    head_dates: list[Dated] = field(default_factory=list)
    """Dates that the page itself shows (发布时间), beside buttons and counters."""


def read_closing(lines: Sequence[Line], names: Sequence[str], words: Mapping[str, Any]) -> Block:
    """The signature at the end of the lines; `names` are those by which title and introduction call the body."""
    last = len(lines)
    while last and is_foot(lines[last - 1].compact, words):
        last -= 1
    closing = _closing_before(lines, last, names, words)
    if not closing.names and not closing.dates:
        annex = _annex_start(lines, last, words)
        if annex is not None:
            before = _closing_before(lines, annex, names, words)
            if before.names or before.dates:
                closing = before
    if last:
        end = lines[last - 1]
        closing.foot = max(closing.foot, (end.block, end.end))
    return closing


def is_foot(compact: str, words: Mapping[str, Any]) -> bool:
    """Whether a line is the page's own: a button, a counter, 附件下载."""
    page = words["page"]
    if len(compact) > 120:
        return False
    if pattern(page["foot"]).match(compact):
        return len(compact) < 60 or "。" not in compact
    return pattern(rf"(?:{page['marks']}|[|·,、])+").fullmatch(compact) is not None and not compact.isdecimal()


def _annex_start(lines: Sequence[Line], last: int, words: Mapping[str, Any]) -> int | None:
    """The first line of what is appended behind the signature, in the later half of the report."""
    for number in range(last // 3, last):
        compact = lines[number].compact
        if (
            len(compact) < 60
            and pattern(r"附(?:件|表)?(?:\d|[一二三四五])?[:：.、]|附(?:件|表)").match(compact)
            and number
        ):
            return number
    return None


def _closing_before(lines: Sequence[Line], last: int, names: Sequence[str], words: Mapping[str, Any]) -> Block:
    block = Block()
    first = last
    while first > 0 and len(block.names) + len(block.dates) < 6:
        line = lines[first - 1]
        if not _take(line, block, names, words):
            break
        first -= 1
    # A name alone, without a date, must be known or unmistakable.
    if block.names and not block.dates and not _convincing(block.names, names, words):
        block, first = Block(), last
    if block.dates and not block.names and all(one.text.value.strip().isdecimal() for one in block.dates):
        block, first = Block(), last
    block.names.reverse()
    block.dates.reverse()
    if first < last:
        block.start, block.end = lines[first].origin, lines[last - 1].last_origin
        block.stop = lines[first].block, lines[first].start
    elif last:
        block.start = block.end = lines[last - 1].last_origin
        block.stop = lines[last - 1].block, lines[last - 1].end
    if first and not block.dates:
        _take_tail(lines[first - 1], block, names, words)
    return block


def _take(line: Line, block: Block, names: Sequence[str], words: Mapping[str, Any]) -> bool:
    """Takes a line into the signature, where it is nothing but a name, a date, both, or a seal mark."""
    compact = line.compact
    if len(compact) > _SIGNED:
        return False
    page = words["page"]
    if pattern(page["seal"]).fullmatch(compact) or pattern(page["issued"]).fullmatch(compact):
        return True
    bare = _unwrapped(line, words)
    if bare is None:
        return False
    text, value = bare
    found = read_date(value)
    if found is not None:
        block.dates.append(Dated(found, text))
        return True
    name = "".join(value.split())
    if _may_be_name(name, words) and (len(block.names) < 3):
        block.names.append(Named(name, text))
        return True
    return _take_both(text, block, names, words)


def _unwrapped(line: Line, words: Mapping[str, Any]) -> tuple[Text, str] | None:
    """A line without the brackets, seal marks and labels around it."""
    value = line.value
    match = pattern(
        r"\s*[(\[]?\s*(?:落款|发布单位|发布机构|编制单位|单位|日期|成文日期|发布日期|时间)?\s*[:]?\s*(?P<core>.*?)\s*"
        rf"(?:{words['page']['seal']})?\s*[)\]]?\s*[.。]?\s*"
    ).fullmatch(value)
    if match is None or not match["core"]:
        return None
    text = line.paragraph.text.cut(line.start + match.start("core"), line.start + match.end("core"))
    return text, match["core"]


def _may_be_name(name: str, words: Mapping[str, Any]) -> bool:
    return len(name) <= _NAME and is_name(name, words) and pattern(words["title"]["sentence"]).search(name) is None


def _take_both(text: Text, block: Block, names: Sequence[str], words: Mapping[str, Any]) -> bool:
    """A name and a date on one line, in either order."""
    value = text.value
    for found in find_dates(value):
        before, after = value[: found.start].strip(), value[found.end :].strip()
        name = "".join((before or after).strip("()[]:,、 ").split())
        name = pattern(words["page"]["seal"]).sub("", name)
        if bool(before) != bool(after) and _may_be_name(name, words):
            where = text.cut(0, found.start).strip() if before else text.cut(found.end).strip()
            block.names.append(Named(name, where))
            block.dates.append(Dated(found, text.cut(found.start, found.end)))
            return True
        return False
    return False


def _convincing(found: Sequence[Named], names: Sequence[str], words: Mapping[str, Any]) -> bool:
    strong = pattern(rf".+{words['body']['strong']}")
    return any(strong.fullmatch(one.name) or any(same_body(one.name, name, words) for name in names) for one in found)


def _take_tail(line: Line, block: Block, names: Sequence[str], words: Mapping[str, Any]) -> None:
    """A signature directly behind the last sentence, on its line."""
    value = line.value
    foot = pattern(rf"(?:\s{{1,200}}{words['page']['foot']}[^。]{{0,60}})$")
    from_ = max(0, len(value) - 260)
    match = foot.search(value, from_)
    if match:
        value = value[: match.start()].rstrip()
    origin = line.paragraph.text.origin
    if not block.names and not block.dates:
        block.start = block.end = origin(line.start + len(value) - 1) + 1 if value else line.origin
        block.stop = line.block, line.start + len(value)
    tail_from = max(0, len(value) - 160)
    place = max(value.rfind(mark, tail_from) for mark in "。!！;；")
    if place < 0 or place == len(value) - 1:
        return
    piece = line.paragraph.text.cut(line.start + place + 1, line.start + len(value)).strip()
    part = Block()
    found = read_date(piece.value)
    if found is not None and not piece.value.isdecimal():
        part.dates.append(Dated(found, piece))
    elif not _take_both(piece, part, names, words):
        name = "".join(piece.value.split())
        if not (_may_be_name(name, words) and _convincing([Named(name, piece)], names, words)):
            return
        part.names.append(Named(name, piece))
    block.names[:0] = part.names
    block.dates[:0] = part.dates
    block.start = piece.origin(0)
    block.stop = line.block, line.start + place + 1
    block.end = max(block.end, piece.span()[1])


def read_opening(lines: Sequence[Line], last: int, end: int, words: Mapping[str, Any]) -> Block:
    """What stands under the title, which ends in line `last` at the place `end` of its characters without white space."""
    block = Block(line=last, index=end)
    line = lines[last]
    if end < len(line.compact):
        block.index = _pass_furniture(line, end, block, words)
        if block.index < len(line.compact):
            return block
    number = last + 1
    while number < len(lines) and number - last <= 12:
        if not _take_under(lines[number], block, words):
            break
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
    keys = joined([*words["page"]["date-keys"], *words["page"]["other-keys"]])
    match = pattern(rf"[(\[]?(?:{joined(words['page']['date-keys']).pattern}):?(?P<date>.*?)[)\]]?").fullmatch(compact)
    if match and match["date"]:
        start = match.start("date")
        text = line.cut(start, match.end("date"))
        found = read_date(pattern(r"\s?\d{1,2}:\d\d(?::\d\d)?$").sub("", text.value))
        if found is not None:
            block.dates.append(Dated(found, text.cut(found.start, found.end)))
            return True
    key = keys.match(compact)
    if key and (":" in compact or key.end() > 4):
        block.head_dates += [Dated(found, line.text.cut(found.start, found.end)) for found in find_dates(line.value)]
        return True
    if pattern(rf"(?:{words['page']['marks']}|[|·,、\d:])+").fullmatch(compact):
        return True
    return _take(line, block, (), words)


def _pass_furniture(line: Line, index: int, block: Block, words: Mapping[str, Any]) -> int:
    """The place behind buttons, sources and times that follow the title on its line."""
    page = words["page"]
    keys = joined([*page["date-keys"], *page["other-keys"], "相关链接"])
    value, base = line.value, line.start
    at = line.offset(index) - base
    for token in pattern(r"\S+").finditer(value, at, min(len(value), at + 600)):
        word = token[0]
        text = line.paragraph.text.cut(base + token.start(), base + token.end())
        key = keys.match(word)
        if key and len(word) < 60:
            after = text.value[key.end() :].lstrip(":")
            found = read_date(after)
            if found is not None:
                at_date = len(text.value) - len(after)
                block.head_dates.append(Dated(found, text.cut(at_date)))
            at = token.end()
            continue
        found = read_date(word.strip("()[]"))
        if found is not None:
            target = block.head_dates if block.head_dates else block.dates
            left = len(word) - len(word.lstrip("(["))
            target.append(Dated(found, text.cut(left, left + found.end)))
        elif not pattern(rf"(?:{page['marks']}|\d{{1,2}}:\d\d(?::\d\d)?|\|)+").fullmatch(word):
            break
        at = token.end()
    consumed = value[:at]
    return len("".join(consumed.split()))
