"""A draft as a Word file: paragraphs, outline levels, tables with merged cells, now and then automatic numbering."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from random import Random
from xml.sax.saxutils import escape

from tests.drafts.draft import Draft
from tests.drafts.forms import Form
from tests.drafts.tables import merged_rows

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

TYPES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
)
RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCUMENT_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>'
)
NUMBERING = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="{MAIN}">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def word(draft: Draft, rng: Random) -> bytes:
    """The bytes of a `.docx` file."""
    automatic = (
        rng.random() < 0.25 and [part.ordinal for part in draft.parts] == list("一二三四五六七八")[: len(draft.parts)]
    )
    outline = rng.random() < 0.5
    body = [_paragraph(line, rng, outline=0 if outline else None) for line in draft.title]
    body += [_paragraph(text, rng) for text in [*draft.under_title, *draft.preamble]]
    for part in draft.parts:
        text = part.heading if automatic else part.line
        body.append(_paragraph(text, rng, outline=1 if outline else None, numbered=automatic))
        body += [_paragraph(text, rng) for text in part.paragraphs]
        if part.form and part.form in draft.forms:
            body.append(_table(draft, draft.forms[part.form]))
        body += [_paragraph(text, rng) for text in part.after]
    signed = [_paragraph(text, rng) for text in draft.signature]
    annex = [_paragraph(draft.annex_title, rng), _table(draft, draft.forms["annex"])] if "annex" in draft.forms else []
    body += signed + annex if draft.annex_after_signature else annex + signed
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{MAIN}"><w:body>'
        + "".join(body)
        + "<w:sectPr/></w:body></w:document>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
            ("word/numbering.xml", NUMBERING),
            ("word/document.xml", document),
        ):
            # A fixed time, so that one seed gives one file.
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _paragraph(text: str, rng: Random, *, outline: int | None = None, numbered: bool = False) -> str:
    properties = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    if numbered:
        properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' + properties
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(text, rng)}</w:p>"


def _runs(text: str, rng: Random) -> str:
    """The text in runs cut at any place, as Word leaves them after editing."""
    cuts = sorted({0, len(text), *(rng.randrange(len(text) + 1) for _ in range(min(3, len(text) // 12)))})
    pieces = [text[first:last] for first, last in pairwise(cuts)] or [text]
    return "".join(f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces)


def _table(draft: Draft, form: Form) -> str:
    merged = merged_rows(draft, form)
    width = max(sum(right for _, _, right in row) for row in merged)
    open_columns: dict[int, tuple[int, int]] = {}
    rows = []
    for row in merged:
        cells, column, waiting = [], 0, list(row)
        while column < width:
            left, right = open_columns.get(column, (0, 0))
            if left:
                cells.append(_cell("", right, "<w:vMerge/>"))
                open_columns[column] = (left - 1, right)
                column += right
            elif waiting:
                text, down, right = waiting.pop(0)
                cells.append(_cell(text, right, '<w:vMerge w:val="restart"/>' if down > 1 else ""))
                open_columns[column] = (down - 1, right)
                column += right
            else:
                break
        rows.append("<w:tr>" + "".join(cells) + "</w:tr>")
    grid = '<w:gridCol w:w="800"/>' * width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _cell(text: str, right: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{right}"/>' if right > 1 else ""
    run = f"<w:r><w:t>{escape(text)}</w:t></w:r>" if text else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{run}</w:p></w:tc>"
