"""What the page says of a report, a finding, a row of the reviewer's table: words and figures, without markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from disclosurelint.findings import place_words
from disclosurelint.outcomes import SEVERITIES, Finding, Related, ReportResult, RunResult
from disclosurelint.reporters.html_draft import MarkedDraft, marked
from disclosurelint.reporters.tallies import compared, deadline_met, tally, tells
from disclosurelint.reporters.text import excerpt
from disclosurelint.wording import BODY_TYPE, SEVERITY, TYPE_SOURCE, rule_ranges

_QUOTE_WIDTH = 90


@dataclass(slots=True, eq=False)
class Words:
    """Words of a sum, and the cell that they name, if it is in the draft shown."""

    text: str
    target: str | None = None


@dataclass(slots=True, eq=False)
class Note:
    """A finding as it is explained. `marker` is where it is marked, `quote` its words where nothing is marked."""

    id: str
    number: int
    finding: Finding
    severity: str
    where: str
    marker: str | None
    quote: tuple[str, str, str] | None
    sum: list[Words]
    summed: bool
    """Whether `sum` is an addition rather than a figure to compare with."""


@dataclass(slots=True, eq=False)
class Gap:
    """Rules that could not be judged for one reason."""

    rules: str
    reason: str
    needs: str | None
    places: str


@dataclass(slots=True, eq=False)
class View:
    """A report. `prefix` begins the ids of what belongs to it; `draft` is None where only the findings are listed."""

    prefix: str
    report: ReportResult
    name: str
    heading: str
    body: str
    year: str
    edition: str
    counts: dict[str, int]
    passed: int
    gaps: list[Gap]
    notes: list[Note]
    draft: MarkedDraft | None

    def worst(self, numbers: Sequence[int]) -> str:
        """The gravest severity among some findings."""
        return min((self.notes[number - 1].finding.severity for number in numbers), key=SEVERITIES.index)


@dataclass(slots=True, eq=False)
class Row:
    """A report in the reviewer's table."""

    target: str
    name: str
    body: str
    kind: str
    year: str
    counts: dict[str, int]
    deadline: str
    late: bool
    compared: str
    differs: bool
    file: str


@dataclass(slots=True, eq=False)
class CrossView:
    """What is said of several reports together."""

    findings: list[Note] = field(default_factory=list)
    copies: list[tuple[str, Note]] = field(default_factory=list)
    """Findings of single reports that speak of another: the report's heading, the finding."""


def view_of(report: ReportResult, index: int, language: str, *, many: bool) -> View:
    """A report's view; with many, ids begin with its number."""
    prefix = f"r{index}-" if many else ""
    draft = marked(report.draft, report.findings) if report.draft is not None else None
    name = PurePath(report.path).name
    return View(
        prefix=prefix,
        report=report,
        name=name,
        heading=report.body_name or name,
        body=_body(report, language),
        year=str(report.year) if report.year is not None else _say(language, "未能确定", "unknown"),
        edition=_edition(report, language),
        counts=tally(report),
        passed=sum(outcome == "pass" for outcome in report.outcomes.values()),
        gaps=_gaps(report, language),
        notes=[
            note_of(finding, number, report, draft, prefix, language)
            for number, finding in enumerate(report.findings, 1)
        ],
        draft=draft,
    )


def _say(language: str, zh: str, en: str) -> str:
    return en if language == "en" else zh


def _body(report: ReportResult, language: str) -> str:
    name = report.body_name or _say(language, "名称未识别", "name unknown")
    source = TYPE_SOURCE[report.type_source].to(language)
    kind = BODY_TYPE[report.body_type].to(language) if report.body_type else _say(language, "类型", "type")
    return f"{name} ({kind}, {source})" if language == "en" else f"{name}（{kind}，{source}）"


def _edition(report: ReportResult, language: str) -> str:
    if not report.ruleset:
        return _say(language, "各年度通用规则", "rules common to all years")
    version = f"{report.ruleset} {report.ruleset_version or ''}".strip()
    more = "".join(f" + {name}" for name in report.overlays)
    named = f"{version}{more}"
    return f"{report.edition} ({named})" if language == "en" else f"{report.edition}（{named}）"


def _gaps(report: ReportResult, language: str) -> list[Gap]:
    groups: dict[tuple[str, str | None], list[int]] = {}
    for index, gap in enumerate(report.not_assessed):
        groups.setdefault((gap.reason, gap.needs), []).append(index)
    found = []
    for (reason, needs), members in groups.items():
        gaps = [report.not_assessed[index] for index in members]
        places = dict.fromkeys(place_words(gap.place, report.has_lines, language) for gap in gaps if gap.place)
        joined = "、" if language != "en" else ", "
        found.append(Gap(rule_ranges([gap.rule for gap in gaps]), reason, needs, joined.join(filter(None, places))))
    return found


def note_of(
    finding: Finding, number: int, report: ReportResult | None, draft: MarkedDraft | None, prefix: str, language: str
) -> Note:
    """A finding's view."""
    parts, summed = _sum(finding, report, draft, prefix, language)
    return Note(
        id=f"{prefix}f{number}",
        number=number,
        finding=finding,
        severity=SEVERITY[finding.severity].to(language),
        where=_where(finding, report, language),
        marker=f"{prefix}m{number}" if draft is not None else None,
        quote=_quote(finding) if draft is None else None,
        sum=parts,
        summed=summed,
    )


def _where(finding: Finding, report: ReportResult | None, language: str) -> str:
    lined = report is None or report.has_lines
    words = [
        finding.path if report is None else None,
        place_words(finding.place, lined, language) if finding.path or report is not None else None,
        finding.row,
        finding.cell,
    ]
    return (" · ").join(word for word in words if word)


def _quote(finding: Finding) -> tuple[str, str, str] | None:
    if not finding.source.strip():
        return None
    shown, start, end = excerpt(finding.source, finding.mark, _QUOTE_WIDTH)
    return shown[:start], shown[start:end], shown[end:]


def _sum(
    finding: Finding, report: ReportResult | None, draft: MarkedDraft | None, prefix: str, language: str
) -> tuple[list[Words], bool]:
    """The sum with its figures as links; where there is no sum, the figures and passages behind the finding."""
    if finding.sum:
        return _linked(finding.sum, finding.related, draft, prefix), " ＝ " in finding.sum
    parts: list[Words] = []
    lined = report is None or report.has_lines
    for related in finding.related:
        if parts:
            parts.append(Words(_say(language, "；", "; ")))
        parts.append(Words(related.message, _target(related, draft, prefix)))
        place = place_words(related.place, lined, language) if related.place and not related.path else ""
        words = _say(language, "，", ", ").join(
            filter(None, (PurePath(related.path).name if related.path else "", place))
        )
        if words:
            parts.append(Words(f" ({words})" if language == "en" else f"（{words}）"))
    return parts, False


def _linked(text: str, related: Sequence[Related], draft: MarkedDraft | None, prefix: str) -> list[Words]:
    parts: list[Words] = []
    at = 0
    for one in related:
        target = _target(one, draft, prefix)
        label, _, value = one.message.rpartition(" ")
        words = f"{label} {value.lstrip('-')}"
        start = text.find(words, at)
        if target is None or start < 0:
            continue
        parts += [Words(text[at:start]), Words(words, target)]
        at = start + len(words)
    return [*parts, Words(text[at:])]


def _target(related: Related, draft: MarkedDraft | None, prefix: str) -> str | None:
    leaf = draft.places.get(related.span) if draft is not None and related.span is not None else None
    return f"{prefix}c{leaf}" if leaf is not None else None


def row_of(report: ReportResult, index: int, language: str) -> Row:
    """A report's row."""
    deadline, last_year = deadline_met(report), compared(report)
    name = PurePath(report.path).name
    return Row(
        target=f"r{index}",
        name=name,
        body=report.body_name or name,
        kind=BODY_TYPE[report.body_type].to(language) if report.body_type else _say(language, "未定", "unknown"),
        year=str(report.year) if report.year is not None else "–",
        counts=tally(report),
        deadline=deadline.to(language),
        late=deadline.en == "no",
        compared=last_year.to(language),
        differs=last_year.en == "differs",
        file=report.path,
    )


def cross_view(result: RunResult, language: str) -> CrossView:
    """What is said of several reports together: findings of the run, and of reports that repeat another's words."""
    rank = {severity: order for order, severity in enumerate(SEVERITIES)}
    own = sorted(result.run_findings, key=lambda finding: rank[finding.severity])
    notes = [note_of(finding, number, None, None, "all-", language) for number, finding in enumerate(own, 1)]
    copies = []
    if len(result.reports) > 1:
        for index, report in enumerate(result.reports, 1):
            for number, finding in enumerate(report.findings, 1):
                if tells(finding.rule, "together"):
                    note = note_of(finding, number, report, None, f"r{index}-", language)
                    copies.append((report.body_name or PurePath(report.path).name, note))
    return CrossView(notes, copies)
