"""A draft as a Word file: paragraphs, outline levels, tables with merged cells, now and then automatic numbering.

`worked_on` is the same draft as it comes back from colleagues: tracked changes, hidden text, fields, content controls,
links, formatted runs, numbering of several levels by styles.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from random import Random
from xml.sax.saxutils import escape

from tests.drafts.draft import Draft, Part
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
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
SPACES = f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
NUMBERING = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="{MAIN}">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


STYLES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{MAIN}">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="t"><w:name w:val="Normal Table"/></w:style></w:styles>'
)
LEVELS = NUMBERING.replace(
    "</w:abstractNum>",
    '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="1"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:pStyle w:val="2"/><w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlRestart w:val="1"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>',
).replace("</w:numbering>", '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>')

_NUMBERED = (
    (re.compile(r"（([一二三四五六七八])）"), '<w:pStyle w:val="2"/>'),
    (re.compile(r"([1-8])\.(?!\d)"), '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="2"/></w:numPr>'),
)
_ORDER = ("一二三四五六七八", "12345678")


def word(draft: Draft, rng: Random) -> bytes:
    """The bytes of a `.docx` file."""
    automatic = rng.random() < 0.25 and _is_ordered(draft)
    outline = rng.random() < 0.5
    return _file(draft, _Writer(rng, outline, automatic=automatic), NUMBERING)


def worked_on(draft: Draft, rng: Random) -> bytes:
    """The bytes of a `.docx` file that carries the marks of editing; what Word shows of it is the draft."""
    return _file(draft, _Worked(rng, outline=False, automatic=_is_ordered(draft)), LEVELS)


def numbered(draft: Draft, rng: Random) -> bytes:
    """The bytes of a `.docx` file whose ordinals are Word's own, with no mark of editing."""
    return _file(draft, _Numbered(rng, outline=False, automatic=_is_ordered(draft)), LEVELS)


def _is_ordered(draft: Draft) -> bool:
    return [part.ordinal for part in draft.parts] == list("一二三四五六七八")[: len(draft.parts)]


def _file(draft: Draft, writer: _Writer, numbering: str) -> bytes:
    body = [writer.title(line) for line in draft.title]
    body += [writer.paragraph(text) for text in [*draft.under_title, *draft.preamble]]
    for part in draft.parts:
        body.append(writer.heading(part))
        body += writer.paragraphs(part.paragraphs)
        if part.form and part.form in draft.forms:
            body.append(_table(draft, draft.forms[part.form], writer))
        body += [writer.paragraph(text) for text in part.after]
    signed = [writer.paragraph(text) for text in draft.signature]
    annex = []
    if "annex" in draft.forms:
        annex = [writer.paragraph(draft.annex_title), _table(draft, draft.forms["annex"], writer)]
    body += signed + annex if draft.annex_after_signature else annex + signed
    return package("".join(body) + "<w:sectPr/>", numbering=numbering, styles=STYLES)


def package(body: str, **parts: str) -> bytes:
    """A Word file with this body; `numbering`, `styles`, `comments` are further parts, by the word of their relation."""
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {SPACES}><w:body>{body}</w:body></w:document>'
    relations = [
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(parts, 1)
    ]
    overrides = [
        f'<Override PartName="/word/{kind}.xml" ContentType='
        f'"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for kind in parts
    ]
    content = {
        "[Content_Types].xml": TYPES.replace("</Types>", "".join(overrides) + "</Types>"),
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>',
        "word/document.xml": document,
        **{f"word/{kind}.xml": text for kind, text in parts.items()},
    }
    return archive(content)


def archive(content: dict[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in content.items():
            # A fixed time, so that one seed gives one file.
            file.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return data.getvalue()


class _Writer:
    """Writes paragraphs plainly."""

    def __init__(self, rng: Random, outline: bool, *, automatic: bool) -> None:
        self.rng, self.outline, self.automatic = rng, outline, automatic

    def title(self, text: str) -> str:
        return _paragraph(text, self.rng, outline=0 if self.outline else None)

    def paragraph(self, text: str) -> str:
        return _paragraph(text, self.rng)

    def paragraphs(self, texts: list[str]) -> list[str]:
        return [self.paragraph(text) for text in texts]

    def heading(self, part: Part) -> str:
        text = part.heading if self.automatic else part.line
        return _paragraph(text, self.rng, outline=1 if self.outline else None, numbered=self.automatic)

    def cell(self, text: str) -> str:
        return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" if text else "<w:p/>"

    def row(self, cells: list[str]) -> str:
        return "<w:tr>" + "".join(cells) + "</w:tr>"


class _Worked(_Writer):
    """Writes paragraphs as they are after several people worked on them."""

    def title(self, text: str) -> str:
        return self._paragraph(text, '<w:jc w:val="center"/>')

    def paragraph(self, text: str) -> str:
        return self._paragraph(text, "")

    def paragraphs(self, texts: list[str]) -> list[str]:
        """Numbered paragraphs in their order are numbered by Word."""
        written, counts = [], [0, 0]
        for text in texts:
            properties = ""
            for at, (pattern, how) in enumerate(_NUMBERED):
                match = pattern.match(text)
                order = _ORDER[at]
                if self.automatic and match and order.find(match[1]) == counts[at] and (at == 0 or not counts[0]):
                    counts[at] += 1
                    text, properties = text[match.end() :], how
                    break
            written.append(self._paragraph(text, properties))
        return written

    def heading(self, part: Part) -> str:
        if self.automatic:
            return self._paragraph(part.heading, '<w:pStyle w:val="1"/>')
        return self._paragraph(part.line, "")

    def cell(self, text: str) -> str:
        return self._paragraph(text, "") if text else "<w:p><w:pPr><w:jc w:val='center'/></w:pPr></w:p>"

    def row(self, cells: list[str]) -> str:
        row = "<w:tr>" + "".join(cells) + "</w:tr>"
        if self.rng.random() < 0.1:
            gone = '<w:tr><w:trPr><w:del w:id="9" w:author="甲"/></w:trPr>'
            return row + gone + "".join(f"<w:tc><w:p>{_run('删去的 77')}</w:p></w:tc>" for _ in cells) + "</w:tr>"
        return row

    def _paragraph(self, text: str, properties: str) -> str:
        rng = self.rng
        cut = rng.randrange(1, len(text)) if len(text) > 30 and not properties and rng.random() < 0.15 else 0
        if cut:
            gone = '<w:rPr><w:del w:id="7" w:author="甲"/></w:rPr>'
            first = f"<w:p><w:pPr>{gone}</w:pPr>{self._runs(text[:cut])}</w:p>"
            return f"{first}<w:p>{self._runs(text[cut:])}</w:p>"
        paragraph = f"<w:p><w:pPr>{properties}</w:pPr>{self._runs(text)}</w:p>"
        if rng.random() < 0.1:
            return f"<w:sdt><w:sdtPr><w:alias w:val='控件'/></w:sdtPr><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
        return paragraph

    def _runs(self, text: str) -> str:
        cuts = sorted({0, len(text), *(self.rng.randrange(len(text) + 1) for _ in range(min(4, len(text) // 6)))})
        return "".join(self.rng.choice(_WRAPS)(_run(text[first:last], self.rng)) for first, last in pairwise(cuts))


class _Numbered(_Worked):
    """Writes paragraphs with automatic numbers in plain runs."""

    def row(self, cells: list[str]) -> str:
        return _Writer.row(self, cells)

    def _paragraph(self, text: str, properties: str) -> str:
        return f"<w:p><w:pPr>{properties}</w:pPr>{_run(text)}</w:p>"


def _run(text: str, rng: Random | None = None, properties: str = "") -> str:
    if rng is not None and rng.random() < 0.5:
        properties = rng.choice(
            ("<w:b/>", '<w:color w:val="FF0000"/>', '<w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/>')
        )
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(run: str) -> str:
    parts = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>' for part in parts)
    return f"{begin}<w:r><w:instrText> REF 数字12 </w:instrText></w:r>{separate}{run}{end}"


_PLAIN: list[Callable[[str], str]] = [lambda run: run] * 8
_WRAPS: list[Callable[[str], str]] = [
    *_PLAIN,
    lambda run: f'<w:ins w:id="3" w:author="乙">{run}</w:ins>',
    lambda run: f'<w:del w:id="4" w:author="乙"><w:r><w:delText>删去的 15 件</w:delText></w:r></w:del>{run}',
    lambda run: f'<w:moveFrom w:id="5" w:author="乙">{_run("移走的 8 件")}</w:moveFrom>{run}',
    lambda run: run + _run("藏起的 23 件", properties="<w:vanish/>"),
    lambda run: run + _run("藏起的 42 件", properties='<w:rStyle w:val="ghost"/>'),
    lambda run: f'<w:hyperlink w:anchor="a">{run}</w:hyperlink>',
    lambda run: f'<w:fldSimple w:instr=" PAGE ">{run}</w:fldSimple>',
    lambda run: f"<w:sdt><w:sdtPr/><w:sdtContent>{run}</w:sdtContent></w:sdt>",
    lambda run: f'<w:proofErr w:type="spellStart"/><w:smartTag w:element="x">{run}</w:smartTag>',
    lambda run: f'<w:bookmarkStart w:id="6" w:name="_a"/>{run}<w:bookmarkEnd w:id="6"/>',
    lambda run: (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{run}</mc:Choice><mc:Fallback>{run}</mc:Fallback></mc:AlternateContent>"
    ),
    _field,
]


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


def _table(draft: Draft, form: Form, writer: _Writer) -> str:
    merged = merged_rows(draft, form)
    width = max(sum(right for _, _, right in row) for row in merged)
    open_columns: dict[int, tuple[int, int]] = {}
    rows = []
    for row in merged:
        cells, column, waiting = [], 0, list(row)
        while column < width:
            left, right = open_columns.get(column, (0, 0))
            if left:
                cells.append(_cell("", right, "<w:vMerge/>", writer))
                open_columns[column] = (left - 1, right)
                column += right
            elif waiting:
                text, down, right = waiting.pop(0)
                cells.append(_cell(text, right, '<w:vMerge w:val="restart"/>' if down > 1 else "", writer))
                open_columns[column] = (down - 1, right)
                column += right
            else:
                break
        rows.append(writer.row(cells))
    grid = '<w:gridCol w:w="800"/>' * width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _cell(text: str, right: int, merge: str, writer: _Writer) -> str:
    span = f'<w:gridSpan w:val="{right}"/>' if right > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{writer.cell(text)}</w:tc>"
