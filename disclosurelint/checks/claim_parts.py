"""Lists of parts against their whole: parts that come to more, whole lists that do not add up, shares of one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from disclosurelint.checks._figures import show
from disclosurelint.facts.claims import Claim, Count, Listing, Share, prose_of
from disclosurelint.facts.claims.reckoning import agrees, readings, reckon
from disclosurelint.outcomes import Hit, Term
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["of"],
    "additionalProperties": False,
    "properties": {
        "of": {"enum": ["counts", "percentages"], "description": "numbers against their whole, or shares against 100"}
    },
}

_GROUPS = frozenset(
    (
        "requests.disclosed",
        "requests.partly_disclosed",
        "requests.refused",
        "requests.unavailable",
        "requests.not_processed",
    )
)


_OUTCOMES = 4
"""All outcomes of a review or suit: the cells of several blocks may bear out each, and yet not all together."""


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """Hits where the parts cannot be parts of any whole that they may be parts of."""
    if rule.params["of"] == "percentages":
        yield from _percentages(report)
        return
    for listing in prose_of(report).listings:
        hit = _sum(report, listing)
        if hit is not None:
            yield hit


def _sum(report: Report, listing: Listing) -> Hit | None:
    if any(part.vague for part in listing.parts) or any(whole.vague for whole in listing.wholes[:1]):
        return None
    total = sum(part.value for part in listing.parts)
    wholes = [whole.value for whole in listing.wholes]
    if total in wholes:
        return None
    near = any(abs(Decimal(total) - Decimal(whole)) * 200 <= Decimal(whole) for whole in wholes)
    if near and listing.wholes[0].unit == "万元":
        # Amounts are rounded: 4821.36万元 and 12.6亿元 are 13.08亿元.
        return None
    more = total > max(wholes)
    if not more and not listing.exhaustive:
        return None
    outcomes = all(part.kind == "outcome" for part in listing.parts) and len(listing.parts) == _OUTCOMES
    if outcomes:
        # A number that is wrong by itself is told by another rule.
        if not _agree(report, [count for count in (listing.wholes[0], *listing.parts) if count.claim is not None]):
            return None
    elif _carried(report, listing, total) or _agree(report, [listing.wholes[0], *listing.parts]):
        return None
    whole = listing.wholes[0]
    return Hit(
        span=whole.span,
        message="more" if more else "message",
        values={"total": show(total), "whole": show(whole.value), "unit": whole.unit, "count": len(listing.parts)},
        expected=show(total),
        actual=show(whole.value),
        terms=[Term(_named(part), show(part.value), part.span) for part in listing.parts],
    )


def _carried(report: Report, listing: Listing, total: object) -> bool:
    """Whether what was carried in makes up the difference: results also count last year's requests."""
    carried = [claim.value for claim in prose_of(report).claims if claim.quantity == "carried_in" and claim.value]
    figure = report.figures.get("requests.carried_in[total]")
    if figure is not None and figure.amount:
        carried.append(figure.amount)
    if not all(part.kind in ("result", "carried") for part in listing.parts):
        return False
    return any(whole.value + value == total for whole in listing.wholes for value in carried)


def _agree(report: Report, counts: list[Count]) -> bool:
    """Whether every one of some numbers agrees with the tables: then the list is told by other rules, or right."""
    claims = [count.claim for count in counts]
    return all(claim is not None and bool(claim.figures) and _supported(report, claim) for claim in claims)


def _supported(report: Report, claim: Claim) -> bool:
    return any(agrees(claim, value) for reading in readings(report, claim) for value in reading.values)


def _named(part: Count) -> Label:
    name = part.label.strip(",、:;。其中和及与为共有()")[-16:]
    return Label(name, name)


def _percentages(report: Report) -> Iterator[Hit]:
    for group in _groups(report):
        total = sum((Decimal(share.value) for share in group), start=Decimal(0))
        if abs(total - 100) <= 1:
            continue
        yield Hit(
            span=(group[0].span[0], group[-1].span[1]),
            values={"total": show(total), "count": len(group)},
            expected="100%",
            actual=f"{show(total)}%",
            terms=[
                Term(Label(share.text.value[-20:], share.text.value[-20:]), show(share.value), share.span)
                for share in group
            ],
        )


def _groups(report: Report) -> Iterator[list[Share]]:
    """Shares that belong to one list that leaves nothing out."""
    shares, listings = prose_of(report).shares, prose_of(report).listings
    of_count = {id(share.counts[0]): share for share in shares if share.counts and not share.vague and not share.rate}
    taken: set[int] = set()
    for listing in listings:
        group = [of_count[id(part)] for part in listing.parts if id(part) in of_count]
        whole = sum(part.value for part in listing.parts) in [entry.value for entry in listing.wholes]
        if len(group) == len(listing.parts) > 1 and (listing.exhaustive or whole):
            taken.update(id(share) for share in group)
            yield group
    rest = [share for share in shares if id(share) not in taken]
    yield from _complete(rest, _groups_of_results(report))


def _groups_of_results(report: Report) -> frozenset[str]:
    """The groups of results that a whole list names: 其他处理 too, unless the table has none."""
    reading = reckon(
        report,
        Label("", ""),
        tuple(key for key in report.figures if key.startswith("requests.other") and key.endswith("[total]")),
    )
    return _GROUPS if reading.values and not any(reading.values) else _GROUPS | {"requests.other"}


def _complete(shares: list[Share], groups: frozenset[str]) -> Iterator[list[Share]]:
    """Shares of all groups of results, or of natural persons and organisations, one after the other."""
    run: list[Share] = []
    names: set[str] = set()
    for share in shares:
        claim = share.counts[0].claim if share.counts else share.readings[0] if share.readings else None
        rows = _rows(claim)
        if not rows or rows & names or share.vague or (run and run[-1].group != share.group):
            run, names = [], set()
        if rows:
            run.append(share)
            names |= rows
        if names >= groups or names >= {"natural_person", "legal"}:
            yield run
            run, names = [], set()


def _rows(claim: Claim | None) -> set[str]:
    if claim is None:
        return set()
    base, bracket, column = claim.quantity.partition("[")
    if bracket:
        return {column.rstrip("]")}
    if base == "results":
        keys = claim.figures[0] if claim.figures else ()
        return {".".join(key.partition("[")[0].split(".")[:2]) for key in keys}
    return {base} if base in _GROUPS or base == "requests.other" else set()
