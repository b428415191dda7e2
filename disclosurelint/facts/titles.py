"""The title of a report (标题): a heading, a line, two or three lines, the first words of a long line, or in a page head.

Candidates are all places where the words 政府信息公开…年度报告 end something that is no sentence; each is judged by
what it says (year, body, the right words) and by where it stands, and the best one wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from disclosurelint.document import Text
from disclosurelint.facts.bodies import is_name
from disclosurelint.facts.dates import year_of
from disclosurelint.facts.lines import Flow, Line, joined, pattern
from disclosurelint.report import Title

_STOP = frozenset('。，；！？:|>《》“”"!?;,、=<#*')
_REACH = 60
_LINE = 48
_NEAR = 15
YEAR_WORDS = r"(?:(?<!\d)(?:19|20)\d{2}(?!\d)|[二一][〇零○OoО0九一二三四五六七八]{3})"


@dataclass(slots=True, eq=False)
class Candidate:
    """A place where a title may stand: in which lines, from where to where in their characters without white space."""

    title: Title
    flow: Flow
    first: int
    last: int
    start: int
    end: int
    score: int

    @property
    def in_head(self) -> bool:
        """Whether it stands behind a label of the page's head (标题: …)."""
        return self.start > 0 and self.flow.value[self.start - 1] == ":" and self.start < 10


def tail_pattern(words: Mapping[str, Any]) -> re.Pattern[str]:
    """政府信息公开工作年度报告 and its variants, right and wrong, perhaps with the year inside."""
    title = words["title"]
    subjects, kinds = joined(title["subjects"]).pattern, joined(title["kinds"]).pattern
    return pattern(
        rf"(?P<subject>{subjects}){title['fillers']}"
        rf"(?:\(?(?P<year>{YEAR_WORDS})\)?)?(?:年度|年|度)?(?:工作)?(?P<kind>{kinds})"
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


def names_title(text: str, words: Mapping[str, Any]) -> bool:
    """Whether a string without white space ends in the words of a title."""
    match = None
    for match in tail_pattern(words).finditer(text):
        pass
    return match is not None and match.end() == len(text)


def _candidates(lines: Sequence[Line], number: int, words: Mapping[str, Any]) -> list[Candidate]:
    line = lines[number]
    found: list[Candidate] = []
    if "公开" in line.compact and ("报告" in line.compact or "年报" in line.compact or "总结" in line.compact):
        for match in tail_pattern(words).finditer(line.compact):
            candidate = _judge(lines, number, number, Flow([line]), match, words)
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
        if "公开" not in flow.value:
            continue
        before = len(flow.value) - len(part[-1].compact)
        for match in tail_pattern(words).finditer(flow.value):
            if match.start() < before < match.end():
                candidate = _judge(lines, number, number + count - 1, flow, match, words)
                return [] if candidate is None else [_completed(lines, candidate, words)]
    return []


def _fragment(compact: str) -> bool:
    return len(compact) <= _LINE and not any(character in _STOP for character in compact)


def _judge(
    lines: Sequence[Line], first: int, last: int, flow: Flow, match: re.Match[str], words: Mapping[str, Any]
) -> Candidate | None:
    """The candidate whose last words are `match`, or None where they are part of a sentence."""
    vocabulary = words["title"]
    compact, end = flow.value, match.end()
    rest = compact[end:]
    line = flow.lines[-1]
    bracket = pattern(rf"\((?P<year>{YEAR_WORDS})(?:年度?)?\)").match(rest)
    if bracket:
        end += bracket.end()
        rest = compact[end:]
    start = _start(flow, match.start(), words)
    prefix = compact[start : match.start()]
    after = len(compact) - len(rest) - (len(compact) - len(line.compact))
    ends = not rest or line.spaced(after) or pattern(vocabulary["follows"]).match(rest) is not None
    if not ends or pattern(vocabulary["sentence"]).search(prefix):
        return None
    before = compact[:start]
    if before and before[-1] in '《“"':
        return None
    year = bracket["year"] if bracket else match["year"]
    title = _title(flow, start, end, match, year, bracket, words)
    if title.year is None and title.body is None:
        own_line = start == 0 and end == len(compact)
        if not own_line or match["kind"] not in vocabulary["right-kinds"]:
            return None
    return Candidate(title, flow, first, last, start, end, _score(title, flow, start, end, words))


def _start(flow: Flow, at: int, words: Mapping[str, Any]) -> int:
    """Where the words before the tail begin: at the line's start, behind punctuation, or behind a space between words."""
    compact = flow.value
    lower = max(0, at - _REACH)
    start = at
    line = flow.lines[0] if len(flow.lines) == 1 else None
    while start > lower:
        character = compact[start - 1]
        if character in _STOP:
            break
        if line is not None and start < at and line.spaced(start) and not _crosses(line, start, compact, words):
            break
        if line is not None and start == at and line.spaced(start) and not _crosses(line, start, compact, words):
            break
        start -= 1
    while start < at and compact[start] in ")].-·":
        start += 1
    return start


def _crosses(line: Line, index: int, compact: str, words: Mapping[str, Any]) -> bool:
    """Whether a name goes on over the space before `index`: beside the year, between single letters, behind a body."""
    left, right = compact[index - 1], compact[index]
    if left.isdecimal() or right.isdecimal() or left in "年度()〇" or right in "年度(":
        return True
    if (index == 1 or line.spaced(index - 1)) and (index + 1 >= len(compact) or line.spaced(index + 1)):
        return True
    return pattern(rf".*{words['body']['ends']}").fullmatch(compact[max(0, index - 6) : index]) is not None


def _title(
    flow: Flow,
    start: int,
    end: int,
    match: re.Match[str],
    inner_year: str | None,
    bracket: re.Match[str] | None,
    words: Mapping[str, Any],
) -> Title:
    vocabulary = words["title"]
    compact = flow.value
    prefix = compact[start : match.start()]
    years = list(pattern(YEAR_WORDS).finditer(prefix))
    readable = {year for found in years if (year := year_of(found[0])) is not None}
    if inner_year and (year := year_of(inner_year)) is not None:
        readable.add(year)
    year = readable.pop() if len(readable) == 1 else None
    span = None
    if year is not None:
        if years:
            span = flow.cut(start + years[0].start(), start + years[0].end()).span()
        elif bracket is not None:
            at = match.end() + bracket.start("year")
            span = flow.cut(at, at + len(bracket["year"])).span()
        else:
            span = flow.cut(match.start("year"), match.end("year")).span()
    right = match["subject"] == vocabulary["right"] and match["kind"] in vocabulary["right-kinds"]
    body = _body(prefix, match["subject"], words)
    if body is None:
        return Title(flow.cut(start, end), year, span, None, None, right)
    first, last, name = body
    return Title(flow.cut(start, end), year, span, name, flow.cut(start + first, start + last).span(), right)


def _body(prefix: str, subject: str, words: Mapping[str, Any]) -> tuple[int, int, str] | None:
    """The body that the words before the tail name: what is left of them without the year and 关于."""
    best: tuple[int, int, str] | None = None
    at = 0
    pieces = []
    for found in pattern(rf"\(?{YEAR_WORDS}\)?(?:年度|年|度)?\)?|\(?\d{{1,8}}(?:年度|年)\)?").finditer(prefix):
        pieces.append((at, found.start()))
        at = found.end()
    pieces.append((at, len(prefix)))
    for first, last in pieces:
        name = prefix[first:last]
        bare = pattern(r"^(?:关于|附件?\d?|[.·\-—_)\]]){1,3}|(?:关于|的|[.·\-—_(\[]|年度?){1,3}$").sub("", name)
        if len(bare) < 2 or pattern(words["title"]["no-names"]).fullmatch(bare) or bare.isdecimal():
            continue
        first += name.index(bare)
        if best is None or len(bare) > len(best[2]):
            best = (first, first + len(bare), bare)
    if best is not None and best[2].endswith("人民") and subject.startswith("政府"):
        return best[0], best[1], best[2] + "政府"
    return best


def _score(title: Title, flow: Flow, start: int, end: int, words: Mapping[str, Any]) -> int:
    compact = flow.value
    score = 2 * (title.year is not None) + 2 * (title.body is not None) + title.names_report
    level = flow.lines[-1].level
    if start == 0 and end == len(compact):
        score += 4
    elif start == 0:
        score += 3
    elif not joined(words["page"]["title-keys"]).match(compact):
        score += 1
    if level is not None:
        score += 3 if level == 1 else 1
    if title.body is not None and not is_name(title.body, words) and len(title.body) > 16:
        score -= 2
    return score


def _completed(lines: Sequence[Line], candidate: Candidate, words: Mapping[str, Any]) -> Candidate:
    """The candidate with the one or two lines above it that hold the body or the year, where it lacks these."""
    title = candidate.title
    if candidate.start or (title.year is not None and title.body is not None):
        return candidate
    for count in (1, 2):
        first = candidate.first - count
        if first < 0 or not _may_begin(lines[first], title, words):
            break
        flow = Flow(lines[first : candidate.last + 1])
        shift = len(flow.value) - len(candidate.flow.value)
        for match in tail_pattern(words).finditer(flow.value):
            if match.end() <= shift or _start(flow, match.start(), words) != 0:
                continue
            longer = _judge(lines, first, candidate.last, flow, match, words)
            if longer is not None and (longer.title.year, longer.title.body) != (title.year, title.body):
                longer.score += 0 if longer.start else 1
                if longer.title.body is not None and longer.title.year is not None:
                    return longer
                candidate = longer
    return candidate


def _may_begin(line: Line, title: Title, words: Mapping[str, Any]) -> bool:
    compact = line.compact
    if len(compact) > 32 or not _fragment(compact) or pattern(words["title"]["sentence"]).search(compact):
        return False
    year = pattern(rf"(?P<name>.*?)\(?{YEAR_WORDS}\)?(?:年度|年)?(?P<more>.*)").fullmatch(compact)
    if year:
        name = year["name"] or year["more"]
        return title.year is None and (not name or is_name(name, words) or name == "关于")
    return title.body is None and is_name(compact.removesuffix("关于"), words)
