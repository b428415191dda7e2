"""Reports of one body for one year: versions that disagree (SET004), and copies of one."""

from __future__ import annotations

from pathlib import PurePath

from disclosurelint.checks._figures import show, slot_name
from disclosurelint.engine import ruleset_for
from disclosurelint.facts.bodies import expanded
from disclosurelint.outcomes import Hit, ReportResult, Term
from disclosurelint.report import Figure, Label, Report
from disclosurelint.rules.loading import catalogue
from disclosurelint.sets.rereading import Rereader

_ALIKE = 0.5
"""Of two reports' sketches, what they share where the names alone do not say that the body is the same."""
_MORE = 6
"""Figures that are named where more than one differs."""


def compare_versions(reports: list[ReportResult], rule: str, rereader: Rereader) -> list[list[str]]:
    """Tells figures that a report and another of the same body and year give differently; gives the groups of copies."""
    duplicates = []
    for group in _same_report(reports):
        versions: list[list[ReportResult]] = []
        for report in group:
            if not any(_joins(report, copies, rereader) for copies in versions):
                versions.append([report])
        duplicates += [[report.path for report in copies] for copies in versions if len(copies) > 1]
        for copies in versions[1:]:
            _disagree(versions[0][0], copies[0], rule, rereader)
    return duplicates


def _joins(report: ReportResult, copies: list[ReportResult], rereader: Rereader) -> bool:
    """Whether a report is one with others that agree; then it is put among them."""
    first = copies[0]
    same = bool(report.digest) and report.digest == first.digest
    if not same and report.digest and first.digest:
        one, other = rereader.extract(first), rereader.extract(report)
        same = bool(one.amounts and other.amounts) and not one.contradicts(other)
    elif not same:
        same = bool(report.sketches) and report.sketches == first.sketches
    if same:
        copies.append(report)
    return same


def _disagree(first: ReportResult, second: ReportResult, rule_id: str, rereader: Rereader) -> None:
    earlier, later = rereader.again(first), rereader.again(second)
    if earlier is None or later is None:
        return
    pairs = _differing(earlier.report, later.report)
    rule = later.rule(second, rule_id)
    if pairs and rule is not None:
        rereader.tell(second, rule, _hit(earlier.report, later.report, pairs))


def _same_report(reports: list[ReportResult]) -> list[list[ReportResult]]:
    """Reports of one body for one year, in groups of two and more."""
    groups: dict[tuple[int, str], list[ReportResult]] = {}
    for result in reports:
        if result.year is not None and result.body_name:
            groups.setdefault((result.year, _bare(result.body_name)), []).append(result)
    _join_short_names(groups)
    found = []
    for (_, name), members in groups.items():
        sure = _says_where(name)
        kept = [one for one in members if sure or one is members[0] or _overlap(members[0], one) >= _ALIKE]
        if len(kept) > 1:
            found.append(kept)
    return found


def _bare(name: str) -> str:
    """A body's name without 人民政府; 办公室 stays, for an office may report beside its government."""
    words = catalogue().words
    bare = expanded(name, words)
    for end in words["body"]["shared"]:
        if end not in words["body"]["offices"] and bare.endswith(end) and len(bare) - len(end) >= 2:
            return bare.removesuffix(end)
    return bare


def _join_short_names(groups: dict[tuple[int, str], list[ReportResult]]) -> None:
    """Joins a name to the one longer name that ends in it: 栖梧镇 to 清沅县栖梧镇."""
    longer: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for year, name in groups:
        for start in range(1, len(name) - 2):
            if (year, name[start:]) in groups:
                longer.setdefault((year, name[start:]), []).append((year, name))
    for short, names in longer.items():
        if len(names) == 1 and short in groups and names[0] in groups:
            one, other = groups[short][0], groups[names[0]][0]
            if _overlap(one, other) >= _ALIKE:
                groups[names[0]] += groups.pop(short)


def _says_where(name: str) -> bool:
    """Whether a name says in which place the body is, so that no other place has one of the same name."""
    places = ruleset_for(catalogue().editions[-1].id, ()).words["similarity"]["places"]
    return any(letter in places for letter in name[1:])


def _overlap(one: ReportResult, other: ReportResult) -> float:
    """What the sketches of two reports share."""
    first = {(key, clause) for key, sketch in one.sketches.items() for clause in sketch}
    second = {(key, clause) for key, sketch in other.sketches.items() for clause in sketch}
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def _differing(one: Report, other: Report) -> list[tuple[Figure, Figure]]:
    """The figures that two reports give differently."""
    return [
        (figure, second)
        for key, figure in one.figures.items()
        if (second := other.figures.get(key)) is not None
        and figure.amount is not None
        and second.amount is not None
        and figure.amount != second.amount
    ]


def _hit(earlier: Report, later: Report, pairs: list[tuple[Figure, Figure]]) -> Hit:
    first, second = pairs[0]
    path = earlier.document.path
    name = slot_name(second.slot)
    count = len(pairs)
    more = Label(f"；共 {count} 处不同", f"; {count} figures differ") if count > 1 else Label("", "")
    notes = []
    for one, two in pairs[1:_MORE]:
        label = slot_name(two.slot)
        notes.append(
            Label(
                f"{label.zh}：本份 {show(two.amount or 0)}，{PurePath(path).name} {show(one.amount or 0)}",
                f"{label.en}: {show(two.amount or 0)} here, {show(one.amount or 0)} in {PurePath(path).name}",
            )
        )
    return Hit(
        span=second.span,
        values={
            "body": later.body.name or "",
            "year": later.year or 0,
            "figure": name,
            "first": show(second.amount or 0),
            "second": show(first.amount or 0),
            "file": PurePath(path).name,
            "more": more,
        },
        figure=second.key,
        row=second.slot.row,
        cell=second.slot.column,
        expected=show(first.amount or 0),
        actual=show(second.amount or 0),
        terms=[Term(name, show(first.amount or 0), None, first.key, path, earlier.document.place(first.span))],
        notes=notes,
    )
