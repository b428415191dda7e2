"""Which report a document is: title, year, body, body type; signature and the document's dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from disclosurelint.facts.bodies import guess_type, same_body
from disclosurelint.facts.identity import Identity, identify
from disclosurelint.facts.outline import read_outline
from disclosurelint.facts.signature import read_signature
from disclosurelint.readers import read, read_bytes
from disclosurelint.report import DateMention, Given, Signature
from disclosurelint.rules.loading import catalogue, load_ruleset

WORDS = catalogue().words
INTRO = "根据《中华人民共和国政府信息公开条例》有关规定，特编制本报告。"
SECTIONS = """
一、总体情况

2023年，各项工作有序推进。

二、主动公开政府信息情况

略。

六、其他需要报告的事项

没有收取信息处理费。
"""


def known(text: str, name: str = "a.txt", given: Given | None = None) -> Identity:
    return identify(read_bytes(text.encode(), name), given or Given(), WORDS)


def signed(text: str, name: str = "a.txt") -> tuple[Signature | None, list[DateMention]]:
    document = read_bytes(text.encode(), name)
    identity = identify(document, Given(), WORDS)
    return read_signature(document, identity, read_outline(document, identity, load_ruleset("prc-2021")))


@pytest.mark.parametrize(
    ("title", "year", "body", "right"),
    [
        ("云岭县人民政府2023年政府信息公开工作年度报告", 2023, "云岭县人民政府", True),
        ("2023年云岭县人民政府政府信息公开工作年度报告", 2023, "云岭县人民政府", True),
        ("云岭县2023年度政府信息公开年度报告", 2023, "云岭县", True),
        ("云岭县教育局关于2023年政府信息公开工作年度报告", 2023, "云岭县教育局", True),
        ("关于2023年政府信息公开工作年度报告", 2023, None, True),
        ("云岭县2023年政务公开工作年度报告", 2023, "云岭县", False),
        ("云岭县2023年信息公开年度报告", 2023, "云岭县", False),
        ("云岭县政府信息公开工作年度报告（2023年）", 2023, "云岭县", True),
        ("云岭县人民政府信息公开工作年度报告（2023年度）", 2023, "云岭县人民政府", True),
        ("云岭县政府信息公开工作2023年度报告", 2023, "云岭县", True),
        ("云 岭 县 2 0 2 3 年 政 府 信 息 公 开 工 作 年 度 报 告", 2023, "云岭县", True),
        ("云岭县 2023 年 政府信息公开工作年度报告", 2023, "云岭县", True),
        ("云岭县二〇二三年政府信息公开工作年度报告", 2023, "云岭县", True),
        ("云岭县二○二三年政府信息公开工作年度报告", 2023, "云岭县", True),
        ("云岭县２０２３年政府信息公开工作年度报告", 2023, "云岭县", True),
        ("【云岭县2023年政府信息公开工作年度报告】", 2023, "云岭县", True),
        ("云岭县人民政府\n2023年政府信息公开工作年度报告", 2023, "云岭县人民政府", True),
        ("云岭县人民政府\n\n2023年政府信息公开工作年度报告", 2023, "云岭县人民政府", True),
        ("云岭县人民政府2023年\n政府信息公开工作年度报告", 2023, "云岭县人民政府", True),
        ("云岭县人民政府2023年政府信息\n公开工作年度报告", 2023, "云岭县人民政府", True),
        ("云岭县人民政府\n2023年\n政府信息公开工作年度报告", 2023, "云岭县人民政府", True),
        ("- 1 -\n云岭县人民政府\n2023年政府信息公开工作年度报告", 2023, "云岭县人民政府", True),
        ("云岭县202年政府信息公开工作年度报告", None, "云岭县", True),
        ("云岭县20232年政府信息公开工作年度报告", None, "云岭县", True),
        ("云岭县2022-2023年政府信息公开工作年度报告", None, "云岭县", True),
        ("政府信息公开工作年度报告", None, None, True),
    ],
)
def test_titles_in_their_many_forms(title: str, year: int | None, body: str | None, right: bool) -> None:
    found = known(f"{title}\n\n{INTRO}\n{SECTIONS}").title
    assert found is not None
    assert (found.year, found.body, found.names_report) == (year, body, right)


@pytest.mark.parametrize(
    "head",
    [
        "标题：云岭县2023年政府信息公开工作年度报告\n发布时间：2024-01-20\n发布机构：云岭县档案局\n\n",
        "首页 > 政务公开 > 政府信息公开年报 > 云岭县2023年政府信息公开工作年度报告\n\n",
        "当前位置：首页 >> 政府信息公开年报\n索引号：0001\n",
        "政府信息公开年报\n\n云岭县2022年政府信息公开工作年度报告有关事项的通知\n\n",
    ],
)
def test_the_title_is_not_taken_from_the_page_around(head: str) -> None:
    text = f"{head}云岭县2023年政府信息公开工作年度报告\n\n{INTRO}\n{SECTIONS}"
    found = known(text)
    assert found.title is not None
    assert found.title.text.span()[0] == text.rindex("云岭县2023年政府信息公开工作年度报告")
    assert found.body.name == "云岭县"


def test_the_title_may_stand_in_the_page_head_only() -> None:
    found = known(f"标题：云岭县2023年政府信息公开工作年度报告\n发布时间：2024-01-20\n\n{INTRO}\n{SECTIONS}")
    assert (found.year, found.body.name) == (2023, "云岭县")


@pytest.mark.parametrize(
    "behind", [" 根据有关规定", "根据有关规定", " 来源：云岭县 时间：2024-01-09 打印 关闭 根据有关规定"]
)
def test_the_title_may_be_the_first_words_of_a_long_line(behind: str) -> None:
    text = f"云岭县2023年政府信息公开工作年度报告{behind}，编制本报告。" + SECTIONS.replace("\n", "")
    found = known(text)
    assert found.title is not None
    assert found.title.text.value == "云岭县2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "sentence",
    ["现公布云岭县2023年政府信息公开工作年度报告。", "云岭县关于印发2023年政府信息公开工作年度报告的通知"],
)
def test_a_sentence_is_no_title(sentence: str) -> None:
    assert known(f"{sentence}\n{SECTIONS}").title is None


def test_a_document_with_a_title_or_two_headings_is_a_report() -> None:
    assert known("# 云岭县2023年政府信息公开工作年度报告\n", "a.md").is_report
    assert known("## 一、总体情况\n\n## 二、主动公开政府信息情况\n", "a.md").is_report


@pytest.mark.parametrize(
    "text",
    [
        "# 清单\n\n检查政府信息公开工作年度报告的工具。\n",
        "# 关于做好2023年政府信息公开工作年度报告编制工作的通知\n\n请各乡镇做好工作。\n",
        "# 云岭县2023年法治政府建设年度报告\n\n## 一、总体情况\n",
        "\n",
    ],
)
def test_other_documents_are_none_and_say_why(text: str) -> None:
    found = known(text, "a.md")
    assert not found.is_report
    assert found.reason.zh
    assert found.reason.en


def test_the_year_comes_from_the_first_source_that_has_one() -> None:
    period = "统计期限为2022年1月1日至12月31日。"
    text = f"云岭县{{}}政府信息公开工作年度报告\n\n{period}\n{SECTIONS}\n云岭县人民政府\n2022年1月8日\n"
    given = Given(year=2020, sources={"year": "front-matter"})
    assert (known(text.format("2023年"), given=given).year, known(text.format("2023年"), given=given).year_source) == (
        2020,
        "front-matter",
    )
    assert (known(text.format("2023年")).year, known(text.format("2023年")).year_source) == (2023, "title")
    assert (known(text.format("")).year, known(text.format("")).year_source) == (2022, "period")
    without = text.format("").replace(period, INTRO)
    assert (known(without).year, known(without).year_source) == (2021, "signature")
    bare = without.replace("2022年1月8日", "")
    assert (known(bare).year, known(bare).year_source) == (None, "unknown")


def test_the_body_is_named_as_signed_before_introduction_and_title() -> None:
    title = "云岭县2023年政府信息公开工作年度报告\n\n"
    made = "本报告由云岭县人民政府办公室根据条例编制。\n"
    assert known(title + INTRO + SECTIONS).body.name == "云岭县"
    assert known(title + made + SECTIONS).body.name == "云岭县人民政府"
    full = known(title + made + SECTIONS + "\n青川市云岭县人民政府\n2024年1月9日\n")
    assert full.body.name == "青川市云岭县人民政府"
    assert [(where, name) for where, name, _ in full.body.mentions] == [
        ("title", "云岭县"),
        ("preamble", "云岭县人民政府办公室"),
        ("signature", "青川市云岭县人民政府"),
    ]


def test_names_that_speak_of_themselves_are_no_bodies() -> None:
    text = "云岭县2023年政府信息公开工作年度报告\n\n县政府办公室编制完成了本报告。\n"
    assert [where for where, _, _ in known(text + SECTIONS).body.mentions] == ["title"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("青川省人民政府", "province"),
        ("云岭壮族自治区人民政府", "province"),
        ("云岭自治州人民政府", "city"),
        ("云岭县", "county"),
        ("青川市云岭区人民政府", "county"),
        ("清水镇人民政府", "township"),
        ("清水乡", "township"),
        ("北关街道", "subdistrict"),
        ("北关街道办事处", "subdistrict"),
        ("云岭县教育局", "department"),
        ("青川省财政厅", "department"),
        ("云岭县发展和改革委员会", "department"),
        ("中华人民共和国教育部", "central-department"),
        ("国家税务总局云岭县税务局", "department"),
        ("青川市", None),
        ("青川市人民政府", None),
        ("云岭区", None),
        ("云岭县人民政府办公室", None),
        ("云岭经济开发区管理委员会", None),
        ("云岭县政务服务中心", None),
        ("云岭县公安局城关分局", None),
        ("中共云岭县委", None),
    ],
)
def test_only_unmistakable_ends_tell_the_body_type(name: str, kind: str | None) -> None:
    assert guess_type(name, WORDS) == kind


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("云岭县", "青川市云岭县人民政府", True),
        ("云岭县人民政府", "云岭县人民政府办公室", True),
        ("北关街道", "青川市北关街道办事处", True),
        ("云岭县发改委", "青川市云岭县发展和改革委员会", True),
        ("云岭县人民政府", "云岭县教育局", False),
        ("云岭县", "云山县", False),
    ],
)
def test_names_pair_when_one_is_the_others_end(one: str, other: str, same: bool) -> None:
    assert same_body(one, other, WORDS) is same


TITLE = f"云岭县2023年政府信息公开工作年度报告\n\n{INTRO}\n{SECTIONS}"


@pytest.mark.parametrize(
    ("end", "name", "words", "form"),
    [
        ("\n云岭县人民政府\n\n2024年1月20日\n", "云岭县人民政府", "2024年1月20日", "plain"),
        ("\n云岭县人民政府    2024年01月20日\n", "云岭县人民政府", "2024年01月20日", "padded"),
        (
            "\n   云岭县人民政府（印章）  \n   二〇二四年一月二十日  \n",
            "云岭县人民政府",
            "二〇二四年一月二十日",
            "chinese",
        ),
        (
            "\n（盖章）\n云岭县人民政府\n2024 年 1 月 20 日\n\n附件下载\n上一篇：无\n打印 关闭\n",
            "云岭县人民政府",
            "2024 年 1 月 20 日",
            "plain",
        ),
        ("\n2024年1月20日\n", None, "2024年1月20日", "plain"),
        ("\n云岭县人民政府\n", "云岭县人民政府", None, None),
        ("\n云岭县人民政府\n2019329\n", "云岭县人民政府", "2019329", "broken"),
        ("\n云岭县人民政府\n2024年2月30日\n", "云岭县人民政府", "2024年2月30日", "broken"),
        ("\n云岭县人民政府\n2024年1月20日\n\n附件：统计表\n\n指标 1\n", "云岭县人民政府", "2024年1月20日", "plain"),
        ("\n云 岭 县 人 民 政 府\n2 0 2 4 年 1 月 2 0 日\n", "云岭县人民政府", "2 0 2 4 年 1 月 2 0 日", "plain"),
        ("\n发布单位：云岭县人民政府\n发布时间：2024-01-20\n", "云岭县人民政府", "2024-01-20", "dashed"),
        ("\n云岭县人民政府\n2024年1月20日\n（联系电话：0870-555）\n", "云岭县人民政府", "2024年1月20日", "plain"),
        (
            "\n云岭县人民政府\n2024年1月20日\n\n发布日期：2024-01-22 浏览次数：9\n",
            "云岭县人民政府",
            "2024年1月20日",
            "plain",
        ),
        ("\n附件：统计表\n\n云岭县人民政府\n2024年1月20日\n", "云岭县人民政府", "2024年1月20日", "plain"),
    ],
)
def test_the_signature_at_the_end(end: str, name: str | None, words: str | None, form: str | None) -> None:
    signature, dates = signed(TITLE + end)
    assert (signature.name if signature else None) == name
    assert [(one.text.value, one.form) for one in dates if one.role == "signature"] == (
        [(words, form)] if words else []
    )


@pytest.mark.parametrize(
    "tail", ["2024年1月20日", "云岭县人民政府 2024年1月20日", " 云岭县人民政府2024年1月20日 附件下载"]
)
def test_the_signature_directly_behind_the_last_sentence(tail: str) -> None:
    signature, dates = signed(TITLE.rstrip() + tail + "\n")
    assert [one.value for one in dates if one.role == "signature"] == [date(2024, 1, 20)]
    assert (signature is not None) == ("政府" in tail)


def test_a_date_in_prose_is_no_signature() -> None:
    signature, dates = signed(TITLE.rstrip() + "有关工作已于2024年1月20日全部完成。\n")
    assert signature is None
    assert dates == []


def test_a_dated_line_under_the_title_signs() -> None:
    head, rest = TITLE.split("\n", 1)
    signature, dates = signed(f"{head}\n云岭县人民政府\n（2024年1月20日）\n{rest}")
    assert signature is not None
    assert signature.name == "云岭县人民政府"
    assert [(one.role, one.value) for one in dates] == [("under-title", date(2024, 1, 20))]


def test_the_page_head_signs_nothing() -> None:
    head, rest = TITLE.split("\n", 1)
    text = (
        f"发布机构：云岭县档案局\n成文日期：2024-01-21\n{head}\n来源：云岭县档案局 时间：2024-01-22 浏览次数：9\n{rest}"
    )
    signature, dates = signed(text)
    assert signature is None
    assert {one.role for one in dates} == {"head"}


def test_a_date_of_publication_alone_under_the_title() -> None:
    head, rest = TITLE.split("\n", 1)
    _, dates = signed(f"{head}\n发布日期：2024-01-31\n{rest}")
    assert [(one.role, one.value, one.form) for one in dates] == [("under-title", date(2024, 1, 31), "dashed")]


def test_front_matter_gives_a_date_of_its_own() -> None:
    _, dates = signed(f"---\npublished: 2024-01-31\n---\n\n{TITLE}", "a.md")
    assert [(one.role, one.value) for one in dates] == [("metadata", date(2024, 1, 31))]


def test_published_reports_are_known(cases: Path) -> None:
    for path in sorted([*cases.glob("*.md"), *cases.glob("*.txt"), *cases.glob("*.html")]):
        label = cases / "labels" / f"{path.stem}.yaml"
        if not label.is_file():
            continue
        truth = yaml.safe_load(label.read_text(encoding="utf-8"))
        found = identify(read(path), Given(), WORDS)
        assert found.is_report, path.name
        assert found.year == truth["year"], path.name
        assert found.title is not None, path.name
        # The place is misread throughout one of them.
        assert same_body(found.body.name or "", truth["body"].replace("沭", "沐"), WORDS), path.name
        assert found.body.type in (truth["body_type"], None), path.name


def test_the_seed_report(cases: Path) -> None:
    document = read(cases / "liushadong-2018.txt")
    identity = identify(document, Given(), WORDS)
    signature, dates = read_signature(document, identity, read_outline(document, identity, load_ruleset("prc-2007")))
    assert signature is not None
    assert (signature.name, identity.body.type) == ("流沙东街道办事处", "subdistrict")
    assert [(one.text.value, one.value, one.form) for one in dates if one.role == "signature"] == [
        ("2019329", None, "broken")
    ]


END = SECTIONS + "\n云岭县人民政府\n\n2024年1月20日\n"
HEADLINE = "云岭县人民政府2023年政府信息公开工作年度报告\n\n"


@pytest.mark.parametrize(
    "behind",
    [
        "附：政府信息公开情况统计表\n统计指标\n单位\n一、主动公开情况\n3\n条\n",
        "政府信息公开情况统计表（2023年度）\n\n统计指标 单位 统计数\n",
        "附件：1.行政许可清单\n\n（此件公开发布）\n",
        "抄送：县委办公室。\n",
        "3\n",
    ],
)
def test_a_signature_with_something_behind_it(behind: str) -> None:
    signature, dates = signed(HEADLINE + INTRO + END + behind)
    assert signature is not None
    assert signature.name == "云岭县人民政府"
    assert [mention.value for mention in dates] == [date(2024, 1, 20)]


def test_a_signature_in_a_table() -> None:
    table = "<table><tr><td>云岭县人民政府</td></tr><tr><td>2024年1月20日</td></tr></table>\n"
    signature, dates = signed(HEADLINE + INTRO + SECTIONS + "\n" + table, "a.md")
    assert signature is not None
    assert [mention.value for mention in dates] == [date(2024, 1, 20)]


@pytest.mark.parametrize(
    "end",
    [
        "云岭县人民政府2024年1月20日",
        "云岭县人民政府2024年1月20日附：政府信息公开情况统计表统计指标单位统计数一、主动公开情况3",
        "（三）接受培训人员数人次302云岭县人民政府2024年1月20日",
    ],
)
def test_a_signature_inside_one_line(end: str) -> None:
    text = HEADLINE.strip() + INTRO + "".join(SECTIONS.split()) + end
    signature, dates = signed(text)
    assert signature is not None
    assert (signature.name, dates[0].value) == ("云岭县人民政府", date(2024, 1, 20))


@pytest.mark.parametrize(
    "under", ["云岭县人民政府 2024年1月20日", "（云岭县人民政府　2024年1月20日）", "（2024年1月20日）"]
)
def test_the_line_under_a_title_that_ran_into_it(under: str) -> None:
    identity = known(HEADLINE.strip() + under + "".join(SECTIONS.split()))
    assert [dated.found.value for dated in identity.opening.dates] == [date(2024, 1, 20)]
    assert identity.year == 2023


@pytest.mark.parametrize("remains", ["2024120", "2024年120日"])
def test_a_damaged_date_beside_the_name_under_the_title(remains: str) -> None:
    _, dates = signed(f"{HEADLINE}云岭县人民政府 {remains}\n\n{INTRO}{SECTIONS}")
    assert [(mention.form, mention.value) for mention in dates] == [("broken", None)]


@pytest.mark.parametrize("year", ["（2023年）", "（2023年度）", "2023年度"])
def test_a_year_below_the_title(year: str) -> None:
    identity = known(f"云岭县人民政府\n\n政府信息公开工作年度报告\n\n{year}\n\n{INTRO}{END}")
    assert identity.title is not None
    assert (identity.title.year, identity.title.body, identity.opening.dates) == (2023, "云岭县人民政府", [])


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("云岭市人民政府", {"province", "city", "county"}),
        ("云岭市", {"province", "city", "county"}),
        ("云岭县人民政府", set()),
        ("云岭开发区管理委员会", set()),
    ],
)
def test_types_that_a_name_leaves_open(name: str, types: set[str]) -> None:
    body = known(f"{name}2023年政府信息公开工作年度报告\n\n{INTRO}{SECTIONS}{name}\n\n2024年1月20日\n").body
    assert body.possible == types
    assert body.types == (types or ({body.type} if body.type else set()))
