"""Years that sentences of the report speak of: as its own, as one compared with, as one still to come.

Last year's draft leaves its year behind (2022年，我局主动公开……, in the report for 2023). A year other than the report's
has many rights to stand in a text, so a mention is read only where the sentence makes it its own time, says what the
report itself states, and nothing in or beside it explains the other year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal

from disclosurelint.document import Span, Text
from disclosurelint.records import record
from disclosurelint.regexes import compiled
from disclosurelint.report import Report, Section

_MOST = 2000
_SENTENCE = 400
_AT_START = 12
_PROBLEMS = 5


@record
class YearMention:
    """A year that cannot be right where it stands: `role` is what the sentence takes it for (`own` time, the year
    `compared` with, the `outlook`, the year that the report is `named` after); `words` are those around it."""

    year: int
    role: Literal["own", "compared", "outlook", "named"]
    span: Span
    section: Section | None
    words: str
    right: str


@record
class _Sentence:
    text: Text
    section: Section | None
    first: bool
    years: frozenset[int]
    stop: str

    @property
    def value(self) -> str:
        return self.text.value


def read_years(report: Report) -> list[YearMention]:
    """The mentions of years that are wrong beside the report's year; none where that is not known."""
    ruleset = report.ruleset
    if ruleset is None or report.year is None or "years" not in ruleset.words:
        return []
    words: Mapping[str, Any] = ruleset.words["years"]
    found: list[YearMention] = []
    for paragraph in report.preamble:
        found.extend(_named(paragraph.text.squeezed(), report.year, words))
    for run in _runs(report):
        for place, sentence in enumerate(run):
            before = run[place - 1] if place else None
            behind = run[place + 1] if place + 1 < len(run) else None
            mention = _mention(sentence, before, behind, report, words)
            if mention is not None:
                found.append(mention)
    return found


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    year = compiled(r"(?<![0-9])(20[0-9]{2})年度?")
    stop = compiled(r"[。;!?]")
    quoted = compiled(
        r"《[^《》]{0,120}(?:《[^《》]{0,90}》[^《》]{0,40})?》|“[^“”]{0,60}”|\([^()]{0,80}\)|\[[^\[\]]{0,20}\]"
    )
    return year, stop, quoted


def _runs(report: Report) -> Iterator[list[_Sentence]]:
    """The sentences of each paragraph that speaks of a year."""
    count = 0
    for section in report.sections:
        first = True
        for paragraph in section.paragraphs:
            text = paragraph.text.squeezed()
            opening, first = first, first and len(text.value) < _AT_START
            if "年" not in text.value:
                continue
            run = list(_sentences(text, section, first=opening))
            count += len(run)
            yield run
            if count > _MOST:
                return


def _sentences(text: Text, section: Section, *, first: bool) -> Iterator[_Sentence]:
    year, stop, _ = _patterns()
    value, at = text.value, 0
    for end in [*(match.end() for match in stop.finditer(value)), len(value)]:
        if end - at > 3:
            cut = text.cut(at, min(end, at + _SENTENCE))
            years = frozenset(int(match[1]) for match in year.finditer(cut.value))
            yield _Sentence(cut, section, first and at == 0, years, value[end - 1])
        at = end


def _mention(
    sentence: _Sentence, before: _Sentence | None, behind: _Sentence | None, report: Report, words: Mapping[str, Any]
) -> YearMention | None:
    year = report.year
    if not sentence.years or year is None:
        return None
    value = _patterns()[2].sub(lambda match: "□" * len(match[0]), sentence.value)
    if year in sentence.years:
        return _compared(sentence, value, year, words) or _outlook(sentence, value, year, words)
    for match in _patterns()[0].finditer(value):
        other = int(match[1])
        if not year - 2 <= other <= year + 1 or not _adverb(value, match, words):
            continue
        if len(sentence.years) > 1:
            # 2022年收到2件,2023年收到1件: a row of years is told, none of them for the report's.
            return None
        if other < year and _future(value, match.end(), words) and _looks_on(sentence, value):
            return _found(sentence, match, "outlook", year + 1)
        if _own(sentence, value, match, before, behind, year, words) and not _another_count(
            report, value[match.end() :], words
        ):
            return _found(sentence, match, "own", year)
        return None
    return None


def _found(
    sentence: _Sentence, match: re.Match[str], role: Literal["own", "compared", "outlook", "named"], right: int
) -> YearMention:
    start, end = match.start(1), match.end(1)
    around = sentence.value[start : start + 40].split("。")[0]
    return YearMention(
        int(match[1]), role, sentence.text.span(start, end), sentence.section, around, f"{right}{around[4:]}"
    )


# -- the sentence's own time ---------------------------------------------------------------------------------------


def _adverb(value: str, match: re.Match[str], words: Mapping[str, Any]) -> bool:
    """Whether the year stands at the head of its sentence, behind a mark or the body's own name, as its time."""
    head = value[: match.start()].lstrip("*#_ ")
    if len(head) > _AT_START or any(letter in head for letter in "于自从至在对较比与和及将按"):
        return False
    if "," in head or any(letter.isdecimal() or letter in "—-~、" for letter in head[-2:]):
        return False
    return (
        not value.startswith(tuple(words["behind"]), match.end())
        and not value[match.end() : match.end() + 1].isdecimal()
    )


def _own(
    sentence: _Sentence,
    value: str,
    match: re.Match[str],
    before: _Sentence | None,
    behind: _Sentence | None,
    year: int,
    words: Mapping[str, Any],
) -> bool:
    """Whether the sentence states what the report does, for another year, and nothing explains that year."""
    rest = value[match.end() :]
    if not (rest.startswith((",", *words["self"], *words["verbs"], *words["deeds"])) or match.start() > 1):
        return False
    figure = _figure(rest, words)
    if figure is None and not _opening(sentence, rest, words):
        return False
    if any(word in rest for word in words["now"]):
        return False
    # Up to the end of the clause that the figure is in.
    stop = len(value) if figure is None else value.find(",", match.end() + figure)
    told = value[: stop if stop >= 0 else len(value)]
    if any(word in told for word in words["excuse"]):
        return False
    if int(match[1]) > year and (figure is None or any(word in told for word in words["intent"])):
        return False
    return not _beside(before, behind, year, rest, words)


def _another_count(report: Report, rest: str, words: Mapping[str, Any]) -> bool:
    """Whether a number of requests or cases is none of this report's tables: then it may well be that year's own."""
    place = _figure(rest, words)
    if place is None or not any(word in rest[: place + 12] for word in words["tabled"]):
        return False
    if any(word in rest for word in words["now"]):
        return True
    number = compiled(r"[0-9]{1,9}").match(rest, place)
    if number is None:
        return False
    head = compiled(r"(?:[0-9]{1,3},)+$").search(rest[max(0, place - 12) : place])
    stated = int((head[0].replace(",", "") if head else "") + number[0])
    known = {figure.amount for key, figure in report.figures.items() if key.startswith(tuple(words["tables"]))}
    return bool(known) and stated not in known


def _figure(rest: str, words: Mapping[str, Any]) -> int | None:
    """Where a deed of the report has its figure, or is denied; None where neither is said."""
    places = [place for word in words["nought"] if (place := rest.find(word)) >= 0]
    units = tuple(words["units"])
    for number in compiled(r"[0-9]{1,9}(?:\.[0-9]{1,4})?").finditer(rest):
        near = rest[max(0, number.start() - 24) : number.start()]
        if rest.startswith(units, number.end()) and any(deed in near for deed in words["deeds"]):
            places.append(number.start())
            break
    return min(places) if places else None


def _opening(sentence: _Sentence, rest: str, words: Mapping[str, Any]) -> bool:
    """Whether the sentence opens section one or five, and says what the work of the year was like."""
    number = sentence.section.number if sentence.section is not None else None
    if not sentence.first or number not in (1, _PROBLEMS):
        return False
    return any(word in rest for word in words["work"]) and any(word in rest for word in words["manner"])


def _beside(before: _Sentence | None, behind: _Sentence | None, year: int, rest: str, words: Mapping[str, Any]) -> bool:
    """Whether a sentence beside it gives the same for the report's year: the two are compared."""
    if behind is not None and f"{year}年" in behind.value[:10]:
        return True
    if before is None or year not in before.years:
        return False
    if before.stop == ";":
        return True
    return _figure(before.value, words) is not None and any(
        deed in rest and deed in before.value for deed in words["deeds"]
    )


# -- comparison, outlook -------------------------------------------------------------------------------------------


def _compared(sentence: _Sentence, value: str, year: int, words: Mapping[str, Any]) -> YearMention | None:
    """The report's own year as the one that its figures are compared with."""
    if year + 1 in sentence.years or "将" in value or "下一步" in value:
        return None
    for match in _patterns()[0].finditer(value):
        if int(match[1]) != year or value[match.start() - 1 : match.start()] not in ("较", "比"):
            continue
        rest = value[match.end() : match.end() + 12]
        if value[: match.start()].endswith(("对比", "占比")) or (rest[:1].isdecimal() and "月" in rest[:3]):
            continue
        if rest.startswith(tuple(words["compared"])):
            return _found(sentence, match, "compared", year - 1)
    return None


def _outlook(sentence: _Sentence, value: str, year: int, words: Mapping[str, Any]) -> YearMention | None:
    """The report's own year as the one still to come."""
    if not _looks_on(sentence, value) or year + 1 in sentence.years:
        return None
    for match in _patterns()[0].finditer(value):
        if int(match[1]) != year:
            continue
        head = value[: match.start()]
        if "," in head[-10:-1] or len(head) > 24 or value.startswith(tuple(words["behind"]), match.end()):
            continue
        if _future(value, match.end(), words):
            return _found(sentence, match, "outlook", year + 1)
        if len(head) < 3 and value.startswith(tuple(f"{plan}:" for plan in words["plans"]), match.end()):
            return _found(sentence, match, "outlook", year + 1)
    return None


def _looks_on(sentence: _Sentence, value: str) -> bool:
    number = sentence.section.number if sentence.section is not None else None
    return number in (_PROBLEMS, 6) or number is None or value.startswith(("下一步", "今后", "接下来"))


def _future(value: str, at: int, words: Mapping[str, Any]) -> bool:
    """Whether 将 with a word on what is still to be done follows within a few letters."""
    place = value.find("将", at, at + 16)
    return place >= 0 and value.startswith(tuple(words["future"]), place + 1)


# -- the introduction ----------------------------------------------------------------------------------------------


def _named(text: Text, year: int, words: Mapping[str, Any]) -> Iterator[YearMention]:
    """The introduction of the report calls it one of another year: 现将清沅县2022年政府信息公开工作年度报告公布如下."""
    if "年度报告" not in text.value and "年报" not in text.value:
        return
    value = _patterns()[2].sub(lambda match: "□" * len(match[0]), text.value)
    for match in _patterns()[0].finditer(value):
        other = int(match[1])
        if other == year or not year - 2 <= other <= year + 1:
            continue
        before = value[max(0, match.start() - 24) : match.start()]
        behind = value[match.end() : match.end() + 40]
        clause = re.split("[。,;:]", before)[-1]
        name = re.match(
            r"[^。,;:□]{0,20}?政府信息公开(?:工作)?年度报告(?!编制|编写|发布|有关|格式|的?通知|工作)", behind
        )
        if name and clause.startswith(tuple(words["published"])):
            sentence = _Sentence(text, None, False, frozenset(), "")
            yield _found(sentence, match, "named", year)
