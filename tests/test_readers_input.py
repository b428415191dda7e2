"""What can be read at all: names, encodings, and the one line that says why something cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosurelint.document import Paragraph
from disclosurelint.readers import FORMATS, InputError, read, read_bytes
from disclosurelint.readers.encodings import decode, encode

REPORT = "清沅县人民政府2023年政府信息公开工作年度报告\n\n一、总体情况\n\n2023年，共公开信息 12 条。\n"


def reason(data: bytes, name: str) -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(data, name)
    label = caught.value.label
    assert "\n" not in label.zh
    assert "\n" not in label.en
    assert label.en.isascii() or ".md" in label.en
    return label.zh


def texts(document) -> list[str]:
    return [block.text.value for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("utf-8", REPORT.encode()),
        ("utf-8-sig", b"\xef\xbb\xbf" + REPORT.encode()),
        ("gb18030", REPORT.encode("gbk")),
        ("gb18030", (REPORT + "䶮𠮷").encode("gb18030")),
        ("utf-16-le-sig", b"\xff\xfe" + REPORT.encode("utf-16-le")),
        ("utf-16-be-sig", b"\xfe\xff" + REPORT.encode("utf-16-be")),
        ("utf-16-le", REPORT.encode("utf-16-le")),
        ("utf-16-be", REPORT.encode("utf-16-be")),
    ],
)
def test_each_encoding_is_known_and_gives_its_bytes_back(encoding, data):
    document = read_bytes(data, "报告.txt")
    assert document.encoding == encoding
    assert texts(document)[0].startswith("清沅县人民政府2023年")
    assert encode(document.source, document.encoding) == data


def test_a_byte_order_mark_takes_no_place():
    document = read_bytes(b"\xef\xbb\xbf" + REPORT.encode(), "a.md")
    assert document.source[0] == "清"
    place = document.place(document.blocks[0].text.span())
    assert (place.line, place.column) == (1, 1)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_what_is_decoded_encodes_to_the_same_bytes(text, encoding):
    data = encode(text, encoding)
    decoded, found = decode(data)
    assert encode(decoded, found) == data


@given(st.text(st.characters(codec="gbk", exclude_categories=("Cc",)), min_size=1))
def test_gbk_comes_back_as_it_was(text):
    data = text.encode("gbk")
    try:
        decoded, found = decode(data)
    except InputError:
        return
    assert encode(decoded, found) == data


def test_a_broken_byte_is_named_with_its_place_and_never_guessed():
    data = REPORT.encode()
    broken = data[:28] + b"\xff" + data[28:]
    assert "第 29 个字节" in reason(broken, "a.txt")
    assert "UTF-8" in reason(broken, "a.txt")
    # Cut within a letter, as a download that broke off: GB18030 would read the whole as other letters.
    assert "UTF-8" in reason((REPORT * 4).encode()[:-2] + b"\xe5\xb9", "a.txt")


def test_half_a_pair_of_utf_16_is_refused():
    assert "UTF-16-LE" in reason(b"\xff\xfe" + "报告".encode("utf-16-le") + b"\x00\xd8", "a.txt")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空"),
        (b"PK\x03\x04\x14\x00\x06\x00", ".docx"),
        (b"%PDF-1.7\n", ".pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", ".doc"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n\x1a\n\x00", "图片"),
        (bytes(range(256)) * 40, "二进制"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e" * 20, "二进制"),
        (bytes(at * at * 37 % 256 for at in range(4000)), "二进制"),
    ],
)
def test_what_is_no_text_is_named(data, words):
    assert words in reason(data, "报告.md")


def test_a_text_that_is_too_large_is_refused():
    assert "20 MB" in reason(b"a" * (20 * 1024 * 1024 + 1), "a.txt")


def test_unknown_suffixes_name_those_that_can_be_read():
    said = reason(b"x", "报告.xlsx")
    assert ".xlsx" in said
    assert all(suffix in said for suffix in FORMATS)
    assert "README" in reason(b"x", "README")


def test_suffixes_are_known_in_capitals():
    assert read_bytes(REPORT.encode(), "A.MD").format == "markdown"
    assert read_bytes(REPORT.encode(), "A.TXT").format == "text"


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch):
    def why(path: Path) -> str:
        with pytest.raises(InputError) as caught:
            read(path)
        return caught.value.label.zh

    assert "找不到" in why(tmp_path / "missing.md")
    (tmp_path / "folder.md").mkdir()
    assert "文件夹" in why(tmp_path / "folder.md")
    assert "临时文件" in why(tmp_path / "~$报告.txt")
    locked = tmp_path / "报告正文.txt"
    locked.write_text(REPORT, encoding="utf-8")

    def refuse(self, *_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "没有读取权限" in why(locked)
    (tmp_path / "~$正文.txt").touch()
    assert "关闭" in why(locked)


def test_the_document_keeps_its_path(tmp_path: Path):
    path = tmp_path / "报 告.md"
    path.write_bytes(REPORT.encode())
    assert read(path).path == os.fspath(path)
