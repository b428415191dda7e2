"""Reading the statistics tables: numbers, labels, what departs from the form, and what cannot be read."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from disclosurelint.document import Document, Paragraph, Table, Text
from disclosurelint.facts.numbers import read_cell
from disclosurelint.facts.statistics import read_statistics
from disclosurelint.readers import read_bytes
from disclosurelint.report import Figure, Section, TableFacts
from disclosurelint.rules.loading import load_ruleset

Facts = tuple[dict[str, TableFacts], dict[str, Figure]]

ROWS = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "三、本年度办理结果 （一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "（三）不予公开 1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "（四）无法提供 1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "（五）不予处理 1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
]
HEAD = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
ZEROS = ["0"] * 7


def section(document: Document, number: int | None) -> Section:
    """All of a document as one section."""
    return Section(
        number,
        Text.empty(0),
        "",
        None,
        False,
        "exact",
        (0, len(document.source)),
        [block for block in document.blocks if isinstance(block, Paragraph)],
        [block for block in document.blocks if isinstance(block, Table)],
    )


def facts(text: str, number: int | None, edition: str = "prc-2021", name: str = "draft.md") -> Facts:
    document = read_bytes(text.encode(), name)
    return read_statistics(document, [section(document, number)], load_ruleset(edition))


def pipe(rows: list[list[str]]) -> str:
    width = max(map(len, rows))
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * width + "|", *lines[1:]]) + "\n"


def requests(changes: dict[int, list[str] | None] | None = None, head: list[str] = HEAD) -> str:
    """The table of section three, all zero; `changes` puts other rows in the place of rows, None leaves them out."""
    rows = [head]
    for place, label in enumerate(ROWS):
        row = (changes or {}).get(place, [label, *ZEROS])
        if row is not None:
            rows.append(row)
    return pipe(rows)


def deviations(table: TableFacts) -> list[tuple[str, str, str]]:
    return [(entry.kind, entry.name, entry.text) for entry in table.deviations]


def state(figures: dict[str, Figure], key: str) -> tuple[str, object]:
    return figures[key].state, figures[key].value


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("170", "count", 170),
        ("1,170", "count", 1170),
        ("1,234,567", "count", 1234567),
        (" 12 ", "count", 12),
        ("1 170", "count", 1170),
        ("零", "count", 0),
        ("5件", "count", 5),
        ("-3", "count", -3),
        ("1.5", "count", Decimal("1.5")),
        ("+19", "signed", 19),
        ("- 8", "signed", -8),
        ("477.350", "money", Decimal("477.350")),
        ("8040元", "money", 8040),
        ("477.35万元", "money", Decimal("477.35")),
    ],
)
def test_numbers(text: str, kind: str, value: object) -> None:
    assert read_cell(text, kind)[:2] == ("value", value)
    assert type(read_cell(text, kind)[1]) is type(value)


@pytest.mark.parametrize("text", ["", " ", "-", "—", "——", "/", "无", " - "])
def test_blanks(text: str) -> None:
    assert read_cell(text)[0] == "blank"


@pytest.mark.parametrize(
    "text",
    ["8040?", "007", "00", "260余", "1,17", "1,1700", "5%", "约50", "3/4", "一", "1.2.3", "1234567890123456", "5元"],
)
def test_unreadable(text: str) -> None:
    assert read_cell(text)[0] == "unreadable"


def test_an_amount_in_another_unit_than_the_form_prints_is_turned_into_it() -> None:
    assert read_cell("8040元", "money", "万元")[1] == Decimal("0.804")
    assert read_cell("1.2亿元", "money", "万元")[1] == Decimal("12000")
    assert read_cell("8040", "money", "万元")[1] == 8040


@pytest.mark.parametrize(
    "label",
    [
        "2.其他法律行政法规禁止公开",
        "２．其他法律行政法规禁止公开",
        "其他法律行政法规禁止公开",
        "2.其他法律行政止公开",
        "2.其它法律行政法规禁止公开",
        "2、其他法律、行政法规禁止公开",
        "2. 其他法律 行政法规 禁止公开",
        "三、本年度办理结果（三）不予公开2.其他法律行政法规禁止公开",
    ],
)
def test_a_label_is_known_through_spaces_variants_and_damage(label: str) -> None:
    tables, figures = facts(requests({5: [label, "4", "0", "0", "0", "0", "1", "5"]}), 3)
    assert tables["requests"].state == "read"
    assert deviations(tables["requests"]) == []
    assert figures["requests.refused.law_forbids[total]"].value == 5


def test_a_label_near_to_two_rows_is_none_of_them() -> None:
    tables, figures = facts(requests({9: ["属于类信息", *ZEROS]}), 3)
    assert "requests.refused.process_information[total]" not in figures or deviations(tables["requests"])


def test_cells_blank_and_unreadable() -> None:
    _, figures = facts(requests({2: [ROWS[2], "3?", "-", "", "/", "无", "1,170", "8 040"]}), 3)
    row = [figures[f"requests.disclosed[{column}]"].state for column in ("natural_person", "business", "research")]
    assert row == ["unreadable", "blank", "blank"]
    assert state(figures, "requests.disclosed[other_organization]") == ("value", 1170)
    # Digits apart may be two numbers, as other cells of the row are empty.
    assert state(figures, "requests.disclosed[total]") == ("unreadable", None)
    assert not figures["requests.disclosed[total]"].torn


def test_a_row_left_blank_is_there() -> None:
    tables, figures = facts(requests({6: [ROWS[6], *[""] * 7]}), 3)
    assert tables["requests"].state == "read"
    assert {figures[f"requests.refused.security_stability[{c}]"].state for c in ("natural_person", "total")} == {
        "blank"
    }


def test_a_missing_row_is_told() -> None:
    tables, figures = facts(requests({16: None}), 3)
    assert deviations(tables["requests"]) == [("missing-row", "not_processed.repeat", "")]
    assert len(tables["requests"].deviations[0].keys) == 7
    assert not any(key.startswith("requests.not_processed.repeat") for key in figures)


def test_a_row_in_other_words_is_read_in_its_place() -> None:
    tables, figures = facts(requests({11: ["8.转有关部门答复", "2", "0", "0", "0", "0", "0", "2"]}), 3)
    assert deviations(tables["requests"]) == [("renamed-row", "refused.administrative_query", "8.转有关部门答复")]
    assert figures["requests.refused.administrative_query[total]"].value == 2


def test_added_rows_are_told_and_group_rows_without_figures_are_not() -> None:
    changes: dict[int, list[str] | None] = {
        4: ["1.属于国家秘密", *ZEROS],
        12: ["小计", "9", "0", "0", "0", "0", "0", "9"],
    }
    rows = requests(changes).replace("| 1.属于国家秘密", "| （三）不予公开 |" + " |" * 7 + "\n| 1.属于国家秘密")
    rows = rows.replace("| 小计", "| （四）无法提供 1.本机关不掌握相关政府信息 |" + " 0 |" * 7 + "\n| 小计")
    tables, figures = facts(rows, 3)
    assert deviations(tables["requests"]) == [("added-row", "", "小计")]
    assert len([key for key in figures if key.startswith("requests.")]) == 175


def test_other_handling_in_one_row() -> None:
    row = ["（六）其他处理", "3", "0", "0", "0", "0", "0", "3"]
    tables, figures = facts(requests({20: row, 21: None, 22: None}), 3)
    assert deviations(tables["requests"]) == [("missing-row", "other", "")]
    assert figures["requests.other[total]"].value == 3
    assert figures["requests.other[total]"].slot.row.zh == "（六）其他处理"
    assert len(tables["requests"].deviations[0].keys) == 21


def test_a_subtotal_of_other_handling_beside_its_rows() -> None:
    rows = requests({23: None}).replace("| （六）其他处理 1.", "| （六）其他处理 |" + " 1 |" * 7 + "\n| 1.")
    tables, figures = facts(rows, 3)
    assert deviations(tables["requests"]) == [("missing-row", "handled_total", "")]
    assert figures["requests.other.unpaid[total]"].value == 0


def test_other_handling_with_a_heading_of_its_own_and_short_rows() -> None:
    changes: dict[int, list[str] | None] = {20: ["（六）其他 1.逾期不补正", *ZEROS], 21: ["2.逾期不缴费", *ZEROS]}
    tables, _ = facts(requests(changes), 3)
    assert deviations(tables["requests"]) == []


def test_a_missing_and_a_renamed_column() -> None:
    lines = [line.split("|") for line in requests().splitlines()]
    without = "\n".join("|".join(cells[:4] + cells[5:]) for cells in lines)
    tables, figures = facts(without, 3)
    assert deviations(tables["requests"]) == [("missing-column", "research", "")]
    assert "requests.received[total]" in figures
    assert "requests.received[research]" not in figures
    tables, figures = facts(requests(head=[*HEAD[:3], "高等院校", *HEAD[4:]]), 3)
    assert deviations(tables["requests"]) == [("renamed-column", "research", "高等院校")]
    assert figures["requests.received[research]"].value == 0


def test_a_header_of_another_sort_does_not_move_figures() -> None:
    head = ["项目", "本年新收件数", "上年结转件数", "予以公开", "部分公开", "不予公开", "结转下年度", "总计"]
    tables, figures = facts(requests({0: [ROWS[0], "1", "2", "3", "4", "5", "6", "21"]}, head=head), 3)
    assert deviations(tables["requests"]) == []
    assert figures["requests.received[natural_person]"].value == 1
    assert figures["requests.received[other_organization]"].value == 6


def test_columns_in_another_order_go_by_their_labels() -> None:
    head = [HEAD[0], HEAD[7], *HEAD[1:7]]
    _, figures = facts(requests({0: [ROWS[0], "21", "1", "2", "3", "4", "5", "6"]}, head=head), 3)
    assert figures["requests.received[total]"].value == 21
    assert figures["requests.received[other_organization]"].value == 6


def test_rows_with_too_few_cells_are_torn() -> None:
    text = "\n".join(
        f"<tr><td>{label}</td>{'<td>1</td>' * (6 if place == 3 else 7)}</tr>" for place, label in enumerate(ROWS)
    )
    tables, figures = facts(f"<table>\n{text}\n</table>\n", 3)
    assert tables["requests"].state == "partly"
    assert tables["requests"].reason is not None
    assert figures["requests.partly_disclosed[total]"].torn
    assert figures["requests.disclosed[total]"].value == 1


OLD = """| 第二十条第（一）项 | | | |
|---|---|---|---|
| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
| 规章 | 1 | 1 | 5 |
| 规范性文件 | 2 | 2 | 9 |
| 第二十条第（五）项 | | | |
| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
| 行政许可 | 10 | +2 | 77 |
| 其他对外管理服务事项 | 3 | 0 | 8 |
"""


def test_the_form_of_2019_in_a_later_report() -> None:
    tables, figures = facts(OLD, 2)
    kinds = deviations(tables["disclosure"])
    foreign = [text for kind, _, text in kinds if kind == "foreign-label"]
    assert foreign == [
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "本年增/减",
        "其他对外管理服务事项",
    ]
    assert [name for kind, name, _ in kinds if kind == "missing-block"] == ["第二十条第（六）项", "第二十条第（八）项"]
    assert "disclosure.rules.issued" not in figures
    assert figures["disclosure.licensing.decisions"].value == 77


def test_the_form_of_2019_in_its_own_year() -> None:
    tables, figures = facts(OLD, 2, "prc-2019")
    assert [kind for kind, _, _ in deviations(tables["disclosure"])] == ["missing-block"] * 3
    assert state(figures, "disclosure.licensing.change") == ("value", 2)


def test_a_year_in_a_column_label_and_a_short_row_label() -> None:
    head = "| 信息内容 | 本年（2023）制发件数 | 2023年废止件数 | 现行有效件数 |"
    text = f"{head}\n|---|---|---|---|\n| 规范性文件 | 1 | 2 | 3 |\n"
    _, figures = facts(text, 2)
    assert figures["disclosure.normative_documents.issued"].value == 1
    assert figures["disclosure.normative_documents.in_force"].value == 3


def test_tables_outside_their_section_are_found_and_others_are_not_taken() -> None:
    text = requests() + "\n正文。\n\n| 事项 | 数量 |\n|---|---|\n| 行政许可 | 31 |\n| 行政处罚 | 8 |\n"
    tables, figures = facts(text, 5)
    assert tables["requests"].state == "read"
    assert tables["disclosure"].state == "absent"
    assert "disclosure.licensing.decisions" not in figures


LINES = """（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
自然人 法人或其他组织 总计
一、本年新收政府信息公开申请数量 21 0 0 0 0 0 21
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
三、本年度办理结果
（一）予以公开 10 0 0 0 0 0 10
（二）部分公开（区分处理的，只计这一情
形，不计其他情形） 4 0 0 0 0 0 4
（三）不予公开
1.属于国家秘密 1 0 0 0 0 0 1
2.其他法律行政止公开 0 0 0 0 0 0 0
3.危及“三安全一稳定” 0 0 0 0 0 0 0
4.保护第三方合法权益 0 0 0 0 0 0 0
5.属于三类内部事务信息 0 0 0 0 0 0 0
6.属于四类过程性信息 1 0 0 0 0 0 1
- 4 -
7.属于行政执法案卷 1 0 0 0 0 0 1
8.属于行政查询事项 0 0 0 0 0 0 0
（四）无法提供
1.本机关不掌握相关政府信息 2 0 0 0 0 0 2
2.没有现成信息需要另行制作 0 0 0 0 0 0 0
3.补正后申请内容仍不明确 0 0 0 0 0 0 0
（五）不予处理
1.信访举报投诉类申请 1 0 0 0 0 0 1
2.重复申请 0 0 0 0 0 0 0
3.要求提供公开出版物 0 0 0 0 0 0 0
4.无正当理由大量反复申请 0 0 0 0 0 0 0
5.要求行政机关确认或重新出具
0 0 0 0 0 0 0
已获取信息
（六）其他处理 1 0 0 0 0 0 1
（七）总计 21 0 0 0 0 0 21
四、结转下年度继续办理 0 0 0 0 0 0 0
"""


def test_rows_of_text() -> None:
    tables, figures = facts(LINES, 3, name="draft.txt")
    assert tables["requests"].state == "read"
    assert deviations(tables["requests"]) == [("missing-row", "other", "")]
    assert figures["requests.refused.law_forbids[total]"].value == 0
    assert figures["requests.partly_disclosed[natural_person]"].value == 4
    assert figures["requests.other[total]"].value == 1


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("（一）予以公开 10 0 0 0 0 10", False),
        ("（一）予以公开 10 0 0 0 0 0 0 10", False),
        ("（一）予以公开 10 - - - - - 10", True),
        ("（一）予以公开 10 00 0 0 0 0 10", False),
        ("（一）予以公开 1 0 0 0 0 0 1.", True),
        ("（一）予以公开 10 0 0 0 0 0 10\n3", True),
        ("（一）予以公开 1000001", True),
        ("（一）予以公开 10000010", False),
        ("（一）予以公开100 0001", False),
    ],
)
def test_only_as_many_numbers_as_cells_make_a_row(row: str, read: bool) -> None:
    tables, figures = facts(LINES.replace("（一）予以公开 10 0 0 0 0 0 10", row), 3, name="draft.txt")
    assert (figures["requests.disclosed[total]"].state != "unreadable") is read
    assert tables["requests"].state == ("read" if read else "partly")
    assert figures["requests.carried_in[total]"].value == 0
    assert figures["requests.partly_disclosed[total]"].value == 4


def test_an_ordinal_that_stuck_to_the_numbers_before_it() -> None:
    glued = re.sub(r"\b\d\d\b", "7", LINES.replace("- 4 -\n", "")).replace("\n", "").replace(" ", "")
    assert "10000012.其他" in glued
    tables, figures = facts(glued, 3, name="draft.txt")
    assert tables["requests"].state == "read"
    assert figures["requests.refused.state_secret[total]"].value == 1
    assert figures["requests.refused.state_secret[other_organization]"].value == 0
    assert figures["requests.disclosed[natural_person]"].value == 7


def test_a_table_written_column_by_column_is_there_but_not_read() -> None:
    labels = "\n".join(label.split(" ")[-1] for label in ROWS)
    columns = "\n".join(" ".join(["3"] * len(ROWS)) for _ in range(7))
    for text in (f"{labels}\n{columns}\n", f"{columns}\n{labels}\n1 2 3\n"):
        tables, figures = facts(text, 3, name="draft.txt")
        assert tables["requests"].state != "read"
        assert not any(figure.state == "value" for figure in figures.values())


REVIEW = "行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉\n" + (
    "结果维持 结果纠正 其他结果 尚未审结 总计 " * 2
)


@pytest.mark.parametrize(
    ("numbers", "state"),
    [
        ("1 0 0 0 1 2 0 0 0 2 0 0 3 0 3", "read"),
        ("100012000200303", "read"),
        ("1 0 0 0 1 2 0 0 0 2 0 0 3 3", "unreadable"),
        ("10001200020030312", "unreadable"),
        ("1 0 0 0 1 2 0 0 0 2 - - - - -", "read"),
    ],
)
def test_section_four_as_text(numbers: str, state: str) -> None:
    tables, figures = facts(f"{REVIEW}\n{numbers}\n", 4, name="draft.txt")
    assert tables["review"].state == state
    if state == "read":
        assert figures["review[total]"].value == 1
        assert figures["suits.direct[upheld]"].value == 2
        assert figures["suits.after_review[total]"].value in (3, None)
    else:
        assert tables["review"].reason is not None
        assert all(figure.torn for key, figure in figures.items() if key.startswith(("review", "suits")))


def test_a_table_left_blank_in_section_four() -> None:
    head = [
        f"{block} {word}"
        for block in ("行政复议", "行政诉讼 未经复议直接起诉", "行政诉讼 复议后起诉")
        for word in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    ]
    tables, figures = facts(pipe([head, [""] * 15]), 4)
    assert tables["review"].state == "read"
    assert {figure.state for figure in figures.values()} == {"blank"}
    assert len(figures) == 15


def test_a_table_that_is_not_the_form() -> None:
    tables, figures = facts("| 类别 | 数量 |\n|---|---|\n| 信息 | 5 |\n", 3)
    assert tables["requests"].state == "unreadable"
    assert tables["requests"].reason is not None
    assert figures == {}


def test_nothing_there() -> None:
    tables, figures = facts("本年度无。\n", 3)
    assert {name: table.state for name, table in tables.items()} == dict.fromkeys(tables, "absent")
    assert {table.order for table in tables.values()} == {0}
    assert figures == {}


def test_a_local_table_before_2014_is_not_read_as_the_form() -> None:
    text = "政府信息公开情况统计表\n\n指标 单位 2018年度 历年累计\n主动公开文件数 条 2069 12106\n行政复议件数 件 0 0\n"
    tables, figures = facts(text, None, "prc-2007", "draft.txt")
    assert tables["annex"].state == "unreadable"
    assert figures == {}


@pytest.mark.parametrize(
    "text", ["0 " * 200_000, "予以公开" * 80_000, "（一）予以公开 1 " * 60_000, "|0" * 120_000 + "|\n"]
)
def test_junk_is_read_without_harm(text: str) -> None:
    document = Document("junk.txt", "text", text)
    document.blocks.append(Paragraph(document.text(0, len(text))))
    tables, _ = read_statistics(document, [section(document, 3)], load_ruleset("prc-2021"))
    assert set(tables) == {"disclosure", "requests", "review"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("规章000行政规范性文件259第二十条第（五）项", 2),
        ("规章259行政规范性文件007第二十条第（五）项", 0),
        ("规章 行政规范性文件259第二十条第（五）项", None),
        ("规章2行政规范性文件259第二十条第（五）项", None),
        ("规章 0 0 0\n行政规范性文件 259\n第二十条第（五）项", None),
    ],
)
def test_a_run_of_three_digits_is_three_figures_only_where_zeros_are_written(text: str, value: int | None) -> None:
    text = f"第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数{text}信息内容本年处理决定数量行政许可12"
    _, figures = facts(text, 2, name="draft.txt")
    figure = figures["disclosure.normative_documents.issued"]
    assert (figure.state, figure.value) == (("value", value) if value is not None else ("unreadable", None))
    assert figures["disclosure.licensing.decisions"].value == 12


def test_a_number_of_seven_digits_among_others_is_not_seven_figures() -> None:
    row = "（一）予以公开 2756711\n的 0 0 82 0 45 16"
    _, figures = facts(LINES.replace("（一）予以公开 10 0 0 0 0 0 10", row), 3, name="draft.txt")
    assert figures["requests.disclosed[natural_person]"].state == "unreadable"


def test_a_row_of_an_office_in_place_of_the_only_row_of_a_block() -> None:
    text = "第二十条第（五）项\n\n| 信息内容 | 本年处理决定数量 |\n|---|---|\n| 行政审批 | 12 |\n"
    tables, figures = facts(text, 2)
    assert ("renamed-row", "licensing", "行政审批") in deviations(tables["disclosure"])
    assert figures["disclosure.licensing.decisions"].value == 12
    tables, figures = facts(text.replace("行政审批", "政许可"), 2)
    assert [kind for kind, _, _ in deviations(tables["disclosure"])] == ["missing-block"] * 3
    assert figures["disclosure.licensing.decisions"].value == 12
