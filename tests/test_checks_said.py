"""Rules on what is said and cited: the overview, problems, other matters, law, years; on edits of the model drafts."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from disclosurelint.engine import check_text, read_facts_text
from disclosurelint.extracts import report_object
from disclosurelint.facts.aspects import read_overview
from disclosurelint.facts.instruments import read_citations
from disclosurelint.facts.points import Problems
from disclosurelint.facts.problems import read_problems
from disclosurelint.outcomes import Finding
from disclosurelint.report import Report
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.settings import Settings

FAMILIES = ("OVR", "OTH", "PRB", "LAW", "PER004")
OPENING = "各项任务按期完成。"
BASIS = "（国务院令第711号，以下简称《条例》）"
NOTICE = "《国务院办公厅政府信息公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
FEES = "2024年度未发出信息处理费收费通知，收取信息处理费0元。除上述内容外，没有其他需要报告的事项。"


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


def section(number: int, content: str, edition: str = "prc-2021") -> str:
    """The model with other content in a section."""
    lines = model(edition).splitlines()
    heads = [place for place, line in enumerate(lines) if line.startswith("## ")]
    start = heads[number - 1]
    end = heads[number] if number < len(heads) else lines.index("清沅县人民政府")
    return "\n".join([*lines[: start + 1], "", content, "", *lines[end:]])


def found(text: str, *rules: str, **settings: Any) -> list[Finding]:
    result = check_text(text, "draft.md", Settings(**{"preview": True, **settings}))
    return [finding for finding in result.findings if finding.rule.startswith(rules or FAMILIES)]


def told(text: str, *rules: str, **settings: Any) -> list[str]:
    return sorted({finding.rule for finding in found(text, *rules, **settings)})


def facts(text: str) -> Report:
    return read_facts_text(text, "draft.md", Settings())


@pytest.mark.parametrize("edition", ["prc-2007", "prc-2019", "prc-2021"])
def test_models_are_clean(edition: str) -> None:
    assert told(model(edition), body_type="county") == []


# The overview


@pytest.mark.parametrize(
    "parts",
    [
        "（一）主动公开情况。发布信息120条。（二）依申请公开情况。未收到申请。（三）政府信息管理情况。先审后发。（四）平台建设情况。维护网站1个。（五）监督保障情况。开展考核和社会评议，未发生追责。",
        "一是加强主动公开，全年发布信息120条；二是做好依申请公开，办理申请3件；三是规范信息管理，更新目录；四是建好公开平台，改版网站；五是强化监督保障，开展考核和社会评议，未发生责任追究情形。",
        "全年公开政府信息120条，办理公开申请3件。落实保密审查制度，失效文件及时清理。政务新媒体推送信息90篇。组织培训1次，完成年度考核，满意度评议为98%，无责任追究。",
        "**主动公开方面**。发布信息9条。\n\n**依申请公开方面**。无申请。\n\n**信息管理方面**。定期清理。\n\n**平台载体建设方面**。维护公众号。\n\n**组织领导和监督方面**。考核、评议、问责均无异常。",
    ],
)
def test_aspects_however_headed_or_spoken_of(parts: str) -> None:
    assert told(section(1, parts), "OVR001", "OVR002", "OVR004", body_type="county") == []


def test_each_missing_aspect_is_told_at_the_heading() -> None:
    text = section(
        1, "（一）主动公开。发布信息120条。（二）依申请公开。办理申请3件。（三）监督保障。开展考核、评议，未发生追责。"
    )
    hits = found(text, "OVR001")
    assert [finding.expected for finding in hits] == ["政府信息管理", "政府信息公开平台建设"]
    assert {finding.source for finding in hits} == {"## 一、总体情况"}
    assert hits[0].suggestion == "（三）政府信息管理。"


def test_weak_words_show_an_aspect_only_where_no_headings_divide_the_overview() -> None:
    spoken = (
        "全年主动公开信息120条，依申请公开信息3件；及时更新目录。网站和公众号运行平稳。加强监督，落实考核、评议、问责。"
    )
    headed = "（一）主动公开。及时更新目录。（二）依申请公开。办理3件。（三）平台建设。维护网站。（四）监督保障。考核、评议、问责。"
    assert told(section(1, spoken), "OVR001") == []
    assert [finding.expected for finding in found(section(1, headed), "OVR001")] == ["政府信息管理"]


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("信息公开占考核4分，引入第三方机构评估，未发生问责。", []),
        ("纳入绩效管理，群众满意率达98.2%，无因信息公开被追究责任的情况。", []),
        ("开展满意度测评，没有失职行为，完成年度考评。", []),
        ("不断提升群众满意度，落实工作考核。", ["社会评议", "责任追究"]),
        ("采用第三方检测平台监测网站。", ["工作考核", "社会评议", "责任追究"]),
    ],
)
def test_results_of_oversight_in_many_words(words: str, missing: list[str]) -> None:
    text = section(1, f"主动公开信息120条，依申请公开3件，信息管理规范，平台运行平稳，监督保障有力。{words}")
    assert [finding.expected for finding in found(text, "OVR002", body_type="township")] == missing


def test_oversight_is_asked_of_governments_only() -> None:
    text = section(1, "主动公开信息120条，依申请公开3件，信息管理规范，平台运行平稳，监督保障有力。")
    assert told(text, "OVR002", body_type="department") == []
    assert told(text, "OVR002", body_type="subdistrict") == []
    assert len(found(text, "OVR002", body_type="township")) == 3


def test_a_thin_overview_is_a_hint() -> None:
    (finding,) = found(section(1, "主动公开、依申请公开、信息管理、平台建设、监督保障等各项工作有序开展。"), "OVR003")
    assert finding.severity == "info"
    assert finding.actual is not None
    assert int(finding.actual) < 200
    long = "主动公开、依申请公开、信息管理、平台建设、监督保障等各项工作有序开展。" * 7
    assert "没有一个数字" in found(section(1, long), "OVR003")[0].message
    assert found(section(1, long + "全年未收到申请。"), "OVR003") == []
    assert found(section(1, long + "举办培训两期。"), "OVR003") == []


def test_promoted_aspects_are_told_once() -> None:
    parts = "2024年工作有序。\n\n{0}、主动公开\n\n发布信息9条。\n\n{1}、依申请公开\n\n无申请。\n\n{2}、政府信息管理\n\n先审后发。\n\n{3}、平台建设\n\n维护网站。\n\n{4}、监督保障\n\n开展考核。"
    (finding,) = found(section(1, parts.format(*"一二三四五")), "OVR004")
    assert finding.section == 1
    assert "一、主动公开" in finding.source
    assert told(section(1, parts.format(*(f"（{one}）" for one in "一二三四五")).replace("）、", "）")), "OVR004") == []
    assert told(section(1, parts.format(*"12345")), "OVR004") == []


# Problems and measures

LISTS = {
    "two lists in one paragraph": "存在的主要问题：一是解读形式单一；二是更新不及时。改进措施：一是增加图解；二是每月检查。",
    "two paragraphs": "工作中还存在一些不足：一是解读形式单一；二是更新不及时。\n\n针对上述问题，下一步将：一是增加图解；二是每月检查。",
    "sub-headings": "（一）存在的主要问题\n\n1.解读形式单一。\n\n2.更新不及时。\n\n（二）改进措施\n\n1.增加图解。\n\n2.每月检查。",
    "headings that run into lists": "（一）主要问题一是解读形式单一；二是更新不及时。（二）改进措施一是增加图解；二是每月检查。",
    "items of both": "（一）解读形式单一。改进措施：增加图解。\n\n（二）更新不及时。下一步将每月检查。",
    "items of both in one paragraph": "一是解读形式单一，下一步将增加图解。二是更新不及时，今后将每月检查。",
    "prose": "2024年，我局公开工作取得一定成绩，但仍存在解读形式单一、更新不及时等问题。下一步，我局将增加图解，开展每月检查。",
    "by year": "2024年主要存在问题：一是解读形式单一。二是更新不及时。\n\n2025年工作措施：一是增加图解。二是每月检查。",
    "a table": "<table><tr><td>序号</td><td>存在问题</td><td>改进措施</td></tr><tr><td>1</td><td>解读形式单一</td><td>增加图解</td></tr><tr><td>2</td><td>更新不及时</td><td>每月检查</td></tr></table>",
    "other marks": "首先，解读形式单一；其次，更新不及时。对此，①增加图解；②每月检查。",
}


@pytest.mark.parametrize("layout", LISTS.values(), ids=LISTS)
def test_problems_and_measures_are_read_in_any_layout(layout: str) -> None:
    problems = read_problems(facts(section(5, layout)))
    assert isinstance(problems, Problems)
    concrete = [point.text.value for point in problems.problems if not point.general]
    assert len(concrete) == 2, concrete
    assert "单一" in concrete[0]
    assert "不及时" in concrete[1]
    measures = [point.text.value for point in problems.measures if not point.general]
    assert "图解" in measures[0]
    assert "每月检查" in measures[-1]
    assert told(section(5, layout), "PRB") == []


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        ("无。", ["PRB001"]),
        ("2024年，我县公开工作取得新成效，仍存在进一步提升空间。下一步将加强培训。", ["PRB002"]),
        ("虽然取得了一定成绩，但与上级要求和群众期盼相比还有一定差距。今后将继续加强学习。", ["PRB002"]),
        ("工作中存在一些问题和不足，需要进一步改进。", ["PRB002", "PRB003"]),
        ("政务公开队伍力量薄弱。我局将认真加以整改。", ["PRB003"]),
        ("政务公开队伍力量薄弱，业务能力有待加强。", ["PRB003"]),
        ("政务公开队伍力量薄弱。目前已整改到位。", []),
        ("政策解读形式不够多样。已增配图解5件。", []),
        ("公开的深度和广度还有待拓展，将梳理完善公开目录。", []),
        ("一是加强业务培训，解决经办人员不熟悉政策的问题；二是强化审核，防止信息更新不及时。", []),
        ("（一）问题\n\n1.栏目较粗\n\n2.人手紧张\n\n（二）措施\n\n1.细分栏目\n\n2.增加人手", []),
    ],
)
def test_what_names_a_problem_and_what_a_measure(content: str, rules: list[str]) -> None:
    assert told(section(5, content), "PRB") == rules


def test_the_general_words_are_shown() -> None:
    (finding,) = found(section(5, "我局工作仍存在一些不足之处，有待进一步提高。下一步将加强培训。"), "PRB002")
    assert "存在一些不足之处" in finding.message
    assert "不足之处" in finding.source


@pytest.mark.parametrize(
    ("content", "open_"),
    [
        (
            "存在问题：一是解读形式单一；二是栏目更新滞后；三是答复文书不规范。改进措施：一是增加图解；二是每月检查更新。",
            ["答复文书不规范"],
        ),
        ("一是解读形式单一，将增加图解。二是答复文书不规范。三是更新滞后，将按月检查。", ["答复文书不规范"]),
        (
            "存在问题：一是解读形式单一；二是栏目更新滞后；三是答复文书不规范。改进措施：一是增加图解并按月检查更新；二是印发答复示范文本。",
            [],
        ),
        ("存在问题：一是解读形式单一；二是栏目更新滞后。改进措施：一是增加图解；二是按月检查；三是加强培训。", []),
        ("仍存在解读形式单一、栏目更新滞后等问题。下一步将增加图解，按月检查更新情况。", []),
        (
            "存在问题：一是解读形式单一；二是栏目更新滞后；三是答复文书不规范。"
            "改进措施：一是增加图解；二是定期交流做法，提高各部门人员的思想认识和业务水平。",
            [],
        ),
        (
            "存在问题：一是解读形式单一；二是栏目更新滞后；三是答复文书不规范。"
            "改进措施：一是增加图解；二是检查各部门栏目更新情况。",
            ["答复文书不规范"],
        ),
    ],
)
def test_a_problem_left_open_is_told(content: str, open_: list[str]) -> None:
    hits = found(section(5, content), "PRB004")
    assert [finding.actual for finding in hits] == open_
    assert all(finding.severity == "info" for finding in hits)


def test_measures_under_a_heading_of_their_own_belong_to_the_problems() -> None:
    text = section(5, "一是解读形式单一；二是更新不及时。\n\n## 六、下一步工作打算\n\n增加图解，每月检查。").replace(
        "## 六、其他", "## 七、其他"
    )
    assert "PRB003" not in told(text)


def test_problems_of_reports_before_2019() -> None:
    assert told(section(5, "无。", "prc-2007"), "PRB") == ["PRB001"]
    assert told(section(5, "下一步将加强培训。", "prc-2007"), "PRB") == ["PRB002"]


# Other matters


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        ("无。", ["OTH002"]),
        ("（无）", ["OTH002"]),
        ("/", ["OTH002"]),
        ("无其他需要报告的事项。", ["OTH001"]),
        ("2024年办理人大代表建议12件，均已公开。", ["OTH001"]),
        ("严格规范涉企收费目录清单。", ["OTH001"]),
        ("2024年，无收取信息处理费情况。", []),
        ("本年度未向公众收取政府信息处理相关费用。无其他需要说明事项。", []),
        ("发出收费通知0件，总金额0元，实际收取0元。", []),
        ("依申请公开信息全部免费提供。", []),
        ("无收费。", []),
        ("未产生费用。", []),
    ],
)
def test_fees_in_any_words(content: str, rules: list[str]) -> None:
    assert told(edited((FEES, content)), "OTH001", "OTH002") == rules


def test_fees_told_elsewhere_are_enough() -> None:
    assert (
        told(edited((FEES, "无。"), (OPENING, "各项任务按期完成，提供政府信息未收取任何费用。")), "OTH001", "OTH002")
        == []
    )


def test_before_2021_nothing_is_asked() -> None:
    text = section(6, "无。", "prc-2019")
    assert told(text, "OTH001", "OTH002") == []


# Law


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        (BASIS, "（国务院令第492号，以下简称《条例》）", ["LAW001"]),
        (BASIS, "（国令第492号，以下简称《条例》）", ["LAW001"]),
        (BASIS, "（国务院第492号令，以下简称《条例》）", ["LAW001"]),
        (BASIS, "（国务院令第四百九十二号，以下简称《条例》）", ["LAW001"]),
        (BASIS, "第三十二条", ["LAW001"]),
        (BASIS, "第31条、第32条", ["LAW001"]),
        (BASIS, "（国令第 711 号，以下简称《条例》）", []),
        (BASIS, "（2007年国务院令第492号公布，2019年国务院令第711号修订，以下简称《条例》）", []),
        (BASIS, "（国务院令第711号）第四十九条、第五十条", []),
        (OPENING, "各项任务按期完成。原《条例》（国务院令第492号）已废止。", []),
        (OPENING, "各项任务按期完成。依据《条例》第三十二条书面征求第三方意见。", []),
        (NOTICE, "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）", []),
        (NOTICE, "《中华人民共和国政府信息公开工作年度报告格式（试行）》", ["LAW002"]),
        (NOTICE, "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）", ["LAW002"]),
        (NOTICE, "国办发〔2019〕60号文件要求", ["LAW002"]),
        (NOTICE, "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2020〕30号）", ["LAW002"]),
        (NOTICE, "《清沅省人民政府办公厅关于做好2024年政府信息公开工作年度报告有关事项的通知》（清政办函〔2019〕60号）", []),
        (NOTICE, "《清沅省人民政府办公厅转发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（清政办函〔2021〕88号）", []),
        (NOTICE, "《中华人民共和国政府信息公开工作年度报告格式》（国办公开函〔2021〕30号）", ["LAW003"]),
        (NOTICE, "《中华人民共和国政府信息公开工作年度报告格式》（国办函【2021】30号）", ["LAW003"]),
        (NOTICE, "国办发〔2021〕30号要求", ["LAW003"]),
        (OPENING, "各项任务按期完成。落实国办发〔2021〕30号文件，深化改革。", []),
        (OPENING, "各项任务按期完成。印发清政办发〔2021〕30号、清国资〔2019〕60号文件。", []),
        (OPENING, "各项任务按期完成。按照国办公开办函〔2019〕61号规范平台。", []),
    ],
)  # fmt: skip
def test_citations(old: str, new: str, rules: list[str]) -> None:
    assert told(edited((old, new)), "LAW") == rules


def test_a_suggestion_is_ready_to_paste() -> None:
    (finding,) = found(edited(("国办公开办函〔2021〕30号", "国办发〔2021〕30号")), "LAW003")
    assert finding.suggestion == "国办公开办函〔2021〕30号"
    assert finding.actual is not None
    assert finding.source[finding.mark[0] : finding.mark[1]] == "国办发〔2021〕30号"
    (articles,) = found(edited((BASIS, "第三十一条、第三十二条")), "LAW001")
    assert articles.suggestion == "第四十九条、第五十条"


def test_a_notice_cut_by_a_line_end_is_read_whole() -> None:
    preamble = next(line for line in model().splitlines() if line.startswith("本报告依照"))
    for width in range(26, 40):
        wrapped = "\n".join(preamble[at : at + width] for at in range(0, len(preamble), width))
        report = facts(model().replace(preamble, wrapped))
        keys = [citation.key for citation in read_citations(report) if citation.key]
        assert keys == ["regulation-2019", "format-2021"], width


def test_the_regulation_of_2019_in_an_earlier_report() -> None:
    old = "（国务院令第492号，以下简称《条例》）"
    assert told(edited((old, BASIS), edition="prc-2007"), "LAW") == ["LAW004"]
    assert told(edited((old, "第五十条"), edition="prc-2007"), "LAW") == ["LAW004"]
    later = edited((old, BASIS), edition="prc-2007").replace("2018年", "2019年").replace("2017年", "2018年")
    assert told(later, "LAW") == []


def test_what_is_cited_is_extracted() -> None:
    entries = report_object(facts(model()))["instruments"]
    assert [entry["instrument"] for entry in entries if entry["instrument"]] == ["regulation-2019", "format-2021"]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("法定答复期限为15个工作日。", True),
        ("答复时限为十五个工作日，确需延长的经批准办理。", True),
        ("《条例》规定的答复期限是15个工作日。", True),
        ("收到申请后应在15个工作日内答复，经批准可以延长15个工作日。", True),
        ("经批准将答复期限延长15个工作日。", False),
        ("延长答复期限15个工作日的2件。", False),
        ("全部申请均在法定的15个工作日内办结。", True),
        ("在规定时限15个工作日内答复申请人。", True),
        ("对收到的申请，应当在15个工作日内作出答复。", True),
        ("行政机关应自收到申请之日起15个工作日内予以答复。", True),
        ("自收到申请之日起15个工作日内予以答复。", True),
        ("各单位须于十五个工作日之内答复申请人。", True),
        ("对收到的申请，均在15个工作日内作出答复。", False),
        ("均在十五个工作日之内办结。", False),
        ("收到的申请全部自收到之日起15个工作日内答复完毕。", False),
        ("均自收到申请之日起15个工作日内予以答复。", False),
        ("平均答复时长15个工作日。", False),
        ("按法定20个工作日，实际15个工作日内办结。", False),
        ("自收到申请之日起15个工作日内答复12件，其余5件按期答复。", False),
        ("答复时间最长15个工作日。", False),
        ("将答复的承诺时限压缩至15个工作日。", False),
        ("及时回应群众关切，15个工作日内答复留言。", False),
        ("征求第三方意见的，第三方应在15个工作日内答复。", False),
        ("由20个工作日压缩至15个工作日内答复。", False),
        ("承诺15个工作日内答复申请人。", False),
        ("平均15个工作日内答复。", False),
        ("经批准延长15个工作日答复2件。", False),
        ("12345热线工单15个工作日内办结。", False),
        ("申请人自收到通知之日起15个工作日内补正。", False),
    ],
)
def test_the_time_of_reply(words: str, hint: bool) -> None:
    hits = found(edited((OPENING, OPENING + words)), "LAW005")
    assert [finding.severity for finding in hits] == (["info"] if hint else [])


# Years

SILENT = [
    "2023年，全县收到申请42件；2024年，全县收到申请46件。",
    "2023年收到申请42件，2024年46件。",
    "较2023年增长9.5%，比2022年下降1.2%。",
    "2023年度部门决算和2025年度部门预算均已公开。",
    "2023年12月，我县印发政务公开工作规则。",
    "2023年以来，我县累计公开信息9312条。",
    "2023年起，我县公开政府常务会议纪要24期。",
    "2023年底，全县共有新媒体账号9个。",
    "2023年，我县被确定为政务公开标准化试点，今年公开清单26项。",
    "公开《清沅县2023年政务公开工作要点》落实情况3条。",
    "完成2023年政府信息公开年度报告64份的集中发布。",
    "对2023年考核中发现的12个问题逐一整改。",
    "2023年，我县政务公开工作获评全省先进。",
    "公开“2023年十件民生实事”完成情况10条。",
    "2021—2023年，全县发布规范性文件30件。",
    "2025年1月，对全县培训3次。",
    "自2023年1月起组织培训4次。",
    "我县于2023年建成公开专区3个。",
    "《政府信息主动公开标准目录》（2023版）全部更新，公开事项120个。",
    "2024年底前，将进一步完善公开目录。",
    "2024年，我县将政府信息公开纳入综合考核，占4分。",
    "2024年，县政府将12件规范性文件集中公开。",
]
WRONG = [
    ("2023年，我县通过网站公开政府信息3652条。", "2023", "warning"),
    ("2023年全县共收到政府信息公开申请46件，办结47件。", "2023", "warning"),
    ("2023年度，我县未发生因政府信息公开引起的行政诉讼。", "2023", "warning"),
    ("我县2023年共举办业务培训3期。", "2023", "warning"),
    ("2022年，我县收到申请46件，较上年增长9.5%。", "2022", "warning"),
    ("2025年，我县共收到申请46件。", "2025", "warning"),
    ("新收申请46件，较2024年增长9.5%。", "2024", "warning"),
]


@pytest.mark.parametrize("words", SILENT)
def test_other_years_with_a_right_to_stand_there(words: str) -> None:
    for text in (edited((OPENING, OPENING + words)), edited((OPENING, f"各项任务按期完成。\n\n{words}"))):
        assert [finding.message for finding in found(text, "PER004")] == []
    assert [finding.message for finding in found(section(5, f"{words}\n\n一是解读单一。将增加图解。"), "PER004")] == []


@pytest.mark.parametrize(("words", "year", "severity"), WRONG)
def test_another_year_in_place_of_the_reports(words: str, year: str, severity: str) -> None:
    (finding,) = found(edited((OPENING, OPENING + words)), "PER004")
    assert (finding.actual, finding.severity) == (year, severity)
    assert finding.source[slice(*finding.mark)] == year


def test_plans_for_the_year_that_is_over_are_a_hint() -> None:
    for lead in ("2024年，我县将继续从以下方面改进：", "下一步，2024年我们将着力做好：", "2024年工作打算："):
        (finding,) = found(edited(("针对上述问题，采取以下措施加以改进：", lead)), "PER004")
        assert (finding.severity, finding.expected) == ("info", "2025")
    for lead in ("2025年，我县将继续从以下方面改进：", "2025年工作打算："):
        assert found(edited(("针对上述问题，采取以下措施加以改进：", lead)), "PER004") == []


def test_a_given_year_that_differs_from_the_title_is_told_once() -> None:
    text = edited((OPENING, OPENING + "2024年，我县共公开政府信息3652条。"))
    assert told(text, "PER004", "DOC003", year=2023) == ["DOC003"]


# All of them


def test_texts_without_words_for_them_are_left_alone() -> None:
    report = facts(model())
    assert report.ruleset is not None
    for reader in (read_overview, read_problems, read_citations):
        assert reader(report)
    report.ruleset = None
    assert read_overview(report) is None
    assert read_problems(report) is None
    assert read_citations(report) == []


@pytest.mark.parametrize(
    "junk",
    ["《" * 30000, "一是二是" * 20000, "2023年，" * 30000, "国办公开办函〔2021〕" * 12000, "1." * 50000, "存在问题，将" * 20000, "第五十条《条例》" * 12000],
)  # fmt: skip
def test_hostile_texts_take_no_time(junk: str) -> None:
    started = time.process_time()
    found(section(5, junk))
    found(section(1, junk))
    assert time.process_time() - started < 30


def test_published_reports(cases: Path) -> None:
    """What is told of real reports, each finding of which was read and found true."""
    wanted = {
        "05-hongze-2023.md": ["OVR002", "OVR002", "OVR002"],
        "06-hongze-2024.md": ["OVR002", "OVR002"],
        "10-jinhu-2023.md": ["OVR002", "OVR002"],
        "15-pingtan-2019.txt": ["OVR001"],
        "16-pingtan-2020.txt": [],
        "17-pingtan-2018.txt": [],
        "20-shuyang-2025.md": ["OVR001", "OVR002", "OVR002"],
    }
    for name, rules in wanted.items():
        result = check_text((cases / name).read_bytes(), name, Settings())
        assert [finding.rule for finding in result.findings if finding.rule.startswith(FAMILIES)] == rules, name
