"""Every character that a reader hands on knows its place in the author's file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosurelint.document import Document, Paragraph, Text
from disclosurelint.readers import InputError, read, read_bytes


def texts(document: Document) -> list[Text]:
    found = []
    for block in document.blocks:
        found += [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
    return found


def check(document: Document) -> None:
    """Each character is the one at its origin, save white space, line feeds at joints, and entities."""
    assert len(document.normal) == len(document.source)
    for text in texts(document):
        before = -1
        for index, character in enumerate(text.value):
            origin = text.origin(index)
            assert origin >= before
            before = origin
            there = document.normal[origin : origin + 1]
            assert there == character or (character.isspace() and there in "\r\n <\t &") or there == "&"
    for comment in document.comments:
        assert document.source[comment.span[0] :].startswith("<!--")
        assert 0 <= comment.covers[0] <= comment.covers[1] <= len(document.source)


def names(cases: Path) -> list[Path]:
    return sorted([*cases.glob("*.md"), *cases.glob("*.txt")])


def test_published_reports_are_read_whole_and_in_place(cases):
    for path in names(cases):
        document = read(path)
        check(document)
        kept = sum(len(text.compact()) for text in texts(document))
        written = sum(1 for character in document.normal if not character.isspace() and character not in "|#-*`")
        assert kept > 0.9 * written, path.name


def test_published_reports_read_alike_in_every_encoding_and_line_end(cases):
    for path in names(cases):
        data = path.read_bytes()
        expected = [text.value for text in texts(read_bytes(data, path.name))]
        source = data.decode()
        for variant in (
            source.encode("gb18030"),
            source.encode("utf-16"),
            source.replace("\n", "\r\n").encode(),
            source.replace("\n", "\r").encode(),
        ):
            document = read_bytes(variant, path.name)
            assert [text.value for text in texts(document)] == expected, path.name
            check(document)


HTML = [
    *(
        "<td>",
        "</td>",
        "<tr>",
        "<table>",
        "</table>",
        "<br>",
        "<p>",
        "<h2>",
        "</h2>",
        "<td rowspan=2>",
        "<td colspan=0>",
    ),
    *("&nbsp;", "&lt;", "<!--", "-->"),
]
MARKUP = [
    "**",
    "\n\n",
    "| a | b |\n",
    "|---|---|\n",
    "1. ",
    "- ",
    "> ",
    "---\n",
    "```\n",
    "![",
    "](a.b)",
    "- 1 -\n",
    "\r\n",
]
WORDS = ["清沅县人民政府公开信息，不断完善制度，落实要求，规范有序\n", "〔2021〕", "⼈⺠"]
PIECES = st.sampled_from([*"甲乙，。、（）：1２ \t\n\r|#*_`[]()<>!&-=+\\~\u3000", *HTML, *MARKUP, *WORDS])


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["a.md", "a.txt"]))
@settings(deadline=None, max_examples=600)
def test_whatever_is_written_keeps_its_places(source, name):
    try:
        document = read_bytes((source + "x").encode(), name)
    except InputError:
        return
    check(document)


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200), st.sampled_from(["a.md", "a.txt"]))
@settings(deadline=None)
def test_any_text_is_read(source, name):
    try:
        document = read_bytes(source.encode(), name)
    except InputError:
        return
    check(document)


@pytest.mark.parametrize(
    "unit",
    [
        "|",
        "<td>",
        "<table>",
        "*",
        "[",
        "1. ",
        "- ",
        "> ",
        "`",
        "<!--",
        "&",
        "\\",
        "(",
        "（",
        "<a '",
        "#",
        "<h1>",
        "\t",
        "- 1 -\n",
        "1\n",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_endless_repetition_is_read_in_time(unit, name):
    check(read_bytes((unit * 20_000).encode(), name))
