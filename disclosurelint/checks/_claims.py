"""What the kinds that look at claims share: how a disagreement is told, what was not to be had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosurelint.checks._figures import show, table_gap
from disclosurelint.facts.claims import Claim
from disclosurelint.facts.claims.reckoning import Reckoned, nearest
from disclosurelint.outcomes import Hit, NotAssessed, Term
from disclosurelint.report import Label, Report


def said_of(quantity: str, names: Sequence[str]) -> bool:
    """Whether a quantity is one of the names; `requests.*` stands for all that begin so."""
    base = quantity.partition("[")[0]
    return any(base == name or (name.endswith("*") and base.startswith(name[:-1])) for name in names)


class Assessed:
    """Gathers what could not be compared, each reason once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._found: dict[str, NotAssessed] = {}

    def miss(self, reading: Reckoned, claim: Claim) -> None:
        """Notes a reading that needs a figure which is not there or could not be read."""
        key = reading.missing or ""
        ruleset = self.report.ruleset
        slot = ruleset.slots.get(key) if ruleset is not None else None
        table = slot.table if slot is not None else key.partition(".")[0]
        gap = table_gap(self.report, table)
        if gap is None:
            name = slot.row if slot is not None else Label(key, key)
            gap = NotAssessed(
                Label(f"表中没有读到“{name.zh}”", f"the table has no readable “{name.en}”"), span=claim.span
            )
        self._found.setdefault(gap.reason.zh, gap)

    def gaps(self) -> Iterator[NotAssessed]:
        """What was not assessed."""
        yield from self._found.values()


def mismatch(report: Report, claim: Claim, reckoned: list[Reckoned]) -> Hit:
    """A claim that agrees with nothing: the nearest figure, and all that was tried."""
    reading, value = nearest(claim, reckoned)
    distinct = {number for entry in reckoned for number in entry.values}
    single = reading.figures[0][1] if len(reading.figures) == 1 else None
    said = show(claim.value) if claim.value is not None else ""
    unit = "万元" if claim.kind == "amount" else claim.unit
    corrected = _corrected(claim, show(value)) if len(distinct) == 1 and not claim.bound else None
    return Hit(
        span=claim.span,
        values={
            "words": claim.text.value,
            "said": said,
            "unit": unit,
            "label": reading.label,
            "value": show(value),
        },
        figure=single.key if single is not None else None,
        row=single.slot.row if single is not None else None,
        cell=single.slot.column if single is not None else None,
        section=claim.section,
        expected=show(value),
        actual=said,
        terms=[
            Term(
                _term_label(figure.slot.row, figure.slot.column),
                ("-" if sign < 0 else "") + show(figure.amount or 0),
                figure.span,
                figure.key,
            )
            for sign, figure in reading.figures
            if figure.amount or len(reading.figures) == 1
        ],
        notes=[
            *([_tried(reckoned)] if len(distinct) > 1 else []),
            *([Label("一部分不会多于全部", "a part is no more than the whole")] if claim.bound else []),
        ],
        suggestion=corrected,
    )


def _term_label(row: Label, column: Label) -> Label:
    if column.zh in ("总计", ""):
        return row
    return Label(f"{row.zh}·{column.zh}", f"{row.en}, {column.en}")


def _tried(reckoned: list[Reckoned]) -> Label:
    every = [(reading.label, show(value)) for reading in reckoned for value in reading.values]
    unique = list(dict.fromkeys((label.zh, label.en, value) for label, value in every))
    zh = "、".join(f"{label} {value}" for label, _, value in unique)
    en = ", ".join(f"{label} {value}" for _, label, value in unique)
    return Label(f"已比对{zh}，均不相符", f"compared with {en}: none agrees")


def _corrected(claim: Claim, value: str) -> Label | None:
    start, end = claim.words
    if claim.kind == "amount" or end <= start:
        return None
    text = claim.text.value[:start] + value + claim.text.value[end:]
    return Label(f"如系笔误，改为“{text}”", f"if this is a slip: “{text}”")
