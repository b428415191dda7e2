"""Plain text: paragraphs out of wrapped lines, tables out of separators, page numbers left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosurelint.document import Document, Paragraph, Table
from disclosurelint.readers import read_bytes

WRAPPED = """\
清沅县人民政府
2023 年政府信息公开工作年度报告
本报告由清沅县人民政府办公室根据《中华人民共和国政府
信息公开条例》编制，所列数据统计期限自 2023 年 1 月 1 日
起至 2023 年 12 月 31 日止。如有疑问，请与本机关联系。
一、总体情况
2023 年，我县坚持以公开为常态、不公开为例外，持续完善
信息公开制度，推动各项工作规范有序开展，成效较为明显。
（一）主动公开情况。通过政府门户网站公开各类政府信息
共 1136 条，其中规范性文件 3 件，政策解读 12 篇，公开目
- 1 -
录完成更新。
（二）依申请公开情况。
全年收到政府信息公开申请 21 件，均在法定期限内答复，
没有因此引起的行政复议和行政诉讼案件。
清沅县人民政府
2024 年 1 月 23 日
"""


def read(text: str, name: str = "a.txt") -> Document:
    return read_bytes(text.encode(), name)


def blocks(text: str, name: str = "a.txt") -> list:
    """Paragraphs as strings, tables as lists of rows."""
    found = []
    for block in read(text, name).blocks:
        if isinstance(block, Paragraph):
            found.append(block.text.value)
        else:
            found.append([[None if cell is None else cell.text.value for cell in row] for row in block.rows()])
    return found


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_hard_wrapped_lines_become_paragraphs(name):
    joined = [text.replace("\n", "") for text in blocks(WRAPPED, name)]
    assert joined == [
        "清沅县人民政府",
        "2023 年政府信息公开工作年度报告",
        "本报告由清沅县人民政府办公室根据《中华人民共和国政府信息公开条例》编制,所列数据统计期限自 2023 年 1 月 1 日"
        "起至 2023 年 12 月 31 日止。如有疑问,请与本机关联系。",
        "一、总体情况",
        "2023 年,我县坚持以公开为常态、不公开为例外,持续完善信息公开制度,推动各项工作规范有序开展,成效较为明显。",
        "(一)主动公开情况。通过政府门户网站公开各类政府信息共 1136 条,其中规范性文件 3 件,政策解读 12 篇,公开目"
        "录完成更新。",
        "(二)依申请公开情况。",
        "全年收到政府信息公开申请 21 件,均在法定期限内答复,没有因此引起的行政复议和行政诉讼案件。",
        "清沅县人民政府",
        "2024 年 1 月 23 日",
    ]


def test_a_joint_is_a_line_feed_at_the_place_of_the_line_end():
    document = read(WRAPPED.replace("\n", "\r\n"))
    paragraph = document.blocks[2].text
    at = paragraph.value.index("\n")
    assert document.source[paragraph.origin(at)] == "\n"
    assert document.place((paragraph.origin(at + 1), paragraph.origin(at + 2))).line == 4


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_at_lf_crlf_and_cr(end):
    document = read(WRAPPED.replace("\n", end))
    assert [block.text.value for block in document.blocks] == [block.text.value for block in read(WRAPPED).blocks]
    last = document.blocks[-1].text
    assert document.place(last.span()).line == 17
    assert document.line(17) == "2024 年 1 月 23 日"


@pytest.mark.parametrize("number", ["- 1 -", "— 1 —", "－1－", "-1-", "第 1 页", "第1页 共5页", "1", "1 / 5"])
@pytest.mark.parametrize("around", ["\n", "\n\n", "\n\f\n"])
def test_a_page_number_parts_no_sentence(number, around):
    text = WRAPPED.replace("\n- 1 -\n", f"{around}{number}{around}")
    assert blocks(text) == blocks(WRAPPED.replace("- 1 -\n", ""))


def test_whole_paragraphs_cut_by_a_page_go_on_behind_its_number():
    text = (
        "一、总体情况\n\n本县围绕中心工作，推进标准化公开，通过规范办理依申请公开、精细建设平台、常态化\n\n"
        "- 3 -\n\n开展监督管理。\n"
    )
    assert blocks(text)[1].replace("\n", "").endswith("常态化开展监督管理。")


@pytest.mark.parametrize("cell", ["1", "3", "- 0 -x"])
def test_numbers_that_are_cells_are_kept(cell):
    lines = ["信息内容", "本年处理决定数量", "行政许可", cell, "第二十条第（六）项", "行政处罚", "2", "行政强制", "1"]
    assert blocks("\n".join(lines)) == [line.replace("（", "(").replace("）", ")") for line in lines]
    assert blocks("\n\n".join(f"   {line}" for line in lines)) == blocks("\n".join(lines))


def test_a_number_below_a_long_label_is_a_cell():
    lines = [
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "1",
        "（三）不予公开的，属于法律禁止公开的各种情形",
        "2",
    ]
    assert len(blocks("\n".join(lines))) == 4


def test_labels_with_their_figures_are_lines_of_their_own():
    rows = [
        "一、本年新收政府信息公开申请数量 21 0 0 0 0 0 21",
        "（二）部分公开（区分处理的，只计这一情形，不",
        "计其他情形） 4 0 0 0 0 0 4",
        "（三）不予公开 - - - - - - -",
        "三",
        "、",
        "本",
        "年",
        "10 1 0 0 0 0 0",
    ]
    assert len(blocks(WRAPPED + "\n".join(rows))) == len(blocks(WRAPPED)) + len(rows)


def test_a_corner_note_cut_in_two_is_put_together():
    found = blocks(
        WRAPPED + "（本列数据的勾稽关系为：第一项加第二项之和， 等\n于第三项加第四项之和）\n申请人情况\n自然人\n"
    )
    assert found[-3:] == ["(本列数据的勾稽关系为:第一项加第二项之和, 等\n于第三项加第四项之和)", "申请人情况", "自然人"]


def test_headings_that_lost_their_numeral_begin_a_paragraph():
    text = WRAPPED.replace("一、总体情况", "、总体情况")
    assert "、总体情况" in blocks(text)


def test_an_article_within_a_sentence_begins_none():
    text = WRAPPED.replace("持续完善\n信息公开", "按照条例的\n第二十条规定公开")
    assert any("条例的\n第二十条规定" in found for found in blocks(text))


def test_indented_lines_begin_paragraphs_and_lose_the_indent():
    text = (
        "　　本县全面落实条例要求，不断完善信息公开制度，始终把公开\n"
        "工作摆在重要位置，规范有序，健康发展，取得较好成效如下所\n述各项。\n　　全年没有收到申请，也没有复议和诉讼。\n"
    )
    found = blocks(text)
    assert len(found) == 2
    assert found[1] == "全年没有收到申请,也没有复议和诉讼。"


def test_short_lines_stay_apart():
    head = [
        "标题: 清沅县2023年政府信息公开工作年度报告",
        "发布时间: 2024-01-23 16:34",
        "文号: ",
        "栏目: 政府信息公开年报",
    ]
    found = blocks("\n".join(head) + "\n")
    assert found == [line.strip() for line in head]


def test_a_report_on_one_line_is_one_paragraph():
    line = "一、总体情况2023年，" + "本县公开信息 12 条。" * 400
    assert blocks(line) == [line.replace("，", ",")]


# Tables


def test_tabs_make_a_table_with_empty_cells_kept():
    assert blocks("信息内容\t本年制发件数\t现行有效件数\n规章\t\t0\n\t1\t2\t3\n") == [
        [["信息内容", "本年制发件数", "现行有效件数", None], ["规章", "", "0", None], ["", "1", "2", "3"]]
    ]


def test_a_single_tab_in_one_line_is_no_table():
    assert blocks("联系电话：\t0517-8000\n") == ["联系电话:\t0517-8000"]


@pytest.mark.parametrize(
    "text",
    [
        "| 信息内容 | 数量 |\n|---|---|\n| 行政许可 | 5 |\n",
        "信息内容 | 数量\n行政许可 | 5\n",
        "信息内容|数量\n--- | ---\n行政许可|5\n",
        "|信息内容|数量|\n|行政许可|5|\n",
        "+------+----+\n| 信息内容 | 数量 |\n+======+====+\n| 行政许可 | 5 |\n+------+----+\n",
        "┌────┬──┐\n│信息内容│数量│\n├────┼──┤\n│行政许可│5│\n└────┴──┘\n",
        "｜信息内容｜数量｜\n｜行政许可｜５｜\n",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_bars_make_a_table(text, name):
    assert blocks("前文。\n\n" + text + "\n后文。", name) == [
        "前文。",
        [["信息内容", "数量"], ["行政许可", "5"]],
        "后文。",
    ]


def test_rows_of_dashes_in_a_table_are_blank_cells():
    assert blocks("| 项 | 数 |\n|---|---|\n| - | - |\n| 甲 | 1 |\n")[0] == [["项", "数"], ["-", "-"], ["甲", "1"]]


def test_a_breadcrumb_is_no_table():
    assert blocks("首页 | 政务公开 | 年报\n\n正文。\n") == ["首页 | 政务公开 | 年报", "正文。"]


@given(
    st.lists(st.lists(st.text("甲乙12 ,-/、（）0", max_size=6), min_size=2, max_size=5), min_size=2, max_size=6),
    st.sampled_from(["\t", " | ", "|"]),
)
@settings(deadline=None)
def test_cells_come_back_with_their_places(rows, between):
    frame = "| " if between != "\t" else ""
    rows = [["项", *row[1:-1], "末"] for row in rows]
    text = "\n".join(frame + between.join(row) + (" |" if frame else "") for row in rows)
    document = read(text)
    (table,) = document.blocks
    assert isinstance(table, Table)
    from disclosurelint.characters import normalise

    assert [[cell.text.value for cell in row if cell] for row in table.rows()] == [
        [normalise(cell).strip() for cell in row] for row in rows
    ]
    for cell in table.cells:
        start, end = cell.text.span()
        assert document.normal[start:end] == cell.text.value


@pytest.mark.parametrize(
    "last", ["以上报告，欢迎社会各界监督并提出宝贵的意见建议", "特此公告，本报告的电子版可以在县政府网站上下载"]
)
def test_a_signature_below_a_line_without_full_stop_stays_apart(last):
    found = blocks(f"六、其他需要报告的事项\n{last}\n清沅县人民政府\n2024年1月23日\n")
    assert found == ["六、其他需要报告的事项", last.replace("，", ","), "清沅县人民政府", "2024年1月23日"]


PARAGRAPHS = (
    "清沅县人民政府2023年政府信息公开工作年度报告",
    "一、总体情况",
    "2023 年，本县认真落实《中华人民共和国政府信息公开条例》（以下简称《条例》）各项要求，持续扩大主动公开范围，"
    "全年公开信息 4511 条，"
    "开展意见征集 9 期，解读政策文件 12 件，公开工作更加规范有序。",
    "（一）主动公开情况。通过县政府门户网站、政务新媒体、政府公报等渠道，"
    "公开规范性文件 3 件、政策解读 14 篇，“两微一端”发布信息 3044 条，"
    "群众满意度进一步提高。",
    "（二）依申请公开情况。全年收到政府信息公开申请 21 件，其中自然人申请 19 件，法人或者其他组织申请 2 件，"
    "均在法定期限内按照第三十六条的"
    "规定作出答复。",
    "五、存在的主要问题及改进情况",
    "从总体上看，部分单位对公开属性的认定把握不准，个别信息公开不够及时；下一步，将加强业务培训，健全考核机制，推动公开工作提质增效。",
)


def wrap(paragraph: str, width: int) -> list[str]:
    """The lines of a paragraph as a word processor breaks them: anywhere but before a closing mark."""
    lines, line, taken = [], "　　" if len(paragraph) > 30 else "", 4
    for letter in paragraph:
        wide = 2 if ord(letter) > 0x2E7F or letter in "“”" else 1
        if taken + wide > width and letter not in "，。、；）》”":
            lines.append(line)
            line, taken = "", 0
        line += letter
        taken += wide
    return [*lines, line]


@given(
    st.integers(52, 84),
    st.integers(5, 12),
    st.sampled_from(["- {} -", "— {} —", "{}", ""]),
    st.sampled_from([".txt", ".md"]),
)
@settings(deadline=None, max_examples=60)
def test_paragraphs_come_back_from_any_wrapping(width, height, number, suffix):
    lines: list[str] = []
    for paragraph in PARAGRAPHS:
        for line in wrap(paragraph, width):
            lines.append(line)
            if number and len(lines) % height == 0 and (len(line) > 20 or line.endswith("。")):
                lines.append(number.format(len(lines) // height))
    found = ["".join(text.split()) for text in blocks("\n".join(lines), f"a{suffix}")]
    from disclosurelint.characters import normalise

    assert found == ["".join(normalise(paragraph).split()) for paragraph in PARAGRAPHS]
