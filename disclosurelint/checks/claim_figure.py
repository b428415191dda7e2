"""Numbers, and denials, of the prose against the figures of the tables.

A claim is compared with every figure and sum that its words may fairly mean, and reported only where none agrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._claims import Assessed, mismatch, said_of
from disclosurelint.facts.claims import Claim, prose_of
from disclosurelint.facts.claims.reckoning import agrees, readings
from disclosurelint.outcomes import Hit, NotAssessed
from disclosurelint.report import Number, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["quantities"],
    "additionalProperties": False,
    "properties": {
        "quantities": {
            "type": "array",
            "items": {"type": "string"},
            "description": "what is counted (received, handled, review …); requests.* takes all that begin so",
        },
        "says": {
            "enum": ["numbers", "none"],
            "description": "numbers (default), or that there was none of what the quantity totals",
        },
    },
}


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed]:
    """Hits where a claim agrees with no reading; `NotAssessed` where a figure that it needs could not be read."""
    assessed = Assessed(report)
    denials = rule.params.get("says") == "none"
    for claim in prose_of(report).claims:
        if not said_of(claim.quantity, rule.params["quantities"]) or not _comparable(claim, denials):
            continue
        reckoned = readings(report, claim)
        if any(_borne_out(claim, value) for reading in reckoned for value in reading.values):
            continue
        if any(not reading.values for reading in reckoned):
            assessed.miss(next(reading for reading in reckoned if not reading.values), claim)
            continue
        yield mismatch(report, claim, reckoned)
    yield from assessed.gaps()


def _borne_out(claim: Claim, value: Number) -> bool:
    return agrees(claim, value) or (claim.bound and claim.value is not None and claim.value < value)


def _comparable(claim: Claim, denials: bool) -> bool:
    if not claim.figures or claim.vague or claim.value is None:
        return False
    if (claim.period != "report" or claim.scope == "other") and not claim.bound:
        return False
    if claim.polarity == "all":
        return False
    single = claim.quantity.startswith("carried") or claim.quantity == "results"
    total = claim.polarity == "none" and "." not in claim.quantity and not single
    return total == denials
