"""What a reviewer of many reports wants to know of each: counts, whether it was in time, whether last year agrees."""

from __future__ import annotations

from functools import lru_cache

from disclosurelint.outcomes import SEVERITIES, ReportResult
from disclosurelint.report import Label
from disclosurelint.rules.loading import load_ruleset

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
    outcomes = _outcomes(report, "deadline")
    return next((_MET[outcome] for outcome in ("fail", "suppressed", "pass") if outcome in outcomes), _UNKNOWN)


def compared(report: ReportResult) -> Label:
    """How the report agrees with last year's."""
    outcomes = _outcomes(report, "last-year")
    if "fail" in outcomes:
        return Label("不一致", "differs")
    if "pass" in outcomes:
        return Label("一致", "agrees")
    return _UNKNOWN


def tells(rule: str, of: str) -> bool:
    """Whether a rule is one of those that tell something of each report (`words.tallies`: `deadline`, `together` …)."""
    return rule.startswith(_prefixes(of))


@lru_cache(maxsize=8)
def _prefixes(of: str) -> tuple[str, ...]:
    return tuple(load_ruleset("common").words["tallies"][of])


def _outcomes(report: ReportResult, of: str) -> set[str]:
    return {outcome for rule, outcome in report.outcomes.items() if tells(rule, of)}
