"""Proof-reading: words and marks twice, half-width marks, lists and levels, other bodies' names, document numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclosurelint.characters import normalise
from disclosurelint.engine import check_text
from disclosurelint.facts.echoes import echoes, phrases
from disclosurelint.facts.enumerations import spoken_breaks
from disclosurelint.outcomes import Finding
from disclosurelint.readers import read_bytes
from disclosurelint.rulebook.examples import model_text
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.settings import Settings
from disclosurelint.writers.fixing import fix

MODEL = model_text(load_ruleset("prc-2021"))
ANCHOR = "落实公文公开属性源头认定"
WORDS = load_ruleset("prc-2021").words


def found(text: str, rule: str, **settings: object) -> list[Finding]:
    result = check_text(text, "draft.md", Settings(select=[rule], **settings))  # type: ignore[arg-type]
    return result.findings


def with_words(words: str) -> str:
    assert MODEL.count(ANCHOR) == 1
    return MODEL.replace(ANCHOR, f"{ANCHOR}。{words}。工作有序")


# -- LNG001 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "actual"),
    [
        ("规范审核审核流程", "审核审核"),
        ("重要文件的的起草", "的的"),
        ("各单位和和社区", "和和"),
        ("发布信息信息31条", "信息信息"),
        ("专项资金资金31万元", "资金资金"),
        ("进一步进一步压实责任", "进一步进一步"),
        ("我区区政府印发方案", "区区"),
        ("收到来信18件件", "件件"),
        ("明确分工，，压实责任", ",,"),
        ("明确分工。。压实责任", "。。"),
        ("印发《《公开办法》", "《《"),
        ("印发《公开办法》》", "》》"),
        ("明确分工，。压实责任", ",。"),
        ("健全信息发布审查机制健全信息发布审查机制", "健全信息发布审查机制健全信息发布审查机制"),
        ("健全信息发布审查机制，健全信息发布审查机制", None),
    ],
)
def test_what_stands_twice_is_told(words: str, actual: str | None) -> None:
    findings = found(with_words(words), "LNG001")
    assert len(findings) == 1
    assert actual is None or findings[0].actual == actual


@pytest.mark.parametrize(
    "words",
    [
        "依法依规办理工作作出的决定",
        "首页页面、水源水质、项目目录、法规规章、车船税税目",
        "由主任任组长，为了了解需求，参与与否自愿，存在在编人员不足",
        "户户通、村村响，件件有回音，常常、人人、一一、层层、点点滴滴",
        "申请公开公开栏目内容，人民政府政府网站，依申请申请人",
        "信息管理管理制度、工作工作人员、培训培训班、服务服务大厅",
        "目的的达成，的的确确，明了了然，温和和睦",
        "2024年年底、12月月报、3项项目、5条条例、2次次数",
        "《关于印发〈办法〉的通知》，〈〈",
        "信息《关于转发《公开办法》》的通知",
        "对照标准逐项对标，对对口单位",
        "第1类、第2类、第3类、第4类",
        "一步一步来，一个一个办，研究研究再定",
    ],
)
def test_what_is_rightly_repeated_is_left_alone(words: str) -> None:
    assert [finding.message for finding in found(with_words(words), "LNG001")] == []


def test_labels_of_a_table_without_borders_are_no_phrase() -> None:
    flat = "结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计"
    assert found(MODEL.replace("## 五、", f"{flat}\n\n## 五、"), "LNG001") == []
    assert found(with_words(flat), "LNG001") == []


def test_many_findings_stop_at_twenty() -> None:
    assert len(found(with_words("，".join(["审核审核"] * 60)), "LNG001")) == 20


@given(st.text(alphabet="的审核甲乙。\n\U00020000", max_size=40), st.integers(1, 4))
def test_echoes_are_what_a_slow_search_finds(text: str, length: int) -> None:
    slow = [
        at for at in range(len(text) - 2 * length + 1) if text[at : at + length] == text[at + length : at + 2 * length]
    ]
    quick = [start for start, _ in echoes(text, [length])]
    assert set(quick) <= set(slow)
    # A run is told once, at its beginning.
    assert all(any(start <= at for start in quick) for at in slow)
    assert [at for at in slow if at - 1 not in slow] == quick


@given(
    st.text(alphabet="甲乙丙丁戊己庚辛", min_size=8, max_size=20),
    st.text(alphabet="子丑寅卯", max_size=12),
    st.text(alphabet="子丑寅卯", max_size=12),
)
def test_phrases_twice_are_found_wherever_they_stand(phrase: str, before: str, behind: str) -> None:
    assert any(length <= len(phrase) for _, length in phrases(before + phrase + phrase + behind, 8))
    assert list(phrases(before + "，" + behind, 8)) == [] or len(before) >= 16 or len(behind) >= 16 or before == behind


# -- LNG002, LNG006, fixes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [",", ";", ":"])
def test_a_half_width_mark_between_letters_is_told_and_mended(mark: str) -> None:
    text = with_words(f"明确分工{mark}压实责任")
    assert [finding.actual for finding in found(text, "LNG002")] == [f"明确分工{mark}压实责任"]
    mended = fix(
        read_bytes(text.encode(), "a.md"),
        lambda document: check_text(document.source, "a.md", Settings(select=["LNG002"])),
        unsafe=False,
    )
    assert mended.after == text.replace(f"分工{mark}压实", f"分工{dict(zip(',;:', '，；：', strict=True))[mark]}压实")


def test_over_three_marks_are_one_finding_with_all_edits() -> None:
    (finding,) = found(with_words("明确分工,压实责任,加强检查,按期完成,有序推进"), "LNG002")
    assert (finding.actual, len(finding.edits)) == ("4", 4)


@pytest.mark.parametrize(
    "words", ["发布3,652条", "上午8:30", "见http://a.cn/b,c;d", "比例为1:2", "Title, Year和Body:Name", "邮箱:a@b.cn"]
)
def test_marks_of_numbers_and_latin_text_stay(words: str) -> None:
    assert found(with_words(words), "LNG002") == []


def test_marks_in_tables_stay() -> None:
    assert found(MODEL.replace("逾期不补正、行政机关", "逾期不补正,行政机关"), "LNG002") == []
    note = "（本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和）"
    assert found(MODEL.replace("## 四、", f"{note}\n\n## 四、"), "LNG002") == []


@pytest.mark.parametrize(
    "written", ["[2024]6号", "(2024)6号", "（2024）6号", "【2024】6号", "［2024］第6号", "[2024〕6号"]
)
def test_brackets_of_a_document_number_are_told_and_mended(written: str) -> None:
    text = with_words(f"印发清政发{written}文件")
    (finding,) = found(text, "LNG006")
    assert finding.actual == written
    mended = fix(
        read_bytes(text.encode(), "a.md"),
        lambda document: check_text(document.source, "a.md", Settings(select=["LNG006"])),
        unsafe=False,
    )
    assert "〔2024〕" in mended.after
    assert found(mended.after, "LNG006") == []


@pytest.mark.parametrize(
    "words", ["清政发〔2024〕6号", "（2024年）6号楼", "案件（2024）云01行初12号", "文件（2024）共6号", "[2024]年报"]
)
def test_other_brackets_stay(words: str) -> None:
    assert found(with_words(words), "LNG006") == []


def test_doubled_punctuation_is_a_safe_fix() -> None:
    text = with_words("明确分工，，压实责任；；；加强检查")
    mended = fix(
        read_bytes(text.encode(), "a.md"),
        lambda document: check_text(document.source, "a.md", Settings(select=["LNG001"])),
        unsafe=False,
    )
    assert "明确分工，压实责任；加强检查" in mended.after
    words = with_words("审核审核流程")
    assert not fix(
        read_bytes(words.encode(), "a.md"),
        lambda document: check_text(document.source, "a.md", Settings(select=["LNG001"])),
        unsafe=True,
    ).changed


# -- LNG005 --------------------------------------------------------------------------------------------------------


def breaks(text: str) -> list[tuple[str, str, int]]:
    return [(one.kind, one.item.words, one.wanted) for one in spoken_breaks(normalise(text), WORDS["enumerations"])]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("一是甲；三是丙。", [("missing", "三是", 2)]),
        ("一是甲；二是乙；四是丁；五是戊。", [("missing", "四是", 3)]),
        ("一是甲；二是乙；二是丙；四是丁。", [("repeated", "二是", 3), ("missing", "四是", 3)]),
        ("一是甲；是设置专栏；三是丙。", [("lost", "是", 2)]),
        ("一是甲；是设置专栏；是设立窗口。", [("lost", "是", 2)]),
        ("一是甲；二开通公众号。", [("lost", "二", 2)]),
        ("主要做法：加强领导；二是乙；三是丙。", [("missing", "二是", 1)]),
        (
            "".join(f"{one}是甲；" for one in "一二三四五六七八九十") + "十一是甲；十三是乙。",
            [("missing", "十三是", 12)],
        ),
    ],
)
def test_broken_lists(text: str, told: list[tuple[str, str, int]]) -> None:
    assert breaks(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "一是甲；二是乙；三是丙。",
        "一是甲：一是子；二是丑。二是乙：一是子，二是丑；三是丙。",
        "问题：一是甲；二是乙。措施：一是丙；二是丁。",
        "首先，加强领导；二是乙。",
        "".join(f"{one}是甲；" for one in "一二三四五六七八九十") + "十一是甲；第十二，乙；十三是丙。",
        "第一，加强领导。二是乙。",
        "一是甲；第二，乙；三是丙。",
        "一是甲；二要乙；三是丙。",
        "之一是甲，唯一是乙，三是三。",
        "一\n是甲；二\n是乙；三是丙。",
        "载体建设一是甲；二是乙。",
        "二级单位是重点，三方联动是关键。",
        "一是甲；二级平台同步更新。",
    ],
)
def test_whole_lists(text: str) -> None:
    assert breaks(text) == []


def test_ordinals_that_open_paragraphs() -> None:
    text = MODEL.replace("（三）政府信息管理。", "（四）政府信息管理。").replace(
        "（四）政府信息公开平台", "（五）政府信息公开平台"
    )
    assert [finding.actual for finding in found(text, "LNG005")][:1] == ["(四)"]
    inline = MODEL.replace("\n\n（三）政府信息管理。", "（三）政府信息管理。")
    assert found(inline, "LNG005") == []
    again = MODEL.replace(
        "## 六、其他需要报告的事项\n\n", "## 六、其他需要报告的事项\n\n1.甲。\n\n2.乙。\n\n1.丙。\n\n2.丁。\n\n"
    )
    assert found(again, "LNG005") == []


# -- LNG004 --------------------------------------------------------------------------------------------------------


def report_of(name: str) -> str:
    return MODEL.replace("清沅县人民政府", name).replace("清沅县沅滨镇", "沅滨")


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("清沅县栖梧镇人民政府", "我局及时更新目录", ["我局"]),
        ("清沅县栖梧镇人民政府", "我乡及时更新目录", ["我乡"]),
        ("清沅县栖梧镇人民政府", "我镇按照我县和我市的部署，与各局配合", []),
        ("清沅县栖梧镇人民政府", "由乡政府统一发布", ["乡政府"]),
        ("清沅县人民政府", "各乡政府、镇政府统一发布，青萍乡政府率先完成", []),
        ("清沅县农业农村局", "我镇及时更新目录", ["我镇"]),
        ("清沅县农业农村局", "我局按照我县部署及时更新目录", []),
        ("临湾区望江路街道办事处", "我镇及时更新目录", ["我镇"]),
        ("临湾区人民政府", "我县及时更新目录", ["我县"]),
        ("临湾区人民政府", "县委、县政府高度重视", ["县委、县政府"]),
        ("临湾区人民政府", "结对的清沅县委、县政府高度重视", []),
        ("澜州市人民政府", "克服自我局限，我市、我省、各县政府一并推进", []),
        ("澜州高新技术产业开发区管理委员会", "我区、我委统一推进", []),
    ],
)
def test_how_a_body_may_speak_of_itself(name: str, words: str, told: list[str]) -> None:
    text = report_of(name).replace(ANCHOR, f"{words}，{ANCHOR}")
    assert [finding.actual for finding in found(text, "LNG004")] == told


def test_a_portal_of_another_place() -> None:
    text = MODEL.replace("可在清沅县人民政府门户网站", "可在临涧县人民政府门户网站")
    assert [finding.actual for finding in found(text, "LNG004")] == ["临涧县"]
    assert found(MODEL.replace("可在清沅县人民政府门户网站", "可在澜州市人民政府门户网站"), "LNG004") == []
    assert found(with_words("与临涧县人民政府结对互查，加强县政府网站建设，优化各县政府网站"), "LNG004") == []


SUBJECTS = [
    ("清沅县农业农村局", "2024年，清沅县水务局认真落实《条例》各项规定。", "清沅县水务局"),
    ("清沅县农业农村局", "2024年，临涧县农业农村局认真落实《条例》各项规定。", "临涧县农业农村局"),
    ("清沅县农业农村局", "清沅县水务局没有其他需要报告的事项。", "清沅县水务局"),
    ("澜州市发展和改革委员会", "澜州市财政局高度重视政府信息公开工作。", "澜州市财政局"),
    ("清沅县人民政府", "2024年临涧县共收到政府信息公开申请5件。", "临涧县"),
    ("清沅县栖梧镇人民政府", "下一步，青萍乡将进一步加强政府信息公开工作。", "青萍乡"),
    ("清沅县栖梧镇人民政府", "根据上级部署，清沅县青萍乡人民政府主动公开政府信息20条。", "清沅县青萍乡人民政府"),
    ("临湾区望江路街道办事处", "2024年度，滨河街道未收取信息处理费。", "滨河街道"),
    # Its own name in other words, its superiors, its subordinates.
    ("清沅县卫生健康局", "2024年，清沅县卫健委认真落实《条例》各项规定。", None),
    ("清沅县卫生健康局", "2024年，清沅县卫生健康委员会认真落实《条例》各项规定。", None),
    ("清沅县市场监督管理局", "2024年，清沅县市场监管局认真落实《条例》各项规定。", None),
    ("清沅县农业农村局", "2024年，原清沅县农业局认真落实《条例》各项规定。", None),
    ("清沅县农业农村局", "2024年，澜州市农业农村局认真组织《条例》培训。", None),
    ("清沅县农业农村局", "2024年，清沅县人民政府认真组织《条例》培训。", None),
    ("清沅县栖梧镇人民政府", "2024年，清沅县人民政府高度重视政府信息公开工作。", None),
    ("清沅县人民政府", "2024年，清沅县水务局认真落实《条例》，栖梧镇主动公开政府信息20条。", None),
    ("清沅县人民政府", "2024年，栖梧镇认真落实《条例》各项规定。", None),
    ("澜州市人民政府", "2024年，清沅县认真落实《条例》各项规定。", None),
    # Partners, and sentences that are on something else.
    ("清沅县农业农村局", "清沅县水务局积极配合，共同公开灌区信息。", None),
    ("清沅县农业农村局", "与清沅县水务局认真核对公开目录。", None),
    ("清沅县农业农村局", "2024年，清沅县水务局严格按照水库调度方案放水。", None),
    ("清沅县农业农村局", "2024年，清沅县政务服务管理局高度重视政府信息公开工作。", None),
    ("清沅县人民政府", "2024年，清沅经济开发区认真落实《条例》各项规定。", None),
    ("清沅县栖梧镇人民政府", "2024年，各乡镇认真落实《条例》，全镇主动公开政府信息20条。", None),
]


@pytest.mark.parametrize(("name", "sentence", "told"), SUBJECTS)
def test_another_body_as_the_subject_of_the_work(name: str, sentence: str, told: str | None) -> None:
    text = report_of(name).replace("（一）主动公开。", f"{sentence}\n\n（一）主动公开。")
    assert sentence in text
    assert [finding.actual for finding in found(text, "LNG004")] == ([told] if told else [])


@pytest.mark.parametrize(
    ("name", "contact", "told"),
    [
        ("清沅县栖梧镇人民政府", "请与青萍乡人民政府党政办公室联系", "青萍乡人民政府"),
        ("清沅县农业农村局", "请与清沅县水务局办公室联系", "清沅县水务局"),
        ("清沅县农业农村局", "请与清沅县农业农村局办公室联系", None),
        ("清沅县农业农村局", "请与清沅县政务服务管理局联系", None),
        ("清沅县栖梧镇人民政府", "请与清沅县人民政府办公室联系", None),
    ],
)
def test_whom_the_introduction_says_to_ask(name: str, contact: str, told: str | None) -> None:
    text = report_of(name).replace(f"请与{name}办公室联系", contact)
    assert contact in text
    assert [finding.actual for finding in found(text, "LNG004")] == ([told] if told else [])


def test_without_a_name_nothing_is_judged() -> None:
    text = MODEL.replace("清沅县人民政府2024年", "2024年").replace("清沅县人民政府", "本机关")
    result = check_text(text, "draft.md", Settings(select=["LNG004"]))
    assert result.findings == []


# -- LNG003 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["1.问题", "（一）甲。", "（二）乙。", "2.措施", "加强检查。"], ["(一)"]),
        (["一、问题", "甲。", "二、措施", "乙。"], ["一、"]),
        (["（1）问题", "1.甲。", "2.乙。", "（2）措施"], ["1."]),
        (["1.问题", "（1）甲。", "（2）乙。", "2.措施"], []),
        (["（一）问题", "1.甲。", "2.乙。", "（二）措施", "1.丙。"], []),
        (["1.甲。", "2.乙。", "3.丙。"], []),
        (["（一）甲。", "（1）子。", "（二）乙。"], []),
    ],
)
def test_levels(lines: list[str], told: list[str]) -> None:
    body = "\n\n".join(lines)
    text = MODEL.replace("## 六、其他需要报告的事项\n\n", f"## 六、其他需要报告的事项\n\n{body}\n\n")
    assert [finding.actual for finding in found(text, "LNG003")] == told


# -- published reports ---------------------------------------------------------------------------------------------


def test_published_reports(cases: Path) -> None:
    for path in sorted((cases / "labels").glob("*.yaml")):
        label = yaml.safe_load(path.read_text("utf-8"))
        source = cases / label["path"]
        findings = check_text(source.read_bytes(), source.name, Settings(select=["LNG", "PRI"])).findings
        for must in label.get("must") or ():
            if must["rule"][:3] in ("LNG", "PRI"):
                assert any(one.rule == must["rule"] and one.place.line == must["line"] for one in findings), must
        for must_not in label.get("must_not") or ():
            wrong = [one.message for one in findings if one.rule.startswith(must_not["rule"])]
            assert must_not["rule"][:3] not in ("LNG", "PRI") or not wrong, (label["path"], wrong)
