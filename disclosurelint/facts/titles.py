"""The title of a report (标题): a heading, one to four lines, the first words of a long line, or in a page head.

Candidates are all places where the words 政府信息公开…年度报告 end something that is no sentence; each is judged by
what it says (year, body, the right words) and by where it stands, and the best one wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from disclosurelint.document import Span
from disclosurelint.facts.bodies import is_name
from disclosurelint.facts.dates import find_dates, find_years, year_of
from disclosurelint.facts.lines import Flow, Line, joined, pattern
from disclosurelint.report import Title

_STOP = frozenset('。，；！？:|>《》“”"!?;,、=<#*')
_REACH = 60
_LINE = 48
_NEAR = 15
_TOP = 3000
_AROUND_YEAR = "年度()〇"
_AROUND_NAME = ".·-—_)](["


class Candidate:
    """A place where a title may stand: lines `first` to `last`, from `start` to `end` of their compact characters."""

    __slots__ = ("end", "first", "flow", "last", "score", "start", "title")

    def __init__(self, title: Title, flow: Flow, lines: Span, place: Span, score: int) -> None:
        self.title = title
        self.flow = flow
        self.first, self.last = lines
        self.start, self.end = place
        self.score = score

    @property
    def in_head(self) -> bool:
        """Whether it stands behind a label of the page's head (标题: …)."""
        return 0 < self.start < 10 and self.flow.value[self.start - 1] == ":"


def tail_pattern(words: Mapping[str, Any]) -> re.Pattern[str]:
    """政府信息公开工作年度报告 and its variants, right and wrong, perhaps with the year inside."""
    title = words["title"]
    subjects, kinds, fillers = (joined(title[key]).pattern for key in ("subjects", "kinds", "fillers"))
    return pattern(
        rf"(?P<subject>{subjects})(?:{fillers})?的?(?:\(?(?P<year>(?:19|20)\d\d|.{{4}})\)?)??年??度??(?P<kind>{kinds})"
    )


def find_title(lines: Sequence[Line], words: Mapping[str, Any]) -> Candidate | None:
    """The title among the first lines of a report, or None."""
    best: Candidate | None = None
    for number in range(len(lines)):
        for candidate in _candidates(lines, number, words):
            # Of equals the later one stands nearer to the report itself, if they are near to each other.
            near = best is not None and candidate.first - best.last <= _NEAR
            if best is None or candidate.score > best.score or (candidate.score == best.score and near):
                best = candidate
    return best


def _candidates(lines: Sequence[Line], number: int, words: Mapping[str, Any]) -> list[Candidate]:
    line = lines[number]
    found: list[Candidate] = []
    if "公开" in line.compact and ("报" in line.compact or "总结" in line.compact):
        for match in islice(tail_pattern(words).finditer(line.compact, 0, _TOP), 40):
            candidate = _judge((number, number), Flow([line]), match, words)
            if candidate is not None:
                found.append(_completed(lines, candidate, words))
            if len(found) > 4:
                break
    if not found and len(line.compact) <= _LINE:
        found += _over_lines(lines, number, words)
    return found


def _over_lines(lines: Sequence[Line], number: int, words: Mapping[str, Any]) -> list[Candidate]:
    """A title whose very words 政府信息公开工作年度报告 are cut by the ends of lines."""
    for count in (2, 3, 4):
        part = lines[number : number + count]
        if len(part) < count or len(part[-1].compact) > _LINE or not _fragment(part[-2].compact):
            return []
        flow = Flow(part)
        if "公开" not in flow.value or "报" not in flow.value:
            continue
        before = len(flow.value) - len(part[-1].compact)
        for match in tail_pattern(words).finditer(flow.value):
            if match.start() < before < match.end():
                candidate = _judge((number, number + count - 1), flow, match, words)
                return [] if candidate is None else [_completed(lines, candidate, words)]
    return []


def _fragment(compact: str) -> bool:
    return len(compact) <= _LINE and not any(character in _STOP for character in compact)


def _judge(place: Span, flow: Flow, match: re.Match[str], words: Mapping[str, Any]) -> Candidate | None:
    """The candidate whose last words are `match`, or None where they are part of a sentence."""
    vocabulary = words["title"]
    compact, end = flow.value, match.end()
    inner = match.span("year") if match["year"] and year_of(match["year"]) is not None else None
    if match["year"] and inner is None:
        return None
    bracket = pattern(r"\(?(?P<year>[12二一].{3})年?度?(?:\)|$)").match(compact, end)
    if inner is None and bracket and year_of(bracket["year"]) is not None:
        inner, end = bracket.span("year"), bracket.end()
    start = _start(flow, match.start(), words)
    prefix = compact[start : match.start()]
    quoted = compact[:start] in ("《", "“", "[") and compact[end:] in ("》", "”", "]")
    if any(word in prefix for word in vocabulary["sentence"]):
        return None
    if start and compact[start - 1] in '《“"' and not quoted:
        return None
    line = flow.lines[-1]
    behind = end - (len(compact) - len(line.compact))
    if (
        end < len(compact)
        and not quoted
        and not line.spaced(behind)
        and not compact.startswith(tuple(vocabulary["follows"]), end)
        and not _signed_behind(compact, end, words)
    ):
        return None
    title = _title(flow, (start, match.start(), end), inner, match, words)
    own_line = start == 0 and end == len(compact)
    if title.year is None and title.body is None and not (own_line and match["kind"] in vocabulary["right-kinds"]):
        return None
    if match["kind"] in ("报告", "总结") and title.year is None:
        return None
    return Candidate(title, flow, place, (start, end), _score(title, flow, (start, end), words))


def _signed_behind(compact: str, end: int, words: Mapping[str, Any]) -> bool:
    """Whether a date follows at once, or a body's name and then a date: the line under a title that ran into it."""
    found = next(iter(find_dates(compact[end : end + _REACH])), None)
    return found is not None and (not found.start or is_name(compact[end : end + found.start].rstrip("("), words))


def _start(flow: Flow, at: int, words: Mapping[str, Any]) -> int:
    """Where the words before the tail begin: at the line's start, behind punctuation, behind a space between words."""
    compact = flow.value
    lower = max(0, at - _REACH)
    start = at
    line = flow.lines[0] if len(flow.lines) == 1 else None
    while start > lower and compact[start - 1] not in _STOP:
        if line is not None and line.spaced(start) and not _crosses(line, start, compact, words):
            break
        start -= 1
    while start < at and compact[start] in ")][.-·":
        start += 1
    return start


def _crosses(line: Line, index: int, compact: str, words: Mapping[str, Any]) -> bool:
    """Whether a name goes on over the space before `index`: beside the year, between single letters, behind a body."""
    left, right = compact[index - 1], compact[index]
    if left.isdecimal() or right.isdecimal() or left in _AROUND_YEAR or right in _AROUND_YEAR:
        return True
    if (index == 1 or line.spaced(index - 1)) and (index + 1 >= len(compact) or line.spaced(index + 1)):
        return True
    return compact.endswith(tuple(words["body"]["ends"]), max(0, index - 8), index)


def _title(
    flow: Flow, place: tuple[int, int, int], inner: Span | None, match: re.Match[str], words: Mapping[str, Any]
) -> Title:
    start, tail, end = place
    compact = flow.value
    years = [(start + first, start + last, year) for first, last, year in find_years(compact[start:tail])]
    if inner is not None and (year := year_of(compact[inner[0] : inner[1]])) is not None:
        years.append((*inner, year))
    # Two different years: which of them is meant is not for a program to say.
    sure = len({year for _, _, year in years}) == 1
    vocabulary = words["title"]
    right = match["subject"] == vocabulary["right"] and match["kind"] in vocabulary["right-kinds"]
    body = _body(compact, start, tail, match["subject"], words)
    return Title(
        text=flow.cut(start, end),
        year=years[0][2] if sure else None,
        year_span=flow.cut(*years[0][:2]).span() if sure else None,
        body=body[2] if body else None,
        body_span=flow.cut(body[0], body[1]).span() if body else None,
        names_report=right,
    )


def _body(compact: str, start: int, tail: int, subject: str, words: Mapping[str, Any]) -> tuple[int, int, str] | None:
    """The body that the words before the tail name: what is left of them without the year and 关于."""
    best: tuple[int, int, str] | None = None
    for first, last in beside_years(compact, start, tail):
        first, last = bared(compact, first, last)
        name = compact[first:last]
        if len(name) < 2 or name.isdecimal() or _no_name(name, words):
            continue
        if best is None or len(name) > len(best[2]):
            best = (first, last, name)
    if best is not None and best[2].endswith("人民") and subject.startswith("政府"):
        return best[0], best[1], best[2] + "政府"
    return best


def beside_years(compact: str, start: int, stop: int) -> list[Span]:
    """The pieces before, between and behind the numbers of years, damaged ones too."""
    pieces, first, at = [], start, start
    years = {begin + start: end + start for begin, end, _ in find_years(compact[start:stop])}
    while at < stop:
        if at in years or compact[at].isdecimal():
            end = years.get(at, at)
            while end < stop and compact[end].isdecimal():
                end += 1
            pieces.append((first, at))
            while end < stop and compact[end] in "年度)":
                end += 1
            first = at = end
        else:
            at += 1
    return [*pieces, (first, stop)]


def bared(compact: str, first: int, last: int) -> Span:
    """A piece without 关于, 的 and marks at its ends."""
    while first < last:
        if compact[first] in _AROUND_NAME:
            first += 1
        elif compact.startswith("关于", first, last) or compact.startswith("附件", first, last):
            first += 2
        else:
            break
    while first < last:
        if compact[last - 1] in _AROUND_NAME or compact[last - 1] in "的年":
            last -= 1
        elif compact.endswith(("关于", "年度"), first, last):
            last -= 2
        else:
            break
    return first, last


def _no_name(name: str, words: Mapping[str, Any]) -> bool:
    body = words["body"]
    return name in words["title"]["no-names"] or (name.startswith(tuple(body["self"])) and name[1:] in body["units"])


def _score(title: Title, flow: Flow, place: Span, words: Mapping[str, Any]) -> int:
    compact = flow.value
    score = 2 * (title.year is not None) + 2 * (title.body is not None) + title.names_report
    if place == (0, len(compact)):
        score += 4
    elif place[0] == 0:
        score += 3
    elif not compact.startswith(tuple(words["page"]["title-keys"])):
        score += 1
    level = flow.lines[-1].level
    if level is not None:
        score += 3 if level == 1 else 1
    if title.body is not None and len(title.body) > 16 and not is_name(title.body, words):
        score -= 2
    return score


def _completed(lines: Sequence[Line], candidate: Candidate, words: Mapping[str, Any]) -> Candidate:
    """The candidate with the one or two lines above it that hold the body or the year, where it lacks these."""
    for count in (1, 2):
        title = candidate.title
        first = candidate.first - 1
        if candidate.start or (title.year is not None and title.body is not None):
            break
        if first < 0 or count > 2 or not _may_begin(lines[first], title, words):
            break
        flow = Flow(lines[first : candidate.last + 1])
        shift = len(flow.value) - len(candidate.flow.value)
        longer = None
        for match in tail_pattern(words).finditer(flow.value):
            if match.end() > shift and _start(flow, match.start(), words) == 0:
                longer = _judge((first, candidate.last), flow, match, words)
        if longer is None or (longer.title.year, longer.title.body) == (title.year, title.body):
            break
        longer.score += 1
        candidate = longer
    return _with_year_below(lines, candidate, words)


def _with_year_below(lines: Sequence[Line], candidate: Candidate, words: Mapping[str, Any]) -> Candidate:
    """The candidate with the line below it, where that is nothing but the year: (2024年度)."""
    below = candidate.last + 1
    rest = candidate.flow.value[candidate.end :]
    if candidate.title.year is not None or rest not in ("", "(") or below >= len(lines):
        return candidate
    if not is_year(lines[below].compact):
        return candidate
    flow = Flow(lines[candidate.first : below + 1])
    end = len(flow.value) - len(lines[below].compact) - len(rest)
    for match in tail_pattern(words).finditer(flow.value):
        if match.end() == end:
            longer = _judge((candidate.first, below), flow, match, words)
            if longer is not None and longer.title.year is not None:
                longer.score = max(longer.score, candidate.score + 1)
                return longer
    return candidate


def is_year(compact: str) -> bool:
    """Whether a line is nothing but a year, in brackets or not: (2024年度)."""
    bare = compact.strip("()[]")
    return len(bare) <= 6 and bare[4:] in ("", "年", "年度") and year_of(bare[:4]) is not None


def _may_begin(line: Line, title: Title, words: Mapping[str, Any]) -> bool:
    """Whether a line holds the beginning of a title: a body's name, the year, or both."""
    compact = line.compact
    if len(compact) > 32 or not _fragment(compact) or any(word in compact for word in words["title"]["sentence"]):
        return False
    names = [compact[first:last] for first, last in beside_years(compact, 0, len(compact)) if last > first]
    years = find_years(compact)
    if years and title.year is not None:
        return False
    if any(name != "关于" and not is_name(name.removesuffix("关于"), words) for name in names):
        return False
    return bool(years) or (title.body is None and bool(names))
