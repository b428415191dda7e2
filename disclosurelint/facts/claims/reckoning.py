"""What the figures of a reading come to, and whether a number said in words agrees with them."""

from __future__ import annotations

from decimal import Decimal

from disclosurelint.facts.claims.frames import LEGAL
from disclosurelint.facts.claims.model import Claim
from disclosurelint.records import record
from disclosurelint.report import Figure, Label, Number, Report

_APPLICANTS = ("natural_person", *LEGAL)
_OUTCOMES = ("upheld", "corrected", "other", "pending")
_OTHER = "requests.other"
_SUB_ROWS = 3


@record
class Reckoned:
    """A reading worked out: `values` are what it may come to (a stated total, the sum of its parts if that differs).

    `missing` is the first figure that was not there or could not be read; then `values` is empty.
    """

    label: Label
    keys: tuple[str, ...]
    values: tuple[Number, ...]
    figures: list[tuple[int, Figure]]
    missing: str | None = None


def reckon(report: Report, label: Label, keys: tuple[str, ...]) -> Reckoned:
    """A reading against the report's figures."""
    stated: Number = 0
    summed: Number = 0
    found: list[tuple[int, Figure]] = []
    seen: set[str] = set()
    for signed in keys:
        sign, key = (-1, signed[1:]) if signed.startswith("-") else (1, signed)
        key = _stand_in(report, key, keys)
        if key in seen:
            continue
        seen.add(key)
        own, parts = _worth(report, key)
        if own is None and parts is None:
            return Reckoned(label, keys, (), found, key)
        stated += sign * (own if own is not None else parts or 0)
        summed += sign * (parts if parts is not None else own or 0)
        figure = report.figures.get(key)
        if figure is not None:
            found.append((sign, figure))
    return Reckoned(label, keys, (stated,) if stated == summed else (stated, summed), found)


def _stand_in(report: Report, key: str, keys: tuple[str, ...]) -> str:
    """(六)其他处理 given in one row stands for its three sub-rows together, never for one of them."""
    if key in report.figures or not key.startswith(_OTHER + "."):
        return key
    if sum(_OTHER + "." in other and other.partition("[")[2] == key.partition("[")[2] for other in keys) < _SUB_ROWS:
        return key
    whole = _OTHER + key[key.index("[") :]
    return whole if whole in report.figures else key


def _worth(report: Report, key: str) -> tuple[Number | None, Number | None]:
    """What stands in a cell, and what its parts add up to; None for what cannot be had. A blank total is its parts."""
    figure = report.figures.get(key)
    parts = _parts(report, key)
    if figure is None or figure.state == "unreadable":
        return None, parts
    if figure.state == "blank":
        return (parts if parts is not None else 0), parts
    return figure.value, parts


def _parts(report: Report, key: str) -> Number | None:
    row, bracket, column = key.partition("[")
    if column != "total]" or not bracket:
        return None
    columns = _APPLICANTS if row.startswith("requests.") else _OUTCOMES
    figures = [report.figures.get(f"{row}[{name}]") for name in columns]
    if any(figure is None or figure.state == "unreadable" for figure in figures):
        return None
    amounts = [figure.amount for figure in figures if figure is not None]
    return sum((amount for amount in amounts if amount is not None), start=0)


def readings(report: Report, claim: Claim) -> list[Reckoned]:
    """All readings of a claim, worked out."""
    return [reckon(report, label, keys) for label, keys in zip(claim.labels, claim.figures, strict=True)]


def agrees(claim: Claim, value: Number) -> bool:
    """Whether a claim's number is this value, as exactly as it was written."""
    if claim.value is None:
        return False
    if claim.kind != "amount":
        if claim.places < 0 and claim.value:
            # 1.2万件 is a number rounded to thousands.
            return abs(Decimal(claim.value) - Decimal(value)) * 2 <= Decimal(10) ** -claim.places
        return claim.value == value
    said, found = Decimal(claim.value), Decimal(value)
    step = _step(claim)
    return abs(said - found) <= step / 2 or said == found


def _step(claim: Claim) -> Decimal:
    """The last decimal place that an amount was written with, in 万元."""
    unit = {"元": Decimal("0.0001"), "亿元": Decimal(10000)}.get(claim.unit, Decimal(1))
    if claim.unit.startswith("元"):
        unit = Decimal("0.0001")
    return unit * Decimal(10) ** -claim.places


def nearest(claim: Claim, reckoned: list[Reckoned]) -> tuple[Reckoned, Number]:
    """The reading whose value comes nearest to what was said; the plainer one where two are as near."""
    said = Decimal(claim.value or 0)
    best = min(
        (
            (abs(Decimal(value) - said), place, reading, value)
            for place, reading in enumerate(reckoned)
            for value in reading.values
        ),
        key=lambda entry: (entry[0], entry[1]),
    )
    return best[2], best[3]
