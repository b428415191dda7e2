"""Laws and notices that the report cites, against the instruments of the rule set and the year of the report.

`find: superseded` finds a law of another time by its number (`instrument`), or by `articles` that only it has, as the
basis of the report; `find: edition` a notice of a `family` that does not govern the year, and a title of the family
under the number of another notice; `find: mark` a number of a known instrument under another office's mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosurelint.facts.instruments import (
    Citation,
    Known,
    known_numbers,
    read_citations,
    right_instrument,
)
from disclosurelint.outcomes import Hit
from disclosurelint.report import Report
from disclosurelint.rules.model import Rule, RuleSet

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["find"],
    "additionalProperties": False,
    "properties": {
        "find": {"enum": ["superseded", "edition", "mark"], "description": "what is found"},
        "instrument": {"type": "string", "format": "instrument", "description": "the law of another time"},
        "instead": {"type": "string", "format": "instrument", "description": "the law that is right"},
        "articles": {
            "type": "object",
            "description": "articles of the other law, each with the one that is right",
            "patternProperties": {"^[1-9][0-9]{0,2}$": {"type": "integer", "minimum": 1}},
            "additionalProperties": False,
        },
        "above": {"type": "integer", "minimum": 1, "description": "articles above this are the other law's as well"},
        "history": {"type": "boolean", "description": "whether words on the past excuse the citation (true)"},
        "family": {"type": "string", "description": "the notices that follow one another"},
    },
}
PLACEHOLDERS = ("words", "right", "title", "year")
MESSAGES = ("message", "articles", "title", "number")


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """A hit at each citation that is wrong."""
    ruleset = report.ruleset
    if ruleset is None or report.year is None or "law" not in ruleset.words:
        return
    citations: list[Citation] = report.once("instruments", read_citations)
    words: Mapping[str, Any] = ruleset.words["law"]
    find = rule.params["find"]
    told: set[tuple[int, int]] = set()
    for citation in citations:
        if find == "superseded":
            hit = _superseded(report, ruleset, rule, words, citation, citations)
        elif find == "edition":
            hit = _edition(report, ruleset, rule, words, citation)
        else:
            hit = _mark(report, ruleset, words, citation)
        if hit is not None and hit.span not in told:
            told.add(hit.span)
            yield hit


def _past(words: Mapping[str, Any], citation: Citation) -> bool:
    return any(word in citation.sentence for word in words["history"])


def _on_the_report(words: Mapping[str, Any], citation: Citation) -> bool:
    """Whether the sentence says on what basis the report was made."""
    return any(word in citation.sentence for word in words["basis"])


# -- a law of another time -----------------------------------------------------------------------------------------


def _superseded(
    report: Report, ruleset: RuleSet, rule: Rule, words: Mapping[str, Any], citation: Citation, every: list[Citation]
) -> Hit | None:
    wrong, right = rule.params["instrument"], rule.params["instead"]
    excused = rule.params.get("history", True) and _past(words, citation)
    if citation.key == wrong and not excused:
        # 第492号公布、第711号修订 names both, and is right.
        beside = any(other.key == right and other.sentence == citation.sentence for other in every)
        if not beside:
            return _hit(report, citation, ruleset.instruments[right].number)
    if citation.articles and not excused and _on_the_report(words, citation):
        return _articles(report, rule, words, citation)
    return None


def _articles(report: Report, rule: Rule, words: Mapping[str, Any], citation: Citation) -> Hit | None:
    above = rule.params.get("above")
    foreign = {int(number): right for number, right in rule.params.get("articles", {}).items()}
    found = [number for number in citation.articles if number in foreign or (above is not None and number > above)]
    if not found or any(word in citation.behind for word in words["other-matter"]):
        return None
    right = "、".join(f"第{_chinese(foreign[number])}条" for number in found if number in foreign)
    return Hit(
        span=citation.articles_span or citation.span,
        values={"words": citation.articles_words, "right": right, "year": report.year or 0, "title": ""},
        message="articles",
        section=_number(citation),
        expected=right or None,
        actual=citation.articles_words,
        suggestion=right or None,
    )


# -- notices -------------------------------------------------------------------------------------------------------


def _edition(report: Report, ruleset: RuleSet, rule: Rule, words: Mapping[str, Any], citation: Citation) -> Hit | None:
    name: str = rule.params.get("family", "format")
    right = right_instrument(ruleset, words, name, report.year or 0)
    if right is None or _past(words, citation):
        return None
    number = ruleset.instruments[right].number
    only: dict[str, str] = words["families"][name].get("only", {})
    if citation.kind == "title":
        if citation.family != name or citation.numbered:
            return None
        wrong = next((key for word, key in only.items() if word in _whole(citation)), right)
        return _hit(report, citation, number) if wrong != right else None
    if citation.kind != "number" or not citation.prefix:
        return None
    meant = _meant(ruleset, words, citation)
    if meant is not None and meant.key in words["families"][name]["instruments"]:
        if meant.key != right:
            return _hit(report, citation, number)
        titled = next((key for word, key in only.items() if word in citation.title), right)
        if citation.title_family == name and titled != right:
            title = ruleset.instruments[right].title.zh
            return _hit(report, citation, f"{title}（{number}）", message="title", title=citation.title)
        return None
    if citation.title_family == name:
        return _hit(report, citation, number, message="number", title=citation.title)
    return None


def _whole(citation: Citation) -> str:
    """A title with what follows at once: 《…格式》（试行）."""
    return citation.title + citation.behind[:4]


def _meant(ruleset: RuleSet, words: Mapping[str, Any], citation: Citation) -> Known | None:
    """The instrument that a number means: its own, or one with its year and serial where title or sentence say so."""
    same = [known for known in known_numbers(ruleset) if (known.year, known.serial) == (citation.year, citation.serial)]
    exact = next((known for known in same if known.prefix == citation.prefix), None)
    if exact is not None:
        return exact
    for known in same:
        family = next((name for name, entry in words["families"].items() if known.key in entry["instruments"]), None)
        if citation.title_family is not None and citation.title_family == family:
            return known
        if not citation.title and family == "format" and _on_the_report(words, citation):
            return known
    return None


def _mark(report: Report, ruleset: RuleSet, words: Mapping[str, Any], citation: Citation) -> Hit | None:
    if citation.kind != "number" or not citation.prefix or citation.key is not None:
        return None
    meant = _meant(ruleset, words, citation)
    if meant is None or meant.prefix == citation.prefix:
        return None
    family = next((name for name, entry in words["families"].items() if meant.key in entry["instruments"]), "")
    right = right_instrument(ruleset, words, family, report.year or 0) if family else None
    if right is not None and right != meant.key and not _past(words, citation):
        # Another edition altogether: told as such, with the whole number.
        return None
    return _hit(report, citation, ruleset.instruments[meant.key].number)


def _hit(report: Report, citation: Citation, right: str, *, message: str = "message", title: str = "") -> Hit:
    words = citation.text.value
    return Hit(
        span=citation.span,
        values={"words": _shown(words), "right": right, "title": _shown(title), "year": report.year or 0},
        message=message,
        section=_number(citation),
        expected=right,
        actual=words,
        suggestion=right,
    )


def _number(citation: Citation) -> int | None:
    return citation.section.number if citation.section is not None else None


def _shown(words: str) -> str:
    """Words as people print them: 〔〕 around a year, 〈〉 in titles."""
    return words.replace("[", "〔").replace("]", "〕").replace("<", "〈").replace(">", "〉")


_DIGITS = "零一二三四五六七八九"


def _chinese(number: int) -> str:
    """A number below a hundred in letters."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")
