"""The sections of a report, whatever became of their headings on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosurelint.facts.identity import identify
from disclosurelint.facts.outline import Outline, read_outline
from disclosurelint.readers import read, read_bytes
from disclosurelint.report import Given
from disclosurelint.rules.loading import catalogue, load_ruleset

WORDS = catalogue().words
HAN = "一二三四五六七八九"
TITLE = "云岭县人民政府2023年政府信息公开工作年度报告"
HEADS = [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
]
INTRO = f"本报告由{'、'.join(HEADS)}六个部分组成，统计期限为2023年1月1日至12月31日。"
TEXTS = [
    "2023年，各项工作有序推进。\n\n（一）主动公开。发布信息12条。\n\n（二）依申请公开。收到申请3件。",
    "第二十条第（一）项\n\n信息内容 本年制发件数 本年废止件数 现行有效件数\n\n规章 0 0 0",
    "一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3\n\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n\n"
    "三、本年度办理结果\n\n（一）予以公开 3 0 0 0 0 0 3\n\n"
    "（七）总计 3 0 0 0 0 0 3\n\n四、结转下年度继续办理 0 0 0 0 0 0 0",
    "行政复议 行政诉讼\n\n结果维持 结果纠正\n\n0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
    "一是力量不足。下一步加强培训。",
    "没有收取信息处理费。",
]
SIGNATURE = "\n\n云岭县人民政府\n\n2024年1月20日\n"


def report(
    form: str = "{n}、{h}",
    heads: list[str] = HEADS,
    texts: list[str] = TEXTS,
    intro: str = INTRO,
    title: str = TITLE,
    end: str = SIGNATURE,
) -> str:
    parts = [title, intro]
    for place, (head, text) in enumerate(zip(heads, texts, strict=True)):
        parts += [form.format(n=HAN[place], h=head, a=place + 1), text]
    return "\n\n".join(parts) + end


def outline(text: str, name: str = "a.txt", edition: str | None = None) -> Outline:
    document = read_bytes(text.encode(), name)
    identity = identify(document, Given(), WORDS)
    chosen = edition or (catalogue().edition_for(identity.year) if identity.year else None)
    return read_outline(document, identity, load_ruleset(chosen or "common"))


def numbers(found: Outline) -> list[int | None]:
    return [section.number for section in found.sections]


SIX = [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("{n}、{h}", "a.txt"),
        ("{n}、 {h} ", "a.txt"),
        ("{n}、{h}：", "a.txt"),
        ("{n}.{h}", "a.txt"),
        ("【{n}、{h}】", "a.txt"),
        ("第{n}部分 {h}", "a.txt"),
        ("（{n}）{h}", "a.txt"),
        ("{a}. {h}", "a.txt"),
        ("{n}{h}", "a.txt"),
        ("{h}", "a.txt"),
        ("## {n}、{h}", "a.md"),
        ("### {h}", "a.md"),
        ("**{n}、{h}**", "a.md"),
    ],
)
def test_headings_in_their_many_forms(form: str, name: str) -> None:
    title = f"# {TITLE}" if name == "a.md" else TITLE
    found = outline(report(form, title=title), name)
    assert numbers(found) == SIX
    assert [section.title for section in found.sections] == HEADS
    assert {section.match for section in found.sections} == {"exact"}
    assert not any(section.damaged or section.inline for section in found.sections)


def test_headings_on_single_lines_without_blank_ones() -> None:
    assert numbers(outline(report().replace("\n\n", "\n"))) == SIX


def test_letters_of_a_heading_may_stand_apart() -> None:
    found = outline(report(heads=["总 体 情 况", *HEADS[1:]]))
    assert (numbers(found), found.sections[0].match) == (SIX, "exact")


def test_radicals_are_read_as_letters() -> None:
    found = outline(
        report().replace("一、总体", "⼀、总体").replace("主动公开政府", "主动公开政府").replace("行政复议", "⾏政复议")
    )
    assert numbers(found) == SIX


def test_ordinals_are_kept_as_written() -> None:
    found = outline(report(heads=HEADS[:2] + HEADS[3:], texts=TEXTS[:2] + TEXTS[3:]))
    assert [(section.number, section.ordinal, section.ordinal_value) for section in found.sections] == [
        (1, "一", 1),
        (2, "二", 2),
        (4, "三", 3),
        (5, "四", 4),
        (6, "五", 5),
    ]


def test_a_lost_ordinal_is_damage_but_no_lost_section() -> None:
    found = outline(report("、{h}"))
    assert numbers(found) == SIX
    assert all(section.damaged and section.ordinal is None for section in found.sections)


@pytest.mark.parametrize("space", ["", " "])
def test_a_whole_report_on_one_line(space: str) -> None:
    text = report().replace("\n\n", space).replace(TITLE, TITLE + " ", 1)
    found = outline(text)
    assert numbers(found) == SIX
    assert all(section.inline for section in found.sections)
    assert found.sections[0].paragraphs[0].text.value.startswith("2023年,各项工作")
    assert found.sections[5].paragraphs[-1].text.value == "没有收取信息处理费。"
    assert [paragraph.text.value[:3] for paragraph in found.preamble] == ["本报告"]


def test_text_may_follow_a_heading_on_its_line() -> None:
    text = report().replace("一、总体情况\n\n", "一、总体情况。").replace("事项\n\n", "事项：")
    found = outline(text)
    assert numbers(found) == SIX
    assert [section.inline for section in found.sections] == [True, False, False, False, False, True]
    assert found.sections[5].heading.value == "六、其他需要报告的事项"
    assert found.sections[5].paragraphs[0].text.value == "没有收取信息处理费。"


def test_a_heading_cut_by_the_end_of_a_line() -> None:
    heads = [*HEADS[:3], "政府信息公开行政复议、行政诉讼情\n况", *HEADS[4:]]
    found = outline(report(heads=heads).replace("\n\n", "\n"))
    assert (numbers(found), found.sections[3].title) == (SIX, HEADS[3])


@pytest.mark.parametrize(
    "intro",
    [
        INTRO,
        "本报告包括：" + "；".join(f"{HAN[place]}、{head}" for place, head in enumerate(HEADS)) + "六个部分。",
        "目录\n\n" + "\n".join(f"{HAN[place]}、{head}……{place + 1}" for place, head in enumerate(HEADS)),
        "本报告包括：\n\n" + "\n\n".join(f"{head}；" for head in HEADS),
    ],
)
def test_parts_that_the_introduction_counts_up_are_no_headings(intro: str) -> None:
    found = outline(report(intro=intro))
    assert numbers(found) == SIX
    assert found.sections[0].paragraphs[0].text.value.startswith("2023年")


@pytest.mark.parametrize("form", ["{}", "### {}"])
def test_aspects_of_section_one_are_no_sections(form: str) -> None:
    aspects = [
        "（一）主动公开政府信息情况",
        "（二）收到和处理政府信息公开申请情况",
        "（三）政府信息管理",
        "一是提高效能",
    ]
    text = "\n\n".join(f"{form.format(aspect)}\n\n有序推进。" for aspect in aspects)
    found = outline(report("## {n}、{h}", texts=[text, *TEXTS[1:]], title=f"# {TITLE}"), "a.md")
    assert numbers(found) == SIX
    assert len(found.sections[0].paragraphs) == 8


def test_promoted_aspects_are_seen_and_stay_in_section_one() -> None:
    names = ["主动公开情况", "依申请公开情况", "政府信息管理情况", "平台建设情况", "监督保障情况"]
    text = "2023年有序推进。\n\n" + "\n\n".join(f"{HAN[place]}、{name}\n\n略。" for place, name in enumerate(names))
    found = outline(report(texts=[text, *TEXTS[1:]]))
    assert [section.title for section in found.sections if section.number is None] == names
    assert {section.within for section in found.sections if section.number is None} == {1}
    assert [section.number for section in found.sections if section.number] == SIX
    assert len(found.sections[0].paragraphs) == 11


def test_a_promoted_aspect_under_a_sections_name_is_not_that_section() -> None:
    text = "一、主动公开政府信息情况\n\n发布12条。\n\n二、依申请公开情况\n\n3件。"
    found = outline(report(texts=[text, *TEXTS[1:]]))
    assert numbers(found) == [1, None, None, 2, 3, 4, 5, 6]


def test_points_numbered_anew_stay_inside_their_section() -> None:
    text = "一、存在的问题\n\n力量不足。\n\n二、改进措施\n\n加强培训。"
    found = outline(report(texts=[*TEXTS[:4], text, TEXTS[5]]))
    assert [(section.number, section.within) for section in found.sections] == [
        (1, None),
        (2, None),
        (3, None),
        (4, None),
        (5, None),
        (None, 5),
        (None, 5),
        (6, None),
    ]
    assert len(found.sections[4].paragraphs) == 4


def test_a_seventh_section_is_one_of_its_own() -> None:
    found = outline(report(end=f"\n\n七、建议提案办理情况\n\n办理3件。{SIGNATURE}"))
    assert numbers(found) == [*SIX, None]
    assert [len(section.paragraphs) for section in found.sections[5:]] == [1, 1]


def test_wordings_are_told_apart() -> None:
    heads = ["总体情况", "行政机关主动公开政府信息情况", "公开申请的受理", HEADS[3], "问题和打算", "其他事项"]
    found = outline(report(heads=heads))
    assert [(section.number, section.match) for section in found.sections] == [
        (1, "exact"),
        (2, "variant"),
        (3, "other"),
        (4, "exact"),
        (5, "other"),
        (6, "other"),
    ]


def test_a_heading_damaged_beyond_reading_is_known_by_its_place() -> None:
    found = outline(report(heads=["????", *HEADS[1:]]))
    assert (numbers(found), found.sections[0].match) == (SIX, "other")


def test_headings_in_traditional_letters_are_the_forms_own() -> None:
    heads = ["總體情況", "主動公開政府信息情況", "收到和處理政府信息公開申請情況", *HEADS[3:]]
    found = outline(report(heads=heads))
    assert [(section.number, section.match) for section in found.sections[:3]] == [
        (1, "exact"),
        (2, "exact"),
        (3, "exact"),
    ]


def test_lines_that_go_on_with_a_mark_have_lost_no_ordinal() -> None:
    intro = (
        "本报告包括总体情况、主动公开政府信息情况\n、收到和处理政府信息公开申请情况、政府信息公开行政复议\n"
        "、行政诉讼情况，共\n六个部分"
    )
    assert numbers(outline(report(intro=intro).replace("\n\n", "\n"))) == SIX


def test_an_ordinal_lost_behind_a_table() -> None:
    texts = [*TEXTS[:3], "| 结果维持 | 结果纠正 |\n|---|---|\n| 0 | 0 |", *TEXTS[4:]]
    text = report(texts=texts).replace("五、存在", "、存在")
    found = outline(text, "a.md")
    assert [(section.number, section.damaged) for section in found.sections][4] == (5, True)


def test_a_missing_section_is_not_made_up() -> None:
    heads = [*HEADS[:4], "机构建设情况", HEADS[5]]
    assert numbers(outline(report(heads=heads))) == [1, 2, 3, 4, None, 6]


def test_sections_out_of_order_keep_their_numbers() -> None:
    order = [0, 1, 2, 4, 3, 5]
    found = outline(report(heads=[HEADS[place] for place in order], texts=[TEXTS[place] for place in order]))
    assert numbers(found) == [1, 2, 3, 5, 4, 6]


def test_a_repeated_section_is_found_twice() -> None:
    found = outline(report(heads=[*HEADS[:3], *HEADS[2:]], texts=[*TEXTS[:3], "再次说明。", *TEXTS[3:]]))
    assert numbers(found) == [1, 2, 3, 3, 4, 5, 6]


def test_tables_belong_to_their_sections() -> None:
    rows = "| 一、本年新收政府信息公开申请数量 | 1 |\n|---|---|\n| 四、结转下年度继续办理 | 0 |"
    texts = [TEXTS[0], "| 信息内容 | 件数 |\n|---|---|\n| 规章 | 0 |", rows, *TEXTS[3:]]
    found = outline(report("## {n}、{h}", texts=texts, title=f"# {TITLE}"), "a.md")
    assert numbers(found) == SIX
    assert [len(section.tables) for section in found.sections] == [0, 1, 1, 0, 0, 0]


def test_row_labels_set_as_headings_are_none() -> None:
    rows = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
    ]
    text = "\n\n".join(f"## {row}\n\n| a | b |\n|---|---|\n| 1 | 1 |" for row in rows)
    found = outline(report("## {n}、{h}", texts=[*TEXTS[:2], text, *TEXTS[3:]], title=f"# {TITLE}"), "a.md")
    assert numbers(found) == SIX
    assert len(found.sections[2].tables) == 4


def test_signature_and_page_foot_are_no_content() -> None:
    text = report(end=f"{SIGNATURE}\n附件下载\n\n上一篇：无\n")
    found = outline(text)
    assert [paragraph.text.value for paragraph in found.sections[-1].paragraphs] == ["没有收取信息处理费。"]
    assert text[: found.end[0]].endswith("2024年1月20日")


def test_an_annex_behind_the_signature_is_no_content_of_section_six() -> None:
    found = outline(report(end=f"{SIGNATURE}\n附件：情况统计表\n\n指标 1\n"))
    assert [section.number for section in found.sections] == [*SIX, None]
    assert [len(section.paragraphs) for section in found.sections[5:]] == [1, 1]


def test_contents_page_numbers_and_notes_before_the_first_heading_are_the_introduction() -> None:
    found = outline(report(intro=f"编制说明\n\n{INTRO}\n\n- 1 -"))
    assert numbers(found) == SIX
    assert found.preamble[1].text.value.startswith("本报告由总体情况")


OLD = "云岭县2017年政府信息公开工作年度报告"


def test_old_reports_number_their_headings_by_statutory_item() -> None:
    heads = [
        "概述",
        "主动公开政府信息的情况",
        "依申请公开办理情况",
        "收费及减免情况",
        "行政复议、诉讼情况",
        "存在的主要问题和改进措施",
    ]
    found = outline(report(heads=heads, texts=["略。"] * 6, title=OLD))
    assert numbers(found) == [None, 1, 2, 3, 4, 5]
    assert [section.ordinal_value for section in found.sections] == [1, 2, 3, 4, 5, 6]


def test_old_reports_on_one_line_in_words_of_their_own() -> None:
    heads = ["概述", "主动公开情况", "审批事项及处理情况", "主要问题和改进措施"]
    texts = ["2017年以来，有序推进。", "（一）公开数量2017年发布9条。", " 我局严格把关。", "虽然取得成效，仍有不足。"]
    found = outline(report(heads=heads, texts=texts, title=OLD + " ", end="").replace("\n\n", ""))
    assert [section.title for section in found.sections] == heads
    assert [section.paragraphs[0].text.value[:4] for section in found.sections] == [
        "2017",
        "(一)公",
        "我局严格",
        "虽然取得",
    ]


def test_old_reports_with_lost_ordinals_show_headings_without_any() -> None:
    text = (
        f"{OLD}\n\n现公布报告。\n\n、信息公开情况\n\n（一）方式。网站。\n\n主要做法\n\n（一）加强领导\n\n重视。\n\n"
        "、存在问题及改进措施\n\n有不足，\n\n、将改进。\n"
    )
    found = outline(text)
    assert [(section.title, section.damaged) for section in found.sections] == [
        ("信息公开情况", True),
        ("主要做法", False),
        ("存在问题及改进措施", True),
    ]


def test_rows_of_the_old_statistics_table_are_no_headings() -> None:
    rows = (
        "统计指标\n单位\n统计数\n一、主动公开情况\n二、回应解读情况\n三、依申请公开情况\n"
        "（一）收到申请数 件 3\n四、行政复议数量 件 0\n"
    )
    heads = ["概述", "主动公开政府信息的情况", "依申请公开政府信息的情况"]
    end = f"\n\n附件：政府信息公开情况统计表\n\n{rows}"
    found = outline(report(heads=heads, texts=["略。"] * 3, title=OLD, end=end))
    assert [section.title for section in found.sections][:3] == heads
    assert len(found.sections) == 4


def test_without_an_edition_headings_have_no_numbers() -> None:
    text = report(title="云岭县政府信息公开工作年度报告", texts=["略。"] * 6, intro="编制说明", end="")
    document = read_bytes(text.encode(), "a.txt")
    identity = identify(document, Given(), WORDS)
    assert identity.year is None
    for ruleset in (None, load_ruleset("common")):
        assert numbers(read_outline(document, identity, ruleset)) == [None] * 6


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["\n", "　", " ", "- 3 -", "一、", "、", "（一）", "总体情况", "附件", "2024年1月9日", "。", "县"]
        ),
        max_size=24,
    )
)
def test_any_scraps_are_survived_and_places_stay_inside(scraps: list[str]) -> None:
    text = TITLE + "\n" + "".join(scraps)
    found = outline(text)
    assert 0 <= found.end[0] <= len(text)
    for section in found.sections:
        first, last = section.heading.span()
        assert 0 <= first < last <= len(text)
        assert section.span[0] == first


def test_published_reports_have_their_six_sections_once(cases: Path) -> None:
    for path in sorted([*cases.glob("*.md"), *cases.glob("*.txt"), *cases.glob("*.html")]):
        label = cases / "labels" / f"{path.stem}.yaml"
        if not label.is_file():
            continue
        truth = yaml.safe_load(label.read_text(encoding="utf-8"))
        document = read(path)
        identity = identify(document, Given(), WORDS)
        found = read_outline(document, identity, load_ruleset(truth["edition"]))
        if truth["year"] >= 2019:
            assert numbers(found) == SIX, path.name
            assert [section.ordinal_value for section in found.sections] == SIX, path.name
            assert {section.match for section in found.sections} <= {"exact", "variant"}, path.name
            assert all(section.paragraphs or section.tables for section in found.sections), path.name


def test_published_reports_of_the_old_regulation(cases: Path) -> None:
    def titles(name: str) -> list[tuple[str, int | None, bool]]:
        document = read(cases / name)
        found = read_outline(document, identify(document, Given(), WORDS), load_ruleset("prc-2007"))
        return [(section.title, section.ordinal_value, section.damaged) for section in found.sections]

    assert titles("liushadong-2018.txt") == [
        ("信息公开情况", None, True),
        ("主要做法", None, False),
        ("存在问题及改进措施", None, True),
    ]
    assert [ordinal for _, ordinal, _ in titles("17-pingtan-2018.txt")] == SIX
    assert [ordinal for _, ordinal, _ in titles("18-pingtan-tax-2013.txt")] == SIX
    assert titles("17-pingtan-2018.txt")[0][0] == "概述"
    assert titles("18-pingtan-tax-2013.txt")[3][0] == "审批事项及处理情况"


@pytest.mark.parametrize("page", ["", "\t{a}", " ........ {a}", "……{a}"])
def test_a_table_of_contents_is_no_section(page: str) -> None:
    contents = "目录\n\n" + "\n".join(f"{HAN[at]}、{head}{page.format(a=at + 1)}" for at, head in enumerate(HEADS))
    found = outline(report(intro=contents))
    assert numbers(found) == SIX
    assert all(section.paragraphs for section in found.sections)


def test_headings_inside_one_line_that_lost_their_ordinal_or_are_the_authors_own() -> None:
    text = "".join(report().replace("五、存在", "、存在").split())
    text = text.replace("六、其他需要", "六、建议提案办理情况2023年办理3件。七、其他需要")
    found = outline(text)
    assert [(section.number, section.damaged) for section in found.sections] == [
        (1, False), (2, False), (3, False), (4, False), (5, True), (None, False), (6, False)
    ]  # fmt: skip


def test_an_empty_section_inside_one_line() -> None:
    texts = ["", *TEXTS[1:]]
    found = outline("".join(report(texts=texts).split()))
    assert numbers(found) == SIX
    assert not found.sections[0].paragraphs


def test_the_second_line_of_a_label_is_no_damaged_heading() -> None:
    texts = [*TEXTS[:5], "危及国家安全、公共安全 件 0\n、经济安全和社会稳定\n没有其他事项。"]
    assert numbers(outline(report(texts=texts))) == SIX


def test_an_annexed_table_is_none_of_the_last_section() -> None:
    text = report(end="\n\n政府信息公开情况统计表（2017年度）\n\n一、主动公开情况\n\n3" + SIGNATURE).replace(
        "2023", "2017"
    )
    found = outline(text.replace("2024", "2018"), edition="prc-2007")
    assert found.sections[-1].number == 6
    assert len(found.sections[-1].paragraphs) == 1
