"""Figures of a report that gathers others against the sum of these: row by row and column by column.

Each body counts once, a report of another year not at all. What a part does not give, or what could not be read of it,
leaves the sums that need it unjudged; where a part is missing altogether, a figure smaller than the others' sum is
still wrong. A total whose applicants differ already is not told again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._figures import Gaps, one_row_sets, short, show, slot_name
from disclosurelint.checks._others import file_name, term_of, told_gaps, whole_of
from disclosurelint.document import Span
from disclosurelint.facts.bodies import core
from disclosurelint.outcomes import Hit, NotAssessed, Term
from disclosurelint.records import field, record
from disclosurelint.report import Label, Number, Report, Slot
from disclosurelint.rules.loading import catalogue
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["tables"],
    "additionalProperties": False,
    "properties": {
        "tables": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "table"}},
    },
}
PLACEHOLDERS = ("figure", "row", "column", "actual", "expected", "difference", "count", "parts")
MESSAGES = ("message", "at-least")

_GIVE = Label("用 --part 提供各份下级报告", "give the reports that it gathers with --part")
_SHOWN = 8
_NAMED = 4


@record
class _Parts:
    """The reports that count, and what is to be said of the others."""

    counted: list[Report] = field(default_factory=list)
    unread: list[tuple[str, Label]] = field(default_factory=list)
    notes: list[Label] = field(default_factory=list)
    doubtful: dict[str, Label] = field(default_factory=dict)
    """Figures that two reports of one body give differently, with the reason."""


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed]:
    """A hit at each figure that is not the sum of the parts'."""
    if report.parts is None:
        yield NotAssessed(Label("缺下级报告", "the reports that it gathers were not given"), _GIVE)
        return
    assert report.ruleset is not None
    parts = _sorted_out(report)
    for path, reason in parts.unread:
        yield NotAssessed(
            Label(f"下级报告 {path} 未能计入：{reason.zh}", f"the part {path} could not be counted: {reason.en}")
        )
    if not parts.counted:
        if not parts.unread:
            why = "；".join(note.zh for note in parts.notes), "; ".join(note.en for note in parts.notes)
            none = Label("没有可汇总的下级报告", "there is no part to add up")
            yield NotAssessed(Label(f"{none.zh}：{why[0]}", f"{none.en}: {why[1]}") if why[0] else none, _GIVE)
        return
    yield from _Sums(report, parts, rule).verdicts()


def _sorted_out(report: Report) -> _Parts:
    words = catalogue().words
    own = core(report.body.name, words) if report.body.name else None
    found = _Parts(unread=list(report.unread_parts))
    by_body: dict[str, Report] = {}
    others: list[str] = []
    for part in report.parts or ():
        name = core(part.body.name, words) if part.body.name else ""
        if part.year is None:
            found.unread.append((file_name(part), Label("报告年度未能确定", "its year is not known")))
        elif part.year != report.year:
            others.append(f"{file_name(part)}（{part.year}）")
        elif name and name == own and part.figures and not _differences(report, part):
            note = Label(
                f"{file_name(part)} 是本报告的另一份，未计入", f"{file_name(part)} is this report again, not counted"
            )
            found.notes.append(note)
        elif name and name in by_body:
            _doubled(found, by_body[name], part)
        else:
            found.counted.append(part)
            if name:
                by_body[name] = part
    if others:
        listed = "、".join(others[:_NAMED]) + (f"等{len(others)}份" if len(others) > _NAMED else "")
        found.notes.append(
            Label(f"不是{report.year}年度的报告未计入：{listed}", f"not of {report.year}, not counted: {listed}")
        )
    return found


def _differences(one: Report, other: Report) -> list[str]:
    """The figures that two reports give differently."""
    return [
        key
        for key, figure in one.figures.items()
        if (second := other.figures.get(key)) is not None
        and figure.amount is not None
        and second.amount is not None
        and figure.amount != second.amount
    ]


def _doubled(found: _Parts, first: Report, second: Report) -> None:
    names = f"{file_name(first)}、{file_name(second)}"
    different = _differences(first, second)
    for key in different:
        reason = (
            f"“{first.body.name}”有两份报告且数字不同（{names}）",
            f"{first.body.name} has two reports that differ ({names})",
        )
        found.doubtful[key] = Label(*reason)
    zh = f"“{first.body.name}”的报告有两份，只计一份：{names}"
    found.notes.append(Label(zh, f"{first.body.name} has two reports, counted once: {names}"))


class _Sums:
    """Adds up the parts' figures."""

    def __init__(self, report: Report, parts: _Parts, rule: Rule) -> None:
        assert report.ruleset is not None
        self.report = report
        self.ruleset = report.ruleset
        self.parts = parts
        self.rule = rule
        self.own_gaps = Gaps()
        self.part_gaps = [Gaps() for _ in parts.counted]
        self.merged = {name for one in (report, *parts.counted) for name in one_row_sets(one)}

    def verdicts(self) -> Iterator[Hit | NotAssessed]:
        """Hits where the sums differ, then what could not be judged."""
        rows: dict[str, list[Hit]] = {}
        doubtful: set[str] = set()
        for key, keys in self._items():
            reasons = {
                self.parts.doubtful[name].zh: self.parts.doubtful[name] for name in keys if name in self.parts.doubtful
            }
            if reasons:
                for zh, label in reasons.items():
                    if zh not in doubtful:
                        doubtful.add(zh)
                        yield NotAssessed(label)
                continue
            hit = self._hit(key, keys)
            if hit is not None:
                rows.setdefault(key.partition("[")[0], []).append(hit)
        for hits in rows.values():
            yield from _told(hits)
        yield from self.own_gaps.told(self.report)
        for part, gaps in zip(self.parts.counted, self.part_gaps, strict=True):
            yield from told_gaps(part, gaps, _name(part))

    def _items(self) -> Iterator[tuple[str, list[str]]]:
        """The figures that are judged, each with the keys under which a report may give it."""
        merged = {row: name for name in self.merged for row in self.ruleset.sets[name]}
        seen: set[str] = set()
        for key, slot in self.ruleset.slots.items():
            if slot.table not in self.rule.params["tables"]:
                continue
            row, bracket, rest = key.partition("[")
            if row not in merged:
                yield key, [key]
                continue
            alternative = self.ruleset.alternatives[merged[row]] + bracket + rest
            if alternative not in seen:
                seen.add(alternative)
                yield key, [alternative, *(f"{member}{bracket}{rest}" for member in self.ruleset.sets[merged[row]])]

    def _amount(self, report: Report, keys: list[str], gaps: Gaps) -> tuple[Number, Span] | None:
        """A report's figure: under the first key, where there is one, else the sum of the others."""
        names = keys if len(keys) == 1 or keys[0] not in report.figures else keys[:1]
        names = names if len(names) == 1 else keys[1:]
        total: Number = 0
        span: Span | None = None
        for name in names:
            found = whole_of(report, name)
            if found is None:
                gaps.add(report.ruleset or self.ruleset, name, report.figures.get(name))
                return None
            total += found[0]
            span = span or found[1]
        return total, span or (0, 0)

    def _hit(self, key: str, keys: list[str]) -> Hit | None:
        own = self._amount(self.report, keys, self.own_gaps)
        terms: list[Term] = []
        total: Number = 0
        whole = not self.parts.unread
        for part, gaps in zip(self.parts.counted, self.part_gaps, strict=True):
            found = self._amount(part, keys, gaps)
            if found is None:
                whole = False
                continue
            total += found[0]
            if found[0]:
                terms.append(term_of(part, key, found[0], found[1], _name(part)))
        if own is None or own[0] == total:
            return None
        slot = self.ruleset.slots[key]
        if not whole and (own[0] > total or slot.kind == "signed"):
            return None
        return self._worded(slot, own, total, terms, whole=whole)

    def _worded(self, slot: Slot, own: tuple[Number, Span], total: Number, terms: list[Term], *, whole: bool) -> Hit:
        names = [part.body.name or file_name(part) for part in self.parts.counted]
        listed = "、".join(names[:_NAMED]) + (f"等{len(names)}份" if len(names) > _NAMED else "")
        figure = self.report.figures.get(slot.key)
        difference = own[0] - total
        size = show(difference if difference > 0 else -difference)
        return Hit(
            span=own[1],
            message="message" if whole else "at-least",
            values={
                "figure": slot_name(slot),
                "row": short(slot.row),
                "column": slot.column,
                "actual": show(own[0]),
                "expected": show(total),
                "difference": Label(
                    f"{'多' if difference > 0 else '少'} {size}",
                    f"{size} too {'many' if difference > 0 else 'few'}",
                ),
                "count": len(self.parts.counted),
                "parts": listed,
            },
            figure=slot.key if figure is not None else None,
            section=self.ruleset.tables[slot.table].section,
            row=slot.row,
            cell=slot.column,
            expected=show(total),
            actual=show(own[0]),
            terms=_shortened(terms, total),
            notes=[Label(f"各部分：{listed}", f"parts: {listed}"), *self.parts.notes],
        )


def _shortened(terms: list[Term], total: Number) -> list[Term]:
    """The largest terms; what the others come to stands as one."""
    if len(terms) <= _SHOWN:
        return terms
    largest = sorted(terms, key=lambda term: -abs(float(term.value)))[: _SHOWN - 1]
    rest = total - sum(type(total)(term.value) for term in largest)
    count = len(terms) - len(largest)
    return [*largest, Term(Label(f"其余{count}份", f"{count} others"), show(rest))]


def _name(part: Report) -> Label:
    name = part.body.name or file_name(part)
    return Label(name, name)


def _told(hits: list[Hit]) -> list[Hit]:
    """The hits of a row without its total, where the columns before it explain the total's difference."""
    totals = [hit for hit in hits if hit.figure is not None and hit.figure.endswith("[total]")]
    rest = [hit for hit in hits if hit not in totals]
    if not totals or not rest:
        return hits
    # Differences of the columns that sum to the total's are the same fault.
    return rest if _off(totals[0]) == sum(_off(hit) for hit in rest) else hits


def _off(hit: Hit) -> float:
    return round(float(hit.actual or 0) - float(hit.expected or 0), 6)
