"""Word files (`.docx`), read as Word shows them: body, tables, automatic numbering, text boxes.

Headers, footers, footnotes and comments are no part of the report's text. Nothing is unpacked to disk or fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosurelint.readers.docx_blocks import Rendering
from disclosurelint.readers.docx_numbering import Numbering
from disclosurelint.readers.docx_package import Package, broken, encrypted, namespace, parse, utf8
from disclosurelint.readers.docx_styles import Styles
from disclosurelint.readers.docx_walk import Walk
from disclosurelint.readers.errors import cannot_read
from disclosurelint.readers.limits import MOST_ELEMENTS, refuse_tags

if TYPE_CHECKING:
    from disclosurelint.document import Document

OURS = "disclosurelint"
"""The author of the comments that this program writes; they do not count as comments of the draft."""

_ZIP = b"PK"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes, name: str) -> Document:
    """The document in the bytes of a Word file. Raises `InputError`."""
    if not data.startswith(_ZIP):
        return _disguised(data, name)
    package = Package(data)
    body = utf8(package.part(package.main) or b"")
    refuse_tags(body.count(b"<"), MOST_ELEMENTS)
    related = package.related(package.main)

    def part(kind: str) -> bytes | None:
        return package.part(related[kind][1]) if kind in related else None

    # Numbering and styles are looked at where the text makes use of them.
    numbering = part("numbering") if b"numPr" in body or b"pStyle" in body else None
    walk = Walk(namespace(body), Styles(part("styles")), Numbering(numbering), _others(part("comments")))
    document = Rendering().document(name, walk.read(body))
    if not document.source.strip():
        raise _empty(body)
    document.package = data
    return document


def _others(data: bytes | None) -> set[str]:
    """The ids of the comments that were not written by this program."""
    found: set[str] = set()
    if data is None:
        return found
    data = utf8(data)
    space = namespace(data)

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == f"{space} comment" and attributes.get(f"{space} author") != OURS:
            found.add(attributes.get(f"{space} id", ""))

    parse(data, start)
    return found


def _disguised(data: bytes, name: str) -> Document:
    """What is named docx and is something else. Raises `InputError` unless it is Word's older format."""
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise encrypted()
        from disclosurelint.readers.office import read as read_older

        return read_older(data, name)
    if data.startswith(b"%PDF-"):
        raise cannot_read(
            "扩展名是 docx，内容却是 PDF 文件；请把扩展名改为 .pdf 再检查",
            "named docx, but it is a PDF file; rename it to .pdf, then check it",
        )
    if data.lstrip()[:1] in (b"<", b"{"):
        raise cannot_read(
            "扩展名是 docx，内容却是网页或 RTF；请在 Word 中打开，另存为 docx 再检查",
            "named docx, but it is a web page or RTF; open it in Word, save it as docx, then check that",
        )
    raise broken()


def _empty(body: bytes) -> Exception:
    if b"altChunk" in body:
        return cannot_read(
            "正文是嵌入的其他文件；请在 Word 中打开并另存为 docx 再检查",
            "the text stands in files embedded in this one; open it in Word, save it as docx, then check that",
        )
    if b"blip" in body or b"imagedata" in body:
        return cannot_read(
            "正文是图片，没有文字；请交可编辑的文字稿",
            "the text is a picture; give the report as text that can be edited",
        )
    return cannot_read(
        "Word 文件里没有文字；请检查是否存错了文件", "the Word file holds no text; check that the right file was saved"
    )
