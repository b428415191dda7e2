"""What a run says of a report: findings, what was not assessed, and the outcome of each rule."""

from __future__ import annotations

from typing import Literal

from disclosurelint.document import Document, Place, Span
from disclosurelint.records import field, record
from disclosurelint.report import Label

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
Outcome = Literal["pass", "fail", "not-assessed", "not-applicable", "suppressed"]
Value = str | int | Label


@record
class Term:
    """A figure that a finding rests on: its label, the figure as shown, its key and place (None: nowhere in the file)."""

    label: Label
    value: str
    span: Span | None = None
    key: str | None = None
    path: str | None = None
    """The file, where it is not the report itself (last year's, a part's)."""
    place: Place | None = None
    """The place in that file."""


@record
class Hit:
    """A fault as a check sees it, before words are put to it.

    `values` fill the message that the rule keeps under `message`. `terms` are the figures behind it, in the order
    of the sum: `expected` is what they give, `actual` what stands there. `severity` lowers the rule's own severity.
    `suggestion` is text ready to paste; `edits` are replacements (span, new text) that mend the source,
    `safe_fix` whether they are beyond doubt.
    """

    span: Span
    values: dict[str, Value] = field(default_factory=dict)
    message: str = "message"
    figure: str | None = None
    section: int | None = None
    table: int | None = None
    row: Label | None = None
    cell: Label | None = None
    expected: str | None = None
    actual: str | None = None
    terms: list[Term] = field(default_factory=list)
    notes: list[Label] = field(default_factory=list)
    """Further lines for the reader of the finding: readings that were tried, passages that repeat."""
    suggestion: Label | str | None = None
    severity: Severity | None = None
    edits: list[tuple[Span, str]] = field(default_factory=list)
    safe_fix: bool = True
    cause: str | None = None
    """What is behind the fault (a wrong year, a heading's place); a cascade joins hits with one cause."""
    basis: Label | None = None
    """What this hit rests on, where that is not the rule's own basis (a deadline that a county has set)."""
    keys: list[str] = field(default_factory=list)
    """All figures that the fault touches, where there are several (a missing row)."""


@record
class NotAssessed:
    """A rule, or one of the things that it looks at, could not be judged: why, and what would help."""

    reason: Label
    needs: Label | None = None
    span: Span | None = None


@record
class NotApplicable:
    """The rule does not speak of this report, as the document itself or what was said of it shows."""

    reason: Label


@record
class Related:
    """A figure or passage behind a finding, with its place; `path` names another file."""

    message: str
    place: Place | None
    path: str | None = None
    figure: str | None = None
    span: Span | None = None
    """Where it stands in the report itself."""


@record
class Edit:
    """A replacement of a stretch of the source."""

    span: Span
    place: Place
    text: str


@record
class Finding:
    """A finding, worded in one language, ready for any output."""

    rule: str
    name: str
    severity: Severity
    message: str
    remedy: str
    place: Place
    span: Span
    source: str
    """The line, paragraph or cell in which it stands, as the author wrote it."""
    mark: tuple[int, int]
    """The marked words within `source`, as offsets."""
    basis: list[str]
    section: int | None = None
    table: int | None = None
    row: str | None = None
    cell: str | None = None
    figure: str | None = None
    expected: str | None = None
    actual: str | None = None
    sum: str | None = None
    """How the expected figure comes about, as a line."""
    notes: list[str] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    suggestion: str | None = None
    fingerprint: str = ""
    edits: list[Edit] = field(default_factory=list)
    safe_fix: bool = True
    path: str | None = None
    """The file, for a finding that belongs to no report."""


@record
class Unassessed:
    """A rule that could not be judged, worded in one language."""

    rule: str
    reason: str
    needs: str | None
    place: Place | None


@record
class Waived:
    """A finding that a waiver covers."""

    rule: str
    reason: str
    until: str | None
    fingerprint: str
    place: Place


@record
class Draft:
    """The report as it was read, for outputs that show it with its findings: kept only where one was asked for.

    `title` and `headings` are where the title and the section headings stand, whatever marks the format gave them.
    """

    document: Document
    title: Span | None = None
    headings: list[Span] = field(default_factory=list)


@record
class ReportResult:
    """All that was found in one report."""

    path: str
    year: int | None
    body_name: str | None
    body_type: str | None
    type_source: str
    ruleset: str | None
    ruleset_version: str | None
    overlays: list[str]
    findings: list[Finding] = field(default_factory=list)
    not_assessed: list[Unassessed] = field(default_factory=list)
    waived: list[Waived] = field(default_factory=list)
    baselined: int = 0
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    waiver_uses: list[tuple[str, int, str]] = field(default_factory=list)
    """What use the configuration's waivers were here: configuration file, line, `used`, `unused` or `unjudged`."""
    has_lines: bool = True
    draft: Draft | None = None
    """The report itself, where `Settings.keep_draft` asked for it."""
    edition: str = ""
    """The form that the report was held against, in words."""
    pending: list[str] = field(default_factory=list)
    """Selected rules that only the run as a whole can judge, until it has."""
    unsettled: list[tuple[list[str], Finding]] = field(default_factory=list)
    """Waivers of the draft whose use only the run can tell: their rules, and what is told where they cover nothing."""
    sketches: dict[str, list[int]] = field(default_factory=dict)
    """In a run of several reports: what stands for the text of each section (`facts.passages.sketch_of`)."""
    digest: int = 0
    """Likewise for the figures; 0 where there are none."""


@record
class Failure:
    """An input that could not be read: one line that says what is wrong and what to do."""

    path: str
    message: str


@record
class RunResult:
    """The result of one run over any number of inputs."""

    reports: list[ReportResult] = field(default_factory=list)
    run_findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    waiver_uses: list[tuple[str, int, str]] = field(default_factory=list)
    """What use the configuration's waivers were for findings that belong to no report, as in `ReportResult`."""
    fixed: dict[str, int] = field(default_factory=dict)
    """How many findings were mended in each file."""
    differences: list[str] = field(default_factory=list)
    """What fixes would change, a unified diff a file."""
    stale: list[tuple[str, str, str, int]] = field(default_factory=list)
    """Entries of the baseline that are there no more: path, rule, fingerprint, count."""
    duplicates: list[list[str]] = field(default_factory=list)
    """Files that hold one report, in several formats or copies: the paths of each group."""
    baselined: int = 0
    """Known findings among those that belong to no report."""

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are, those that belong to no report included."""
        return sum(finding.severity == severity for report in self.reports for finding in report.findings) + sum(
            finding.severity == severity for finding in self.run_findings
        )
