"""disclosurelint: a linter for annual reports on government information disclosure (政府信息公开工作年度报告).

    from disclosurelint import check

    for report in check(["report.md"]).reports:
        for finding in report.findings:
            print(finding.rule, finding.place.line, finding.message)

The call and the classes of its result are documented in `docs/library.md` and stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from disclosurelint.library import check, check_text
    from disclosurelint.outcomes import Failure, Finding, ReportResult, RunResult

__version__ = "0.1.0"

__all__ = ["Failure", "Finding", "ReportResult", "RunResult", "__version__", "check", "check_text"]


def __getattr__(name: str) -> Any:
    """Loads the library call when it is first asked for, so that importing the package alone costs nothing."""
    if name in ("check", "check_text"):
        from disclosurelint import library

        return getattr(library, name)
    if name in __all__:
        from disclosurelint import outcomes

        return getattr(outcomes, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
