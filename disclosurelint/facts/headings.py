"""Places that may be headings of sections: lines with an ordinal or a heading level, and headings inside running text.

A line of the form's own tables (一、本年新收…) is never one. Which of the places found are sections is settled by
`facts.selection`, which sees all of them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from disclosurelint.document import Text
from disclosurelint.facts.lines import Line
from disclosurelint.facts.ordinals import HAN, Style, number_of, ordinal_at
from disclosurelint.facts.wordings import (
    ENDS,
    LONGEST,
    TRIM,
    Forms,
    Known,
    is_heading_like,
    is_row,
    trimmed,
    without_page,
)

_LONG_LINE = 60
# No report has more; what a hostile file holds beyond these is not looked at.
_MOST = 300
_MOST_LOOKED_AT = 6000
_RESTARTS = ("(一)", "1、", "1.")
_AFTER = frozenset("。:：;；!(（")
_BOUNDARY = frozenset('。;:!?)”"』」.；：！？）')
_OPENERS = frozenset(HAN + '第(#*>[_"“ 0123456789?□\ufffd、．.')
_MARKUP = "#*>"


class Heading:
    """A place that may be a heading: lines `first` to `last`, from `start` to `end` of their compact characters."""

    __slots__ = ("end", "first", "inline", "last", "lines", "match", "number", "ordinal", "start", "style", "words")

    def __init__(
        self,
        lines: Sequence[Line],
        place: tuple[int, int, int, int],
        mark: tuple[Style, str | None],
        words: str,
        known: Known = (None, "unknown"),
        *,
        inline: bool = False,
    ) -> None:
        self.lines = lines
        self.first, self.last, self.start, self.end = place
        self.style, self.ordinal = mark
        self.words = words
        self.number, self.match = known
        self.inline = inline

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
        return number_of(self.ordinal)

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


class Finder:
    """Looks through the lines for places that may be headings.

    `official` is whether the edition prescribes its headings; where it does not, those in running text are told by
    their ordinals and ends alone.
    """

    def __init__(self, lines: Sequence[Line], forms: Forms, vocabulary: Mapping[str, Any], *, official: bool) -> None:
        self.lines = lines
        self.forms = forms
        self.vocabulary = vocabulary
        self.official = official
        self.tails = tuple(vocabulary["tails"])
        self.joins = tuple(vocabulary["joins"])
        self.looked_at = 0

    def find(self, first: int, index: int) -> list[Heading]:
        """All places from line `first`, character `index`, in order."""
        found: list[Heading] = []
        annex = False
        skip = -1
        for number in range(first, len(self.lines)):
            line = self.lines[number]
            compact = line.compact
            begin = index if number == first else 0
            if number == skip or begin >= len(compact):
                continue
            if len(found) >= _MOST:
                break
            if len(compact) < _LONG_LINE and any(word in compact for word in self.vocabulary["annex-heads"]):
                annex = True
            # What is behind a title on its line begins anew.
            heading = self._at_line(number, begin) if begin == 0 or number == first else None
            if heading is not None and annex:
                rows = self.vocabulary["annex-rows"]
                # A row's label may be cut at the end of its line.
                if heading.words.startswith(tuple(rows)) or any(row.startswith(heading.words) for row in rows):
                    heading = None
                elif heading.number is not None and heading.match != "other":
                    annex = False
            if heading is not None:
                found.append(heading)
                skip = heading.last if heading.last > number else skip
            if len(compact) > _LONG_LINE:
                after = heading.end if heading is not None and heading.last == number else begin
                found += self._inside(number, after)
        return found

    def _at_line(self, number: int, begin: int) -> Heading | None:
        line = self.lines[number]
        compact = line.compact
        if line.level is None and compact[begin] not in _OPENERS and not self._may_be_plain(number, compact, begin):
            return None
        style, ordinal, behind = ordinal_at(compact, begin)
        if style == "none" and line.level is None and len(compact) - begin > LONGEST:
            return None
        words = without_page(trimmed(compact[behind : behind + 120]), line)
        if style == "none":
            style, ordinal, behind, words = self._without_mark(compact, begin, words)
        if len(words) < 2 or is_row(words, self.vocabulary) or (style == "lost" and self._continues(number)):
            return None
        if style == "none" and words.endswith(tuple(self.vocabulary["table-titles"])):
            return None
        mark = (style, ordinal)
        whole = self.forms.whole(words, marked=style in ("han", "part", "lost"))
        if whole is not None:
            return Heading(self.lines, (number, number, begin, len(compact)), mark, words, whole)
        if style == "none" and line.level is None:
            return self._plain(number, begin, words)
        if style in ("paren", "arabic"):
            return None
        if style != "none":
            found = self._wrapped(number, begin, behind, mark) or self._with_text(number, begin, behind, mark)
            if found is not None:
                return found
        return self._in_other_words(number, begin, behind, mark, words)

    def _may_be_plain(self, number: int, compact: str, begin: int) -> bool:
        """Whether a line without mark or ordinal is worth a closer look."""
        if len(compact) - begin > LONGEST:
            return False
        words = compact.rstrip(TRIM + "]*")
        if words.endswith(self.tails) or words in self.vocabulary["plain"]:
            return True
        following = self.lines[number + 1].compact if not self.official and number + 1 < len(self.lines) else ""
        return following.startswith(_RESTARTS)

    def _without_mark(self, compact: str, begin: int, words: str) -> tuple[Style, str | None, int, str]:
        """An ordinal whose 、 is lost (一总体情况), told by the official words behind it."""
        start = begin
        while start < len(compact) and start - begin < 6 and compact[start] in _MARKUP:
            start += 1
        if compact[start : start + 1] in tuple(HAN):
            rest = trimmed(compact[start + 1 : start + 60])
            if self.forms.whole(rest, marked=False) is not None:
                return "han", compact[start], start + 1, rest
        return "none", None, begin, words

    def _continues(self, number: int) -> bool:
        """Whether a line goes on from the one before, so that a mark at its start is no lost ordinal."""
        line, last = self.lines[number], self.lines[number - 1]
        apart = number == 0 or line.level is not None or last.level is not None or line.block - last.block > 1
        before = last.compact
        if apart or ordinal_at(before)[0] in ("han", "part"):
            return False
        if before[-1] in _BOUNDARY or before[-1].isdecimal():
            return False
        if before[-1] in ",，、" or not line.first or len(before) > 15:
            return True
        return any(word in before for word in self.vocabulary["enumerates"])

    def _plain(self, number: int, begin: int, words: str) -> Heading | None:
        """A line of its own without ordinal in words that headings have (主要做法)."""
        line = self.lines[number]
        compact = line.compact
        if self.official or len(words) > 24 or compact[-1] in "。;；,，、":
            return None
        if len(line.paragraph.text) > 2 * len(words) + 40:
            return None
        following = self.lines[number + 1].compact if number + 1 < len(self.lines) else ""
        restarts = following.startswith(_RESTARTS) and len(words) <= 16
        if words not in self.vocabulary["plain"] and not (restarts and all("一" <= letter <= "鿿" for letter in words)):
            return None
        return Heading(
            self.lines, (number, number, begin, len(compact)), ("none", None), words, self.forms.either(words)
        )

    def _wrapped(self, number: int, begin: int, behind: int, mark: tuple[Style, str | None]) -> Heading | None:
        """An official heading whose words go on in the next line."""
        rest = self.lines[number].compact[behind:]
        if number + 1 >= len(self.lines) or not 0 < len(rest) <= LONGEST or rest[-1] in ENDS:
            return None
        following = self.lines[number + 1]
        if following.level is not None or len(following.compact) > 30:
            return None
        words = trimmed(rest + following.compact)
        whole = self.forms.whole(words, marked=False)
        if whole is None:
            return None
        return Heading(self.lines, (number, number + 1, begin, len(following.compact)), mark, words, whole)

    def _with_text(self, number: int, begin: int, behind: int, mark: tuple[Style, str | None]) -> Heading | None:
        """An official heading with text behind it on the same line."""
        line = self.lines[number]
        start = self.forms.begins(line.compact[behind : behind + 60])
        if start is None or not self._runs_on(line, behind + start[2]):
            return None
        end = behind + start[2]
        return Heading(self.lines, (number, number, begin, end), mark, line.compact[behind:end], start[:2], inline=True)

    def _runs_on(self, line: Line, end: int) -> bool:
        """Whether running text begins at `end`, so that the heading's words stop there."""
        compact = line.compact
        if end >= len(compact) or line.spaced(end) or compact[end].isdecimal() or compact[end] in _AFTER:
            return True
        return len(compact) - end > 8 and not compact.startswith(self.joins, end)

    def _in_other_words(
        self, number: int, begin: int, behind: int, mark: tuple[Style, str | None], words: str
    ) -> Heading | None:
        """A heading that is none of the form's, or one in other words."""
        line = self.lines[number]
        if mark[0] == "lost" and line.level is None and not self._ends_as_headings_do(words):
            # The second line of a label or of a list, cut before its 、.
            return None
        if is_heading_like(words, line.compact) or (mark[1] and "??" in words and len(words) <= 24):
            place = (number, number, begin, len(line.compact))
            return Heading(self.lines, place, mark, words, self.forms.either(words))
        if mark[0] not in ("han", "part", "lost"):
            return None
        end = self._split(line, behind)
        if end is None:
            return None
        words = trimmed(line.compact[behind:end])
        if len(words) < 2 or is_row(words, self.vocabulary):
            return None
        return Heading(self.lines, (number, number, begin, end), mark, words, self.forms.either(words), inline=True)

    def _ends_as_headings_do(self, words: str) -> bool:
        return words.endswith(self.tails) or words in self.vocabulary["plain"]

    def _split(self, line: Line, start: int) -> int | None:
        """Where a heading in free words ends that text follows on the same line, or None where it cannot be told."""
        compact = line.compact
        space = None
        for at in range(start + 2, min(len(compact), start + LONGEST) + 1):
            tail = compact.endswith(self.tails, start, at)
            if at == len(compact):
                return at if tail else space
            if tail and not compact.startswith(self.joins, at):
                return at
            following = compact[at]
            if following in ENDS or following in ":：":
                return at
            if following == "(" and ordinal_at(compact, at)[0] == "paren":
                return at
            if compact[at : at + 4].isdecimal() and compact[at + 4 : at + 5] == "年":
                return at
            if line.spaced(at) and space is None and at - start >= 4:
                space = at
            if following in ",，" or compact[at - 1] in ",，":
                return space
        return space

    def _inside(self, number: int, after: int) -> Iterator[Heading]:
        """Headings that run into the text before them."""
        line = self.lines[number]
        compact = line.compact
        at = compact.find("、", after)
        while at >= 0 and self.looked_at < _MOST_LOOKED_AT:
            start = at
            while start > after and at - start < 3 and compact[start - 1] in HAN:
                start -= 1
            heading = None
            if 0 < start < at and compact[start - 1] not in "第(（":
                self.looked_at += 1
                heading = self._inside_at(line, number, start, at)
            elif start == at > after:
                heading = self._lost_inside(line, number, at)
            if heading is not None:
                yield heading
            at = compact.find("、", at + 1)

    def _lost_inside(self, line: Line, number: int, at: int) -> Heading | None:
        """One of the form's headings behind a full stop, of whose ordinal only the 、 is left."""
        before = line.compact[at - 1]
        begins = (
            self.forms.begins(line.compact[at + 1 : at + 61]) if before in _BOUNDARY or before.isdecimal() else None
        )
        if begins is None or begins[1] != "exact" or not self._runs_on(line, at + 1 + begins[2]):
            return None
        end = at + 1 + begins[2]
        words = line.compact[at + 1 : end]
        return Heading(self.lines, (number, number, at, end), ("lost", None), words, begins[:2], inline=True)

    def _inside_at(self, line: Line, number: int, start: int, at: int) -> Heading | None:
        compact = line.compact
        rest = compact[at + 1 : at + 61]
        if is_row(rest, self.vocabulary):
            return None
        before = compact[start - 1]
        mark: tuple[Style, str | None] = ("han", compact[start:at])
        begins = self.forms.begins(rest)
        if begins is not None:
            end = at + 1 + begins[2]
            if before in _BOUNDARY or self._runs_on(line, end):
                return Heading(
                    self.lines, (number, number, start, end), mark, rest[: begins[2]], begins[:2], inline=True
                )
        if before not in _BOUNDARY and not before.isdecimal() and not line.spaced(start):
            return None
        ending = self._split(line, at + 1)
        if ending is None:
            return None
        words = trimmed(compact[at + 1 : ending])
        if len(words) < 2 or is_row(words, self.vocabulary):
            return None
        known = self.forms.either(words)
        if self.official and known[0] is None:
            # Headings of the author's own between sentences; whether they go on from the last, the selection sees.
            own = (before in _BOUNDARY or before.isdecimal()) and words.endswith(self.tails)
            if not own and not any(word in words for word in self.vocabulary["aspects"]):
                return None
        return Heading(self.lines, (number, number, start, ending), mark, words, known, inline=True)
