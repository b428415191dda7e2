"""Bytes of a text file to characters and back: UTF-8, UTF-16 and GB18030 (which holds GBK and GB2312).

Decoding is strict: a character is read as it is, or the file is refused with the place of the first bad byte.
A byte-order mark is no character of the text; the name of the encoding remembers it, so that `encode` gives the
same bytes back.
"""

from __future__ import annotations

from disclosurelint.readers.errors import InputError, cannot_read
from disclosurelint.regexes import compiled

# Name of the encoding in a Document: byte-order mark, Python's codec.
_ENCODINGS: dict[str, tuple[bytes, str]] = {
    "utf-8": (b"", "utf-8"),
    "utf-8-sig": (b"\xef\xbb\xbf", "utf-8"),
    "utf-16-le-sig": (b"\xff\xfe", "utf-16-le"),
    "utf-16-be-sig": (b"\xfe\xff", "utf-16-be"),
    "utf-16-le": (b"", "utf-16-le"),
    "utf-16-be": (b"", "utf-16-be"),
    "gb18030": (b"", "gb18030"),
}
_SAMPLE = 64 * 1024
# What nearly all characters of a report are: ASCII, Chinese letters and punctuation, full width, radicals.
_LETTERS = "[\t\n\r\x20-\x7e\xa0\u2000-\u206f\u2e80-\u9fff\uff00-\uffef]"
# Control characters that text never holds; files with more than a few of them are no text.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")


def decode(data: bytes) -> tuple[str, str]:
    """The characters, without a byte-order mark, and the name of the encoding. Raises `InputError`."""
    for name in ("utf-8-sig", "utf-16-le-sig", "utf-16-be-sig"):
        mark, codec = _ENCODINGS[name]
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec, len(mark)), name
    if b"\0" in data:
        return _without_mark(data)
    if len(data.translate(None, _CONTROLS)) < len(data) - max(8, len(data) // 1000):
        raise _binary()
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    if _mostly_utf8(data):
        raise _bad_byte("UTF-8", broken.start)
    try:
        return data.decode("gb18030"), "gb18030"
    except UnicodeDecodeError as error:
        raise _bad_byte("GB18030", error.start) from error


def encode(text: str, encoding: str) -> bytes:
    """The bytes of a text in an encoding that `decode` named. Raises `UnicodeEncodeError`."""
    mark, codec = _ENCODINGS[encoding]
    return mark + text.encode(codec)


def _strict(data: bytes, codec: str, skipped: int) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise _bad_byte(codec.upper(), skipped + error.start) from error
    if text.count("\0") > 0:
        raise _binary()
    return text


def _without_mark(data: bytes) -> tuple[str, str]:
    """UTF-16 without a mark has zero bytes; the right order of its bytes is the one that gives letters."""
    for name in ("utf-16-le", "utf-16-be"):
        sample = data[:_SAMPLE].decode(name, "replace")
        if len(data) % 2 == 0 and 10 * len(compiled(_LETTERS).findall(sample)) >= 9 * len(sample):
            return _strict(data, name, 0), name
    raise _binary()


def _mostly_utf8(data: bytes) -> bool:
    """Whether this is UTF-8 with a damaged place, which GB18030 would read as other letters without complaint."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    letters = sum(1 for character in text if character > "\x7f") - bad
    return letters > 8 * bad


def _binary() -> InputError:
    return cannot_read(
        "内容是二进制数据，不是文字；请交 Markdown、文本、docx 或 PDF 格式的报告",
        "this is binary data, not text; give the report as Markdown, text, docx or PDF",
    )


def _bad_byte(codec: str, offset: int) -> InputError:
    return cannot_read(
        f"第 {offset + 1} 个字节处不是有效的 {codec} 文字；请用编辑器打开，另存为 UTF-8 再检查",
        f"byte {offset + 1} is not valid {codec}; open the file in an editor and save it as UTF-8",
    )
