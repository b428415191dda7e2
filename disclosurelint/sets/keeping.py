"""Reports of a run that stay read until all have been, so that those which are compared need no second reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosurelint.report import Report
    from disclosurelint.sets.extracts import Extract

_REPORTS = 100
_LETTERS = 500_000
"""What is kept at most: with 130 KB a report, some 13 MB."""


class Kept:
    """The first reports of a run by path, as many as take little memory.

    `extracts` are those of reports that other processes have read.
    """

    def __init__(self) -> None:
        self.extracts: dict[str, Extract] = {}
        self._reports: dict[str, Report] = {}
        self._letters = 0

    def keep(self, report: Report) -> None:
        """Keeps a report that has been checked, without what only its own rules needed of it."""
        letters = len(report.document.source)
        if len(self._reports) < _REPORTS and self._letters + letters <= _LETTERS:
            report.forget()
            self._reports[report.document.path] = report
            self._letters += letters

    def extracted(self) -> dict[str, Extract]:
        """The extracts of what has been kept."""
        from disclosurelint.sets.extracts import extract_of

        return {path: extract_of(report) for path, report in self._reports.items()}

    def get(self, path: str) -> Report | None:
        """The report of a path, if it has been kept."""
        return self._reports.get(path)
