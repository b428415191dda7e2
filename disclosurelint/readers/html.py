"""HTML: saved pages of portals and fragments. Only the report is read, not the page around it (`html_page`).

A page whose report stands elsewhere (in a PDF viewer, a frame, an attachment, pictures, or fetched by a script) is
refused with a line that says where: nothing is ever fetched.
"""

from __future__ import annotations

import re
from itertools import islice

from disclosurelint.characters import normalise
from disclosurelint.document import Cell, Document, Paragraph, Table, Text
from disclosurelint.readers.encodings import decode
from disclosurelint.readers.errors import InputError, cannot_read
from disclosurelint.readers.html_page import Node, Tree
from disclosurelint.readers.html_tables import Flow, Token, tokens
from disclosurelint.readers.limits import MOST_TAGS, refuse_lines, refuse_tags
from disclosurelint.readers.sink import Sink

_HEAD = 200_000
"""How far the head of a page is looked into."""
_META = re.compile(r"<meta\b([^<>]*)>", re.IGNORECASE)
_VALUE = re.compile(r"""(name|property|http-equiv|content|charset)\s{0,4}=\s{0,4}("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I)
# Names under which portals keep the day on which a page was published, without marks.
_DATE_NAMES = (
    "pubdate publishdate publishtime pubtime publishedtime articlepublishedtime ogpublishedtime firstpublishedtime "
    "releasedate releasetime datepublished dcdateissued dctermsissued"
)
_DATES = frozenset(_DATE_NAMES.split())
_DAY = re.compile(r"(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_LABELLED = re.compile(
    r"(?:发布日期|发布时间|公开日期|公开时间|公布日期|公布时间|发布于)[\]\s]{0,4}:?\s{0,4}"
    r"(20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2})(?!\d)"
)
_HEAD_LINES = 40
_LONGEST_HEAD_LINE = 160


def read(data: bytes, name: str) -> Document:
    """The document in the bytes of an HTML file. Raises `InputError`."""
    source, encoding = _decoded(data)
    normal = normalise(source)
    refuse_lines(source.count("\n") + source.count("\r"))
    found = list(islice(tokens(source, 0, len(source)), 2 * MOST_TAGS))
    refuse_tags(sum(match is not None for _, _, match, _ in found))
    tree = Tree(found, normal)
    first, last = tree.report()
    sink = Sink()
    _comments_outside(source, found[:first], sink)
    kept = _kept(found, first, last, tree.dropped)
    end = found[last][1] if found else 0
    _PageFlow(source, normal, sink).run(kept, end)
    sink.close(len(source))
    _refuse_empty(source, tree.root, sink)
    tree.release()
    sink.comments.sort(key=lambda comment: comment.span)
    metadata = _published(source, sink)
    return Document(name, "html", source, sink.blocks, sink.comments, metadata, encoding=encoding, normal=normal)


def _kept(found: list[Token], first: int, last: int, dropped: list[tuple[int, int]]) -> list[Token]:
    """The tokens of the report without those that are left out."""
    if not dropped:
        return found[first : last + 1]
    kept: list[Token] = []
    at = first
    for start, stop in sorted(dropped):
        if start > last:
            break
        if start > at:
            kept += found[at:start]
        at = max(at, stop + 1)
    kept += found[at : last + 1]
    return kept


def _comments_outside(source: str, before: list[Token], sink: Sink) -> None:
    """Remarks to this program that stand before the report."""
    for start, end, match, _ in before:
        if match is not None and match.group("comment") is not None:
            text = source[start + 4 : end - 3].strip()
            if text.startswith("disclosurelint"):
                sink.comment(text, (start, end))


class _PageFlow(Flow):
    """Reads the tokens of a report; pictures that stand alone and preformatted text are looked after."""

    def __init__(self, source: str, normal: str, sink: Sink) -> None:
        super().__init__(source, normal, sink)
        self._picture: int | None = None
        self._preformatted = 0

    def token(self, start: int, end: int, match: re.Match[str], name: str) -> None:
        if name == "img":
            if not self.segment.pieces and not self.tables and not _is_small(match.group("attributes") or ""):
                self._picture = start
            return
        if name in ("pre", "listing", "xmp"):
            self._preformatted = max(0, self._preformatted + (-1 if match.group("close") else 1))
        super().token(start, end, match, name)

    def text(self, start: int, end: int) -> None:
        if not self._preformatted:
            super().text(start, end)
            return
        at = start
        for line in re.compile(r"\r\n?|\n").finditer(self.normal, start, end):
            self._line(at, line.start())
            self._piece(Text("\n", [0], [line.start()]))
            at = line.end()
        self._line(at, end)

    def _line(self, start: int, end: int) -> None:
        if end > start:
            self._piece(Text.of(self.normal, start, end))

    def _break(self, level: int | None) -> None:
        picture, self._picture = self._picture, None
        alone = not self.segment.pieces
        super()._break(level)
        if picture is not None and alone and not self.tables:
            self.sink.add(picture_block(picture))


def picture_block(origin: int) -> Table:
    """A picture that may show a table: one that cannot be read."""
    cells = [Cell(Text.empty(origin), 0, column) for column in range(2)]
    return Table(cells, 1, 2, (origin, origin), "picture")


_SMALL = re.compile(
    r"(?:width|height)\s{0,4}[=:]\s{0,4}[\"']?\s{0,4}\d{1,2}(?:px)?(?!\d|%)|\.gif\b|icon|logo|qrcode|ewm", re.I
)


def _is_small(attributes: str) -> bool:
    return _SMALL.search(attributes) is not None


# Encoding


def _decoded(data: bytes) -> tuple[str, str]:
    """The characters, by mark, detection, or what the page says of itself. Raises `InputError`.

    The bytes decide: a page that was saved in another encoding than it names is read as it is. Few letters broken by
    a portal that cuts its descriptions at so many bytes do not keep a page from being read.
    """
    try:
        return decode(data)
    except InputError:
        named = re.search(rb"charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([\w-]{1,20})", data[:4096], re.IGNORECASE)
        codec = named.group(1).decode("ascii", "ignore").lower() if named else "utf-8"
        gb = codec in ("gb2312", "gbk", "gb18030", "x-gbk")
        if b"\0" in data or (not gb and codec not in ("utf-8", "utf8")):
            raise
        name = "gb18030" if gb else "utf-8"
        text = data.decode(name, "replace")
        if text.count("\ufffd") > _MOST_BROKEN or "\ufffd" in text[max(text.lower().find("<body"), 0) :]:
            raise
        return text, name


_MOST_BROKEN = 20


# The day of publication


def _published(source: str, sink: Sink) -> dict[str, str]:
    """The day on which the page was published, as its own data or a labelled line of its head say."""
    for attributes in _META.findall(source[:_HEAD]):
        values = {key.lower(): value.strip("\"'") for key, value in _VALUE.findall(attributes)}
        key = re.sub(r"[^a-z]", "", (values.get("name") or values.get("property") or "").lower())
        if key in _DATES:
            day = _day(normalise(values.get("content", "")))
            if day:
                return {"published": day}
    for number, block in enumerate(sink.blocks):
        texts = [block.text.value] if isinstance(block, Paragraph) else [cell.text.value for cell in block.cells[:40]]
        for text in texts:
            if len(text) < _LONGEST_HEAD_LINE and (match := _LABELLED.search(text)):
                day = _day(match.group(1))
                return {"published": day} if day else {}
        if number > _HEAD_LINES or texts[0][:2] in ("一、", "二、"):
            break
    return {}


def _day(text: str) -> str | None:
    match = _DAY.search(text[:40])
    if match is None:
        return None
    from datetime import date

    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


# Pages without the report

_FEW, _ENOUGH = 60, 400
_EMBEDDED = re.compile(r"<(?:iframe|frame|embed|object)\b[^<>]*", re.IGNORECASE)
_VIEWERS = (
    r"class\s{0,4}=\s{0,4}[\"'](?:[^\"'<>]{0,80}\s)?(?:pdfViewer|textLayer|pdf-?viewer|pdfobject)\b"
    r"|(?:PDFObject\.embed|pdfjsLib|pdfjs|new Pdfh5|viewer\.html\?file=)"
)
_FRAMES = r"<(?:iframe|frame)\b[^<>]*\bsrc\s{0,4}=\s{0,4}[\"']?[^\s\"'<>]{1,500}"
_ATTACHED = r"\bhref\s{0,4}=\s{0,4}[\"']?[^\s\"'<>]{1,500}\.(pdf|docx?|wps|zip|rar|xlsx?)\b"


def _refuse_empty(source: str, root: Node, sink: Sink) -> None:
    """Raises `InputError` for a page whose report stands elsewhere."""
    layers = root.text > _FEW and re.search(r"class\s{0,4}=\s{0,4}[\"']?textLayer", source) is not None
    if not layers and (root.headings > 1 or root.text >= _ENOUGH):
        return
    prose = sum(len(block.text) for block in sink.blocks if isinstance(block, Paragraph))
    if not layers and prose >= _ENOUGH:
        return
    if _shows_pdf(source) or re.search(_VIEWERS, source, re.IGNORECASE):
        raise cannot_read(
            "正文在嵌入的 PDF 中，请下载 PDF 再检查",
            "the text stands in an embedded PDF; download the PDF and check that",
        )
    attached = re.search(_ATTACHED, source, re.IGNORECASE)
    if attached is not None:
        kind = attached.group(1).lower()
        raise cannot_read(
            f"页面里没有正文，只有 {kind} 附件的链接；请下载附件再检查",
            f"the page has no text but a link to a {kind} file; download that and check it",
        )
    if root.text >= _FEW:
        return
    if re.search(_FRAMES, source, re.IGNORECASE):
        raise cannot_read(
            "正文在另一个页面的框架里；请打开框架中的页面另存，再检查",
            "the text stands in a frame of the page; save the page inside the frame and check that",
        )
    if any(isinstance(block, Table) and block.problem == "picture" for block in sink.blocks):
        raise cannot_read(
            "正文是图片，没有文字；请交 Word、网页文字或带文字层的 PDF",
            "the text is a picture; give the report as Word, as text or as a PDF with a text layer",
        )
    if re.search(r"<script\b", source, re.IGNORECASE):
        raise cannot_read(
            "页面里没有正文（由脚本载入）；请用浏览器打开，全选复制到文本文件，或另存为完整网页再检查",
            "the page holds no text (a script fetches it); open it in a browser, save the whole page and check that",
        )


def _shows_pdf(source: str) -> bool:
    """Whether a frame or object of the page shows a PDF."""
    for tag in _EMBEDDED.findall(source):
        lower = tag.lower()
        if ".pdf" in lower or "application/pdf" in lower or "viewer.html" in lower:
            return True
    return False
