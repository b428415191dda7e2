"""Places as every line-by-line output prints them."""

from __future__ import annotations

from disclosurelint.characters import one_line
from disclosurelint.findings import place_words
from disclosurelint.outcomes import Finding, ReportResult


def prefix(report: ReportResult | None, finding: Finding, language: str) -> str:
    """`PATH:LINE:COLUMN`, or for Word and PDF `PATH:第12段`."""
    if report is None:
        lined = f":{finding.place.line}:{finding.place.column}"
        return f"{one_line(finding.path)}{lined}" if finding.path else "-"
    path = one_line(report.path)
    if report.has_lines:
        return f"{path}:{finding.place.line}:{finding.place.column}"
    words = place_words(finding.place, False, language)
    return f"{path}:{words}" if words else path
