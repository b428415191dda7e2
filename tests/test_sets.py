"""Several reports of one run: copied texts, versions, rosters, and the parts of a report that gathers them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from disclosurelint import check
from disclosurelint.outcomes import Finding, ReportResult, RunResult
from disclosurelint.rulebook.examples import apply_edits, model_text
from disclosurelint.rules.loading import load_ruleset

RULESET = load_ruleset("prc-2021")
MODEL = model_text(RULESET)

PROBLEMS = {
    "甲": "从全年情况看，各站所报送材料不及时、村级公示栏更新缓慢的现象时有发生，群众对惠农补贴类信息的知晓度不高。"
    "对此，镇政府将建立周调度台账，由包村干部逐村查看公示栏，补贴发放前在各村微信群同步推送名单并留存回执。",
    "乙": "辖区老旧小区改造进展类信息公开偏少，居民多次来电询问施工安排；窗口工作人员对条例修订内容掌握不牢。"
    "今后在每个改造小区设立进度牌，双周更新；邀请司法所为窗口人员授课两次，课后以真实案例测试。",
}

OVERVIEWS = {
    "甲": "镇里把高标准农田、农村厕所改造、低保评审的材料逐项上网，村民小组长挨户发放明白卡。档案室腾出一间房，"
    "摆放近年文件汇编，赶集日专人值守。县里两次抽查，均未发现应公开而未公开的事项，干部周末轮流学习条例。",
    "乙": "围绕棚户区改造，镇政府举办六场开放日，请居民代表察看评估过程。公众号改版，增设办事地图、随手问两个栏目，"
    "留言当日转办。与社区书院合作开课，讲解如何提出申请、如何查阅旧文件，听众多为退休教师和个体商户。",
}


def town(name: str, problems: str | None = None, *edits: dict[str, str]) -> str:
    """The model as a town's report, with words of its own in sections one and five."""
    text = MODEL.replace("清沅县人民政府办公室", f"清沅县{name}党政办公室").replace(
        "清沅县人民政府", f"清沅县{name}人民政府"
    )
    for line in text.split("\n"):
        if line.startswith(("2024年，清沅", "（一）", "（三）", "（四）", "（五）")):
            text = text.replace(line, f"{line[:6]}{name}{len(line)}", 1)
    if problems is not None:
        start = text.index("对照《条例》要求")
        text = text[:start] + problems + "\n\n" + text[text.index("## 六、") :]
    return apply_edits(text, edits, RULESET)


def put(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def run(folder: Path, *select: str, **more: object) -> RunResult:
    return check(folder, select=list(select), isolated=True, **more)  # type: ignore[arg-type]


def of(result: RunResult, name: str) -> ReportResult:
    return next(report for report in result.reports if Path(report.path).stem == name)


def told(result: RunResult) -> dict[str, list[Finding]]:
    return {Path(report.path).stem: report.findings for report in result.reports if report.findings}


# -- texts of another body ---------------------------------------------------------------------------------------------


def test_copied_section_is_told_in_both_reports(tmp_path: Path) -> None:
    copied = PROBLEMS["甲"].replace("镇政府", "乡政府")
    put(tmp_path, a=town("栖梧镇", PROBLEMS["甲"]), b=town("青萍乡", copied), c=town("望江镇", PROBLEMS["乙"]))
    result = run(tmp_path, "SET001")
    found = told(result)
    assert sorted(found) == ["a", "b"]
    for name, other in (("a", "b"), ("b", "a")):
        (finding,) = found[name]
        assert (finding.rule, finding.severity, finding.section) == ("SET001", "warning", 5)
        assert finding.fingerprint
        (related,) = finding.related
        assert related.path is not None
        assert Path(related.path).stem == other
    assert of(result, "c").outcomes["SET001"] == "pass"


def test_own_words_are_no_copy(tmp_path: Path) -> None:
    put(tmp_path, a=town("栖梧镇", PROBLEMS["甲"]), c=town("望江镇", PROBLEMS["乙"]))
    result = run(tmp_path, "SET001")
    assert not told(result)
    assert {report.outcomes["SET001"] for report in result.reports} == {"pass"}


def test_two_years_of_one_body_are_not_compared(tmp_path: Path) -> None:
    put(tmp_path, now=MODEL, then=MODEL.replace("2024年", "2023年").replace("2025年", "2024年"))
    assert not told(run(tmp_path, "SET001"))


def test_many_copies_give_one_finding_each(tmp_path: Path) -> None:
    names = "春夏秋冬山川河海云雨"
    put(tmp_path, **{f"r{at}": town(f"{name}溪镇", PROBLEMS["甲"]) for at, name in enumerate(names)})
    found = told(run(tmp_path, "SET001"))
    assert {name: len(findings) for name, findings in found.items()} == {f"r{at}": 1 for at in range(len(names))}


def test_copy_with_small_changes_is_found(tmp_path: Path) -> None:
    changed = PROBLEMS["甲"].replace("周调度台账", "月调度台账").replace("逐村查看", "每月查看")
    put(tmp_path, a=town("栖梧镇", PROBLEMS["甲"]), b=town("青萍乡", changed))
    assert sorted(told(run(tmp_path, "SET001"))) == ["a", "b"]


def test_waived_copy_is_moved_aside(tmp_path: Path) -> None:
    waived = town("栖梧镇", PROBLEMS["甲"]) + "\n<!-- disclosurelint: ignore-file SET001 -- 与青萍乡共同编写 -->\n"
    put(tmp_path, a=waived, b=town("青萍乡", PROBLEMS["甲"]))
    result = run(tmp_path, "SET001", "WVR")
    assert sorted(told(result)) == ["b"]
    assert [entry.rule for entry in of(result, "a").waived] == ["SET001"]
    alone = check(tmp_path / "a.md", select=["SET001", "WVR"], isolated=True)
    assert not alone.reports[0].findings
    assert alone.reports[0].outcomes["SET001"] == "not-applicable"


def test_a_waiver_in_a_draft_of_what_the_run_judges_is_told_when_it_covers_nothing(tmp_path: Path) -> None:
    waived = town("栖梧镇", PROBLEMS["甲"]) + "\n<!-- disclosurelint: ignore-file SET001 -- 与青萍乡共同编写 -->\n"
    put(tmp_path, a=waived, b=town("青萍乡", PROBLEMS["乙"]))
    result = run(tmp_path, "SET001", "WVR")
    (found,) = of(result, "a").findings
    assert (found.rule, of(result, "a").outcomes["WVR001"]) == ("WVR001", "fail")
    assert found.place.line == waived[: waived.index("<!--")].count("\n") + 1
    assert found.fingerprint
    assert not of(result, "b").findings
    assert not of(run(tmp_path, "SET001"), "a").findings, "WVR001 was not selected"
    assert not of(run(tmp_path, "SET004", "WVR"), "a").findings, "its rule was not selected"


def test_waivers_of_the_run_are_judged_alike_by_several_processes(tmp_path: Path) -> None:
    comment = "\n<!-- disclosurelint: ignore-file SET001 -- 与邻镇共同编写 -->\n"
    put(tmp_path, a=town("栖梧镇", PROBLEMS["甲"]) + comment, b=town("青萍乡", PROBLEMS["乙"]) + comment)
    for jobs in (1, 2):
        told_ = told(run(tmp_path, "SET001", "WVR", jobs=jobs))
        assert {name: [finding.rule for finding in found] for name, found in told_.items()} == {
            "a": ["WVR001"],
            "b": ["WVR001"],
        }


@pytest.mark.parametrize(("other", "unused"), [("甲", False), ("乙", True)])
def test_a_configured_waiver_of_what_the_run_judges(tmp_path: Path, other: str, unused: bool) -> None:
    put(tmp_path, a=town("栖梧镇", PROBLEMS["甲"]), b=town("青萍乡", PROBLEMS[other]))
    (tmp_path / "disclosurelint.yaml").write_text("waivers:\n  - {rule: SET001, reason: 共同编写}\n", "utf-8")
    result = check(tmp_path, select=["SET001", "WVR"])
    assert [finding.rule for finding in result.run_findings] == (["WVR001"] if unused else [])
    assert not told(result)
    alone = check(tmp_path / "a.md", select=["SET001", "WVR"])
    assert not alone.run_findings, "one report alone tells nothing of copies"


@pytest.mark.parametrize(
    ("names", "waived", "unused"),
    [
        ("栖梧镇\n青萍乡\n临水镇\n", "临水镇", False),
        ("栖梧镇\n青萍乡\n", "临水镇", True),
        (None, "临水镇", False),
    ],
)
def test_a_configured_waiver_of_the_roster(tmp_path: Path, names: str | None, waived: str, unused: bool) -> None:
    put(tmp_path, a=town("栖梧镇"), b=town("青萍乡"))
    roster = ""
    if names is not None:
        (tmp_path / "roster.txt").write_text(names, "utf-8")
        roster = "roster: roster.txt\nexclude: [roster.txt]\n"
    waivers = f"waivers:\n  - {{rule: SET003, where: {waived}, reason: 已撤并}}\n"
    (tmp_path / "disclosurelint.yaml").write_text(roster + waivers, "utf-8")
    result = check(tmp_path, select=["SET003", "WVR"])
    assert [finding.rule for finding in result.run_findings] == (["WVR001"] if unused else [])


def test_unknown_body_is_not_judged(tmp_path: Path) -> None:
    nameless = town("栖梧镇", PROBLEMS["甲"]).replace("清沅县栖梧镇人民政府", "")
    put(tmp_path, a=nameless, b=town("青萍乡", PROBLEMS["甲"]))
    result = run(tmp_path, "SET001")
    assert of(result, "a").body_name is None
    assert of(result, "a").outcomes["SET001"] == "not-assessed"


def test_baseline_knows_findings_of_a_run(tmp_path: Path) -> None:
    folder = put(tmp_path / "drafts", a=town("栖梧镇", PROBLEMS["甲"]), b=town("青萍乡", PROBLEMS["甲"]))
    (tmp_path / "roster.txt").write_text("栖梧镇\n青萍乡\n临水镇\n", "utf-8")
    call = [str(folder), "--select", "SET", "--roster", str(tmp_path / "roster.txt"), "--isolated", "--format", "json"]
    call += ["--baseline", str(tmp_path / "known.json")]
    first = cli(*call, "--update-baseline")
    assert first["summary"]["baselined"] == 3
    again = cli(*call)
    assert again["summary"]["warning"] == 0
    assert again["summary"]["baselined"] == 3
    assert again["run_findings"] == []


# -- versions of one report --------------------------------------------------------------------------------------------


def test_versions_that_disagree_are_told_with_both_places(tmp_path: Path) -> None:
    other = apply_edits(MODEL, [{"set": "requests.handled_total[total]", "to": "48"}], RULESET)
    put(tmp_path, a=MODEL, b=other)
    result = run(tmp_path, "SET004")
    (finding,) = of(result, "b").findings
    assert (finding.figure, finding.actual, finding.expected) == ("requests.handled_total[total]", "48", "47")
    assert finding.related[0].path is not None
    assert Path(finding.related[0].path).stem == "a"
    assert finding.related[0].place is not None
    assert result.duplicates == []


def test_copies_of_one_report_are_named_and_not_told(tmp_path: Path) -> None:
    put(tmp_path, a=MODEL, c=town("栖梧镇"))
    (tmp_path / "b.html").write_text(f"<html><body>{_as_html(MODEL)}</body></html>", "utf-8")
    result = run(tmp_path, "SET004")
    assert not told(result)
    assert [[Path(path).name for path in group] for group in result.duplicates] == [["a.md", "b.html"]]


def _as_html(text: str) -> str:
    lines = [line for line in text.split("\n") if line]
    return "\n".join(line if line.startswith(("<t", "</t")) else f"<p>{line.lstrip('# ')}</p>" for line in lines)


def test_towns_of_one_name_in_two_counties_are_two(tmp_path: Path) -> None:
    def bare(which: str, received: str) -> str:
        text = town("城关镇", PROBLEMS[which], {"set": "requests.received[total]", "to": received})
        text = text.replace("清沅县城关镇人民政府", "城关镇人民政府")
        return text.replace("## 二、主动公开", f"{OVERVIEWS[which]}\n\n## 二、主动公开")

    one, two = bare("甲", "46"), bare("乙", "45")
    # The introductions and contacts are of another county.
    put(tmp_path, a=one, b=two.replace("清沅县", "岚溪县"))
    assert not told(run(tmp_path, "SET004"))


def test_office_s_own_report_is_another_than_its_government_s(tmp_path: Path) -> None:
    office = apply_edits(MODEL, [{"set": "requests.received[total]", "to": "45"}], RULESET)
    office = office.replace("清沅县人民政府2024年", "清沅县人民政府办公室2024年").replace(
        "\n清沅县人民政府\n", "\n清沅县人民政府办公室\n"
    )
    put(tmp_path, a=MODEL, b=office)
    assert not told(run(tmp_path, "SET004"))


# -- rosters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("# 应报告的机关\n清沅县栖梧镇人民政府\n青萍乡\n\n临水镇\n", "utf-8"),
        ("机关名称,联系人\n清沅县栖梧镇人民政府,王某\n青萍乡,李某\n临水镇,赵某\n", "gb18030"),
        ("序号,单位名称\n1,栖梧镇\n2,“青萍乡”\n3,临水镇\n".replace("“", '"').replace("”", '"'), "utf-8-sig"),
        ("栖梧镇\r\n青萍乡\r\n临水镇\r\n", "utf-16"),
    ],
)
def test_bodies_without_a_report(tmp_path: Path, content: str, encoding: str) -> None:
    folder = put(tmp_path / "drafts", a=town("栖梧镇"), b=town("青萍乡"))
    roster = tmp_path / "roster.csv"
    roster.write_bytes(content.encode(encoding))
    result = run(folder, "SET003", roster=roster)
    names = [finding.source for finding in result.run_findings]
    # The head of a table with a column of numbers is no body.
    assert [name for name in names if name != "单位名称"] == ["临水镇"]
    (finding,) = [finding for finding in result.run_findings if finding.source == "临水镇"]
    assert finding.path == roster.as_posix()
    assert finding.fingerprint
    assert "临水镇" in finding.message
    assert "临水镇" in roster.read_bytes().decode(encoding).splitlines()[finding.place.line - 1]


def test_complete_roster_is_silent_and_deselected_rule_too(tmp_path: Path) -> None:
    folder = put(tmp_path / "drafts", a=town("栖梧镇"), b=town("青萍乡"))
    roster = tmp_path / "roster.txt"
    roster.write_text("青萍乡人民政府\n清沅县栖梧镇\n", "utf-8")
    assert not run(folder, "SET003", roster=roster).run_findings
    roster.write_text("青萍乡\n临水镇\n", "utf-8")
    assert not run(folder, "REQ", roster=roster).run_findings


def test_roster_of_the_configuration_and_its_waiver(tmp_path: Path) -> None:
    put(tmp_path, a=town("栖梧镇"), b=town("青萍乡"))
    (tmp_path / "roster.txt").write_text("栖梧镇\n青萍乡\n临水镇\n河口镇\n", "utf-8")
    (tmp_path / "disclosurelint.yaml").write_text(
        "roster: roster.txt\nexclude: [roster.txt]\nwaivers:\n  - {rule: SET003, where: 临水镇, reason: 已撤并}\n",
        "utf-8",
    )
    result = check(tmp_path, select=["SET003", "WVR"])
    assert [finding.source for finding in result.run_findings] == ["河口镇"]


def test_roster_that_cannot_be_read_is_wrong_usage(tmp_path: Path) -> None:
    put(tmp_path, a=town("栖梧镇"))
    done = _cli(str(tmp_path / "a.md"), "--roster", str(tmp_path / "none.txt"))
    assert done.returncode == 2
    assert "none.txt" in done.stderr


# -- parts -------------------------------------------------------------------------------------------------------------

ROWS = ("received", "disclosed", "handled_total")


def part(name: str, **counts: int) -> str:
    """A town's report in which natural persons made so many requests, all disclosed, and nothing else."""
    text = town(name)
    edits = [{"set": key, "to": "0"} for key in RULESET.slots]
    count = str(counts.get("requests", 0))
    edits += [
        {"set": f"requests.{row}[{column}]", "to": count} for row in ROWS for column in ("natural_person", "total")
    ]
    edits.append({"set": "disclosure.licensing.decisions", "to": str(counts.get("licensing", 0))})
    return apply_edits(text, edits, RULESET)


def whole(**counts: int) -> str:
    return part("本级", **counts).replace("清沅县本级", "清沅县").replace("党政办公室", "人民政府办公室")


def gathered(tmp_path: Path, text: str, **parts: str) -> ReportResult:
    put(tmp_path, whole=text)
    folder = put(tmp_path / "parts", **parts)
    return check(tmp_path / "whole.md", parts=[folder], select=["SET002"], isolated=True).reports[0]


def test_parts_that_add_up(tmp_path: Path) -> None:
    result = gathered(
        tmp_path,
        whole(requests=5, licensing=9),
        a=part("栖梧镇", requests=3, licensing=9),
        b=part("青萍乡", requests=2),
    )
    assert result.outcomes["SET002"] == "pass"


def test_difference_is_told_with_every_part(tmp_path: Path) -> None:
    result = gathered(
        tmp_path,
        whole(requests=6, licensing=9),
        a=part("栖梧镇", requests=3, licensing=9),
        b=part("青萍乡", requests=2),
    )
    assert {finding.figure for finding in result.findings} == {f"requests.{row}[natural_person]" for row in ROWS}
    finding = result.findings[0]
    assert (finding.actual, finding.expected) == ("6", "5")
    assert "多 1" in finding.message
    assert {Path(related.path or "").stem for related in finding.related} == {"a", "b"}


def test_parts_of_another_year_and_doubled_ones_are_named(tmp_path: Path) -> None:
    old = part("望江镇", requests=7).replace("2024年", "2023年").replace("2025年", "2024年")
    double = part("栖梧镇", requests=3)
    result = gathered(tmp_path, whole(requests=4), a=double, a2=double, b=part("青萍乡", requests=2), old=old)
    finding = next(finding for finding in result.findings if finding.figure == "requests.received[natural_person]")
    assert finding.expected == "5"
    notes = "".join(finding.notes)
    assert "old.md（2023）" in notes
    assert "a.md、a2.md" in notes


def test_doubled_parts_that_differ_leave_the_sum_unjudged(tmp_path: Path) -> None:
    parts = {"a": part("栖梧镇", requests=3), "a2": part("栖梧镇", requests=4), "b": part("青萍乡", requests=2)}
    result = gathered(tmp_path, whole(requests=5), **parts)
    assert result.outcomes["SET002"] == "not-assessed"
    assert any("栖梧镇" in gap.reason and "a2.md" in gap.reason for gap in result.not_assessed)


def test_unreadable_cell_of_a_part_leaves_its_sum_unjudged(tmp_path: Path) -> None:
    broken = apply_edits(part("青萍乡", requests=2), [{"set": "disclosure.licensing.decisions", "to": "若干"}], RULESET)
    result = gathered(tmp_path, whole(requests=5, licensing=30), a=part("栖梧镇", requests=3, licensing=9), b=broken)
    assert not result.findings
    (gap,) = result.not_assessed
    assert "青萍乡" in gap.reason
    assert "行政许可" in gap.reason


def test_part_that_cannot_be_read_leaves_only_what_is_too_small(tmp_path: Path) -> None:
    put(tmp_path, whole=whole(requests=5, licensing=3))
    folder = put(tmp_path / "parts", a=part("栖梧镇", requests=3, licensing=9))
    (folder / "b.md").write_bytes(bytes(range(256)) * 40)
    result = check(tmp_path / "whole.md", parts=[folder], select=["SET002"], isolated=True).reports[0]
    (finding,) = result.findings
    assert finding.figure == "disclosure.licensing.decisions"
    assert (finding.actual, finding.expected) == ("3", "9")
    assert any("b.md" in gap.reason for gap in result.not_assessed)


def test_copy_of_the_whole_among_the_parts_is_not_counted(tmp_path: Path) -> None:
    text = whole(requests=5)
    parts = {"copy": text, "a": part("栖梧镇", requests=3), "b": part("青萍乡", requests=2)}
    assert gathered(tmp_path, text, **parts).outcomes["SET002"] == "pass"


def test_government_s_own_office_counts_as_a_part(tmp_path: Path) -> None:
    office = (
        whole(requests=1)
        .replace("清沅县人民政府2024年", "清沅县人民政府办公室2024年")
        .replace("\n清沅县人民政府\n", "\n清沅县人民政府办公室\n")
    )
    parts = {"office": office, "a": part("栖梧镇", requests=3), "b": part("青萍乡", requests=1)}
    assert gathered(tmp_path, whole(requests=5), **parts).outcomes["SET002"] == "pass"


def test_gathering_without_parts_says_what_to_give(tmp_path: Path) -> None:
    put(tmp_path, whole=whole(requests=5))
    result = check(tmp_path / "whole.md", aggregate=True, select=["SET002"], isolated=True).reports[0]
    (gap,) = result.not_assessed
    assert "--part" in (gap.needs or "")


# -- the command ---------------------------------------------------------------------------------------------------


def _cli(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = shutil.which("disclosurelint", path=str(Path(sys.executable).parent))
    assert command is not None
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    return subprocess.run(
        [command, "check", *arguments, "--lang", "zh"],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def cli(*arguments: str) -> dict[str, dict[str, int]]:
    done = _cli(*arguments)
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, dict[str, int]] = json.loads(done.stdout)
    return found


def test_summary_names_copies(tmp_path: Path) -> None:
    put(tmp_path, a=MODEL, b=MODEL)
    done = _cli(str(tmp_path), "--isolated", "--select", "SET")
    assert "同一份报告" in done.stdout
    assert "b.md" in done.stdout
