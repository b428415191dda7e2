"""Fixes in Word files: the letters change, every run keeps its format, tables and numbers stay."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from disclosurelint.document import Document
from disclosurelint.outcomes import Edit
from disclosurelint.readers import read_bytes
from disclosurelint.writers.word_fixes import WordFixes
from tests.drafts.word import MAIN, package
from tests.test_cli import command


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def edit(document: Document, start: int, end: int, text: str) -> Edit:
    return Edit((start, end), document.place((start, end)), text)


def runs(data: bytes) -> list[tuple[str, bool | None]]:
    return [(run.text, run.bold) for paragraph in docx.Document(io.BytesIO(data)).paragraphs for run in paragraph.runs]


@pytest.mark.parametrize(
    ("start", "end", "text", "after"),
    [
        (4, 5, "〔", [("国办发〔20", True), ("21]30", None), ("号&文", True)]),
        (3, 12, "〔2021〕30号", [("国办发〔20", True), ("21〕30", None), ("号&文", True)]),
        (3, 9, "〔2021〕", [("国办发〔20", True), ("21〕30", None), ("号&文", True)]),
        (3, 9, "", [("国办发", True), ("30", None), ("号&文", True)]),
        (12, 13, "<和>", [("国办发[20", True), ("21]30", None), ("号<和>文", True)]),
        (6, 6, "x", [("国办发[20x", True), ("21]30", None), ("号&文", True)]),
        (0, 0, "《", [("《国办发[20", True), ("21]30", None), ("号&文", True)]),
        (14, 14, "。", [("国办发[20", True), ("21]30", None), ("号&文。", True)]),
    ],
)
def test_letters_change_within_their_runs(start: int, end: int, text: str, after: list) -> None:
    data = package(p(r("国办发[20", "<w:b/>"), r("21]30"), r("号&amp;文", "<w:b/>")))
    document = read_bytes(data, "稿.docx")
    if (start, end, text) == (4, 5, "〔"):
        start, end = 3, 4
    fixes = WordFixes(document)
    change = edit(document, start, end, text)
    assert fixes.possible(change)
    mended = fixes.mended([change])
    assert runs(mended) == after
    source = document.source
    assert read_bytes(mended, "稿.docx").source == source[:start] + text + source[end:]


def test_what_no_element_of_text_holds_is_left_alone() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>'
    )
    document = read_bytes(package(body, numbering=numbering), "稿.docx")
    assert document.source == "1. 甲\t乙\n"
    fixes = WordFixes(document)
    for start, end, text in ((0, 1, "2"), (1, 3, "、"), (4, 5, " "), (3, 6, "丙"), (2, 4, "x"), (5, 7, "x")):
        assert not fixes.possible(edit(document, start, end, text)), (start, end)
    assert fixes.possible(edit(document, 3, 4, "丙"))


DRAFT = (
    p(r("清沅县栖梧镇人民政府2024年政府信息公开工作年度报告"))
    + p(r("一、总体情况"))
    + p(r("按照国办公开办函", "<w:b/>"), r("[2021]"), r("30号的要求，，认真落实。", "<w:i/>"))
    + p(r("二、主动公开政府信息情况"))
    + "<w:tbl><w:tr><w:tc>" + p(r("依据国办公开办函[2021]30号")) + "</w:tc><w:tc>" + p(r("，，")) + "</w:tc></w:tr></w:tbl>"
    + p(r("清沅县栖梧镇人民政府"))
    + p(r("2025年"), r("01月", "<w:b/>"), r("05日"))
)  # fmt: skip


def test_the_command_mends_once_and_keeps_every_other_part(tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    data = package(DRAFT, numbering=f'<w:numbering xmlns:w="{MAIN}"/>')
    path.write_bytes(data)

    def run(*arguments: str):
        return command("check", "稿.docx", "--isolated", "--lang", "zh", "--preview", *arguments, cwd=tmp_path)

    shown = run("--diff")
    assert path.read_bytes() == data
    assert "+2025年1月5日" in shown.stdout
    fixed = run("--fix")
    assert "已改正" in fixed.stderr
    mended = path.read_bytes()
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(mended)).paragraphs]
    assert texts[-1] == "2025年1月5日"
    assert "〔2021〕" in texts[2]
    cells = [cell.text for cell in docx.Document(io.BytesIO(mended)).tables[0].rows[0].cells]
    assert cells == ["依据国办公开办函[2021]30号", "，，"]
    formats = [(run.text, run.bold) for run in docx.Document(io.BytesIO(mended)).paragraphs[-1].runs]
    assert formats == [("2025年", None), ("1月", True), ("5日", None)]
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(mended)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["word/document.xml"]
    again = run("--fix")
    assert "已改正" not in again.stderr
    assert path.read_bytes() == mended
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["稿.docx"]
