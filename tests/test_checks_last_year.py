"""A report against last year's: what was handed over, what was copied, what cannot be judged and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosurelint import check
from disclosurelint.engine import check_text, read_facts_text
from disclosurelint.facts.passages import resemblance
from disclosurelint.outcomes import ReportResult
from disclosurelint.rulebook.examples import a_year_earlier, apply_edits, model_text
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.settings import Settings

MODEL = model_text(load_ruleset("prc-2021"))
HANDED_OVER = [
    {"set": "requests.carried_out[natural_person]", "to": "2"},
    {"set": "requests.carried_out[total]", "to": "3"},
    {"set": "disclosure.normative_documents.in_force", "to": "89"},
]


def last_year(*edits: dict[str, str]) -> str:
    return apply_edits(a_year_earlier(MODEL), [*HANDED_OVER, *edits], load_ruleset("prc-2021"))


def edited(*edits: dict[str, str]) -> str:
    return apply_edits(MODEL, edits, load_ruleset("prc-2021"))


def compared(text: str, previous: str, select: str = "YOY") -> ReportResult:
    return check_text(text, "2024.md", Settings(select=[select], previous_text=previous, preview=True))


def test_without_last_year_nothing_is_judged_for_one_reason() -> None:
    result = check_text(MODEL, "2024.md", Settings(select=["YOY"], ignore=["YOY004"]))
    assert not result.findings
    assert {gap.reason for gap in result.not_assessed} == {"缺上年报告"}
    assert {gap.needs for gap in result.not_assessed} == {"用 --previous 提供上年报告"}
    assert set(result.outcomes.values()) == {"not-assessed"}


def test_both_figures_and_the_place_in_last_year_s_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "2024.md").write_text(MODEL, "utf-8")
    before = last_year({"set": "requests.carried_out[total]", "to": "6"})
    (tmp_path / "2023.md").write_text(before, "utf-8")
    run = check(tmp_path / "2024.md", previous=tmp_path, select=["YOY001"], isolated=True)
    (finding,) = run.reports[0].findings
    assert (finding.actual, finding.expected) == ("3", "6")
    assert "3" in finding.message
    assert "6" in finding.message
    (related,) = finding.related
    assert related.path == (tmp_path / "2023.md").as_posix()
    assert related.place is not None
    assert before.splitlines()[related.place.line - 1].count("结转下年度继续办理") == 1
    assert "2023.md" in (finding.sum or "")


def test_unreadable_cell_of_last_year_is_not_judged_and_the_file_named() -> None:
    result = compared(MODEL, last_year({"set": "requests.carried_out[total]", "to": "三件"}), "YOY001")
    assert result.outcomes["YOY001"] == "not-assessed"
    assert "previous.md" in result.not_assessed[0].reason
    assert not result.findings


def test_blank_total_is_taken_from_its_columns() -> None:
    before = last_year({"set": "requests.carried_out[total]", "to": ""})
    assert compared(MODEL, before, "YOY001").outcomes["YOY001"] == "pass"
    report = edited(
        {"set": "requests.carried_in[natural_person]", "to": "4"}, {"set": "requests.carried_in[total]", "to": ""}
    )
    (finding,) = compared(report, before, "YOY001").findings
    assert (finding.actual, finding.expected) == ("5", "3")


def test_columns_are_judged_only_where_the_totals_agree() -> None:
    before = last_year(
        {"set": "requests.carried_out[natural_person]", "to": "5"}, {"set": "requests.carried_out[total]", "to": "6"}
    )
    result = compared(MODEL, before)
    assert result.outcomes["YOY001"] == "fail"
    assert result.outcomes["YOY002"] == "suppressed"


NOTE = "## 三、收到和处理"


@pytest.mark.parametrize(
    ("note", "severity"),
    [
        ("注：规范性文件数量因统计口径调整与上年不可比。", None),
        ("注：行政许可数据口径与上年一致。", "warning"),
        ("注：本表数据由各单位报送。", "warning"),
    ],
)
def test_a_note_under_the_table_explains_the_stock(note: str, severity: str | None) -> None:
    before = last_year({"set": "disclosure.normative_documents.in_force", "to": "130"})
    result = compared(edited({"replace": NOTE, "by": f"{note}\n\n{NOTE}"}), before, "YOY003")
    assert [finding.severity for finding in result.findings] == ([severity] if severity else [])


def test_a_clean_up_told_elsewhere_makes_it_a_hint() -> None:
    before = last_year({"set": "disclosure.normative_documents.in_force", "to": "130"})
    told = edited({"replace": "全年收费3186.57万元。", "by": "全年收费3186.57万元。开展行政规范性文件专项清理。"})
    assert [finding.severity for finding in compared(told, before, "YOY003").findings] == ["info"]


def test_last_year_s_form_may_have_been_another() -> None:
    before = model_text(load_ruleset("prc-2019"))
    report = MODEL.replace("2024年", "2021年").replace("2025年", "2022年")
    result = compared(report, before)
    assert result.outcomes["YOY003"] == "not-applicable"
    assert result.outcomes["YOY007"] == "not-applicable"
    assert result.outcomes["YOY001"] == "fail"


def test_table_of_few_figures_may_be_the_same_by_chance() -> None:
    figures = read_facts_text(MODEL, "2024.md", Settings()).figures
    nothing = edited(
        *({"set": key, "to": "0"} for key, figure in figures.items() if figure.amount and "requests." in key)
    )
    edits = [
        {"set": f"requests.{row}[{column}]", "to": "1"}
        for row in ("received", "disclosed", "handled_total")
        for column in ("natural_person", "total")
    ]
    one = apply_edits(nothing, edits, load_ruleset("prc-2021"))
    result = compared(one, a_year_earlier(one), "YOY007")
    assert [finding.severity for finding in result.findings] == ["info"]
    assert compared(nothing, a_year_earlier(nothing), "YOY007").outcomes["YOY007"] == "pass"


def test_repeated_passages_are_shown_with_their_places() -> None:
    (finding,) = compared(MODEL, last_year(), "YOY006").findings
    assert finding.section == 5
    assert "previous.md" in finding.remedy
    assert any("重复" in note and "第" in note for note in finding.notes)
    assert "“" in finding.message
    (related,) = finding.related
    assert related.path == "previous.md"
    assert related.place is not None


def test_the_same_words_in_other_words_are_no_copy() -> None:
    fresh = (
        "上年指出的解读形式单一问题已通过图解专栏得到缓解，目前较突出的是热线答复与书面答复口径不一、"
        "老旧文件缺少电子版、镇村两级查询点使用率偏低。下一步逐件核对答复模板，分批扫描旧档，把查询点并入便民大厅。"
    )
    lines = MODEL.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("对照《条例》要求"))
    text = "\n".join([*lines[:start], fresh, *lines[start + 3 :]])
    assert compared(text, last_year(), "YOY006").outcomes["YOY006"] == "pass"


@pytest.mark.parametrize("sentence", ["无。", "本年度未收取信息处理费，没有其他需要报告的事项。"])
def test_a_fixed_sentence_is_no_copy(sentence: str) -> None:
    text = edited(
        {
            "replace": "2024年度未发出信息处理费收费通知，收取信息处理费0元。除上述内容外，没有其他需要报告的事项。",
            "by": sentence,
        }
    )
    found = compared(text, a_year_earlier(text), "YOY005").findings
    assert [finding.section for finding in found] == [1]


def test_resemblance_is_linear_on_hostile_text() -> None:
    text = "啊" * 50_000
    assert resemblance(text, text).ratio == 1
    mixed = "甲乙丙丁戊己庚辛" * 6_000
    assert resemblance(mixed, mixed[::-1]).ratio < 0.5


def test_resemblance_counts_each_letter_once() -> None:
    one = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
    found = resemblance(one, one[4:] + one[:12])
    assert 0.7 < found.ratio <= 1
    assert sum(len(run) for run in found.runs) >= len(one) - 4


def test_published_pairs_hand_over(cases: Path) -> None:
    for name, previous in (("04-suqian-2024.md", "03-suqian-2023.md"), ("06-hongze-2024.md", "05-hongze-2023.md")):
        run = check(cases / name, previous=cases / previous, select=["YOY"], isolated=True)
        assert not [
            finding for finding in run.reports[0].findings if finding.rule in ("YOY001", "YOY002", "YOY003", "YOY007")
        ]
        assert run.reports[0].outcomes["YOY001"] == "pass"
        assert run.reports[0].outcomes["YOY003"] == "pass"
