"""A new draft as a Word file, set as official documents are: 仿宋 text, 黑体 headings, tables with merged cells."""

from __future__ import annotations

import io
from typing import Any

from disclosurelint.writers.drafting import NewDraft
from disclosurelint.writers.forms import PrintedTable, width_of

_TITLE = ("方正小标宋简体", 22)
_HEADING = ("黑体", 16)
_TEXT = ("仿宋_GB2312", 16)
_CELL = ("仿宋_GB2312", 10)
_WIDTHS = {2: (11.0, 4.6), 10: (1.3, 1.6, 4.3, *(1.2,) * 7)}
"""Column widths in centimetres by number of columns; other tables have columns of one width."""
_TEXT_WIDTH = 15.6
_SHORT = 6
"""Cells of no more letters than this are centred."""


def to_word(draft: NewDraft) -> bytes:
    """The content of the .docx file."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.7)
    _paragraph(document, draft.title, _TITLE, align=WD_ALIGN_PARAGRAPH.CENTER)
    _paragraph(document, draft.preamble, _TEXT, indent=True)
    for heading, content in draft.sections:
        _paragraph(document, heading, _HEADING, indent=True, level=1)
        for block in content:
            if isinstance(block, str):
                _paragraph(document, block, _TEXT, indent=True)
            else:
                _table(document, block)
    _paragraph(document, draft.signature, _TEXT, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _paragraph(document, draft.date, _TEXT, align=WD_ALIGN_PARAGRAPH.RIGHT)
    if draft.annex is not None:
        _paragraph(document, f"附件：{draft.annex[0]}", _HEADING)
        _table(document, draft.annex[1])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraph(
    place: Any, text: str, font: tuple[str, int], *, align: Any = None, indent: bool = False, level: int = 0
) -> None:
    from docx.shared import Pt

    paragraph = place.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * font[1])
    if level:
        _outline(paragraph, level)
    _run(paragraph, text, font)


def _run(paragraph: Any, text: str, font: tuple[str, int]) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size = Pt(font[1])
    run.font.name = font[0]
    # Word chooses the font of Chinese letters by an attribute of its own.
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font[0])


def _outline(paragraph: Any, level: int) -> None:
    """The level by which Word's navigation knows a heading, without a style of its own."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:outlineLvl")
    element.set(qn("w:val"), str(level - 1))
    paragraph._element.get_or_add_pPr().append(element)


def _table(document: Any, printed: PrintedTable) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    width = width_of(printed)
    table = document.add_table(rows=len(printed), cols=width)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for index, centimetres in enumerate(_WIDTHS.get(width, (_TEXT_WIDTH / width,) * width)):
        table.columns[index].width = Cm(centimetres)
        for cell in table.columns[index].cells:
            cell.width = Cm(centimetres)
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(printed):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            last = (row + cell.rows - 1, column + cell.columns - 1)
            place = table.cell(row, column)
            if (row, column) != last:
                place = place.merge(table.cell(*last))
            taken |= {(r, c) for r in range(row, last[0] + 1) for c in range(column, last[1] + 1)}
            _run(place.paragraphs[0], cell.text, _CELL)
            if cell.text.isdecimal() or (len(cell.text) <= _SHORT and cell.text[:1] not in "（123456789"):
                place.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
