"""Local differences: the shipped overlays, and the county's own of `docs/overlays.md`, by YAML alone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from disclosurelint.engine import check_text, read_facts_text
from disclosurelint.rulebook.examples import model_text
from disclosurelint.rulebook.validation import validate
from disclosurelint.rules.loading import catalogue, load_ruleset
from disclosurelint.settings import Settings

ROOT = Path(__file__).parents[1]
NEW, TRIAL, OLD = (model_text(load_ruleset(name)) for name in ("prc-2021", "prc-2019", "prc-2007"))
FILES = sorted((ROOT / "rulesets" / "overlays").glob("*.yaml"))


def found(text: str, *overlays: str, **settings: object) -> list[str]:
    given = Settings(rulesets=list(overlays), **settings)  # type: ignore[arg-type]
    return [f"{finding.rule} {finding.severity}" for finding in check_text(text, "draft.md", given).findings]


def test_all_known_places_are_there() -> None:
    known = {entry.id for entry in catalogue().overlays}
    assert {"shanghai", "guangdong", "hubei", "beijing", "jiangsu", "gansu-wuwei", "blank-cells"} <= known


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_is_right_and_says_what_it_rests_on(path: Path) -> None:
    assert [problem.to("en") for problem in validate(path.stem)] == []
    first = path.read_text("utf-8").split("\nid: ")[0]
    assert "Source:" in first or path.stem == "blank-cells"
    ruleset = load_ruleset((load_ruleset_ids(path.stem))[-1], [path.stem])
    for rule in ruleset.rules.values():
        if "overlays/" in rule.source:
            assert rule.severity == "info"
            assert rule.basis


def load_ruleset_ids(overlay: str) -> list[str]:
    entry = next(entry for entry in catalogue().overlays if entry.id == overlay)
    return list(entry.editions or [edition.id for edition in catalogue().editions])


def row(label: str, count: int) -> str:
    return f"<tr><td>{label}</td>" + "<td>3</td>" * count + "</tr>\n"


def test_hubei_has_a_row_that_may_be_left_out() -> None:
    caption = '<tr><td colspan="4">第二十条第（五）项</td></tr>\n'
    more = TRIAL.replace(caption, row("其他主动公开文件", 3) + caption)
    assert found(more) == ["PUB016 info"]
    assert found(more, "hubei") == []
    assert found(TRIAL, "hubei") == []
    report = read_facts_text(more, "draft.md", Settings(rulesets=["hubei"]))
    assert report.figures["disclosure.other_files.disclosed_total"].value == 3
    named = TRIAL.replace("<td>规章</td>", "<td>规章（设区的市、自治州人民政府应提供相关数据）</td>")
    assert found(named, "hubei") == []


def test_beijing_may_split_a_row() -> None:
    whole = next(line for line in TRIAL.splitlines() if "其他对外管理服务事项" in line) + "\n"
    split = TRIAL.replace(whole, row("行政检查", 3) + row("行政确认", 3))
    assert "PUB004 warning" in found(split)
    assert found(split, "beijing") == []
    assert found(TRIAL, "beijing") == []


def test_an_optional_row_is_not_asked_of_text_either() -> None:
    lines = re.sub(r"</t[dr]>", " ", re.sub(r"<t[dr][^>]*>", "", TRIAL.replace("<table>", "").replace("</table>", "")))
    before = read_facts_text(lines, "draft.txt", Settings())
    after = read_facts_text(lines, "draft.txt", Settings(rulesets=["hubei"]))
    assert set(before.figures) == set(after.figures)
    assert {name: facts.state for name, facts in before.tables.items()} == {
        name: facts.state for name, facts in after.tables.items()
    }


def test_a_row_without_the_word_is_asked_of_every_draft(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        'id: own\nversion: "1.0"\ntitle: {zh: 试, en: own}\n'
        "tables: {disclosure: {blocks: {article_20_1: {+rows: [{key: more, zh: 其他文件, en: more}]}}}}\n",
        "utf-8",
    )
    assert found(NEW, str(path)) == ["PUB004 warning"]


def test_wuwei_asks_for_a_short_overview_with_figures() -> None:
    assert found(NEW, "gansu-wuwei") == []
    long = NEW.replace("各项任务按期完成。", "各项任务按期完成。" + "县直单位按照分工落实任务，逐项对账销号。" * 30)
    assert found(long) == []
    assert found(long, "gansu-wuwei") == ["WWX001 info"]
    assert found(NEW.replace("发布政策解读材料41篇，", ""), "gansu-wuwei") == ["WWX002 info"]


def test_shanghai_and_jiangsu_only_hint() -> None:
    assert found(NEW, "shanghai") == ["SHX001 info"]
    assert found(TRIAL.replace("本报告依照", "本报告依照《上海市政府信息公开规定》、"), "shanghai") == []
    assert found(OLD, "jiangsu") == []
    assert found(NEW, "jiangsu") == []


# -- the page ------------------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> str:
    """The overlay that the page shows, as a file."""
    page = (ROOT / "docs" / "overlays.md").read_text("utf-8")
    shown = re.search(r"<!-- the test of this page runs this file -->\n```yaml\n(.*?)```", page, re.S)
    assert shown
    path = tmp_path / "qingyuan.yaml"
    path.write_text(shown[1], "utf-8")
    return str(path)


def test_the_page_is_right(own: str) -> None:
    assert [problem.to("en") for problem in validate(own)] == []


def test_the_page_names_every_shipped_overlay() -> None:
    page = (ROOT / "docs" / "overlays.md").read_text("utf-8")
    assert [path.stem for path in FILES if f"`{path.stem}`" not in page] == []


def test_the_countys_own_deadline(own: str) -> None:
    town = (
        NEW.replace("清沅县人民政府2024年", "清沅县栖梧镇人民政府2024年")
        .replace("清沅县人民政府\n\n2025年3月14日", "清沅县栖梧镇人民政府\n\n2025年1月25日")
        .replace("除上述内容外，", "公开人大代表建议办理结果3件。除上述内容外，")
    )
    late = [rule for rule in found(town, own) if rule.startswith("SIG")]
    assert late == ["SIG001 warning"]
    assert [rule for rule in found(town) if rule.startswith("SIG")] == []
    in_time = town.replace("2025年1月25日", "2025年1月20日")
    assert [rule for rule in found(in_time, own) if rule.startswith("SIG")] == []
    assert date(2025, 1, 20) < date(2025, 1, 25)


def test_the_countys_own_row_sentence_and_limit(own: str) -> None:
    assert found(NEW, own) == ["QYX001 warning"]
    told = NEW.replace("除上述内容外，", "公开人大代表建议办理结果12件。除上述内容外，")
    assert found(told, own) == []
    caption = '<tr><td colspan="4">第二十条第（五）项</td></tr>\n'
    assert found(told.replace(caption, row("其他主动公开文件", 3) + caption), own) == []
    long = told.replace("各项任务按期完成。", "各项任务按期完成。" + "县直单位按照分工落实任务，逐项对账销号。" * 60)
    assert found(long, own) == ["QYX002 info"]
