"""What most comparisons of a run need of a report, without its places."""

from __future__ import annotations

from disclosurelint.facts.passages import letters_of, sections_of
from disclosurelint.records import record
from disclosurelint.report import Number, Report


@record
class Extract:
    """The letters of a report's sections by section, and its amounts by figure."""

    letters: dict[str, str]
    amounts: dict[str, Number]

    def contradicts(self, other: Extract) -> bool:
        """Whether two reports give a figure differently."""
        theirs = other.amounts
        return any(key in theirs and theirs[key] != amount for key, amount in self.amounts.items())


def extract_of(report: Report) -> Extract:
    """The extract of a report."""
    letters = {key: letters_of(report, sections) for key, sections in sections_of(report).items() if sections}
    return Extract(
        {key: found.value for key, found in letters.items() if found is not None},
        {key: figure.amount for key, figure in report.figures.items() if figure.amount is not None},
    )
