"""Which report a document is: title, year, body, statistics period, and whether it is a report at all.

Runs before the edition is known, on the vocabulary of the catalogue. Precedence of the year: given, title, period,
year of signature less one; of the body: as signed, else as the introduction, else as the title names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from disclosurelint.document import Document, Span
from disclosurelint.facts.bodies import expanded, guess_type, is_name, same_body, without_office
from disclosurelint.facts.closing import Block, Named, read_closing, read_opening
from disclosurelint.facts.lines import Flow, Line, pattern, read_lines
from disclosurelint.facts.period import read_period
from disclosurelint.facts.titles import YEAR_WORDS, find_title, tail_pattern
from disclosurelint.report import Body, Given, Label, Period, Title, TypeSource, YearSource

_NO_REPORT = Label(
    "既没有“政府信息公开工作年度报告”一类的标题，也没有年度报告的两个法定标题",
    "neither a title such as 政府信息公开工作年度报告 nor two of the report's official headings",
)
_TOP_LINES = 90
_TOP_CHARACTERS = 6000
_INTRO = 2500


@dataclass(slots=True, eq=False)
class Identity:
    """What is known of a report before its edition. `reason` says why a document is no report.

    `words` are the catalogue's; `lines`, `opening` (what stands under the title) and `closing` (the signature) are
    kept for the readers that come after, `start` is the line of the title's end and the place in it.
    """

    title: Title | None
    year: int | None
    year_source: YearSource
    body: Body
    period: Period | None
    is_report: bool
    reason: Label
    words: Mapping[str, Any] = field(repr=False)
    lines: list[Line] = field(default_factory=list, repr=False)
    opening: Block = field(default_factory=Block, repr=False)
    closing: Block = field(default_factory=Block, repr=False)
    title_line: int = 0
    """The number of the title's first line; 0 where there is no title."""


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
    closing = read_closing(lines[opening.line :], names, words)
    if opening.line >= len(lines):
        closing.stop = closing.foot = len(document.blocks), 0
        closing.start = closing.end = lines[-1].last_origin if lines else 0
    year, source = _year(given, title, period, [*closing.dates, *opening.dates])
    is_report = (title is not None and (title.names_report or title.year is not None)) or _headings(lines, words) >= 2
    return Identity(
        title=title,
        year=year,
        year_source=source,
        body=_body(given, title, makers, closing.names or opening.names, words),
        period=period,
        is_report=is_report,
        reason=Label("", "") if is_report else _NO_REPORT,
        words=words,
        lines=lines,
        opening=opening,
        closing=closing,
        title_line=candidate.first if candidate is not None else 0,
    )


def _top(lines: list[Line], words: Mapping[str, Any]) -> list[Line]:
    """The lines among which a title may stand: up to the first official heading, but not without end."""
    heading = pattern(rf"[一1](?:[{words['ordinal-marks']}])?(?:{'|'.join(words['headings'])})[:。]?")
    length = 0
    for number, line in enumerate(lines):
        if number >= _TOP_LINES or (number and length > _TOP_CHARACTERS) or heading.fullmatch(line.compact):
            return lines[: max(number, 1)]
        length += len(line.compact)
    return lines


def _text(lines: list[Line], opening: Block, words: Mapping[str, Any]) -> tuple[Flow, Span]:
    """The report's text as one flow, and the stretch of it that is the introduction."""
    flow = Flow(lines[opening.line :])
    start = opening.index
    heading = pattern(rf"一[{words['ordinal-marks']}](?:{'|'.join(words['headings'])})").search(flow.value, start)
    return flow, (start, min(heading.start() if heading else start + _INTRO, start + _INTRO))


def _makers(flow: Flow, intro: Span, words: Mapping[str, Any]) -> list[Named]:
    """The names by which the introduction calls the body that made the report."""
    found: list[Named] = []
    for source in words["preamble"]["makers"]:
        for match in pattern(source).finditer(flow.value, *intro):
            if is_name(match["name"], words):
                found.append(Named(match["name"], flow.cut(match.start("name"), match.end("name"))))
    found += _titles_in_sentences(flow, intro, words)
    return found[:4]


def _titles_in_sentences(flow: Flow, intro: Span, words: Mapping[str, Any]) -> list[Named]:
    """现公布…2018年政府信息公开工作年度报告: the words before, back to the verb, name the body."""
    found = []
    value = flow.value
    for match in tail_pattern(words).finditer(value, *intro):
        lower = max(intro[0], match.start() - 50)
        before = value[lower : match.start()]
        verb = None
        for verb in pattern(rf"(?:{words['preamble']['makes']})了?").finditer(before):
            pass
        if verb is None or value[match.end() : match.end() + 1] in "的有相格编":
            continue
        name = before[verb.end() :]
        bare = pattern(rf"^(?:{YEAR_WORDS}年?度?)?的?|(?:{YEAR_WORDS}年?度?)?的?$").sub("", name)
        if is_name(bare, words) and not pattern(r"[《〈<>》,。;]").search(bare):
            at = lower + verb.end() + name.index(bare)
            found.append(Named(bare, flow.cut(at, at + len(bare))))
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
    return Body(name, span, kind, source, mentions)


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
    alternatives = "|".join(f"(?P<h{number}>{source})" for number, source in enumerate(words["headings"]))
    own = pattern(
        rf"[#(\[]{{0,3}}(?:第?[一二三四五六七八九十\d]{{1,2}}(?:部分|章)?\)?)?[{words['ordinal-marks']}]?(?:{alternatives})[:。)\]]?"
    )
    inside = pattern(rf"[一二三四五六七八][{words['ordinal-marks']}](?:{alternatives})")
    seen: set[str] = set()
    for line in lines:
        compact = line.compact
        match = own.fullmatch(compact) if len(compact) < 60 else None
        if match and match.lastgroup:
            seen.add(match.lastgroup)
        elif len(compact) > 60:
            seen |= {found.lastgroup for found in inside.finditer(compact) if found.lastgroup}
    return len(seen)
