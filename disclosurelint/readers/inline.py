"""Markup within lines of Markdown: what to leave out of the text, and what stands for another character.

The result is a list of edits of the source, so every character that stays keeps its place. Emphasis follows
CommonMark, and beyond it closes behind Chinese punctuation (`**（一）主动公开。**全年`), where CommonMark, made for
words with spaces between them, leaves the asterisks standing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from unicodedata import category

from disclosurelint.characters import normalise
from disclosurelint.document import Text
from disclosurelint.records import record
from disclosurelint.regexes import compiled

Edit = tuple[int, int, str]
"""A stretch of the source and what is read in its place, mostly nothing."""

MARKUP = compiled(r"[\\`*_\[\]!<&]")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TAG = compiled(r"</?([A-Za-z][A-Za-z0-9:-]*)(?=[\s/>])[^<>]*>")
_AUTOLINK = compiled(r"<((?:https?://|mailto:)[^\s<>]*|[\w.+-]+@[\w.-]+)>")
_TARGET = compiled(
    r"""\(\s{0,9}<?([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)?)>?(?:\s{1,9}(?:"[^"\n]*"|'[^'\n]*'))?\s{0,9}\)"""
)
_ENTITY = compiled(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&ensp;": " ", "&emsp;": " "}
_TO_FILL = compiled(r"(?:人次|场次|万元|[件条份次人个篇期场项起宗例元%])(?=[\s，。；、：（）,;:()]|\Z)")
"""What follows a figure that is still to be filled in (收到申请***件，办结***件。): no emphasis begins there."""
_OPENERS = frozenset("“‘《（(【[「『〈<〔")
_CLOSERS = frozenset("”’》）)】]」』〉>〕。，、；：！？.,;:!?")


def entity(written: str) -> str | None:
    """The normalised character that an entity stands for; None for one that there is not, or of several characters."""
    known = _ENTITIES.get(written)
    if known is not None:
        return known
    from html import unescape

    character = unescape(written)
    if len(character) != 1 or character == "\ufffd":
        return None
    return normalise(character)


def edits(source: str, start: int, end: int) -> list[Edit]:
    """The edits that leave the markup out of a stretch of Markdown, in order and apart from each other."""
    if MARKUP.search(source, start, end) is None:
        return []
    return _Scan(source, start, end).run()


def apply(normal: str, start: int, end: int, changes: list[Edit]) -> Text:
    """The normalised text of a stretch of the source with the edits that touch it made."""
    first = bisect_left(changes, start, key=lambda change: change[1])
    if first == len(changes) or changes[first][0] >= end:
        return Text.of(normal, start, end)
    starts: list[int] = []
    origins: list[int] = []
    value: list[str] = []
    length, at = 0, start
    for cut, resume, instead in changes[first:]:
        if cut >= end:
            break
        if cut > at:
            starts.append(length)
            origins.append(at)
            value.append(normal[at:cut])
            length += cut - at
        if instead and cut >= start:
            starts.append(length)
            origins.append(cut)
            value.append(instead)
            length += 1
        at = max(at, resume)
    if at < end:
        starts.append(length)
        origins.append(at)
        value.append(normal[at:end])
    return Text("".join(value), starts, origins) if starts else Text.empty(min(at, end))


@record
class _Run:
    """A run of asterisks or underscores. `loose_…`: as Chinese punctuation beside it suggests, CommonMark does not."""

    at: int
    mark: str
    count: int
    opens: bool
    closes: bool
    loose_open: bool
    loose_close: bool
    after_closer: bool
    size: int


class _Scan:
    """One pass over a stretch of Markdown."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.edits: list[Edit] = []
        self.runs: list[_Run] = []
        self.brackets: list[tuple[int, bool]] = []
        self.unclosed: set[int] = set()

    def run(self) -> list[Edit]:
        source, at, end = self.source, self.start, self.end
        while match := MARKUP.search(source, at, end):
            at = self._step(match.start(), match.group())
        _match_emphasis(self.runs, self.edits)
        self.edits.sort()
        return self._apart()

    def _apart(self) -> list[Edit]:
        """The edits without those inside another one (markup within an image)."""
        kept: list[Edit] = []
        for edit in self.edits:
            if not kept or edit[0] >= kept[-1][1]:
                kept.append(edit)
        return kept

    def _step(self, at: int, mark: str) -> int:
        if mark in "*_":
            return self._emphasis(at, mark)
        if mark == "\\":
            if self.source[at + 1 : min(at + 2, self.end)] in _ESCAPABLE:
                self.edits.append((at, at + 1, ""))
                return at + 2
            return at + 1
        if mark == "`":
            return self._code(at)
        if mark in "[]!":
            return self._bracket(at, mark)
        if mark == "<":
            return self._angle(at)
        match = _ENTITY.match(self.source, at, self.end)
        character = entity(match.group()) if match else None
        if match is None or character is None:
            return at + 1
        self.edits.append((at, match.end(), character))
        return match.end()

    def _emphasis(self, at: int, mark: str) -> int:
        stop = at
        while stop < self.end and self.source[stop] == mark:
            stop += 1
        before = self.source[at - 1] if at > self.start else "\n"
        after = self.source[stop] if stop < self.end else "\n"
        run = _flanks(at, mark, stop - at, before, after)
        if run.opens and before.isalpha() and _TO_FILL.match(self.source, stop, self.end):
            run.opens = run.loose_open = False
        self.runs.append(run)
        return stop

    def _code(self, at: int) -> int:
        stop = at
        while stop < self.end and self.source[stop] == "`":
            stop += 1
        size = stop - at
        if size in self.unclosed or size > 16:
            return stop
        close = re.compile(rf"(?<!`)`{{{size}}}(?!`)").search(self.source, stop, self.end)
        if close is None:
            self.unclosed.add(size)
            return stop
        self.edits += ((at, stop, ""), (close.start(), close.end(), ""))
        return close.end()

    def _bracket(self, at: int, mark: str) -> int:
        if mark == "!":
            if self.source[at + 1 : min(at + 2, self.end)] != "[":
                return at + 1
            self.brackets.append((at, True))
            return at + 2
        if mark == "[":
            self.brackets.append((at, False))
            return at + 1
        if not self.brackets:
            return at + 1
        opened, image = self.brackets.pop()
        target = _TARGET.match(self.source, at + 1, min(self.end, at + 2048))
        # [2021](30号) is the number of a document, not a link.
        if target is None or (target.group(1) and not compiled(r"[./#:@]").search(target.group(1))):
            return at + 1
        if image:
            self.edits.append((opened, target.end(), ""))
            self.runs = [run for run in self.runs if run.at < opened] if self.runs else self.runs
        else:
            self.edits += ((opened, opened + 1, ""), (at, target.end(), ""))
        return target.end()

    def _angle(self, at: int) -> int:
        link = _AUTOLINK.match(self.source, at, min(self.end, at + 2048))
        if link is not None:
            self.edits += ((at, at + 1, ""), (link.end() - 1, link.end(), ""))
            return link.end()
        tag = _TAG.match(self.source, at, self.end)
        if tag is None:
            return at + 1
        self.edits.append((at, tag.end(), "\n" if (tag.group(1) or "").lower() == "br" else ""))
        return tag.end()


def _is_punctuation(character: str) -> bool:
    return category(character)[0] in "PS"


def _flanks(at: int, mark: str, count: int, before: str, after: str) -> _Run:
    space_before, space_after = before.isspace(), after.isspace()
    point_before, point_after = _is_punctuation(before), _is_punctuation(after)
    left = not space_after and (not point_after or space_before or point_before)
    right = not space_before and (not point_before or space_after or point_after)
    if mark == "_":
        opens, closes = left and (not right or point_before), right and (not left or point_after)
        loose_open = loose_close = False
    else:
        opens, closes = left, right
        loose_open = not opens and count > 1 and after in _OPENERS
        loose_close = not closes and count > 1 and point_before
    return _Run(at, mark, count, opens, closes, loose_open, loose_close, before in _CLOSERS, count)


def _match_emphasis(runs: list[_Run], found: list[Edit]) -> None:
    """Pairs the runs as CommonMark does; matched marks become edits."""
    open_runs: dict[str, list[_Run]] = {"*": [], "_": []}
    for run in runs:
        stack = open_runs[run.mark]
        while run.count and stack and (run.closes or run.loose_close):
            opener = next((each for each in reversed(stack[-8:]) if _pairs(each, run)), None)
            if opener is None:
                break
            while stack[-1] is not opener:
                stack.pop()
            other = open_runs["_" if run.mark == "*" else "*"]
            while other and other[-1].at > opener.at:
                other.pop()
            size = 2 if opener.count > 1 and run.count > 1 else 1
            opener.count -= size
            found.append((opener.at + opener.count, opener.at + opener.count + size, ""))
            found.append((run.at + run.size - run.count, run.at + run.size - run.count + size, ""))
            run.count -= size
            if not opener.count:
                stack.pop()
        if run.count and (run.opens or run.loose_open):
            run.at += run.size - run.count
            run.size = run.count
            stack.append(run)


def _pairs(opener: _Run, closer: _Run) -> bool:
    if closer.closes and opener.opens:
        both = (opener.opens and opener.closes) or (closer.opens and closer.closes)
        return not (both and (opener.size + closer.size) % 3 == 0 and (opener.size % 3 or closer.size % 3))
    if opener.count < 2 or closer.count < 2:
        return False
    return opener.opens or closer.after_closer


def merged(found: list[Edit], more: list[Edit]) -> list[Edit]:
    """Two lists of edits as one; an edit inside another one is left out."""
    kept: list[Edit] = []
    for edit in sorted([*found, *more], key=lambda each: (each[0], -each[1])):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept
