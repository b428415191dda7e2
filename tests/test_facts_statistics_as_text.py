"""Tables that have become text and do not have the form's columns and rows; headers that have shifted."""

from __future__ import annotations

import pytest

from tests.test_facts_statistics import ROWS, Facts, facts

COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
DISCLOSURE = """第二十条第（一）项
信息内容
本年制发件数
本年废止件数
现行有效件数
规章 0 0 0
行政规范性文件 12 3 40
第二十条第（五）项
信息内容 本年处理决定数量
行政许可 512
第二十条第（六）项
信息内容 本年处理决定数量
行政处罚 31
行政强制 4
第二十条第（八）项
信息内容 本年收费金额（单位：万元）
行政事业性收费 7.5
"""


def requests(without: int | None, separator: str, numbers: str = "12") -> str:
    """The table of requests as lines, a column left out of header and rows."""
    columns = [name for place, name in enumerate(COLUMNS) if place != without]
    row = separator.join([numbers, *["0"] * (len(columns) - 2), numbers])
    heads = [["自然人", "法人或其他组织", "总计"], columns[1:-1]]
    lines = ["申请人情况", *((separator or "\n").join(head) for head in heads)]
    return "\n".join([*lines, *(f"{label}{separator}{row}" for label in ROWS)]) + "\n"


def kinds(found: Facts, table: str) -> list[tuple[str, str, str]]:
    return [(entry.kind, entry.name, entry.text) for entry in found[0][table].deviations]


@pytest.mark.parametrize("separator", [" ", "\n", "\t"])
def test_a_column_left_out_of_text_is_missed_and_the_others_are_read(separator: str) -> None:
    found = facts(requests(2, separator), 3, name="a.txt")
    assert kinds(found, "requests") == [("missing-column", "research", "")]
    assert "requests.received[research]" not in found[1]
    assert found[1]["requests.received[public_interest]"].value == 0
    assert found[1]["requests.handled_total[total]"].value == 12


def test_digits_run_together_under_a_header_without_a_column_are_not_the_forms_seven() -> None:
    # 128 0 0 0 0 3: seven digits, six cells.
    text = requests(2, "", "1").replace("四、结转下年度继续办理100001", "四、结转下年度继续办理1280003")
    figures = facts(text.replace("\n", ""), 3, name="a.txt")[1]
    assert figures["requests.received[total]"].value == 1
    assert {figures[key].state for key in figures if key.startswith("requests.carried_out")} == {"unreadable"}


def test_a_column_left_out_of_a_grid_whose_merged_cells_are_blank() -> None:
    columns = [*COLUMNS[:4], *COLUMNS[5:]]
    head = f"| | | | {' | '.join(columns)} |\n|{'---|' * 9}\n"
    rows = [
        f"| {ROWS[0]} | | | 8 | 1 | 0 | 0 | 0 | 9 |",
        "| （三）不予公开 | | 1.属于国家秘密 | 8 | 1 | 0 | 0 | 0 | 9 |",
    ]
    found = facts(head + "\n".join(rows), 3)
    assert [found[1][f"requests.received[{name}]"].value for name in ("natural_person", "business", "total")] == [
        8,
        1,
        9,
    ]
    assert ("missing-column", "legal_service", "") in kinds(found, "requests")


def test_a_header_whose_rows_have_shifted_does_not_name_the_columns() -> None:
    rows = [["自然人", "", "总计"], ["", "商业企业", "", *COLUMNS[2:6]]]
    head = "\n".join("| |" + "|".join(row) + "|" for row in rows)
    body = "\n".join(f"| {label} | 5 | 0 | 0 | 0 | 0 | 1 | 6 |" for label in ROWS)
    figures = facts(f"| |{'|'.join(rows[0])}|||||\n|{'---|' * 8}\n" + head.split("\n")[1] + "\n" + body, 3)[1]
    assert [figures[f"requests.received[{name}]"].value for name in ("natural_person", "total")] == [5, 6]


def test_numbers_that_stand_apart_keep_their_sign_and_fraction() -> None:
    figures = facts(DISCLOSURE.replace("512", "-3").replace("行政处罚 31", "行政处罚 12.5"), 2, name="a.txt")[1]
    assert float(figures["disclosure.licensing.decisions"].value or 0) == -3
    assert float(figures["disclosure.penalties.decisions"].value or 0) == 12.5


def test_a_row_in_other_words_among_lines() -> None:
    found = facts(DISCLOSURE.replace("行政处罚 31", "处罚决定 31"), 2, name="a.txt")
    assert kinds(found, "disclosure") == [("renamed-row", "penalties", "处罚决定")]
    assert found[1]["disclosure.penalties.decisions"].value == 31


def test_a_row_added_among_lines() -> None:
    found = facts(DISCLOSURE.replace("12 3 40\n", "12 3 40\n其他公开文件 5 0 6\n"), 2, name="a.txt")
    assert kinds(found, "disclosure") == [("added-row", "", "其他公开文件")]
    assert found[1]["disclosure.normative_documents.in_force"].value == 40


def test_a_note_among_lines_is_no_row() -> None:
    found = facts(DISCLOSURE.replace("12 3 40\n", "12 3 40\n注：废止 1 2 3\n"), 2, name="a.txt")
    assert not [kind for kind, _, _ in kinds(found, "disclosure") if kind == "added-row"]


def test_a_block_left_out_of_lines() -> None:
    start, end = DISCLOSURE.index("第二十条第（六）项"), DISCLOSURE.index("第二十条第（八）项")
    found = facts(DISCLOSURE[:start] + DISCLOSURE[end:], 2, name="a.txt")
    assert kinds(found, "disclosure") == [("missing-block", "第二十条第（六）项", "")]


def test_labels_of_another_edition_among_lines() -> None:
    text = DISCLOSURE.replace(
        "本年制发件数\n本年废止件数\n现行有效件数", "本年新制作数量\n本年新公开数量\n对外公开总数量"
    )
    found = facts(text, 2, name="a.txt")
    foreign = [text for kind, _, text in kinds(found, "disclosure") if kind == "foreign-label"]
    assert foreign == ["本年新制作数量", "本年新公开数量", "对外公开总数量"]
    assert found[1]["disclosure.normative_documents.issued"].state == "unreadable"


def test_a_word_that_sticks_to_digits_leaves_them_unreadable() -> None:
    glued = DISCLOSURE.replace("\n", "").replace(" ", "").replace("12340", "174若干")
    figures = facts(glued, 2, name="a.txt")[1]
    assert figures["disclosure.normative_documents.issued"].state == "unreadable"


def wide(third: list[str], numbers: list[str], separator: str) -> str:
    head = [["行政复议", "行政诉讼"], [*OUTCOMES, "未经复议直接起诉", "复议后起诉"], [*OUTCOMES, *third], numbers]
    return "\n".join(separator.join(row) for row in head) + "\n"


FOURTEEN = ["1", "0", "0", "1", "2", "0", "0", "0", "0", "0", "1", "0", "0", "0"]


@pytest.mark.parametrize("separator", ["\t", "\n", ""])
def test_fourteen_numbers_under_fourteen_outcomes(separator: str) -> None:
    found = facts(wide(OUTCOMES[:4], FOURTEEN, separator), 4, name="a.txt")
    assert found[0]["review"].state == "read"
    assert "suits.after_review[total]" not in found[1]
    assert [found[1][f"{key}"].value for key in ("review[total]", "suits.after_review[upheld]")] == [2, 1]


def test_fourteen_numbers_that_do_not_add_up_may_have_shifted() -> None:
    found = facts(wide(OUTCOMES[:4], ["0", "5", *FOURTEEN[2:]], "\t"), 4, name="a.txt")
    assert found[0]["review"].state != "absent"
    assert not any(figure.state == "value" for figure in found[1].values())
