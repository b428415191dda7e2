"""One line a finding: `PATH:LINE:COLUMN: SEVERITY RULE message`; line and column for every format."""

from __future__ import annotations

from disclosurelint.characters import one_line
from disclosurelint.outcomes import RunResult
from disclosurelint.reporters import RenderOptions


def render(result: RunResult, options: RenderOptions) -> str:
    """All findings, a line each."""
    lines = [
        f"{one_line(report.path)}:{finding.place.line}:{finding.place.column}: {finding.severity} {finding.rule} {finding.message}"
        for report in result.reports
        for finding in report.findings
    ]
    lines += [f"{finding.severity} {finding.rule} {finding.message}" for finding in result.run_findings]
    return "".join(f"{line}\n" for line in lines)
