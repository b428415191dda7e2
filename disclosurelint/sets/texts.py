"""Sections whose text is another body's (SET001)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from disclosurelint.checks.resemblance import LEAST, hit_at, terms_in
from disclosurelint.facts.bodies import same_body
from disclosurelint.facts.passages import SKETCH, resemblance, sections_of
from disclosurelint.outcomes import ReportResult, Unassessed
from disclosurelint.report import Label
from disclosurelint.rules.loading import catalogue
from disclosurelint.sets.rereading import Rereader

RATIO = 0.85
_INDEXED = 12
"""Clauses of a section by which others are found that hold them."""
_SHARED = 0.3
"""Of these, what another must hold to be looked at."""
_JACCARD = 0.42
"""Of the clauses of both sketches, what must be in both before the texts themselves are compared."""
_WORTH = 0.5
"""Of the letters, what must be repeated before the rule's own threshold is looked up."""
_FIRST, _LAST, _TRIED = 4, 4, 3
"""Holders of a clause that are kept, and reports that a section is compared with."""


def compare_texts(reports: list[ReportResult], rule: str, rereader: Rereader) -> None:
    """Tells each section that is nearly another body's, in both reports, each once."""
    for report in reports:
        if report.body_name is None or not report.sketches:
            _unjudged(report, rule, rereader.configured.options.lang)
    for key in dict.fromkeys(key for report in reports for key in report.sketches):
        told: set[int] = set()
        for later, candidates in _candidates(reports, key):
            for earlier in candidates:
                if _alike(reports[later], reports[earlier], key, rule, rereader):
                    told.add(later)
                    if earlier not in told and _alike(reports[earlier], reports[later], key, rule, rereader):
                        told.add(earlier)
                    break


def _unjudged(report: ReportResult, rule: str, language: str) -> None:
    reason = Label(
        "未能识别机关名称或正文，未与其他报告比较", "body or text not known, not compared with other reports"
    )
    report.outcomes[rule] = "not-assessed"
    report.not_assessed.append(Unassessed(rule, reason.to(language), None, None))


def _alike(result: ReportResult, other: ReportResult, key: str, rule_id: str, rereader: Rereader) -> bool:
    """Whether a section repeats another report's; then it is told."""
    if resemblance(rereader.text(result, key), rereader.text(other, key)).ratio < _WORTH:
        return False
    own, theirs = rereader.again(result), rereader.again(other)
    rule = own.rule(result, rule_id) if own is not None else None
    if own is None or theirs is None or rule is None:
        return False
    mine, others = own.letters(key), theirs.letters(key)
    if mine is None or others is None or len(mine.value) < rule.params.get("least", LEAST):
        return False
    found = resemblance(mine.value, others.value)
    if not found.runs or found.ratio < rule.params.get("ratio", RATIO):
        return False
    hit = hit_at(own.report, sections_of(own.report)[key][0], mine, found)
    name = PurePath(other.path).name
    body = other.body_name or name
    hit.values.update(body=f"“{body}”", file=name)
    hit.terms = terms_in(theirs.report, sections_of(theirs.report)[key][0], others, found, Label(body, body))
    rereader.tell(result, rule, hit)
    return True


def _candidates(reports: list[ReportResult], key: str) -> Iterator[tuple[int, list[int]]]:
    """For each report the earlier ones of other bodies whose section may be alike, the likeliest first."""
    words = catalogue().words
    holders: dict[int, int | list[int]] = {}
    for place, report in enumerate(reports):
        sketch = report.sketches.get(key)
        if not sketch or report.body_name is None:
            continue
        votes: Counter[int] = Counter()
        for clause in sketch[:_INDEXED]:
            votes.update(_hold(holders, clause, place))
        wanted = max(2, _SHARED * min(_INDEXED, len(sketch)))
        likely = [
            other
            for other, count in votes.most_common(4 * _TRIED)
            if count >= wanted and _jaccard(sketch, reports[other].sketches[key]) >= _JACCARD
        ]
        found = [other for other in likely if not _one_body(report, reports[other], words)]
        if found:
            yield place, found[:_TRIED]


def _hold(holders: dict[int, int | list[int]], clause: int, place: int) -> list[int]:
    """Enters a report among the holders of a clause; the first and the latest of those before it."""
    held = holders.get(clause)
    if held is None:
        holders[clause] = place
        return []
    before = [held] if isinstance(held, int) else list(held)
    kept = before if len(before) < _FIRST + _LAST else before[:_FIRST] + before[_FIRST + 1 :]
    holders[clause] = [*kept, place]
    return before


def _jaccard(one: list[int], other: list[int]) -> float:
    """How much two sections share, as their sketches tell: of the smallest hashes of both, those that are in both."""
    both = set(one) & set(other)
    smallest = sorted({*one, *other})[:SKETCH]
    return sum(clause in both for clause in smallest) / len(smallest)


def _one_body(one: ReportResult, other: ReportResult, words: Mapping[str, Any]) -> bool:
    return same_body(one.body_name or "", other.body_name or "", words)
