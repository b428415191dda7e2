"""Sentences that say all (全部办结, 均获维持), against the figures that ought to be nought then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._claims import Assessed
from disclosurelint.checks._figures import show
from disclosurelint.facts.claims import Claim, prose_of
from disclosurelint.facts.claims.reckoning import Reckoned, reckon
from disclosurelint.outcomes import Hit, NotAssessed, Term
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["all"],
    "additionalProperties": False,
    "properties": {
        "all": {"enum": ["closed", "upheld"], "description": "that all requests are closed, that all cases were upheld"}
    },
}


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed]:
    """Hits where something is left; `NotAssessed` where that could not be read."""
    assessed = Assessed(report)
    for claim in prose_of(report).claims:
        if claim.polarity != "all" or claim.quantity != rule.params["all"]:
            continue
        left: list[Reckoned] = []
        unread: Reckoned | None = None
        for key in (key for keys in claim.figures for key in keys):
            reading = reckon(report, claim.labels[0], (key,))
            if not reading.values:
                unread = unread or reading
            elif min(reading.values) > 0:
                left.append(reading)
        if left:
            yield _hit(claim, left)
        elif unread is not None:
            assessed.miss(unread, claim)
    yield from assessed.gaps()


def _hit(claim: Claim, left: list[Reckoned]) -> Hit:
    figures = [figure for reading in left for _, figure in reading.figures]
    names = [_name(figure.key, figure.slot.row, figure.slot.column) for figure in figures]
    amounts = [reading.values[0] for reading in left]
    zh = "、".join(f"{name.zh} {show(amount)}" for name, amount in zip(names, amounts, strict=False))
    en = ", ".join(f"{name.en} {show(amount)}" for name, amount in zip(names, amounts, strict=False))
    first = figures[0] if figures else None
    return Hit(
        span=claim.span,
        values={"words": claim.text.value, "left": Label(zh, en)},
        figure=first.key if first else None,
        section=claim.section,
        expected="0",
        actual=show(sum(amounts)),
        terms=[
            Term(name, show(figure.amount or 0), figure.span, figure.key)
            for name, figure in zip(names, figures, strict=True)
        ],
    )


_BLOCKS = {
    "review": Label("行政复议", "reconsideration"),
    "suits.direct": Label("未经复议直接起诉", "sued directly"),
    "suits.after_review": Label("复议后起诉", "sued after reconsideration"),
}


def _name(key: str, row: Label, column: Label) -> Label:
    block = _BLOCKS.get(key.partition("[")[0])
    if block is not None:
        return Label(f"{block.zh}{column.zh}", f"{block.en}, {column.en}")
    return row
