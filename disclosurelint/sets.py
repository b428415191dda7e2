"""What is judged over all reports of a run: texts of another body (SET001), versions that disagree (SET004).

Each report leaves a sketch of its texts behind (`facts.passages.sketch_of`). Reports whose sketches agree are read
again, and compared letter by letter; time grows with the number of reports, not with that of their pairs.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from disclosurelint.checks.resemblance import LEAST, hit_at, terms_in
from disclosurelint.configuration import Configured
from disclosurelint.engine import NotAReport, read_facts
from disclosurelint.facts.bodies import expanded, same_body
from disclosurelint.facts.passages import Letters, letters_of, resemblance, sections_of
from disclosurelint.findings import Worder
from disclosurelint.outcomes import Finding, Hit, ReportResult, RunResult, Term, Unassessed
from disclosurelint.readers import InputError, read, read_bytes
from disclosurelint.report import Figure, Label, Report
from disclosurelint.rules.loading import catalogue
from disclosurelint.rules.model import Rule
from disclosurelint.settings import SettingError, Settings
from disclosurelint.suppress.waivers import apply_waivers, waivers_in

_RATIO = 0.85
_SHARED = 0.45
"""Of a section's sketch, what another must share to be looked at."""
_FIRST, _LAST, _TRIED = 4, 4, 3
"""Holders of a clause that are kept, and reports that a section is compared with."""
_KEPT = 48
"""Reports that are kept read."""
_ALIKE = 0.3
"""Of two reports' sketches, what they share where the names alone do not say that the body is the same."""


@dataclass(slots=True, eq=False)
class _Read:
    """A report read again, with the settings under which it was checked."""

    report: Report
    settings: Settings
    letters: dict[str, Letters]


class SetJudge:
    """Judges the reports of a run together. `data` holds the bytes of inputs that are no files."""

    def __init__(self, result: RunResult, configured: Configured, data: Mapping[str, bytes]) -> None:
        self.result = result
        self.configured = configured
        self.data = data
        self._read: OrderedDict[str, _Read | None] = OrderedDict()
        self._told: dict[str, list[tuple[Rule, Hit]]] = {}

    def judge(self) -> None:
        """Adds what is found to the reports' results."""
        if len(self.result.reports) < 2:
            return
        for kind, judge in (("texts", self._texts), ("versions", self._versions)):
            ids = _rules_of(kind)
            results = [report for report in self.result.reports if any(rule in report.pending for rule in ids)]
            if len(results) > 1:
                for rule in ids:
                    _pass(results, rule)
                judge(results, ids)
        for report in self.result.reports:
            if report.path in self._told:
                self._add(report, self._told[report.path])

    # -- texts -----------------------------------------------------------------------------------------------------

    def _texts(self, results: list[ReportResult], ids: list[str]) -> None:
        for report in results:
            if report.body_name is None or not report.sketches:
                self._unjudged(report, ids)
        told: set[tuple[int, str]] = set()
        for key in dict.fromkeys(key for report in results for key in report.sketches):
            for later, candidates in _candidates(results, key):
                for earlier in candidates:
                    if self._compare(results[later], results[earlier], key, ids, (later, key), (earlier, key), told):
                        break

    def _unjudged(self, report: ReportResult, ids: list[str]) -> None:
        reason = Label(
            "未能识别机关名称或正文，未与其他报告比较", "body or text not known, not compared with other reports"
        )
        for rule in ids:
            if report.outcomes.get(rule) == "pass":
                report.outcomes[rule] = "not-assessed"
                words = reason.to(self.configured.options.lang)
                report.not_assessed.append(Unassessed(rule, words, None, None))

    def _compare(
        self,
        later: ReportResult,
        earlier: ReportResult,
        key: str,
        ids: list[str],
        later_key: tuple[int, str],
        earlier_key: tuple[int, str],
        told: set[tuple[int, str]],
    ) -> bool:
        """Compares a section of two reports, letter by letter; tells it in both, each once a section."""
        first, second = self._letters(later, key), self._letters(earlier, key)
        if first is None or second is None:
            return False
        fits = False
        for mine, theirs, own, result in (
            (first, second, later_key, later),
            (second, first, earlier_key, earlier),
        ):
            if own in told:
                continue
            for rule in _selected(mine[0], result, ids):
                if self._tell_text(mine, theirs, key, result, rule):
                    told.add(own)
                    fits = True
            if not fits:
                return False
        return True

    def _tell_text(
        self, mine: tuple[_Read, Letters], theirs: tuple[_Read, Letters], key: str, result: ReportResult, rule: Rule
    ) -> bool:
        own, letters = mine
        other, others = theirs
        if len(letters.value) < rule.params.get("least", LEAST):
            return False
        found = resemblance(letters.value, others.value)
        if not found.runs or found.ratio < rule.params.get("ratio", _RATIO):
            return False
        hit = hit_at(own.report, sections_of(own.report)[key][0], letters, found)
        path = PurePath(other.report.document.path)
        body = other.report.body.name or path.name
        hit.values.update(body=f"“{body}”", file=path.name)
        lead = Label(body, body)
        hit.terms = terms_in(other.report, sections_of(other.report)[key][0], others, found, lead)
        self._told.setdefault(result.path, []).append((rule, hit))
        return True

    def _letters(self, result: ReportResult, key: str) -> tuple[_Read, Letters] | None:
        entry = self._again(result)
        if entry is None:
            return None
        if key not in entry.letters:
            sections = sections_of(entry.report).get(key)
            if not sections:
                return None
            entry.letters[key] = letters_of(entry.report, sections)
        return entry, entry.letters[key]

    # -- versions --------------------------------------------------------------------------------------------------

    def _versions(self, results: list[ReportResult], ids: list[str]) -> None:
        for group in _same_report(results):
            copies: list[list[ReportResult]] = []
            for result in group:
                if not any(self._joins(result, versions, ids) for versions in copies):
                    copies.append([result])
            self.result.duplicates += [[one.path for one in versions] for versions in copies if len(versions) > 1]
            for versions in copies[1:]:
                self._disagree(copies[0][0], versions[0], ids)

    def _joins(self, result: ReportResult, versions: list[ReportResult], ids: list[str]) -> bool:
        """Whether a report is one with others that agree; then it is put among them."""
        first = versions[0]
        if result.digest and result.digest == first.digest:
            versions.append(result)
            return True
        if not result.digest or not first.digest:
            same = bool(result.sketches) and result.sketches == first.sketches
        else:
            one, other = self._again(first), self._again(result)
            same = one is None or other is None or not _differing(one.report, other.report)
        if same:
            versions.append(result)
        return same

    def _disagree(self, first: ReportResult, second: ReportResult, ids: list[str]) -> None:
        earlier, later = self._again(first), self._again(second)
        if earlier is None or later is None:
            return
        pairs = _differing(earlier.report, later.report)
        for rule in _selected(later, second, ids) if pairs else ():
            hit = _version_hit(earlier.report, later.report, pairs)
            self._told.setdefault(second.path, []).append((rule, hit))

    # -- reports read again ----------------------------------------------------------------------------------------

    def _again(self, result: ReportResult) -> _Read | None:
        """A report of the run, read again; None where its file is no longer what it was."""
        path = result.path
        if path in self._read:
            self._read.move_to_end(path)
            return self._read[path]
        if len(self._read) >= _KEPT:
            self._read.popitem(last=False)
        try:
            document = read_bytes(self.data[path], path) if path in self.data else read(Path(path))
            document.path = path
            settings = self.configured.settings_for(Path(path))
            self._read[path] = _Read(read_facts(document, settings), settings, {})
        except (InputError, SettingError, NotAReport):
            self._read[path] = None
        return self._read[path]

    def _add(self, result: ReportResult, told: list[tuple[Rule, Hit]]) -> None:
        """Words the hits of a report and puts them among its findings, or among what is waived."""
        entry = self._again(result)
        if entry is None:
            return
        worder = Worder(entry.report, entry.settings.lang)
        findings = []
        for rule, hit in told:
            severity = entry.settings.severity.get(rule.id, hit.severity or rule.severity)
            findings.append(worder.finding(rule, hit, severity))  # type: ignore[arg-type]
            result.outcomes[rule.id] = "fail"
        worder.fingerprint(findings)
        own = waivers_in(entry.report.document)
        before, result.findings = result.findings, findings
        uses = apply_waivers(result, own + entry.settings.waivers, entry.settings.today or date.today()).uses[len(own) :]
        result.findings = sorted([*before, *result.findings], key=lambda finding: (finding.span, finding.rule))
        result.waiver_uses = [
            (name, line, "used" if use == "used" else known)
            for (name, line, known), use in zip(result.waiver_uses, uses, strict=True)
        ]


def _rules_of(kind: str) -> list[str]:
    """The shipped rules that look at something of a run."""
    from disclosurelint.engine import ruleset_for

    rules = ruleset_for("common", ()).rules.values()
    return [rule.id for rule in rules if rule.kind == "in-set" and rule.params["of"] == kind]


def _pass(results: Iterable[ReportResult], rule: str) -> None:
    for result in results:
        if rule in result.pending:
            result.outcomes[rule] = "pass"


def _selected(entry: _Read, result: ReportResult, ids: list[str]) -> list[Rule]:
    ruleset = entry.report.ruleset
    return [ruleset.rules[rule] for rule in ids if ruleset is not None and rule in result.pending]


def _candidates(results: list[ReportResult], key: str) -> Iterator[tuple[int, list[int]]]:
    """For each report the earlier ones of other bodies whose section may be alike, the likeliest first."""
    words = catalogue().words
    holders: dict[int, list[int]] = {}
    for place, report in enumerate(results):
        sketch = report.sketches.get(key)
        if not sketch or report.body_name is None:
            continue
        votes: Counter[int] = Counter()
        for clause in sketch:
            held = holders.get(clause)
            if held is None:
                holders[clause] = [place]
                continue
            votes.update(held)
            if len(held) >= _FIRST + _LAST:
                del held[_FIRST]
            held.append(place)
        wanted = max(2, _SHARED * len(sketch))
        likely = [other for other, count in votes.most_common(2 * _TRIED) if count >= wanted]
        found = [other for other in likely if not _one_body(report, results[other], words)]
        if found:
            yield place, found[:_TRIED]


def _one_body(one: ReportResult, other: ReportResult, words: Mapping[str, object]) -> bool:
    return same_body(one.body_name or "", other.body_name or "", words)


def _same_report(results: list[ReportResult]) -> list[list[ReportResult]]:
    """Reports of one body for one year, in groups of two and more."""
    groups: dict[tuple[int, str], list[ReportResult]] = {}
    for result in results:
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
    words = catalogue().editions[-1].id, ()
    from disclosurelint.engine import ruleset_for

    places = ruleset_for(*words).words["similarity"]["places"]
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


_MORE = 6


def _version_hit(earlier: Report, later: Report, pairs: list[tuple[Figure, Figure]]) -> Hit:
    from disclosurelint.checks._figures import show, slot_name

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


def judge_set(result: RunResult, configured: Configured, data: Mapping[str, bytes]) -> None:
    """Judges the reports of a run together; findings go to the reports that they are about."""
    SetJudge(result, configured, data).judge()


__all__ = ["Finding", "SetJudge", "judge_set"]
