"""Rules of title, period, sections, problems, signature and dates, on edits of the model drafts."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosurelint.engine import check_document, check_text
from disclosurelint.outcomes import Finding, ReportResult
from disclosurelint.readers import read, read_bytes
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.settings import Settings

FAMILIES = ("DOC", "PER", "SEC", "PRB", "SIG")
SIGNED = "清沅县人民政府\n\n2025年3月14日"
DATED = "2025年3月14日"
TITLE = "# 清沅县人民政府2024年政府信息公开工作年度报告"
FIVE = "## 五、存在的主要问题及改进情况"
PROBLEMS = "对照《条例》要求，工作中还存在以下问题："
MEASURES = "针对上述问题，采取以下措施加以改进："


@cache
def model(edition: str = "prc-2021") -> str:
    path = load_ruleset(edition).model
    assert path is not None
    return Path(path).read_text("utf-8")


def edited(*edits: tuple[str, str], edition: str = "prc-2021") -> str:
    """The model with each old text, which stands there once, replaced."""
    text = model(edition)
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def paragraph(start: str, edition: str = "prc-2021") -> str:
    """The whole line of the model that begins so."""
    found = [line for line in model(edition).splitlines() if line.startswith(start)]
    assert len(found) == 1, start
    return found[0]


def result_of(text: str, **settings: Any) -> ReportResult:
    return check_text(text, "draft.md", Settings(**settings))


def findings(text: str, rule: str, **settings: Any) -> list[Finding]:
    return [finding for finding in result_of(text, **settings).findings if finding.rule == rule]


def rules_found(text: str, **settings: Any) -> list[str]:
    return sorted({f.rule for f in result_of(text, **settings).findings if f.rule.startswith(FAMILIES)})


@pytest.mark.parametrize("edition", ["prc-2007", "prc-2019", "prc-2021"])
def test_models_are_clean(edition: str) -> None:
    assert rules_found(model(edition), body_type="county") == []


# Title


def test_a_title_in_several_words_is_whole() -> None:
    for title in (
        "# 2024年清沅县人民政府政府信息公开年度报告",
        "# 清沅县2024年政府信息公开工作年度报告",
        "# 清沅县人民政府办公室\n\n# 2024年度政府信息公开工作年度报告",
    ):
        assert rules_found(edited((TITLE, title))) == [], title


def test_the_wrong_term_is_told_once() -> None:
    text = edited((TITLE, "# 清沅县人民政府2024年政务公开工作年度报告"))
    assert rules_found(text) == ["DOC002"]
    (found,) = findings(text, "DOC002")
    assert found.suggestion == "清沅县人民政府2024年政府信息公开工作年度报告"


def test_title_year_against_a_given_year_silences_what_has_the_same_cause() -> None:
    text = edited((TITLE, TITLE.replace("2024", "2023")), ("统计期限自2024年", "统计期限自2023年"))
    assert [f.actual for f in findings(text, "DOC003", year=2024)] == ["2023"]
    assert result_of(text, year=2024).outcomes["PER002"] == "suppressed"
    other = edited((TITLE, TITLE.replace("2024", "2023")), ("统计期限自2024年", "统计期限自2022年"))
    assert [f.actual for f in findings(other, "PER002", year=2024)] == ["2022"]


def test_names_that_pair_and_names_that_do_not() -> None:
    for signed in ("清沅县人民政府办公室", "清沅县政府办公室", "清沅县"):
        assert "DOC004" not in rules_found(edited((SIGNED, f"{signed}\n\n{DATED}"))), signed
    for signed in ("白石县人民政府", "清沅县教育局"):
        assert "DOC004" in rules_found(edited((SIGNED, f"{signed}\n\n{DATED}"))), signed


def test_a_department_may_compile_the_report_of_its_government() -> None:
    by = "本报告由清沅县政务服务管理局依照《中华人民共和国政府信息公开条例》"
    assert "DOC004" not in rules_found(edited(("本报告依照《中华人民共和国政府信息公开条例》", by)))
    other = by.replace("清沅县", "白石县")
    assert "DOC004" in rules_found(edited(("本报告依照《中华人民共和国政府信息公开条例》", other)))


# Period


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("自2024年1月1日起至2024年12月31日止", []),
        ("从2024年1月1日到12月31日", []),
        ("自 2024 年 1 月 1 日 起至 12 月 31 日 止", []),
        ("自2024年1月1日起至12月30日止", ["PER003"]),
        ("自2024年1月1日起至11月31日止", ["PER003"]),
        ("自2023年1月1日起至2023年12月31日止", ["PER002"]),
        ("自2023年12月1日起至2024年11月30日止", ["PER002", "PER003"]),
    ],
)
def test_period(period: str, expected: list[str]) -> None:
    assert rules_found(edited(("自2024年1月1日起至12月31日止", period))) == expected


@pytest.mark.parametrize(
    ("period", "wrong"),
    [
        ("自2023年1月1日起至2024年12月31日止", ["起始年份2023年"]),
        ("自2024年1月1日起至2025年12月31日止", ["截止年份2025年"]),
        ("自2023年12月1日起至2024年11月30日止", ["起始年份2023年"]),
        ("自2023年1月1日起至2025年12月31日止", ["起始年份2023年", "截止年份2025年"]),
    ],
)
def test_a_period_that_crosses_years_is_told_with_its_wrong_year(period: str, wrong: list[str]) -> None:
    (found,) = findings(edited(("自2024年1月1日起至12月31日止", period)), "PER003")
    named = [
        name
        for name in ("起始年份2023年", "起始年份2024年", "截止年份2024年", "截止年份2025年")
        if name in found.message
    ]
    assert named == wrong
    assert found.expected == "2024年1月1日起至12月31日"


def test_where_only_the_period_tells_the_year_neither_end_is_called_wrong() -> None:
    title = "# 清沅县人民政府2024年政府信息公开工作年度报告"
    period = ("自2024年1月1日起至12月31日止", "自2024年1月1日起至2025年12月31日止")
    text = edited((title, "# 清沅县人民政府政府信息公开工作年度报告"), period)
    (found,) = findings(text, "PER003")
    assert "起于2024年、止于2025年" in found.message


# Sections


def headings() -> list[str]:
    return [line for line in model().splitlines() if line.startswith("## ")]


@pytest.mark.parametrize(
    ("ordinals", "wrong"),
    [
        ("一二三四五六", []),
        ("一二三三五六", [("四", "三")]),
        ("一一二三四五", [("二", "一")]),
        ("一二三五六七", [("四", "五")]),
        ("一二四三五六", [("三", "四"), ("四", "三")]),
        ("一二三四五五", [("六", "五")]),
        ("二三四五六七", [("一", "二")]),
    ],
)
def test_ordinals(ordinals: str, wrong: list[tuple[str, str]]) -> None:
    edits = [(line, f"## {ordinal}{line[4:]}") for line, ordinal in zip(headings(), ordinals, strict=True)]
    found = findings(edited(*edits), "SEC004")
    assert [(finding.expected, finding.actual) for finding in found] == wrong


def test_a_missing_section_is_no_fault_of_the_ordinals() -> None:
    text = edited((FIVE, "五年规划执行情况如下。"))
    assert rules_found(text) == ["SEC001"]
    (found,) = findings(text, "SEC001")
    assert found.section == 5
    assert found.place.line == text.splitlines().index("## 六、其他需要报告的事项") + 1
    assert result_of(text).outcomes["PRB002"] in ("not-applicable", "suppressed")


def test_one_heading_without_ordinal_among_others_that_have_theirs() -> None:
    assert rules_found(edited(("## 一、总体情况", "## 总体情况"))) == ["SEC012"]
    (found,) = findings(edited(("## 一、总体情况", "## 总体情况")), "SEC012")
    assert found.suggestion == "一、总体情况"


def test_remains_of_an_ordinal_are_told_once() -> None:
    text = edited((FIVE, "## 、存在的主要问题及改进情况"))
    assert rules_found(text) == ["SEC012"]


def test_aspects_with_ordinals_of_sections_are_no_sections() -> None:
    aspects = [line for line in model().splitlines() if line[:1] == "（" and line[2:3] == "）"]
    text = edited(*[(line, f"{line[1]}、{line[3:]}") for line in aspects])
    assert not {"SEC001", "SEC004", "SEC005", "SEC012"} & set(rules_found(text))


def test_sections_out_of_order_name_the_fewest_that_must_move() -> None:
    two, five = headings()[1], headings()[4]
    text = edited((two, "## 二、存在的主要问题及改进情况"), (five, "## 五、主动公开政府信息情况"))
    assert [f.section for f in findings(text, "SEC003")] == [5, 2]


@pytest.mark.parametrize(
    ("words", "stated"),
    [("六个部分", None), ("六部分", None), ("七个部分", None), ("五个部分", "5"), ("八个部分", "8"), ("两部分", None)],
)
def test_announced_parts(words: str, stated: str | None) -> None:
    found = findings(edited(("六个部分组成", f"{words}组成")), "SEC005")
    assert [finding.actual for finding in found] == ([stated] if stated else [])


@pytest.mark.parametrize(
    "hint",
    [
        "该部分以表格形式报告。表格如下：",
        "（可附图）",
        "编写说明：先综述全年情况",
        "（此处填写机关名称）",
        "（原则上不超过1000字）",
    ],
)
def test_hints_of_templates(hint: str) -> None:
    found = findings(edited((FIVE, f"{FIVE}\n\n{hint}")), "SEC006")
    assert [finding.section for finding in found] == [5]


@pytest.mark.parametrize(
    "words",
    [
        "公开政府信息××条",
        "发布信息XX件",
        "收取信息处理费__元",
        "20XX年度",
        "由××县人民政府编制",
        "（待补充）",
        "数据待填写",
        "2025年  月  日",
        "X月X日召开会议",
        "培训***人次",
        "收到申请***件，办结***件",
        "收到申请**件，办结**件",
        "收到申请*件，办结*件",
        "发布信息＊＊条",
        "收到申请X件",
        "占比X%",
        "20**年",
        "由××局牵头",
        "公开信息【】条",
        "公开信息【  】条",
        "县政府办公室印发《工作要点》（清政办发〔2024〕  号）",
        "县政府办公室印发《工作要点》（清政办发〔2024〕××号）",
        "由____负责日常工作",
        "联系电话：____________",
        "电话：0870-XXXXXXX",
        "邮编：XXXXXX",
        "地址：某某路某号",
        "地址：XX路XX号",
        "联系人：XXX",
        "邮箱：xxx@xxx.com",
        "某年某月某日召开会议",
        "请与某某县人民政府办公室联系",
        "公开信息{数量}条",
        "公开信息……条",
    ],
)
def test_placeholders(words: str) -> None:
    assert len(findings(edited((FIVE, f"{FIVE}\n\n{words}。")), "SEC007")) == 1


def test_placeholders_in_a_title_are_found() -> None:
    text = edited(("# 清沅县人民政府2024年", "# 某某县人民政府2024年"))
    (found,) = findings(text, "SEC007")
    assert (found.place.line, found.actual) == (1, "某某县人民政府")


def test_a_placeholder_within_another_is_told_once() -> None:
    (found,) = findings(edited((FIVE, f"{FIVE}\n\n联系电话：____。其他数据（待补充）。")), "SEC007")
    assert found.actual == "电话:____、(待补充)"


@pytest.mark.parametrize(
    "words",
    [
        "××村村民反映的道路问题",
        "XX路改造工程",
        "××镇××小区居民",
        "电话138××××5678",
        "身份证号3203××××××××1234",
        "内容有待补充完善",
        "等待补充材料",
        "XX项目建设",
        "张××申请公开",
        "某些单位公开不够及时，某企业反映答复不够清楚",
        "张某某关于某某路某号房屋征收信息的申请",
        "某某公司不服某某局的答复，向人民法院起诉",
        "公开**重点领域**信息20条，*其他*信息5条，***专题***信息3条",
        "信息**20**条",
        "[x] 已经完成",
        "[ ] 尚未完成",
        "见[公开专栏](https://example.gov.cn/col/a__b___c)",
        "邮箱：xxgk__office@example.gov.cn",
        "制度文本（云政复决字〔2024〕××号）",
        "身份证号5303**********1234，电话138****5678",
        "单位负责人：____  审核人：____  填报人：____  联系电话：____",
        "5×8小时服务",
        "宣传册20余条……等内容",
        "《国务院办公厅关于印发〈填写规范〉的通知》",
    ],
)
def test_words_that_are_no_placeholders(words: str) -> None:
    assert findings(edited((FIVE, f"{FIVE}\n\n{words}。")), "SEC007") == []


def test_old_items_are_the_old_structure_and_an_old_first_heading_is_a_variant() -> None:
    old = edited(
        ("## 六、其他需要报告的事项", "## 六、政府信息公开的收费及减免情况\n\n无。\n\n## 七、其他需要报告的事项")
    )
    assert "SEC008" in rules_found(old)
    assert rules_found(edited(("## 一、总体情况", "## 一、概述"))) == ["SEC013"]


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("全年没有收取检索、复制、邮寄费用。", False),
        ("依申请公开政府信息未收费。", False),
        ("公开行政事业性收费信息3条。", True),
        ("办理减免税91件，减免金额21万元。", True),
    ],
)
def test_items_of_2007_may_be_reported_in_prose(sentence: str, missing: bool) -> None:
    text = edited(
        ("## 三、政府信息公开的收费及减免情况\n\n", ""),
        ("政府信息公开的收费及减免情况、因", "因"),
        (paragraph("2017年度未向申请人收取", "prc-2007"), sentence),
        edition="prc-2007",
    )
    assert [finding.section for finding in findings(text, "SEC009")] == ([3] if missing else [])


def test_an_empty_section_silences_what_looks_into_it() -> None:
    text = edited((paragraph(PROBLEMS), ""), (paragraph(MEASURES), "- 7 -"))
    assert rules_found(text) == ["SEC010"]


def test_a_section_of_words_alone_lacks_its_table() -> None:
    lines = model().splitlines()
    start = lines.index("## 四、政府信息公开行政复议、行政诉讼情况") + 1
    text = "\n".join([*lines[:start], "", "2024年度发生行政复议5件。", "", *lines[lines.index(FIVE) :]])
    found = findings(text, "SEC011")
    assert [finding.section for finding in found] == [4]


def test_a_picture_may_be_the_table() -> None:
    lines = model().splitlines()
    start = lines.index("## 四、政府信息公开行政复议、行政诉讼情况") + 1
    text = "\n".join([*lines[:start], "", "![表四](table4.png)", "", *lines[lines.index(FIVE) :]])
    assert result_of(text).outcomes["SEC011"] == "not-assessed"


# Problems


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("无。", ["PRB001"]),
        ("2024年度无存在问题。", ["PRB001"]),
        ("2024年，我县公开工作成绩显著。下一步将继续做好各项工作。", ["PRB002"]),
        ("目前未发现明显问题，今后将针对存在的问题认真整改。", ["PRB002"]),
        ("一是政策解读形式单一，有待进一步丰富；二是业务培训需要加强。", ["PRB003"]),
        ("公开内容更新不够及时。下一步，建立定期检查制度。", []),
        ("信息报送的频次较低。2025年，我们将每季度通报一次。", []),
    ],
)
def test_problems_and_measures(text: str, rules: list[str]) -> None:
    draft = edited((paragraph(PROBLEMS), text), (f"{paragraph(MEASURES)}\n\n", ""))
    assert rules_found(draft) == rules


# Signature and dates


@pytest.mark.parametrize(
    ("day", "body_type", "late"),
    [
        ("2025年1月31日", "department", False),
        ("2025年2月1日", "department", True),
        ("2025年3月31日", "county", False),
        ("2025年4月1日", "city", True),
        ("2025年4月1日", "central-department", True),
    ],
)
def test_deadlines(day: str, body_type: str, late: bool) -> None:
    found = findings(edited((DATED, day)), "SIG001", body_type=body_type)
    assert [finding.severity for finding in found] == (["warning"] if late else [])


def test_the_law_names_no_deadline_for_townships() -> None:
    text = edited((DATED, "2025年2月20日"))
    assert result_of(text, body_type="township").outcomes["SIG001"] == "not-applicable"
    assert result_of(text, body_type="subdistrict", deadline=(2, 10)).outcomes["SIG001"] == "fail"
    assert result_of(text, body_type="township", deadline=(2, 20)).outcomes["SIG001"] == "pass"


def test_before_2019_one_deadline_for_all() -> None:
    text = edited(("2018年3月19日", "2018年4月2日"), edition="prc-2007")
    for body_type in ("subdistrict", "township", "department", "other"):
        assert result_of(text, body_type=body_type).outcomes["SIG001"] == "fail"


def test_a_date_of_publication_counts_too() -> None:
    assert findings(model(), "SIG001", body_type="county", published=date(2025, 4, 8))
    undated = edited((SIGNED, "清沅县人民政府"))
    assert result_of(undated, body_type="county").outcomes["SIG001"] == "not-assessed"
    assert result_of(undated, body_type="county", published=date(2025, 3, 8)).outcomes["SIG001"] == "pass"


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("2025年3月14日", []),
        ("2025 年 3 月 14 日", []),
        ("2025年03月14日", ["SIG004"]),
        ("25年3月14日", ["SIG004"]),
        ("2025.3.14", ["SIG004"]),
        ("2025-03-14", ["SIG004"]),
        ("2025/3/14", ["SIG004"]),
        ("2025．3．14", ["SIG004"]),
        ("20250314", ["SIG004"]),
        ("二〇二五年三月十四日", ["SIG004"]),
        ("二◯二五年三月十四日", ["SIG004"]),
        ("二零二五年三月十四日", ["SIG004"]),
        ("2025年三月十四日", ["SIG004"]),
        ("2025.4.14", ["SIG001", "SIG004"]),
        ("2024.12.14", ["SIG002", "SIG003", "SIG004"]),
        ("2026-01-14", ["SIG001", "SIG003", "SIG004"]),
        ("二〇二五年四月一日", ["SIG001", "SIG004"]),
        ("二〇二四年十二月十四日", ["SIG002", "SIG003", "SIG004"]),
        ("二〇二六年一月十四日", ["SIG001", "SIG003", "SIG004"]),
        ("2025.2.30", ["SIG007"]),
        ("二〇二五年二月三十日", ["SIG007"]),
        ("2025年二月30日", ["SIG007"]),
        ("2025年2月30日", ["SIG007"]),
        ("2025329", ["SIG007"]),
        ("2024年3月14日", ["SIG002", "SIG003"]),
        ("2024年12月31日", ["SIG003"]),
        ("2026年3月14日", ["SIG001", "SIG003"]),
    ],
)
def test_dates(written: str, rules: list[str]) -> None:
    assert rules_found(edited((DATED, written)), body_type="county") == rules


@pytest.mark.parametrize("written", ["2025年03月04日", "2025.3.4", "2025-03-04", "二〇二五年三月四日"])
def test_the_form_of_a_date_is_mended(written: str) -> None:
    (found,) = findings(edited((DATED, written)), "SIG004")
    assert [(edit.text, found.safe_fix) for edit in found.edits] == [("2025年3月4日", True)]
    assert found.suggestion == "2025年3月4日"


@pytest.mark.parametrize("written", ["2025.2.30", "2025-02-30", "二〇二五年二月三十日", "2025年2月30日"])
def test_a_day_that_no_calendar_has_is_called_so(written: str) -> None:
    (found,) = findings(edited((DATED, written)), "SIG007")
    assert found.message.endswith("不存在")


def test_chinese_numerals_were_the_form_of_dates_before_2012() -> None:
    model_2012 = edited(("2018年3月19日", "二〇一三年三月十九日"), edition="prc-2007").replace("2017年", "2012年")
    assert findings(model_2012, "SIG004")
    model_2011 = edited(("2018年3月19日", "二〇一二年三月十九日"), edition="prc-2007").replace("2017年", "2011年")
    assert not findings(model_2011, "SIG004")
    assert findings(model_2011.replace("二〇一二年三月十九日", "2012.3.19"), "SIG004")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("（2025-03-14）", True),
        ("（2025.3.14）", True),
        ("（清沅县人民政府　2025.3.14）", True),
        ("2025-03-14", False),
        ("发布时间：2025-03-14", False),
        ("发布日期：2025/03/14 09:30 来源：县政府办公室", False),
        ("清沅县人民政府办公室 2025-03-14", False),
    ],
)
def test_dates_that_the_site_shows_have_no_form(line: str, found: bool) -> None:
    title = "# 清沅县人民政府2024年政府信息公开工作年度报告\n"
    text = edited((title, f"{title}\n{line}\n"))
    assert bool(findings(text, "SIG004")) is found


def test_no_signature_is_a_hint_where_the_site_shows_it() -> None:
    text = edited((SIGNED, ""))
    severities = {f.rule: f.severity for f in result_of(text).findings if f.rule in ("SIG005", "SIG006")}
    assert severities == {"SIG005": "warning", "SIG006": "warning"}
    hints = {f.rule: f.severity for f in result_of(text, expect_signature=False).findings if f.rule.startswith("SIG")}
    assert hints == {"SIG005": "info", "SIG006": "info"}


def test_dates_that_disagree() -> None:
    under = f"{TITLE}\n\n清沅县人民政府\n\n（2025年3月10日）"
    assert rules_found(edited((TITLE, under))) == ["SIG008"]


# What a county may add with YAML alone

COUNTY = """\
id: qingyuan
version: "1.0"
title: {zh: 清沅县, en: Qingyuan county}
rules:
  SIG001:
    with:
      not-after:
        - {on: 02-20, bodies: [township, subdistrict]}
        - {on: 03-31, bodies: [province, city, county]}
add:
  - id: QY001
    name: contact-in-section-three
    severity: warning
    kind: text
    with: {in: "section:3", must: ['联系(?:人|电话)']}
    basis: [{place: {zh: 县政府办公室要求, en: county office}}]
    zh: {title: 缺少联系人, message: "{section}没有写明联系人或电话", why: 县里要求写明。, remedy: 补上联系人和电话。}
    en: {title: No contact, message: "{section} names no contact", why: The county asks for it., remedy: Add one.}
    examples:
      failing:
        - edit: []
          finds: {at: "section:3"}
      passing:
        - edit:
            - {replace: "## 四、政府信息", by: "联系电话：0870-5550126\\n\\n## 四、政府信息"}
"""


def test_a_county_adds_a_rule_and_a_deadline(tmp_path: Path) -> None:
    overlay = tmp_path / "qingyuan.yaml"
    overlay.write_text(COUNTY, "utf-8")
    late = edited((DATED, "2025年2月21日"))
    found = {f.rule for f in result_of(late, body_type="township", rulesets=[str(overlay)]).findings}
    assert {"QY001", "SIG001"} <= found
    heading = "## 三、收到和处理政府信息公开申请情况"
    text = edited((heading, f"{heading}\n\n联系人：公开办"))
    assert result_of(text, body_type="county", rulesets=[str(overlay)]).outcomes["QY001"] == "pass"


# Hostile text


@pytest.mark.parametrize("junk", ["存在公开问题不足收费报告申请", "X", "_", "（", "由 ", "年月日", "针对存在的"])
def test_time_grows_with_the_text_only(junk: str) -> None:
    """A pattern that tries a place in very many ways would not come to an end here."""
    text = edited((FIVE, f"{FIVE}\n\n{junk * (150_000 // len(junk))}"))
    assert result_of(text, select=list(FAMILIES)).year == 2024


# Real reports


def labels(cases: Path) -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted((cases / "labels").glob("*.yaml"))]


def test_published_reports(cases: Path) -> None:
    for label in labels(cases):
        if not label["path"].endswith((".md", ".txt")):
            continue
        result = check_document(read(cases / label["path"]), Settings())
        found = {finding.rule for finding in result.findings if finding.rule.startswith(FAMILIES)}
        must = {entry["rule"] for entry in label["must"] if entry["rule"].startswith(FAMILIES)} - {"PER004"}
        may = {entry["rule"] for entry in label["maybe"]}
        forbidden = tuple(entry["rule"] for entry in label["must_not"])
        assert must <= found, label["path"]
        assert not {rule for rule in found - may if rule.startswith(forbidden)}, label["path"]


# What a Word file still carries


def test_remains_of_editing() -> None:
    document = read_bytes(model().encode("utf-8"), "draft.md")
    assert check_document(document, Settings()).outcomes["DOC005"] == "not-applicable"
    document.remains = {"comments": (0, 5), "revisions": (30, 40)}
    found = [f for f in check_document(document, Settings()).findings if f.rule == "DOC005"]
    assert [finding.actual for finding in found] == ["comments", "revisions"]
