"""What is fuzzed: each reader, the reading of facts, the whole check with every output.

A target takes the bytes of a file and returns; it may refuse them with one clear line (`InputError`), anything else that it
raises is a fault, and so is taking seconds. What PDFium makes of a PDF is C in a process of its own; `read-pages` takes
what that process hands over, pages of letters, boxes and lines, which is where Python begins.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from disclosurelint.document import Document, Table
from disclosurelint.engine import NotAReport, check_document, read_facts
from disclosurelint.extracts import report_object
from disclosurelint.facts.claims import prose_of
from disclosurelint.outcomes import RunResult
from disclosurelint.readers import InputError, read_bytes
from disclosurelint.readers.pdf import document_of
from disclosurelint.reporters import FORMATS, RenderOptions, renderer
from disclosurelint.settings import SettingError, Settings
from tests.fuzz.pages import pages_from

SECONDS = 5.0
"""Processor time that a file of some hundred kilobytes may take; all rooms together need a fiftieth of that."""

REFUSALS = (InputError, SettingError, NotAReport)


def target(name: str) -> Callable[[bytes], None]:
    """The target `read-ENDING`, `claims` or `check-ENDING`."""
    what, _, ending = name.partition("-")
    work = {"read": _read, "claims": _claims, "check": _check}[what] if name != "read-pages" else _read_pages

    def run(data: bytes) -> None:
        started = time.process_time()
        try:
            work(data, f"draft.{ending or 'txt'}")
        except REFUSALS as error:
            _hold_refusal(error)
        spent = time.process_time() - started
        assert spent < SECONDS, f"{spent:.1f} s for {len(data)} bytes"

    return run


def _hold_refusal(error: Exception) -> None:
    label = getattr(error, "label", None) or getattr(error, "reason", None)
    for words in (label.zh, label.en):
        assert words, f"a refusal without words: {error!r}"
        assert "\n" not in words, words
        assert len(words) < 1000, words


def _read(data: bytes, name: str) -> None:
    _hold(read_bytes(data, name))


def _read_pages(data: bytes, name: str) -> None:
    pages = pages_from(data)
    if pages:
        _hold(document_of(pages, name))


def _hold(document: Document) -> None:
    """What every document keeps: both texts of one length, every character with its place, in the text."""
    length = len(document.source)
    assert len(document.normal) == length
    for block in document.blocks:
        texts = [cell.text for cell in block.cells] if isinstance(block, Table) else [block.text]
        for text in texts:
            start, end = text.span()
            assert 0 <= start <= end <= length, (start, end, length)
            document.place((start, end))
        if isinstance(block, Table):
            for _ in block.rows():
                pass
    for comment in document.comments:
        assert 0 <= comment.span[0] <= comment.span[1] <= length


def _claims(data: bytes, name: str) -> None:
    text = data.decode("utf-8", "replace")
    lead = "# 清沅县人民政府2024年政府信息公开工作年度报告\n\n一、总体情况\n\n"
    document = read_bytes((lead + text).encode("utf-8", "replace"), "draft.md")
    report = read_facts(document, Settings(), any_document=True)
    prose = prose_of(report)
    length = len(document.source)
    for said in (*prose.claims, *prose.listings, *prose.shares, *prose.growths):
        for start, end in (said.text.span(), *([said.span] if hasattr(said, "span") else [])):
            assert 0 <= start <= end <= length, (start, end, length)
    json.dumps(report_object(report))


def _check(data: bytes, name: str) -> None:
    settings = Settings(keep_draft=True, preview=True)
    report = check_document(read_bytes(data, name), settings)
    result = RunResult(reports=[report])
    length = len(report.draft.document.source) if report.draft else 0
    for finding in report.findings:
        assert 0 <= finding.span[0] <= finding.span[1] <= length
        assert 0 <= finding.mark[0] <= finding.mark[1] <= len(finding.source)
        assert finding.message
    for form in FORMATS:
        text = renderer(form)(result, RenderOptions("zh", False, True, False, 100, True))
        if form in ("json", "sarif", "gitlab"):
            json.loads(text)


TARGETS = (
    "read-md",
    "read-txt",
    "read-html",
    "read-docx",
    "read-pages",
    "claims",
    "check-md",
    "check-txt",
    "check-html",
    "check-docx",
)
"""All that need no other process; files of PDF are read by one and have `read-pdf`."""
