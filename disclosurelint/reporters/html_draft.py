"""The report itself, cut into pieces that say which findings speak of them: what the page shows as the marked draft.

Findings are numbered from 1 in their order. Each is marked at its words or cells and explained beside the block in
which it begins. One that stands in no block (in a break, behind the last words) goes to the end of the block before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from disclosurelint.document import Cell, Document, Paragraph, Span, Table, Text
from disclosurelint.outcomes import SEVERITIES, Draft, Finding

MOST_LETTERS = 300_000
MOST_LEAVES = 12_000
"""A draft with more text or more cells is no annual report, and makes no page that a browser could show."""
_MOST_MARKED = 200
"""Most paragraphs and cells that one finding marks."""


@dataclass(slots=True, eq=False)
class Piece:
    """Letters that the same findings speak of. `markers` are the findings whose number follows it."""

    text: str
    findings: list[int] = field(default_factory=list)
    markers: list[int] = field(default_factory=list)
    terms: list[int] = field(default_factory=list)
    """The findings for whose sum or comparison it is a figure or passage."""


@dataclass(slots=True, eq=False)
class Leaf:
    """A paragraph's or a cell's text, with what is marked in it as stretches of its letters."""

    text: Text
    block: int
    number: int = 0
    marks: list[tuple[int, int, int]] = field(default_factory=list)
    """First letter, end, finding."""
    points: list[tuple[int, int]] = field(default_factory=list)
    """The letter before which the number of a finding stands, and the finding."""
    terms: list[tuple[int, int, int]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def findings(self) -> list[int]:
        """The findings that mark something in it."""
        return sorted({number for _, _, number in self.marks} | {number for _, number in self.points})

    @property
    def term_of(self) -> list[int]:
        """The findings that rest on something in it."""
        return sorted({number for _, _, number in self.terms})

    def stretch(self, span: Span) -> tuple[int, int]:
        """The letters that stand in a stretch of the source."""
        letters = range(len(self.text))
        start = bisect_left(letters, span[0], key=self.text.origin)
        return start, max(start, bisect_left(letters, span[1], key=self.text.origin))


@dataclass(slots=True, eq=False)
class MarkedCell:
    """A cell with its text."""

    cell: Cell
    leaf: Leaf


@dataclass(slots=True, eq=False)
class MarkedBlock:
    """A paragraph (`leaf`) or a table (`rows`), and the findings explained beside it.

    `kind` is `title`, `heading`, `paragraph` or `table`; `level` is that of an HTML heading. `above` are findings that
    speak of the table as a whole.
    """

    kind: str
    level: int = 0
    leaf: Leaf | None = None
    rows: list[list[MarkedCell]] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class MarkedDraft:
    """The blocks in order; `places` gives the leaf in which a figure or passage behind a finding stands."""

    blocks: list[MarkedBlock]
    places: dict[Span, int]


def marked(draft: Draft, findings: Sequence[Finding]) -> MarkedDraft | None:
    """The draft with its findings; None where it is too large to be shown, or has nothing to show."""
    document = draft.document
    letters = leaves = 0
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        leaves += len(texts)
        letters += sum(len(text) for text in texts)
    if not leaves or letters > MOST_LETTERS or leaves > MOST_LEAVES:
        return None
    return _Marking(draft).result(findings)


class _Marking:
    def __init__(self, draft: Draft) -> None:
        self.document: Document = draft.document
        self.blocks: list[MarkedBlock] = []
        self.leaves: list[Leaf] = []
        headings = set(draft.headings)
        for index, block in enumerate(self.document.blocks):
            if isinstance(block, Table):
                self.blocks.append(MarkedBlock("table", rows=self._rows(block, index)))
            else:
                self.blocks.append(self._paragraph(block, index, draft.title, headings))
        self.leaves.sort(key=lambda leaf: leaf.text.origin(0))
        for number, leaf in enumerate(self.leaves, 1):
            leaf.number = number
        self.starts = [leaf.text.origin(0) for leaf in self.leaves]

    def _leaf(self, text: Text, block: int) -> Leaf:
        leaf = Leaf(text, block)
        self.leaves.append(leaf)
        return leaf

    def _paragraph(self, block: Paragraph, index: int, title: Span | None, headings: set[Span]) -> MarkedBlock:
        leaf = self._leaf(block.text, index)
        first, end = block.text.span()
        if title is not None and first < title[1] and title[0] < end and len(block.text) <= 2 * (title[1] - title[0]):
            return MarkedBlock("title", 2, leaf)
        if any(
            first <= heading[0] and heading[1] <= end and heading[1] - heading[0] >= (end - first) * 0.8
            for heading in headings
        ):
            return MarkedBlock("heading", 3, leaf)
        if block.level is not None:
            return MarkedBlock("heading", max(3, min(6, block.level + 1)), leaf)
        return MarkedBlock("paragraph", 0, leaf)

    def _rows(self, table: Table, index: int) -> list[list[MarkedCell]]:
        rows: list[list[MarkedCell]] = [[] for _ in range(min(table.height, len(table.cells) + 1))]
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            rows[min(cell.row, len(rows) - 1)].append(MarkedCell(cell, self._leaf(cell.text, index)))
        return rows

    def result(self, findings: Sequence[Finding]) -> MarkedDraft:
        places: dict[Span, int] = {}
        for number, finding in enumerate(findings, 1):
            self._mark(finding, number)
            for related in finding.related:
                if related.span is not None:
                    found = self._terms(related.span, number)
                    if found is not None:
                        places[related.span] = found
        severities = [finding.severity for finding in findings]
        for leaf in self.leaves:
            leaf.pieces = list(self._pieces(leaf, severities))
        return MarkedDraft(self.blocks, places)

    def _mark(self, finding: Finding, number: int) -> None:
        table = self._whole_table(finding.span)
        if table is not None:
            self.blocks[table].above.append(number)
            self.blocks[table].notes.append(number)
            return
        touched = self._touched(finding.span)[:_MOST_MARKED]
        if not touched:
            touched = [self.leaves[max(0, bisect_right(self.starts, finding.span[0]) - 1)]]
        for order, leaf in enumerate(touched):
            start, end = leaf.stretch(finding.span)
            if end > start:
                leaf.marks.append((start, end, number))
            if not order:
                leaf.points.append((end if end > start else self._point(leaf, finding.span), number))
        self.blocks[touched[0].block].notes.append(number)

    @staticmethod
    def _point(leaf: Leaf, span: Span) -> int:
        return leaf.stretch((span[0], span[0]))[0]

    def _whole_table(self, span: Span) -> int | None:
        """The table that a stretch takes in whole, if it begins with one."""
        for index, block in enumerate(self.document.blocks):
            if isinstance(block, Table) and block.span[1] > block.span[0] and len(block.cells) > 1:
                first, last = (
                    min(cell.text.origin(0) for cell in block.cells),
                    max(cell.text.span()[1] for cell in block.cells),
                )
                if span[0] <= first and last <= span[1]:
                    return index
        return None

    def _touched(self, span: Span) -> list[Leaf]:
        """The paragraphs and cells that have letters in a stretch, or stand empty in it."""
        first = max(0, bisect_right(self.starts, span[0]) - 1)
        found = []
        for leaf in self.leaves[first:]:
            start, end = leaf.text.span()
            if start > span[0] and start >= span[1]:
                break
            if (
                (start < span[1] and end > span[0])
                or (start == end and span[0] <= start <= span[1])
                or (span[0] == span[1] == start)
            ):
                found.append(leaf)
        return found

    def _terms(self, span: Span, number: int) -> int | None:
        touched = self._touched(span)[:_MOST_MARKED]
        for leaf in touched:
            start, end = leaf.stretch(span)
            leaf.terms.append((start, end, number))
        return touched[0].number if touched else None

    def _pieces(self, leaf: Leaf, severities: Sequence[str]) -> list[Piece]:
        text = self._shown(leaf.text)
        cuts = {0, len(text)}
        for start, end, _ in (*leaf.marks, *leaf.terms):
            cuts |= {start, end}
        cuts |= {point for point, _ in leaf.points}
        ordered = sorted(cuts)
        pieces = [Piece("", markers=_at(leaf.points, 0))]
        for start, end in pairwise(ordered):
            speaking = [number for first, last, number in leaf.marks if first <= start and end <= last]
            speaking.sort(key=lambda number: (SEVERITIES.index(severities[number - 1]), number))
            terms = [number for first, last, number in leaf.terms if first <= start and end <= last]
            pieces.append(Piece(text[start:end], speaking, _at(leaf.points, end), terms))
        return [piece for piece in pieces if piece.text or piece.markers]

    def _shown(self, text: Text) -> str:
        """The letters as the author wrote them; where the source holds a code for a letter, the letter."""
        source, normal = self.document.source, self.document.normal
        letters = []
        for index, letter in enumerate(text.value):
            origin = text.origin(index)
            letters.append(source[origin] if origin < len(normal) and normal[origin] == letter else letter)
        return "".join(letters)


def _at(points: list[tuple[int, int]], place: int) -> list[int]:
    return sorted(number for point, number in points if point == place)
