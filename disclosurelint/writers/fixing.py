"""Fixes: the edits of findings, made in the author's file and nowhere else in it.

Encoding, byte-order mark and line ends stay as they are, in Word files every part and format; and whatever stands in a
table is never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import unified_diff
from typing import TYPE_CHECKING

from disclosurelint.document import Document, Table
from disclosurelint.outcomes import Edit, Finding, ReportResult
from disclosurelint.readers import read_bytes
from disclosurelint.readers.encodings import encode

if TYPE_CHECKING:
    from disclosurelint.writers.word_fixes import WordFixes
from disclosurelint.records import record

_ROUNDS = 8

Check = Callable[[Document], ReportResult]


@record
class Fixed:
    """A draft after its fixes: the bytes, the text before and after, how many findings were mended, what is left."""

    content: bytes
    before: str
    after: str
    mended: int
    result: ReportResult

    @property
    def changed(self) -> bool:
        """Whether anything was mended."""
        return self.before != self.after


def fixable(document: Document) -> bool:
    """Whether fixes can be written to a file: text, and Word's own format."""
    return document.has_lines or (document.package is not None and not document.converted)


def edits_of(
    findings: Iterable[Finding], document: Document, *, unsafe: bool, possible: Callable[[Edit], bool] | None = None
) -> tuple[list[Edit], int]:
    """The edits to make, in the order of the file, none over another, and how many findings they mend."""
    tables = [block.span for block in document.blocks if isinstance(block, Table)]
    taken: list[Edit] = []
    mended = 0
    for finding in findings:
        if not finding.edits or not (finding.safe_fix or unsafe):
            continue
        if any(_meets(edit.span, table) for edit in finding.edits for table in tables):
            continue
        if any(_meets(edit.span, other.span) for edit in finding.edits for other in taken):
            continue
        if possible is not None and not all(possible(edit) for edit in finding.edits):
            continue
        taken.extend(finding.edits)
        mended += 1
    return sorted(taken, key=lambda edit: edit.span), mended


def _meets(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches share a character, or stand at one place."""
    return (one[0] < other[1] and other[0] < one[1]) or one == other


def apply(source: str, edits: Iterable[Edit]) -> str:
    """The source with its edits made."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (source[at : edit.span[0]], edit.text)
        at = edit.span[1]
    return "".join([*pieces, source[at:]])


def fix(document: Document, check: Check, *, unsafe: bool) -> Fixed:
    """Mends a draft until nothing more can be mended. Raises `UnicodeEncodeError` where its encoding lacks a letter."""
    before, content, mended = document.source, b"", 0
    result = check(document)
    for _ in range(_ROUNDS):
        word = _word(document)
        edits, count = edits_of(result.findings, document, unsafe=unsafe, possible=word.possible if word else None)
        if not edits:
            break
        content = word.mended(edits) if word else encode(apply(document.source, edits), document.encoding)
        mended += count
        path, document = document.path, read_bytes(content, document.path)
        document.path = path
        result = check(document)
    return Fixed(content, before, document.source, mended, result)


def _word(document: Document) -> WordFixes | None:
    if document.package is None:
        return None
    from disclosurelint.writers.word_fixes import WordFixes

    return WordFixes(document)


def difference(fixed: Fixed, path: str) -> str:
    """What a fix changes, as a unified diff."""
    lines = unified_diff(
        fixed.before.splitlines(keepends=True), fixed.after.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
