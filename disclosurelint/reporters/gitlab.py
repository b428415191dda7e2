"""GitLab's code quality report. Its page shows the description only, so that begins with the rule."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from disclosurelint.findings import place_words
from disclosurelint.outcomes import Finding, ReportResult, RunResult
from disclosurelint.reporters import RenderOptions

_SEVERITY = {"error": "major", "warning": "minor", "info": "info"}


def render(result: RunResult, options: RenderOptions) -> str:
    """An array of issues, each with a fingerprint of its own."""
    issues = [_issue(report, finding, options.language) for report in result.reports for finding in report.findings]
    issues += [_issue(None, finding, options.language) for finding in result.run_findings]
    issues += [
        {
            "description": failure.message,
            "check_name": "unreadable",
            "fingerprint": _digest(failure.path, "unreadable", ""),
            "severity": "blocker",
            "location": {"path": failure.path, "lines": {"begin": 1}},
        }
        for failure in result.failures
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(report: ReportResult | None, finding: Finding, language: str) -> dict[str, Any]:
    path = (report.path if report else finding.path) or "."
    where = "" if report is None or report.has_lines else place_words(finding.place, False, language)
    return {
        "description": f"{finding.rule}: {where + ' ' if where else ''}{finding.message}",
        "check_name": finding.rule,
        "fingerprint": _digest(path, finding.rule, finding.fingerprint or finding.message),
        "severity": _SEVERITY[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.place.line, "end": finding.place.end_line}},
    }


def _digest(*parts: str) -> str:
    """GitLab drops issues with a fingerprint that it has seen, so the path is part of it."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
