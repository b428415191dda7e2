"""Statistics of the report that are given as a vague count: 268多条, 260余件."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._figures import show
from disclosurelint.facts.claims import Claim, prose_of
from disclosurelint.outcomes import Hit
from disclosurelint.report import Report
from disclosurelint.rules.model import Rule

_PRECISE = 3
"""Digits from which on a vague count of information published is no round number: 268多条, but not 18万余条."""

_BOUNDS = ("超过", "超出", "以上", "以下", "不足", "不到", "至少", "不少于", "不低于", "不超过", "以内")
"""What is said to lie above or below a number is no vague count of it."""

SCHEMA: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}}


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """A hit for each vague count of requests, cases or documents, and for vague counts of other information that
    give the last digit all the same."""
    for claim in prose_of(report).claims:
        if (
            claim.vague
            and claim.period == "report"
            and claim.scope != "other"
            and claim.kind == "count"
            and _counts(claim)
        ):
            yield Hit(
                span=claim.span,
                values={"words": claim.text.value, "said": show(claim.value or 0)},
                section=claim.section,
                actual=claim.text.value,
            )


def _counts(claim: Claim) -> bool:
    if any(word in claim.text.value for word in _BOUNDS):
        return False
    if claim.quantity in ("proactive", "published"):
        digits = str(claim.value).replace(".", "")
        return not digits.endswith("0") or len(digits.rstrip("0")) >= _PRECISE
    return not claim.quantity.startswith("fee")
