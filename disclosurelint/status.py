"""The exit status: 0 nothing at or above the level, 1 there is, 2 something could not be read or used."""

from __future__ import annotations

from collections.abc import Iterable

from disclosurelint.outcomes import RunResult, Severity

_LEVELS: dict[str, tuple[Severity, ...]] = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "info": ("error", "warning", "info"),
}


def exit_status(result: RunResult, fail_on: Iterable[str]) -> int:
    """The status of a run. A failure beats findings, and `never` does not hide it."""
    if result.failures:
        return 2
    levels = set(fail_on)
    if "not-assessed" in levels and any(report.not_assessed for report in result.reports):
        return 1
    if levels == {"not-assessed"}:
        levels.add("error")
    if "never" in levels:
        return 0
    failing = {severity for level in levels for severity in _LEVELS.get(level, ())}
    return int(any(result.count(severity) for severity in failing))
