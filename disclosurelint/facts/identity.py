"""Which report a document is: title, year, body, statistics period, and whether it is a report at all.

Runs before the edition is known, on the vocabulary of the catalogue. Precedence of the year: given, title, period,
year of signature less one; of the body: as signed, else as the introduction, else as the title names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Literal

from disclosurelint.document import Document, Span
from disclosurelint.facts.bodies import expanded, guess_type, is_name, possible_types, same_body, without_office
from disclosurelint.facts.closing import Block, Named, read_closing, with_table
from disclosurelint.facts.lines import Flow, Line, read_lines
from disclosurelint.facts.opening import read_opening
from disclosurelint.facts.ordinals import HAN, ordinal_at
from disclosurelint.facts.period import read_period
from disclosurelint.facts.titles import bared, beside_years, find_title, tail_pattern
from disclosurelint.report import Body, Given, Label, Period, Title, TypeSource, YearSource

_NO_REPORT = Label(
    "既没有“政府信息公开工作年度报告”一类的标题，也没有年度报告的两个法定标题",
    "neither a title such as 政府信息公开工作年度报告 nor two of the report's official headings",
)
_TOP_LINES = 90
_TOP_CHARACTERS = 6000
_INTRO = 2500
_NAME = 44


class Identity:
    """What is known of a report before its edition. `reason` says why a document is no report.

    `words` are the catalogue's; `lines`, `opening` (what stands under the title), `closing` (the signature) and
    `title_line` (the number of the title's first line) are kept for the readers that come after.
    """

    __slots__ = (
        "body", "closing", "is_report", "lines", "opening", "period", "reason", "title", "title_line", "words", "year",
        "year_source",
    )  # fmt: skip

    def __init__(
        self,
        title: Title | None,
        year: tuple[int | None, YearSource],
        body: Body,
        period: Period | None,
        words: Mapping[str, Any],
        lines: list[Line],
        *,
        is_report: bool = True,
    ) -> None:
        self.title = title
        self.year, self.year_source = year
        self.body = body
        self.period = period
        self.is_report = is_report
        self.reason = Label("", "") if is_report else _NO_REPORT
        self.words = words
        self.lines = lines
        self.opening = Block()
        self.closing = Block()
        self.title_line = 0


def identify(document: Document, given: Given, words: Mapping[str, Any]) -> Identity:
    """Year, body, title and period of a document, by the catalogue's vocabulary."""
    lines = read_lines(document)
    candidate = find_title(_top(lines, words), words)
    opening = Block()
    if candidate is not None:
        inside = candidate.end - (len(candidate.flow.value) - len(lines[candidate.last].compact))
        opening = read_opening(lines, candidate.last, inside, words)
        if candidate.in_head:
            opening.head_dates, opening.dates, opening.names = [*opening.head_dates, *opening.dates], [], []
    title = candidate.title if candidate is not None else None
    flow, intro = _text(lines, opening, words)
    period = read_period(flow, intro, words)
    makers = _makers(flow, intro, words)
    names = [one.name for one in makers] + ([title.body] if title is not None and title.body else [])
    closing = read_closing(with_table(document, lines[opening.line :]), names, words)
    if opening.line >= len(lines):
        closing.stop = closing.foot = len(document.blocks), 0
        closing.end = lines[-1].last_origin if lines else 0
    identity = Identity(
        title,
        _year(given, title, period, [*closing.dates, *opening.dates]),
        _body(given, title, makers, closing.names or opening.names, words),
        period,
        words,
        lines,
        is_report=(title is not None and (title.names_report or title.year is not None))
        or _headings(lines, words) >= 2,
    )
    identity.opening, identity.closing = opening, closing
    identity.title_line = candidate.first if candidate is not None else 0
    return identity


def _top(lines: list[Line], words: Mapping[str, Any]) -> list[Line]:
    """The lines among which a title may stand: up to the first official heading, but not without end."""
    first = {wording for wordings in words["headings"] for wording in wordings}
    length = 0
    for number, line in enumerate(lines):
        compact = line.compact
        opens = compact[:1] in "一1" and len(compact) < 40 and compact[ordinal_at(compact)[2] :].rstrip(":。") in first
        if number >= _TOP_LINES or (number and length > _TOP_CHARACTERS) or opens:
            return lines[: max(number, 1)]
        length += len(compact)
    return lines


def _text(lines: list[Line], opening: Block, words: Mapping[str, Any]) -> tuple[Flow, Span]:
    """The report's text as one flow, and the stretch of it that is the introduction."""
    flow = Flow(lines[opening.line :])
    start = opening.index
    stop = min(len(flow.value), start + _INTRO)
    heading = flow.value.find("一、", start, stop)
    every = tuple(wording for wordings in words["headings"] for wording in wordings)
    while heading >= 0 and not flow.value.startswith(every, heading + 2):
        heading = flow.value.find("一、", heading + 1, stop)
    return flow, (start, heading if heading >= 0 else stop)


def _makers(flow: Flow, intro: Span, words: Mapping[str, Any]) -> list[Named]:
    """The names by which the introduction calls the body that made the report."""
    value, vocabulary = flow.value, words["preamble"]
    places: list[Span] = []
    for by in vocabulary["by"]:
        for start in _places(value, by, intro):
            ends = [end for then in vocabulary["then"] if (end := value.find(then, start, start + _NAME)) > start]
            places.append((start, min(ends, default=start)))
    for made in vocabulary["made"]:
        for behind in _places(value, made, intro):
            end = behind - len(made)
            lower = max(intro[0], end - _NAME)
            places.append((max(value.rfind(mark, lower, end) for mark in "。,;由") + 1, end))
    places += _titles_in_sentences(value, intro, words)
    found = [Named(value[start:end], flow.cut(start, end)) for start, end in sorted(places) if end > start]
    return [one for one in found if is_name(one.name, words)][:4]


def _places(value: str, word: str, intro: Span) -> Iterator[int]:
    """The places behind a word."""
    at = value.find(word, *intro)
    while at >= 0:
        yield at + len(word)
        at = value.find(word, at + 1, intro[1])


def _titles_in_sentences(value: str, intro: Span, words: Mapping[str, Any]) -> list[Span]:
    """现公布…2018年政府信息公开工作年度报告: the words before, back to the verb, name the body."""
    found = []
    for match in islice(tail_pattern(words).finditer(value, *intro), 40):
        lower = max(intro[0], match.start() - 50)
        verbs = [
            (at, verb) for verb in words["preamble"]["makes"] if (at := value.rfind(verb, lower, match.start())) >= 0
        ]
        if not verbs or value[match.end() : match.end() + 1] in tuple("的有相格编"):
            continue
        at, verb = max(verbs)
        found += [bared(value, *piece) for piece in beside_years(value, at + len(verb), match.start())]
    return found


def _year(given: Given, title: Title | None, period: Period | None, dates: list[Any]) -> tuple[int | None, YearSource]:
    if given.year is not None:
        source = given.sources.get("year", "option")
        return given.year, "front-matter" if source == "front-matter" else "config" if source == "config" else "option"
    if title is not None and title.year is not None:
        return title.year, "title"
    if period is not None and period.year is not None:
        return period.year, "period"
    for dated in dates:
        if dated.found.value is not None:
            return dated.found.value.year - 1, "signature"
    return None, "unknown"


def _body(
    given: Given, title: Title | None, makers: list[Named], signed: list[Named], words: Mapping[str, Any]
) -> Body:
    mentions: list[tuple[Literal["title", "preamble", "signature"], str, tuple[int, int]]] = []
    if title is not None and title.body is not None and title.body_span is not None:
        mentions.append(("title", title.body, title.body_span))
    mentions += [("preamble", one.name, one.text.span()) for one in makers]
    mentions += [("signature", one.name, one.text.span()) for one in signed]
    name, span = None, None
    for where in ("signature", "preamble", "title"):
        of_place = [entry for entry in mentions if entry[0] == where]
        if where == "preamble" and title is not None and title.body is not None:
            # A short form (地税局) does not take the place of the title's full name.
            of_place = [entry for entry in of_place if expanded(entry[1], words) == entry[1]]
        if of_place:
            name, span = _chosen(of_place, title, words)
            break
    if given.body is not None:
        name, span = given.body, None
    kind, source = _type(given, name, words)
    return Body(name, span, kind, source, mentions, frozenset() if kind else possible_types(name, words))


def _chosen(
    entries: list[tuple[Literal["title", "preamble", "signature"], str, tuple[int, int]]],
    title: Title | None,
    words: Mapping[str, Any],
) -> tuple[str, tuple[int, int]]:
    """Of several names the one that pairs with the title; an office that signs for the title's body stands for it."""
    titled = title.body if title is not None else None
    if titled is None:
        return entries[0][1], entries[0][2]
    _, name, span = next((entry for entry in entries if same_body(entry[1], titled, words)), entries[0])
    bare = without_office(name, words)
    if bare != name and without_office(titled, words) == titled and same_body(bare, titled, words):
        return bare, (span[0], span[1])
    return name, span


def _type(given: Given, name: str | None, words: Mapping[str, Any]) -> tuple[str | None, TypeSource]:
    if given.body_type is not None:
        source = given.sources.get("body-type", "option")
        return (
            given.body_type,
            "front-matter" if source == "front-matter" else "config" if source == "config" else "option",
        )
    guess = guess_type(name, words)
    return guess, "guess" if guess else "unknown"


def _headings(lines: list[Line], words: Mapping[str, Any]) -> int:
    """How many different official headings stand in the document, as lines or inside running text."""
    number_of = {wording: number for number, wordings in enumerate(words["headings"]) for wording in wordings}
    seen: set[int] = set()
    for line in lines:
        compact = line.compact
        bare = compact[ordinal_at(compact)[2] :].strip(":。#*[]")
        if bare in number_of:
            seen.add(number_of[bare])
        elif len(compact) > 60:
            for wording, number in number_of.items():
                at = compact.find("、" + wording)
                if at > 0 and compact[at - 1] in HAN:
                    seen.add(number)
    return len(seen)
