"""The same quantity told twice in the text with different numbers.

Two numbers that the tables both bear out (新收 46, 共办理 49) are no contradiction; where they bear out one of the two,
the finding stands at the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._figures import show
from disclosurelint.facts.claims import Claim, prose_of
from disclosurelint.facts.claims.reckoning import agrees, readings
from disclosurelint.outcomes import Hit, Term
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}}

_LOOSE = frozenset(("carried", "requests", "results", "taken_on"))


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """Hits at the statement that the tables do not bear out, else at the later one."""
    first: dict[tuple[str, str], Claim] = {}
    borne: dict[int, bool] = {}
    for claim in prose_of(report).claims:
        if not _plain(claim):
            continue
        earlier = first.setdefault((claim.quantity, "money" if claim.kind == "amount" else "count"), claim)
        if earlier.value == claim.value:
            continue
        for one in (earlier, claim):
            if id(one) not in borne:
                borne[id(one)] = _borne_out(report, one)
        if not (borne[id(earlier)] and borne[id(claim)]):
            yield _hit(report, earlier, claim) if not borne[id(claim)] else _hit(report, claim, earlier)


def _plain(claim: Claim) -> bool:
    return (
        claim.polarity == "count"
        and claim.value is not None
        and not claim.vague
        and claim.scope == "whole"
        and claim.period == "report"
        and not claim.quantity.endswith((".any", ".make_public", ".sifted"))
        and not claim.quantity.startswith(("fee", "charges", "carried["))
        and claim.quantity.partition("[")[0] not in _LOOSE
    )


def _borne_out(report: Report, claim: Claim) -> bool:
    return any(agrees(claim, value) for reading in readings(report, claim) for value in reading.values)


def _hit(report: Report, other: Claim, claim: Claim) -> Hit:
    said, before = show(claim.value or 0), show(other.value or 0)
    return Hit(
        span=claim.span,
        values={"words": claim.text.value, "said": said, "other": before, "where": other.text.value},
        section=claim.section,
        expected=before,
        actual=said,
        terms=[Term(Label(other.text.value, other.text.value), before, other.span)],
    )
