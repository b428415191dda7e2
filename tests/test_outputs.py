"""Machine formats hold to what their readers expect."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from test_cli import ERROR, INFO, WARNING, command, draft

ROOT = Path(__file__).parents[1]
HOSTILE = ("## 四、政府信息公开行政复议、行政诉讼情况", "## 四、行政复议|诉讼<script>alert(1)</script>%0A::error::")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    draft(tmp_path, ERROR, WARNING, name="甲 县/报告.md")
    draft(tmp_path, INFO, name="=乙.md")
    draft(tmp_path, name="丙.md")
    (tmp_path / "坏.md").write_bytes(b"")
    return tmp_path


def output(folder: Path, name: str) -> str:
    done = command("check", ".", "--format", name, cwd=folder)
    assert done.returncode == 2
    return done.stdout


def test_sarif_is_valid_and_complete(folder: Path) -> None:
    from sarif_pydantic import Sarif

    text = output(folder, "sarif")
    Sarif.model_validate_json(text)
    log = json.loads(text)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert re.fullmatch(r"[0-9a-f]{16}(-\d+)?", result["partialFingerprints"]["disclosurelint/v1"])
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert (region["endLine"], region["endColumn"]) > (region["startLine"], 0)
        assert " " not in result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    fixes = [fix for result in run["results"] for fix in result.get("fixes", ())]
    assert fixes[0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_junit_is_read_by_a_library(folder: Path) -> None:
    from junitparser import Error, Failure, JUnitXml

    suites = list(JUnitXml.fromstring(output(folder, "junit").encode("utf-8")))
    names = {suite.name for suite in suites}
    assert names == {"甲 县/报告.md", "=乙.md", "丙.md", "坏.md"}
    for suite in suites:
        kinds = [type(result) for case in suite for result in case.result]
        assert kinds.count(Failure) == suite.failures
        assert kinds.count(Error) == suite.errors
        assert len(list(suite)) == suite.tests > 0


def test_gitlab_has_what_its_page_needs(folder: Path) -> None:
    issues = json.loads(output(folder, "gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith("./")


def test_github_escapes_what_would_be_a_command(tmp_path: Path) -> None:
    draft(tmp_path, ERROR, HOSTILE, name="a,b:c.md")
    lines = command("check", ".", "--format", "github", cwd=tmp_path).stdout.splitlines()
    assert lines
    for line in lines:
        assert re.match(r"::(error|warning|notice) title=[^,:]+,file=a%2Cb%3Ac\.md,line=\d+", line), line


def test_csv_opens_in_a_spreadsheet_without_formulas(folder: Path) -> None:
    text = output(folder, "csv")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell[:1] in "=@" and cell]
    assert {row[0] for row in rows[1:]} == {"报告", "问题", "未能判断", "无法读取"}
    assert sum(row[0] == "报告" for row in rows) == 3


def test_jsonl_says_what_json_says(folder: Path) -> None:
    entries = [json.loads(line) for line in output(folder, "jsonl").splitlines()]
    whole = json.loads(output(folder, "json"))
    counted: dict[str, int] = {}
    for entry in entries:
        counted[entry["type"]] = counted.get(entry["type"], 0) + 1
    summary: dict[str, Any] = whole["summary"]
    assert counted["finding"] == summary["error"] + summary["warning"] + summary["info"]
    assert counted["report"] == summary["reports"]
    assert entries[-1]["type"] == "summary"


def test_markdown_tables_stay_whole(tmp_path: Path) -> None:
    draft(tmp_path, ERROR, HOSTILE)
    text = command("check", ".", "--format", "markdown", cwd=tmp_path).stdout
    assert "<script>" not in text
    tables = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in tables} <= {6, 7}


def test_action_and_snippets_hold_to_their_schemas() -> None:
    for schema, path in (
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", "docs/ci/github.yml"),
        ("vendor.gitlab-ci", "docs/ci/gitlab-ci.yml"),
    ):
        arguments = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / path)]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_the_hook_runs_in_a_repository(tmp_path: Path) -> None:
    """pre-commit itself, on a repository with a faulty and a clean draft and a README."""

    def git(*arguments: str, cwd: Path) -> None:
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True)

    hooks = tmp_path / "hooks"
    hooks.mkdir()
    # The hook's own file, with this environment's command in place of an installation.
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    text = text.replace("language: python", "language: system").replace(
        "entry: disclosurelint", f"entry: {sys.executable} -m disclosurelint"
    )
    (hooks / ".pre-commit-hooks.yaml").write_text(text, "utf-8")
    git("init", "-q", cwd=hooks)
    git("add", ".", cwd=hooks)
    git("commit", "-qm", "hooks", cwd=hooks)
    git("tag", "v1", cwd=hooks)
    work = tmp_path / "work"
    draft(work, ERROR)
    draft(work, name="clean.md")
    (work / "README.md").write_text("# 说明\n", "utf-8")
    config = f"repos:\n- repo: {hooks}\n  rev: v1\n  hooks:\n  - id: disclosurelint\n"
    (work / ".pre-commit-config.yaml").write_text(config, "utf-8")
    git("init", "-q", cwd=work)
    git("add", ".", cwd=work)
    arguments = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    failing = subprocess.run(arguments, cwd=work, capture_output=True, text=True, check=False)
    assert failing.returncode == 1, failing.stdout + failing.stderr
    assert "REQ003" in failing.stdout
    draft(work)
    git("add", ".", cwd=work)
    passing = subprocess.run(arguments, cwd=work, capture_output=True, text=True, check=False)
    assert passing.returncode == 0, passing.stdout + passing.stderr


def test_the_sheet_says_of_each_report_whether_it_was_in_time_and_agrees_with_last_years(tmp_path: Path) -> None:
    draft(tmp_path, name="new/in-time.md")
    draft(tmp_path, ("2025年3月14日", "2025年4月2日"), name="new/late.md")
    draft(tmp_path, ("清沅县人民政府\n\n2025年3月14日", "清沅县人民政府"), name="new/undated.md")
    last = draft(tmp_path, name="last.md")
    earlier = re.sub(r"(?<![〔\d])(20\d\d)(?=年)", lambda year: str(int(year[1]) - 1), last.read_text("utf-8"))
    last.write_text(earlier, "utf-8")

    def rows(*options: str) -> dict[str, tuple[str, str]]:
        done = command("check", "new", "--format", "csv", "--body-type", "county", *options, cwd=tmp_path)
        sheet = csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff")))
        return {Path(row["文件"]).stem: (row["按期公开"], row["与上年比对"]) for row in sheet if row["类别"] == "报告"}

    assert rows() == {name: (met, "未判断") for name, met in (("in-time", "是"), ("late", "否"), ("undated", "未判断"))}
    alone = command(
        *("check", "new/in-time.md", "--previous", "last.md", "--format", "csv", "--body-type", "county"), cwd=tmp_path
    )
    (row,) = [row for row in csv.DictReader(io.StringIO(alone.stdout.removeprefix("\ufeff"))) if row["类别"] == "报告"]
    assert row["与上年比对"] == "不一致"
    assert rows("--ignore", "SIG001")["late"][0] == "未判断"


def test_rules_that_tables_of_reports_rest_on_are_there() -> None:
    from disclosurelint.rules.loading import load_ruleset

    ruleset = load_ruleset("common")
    for prefixes in ruleset.words["tallies"].values():
        for prefix in prefixes:
            assert [rule for rule in ruleset.rules if rule.startswith(prefix)], prefix
