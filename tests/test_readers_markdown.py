"""Markdown: what the marks say, what they leave to the text, and where CommonMark would lose what the author wrote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosurelint.document import Comment, Document, Paragraph, Table
from disclosurelint.readers import InputError, read_bytes


def read(text: str) -> Document:
    return read_bytes(text.encode(), "a.md")


def blocks(text: str) -> list:
    """Headings as (level, text), paragraphs as strings, tables as lists of rows."""
    found: list = []
    for block in read(text).blocks:
        if isinstance(block, Table):
            found.append([[None if cell is None else cell.text.value for cell in row] for row in block.rows()])
        else:
            found.append(block.text.value if block.level is None else (block.level, block.text.value))
    return found


# Blocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 年度报告", [(1, "年度报告")]),
        ("## 一、总体情况 ##", [(2, "一、总体情况")]),
        ("### **（一）主动公开**", [(3, "(一)主动公开")]),
        ("#一、总体情况", [(1, "一、总体情况")]),
        ("#政务公开日#我县举办活动", ["#政务公开日#我县举办活动"]),
        ("####### 七个", ["####### 七个"]),
        ("年度报告\n===", [(1, "年度报告")]),
        ("清沅县人民政府\n2023年年度报告\n======", [(1, "清沅县人民政府\n2023年年度报告")]),
        ("一、总体情况\n---", [(2, "一、总体情况")]),
        ("正文结束。\n---\n下文", ["正文结束。", "下文"]),
        ("2024年1月23日\n---", ["2024年1月23日"]),
        ("一\n-\n-\n0", ["一", "-", "-", "0"]),
        ("上\n\n***\n\n下", ["上", "下"]),
        ("> 引文\n> # 标题", ["引文", (1, "标题")]),
        (">> 二层", ["二层"]),
        ("- 甲\n- 乙\n* 丙", ["甲", "乙", "丙"]),
        ("- 1. 甲\n- # 标题", ["1. 甲", (1, "标题")]),
        ("1. 属于国家秘密\n2. 其他", ["1. 属于国家秘密", "2. 其他"]),
        ("1.属于国家秘密", ["1.属于国家秘密"]),
        ("    缩进的一段。", ["缩进的一段。"]),
        ("　　缩进的一段。", ["缩进的一段。"]),
        ("\t缩进的一段。", ["缩进的一段。"]),
        ("文字\n\n    | 甲 | 1 |\n    | 乙 | 2 |", ["文字", [["甲", "1"], ["乙", "2"]]]),
        ("# 标题 {#id}", [(1, "标题")]),
        ("#", []),
        ("[a]: http://b.c/d\n正文", ["正文"]),
        ("[注]: 本表数据", ["[注]: 本表数据"]),
    ],
)
def test_blocks(text, expected):
    assert blocks(text) == expected


def test_a_fence_around_the_report_is_no_part_of_it():
    assert blocks("```markdown\n# 标题\n\n| 甲 | 1 |\n|---|---|\n| 乙 | 2 |\n```\n") == [
        (1, "标题"),
        [["甲", "1"], ["乙", "2"]],
    ]


def test_fenced_text_is_read_as_text():
    assert blocks("前文\n\n```\n# 不是标题\n| 甲 | 1 |\n| 乙 | 2 |\n```\n\n# 标题") == [
        "前文",
        "# 不是标题",
        [["甲", "1"], ["乙", "2"]],
        (1, "标题"),
    ]


# Markup within lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**一、总体情况**", "一、总体情况"),
        ("**（一）主动公开。**全年公开", "(一)主动公开。全年公开"),
        ("公开**“十四五”**规划", "公开“十四五”规划"),
        ("*甲*和***丙***和 _乙_ 字", "甲和丙和 乙 字"),
        ("王**、李**二人", "王**、李**二人"),
        ("编号3210**********12", "编号3210**********12"),
        ("收到__件，其中__件", "收到__件,其中__件"),
        ("a_b_c", "a_b_c"),
        ('[目录](http://a.b/c "题")公开', "目录公开"),
        ("[目录](附件.docx)", "目录"),
        ("国办公开办函[2021](30号)", "国办公开办函[2021](30号)"),
        ("国办公开办函[2021]30号", "国办公开办函[2021]30号"),
        ("前![图片*说明*](a.png)后", "前后"),
        ("<http://a.b/c>与<a@b.cn>", "http://a.b/c与a@b.cn"),
        ("`代码`与``双`层``", "代码与双`层"),
        ("1\\. 转义\\*号\\|", "1. 转义*号|"),
        ("路径\\文", "路径\\文"),
        ("&lt;办法&gt;&amp;&#65;&#x4E2D;&copy;", "<办法>&A中©"),
        ("不是&实体; 100&200", "不是&实体; 100&200"),
        ("<font color=red>红</font><u>线</u>", "红线"),
        ("关于<办法>的通知", "关于<办法>的通知"),
        ("3 < 5 且 7 > 6", "3 < 5 且 7 > 6"),
        ("**没有结束", "**没有结束"),
        ("*注：本表", "*注:本表"),
    ],
)
def test_markup(text, expected):
    assert blocks(text) == [expected]


def test_emphasis_goes_across_wrapped_lines():
    text = (
        "**本县全面落实条例要求，不断完善信息公开制度，始终把公开\n工作摆在重要位置，规范有序。**健康发展，取得较好成效\n"
        "如下，各项完成。"
    )
    assert "*" not in "".join(blocks(text))


def test_each_kept_character_is_at_its_place():
    document = read("## **一、**[总体](a.b)&lt;情况\\_")
    text = document.blocks[0].text
    assert text.value == "一、总体<情况_"
    assert [document.source[text.origin(index)] for index in range(len(text))] == list("一、总体&情况_")


WORD = st.text("政府信息公开工作", min_size=1, max_size=6)


@given(
    st.recursive(
        WORD,
        lambda inner: st.builds(
            lambda mark, a, b, c: f"{a}{mark}{b}{mark}{c}", st.sampled_from(["*", "**"]), WORD, inner, WORD
        ),
        max_leaves=4,
    )
)
@settings(deadline=None, max_examples=200)
def test_emphasis_is_read_as_commonmark_reads_it(text):
    markdown_it = pytest.importorskip("markdown_it")
    tokens = markdown_it.MarkdownIt("commonmark").parseInline(text)[0].children
    assert blocks(text) == ["".join(token.content for token in tokens)]


LINES = st.lists(
    st.sampled_from(
        [
            "# 一、总体情况",
            "## 二、公开情况",
            "本县公开信息 5 件。",
            "",
            "> 引文",
            "- 条目",
            "1. 第一",
            "**重点**工作",
            "[目录](http://a.b)",
            "`码`",
            "***",
            "&amp;",
        ]
    ),
    max_size=12,
)


@given(LINES)
@settings(deadline=None, max_examples=200)
def test_words_and_headings_are_those_of_commonmark(lines):
    markdown_it = pytest.importorskip("markdown_it")
    text = "\n\n".join(lines) + "\n"
    headings, words = [], ""
    tokens = markdown_it.MarkdownIt("commonmark").parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            content = "".join(child.content for child in token.children)
            words += content
            if before.type == "heading_open":
                headings.append((int(before.tag[1]), content))
    document = read(text)
    found = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert [(block.level, block.text.value) for block in found if block.level] == headings
    assert "".join(block.text.value for block in found).replace("1. ", "") == words


# Tables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| 项 | 数 |\n|---|:-:|\n| 甲 | 1 | 多出 |\n| 乙 |",
            [["项", "数", None], ["甲", "1", "多出"], ["乙", None, None]],
        ),
        ("| a \\| b | **1** | 2<br>3 |\n|---|---|---|", [["a | b", "1", "2\n3"]]),
        ("| <center>0</center> | <p>甲</p> |\n| &nbsp; | - |", [["0", "甲"], ["", "-"]]),
        ("| 甲 | `a` |\n| <!-- 注 -->1 | |", [["甲", "a"], ["1", ""]]),
        ("项 | 数\n:-- | --:\n甲 | 1", [["项", "数"], ["甲", "1"]]),
        ("> | 甲 | 1 |\n> | 乙 | 2 |", [["甲", "1"], ["乙", "2"]]),
        ("甲\t1\n乙\t**2**", [["甲", "1"], ["乙", "2"]]),
    ],
)
def test_tables(text, expected):
    assert blocks(text) == [expected]


def test_text_right_before_and_behind_a_table_is_no_row():
    assert blocks("表三\n| 甲 | 1 |\n|---|---|\n| 乙 | 2 |\n注：无。") == [
        "表三",
        [["甲", "1"], ["乙", "2"]],
        "注:无。",
    ]


def test_cells_know_their_places():
    document = read("前文\n\n| 甲 | **12** |\n|---|---|\n| 乙 |  |\n")
    table = document.blocks[1]
    place = document.place(table.at(0, 1).text.span())
    assert (place.line, place.column, place.end_column) == (3, 9, 11)
    empty = document.place(table.at(1, 1).text.span())
    assert empty.line == 5
    assert document.place(table.span).line == 3


# Front matter


def test_front_matter_is_metadata_and_no_text():
    document = read(
        "---\nyear: 2023\nbody: 清沅县人民政府\nbody-type: county\naggregate: true\npublished: 2024-01-23\n"
        "ruleset: [a, b]\nmap: {x: 1}\n---\n# 标题\n"
    )
    assert document.metadata == {
        "year": "2023",
        "body": "清沅县人民政府",
        "body-type": "county",
        "aggregate": "true",
        "published": "2024-01-23",
        "ruleset": "a,b",
    }
    (heading,) = document.blocks
    assert document.place(heading.text.span()).line == 10


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_with_any_line_end(end):
    document = read("---\nyear: 2023\n...\n# 标题\n".replace("\n", end))
    assert document.metadata == {"year": "2023"}
    assert document.place(document.blocks[0].text.span()).line == 4


@pytest.mark.parametrize(
    "head", ["year: [2023\n", "year: 2023\nbody: 'a\n", "year: 2023\n- a\n", "a: " + "[" * 5000 + "\n"]
)
def test_broken_front_matter_is_refused_with_its_line(head):
    with pytest.raises(InputError) as caught:
        read(f"---\n{head}---\n正文")
    assert caught.value.label.zh.startswith("第 ")
    assert caught.value.label.en.startswith("line ")


def test_rules_at_the_top_are_no_front_matter():
    assert blocks("---\n\n一、总体情况\n\n---\n\n正文") == ["一、总体情况", "正文"]
    assert blocks("---\n没有冒号的一行。\n---\n正文") == ["没有冒号的一行。", "正文"]
    assert blocks("---\nyear: 2023\n正文") == ["year: 2023", "正文"]


# Comments


def covered(text: str) -> list[tuple[str, str]]:
    document = read(text)
    return [(comment.text, document.source[slice(*comment.covers)]) for comment in document.comments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- 注 -->\n\n正文。\n\n下文。", "正文。"),
        ("<!-- disclosurelint: ignore REQ001 -- 因为 -->\n# 标题", "标题"),
        ("正文 <!-- 注 --> 继续。\n\n下文。", "正文 <!-- 注 --> 继续。"),
        ("<!-- 注 -->\n| 甲 | 1 |\n| 乙 | 2 |", "| 甲 | 1 |\n| 乙 | 2 |"),
        ("| 甲 | 1 |\n| 乙 | 2 <!-- 注 --> |\n| 丙 | 3 |", "| 乙 | 2 <!-- 注 --> |"),
        ("| 甲 | 1 |\n<!-- 注 -->\n| 乙 | 2 |\n| 丙 | 3 |", "| 乙 | 2 |"),
        ("| 甲 | 1 |\n<!-- 注 -->\n|---|---|\n| 丙 | 3 |", "| 丙 | 3 |"),
        ("<table><tr><td>甲</td></tr>\n<!-- 注 -->\n<tr><td>乙</td></tr></table>", "<tr><td>乙</td></tr>"),
        ("<table><tr><td>甲<!-- 注 --></td></tr><tr><td>乙</td></tr></table>", "<tr><td>甲<!-- 注 --></td></tr>"),
        ("<!-- 两行\n的注 -->\n正文。", "正文。"),
        ("正文。\n\n<!-- 注 -->", ""),
    ],
)
def test_a_comment_covers_the_next_block_or_its_row(text, expected):
    ((_, there),) = covered(text)
    assert there == expected


def test_a_comment_keeps_its_words_and_place():
    document = read("前文\n\n<!-- disclosurelint: ignore REQ001#0123 -- 原因 -->\n正文")
    (comment,) = document.comments
    assert isinstance(comment, Comment)
    assert comment.text == "disclosurelint: ignore REQ001#0123 -- 原因"
    assert document.place(comment.span).line == 3
    assert [block.text.value for block in document.blocks] == ["前文", "正文"]


def test_a_comment_without_an_end_swallows_nothing():
    assert blocks("前文 <!-- 没有结束\n\n后文") == ["前文 <!-- 没有结束", "后文"]


# HTML in Markdown


def test_html_between_markdown():
    text = (
        '<h1>标题</h1>\n<p align="center">第一段<br>第二行</p>\n\n<div>\n\n## 二级\n\n</div>\n<center>表三</center>文字'
    )
    assert blocks(text) == [(1, "标题"), "第一段", "第二行", (2, "二级"), "表三", "文字"]


def test_an_html_table_with_blank_lines_inside():
    text = "前文<table>\n<tr>\n\n<td rowspan=2>甲</td><td>1</td>\n\n</tr>\n<tr><td>2&nbsp;</td></tr>\n\n</table>后文"
    assert blocks(text) == ["前文", [["甲", "1"], ["甲", "2"]], "后文"]


def test_an_html_table_without_end_tag_leaves_the_rest():
    assert blocks("<table><tr><td>甲</td></tr>\n<tr><td>乙</td></tr>\n\n后文。") == [[["甲"], ["乙"]], "后文。"]


def test_scripts_and_styles_are_no_text():
    assert blocks("<style>p {a}</style>正文<script>\nx()\n</script>") == ["正文"]
