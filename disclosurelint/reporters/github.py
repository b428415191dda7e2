"""Workflow commands of GitHub Actions: an annotation a finding."""

from __future__ import annotations

from disclosurelint.findings import place_words
from disclosurelint.outcomes import Finding, ReportResult, RunResult
from disclosurelint.reporters import RenderOptions

_LEVEL = {"error": "error", "warning": "warning", "info": "notice"}


def render(result: RunResult, options: RenderOptions) -> str:
    """A line a finding or unreadable file."""
    lines = [_line(report, finding, options.language) for report in result.reports for finding in report.findings]
    lines += [_line(None, finding, options.language) for finding in result.run_findings]
    lines += [
        f"::error title=disclosurelint,file={_value(failure.path)}::{_text(failure.message)}"
        for failure in result.failures
    ]
    return "".join(f"{line}\n" for line in lines)


def _line(report: ReportResult | None, finding: Finding, language: str) -> str:
    place = finding.place
    path = report.path if report else finding.path
    fields = [f"title={_value(f'disclosurelint ({finding.rule})')}"]
    if path:
        fields += [f"file={_value(path)}", f"line={place.line}"]
    if path and place.line == place.end_line:
        fields += [f"col={place.column}", f"endLine={place.end_line}", f"endColumn={place.end_column}"]
    elif path:
        fields.append(f"endLine={place.end_line}")
    where = "" if report is None or report.has_lines else place_words(place, False, language)
    message = f"{finding.rule} {where + ' ' if where else ''}{finding.message}"
    if finding.remedy:
        message += f"\n{finding.remedy}"
    return f"::{_LEVEL[finding.severity]} {','.join(fields)}::{_text(message)}"


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
