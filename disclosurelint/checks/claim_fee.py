"""What the text says of 信息处理费 against itself, and against the figures that bear on fees."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from disclosurelint.checks._claims import Assessed
from disclosurelint.checks._figures import show
from disclosurelint.facts.claims import Claim, prose_of
from disclosurelint.facts.claims.reckoning import reckon
from disclosurelint.outcomes import Hit, NotAssessed, Term
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["against"],
    "additionalProperties": False,
    "properties": {
        "against": {
            "enum": ["itself", "unpaid", "charges"],
            "description": "other sentences on the fee; requests dropped for want of payment; the charges of table two",
        }
    },
}


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed]:
    """Hits where two statements on fees exclude each other."""
    claims = [
        claim
        for claim in prose_of(report).claims
        if claim.quantity.startswith("fee.")
        and claim.period == "report"
        and not claim.vague
        and claim.value is not None
    ]
    against = rule.params["against"]
    if against == "itself":
        yield from _itself([claim for claim in claims if claim.scope != "other" or claim.polarity == "count"])
    elif against == "unpaid":
        yield from _figure(report, claims, "fee.notices", "requests.other.unpaid[total]", denied=True)
    else:
        yield from _figure(report, claims, "fee.collected", "disclosure.charges.amount", denied=False)


def _itself(claims: list[Claim]) -> Iterator[Hit]:
    """No notice or no fee, and yet an amount; an amount of nought for a number of cases."""
    told: set[int] = set()
    for one, other in product(claims, claims):
        if id(other) in told or not _exclude(one, other):
            continue
        told.add(id(other))
        yield Hit(
            span=other.span,
            values={"words": other.text.value, "other": one.text.value},
            section=other.section,
            expected=show(one.value or 0),
            actual=show(other.value or 0),
            terms=[Term(Label(one.text.value, one.text.value), show(one.value or 0), one.span)],
        )


def _exclude(one: Claim, other: Claim) -> bool:
    none, some = not one.value, bool(other.value)
    if not none or not some:
        return False
    pairs = {
        ("fee.collected", "fee.collected"),
        ("fee.notices", "fee.noticed"),
        ("fee.notices", "fee.collected"),
        ("fee.notices", "fee.notices"),
        ("fee.noticed", "fee.notices"),
        ("fee.noticed", "fee.collected"),
        ("fee.collected", "fee.cases"),
        ("fee.cases", "fee.collected"),
    }
    return (one.quantity, other.quantity) in pairs


def _figure(
    report: Report, claims: list[Claim], quantity: str, key: str, *, denied: bool
) -> Iterator[Hit | NotAssessed]:
    """A denial beside a figure above nought, or an amount beside a figure of nought."""
    assessed = Assessed(report)
    for claim in claims:
        if claim.quantity != quantity or bool(claim.value) == denied:
            continue
        reading = reckon(report, Label("", ""), (key,))
        if not reading.values:
            assessed.miss(reading, claim)
            continue
        figure = reading.figures[0][1] if reading.figures else None
        if figure is None or bool(min(reading.values)) != denied:
            continue
        yield Hit(
            span=claim.span,
            values={"words": claim.text.value, "value": show(reading.values[0])},
            figure=key,
            section=claim.section,
            expected=show(reading.values[0]),
            actual=show(claim.value or 0),
            terms=[Term(figure.slot.row, show(figure.amount or 0), figure.span, figure.key)],
        )
        return
    yield from assessed.gaps()
