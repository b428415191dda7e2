"""Readers: the bytes of one format to a `Document`. A reader knows no year and no rule.

`FORMATS` says which module reads which file name; a module has `read(data: bytes, name: str) -> Document` and is
imported when its first file comes. Whatever cannot be read raises `InputError`, whose one line tells the user why.
"""

from __future__ import annotations

import gc
from errno import EINVAL
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from disclosurelint.files import open_regular
from disclosurelint.readers.errors import InputError, cannot_read
from disclosurelint.readers.limits import refuse_letters

if TYPE_CHECKING:
    from disclosurelint.document import Document

__all__ = ["FORMATS", "InputError", "most_bytes", "read", "read_bytes", "suffixes"]

FORMATS: dict[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".doc": "office",
    ".wps": "office",
    ".pdf": "pdf",
}
"""File name suffix to the module of this package that reads it."""

_TEXT_READERS = frozenset({"markdown", "text", "html"})
TEXT_LIMIT = 20 * 1024 * 1024
"""Most bytes of a text format that are read."""
BINARY_LIMIT = 200 * 1024 * 1024
"""Most bytes of Word and PDF files that are read."""


def suffixes() -> list[str]:
    """The file name suffixes that can be read, in order."""
    return list(FORMATS)


def read(path: Path) -> Document:
    """The document in a file. Raises `InputError` with one line that says what is wrong and what to do."""
    if path.suffix.lower() not in FORMATS and _is_folder(path):
        raise cannot_read("文件夹无法打开；请检查读取权限", "the folder cannot be opened; check its permissions")
    module = _module_of(path.name)
    limit = _limit(module)
    try:
        with open_regular(path) as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise _unopened(path, error) from error
    except ValueError as error:
        raise _unopened(path, FileNotFoundError()) from error
    return _read(data, str(path), module)


def read_bytes(data: bytes, name: str) -> Document:
    """The document in the bytes of a file called `name`; its suffix says the format. Raises `InputError`."""
    return _read(data, name, _module_of(PurePath(name).name))


def _read(data: bytes, name: str, module: str) -> Document:
    if not data:
        raise cannot_read("文件是空的；请检查是否存错了文件", "the file is empty; check that the right file was saved")
    limit = _limit(module)
    if len(data) > limit:
        size = f"{limit // (1024 * 1024)} MB"
        raise cannot_read(
            f"文件超过 {size}，不像一份年度报告；请只交报告本身的文字",
            f"the file is larger than {size}, which no annual report is; give the text of the report alone",
        )
    if module in _TEXT_READERS:
        _refuse_disguised(data, name)
    reader: Any = import_module(f"disclosurelint.readers.{module}")
    # What a reader builds has no cycles: looking for them takes most of the time on large files.
    collecting = gc.isenabled()
    gc.disable()
    try:
        document: Document = reader.read(data, name)
    finally:
        if collecting:
            gc.enable()
    refuse_letters(document)
    return document


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def most_bytes(name: str) -> int:
    """How many bytes of a file called `name` are read at most."""
    return _limit(FORMATS.get(PurePath(name).suffix.lower(), "text"))


def _limit(module: str) -> int:
    return TEXT_LIMIT if module in _TEXT_READERS else BINARY_LIMIT


def _module_of(name: str) -> str:
    if name.startswith("~$"):
        raise cannot_read(
            "这是 Word 打开文件时留下的临时文件；请检查原文件（去掉 ~$ 的那一个）",
            "this is a temporary file that Word keeps beside an open one; check the file without ~$ in its name",
        )
    suffix = PurePath(name).suffix.lower()
    module = FORMATS.get(suffix)
    if module is None:
        known = " ".join(FORMATS)
        shown = suffix or name
        raise cannot_read(
            f"不能读取 {shown} 格式；可读取的格式：{known}",
            f"cannot read {shown} files; the formats that can be read: {known}",
        )
    return module


def _unopened(path: Path, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return cannot_read("找不到这个文件；请核对路径和文件名", "there is no such file; check the path and the name")
    if isinstance(error, IsADirectoryError) or _is_folder(path):
        return cannot_read("这是文件夹，不是文件；请给出其中的报告", "this is a folder, not a file; name a report")
    if isinstance(error, PermissionError):
        if path.with_name(f"~${path.name[2:]}").exists() or getattr(error, "winerror", None) == 32:
            return cannot_read(
                "文件正被 Word 打开；请先关闭再检查", "the file is open in Word; close it there, then check again"
            )
        return cannot_read(
            "没有读取权限，或文件正被其他程序打开；请检查权限，或关闭打开它的程序",
            "no permission to read the file, or another program holds it open; check both",
        )
    if error.errno == EINVAL:
        return cannot_read("不是普通文件；请给出报告文件", "not a regular file; name the file of a report")
    reason = error.strerror or str(error)
    return cannot_read(f"打不开文件（{reason}）", f"cannot open the file ({reason})")


# The first bytes of formats that are met under a wrong name, what they are, and the name that they should have.
_MAGIC: tuple[tuple[bytes, str, str, str], ...] = (
    (b"PK\x03\x04", "Word（docx）或压缩文件", "a Word (docx) or zip file", ".docx"),
    (b"%PDF-", "PDF 文件", "a PDF file", ".pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word 或 WPS 文件", "an old Word or WPS file", ".doc"),
    (b"{\\rtf", "RTF 文件", "an RTF file", ""),
    (b"\x89PNG", "图片", "a picture", ""),
    (b"\xff\xd8\xff", "图片", "a picture", ""),
)


def _refuse_disguised(data: bytes, name: str) -> None:
    for magic, zh, en, suffix in _MAGIC:
        if data.startswith(magic):
            shown = PurePath(name).suffix or name
            if suffix:
                todo_zh, todo_en = f"请把扩展名改为 {suffix} 再检查", f"rename it to {suffix}, then check it"
            else:
                todo_zh, todo_en = "请另存为 docx 或文本再检查", "save it as docx or as text, then check that"
            raise cannot_read(f"扩展名是 {shown}，内容却是{zh}；{todo_zh}", f"named {shown}, but it is {en}; {todo_en}")
