"""Laws and notices that a report cites (所引法规和文件): titles, decrees, document numbers, articles.

Recognised however they are written: 《中华人民共和国政府信息公开条例》, 《条例》 after 以下简称, 国务院令第711号, 国令第 711 号, 国办公开办函
〔2021〕30号 with any bracket, titles with 〈〉 or 《》 inside. Each is held against the rule set's instruments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, Literal

from disclosurelint.document import Span, Text
from disclosurelint.facts.numerals import read_chinese
from disclosurelint.records import record, value
from disclosurelint.regexes import compiled
from disclosurelint.report import Report, Section
from disclosurelint.rules.model import RuleSet

_MOST = 300
"""After so many citations no more are read: no report has them, and junk is not to take long."""

_REACH = 14
"""How far behind its title a number may stand."""

_SENTENCE = 600

_LOCAL = 12
"""Marks of local offices (岚综管办便函) are no longer than this."""


@record
class Citation:
    """A title, a decree's number or a document number, as cited.

    `key` is the instrument that it is beyond doubt; `family` the instruments of which it is one. `prefix`, `year` and
    `serial` are the parts of a number (a decree has no year); `title` is the title before a number, `title_family` its
    family. `articles` are those that follow a title, at `articles_span`. `sentence` is the sentence around it.
    """

    kind: Literal["title", "decree", "number"]
    text: Text
    section: Section | None
    sentence: str
    behind: str
    family: str | None = None
    key: str | None = None
    prefix: str = ""
    year: int | None = None
    serial: int | None = None
    title: str = ""
    title_family: str | None = None
    numbered: bool = False
    articles: tuple[int, ...] = ()
    articles_span: Span | None = None
    articles_words: str = ""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.text.span()


@value
class Known:
    """An instrument by its number: the mark before it, year and serial; a decree has neither mark nor year."""

    key: str
    prefix: str
    year: int | None
    serial: int


def read_citations(report: Report) -> list[Citation]:
    """What the report cites, in order; nothing where the rule set has no words for it."""
    ruleset = report.ruleset
    if ruleset is None or "law" not in ruleset.words:
        return []
    words: Mapping[str, Any] = ruleset.words["law"]
    found: list[Citation] = []
    for section, text in _paragraphs(report):
        if "》" in text.value or _numbered().search(text.value):
            found.extend(_Paragraph(section, text, ruleset, words).citations())
            if len(found) > _MOST:
                break
    return found


def known_numbers(ruleset: RuleSet) -> list[Known]:
    """The instruments of a rule set that are cited by a number, worked out once."""
    kept: list[Known] | None = ruleset.forms.get("law.numbers")
    if kept is None:
        kept = [known for key, entry in ruleset.instruments.items() if (known := _known(key, entry.number)) is not None]
        ruleset.forms["law.numbers"] = kept
    return kept


def _known(key: str, number: str) -> Known | None:
    decree = compiled(r"令第(\d{1,4})号").search(number)
    if decree:
        return Known(key, "", None, int(decree[1]))
    match = compiled(r"(\D+?)[〔\[](\d{4})[〕\]](\d{1,4})号").fullmatch(number)
    return Known(key, match[1], int(match[2]), int(match[3])) if match else None


def _paragraphs(report: Report) -> Iterator[tuple[Section | None, Text]]:
    for paragraph in report.preamble:
        yield None, paragraph.text.squeezed()
    for section in report.sections:
        for paragraph in section.paragraphs:
            yield section, paragraph.text.squeezed()


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    title = compiled(r"《((?:[^《》]|《[^《》]{0,90}》){1,160})》")
    digits = r"([0-9]{3}|[一二三四五六七八九零〇]{3}|[四七]百[一二三四五六七八九十零]{1,4})"
    decree = compiled(rf"(?:国务院令|国令)(?:[(\[])?第?{digits}号|国务院(?:第)?{digits}号令")
    number = compiled(r"[\[(<{《“\"]?((?:19|20)[0-9]{2})[\])>}》”\"]?第?([0-9]{1,4})号(?!文[化物])")
    article = compiled(r"第([一二三四五六七八九十百]{1,5}|[0-9]{1,3})条")
    return title, decree, number, article


@lru_cache(maxsize=1)
def _numbered() -> re.Pattern[str]:
    return compiled(r"[0-9〇零一二三四五六七八九十]号")


class _Paragraph:
    """One paragraph's citations."""

    def __init__(self, section: Section | None, text: Text, ruleset: RuleSet, words: Mapping[str, Any]) -> None:
        self.section = section
        self.text = text
        self.value = text.value
        self.ruleset = ruleset
        self.words = words
        self.known = known_numbers(ruleset)
        self.titles: list[tuple[int, int, Citation]] = []

    def citations(self) -> Iterator[Citation]:
        """Titles, decrees and numbers in their order."""
        title, decree, number, _ = _patterns()
        found: list[Citation] = []
        for match in islice(title.finditer(self.value), _MOST) if "《" in self.value else ():
            citation = self._cited("title", match.start(), match.end())
            citation.title = match[1]
            citation.family = citation.title_family = self._family(match[1])
            self.titles.append((match.start(), match.end(), citation))
            found.append(citation)
        if _numbered().search(self.value):
            for match in islice(decree.finditer(self.value), _MOST):
                found.append(self._decree(match))
            for match in islice(number.finditer(self.value), _MOST):
                one = self._number(match)
                if one is not None:
                    found.append(one)
        for start, end, citation in self.titles:
            if citation.family == "regulation":
                self._articles(citation, start, end)
        return iter(sorted((one for one in found if one.family or one.kind != "title"), key=lambda one: one.span))

    def _cited(self, kind: Literal["title", "decree", "number"], start: int, end: int) -> Citation:
        first = self.value.rfind("。", max(0, start - _SENTENCE), start) + 1 or max(0, start - _SENTENCE)
        last = self.value.find("。", end, end + _SENTENCE)
        last = min(len(self.value), end + _SENTENCE) if last < 0 else last
        return Citation(
            kind, self.text.cut(start, end), self.section, self.value[first:last], self.value[end : end + 24]
        )

    def _family(self, title: str) -> str | None:
        plain = title.strip("<>《》“”\"' ").removesuffix("(修订)")
        for name, family in self.words["families"].items():
            if plain in family.get("titles", ()):
                return str(name)
            if any(held in plain for held in family.get("holds", ())) and plain.startswith(tuple(family["starts"])):
                return str(name)
        return None

    def _decree(self, match: re.Match[str]) -> Citation:
        citation = self._cited("decree", match.start(), match.end())
        serial = read_number(match[1] or match[2])
        known = next((one for one in self.known if one.year is None and one.serial == serial), None)
        citation.serial = serial
        citation.prefix = "国务院令"
        self._take(citation, known)
        self._titled(citation, match.start())
        return citation

    def _number(self, match: re.Match[str]) -> Citation | None:
        before = self.value[max(0, match.start() - 16) : match.start()]
        prefix = self._mark(before)
        bracketed = not match[0][0].isdecimal()
        if not prefix and not (bracketed and before[-1:] in "发函字文办号电"):
            return None
        start = match.start() - (len(prefix) or _local(before))
        citation = self._cited("number", start, match.end())
        citation.prefix, citation.year, citation.serial = prefix, int(match[1]), int(match[2])
        same = [one for one in self.known if (one.year, one.serial) == (citation.year, citation.serial)]
        self._take(citation, next((one for one in same if one.prefix == prefix), None))
        self._titled(citation, start)
        return citation

    def _mark(self, before: str) -> str:
        """The mark of a national office at the end of some words, right or wrong; none for local ones."""
        at = before.rfind("国")
        mark = before[at:] if at >= 0 else ""
        letters = self.words["mark-letters"]
        return mark if 2 <= len(mark) <= 9 and all(letter in letters for letter in mark) else ""

    def _take(self, citation: Citation, known: Known | None) -> None:
        if known is not None:
            citation.key = known.key
            citation.family = family_of(self.words, known.key)

    def _titled(self, citation: Citation, start: int) -> None:
        """Joins a number to the title right before it."""
        for _, end, title in reversed(self.titles):
            if end <= start:
                between = self.value[end:start]
                if len(between) <= _REACH and not compiled(r"[。;,、和及与]|按照|根据").search(between):
                    citation.title, citation.title_family = title.title, title.title_family
                    title.numbered = True
                return

    def _articles(self, citation: Citation, start: int, end: int) -> None:
        """The articles that follow a title before the next one or the end of the sentence."""
        stop = self.value.find("《", end)
        stop = min(stop if stop >= 0 else len(self.value), end + 80)
        full = self.value.find("。", end, stop)
        stop = full if full >= 0 else stop
        found = list(_patterns()[3].finditer(self.value, end, stop))
        # A list of articles: each within a few letters of the one before.
        kept: list[re.Match[str]] = []
        for match in found:
            if not kept or match.start() - kept[-1].end() <= 3:
                kept.append(match)
        if kept:
            citation.articles = tuple(number for match in kept if (number := read_number(match[1])) is not None)
            text = self.text.cut(kept[0].start(), kept[-1].end())
            citation.articles_span, citation.articles_words = text.span(), text.value
            citation.behind = self.value[kept[-1].end() : kept[-1].end() + 24]


def _local(before: str) -> int:
    """How many letters at the end of some words are a local office's mark: all that stand together, unless too many."""
    count = 0
    while count < len(before) and "一" <= before[-1 - count] <= "鿿":
        count += 1
    return count if count <= _LOCAL else 0


def family_of(words: Mapping[str, Any], key: str) -> str | None:
    """The family of an instrument."""
    return next((name for name, family in words["families"].items() if key in family["instruments"]), None)


def read_number(words: str | None) -> int | None:
    """A number in digits, or in Chinese letters (五十, 七一一)."""
    if not words:
        return None
    return int(words) if words.isascii() else read_chinese(words)


def right_instrument(ruleset: RuleSet, words: Mapping[str, Any], family: str, year: int) -> str | None:
    """The instrument of a family that governs the reports of a year."""
    for key in words["families"][family]["instruments"]:
        years = ruleset.instruments[key].years if key in ruleset.instruments else None
        if years is not None and years[0] <= year <= years[1]:
            return str(key)
    return None
