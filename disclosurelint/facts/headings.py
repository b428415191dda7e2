"""Places that may be headings of sections: lines with an ordinal or a heading level, and headings inside running text.

A line of the form's own tables (一、本年新收…) is never one. Which of the places found are sections is settled by
`facts.outline`, which sees all of them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from disclosurelint.document import Text
from disclosurelint.facts.lines import NEVER, Line, joined, pattern
from disclosurelint.rules.model import SectionTemplate

Style = Literal["han", "part", "paren", "arabic", "lost", "none"]
Match = Literal["exact", "variant", "other", "unknown"]

_HAN = "一二三四五六七八九十"
_LONGEST = 45
_LONG_LINE = 60
_ENDS = frozenset("。;；!?！？")
_TRIM = "：:。.;；,，、 "


@dataclass(slots=True, eq=False)
class Heading:
    """A place that may be a heading: lines `first` to `last`, from `start` to `end` of their compact characters."""

    lines: Sequence[Line]
    first: int
    last: int
    start: int
    end: int
    style: Style
    ordinal: str | None
    words: str
    number: int | None = None
    match: Match = "unknown"
    inline: bool = False

    @property
    def level(self) -> int | None:
        """The heading level that the format gives."""
        return self.lines[self.first].level

    @property
    def place(self) -> tuple[int, int]:
        """For order: line and character."""
        return self.first, self.start

    @property
    def value(self) -> int | None:
        """The ordinal as a number."""
        if self.ordinal is None:
            return None
        if self.ordinal.isdecimal():
            return int(self.ordinal)
        tens, ten, ones = self.ordinal.rpartition("十")
        return (10 * (_HAN.find(tens) + 1 if tens else 1) if ten else 0) + (_HAN.find(ones) + 1 if ones else 0)

    @property
    def text(self) -> Text:
        """The heading as it stands."""
        line = self.lines[self.first]
        if self.first == self.last:
            return line.cut(self.start, self.end)
        return Text.join([line.cut(self.start, len(line.compact)), self.lines[self.last].cut(0, self.end)])

    def begin(self) -> tuple[int, int]:
        """Where it begins: block and offset in the paragraph's text."""
        line = self.lines[self.first]
        return line.block, line.offset(self.start)

    def behind(self) -> tuple[int, int]:
        """Where the text behind it begins."""
        line = self.lines[self.last]
        return line.block, line.offset(self.end - 1) + 1 if self.end else line.start


class Forms:
    """The edition's headings, ready for comparison."""

    def __init__(self, templates: Sequence[SectionTemplate]) -> None:
        self._entries = [
            (
                template.number,
                "".join(template.heading.split()),
                pattern("|".join(template.variants) or NEVER),
                template.signs,
                template.unless,
            )
            for template in templates
        ]

    def __bool__(self) -> bool:
        return bool(self._entries)

    def whole(self, words: str) -> tuple[int, Match] | None:
        """The section that has exactly these words for its heading, or a known variant."""
        for number, heading, _, _, _ in self._entries:
            if words == heading:
                return number, "exact"
        for number, _, variants, _, _ in self._entries:
            if variants.fullmatch(words):
                return number, "variant"
        return None

    def begins(self, words: str) -> tuple[int, Match, int] | None:
        """The section whose heading, or known variant, the words begin with, and its length."""
        best: tuple[int, Match, int] | None = None
        for number, heading, variants, _, _ in self._entries:
            if words.startswith(heading) and (best is None or len(heading) > best[2]):
                best = (number, "exact", len(heading))
            found = variants.match(words)
            if found and (best is None or found.end() > best[2]):
                best = (number, "variant", found.end())
        return best

    def sign(self, words: str) -> tuple[int, Match] | None:
        """The section that other words still point to."""
        for number, _, _, signs, unless in self._entries:
            if any(sign in words for sign in signs) and not any(word in words for word in unless):
                return number, "other"
        return None

    def either(self, words: str) -> tuple[int | None, Match]:
        """The section by its words or by signs, or none."""
        return self.whole(words) or self.sign(words) or (None, "unknown")


def find_headings(
    lines: Sequence[Line], forms: Forms, vocabulary: Mapping[str, Any], first: int, index: int, *, official: bool
) -> list[Heading]:
    """All places from line `first`, character `index`, that may be headings, in order.

    `official` is whether the edition prescribes its headings; where it does not, those in running text are told by
    their ordinals and ends alone.
    """
    found: list[Heading] = []
    annex = False
    skip = -1
    for number in range(first, len(lines)):
        if number == skip:
            continue
        line = lines[number]
        compact = line.compact
        begin = index if number == first else 0
        if begin >= len(compact):
            continue
        if len(compact) < _LONG_LINE and _opens_annex(compact, vocabulary):
            annex = True
        heading = _at_line(lines, number, begin, forms, vocabulary) if begin == 0 or line.spaced(begin) else None
        if heading is not None and annex and pattern(vocabulary["annex-rows"]).match(heading.words):
            heading = None
        if heading is not None:
            if heading.number is not None and heading.match != "other":
                annex = False
            found.append(heading)
            if heading.last > number:
                skip = heading.last
        if len(compact) > _LONG_LINE:
            after = heading.end if heading is not None and heading.last == number else begin
            found += _inside(lines, number, after, forms, vocabulary, official=official)
    return found


def _opens_annex(compact: str, vocabulary: Mapping[str, Any]) -> bool:
    return bool(pattern(vocabulary["annex-heads"]).search(compact)) or bool(
        pattern(vocabulary["annex"]).fullmatch(compact.strip(_TRIM))
    )


def trimmed(words: str) -> str:
    """The words of a heading without what is around them."""
    return words.strip(_TRIM + '#*[]【】“”"').removesuffix("(").strip(_TRIM)


_ORDINAL = (
    rf"[#*>\[_\"“]{{0,6}}(?:"
    rf"(?P<han>[{_HAN}]{{1,3}})[、.,:．]"
    rf"|第(?P<part>[{_HAN}]{{1,3}})(?:部分|章|节|篇)[、.:：]?"
    rf"|\((?P<paren>[{_HAN}]{{1,3}})\)[、.]?"
    rf"|(?P<arabic>\d{{1,2}})(?:[、．]|\.(?!\d))"
    rf"|(?P<lost>[?□\ufffd]{{0,2}}[、．.])"
    rf")"
)


def _ordinal(compact: str) -> tuple[Style, str | None, int]:
    match = pattern(_ORDINAL).match(compact)
    if match is None:
        return "none", None, 0
    style = match.lastgroup
    if style == "han":
        return "han", match["han"], match.end()
    if style == "part":
        return "part", match["part"], match.end()
    if style == "paren":
        return "paren", match["paren"], match.end()
    if style == "arabic":
        return "arabic", match["arabic"], match.end()
    return "lost", None, match.end()


def is_row(words: str, vocabulary: Mapping[str, Any]) -> bool:
    """Whether the words are a row label or caption of the form's tables."""
    return bool(pattern(vocabulary["rows"]).match(words) or pattern(vocabulary["captions"]).match(words))


def _at_line(
    lines: Sequence[Line], number: int, begin: int, forms: Forms, vocabulary: Mapping[str, Any]
) -> Heading | None:
    line = lines[number]
    compact = line.compact[begin:] if begin else line.compact
    style, ordinal, length = _ordinal(compact)
    rest = compact[length:]
    words = trimmed(rest)
    if style == "none":
        words, style, ordinal, length = _without_mark(compact, words, forms)
        rest = compact[length:]
    if len(words) < 2 or is_row(words, vocabulary):
        return None
    if style == "lost" and _continues(lines, number):
        return None
    if style == "none" and pattern(vocabulary["table-titles"]).fullmatch(words):
        return None
    whole = forms.whole(words)
    if whole is not None:
        return Heading(lines, number, number, begin, begin + len(compact), style, ordinal, words, *whole)
    if style == "none" and line.level is None:
        return _plain(lines, number, begin, words, vocabulary) if len(words) <= 24 else None
    wrapped = _wrapped(lines, number, begin, style, ordinal, rest, forms)
    if wrapped is not None:
        return wrapped
    start = forms.begins(rest) if style != "none" else None
    if start is not None and _runs_on(line, begin + length + start[2], vocabulary):
        end = begin + length + start[2]
        return Heading(lines, number, number, begin, end, style, ordinal, rest[: start[2]], *start[:2], inline=True)
    if style in ("paren", "arabic"):
        return None
    return _in_other_words(lines, number, begin, length, style, ordinal, words, forms, vocabulary)


def _without_mark(compact: str, words: str, forms: Forms) -> tuple[str, Style, str | None, int]:
    """An ordinal whose 、 is lost (一总体情况), told by the official words behind it."""
    match = pattern(rf"[{_HAN}](?![是方个])").match(compact)
    if match and forms.whole(trimmed(compact[1:])) is not None:
        return trimmed(compact[1:]), "han", match[0], 1
    return words, "none", None, 0


def _in_other_words(
    lines: Sequence[Line],
    number: int,
    begin: int,
    length: int,
    style: Style,
    ordinal: str | None,
    words: str,
    forms: Forms,
    vocabulary: Mapping[str, Any],
) -> Heading | None:
    """A heading that is none of the form's, or one in other words."""
    line = lines[number]
    if is_heading_like(words, line.compact):
        return Heading(lines, number, number, begin, len(line.compact), style, ordinal, words, *forms.either(words))
    if style not in ("han", "part", "lost"):
        return None
    end = split(line, begin + length, vocabulary)
    if end is None:
        return None
    words = trimmed(line.compact[begin + length : end])
    if len(words) < 2 or is_row(words, vocabulary):
        return None
    return Heading(lines, number, number, begin, end, style, ordinal, words, *forms.either(words), inline=True)


def _plain(lines: Sequence[Line], number: int, begin: int, words: str, vocabulary: Mapping[str, Any]) -> Heading | None:
    """A line of its own without ordinal in words that headings have (主要做法)."""
    line = lines[number]
    text = line.compact
    if text[-1] in "。;；,，、" or len(line.paragraph.text.value.strip()) > 2 * len(words) + 8:
        return None
    known = pattern(vocabulary["plain"]).fullmatch(words) is not None
    following = lines[number + 1].compact if number + 1 < len(lines) else ""
    restarts = bool(following.startswith(("(一)", "1、", "1."))) and pattern(r"[一-鿿]+").fullmatch(words) is not None
    if not known and not (restarts and len(words) <= 16):
        return None
    return Heading(lines, number, number, begin, len(text), "none", None, words)


def is_heading_like(words: str, compact: str) -> bool:
    """Whether a whole line reads as a heading, not as a sentence or an item of a list."""
    if not 2 <= len(words) <= _LONGEST or any(character in _ENDS for character in words):
        return False
    if compact[-1] in ",，、;；":
        return False
    if compact[-1] in "。." and (words.count(",") or len(words) > 25):
        return False
    return words.count(",") <= 2 and ":" not in words and pattern(r"[一-鿿]").search(words) is not None


def _wrapped(
    lines: Sequence[Line], number: int, begin: int, style: Style, ordinal: str | None, rest: str, forms: Forms
) -> Heading | None:
    """An official heading whose words go on in the next line."""
    if style == "none" or number + 1 >= len(lines) or len(rest) > _LONGEST or not rest or rest[-1] in _ENDS:
        return None
    following = lines[number + 1]
    if following.level is not None or len(following.compact) > 30:
        return None
    words = trimmed(rest + following.compact)
    whole = forms.whole(words)
    if whole is None:
        return None
    end = len(following.compact)
    return Heading(lines, number, number + 1, begin, end, style, ordinal, words, *whole)


def _runs_on(line: Line, end: int, vocabulary: Mapping[str, Any]) -> bool:
    """Whether running text begins at `end`, so that the heading's words stop there."""
    rest = line.compact[end:]
    if not rest:
        return True
    if line.spaced(end) or rest[0].isdecimal() or rest[0] in "。:：;；!(（":
        return True
    return len(rest) > 8 and pattern(vocabulary["joins"]).match(rest) is None


def _continues(lines: Sequence[Line], number: int) -> bool:
    """Whether a line goes on from the one before, so that a mark at its start is no lost ordinal."""
    if not number:
        return False
    before = lines[number - 1]
    if before.compact[-1] in '。;；:：!?！？)）”"':
        return False
    return not lines[number].first or len(before.compact) > 24


def split(line: Line, start: int, vocabulary: Mapping[str, Any]) -> int | None:
    """Where a heading in free words ends that text follows on the same line, or None where it cannot be told."""
    compact = line.compact
    tails = pattern(rf".{{0,40}}?(?:{joined(vocabulary['tails']).pattern})$")
    joins = pattern(vocabulary["joins"])
    space = None
    for at in range(start + 2, min(len(compact), start + _LONGEST) + 1):
        done = compact[start:at]
        if at == len(compact):
            return at if tails.match(done) else space
        ends = tails.match(done) is not None and joins.match(compact, at) is None
        if ends:
            return at
        following = compact[at]
        if following in "。:：;；!！?？" or (
            following == "(" and pattern(rf"\([{_HAN}\d]{{1,2}}\)").match(compact, at)
        ):
            return at
        if following.isdecimal() and pattern(r"\d{4}年").match(compact, at):
            return at
        if line.spaced(at) and space is None and at - start >= 4:
            space = at
        if following in ",，" or done[-1] in ",，":
            return space
    return space


def _inside(
    lines: Sequence[Line], number: int, after: int, forms: Forms, vocabulary: Mapping[str, Any], *, official: bool
) -> Iterator[Heading]:
    """Headings that run into the text before them."""
    line = lines[number]
    compact = line.compact
    for match in pattern(rf"([{_HAN}]{{1,3}})[、.．]").finditer(compact, after):
        before = compact[match.start() - 1] if match.start() else ""
        if before in "第(（" or match.start() == 0:
            continue
        rest = compact[match.end() : match.end() + 60]
        if is_row(rest, vocabulary):
            continue
        start = forms.begins(rest)
        if start is not None:
            end = match.end() + start[2]
            if end == len(compact) or _runs_on(line, end, vocabulary) or before in "。;；":
                yield Heading(
                    lines,
                    number,
                    number,
                    match.start(),
                    end,
                    "han",
                    match[1],
                    rest[: start[2]],
                    *start[:2],
                    inline=True,
                )
                continue
        if not (before in '。;；:：!！?？)）”"』」.' or before.isdecimal() or line.spaced(match.start())):
            continue
        ending = split(line, match.end(), vocabulary)
        if ending is None:
            continue
        words = trimmed(compact[match.end() : ending])
        if len(words) < 2 or is_row(words, vocabulary):
            continue
        found = forms.either(words)
        if official and found[0] is None and not pattern(vocabulary["aspects"]).search(words):
            continue
        yield Heading(lines, number, number, match.start(), ending, "han", match[1], words, *found, inline=True)
