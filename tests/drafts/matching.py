"""Whether a planted fault was told, and at its place."""

from __future__ import annotations

from typing import Literal

from disclosurelint.characters import normalise
from disclosurelint.document import line_starts
from disclosurelint.outcomes import Finding, ReportResult
from tests.drafts.defects import Planted
from tests.drafts.draft import Draft
from tests.drafts.layouts import Rendered

Verdict = Literal["found", "elsewhere", "missed", "not-assessed", "suppressed", "no-rule"]


def verdict(planted: Planted, rendered: Rendered, result: ReportResult) -> Verdict:
    """What became of a fault: told at its place, told elsewhere, missed, left unjudged, left to another finding."""
    told = [finding for finding in result.findings if finding.rule in (planted.rule, *planted.instead)]
    if told:
        finder = Finder(rendered.text)
        return "found" if any(at_place(finding, planted, finder) for finding in told) else "elsewhere"
    outcome = result.outcomes.get(planted.rule)
    if outcome is None:
        return "no-rule"
    if outcome in ("not-assessed", "suppressed"):
        return outcome
    return "missed"


class Finder:
    """Finds words in a text however it is wrapped, spaced or damaged."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = line_starts(text)
        normal = normalise(text)
        self.kept = [at for at, letter in enumerate(normal) if not letter.isspace()]
        self.squeezed = "".join(normal[at] for at in self.kept)

    def ranges(self, words: str, *, sentence: bool = True) -> list[tuple[int, int]]:
        """Where words stand, widened to their sentence; words cut by a page number are found by their halves."""
        wanted = "".join(normalise(words).split())
        found = self._all(wanted)
        if not found and len(wanted) > 11:
            found = self._all(wanted[: len(wanted) // 2]) + self._all(wanted[len(wanted) // 2 :])
        if not sentence:
            return found
        return [(self._back(start), self._on(end)) for start, end in found]

    def _all(self, wanted: str) -> list[tuple[int, int]]:
        found, at = [], self.squeezed.find(wanted)
        while wanted and at >= 0:
            found.append((self.kept[at], self.kept[at + len(wanted) - 1] + 1))
            at = self.squeezed.find(wanted, at + 1)
        return found

    def _back(self, at: int) -> int:
        while at and self.text[at - 1] not in "。；>" and self.text[at - 2 : at] != "\n\n":
            at -= 1
        return at

    def _on(self, at: int) -> int:
        while at < len(self.text) and self.text[at] not in "。；<" and self.text[at : at + 2] != "\n\n":
            at += 1
        return at + 1

    def span(self, finding: Finding) -> tuple[int, int]:
        """A finding's place as offsets."""
        place = finding.place

        def offset(line: int, column: int) -> int:
            return self.starts[min(line, len(self.starts)) - 1] + column - 1

        start = offset(place.line, place.column)
        return start, max(start + 1, offset(place.end_line, place.end_column))


def at_place(finding: Finding, planted: Planted, finder: Finder) -> bool:
    """Whether a finding stands where the fault is."""
    spot = planted.spot
    if spot.anywhere or finding.figure in spot.figures:
        return True
    if spot.section is not None and finding.section == spot.section:
        return True
    if not finder.text:
        # A format without lines: the paragraph, line or cell that the finding shows must share its words.
        shown = Finder(finding.source).squeezed
        return any(_shares(shown, "".join(normalise(words).split())) for words in spot.words)
    start, end = finder.span(finding)
    wanted = [found for words in spot.words for found in finder.ranges(words)]
    if spot.section is not None:
        wanted += section_ranges(planted.draft, spot.section, finder)
    return any(start < last and first < end for first, last in wanted)


def _shares(shown: str, wanted: str) -> bool:
    """Whether six letters in a row of the wanted words are shown (all of them, where there are fewer)."""
    size = min(6, len(wanted))
    return any(wanted[at : at + size] in shown for at in range(len(wanted) - size + 1))


def section_ranges(draft: Draft, number: int, finder: Finder) -> list[tuple[int, int]]:
    """Where a section stands: from its heading up to the next."""
    lines = [part.line for part in draft.parts]
    at = next((at for at, part in enumerate(draft.parts) if part.number == number), None)
    if at is None:
        return []
    starts = finder.ranges(lines[at], sentence=False)
    ends = finder.ranges(lines[at + 1], sentence=False) if at + 1 < len(lines) else []
    return [(starts[-1][0], ends[-1][0] if ends else len(finder.text))] if starts else []
