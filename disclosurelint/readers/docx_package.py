"""A Word file as a package: the parts that are read, under limits, and nothing fetched, unpacked or expanded.

Every way in which a file can be hostile or broken ends in `InputError` with one line.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pyexpat import ExpatError, ParserCreate, XMLParserType
from zipfile import BadZipFile, ZipFile

from disclosurelint.readers.errors import InputError, cannot_read

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"

_MOST_MEMBERS = 20_000
_LARGEST_PART = 64 * 1024 * 1024
_LARGEST_RATIO, _SMALL = 250, 4 * 1024 * 1024
_OTHER_KINDS = (
    ("xl/", "Excel 表格", "an Excel workbook"),
    ("ppt/", "PowerPoint 演示文稿", "a PowerPoint presentation"),
    ("OFD.xml", "OFD 版式文件", "an OFD file"),
    ("content.xml", "OpenDocument 文件", "an OpenDocument file"),
)

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class Package:
    """The parts of a Word file. `main` is the name of the part that holds the text."""

    def __init__(self, data: bytes) -> None:
        try:
            self.archive = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise broken() from error
        self.names = self.archive.namelist()
        if len(self.names) > _MOST_MEMBERS:
            raise cannot_read(
                f"压缩包中有 {len(self.names)} 个文件，不像 Word 文稿；请在 Word 中另存为 docx 再检查",
                f"the archive holds {len(self.names)} files, which no Word draft does; save it as docx in Word",
            )
        self.main = self._main()

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none. Raises `InputError` beyond the limits."""
        known = self.names.count(name)
        if not known:
            return None
        info = self.archive.getinfo(name)
        size, packed = info.file_size, max(info.compress_size, 1)
        if known > 1:
            raise broken()
        if size > _LARGEST_PART or (size > _SMALL and size > packed * _LARGEST_RATIO):
            raise cannot_read(
                f"压缩包中的 {name[-60:]} 解开后过大（{size // (1024 * 1024)} MB），可能是恶意文件，未读取",
                f"{name[-60:]} in the archive grows to {size // (1024 * 1024)} MB, as hostile files do; not read",
            )
        if info.flag_bits & 1:
            raise encrypted()
        try:
            return self.archive.read(name)
        except (BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, RuntimeError, ValueError) as error:
            raise broken() from error

    def related(self, source: str) -> dict[str, tuple[str, str]]:
        """The parts that a part is related to: by the last word of the relation's type, its id and part name."""
        data = self.part(relations_name(source))
        found: dict[str, tuple[str, str]] = {}
        if data is None:
            return found
        folder = source.rpartition("/")[0]

        def start(name: str, attributes: dict[str, str]) -> None:
            if name.rpartition(" ")[2] == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rpartition("/")[2]
                target = _resolved(folder, attributes.get("Target", ""))
                found.setdefault(kind, (attributes.get("Id", ""), target))

        parse(data, start)
        return found

    def _main(self) -> str:
        name = self.related("").get("officeDocument", ("", "word/document.xml"))[1]
        if name not in self.names or not name.endswith(".xml") or name.startswith(("xl/", "ppt/")):
            for lead, zh, en in _OTHER_KINDS:
                if any(entry.startswith(lead) for entry in self.names):
                    raise cannot_read(
                        f"这是{zh}，不是 Word 文稿；请把报告另存为 docx 再检查",
                        f"this is {en}, no Word draft; save the report as docx and check that",
                    )
            raise cannot_read(
                "这是压缩文件，其中没有 Word 文稿的正文；请解压后检查其中的报告，或在 Word 中另存为 docx",
                "an archive without the text of a Word draft; unpack it and check the report inside, or save as docx",
            )
        return name


def relations_name(part: str) -> str:
    """The name of the part that holds a part's relations."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _resolved(folder: str, target: str) -> str:
    steps = folder.split("/") if folder and not target.startswith("/") else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in (".", ""):
            steps.append(step)
    return "/".join(steps)


def utf8(data: bytes) -> bytes:
    """A part's XML in UTF-8, as nearly every part is written; UTF-16 is the other encoding that packages may use."""
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return data
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise broken() from error
    return re.sub(r"""^(<\?xml[^<>?]{0,80})encoding=["'][^"']{0,20}["']""", r'\1encoding="UTF-8"', text).encode()


def namespace(data: bytes) -> str:
    """The namespace of Word's elements in a part: that of the strict form where the part says so."""
    return STRICT if STRICT.encode() in data[:8192] else TRANSITIONAL


def new_parser() -> XMLParserType:
    """A parser that refuses document types, and with them every entity; names come as `namespace local`."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def run_parser(parser: XMLParserType, data: bytes) -> None:
    """Parses a part. Raises `InputError` where it is not well formed."""
    try:
        parser.Parse(data, True)
    except (ExpatError, LookupError, ValueError) as error:
        # The latter two for encodings that there are not, or that are none of letters.
        raise broken() from error


def parse(data: bytes, start: Start, end: End | None = None) -> None:
    """Parses a part of which only elements matter."""
    parser = new_parser()
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    run_parser(parser, data)


def _refuse(*_: object) -> None:
    raise cannot_read(
        "文件的 XML 中有文档类型声明（DTD），Word 不会写出这样的文件，可能是恶意文件，未读取",
        "the file's XML declares a document type, which Word never writes and hostile files do; not read",
    )


def broken() -> InputError:
    """The error for a file that Word could not open either."""
    return cannot_read(
        "docx 文件已损坏，读不出内容；请在 Word 中打开修复后另存，再检查",
        "the docx file is damaged; open and repair it in Word, save it, then check again",
    )


def encrypted() -> InputError:
    """The error for a file that asks for a password."""
    return cannot_read(
        "文件设有打开密码；请在 Word 中取消密码后另存，再检查",
        "the file is protected by a password; remove it in Word, save, then check again",
    )
