"""What a reviewer of many reports wants to know of each: counts, whether it was in time, whether last year agrees."""

from __future__ import annotations

from disclosurelint.outcomes import SEVERITIES, ReportResult
from disclosurelint.report import Label

_DEADLINE = "SIG001"
_LAST_YEAR = "YOY"

_MET = {"pass": Label("是", "yes"), "fail": Label("否", "no"), "suppressed": Label("否", "no")}
_UNKNOWN = Label("未判断", "not judged")


def tally(report: ReportResult) -> dict[str, int]:
    """Counts by severity, and what was not assessed or waived."""
    counts: dict[str, int] = {
        severity: sum(finding.severity == severity for finding in report.findings) for severity in SEVERITIES
    }
    return {**counts, "not_assessed": len(report.not_assessed), "waived": len(report.waived)}


def deadline_met(report: ReportResult) -> Label:
    """Whether the report was signed or published in time."""
    return _MET.get(report.outcomes.get(_DEADLINE, ""), _UNKNOWN)


def compared(report: ReportResult) -> Label:
    """How the report agrees with last year's."""
    outcomes = {outcome for rule, outcome in report.outcomes.items() if rule.startswith(_LAST_YEAR)}
    if "fail" in outcomes:
        return Label("不一致", "differs")
    if "pass" in outcomes:
        return Label("一致", "agrees")
    return _UNKNOWN
