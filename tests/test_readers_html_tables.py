"""HTML tables: the grid as browsers lay it out, whatever stands in the cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosurelint.characters import normalise
from disclosurelint.document import Document, Paragraph, Table
from disclosurelint.readers import read_bytes
from disclosurelint.readers.html_tables import read_html
from disclosurelint.readers.sink import Sink


def read(html: str) -> Document:
    """The blocks of a stretch of HTML, as the reader of pages has them."""
    sink = Sink()
    normal = normalise(html)
    read_html(html, normal, 0, len(html), sink)
    sink.close(len(html))
    return Document("a.html", "html", html, sink.blocks, sink.comments, normal=normal)


def grid(table: Table) -> list[list[str | None]]:
    return [[None if cell is None else cell.text.value for cell in row] for row in table.rows()]


def blocks(html: str) -> list:
    found: list = []
    for block in read(html).blocks:
        if isinstance(block, Table):
            found.append(grid(block))
        else:
            found.append(block.text.value if block.level is None else (block.level, block.text.value))
    return found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>甲<td>乙<tr><td>丙", [["甲", "乙"], ["丙", None]]),
        ("<tr><td colspan=2>甲</td><td>乙</td></tr>", [["甲", "甲", "乙"]]),
        ("<tr><td rowspan='2'>甲</td><td>1</td></tr><tr><td>2</td></tr>", [["甲", "1"], ["甲", "2"]]),
        ('<tr><td rowspan="0">甲</td><td>1</td></tr><tr><td>2</td></tr>', [["甲", "1"], ["甲", "2"]]),
        (
            "<tbody><tr><td rowspan=0>甲</td><td>1</td></tr></tbody><tbody><tr><td>乙</td><td>2</td></tr></tbody>",
            [["甲", "1"], ["乙", "2"]],
        ),
        ("<tr><td rowspan=9>甲</td><td>1</td></tr><tr><td>2</td></tr>", [["甲", "1"], ["甲", "2"]]),
        (
            "<tr><td rowspan=3>甲</td><td rowspan=2>乙</td><td>1</td></tr><tr><td>2</td></tr>"
            "<tr><td>3</td><td>4</td></tr>",
            [["甲", "乙", "1"], ["甲", "乙", "2"], ["甲", "3", "4"]],
        ),
        ("<tr><td COLSPAN = 2 style='x'>甲</td></tr>", [["甲", "甲"]]),
        ("<tr><td colspan=0>甲</td><td colspan=-3>乙</td><td colspan=x>丙</td></tr>", [["甲", "乙", "丙"]]),
        ("<thead><tr><th>项</th></tr></thead><tbody><tr><td>1</td></tr></tbody>", [["项"], ["1"]]),
        ("<colgroup><col><col></colgroup><tr><td>甲</td></tr>", [["甲"]]),
        ("<tr></tr><tr><td>甲</td></tr>", [[None], ["甲"]]),
    ],
)
def test_spans_are_resolved_as_browsers_do(rows, expected):
    assert blocks(f"<table border=1>{rows}</table>") == [expected]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("结果<br>维持", "结果\n维持"),
        ("结果<br />维持<br/>", "结果\n维持"),
        ("<p>商业</p><p>企业</p>", "商业\n企业"),
        ('<p><span>1</span><font color="red">2</font></p>', "12"),
        ("&nbsp;", ""),
        ("&nbsp;12&#160;", "12"),
        ("（&lt;三&gt;）&amp;&#x4E2D;", "(<三>)&中"),
        ("&nbsp12", "12"),
        ("A&B", "A&B"),
        ("\n   总\n   计 \n", "总 计"),
        ("<!-- 注 -->0", "0"),
        ("<style>x</style>0<script>1</script>", "0"),
        ("<o:p></o:p>0", "0"),
        ("<a title=\"a>b\" href='c'>0</a>", "0"),
        ('<input value="3">', ""),
        ("１２", "12"),
        ("⼈⺠", "人民"),
    ],
)
def test_what_is_in_a_cell(cell, expected):
    assert blocks(f"<table><tr><td>{cell}</td></tr></table>") == [[[expected]]]


def test_text_between_tables_and_in_captions():
    html = "<h2>三、收到</h2>文<b>字</b><table><caption>表三</caption><tr><td>1</td></tr></table><p>注：无</p>尾<br>末"
    assert blocks(html) == [(2, "三、收到"), "文字", "表三", [["1"]], "注:无", "尾", "末"]


def test_words_that_stand_between_cells_are_kept():
    assert blocks("<table>漏出<tr>的字<td>1</td></tr></table>") == ["漏出", "的字", [["1"]]]


def test_a_layout_table_is_no_table():
    inner = "<table><tr><td>甲</td><td>1</td></tr></table>"
    html = f"<table><tr><td><h1>标题</h1><p>一、总体情况</p>{inner}<p>尾</p></td></tr></table>"
    assert blocks(html) == [(1, "标题"), "一、总体情况", [["甲", "1"]], "尾"]


def test_a_page_laid_out_in_columns_is_no_table():
    inner = "<table><tr><td>甲</td><td>1</td></tr></table>"
    assert blocks(f"<table><tr><td>菜单</td><td>正文{inner}</td></tr></table>") == ["菜单", "正文", [["甲", "1"]]]


def test_a_table_inside_a_cell_is_a_table_of_its_own_and_the_outer_one_is_not_trusted():
    inner = "<table><tr><td>5</td></tr></table>"
    rows = (("甲", "1"), ("乙", inner), ("丙", "2"))
    html = "<table>" + "".join(f"<tr><td>{label}</td><td>{cell}</td></tr>" for label, cell in rows) + "</table>"
    document = read(html)
    outer, nested = document.blocks
    assert outer.problem == "nested"
    assert grid(outer) == [["甲", "1"], ["乙", ""], ["丙", "2"]]
    assert grid(nested) == [["5"]]
    assert nested.problem is None


def test_absurd_spans_are_not_laid_out():
    document = read("<table>" + "<tr><td colspan=1000 rowspan=65534>甲</td></tr>" * 2000 + "</table>")
    (table,) = document.blocks
    assert table.problem == "spans"
    assert table.width <= 1000


def test_tables_nested_without_end_are_read():
    document = read("<table><tr><td>字" * 3000)
    assert document.blocks
    assert any(isinstance(block, Paragraph) and "字" in block.text.value for block in document.blocks)


@pytest.mark.parametrize(
    "html", ["<tr><td>甲</td><td>1</td></tr>", "<td>甲</td><td>1</td>", "<tbody><tr><td>甲<td>1</table>"]
)
def test_parts_of_a_table_without_it(html):
    assert blocks(html) == [[["甲", "1"]]]
    assert [type(block) for block in read_bytes(f"{html}\n\n后文".encode(), "a.md").blocks] == [Table, Paragraph]


def test_a_quote_that_is_not_closed_loses_no_cell():
    assert blocks('<table><tr><td width="5>甲</td><td width="6">1</td></tr></table>') == [[["甲", "1"]]]


def test_cells_know_their_places():
    document = read("<table>\n<tr><td>甲</td><td> <p>&nbsp;<b>1</b>2</p></td></tr></table>")
    text = document.blocks[0].at(0, 1).text
    assert text.value == "12"
    place = document.place(text.span())
    assert (place.line, place.column) == (2, 32)
    assert document.source[text.origin(1)] == "2"


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.text("甲1", max_size=2)), max_size=5), max_size=5
    )
)
@settings(deadline=None)
def test_no_cell_is_lost_and_each_place_has_one(rows):
    html = (
        "<table>"
        + "".join(
            "<tr>" + "".join(f"<td colspan={c} rowspan={r}>{text}</td>" for c, r, text in row) + "</tr>" for row in rows
        )
        + "</table>"
    )
    document = read(html)
    if not any(rows):
        assert document.blocks == []
        return
    (table,) = document.blocks
    assert [cell.text.value for cell in table.cells] == [text for row in rows for _, _, text in row]
    assert table.height == len(rows)
    for cell in table.cells:
        assert cell.row + cell.rows <= table.height
        assert cell.column + cell.columns <= table.width
        assert table.at(cell.row, cell.column) is cell
