"""JSON as `schemas/findings.schema.json` describes it."""

from __future__ import annotations

import json
from typing import Any

from disclosurelint import __version__
from disclosurelint.document import Place
from disclosurelint.outcomes import Finding, ReportResult, RunResult
from disclosurelint.reporters import RenderOptions


def render(result: RunResult, options: RenderOptions) -> str:
    """The whole run as one JSON object."""
    return json.dumps(run_object(result), ensure_ascii=False, indent=2) + "\n"


def run_object(result: RunResult) -> dict[str, Any]:
    """The run as plain data."""
    return {
        "version": 1,
        "tool": {"name": "disclosurelint", "version": __version__},
        "reports": [report_object(report) for report in result.reports],
        "run_findings": [finding_object(finding) for finding in result.run_findings],
        "failures": [{"path": failure.path, "message": failure.message} for failure in result.failures],
        "skipped": [{"path": path, "reason": reason} for path, reason in result.skipped],
        "summary": summary(result),
    }


def summary(result: RunResult) -> dict[str, int]:
    """The counts of a run."""
    return {
        "reports": len(result.reports),
        "error": result.count("error"),
        "warning": result.count("warning"),
        "info": result.count("info"),
        "not_assessed": sum(len(report.not_assessed) for report in result.reports),
        "waived": sum(len(report.waived) for report in result.reports),
        "baselined": sum(report.baselined for report in result.reports) + result.baselined,
        "failures": len(result.failures),
        "skipped": len(result.skipped),
    }


def report_object(report: ReportResult) -> dict[str, Any]:
    """One report as plain data."""
    ruleset = (
        {"id": report.ruleset, "version": report.ruleset_version, "overlays": report.overlays}
        if report.ruleset
        else None
    )
    return {
        "path": report.path,
        "year": report.year,
        "body": {"name": report.body_name, "type": report.body_type, "type_source": report.type_source},
        "ruleset": ruleset,
        "findings": [finding_object(finding) for finding in report.findings],
        "not_assessed": [
            {
                "rule": gap.rule,
                "reason": gap.reason,
                "needs": gap.needs,
                "location": place_object(gap.place) if gap.place else None,
            }
            for gap in report.not_assessed
        ],
        "waived": [
            {
                "rule": waived.rule,
                "reason": waived.reason,
                "until": waived.until,
                "fingerprint": waived.fingerprint,
                "location": place_object(waived.place),
            }
            for waived in report.waived
        ],
        "outcomes": report.outcomes,
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    fix = None
    if finding.edits:
        edits = [{"location": place_object(edit.place), "text": edit.text} for edit in finding.edits]
        fix = {"safe": finding.safe_fix, "edits": edits}
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "location": place_object(
            finding.place,
            section=finding.section,
            table=finding.table,
            row=finding.row,
            cell=finding.cell,
            figure=finding.figure,
        ),
        "related": [
            {
                "message": related.message,
                "location": place_object(related.place, path=related.path, figure=related.figure)
                if related.place
                else None,
            }
            for related in finding.related
        ],
        "expected": finding.expected,
        "actual": finding.actual,
        "basis": finding.basis,
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
        "fix": fix,
    }


def place_object(place: Place, **more: Any) -> dict[str, Any]:
    """A place as plain data, every key present."""
    return {
        "path": more.get("path"),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "page": place.page,
        "paragraph": place.paragraph,
        **{key: more.get(key) for key in ("section", "table", "row", "cell", "figure")},
    }
