"""From sections to sentences: which are worth reading, and what their place says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from disclosurelint.document import Span, Text
from disclosurelint.facts.claims.frames import Form
from disclosurelint.facts.claims.grammar import Grammar
from disclosurelint.facts.claims.lexer import tokenise
from disclosurelint.facts.claims.listings import listings
from disclosurelint.facts.claims.model import Prose
from disclosurelint.facts.claims.pairing import paired
from disclosurelint.facts.claims.pieces import split
from disclosurelint.facts.claims.state import Setting, State
from disclosurelint.facts.claims.vocabulary import vocabulary_of
from disclosurelint.regexes import compiled
from disclosurelint.report import Report, Section

_LONGEST = 3000
"""Longer sentences are read in stretches of this length: no person wrote them as one."""

_MOST = 4000
"""After so many claims and numbers no more are read: no report has them, and junk is not to take long."""

_PIECES = 4
"""So many stretches between marks weigh as much as a number: junk may have no number at all."""

_SHORTEST = 3
"""Letters that a name of the body needs at least to be known as such."""

_LEVELS = "省市县区旗州镇乡街局委厅办"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    number = compiled(
        r"[0-9]|百分之|[二三四五六]分之|[一二三四五六七八九]成|一半|半数|[零〇一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟](?:[余多几]?[件宗起例份项次个条期篇成人元]|[余多]?万元)"
    )
    subject = compiled(
        r"申请[^人]|复议|诉讼|应诉|结转|办结|答复|公开政府信息|公开信息|信息公开|[无不]法提供|不予|维持|纠正|规章|规范性"
        r"|许可|处罚|强制|收费|处理费|自然人|法人|其中|[(占%]|合计|共计|共[0-9]"
    )
    # What denies (无, 未, 零) or says all, within reach of what it is said of.
    denial = compiled(
        r"(?:[未无没零]|不存在)[^。]{0,48}?(?:申请|复议|诉讼|结转|处理费|费用|收费|规范性|规章|不予|部分公开|无法提供|败诉|纠|行政许可|行政处罚|行政强制)"
        r"|(?:复议|诉讼|申请|结转|处理费|收费|公开)[^。]{0,16}?(?:[均皆都未无没零]|全部)"
        r"|(?:[均皆都]|全部|所有|悉数|全数)[^。]{0,24}?(?:办|答复|处理|维持|胜诉)"
    )
    ordinal = compiled(
        r"^[\s*_#]*(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]|[(（][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九]是)"
    )
    return number, subject, denial, ordinal


def read(report: Report) -> Prose:
    """The claims, lists, shares and growth rates of a report."""
    prose = Prose()
    if report.ruleset is None or "claims" not in report.ruleset.words:
        return prose
    vocabulary = vocabulary_of(report.ruleset.words["claims"])
    form = Form(report.ruleset, vocabulary)
    grammar = Grammar(form, prose)
    names = _names(report)
    levels = _levels(report)
    tables = _table_extents(report)
    beside = vocabulary.named_beside(_patterns()[1])
    order = numbers = 0
    for section in report.sections:
        aspect = {3: "request", 4: "courts"}.get(section.number or 0, "")
        for text in _paragraphs(section):
            grammar.state = State(topic=aspect if aspect == "request" else "")
            grammar.paragraph_counts = []
            fresh = True
            if _is_row(text, tables):
                order += 1
                aspect = _aspect(text.value, aspect)
                continue
            for sentence in _sentences(text):
                order += 1
                if len(prose.claims) + numbers > _MOST:
                    return prose
                aspect = _aspect(sentence.value, aspect)
                if not _worth(sentence.value, aspect, beside):
                    if _patterns()[0].search(sentence.value):
                        fresh = False
                        _forget(grammar)
                    continue
                setting = Setting(
                    aspect, section.number, order, levels, office_is_part=bool(report.given.aggregate), fresh=fresh
                )
                pieces = paired(split(tokenise(sentence.value, vocabulary, report.year, names)))
                if grammar.state.topic == "foreign":
                    _forget(grammar)
                counts = grammar.sentence(sentence, pieces, setting)
                fresh = setting.fresh and fresh
                numbers += max(len(counts), len(pieces) // _PIECES)
                prose.listings.extend(listings(sentence, counts, vocabulary))
    return prose


def _forget(grammar: Grammar) -> None:
    grammar.state.topic = ""
    grammar.state.firm = False
    grammar.state.rows = ()
    grammar.state.action = ""


def _worth(sentence: str, aspect: str, beside: Sequence[str]) -> bool:
    """Whether a sentence can hold a claim, a list or a share; `beside` are nouns that the pattern does not know."""
    number, subject, denial, _ = _patterns()
    if number.search(sentence):
        if aspect == "request" or subject.search(sentence) is not None:
            return True
        return any(noun in sentence for noun in beside)
    return denial.search(sentence) is not None


def _table_extents(report: Report) -> list[Span]:
    """For each table of the form the stretch from its first figure to its last."""
    extents: dict[str, Span] = {}
    for figure in report.figures.values():
        first, last = figure.span
        low, high = extents.get(figure.slot.table, (first, last))
        extents[figure.slot.table] = min(low, first), max(high, last)
    return list(extents.values())


def _is_row(text: Text, tables: Sequence[Span]) -> bool:
    """Whether a paragraph is a row or cell of a table that became text: among figures, and without a mark of a sentence."""
    if not tables or not _MARKS.isdisjoint(text.value):
        return False
    first, last = text.span()
    return any(first < high and low < last for low, high in tables)


_MARKS = frozenset("。,;:!?")


def _paragraphs(section: Section) -> Iterator[Text]:
    for paragraph in section.paragraphs:
        text = paragraph.text.squeezed()
        if text.value:
            yield text


def _sentences(text: Text) -> Iterator[Text]:
    value = text.value
    start = 0
    depth_free = compiled(r"[。!?！？]").finditer(value)
    for match in depth_free:
        yield from _stretches(text, start, match.end())
        start = match.end()
    if start < len(value):
        yield from _stretches(text, start, len(value))


def _stretches(text: Text, start: int, end: int) -> Iterator[Text]:
    while end - start > _LONGEST:
        cut = text.value.rfind(",", start + 1, start + _LONGEST)
        stop = cut + 1 if cut > start else start + _LONGEST
        yield text.cut(start, stop)
        start = stop
    if end > start:
        yield text.cut(start, end)


def _aspect(sentence: str, current: str) -> str:
    """The aspect that a sentence opens: (二)依申请公开情况。, 依申请公开方面,…"""
    ordinal = _patterns()[3].match(sentence[:12])
    start = ordinal.end() if ordinal else 0
    title = re.split(r"[。,:;]", sentence[start : start + 24], maxsplit=1)[0]
    if ordinal is None and not (len(title) == len(sentence) or title.endswith(("方面", "情况", "工作"))):
        return current
    if (
        "依申请" in title
        or "申请公开" in title
        or ("公开申请" in title and len(title) < len("收到和处理政府信息公开申请情况"))
    ):
        return "request"
    if "主动公开" in title:
        return "proactive"
    if compiled(r"信息管理|平台|载体|监督|保障").search(title):
        return "other"
    return current


def _names(report: Report) -> list[str]:
    """How the report calls its own body: whole, without the place that it lies in, without 人民政府."""
    name = report.body.name
    found: set[str] = set()
    for whole in [name, *(mention[1] for mention in report.body.mentions)]:
        if not whole or len(whole) < _SHORTEST:
            continue
        found.add(whole)
        place = whole.removesuffix("人民政府")
        if place != whole and len(place) > 2:
            found.add(place)
        for index, letter in enumerate(whole[:-2]):
            rest = whole[index + 1 :]
            if letter in "省市州县区旗" and len(rest) >= _SHORTEST and not rest.startswith("人民政府"):
                found.update((rest, letter + rest) if letter in "县区市旗" else (rest,))
                if rest.endswith("人民政府") and len(rest) > 6:
                    found.add(rest.removesuffix("人民政府"))
    return sorted(found)


def _levels(report: Report) -> str:
    """The letters that 全… and 我… may have for the body itself: 县 for a county's government; empty where unknown."""
    name = report.body.name or ""
    if name.endswith("人民政府"):
        letter = name.removesuffix("人民政府")[-1:]
        return letter + "系" if letter in _LEVELS else ""
    if name.endswith("街道办事处"):
        return "街"
    if name.endswith(("局", "委员会", "厅", "部")) and len(name) > 3 and not name.endswith("管理委员会"):
        return "局委厅部系"
    return ""
