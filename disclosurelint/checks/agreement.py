"""Two facts of a report that must give the same year: the title's and the one given, the period's, the date's.

`fact` is held against `with`; `plus` is added to the latter first (a report for a year is dated in the next).
A fact that is not stated, or that the other was inferred from, is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._places import YEAR_SOURCES
from disclosurelint.document import Span
from disclosurelint.outcomes import Hit, Term
from disclosurelint.records import record
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule
from disclosurelint.wording import as_prose

_FACTS = ["title.year", "period.year", "date.year", "given.year", "report.year"]

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["fact", "with"],
    "additionalProperties": False,
    "properties": {
        "fact": {"enum": _FACTS[:3], "description": "the fact that is judged"},
        "with": {"enum": _FACTS, "description": "the fact that it must agree with"},
        "plus": {"type": "integer", "description": "what the other is to be raised by"},
    },
}
PLACEHOLDERS = ("words", "year", "other", "expected", "source")


@record
class _Fact:
    """A year that is stated: where, in which words, and what it is called."""

    year: int
    span: Span | None
    words: str
    label: Label


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """A hit at the fact where the two disagree."""
    fact = _fact(report, rule.params["fact"])
    other = _fact(report, rule.params["with"])
    if fact is None or other is None or fact.span is None or _circular(report, rule):
        return
    plus = rule.params.get("plus", 0)
    if fact.year == other.year + plus:
        return
    yield Hit(
        span=fact.span,
        values={
            "words": fact.words,
            "year": fact.year,
            "other": other.year,
            "expected": other.year + plus,
            "source": other.label,
        },
        expected=str(other.year + plus),
        actual=str(fact.year),
        terms=[Term(other.label, str(other.year), other.span)] if other.span is not None else [],
        # Facts that imply the same wrong report year have one cause.
        cause=f"year:{fact.year - plus}",
    )


def _circular(report: Report, rule: Rule) -> bool:
    """Whether the report's year is known only from the fact itself."""
    source = {"title.year": "title", "period.year": "period", "date.year": "signature"}[rule.params["fact"]]
    return rule.params["with"] == "report.year" and report.year_source == source


def _fact(report: Report, name: str) -> _Fact | None:
    if name == "title.year":
        return _title_year(report)
    if name == "period.year":
        period = report.period
        if period is None or period.year is None:
            return None
        return _Fact(period.year, period.text.span(), as_prose(period.text.compact().value), YEAR_SOURCES["period"])
    if name == "date.year":
        mention = report.document_date
        if mention is None or mention.value is None:
            return None
        label = Label("成文日期", "the date of the document")
        return _Fact(mention.value.year, mention.text.span(), mention.text.compact().value, label)
    if name == "given.year":
        year = report.given.year
        source = report.given.sources.get("year", "option")
        return None if year is None else _Fact(year, None, str(year), YEAR_SOURCES.get(source, YEAR_SOURCES["unknown"]))
    return _report_year(report)


def _title_year(report: Report) -> _Fact | None:
    title = report.title
    if title is None or title.year is None:
        return None
    return _Fact(title.year, title.year_span or title.text.span(), str(title.year), YEAR_SOURCES["title"])


def _report_year(report: Report) -> _Fact | None:
    if report.year is None:
        return None
    span = None
    if report.year_source == "title" and report.title is not None:
        span = report.title.year_span
    elif report.year_source == "period" and report.period is not None:
        span = report.period.text.span()
    return _Fact(report.year, span, str(report.year), YEAR_SOURCES[report.year_source])
