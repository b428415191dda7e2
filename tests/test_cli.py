"""The command as users call it: outputs, exit status, inputs of every kind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "rulesets" / "models" / "prc-2021.md"
ERROR = (
    "<td>39</td><td>5</td><td>0</td><td>1</td><td>2</td><td>0</td><td>47</td>",
    "<td>39</td><td>5</td><td>0</td><td>1</td><td>2</td><td>0</td><td>48</td>",
)
WARNING = ("2025年3月14日", "2026年3月14日")
INFO = ("2025年3月14日", "2025年03月14日")


def command(
    *arguments: str | Path, cwd: Path, data: bytes | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    done = subprocess.run(
        [sys.executable, "-m", "disclosurelint", *map(str, arguments)],
        cwd=cwd,
        input=data,
        capture_output=True,
        env={**clean, "LANG": "zh_CN.UTF-8", "PYTHONIOENCODING": "utf-8", **env},
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def draft(folder: Path, *changes: tuple[str, str], name: str = "report.md") -> Path:
    text = MODEL.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def run_json(*arguments: str | Path, cwd: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(command("check", "--format", "json", *arguments, cwd=cwd).stdout)
    return found


def test_a_clean_report_says_what_it_was_held_against(tmp_path: Path) -> None:
    draft(tmp_path)
    done = command("check", "report.md", cwd=tmp_path)
    assert done.returncode == 0
    first = done.stdout.splitlines()[0]
    assert first.startswith("report.md: 未发现问题")
    assert "国办公开办函〔2021〕30号" in first
    assert "prc-2021" in first
    assert command("check", "-q", "report.md", cwd=tmp_path).stdout == ""


def test_a_finding_has_place_figures_basis_and_remedy(tmp_path: Path) -> None:
    draft(tmp_path, ERROR)
    done = command("check", "report.md", "--select", "REQ003", cwd=tmp_path)
    assert done.returncode == 1
    head, line, marks, *details = done.stdout.splitlines()
    path, row, column, rest = head.split(":", 3)
    assert path == "report.md"
    assert rest.startswith(" error REQ003 ")
    source = (tmp_path / "report.md").read_text("utf-8").splitlines()[int(row) - 1]
    assert source[int(column) - 1 :].startswith("48")
    assert f"{row} │" in line
    assert "^^" in marks
    assert any("47 ＝" in detail for detail in details)
    assert any("依据" in detail and "30号" in detail for detail in details)
    assert any("建议" in detail for detail in details)


@pytest.mark.parametrize(
    ("change", "levels", "status"),
    [
        (ERROR, [], 1),
        (ERROR, ["error"], 1),
        (ERROR, ["warning"], 1),
        (ERROR, ["info"], 1),
        (ERROR, ["never"], 0),
        (WARNING, [], 0),
        (WARNING, ["error"], 0),
        (WARNING, ["warning"], 1),
        (WARNING, ["info"], 1),
        (WARNING, ["never"], 0),
        (INFO, [], 0),
        (INFO, ["warning"], 0),
        (INFO, ["info"], 1),
        (None, ["info"], 0),
        (None, ["not-assessed"], 1),
        (None, ["warning", "not-assessed"], 1),
        (ERROR, ["not-assessed"], 1),
        (ERROR, ["never", "not-assessed"], 1),
    ],
)
def test_exit_status_by_level(tmp_path: Path, change: tuple[str, str] | None, levels: list[str], status: int) -> None:
    # Last year's report is not given, so that rules are always left not assessed.
    draft(tmp_path, *([change] if change else []))
    options = [part for level in levels for part in ("--fail-on", level)]
    assert command("check", "report.md", *options, cwd=tmp_path).returncode == status


@pytest.mark.parametrize("levels", [[], ["--fail-on", "never"], ["--fail-on", "info"]])
@pytest.mark.parametrize("change", [ERROR, None])
def test_an_input_that_cannot_be_read_beats_everything(
    tmp_path: Path, change: tuple[str, str] | None, levels: list[str]
) -> None:
    draft(tmp_path, *([change] if change else []))
    (tmp_path / "broken.md").write_bytes(b"\x00\x01\x02" * 50)
    done = command("check", "report.md", "broken.md", *levels, cwd=tmp_path)
    assert done.returncode == 2
    assert "report.md" in done.stdout
    assert [line for line in done.stderr.splitlines() if line.startswith("broken.md: ")]


@pytest.mark.parametrize("holder", ["comment", "configuration", "baseline"])
def test_what_is_waived_or_known_does_not_count(tmp_path: Path, holder: str) -> None:
    path = draft(tmp_path, INFO)
    options: list[str] = []
    if holder == "comment":
        waiver = "<!-- disclosurelint: ignore SIG004 -- 按习惯 -->\n\n"
        path.write_text(path.read_text("utf-8").replace("2025年03月14日", f"{waiver}2025年03月14日"), "utf-8")
    elif holder == "configuration":
        done = command("waive", "report.md", "SIG004", "--reason", "按习惯", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    else:
        assert command("baseline", "report.md", "-o", "known.json", cwd=tmp_path).returncode == 0
        options = ["--baseline", "known.json"]
    done = command("check", "report.md", "--fail-on", "info", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    found = run_json("report.md", *options, cwd=tmp_path)
    assert found["summary"]["baselined" if holder == "baseline" else "waived"] == 1
    assert found["reports"][0]["outcomes"]["SIG004"] == "fail"


def test_files_that_are_no_reports(tmp_path: Path) -> None:
    draft(tmp_path)
    (tmp_path / "README.md").write_text("# 说明\n\n这里放年度报告。\n", "utf-8")
    alone = command("check", "README.md", cwd=tmp_path)
    assert (alone.returncode, alone.stderr.count("\n")) == (2, 1)
    assert command("check", "README.md", "--ignore-unknown", cwd=tmp_path).returncode == 0
    among = command("check", ".", "-v", cwd=tmp_path)
    assert among.returncode == 0
    assert "README.md" in among.stdout
    assert [skipped["path"] for skipped in run_json(".", cwd=tmp_path)["skipped"]] == ["README.md"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.md", None),
        ("empty.md", b""),
        ("binary.md", bytes(range(256)) * 40),
        ("archive.md", b"PK\x03\x04" + b"\0" * 100),
        ("sheet.xlsx", b"PK\x03\x04" + b"\0" * 100),
        ("damaged.docx", b"PK\x03\x04" + b"\0" * 100),
        ("damaged.pdf", b"%PDF-1.7\nnothing"),
        ("half.md", ("年度报告" * 99).encode() + "年".encode()[:-1] + ("年度报告" * 99).encode()),
    ],
)
def test_bad_input_is_one_line(tmp_path: Path, name: str, content: bytes | None) -> None:
    draft(tmp_path)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = command("check", name, "report.md", cwd=tmp_path)
    assert done.returncode == 2
    assert [line for line in done.stderr.splitlines() if line] == [done.stderr.strip()]
    assert done.stderr.startswith(f"{name}: ")
    assert "Traceback" not in done.stderr
    assert "report.md" in done.stdout


def test_standard_input_has_the_name_it_is_given(tmp_path: Path) -> None:
    data = draft(tmp_path, ERROR).read_bytes()
    done = command("check", "-", "--stdin-filename", "稿/年报.md", "--format", "concise", cwd=tmp_path, data=data)
    assert done.returncode == 1
    assert done.stdout.startswith("稿/年报.md:")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--format", "jsn"], "json"),
        (["--select", "REQ02"], "REQ002"),
        (["--fail-on", "eror"], "error"),
        (["--year", "24"], "year"),
        (["--body-type", "town"], "township"),
        (["--published", "2025-13-01"], "YYYY-MM-DD"),
        (["-o", "out.json"], "--format"),
        (["--update-baseline"], "--baseline"),
        (["--baseline", "none.json"], "none.json"),
        (["--ruleset", "shanghia"], "shanghia"),
        (["--config", "none.yaml"], "none.yaml"),
    ],
)
def test_wrong_usage_is_one_line(tmp_path: Path, arguments: list[str], word: str) -> None:
    draft(tmp_path)
    if arguments[0] == "-o":
        arguments = [*arguments, "--format", "text"]
    done = command("check", "report.md", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert word in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


@pytest.mark.parametrize("change", [ERROR, None])
def test_json_holds_to_its_schema(tmp_path: Path, change: tuple[str, str] | None) -> None:
    draft(tmp_path, *([change] if change else []))
    (tmp_path / "README.md").write_text("# 说明\n", "utf-8")
    (tmp_path / "broken.md").write_bytes(b"")
    found = run_json(".", cwd=tmp_path)
    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(found)
    assert found["summary"]["failures"] == 1


def test_extract_holds_to_its_schema(tmp_path: Path) -> None:
    draft(tmp_path)
    done = command("extract", "report.md", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(facts)
    assert facts["figures"]["requests.received[total]"]["value"] == 46
    assert facts["year"] == 2024
    assert [section["number"] for section in facts["sections"]] == [1, 2, 3, 4, 5, 6]
    assert command("extract", "report.md", "--format", "csv", cwd=tmp_path).stdout.startswith("\ufefffigure,")
    assert "year: 2024" in command("extract", "report.md", "--format", "yaml", cwd=tmp_path).stdout


def test_output_is_the_same_every_time_and_whatever_the_jobs(tmp_path: Path) -> None:
    for number in range(6):
        draft(tmp_path, *([ERROR] if number % 2 else [INFO]), name=f"r{number}.md")
    outputs = {command("check", ".", "--format", "json", "--jobs", jobs, cwd=tmp_path).stdout for jobs in "112"}
    assert len(outputs) == 1


def test_several_outputs_each_to_the_file_behind_it(tmp_path: Path) -> None:
    draft(tmp_path, ERROR)
    done = command(
        "check",
        ".",
        "--format",
        "sarif",
        "-o",
        "a.sarif",
        "--format",
        "concise",
        "--format",
        "csv",
        "-o",
        "a.csv",
        cwd=tmp_path,
    )
    assert done.returncode == 1
    assert done.stdout.startswith("report.md:")
    assert json.loads((tmp_path / "a.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_github_is_chosen_by_itself(tmp_path: Path) -> None:
    draft(tmp_path, ERROR)
    assert command("check", ".", cwd=tmp_path, GITHUB_ACTIONS="true").stdout.startswith("::error title=")
    assert "::error" not in command("check", ".", "--format", "text", cwd=tmp_path, GITHUB_ACTIONS="true").stdout


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252", "utf-8"])
def test_any_console_can_show_the_output(tmp_path: Path, encoding: str) -> None:
    draft(tmp_path, ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）</td><td>5", "（⼆）部分公开</td><td>9"))
    done = subprocess.run(
        [sys.executable, "-m", "disclosurelint", "check", "report.md"],
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    shown = done.stdout.decode(encoding)
    assert "REQ002" in shown
    assert "⼆" in shown or "二" in shown or encoding in ("ascii", "cp1252")


def test_colour_only_where_asked_for(tmp_path: Path) -> None:
    draft(tmp_path, ERROR)
    assert "\x1b[" not in command("check", ".", cwd=tmp_path).stdout
    assert "\x1b[31m" in command("check", ".", "--color", "always", cwd=tmp_path).stdout
    assert "\x1b[" not in command("check", ".", cwd=tmp_path, NO_COLOR="1").stdout


def test_english(tmp_path: Path) -> None:
    draft(tmp_path, ERROR)
    shown = command("check", ".", "--lang", "en", cwd=tmp_path).stdout
    assert "basis" in shown
    assert "1 report: " in shown
    assert command("check", ".", cwd=tmp_path, LANG="en_US.UTF-8", LC_ALL="").stdout == shown


def test_hidden_folders_and_lock_files_are_passed_over(tmp_path: Path) -> None:
    draft(tmp_path)
    draft(tmp_path, name=".hidden/report.md")
    (tmp_path / "~$report.docx").write_bytes(b"x")
    found = run_json(".", cwd=tmp_path)
    assert [report["path"] for report in found["reports"]] == ["report.md"]
    assert found["failures"] == []


def test_patterns_are_filled_in(tmp_path: Path) -> None:
    draft(tmp_path, name="甲/年报 2024.md")
    draft(tmp_path, name="乙/年报 2024.md")
    assert len(run_json("*/年报*.md", cwd=tmp_path)["reports"]) == 2


def test_rules_explain_rulesets(tmp_path: Path) -> None:
    listed = json.loads(command("rules", "--format", "json", cwd=tmp_path).stdout)
    assert len({rule["id"] for rule in listed}) == len(listed) > 60
    assert "REQ002" in command("rules", "--year", "2024", cwd=tmp_path).stdout
    assert "LEG001" not in command("rules", "--year", "2024", cwd=tmp_path).stdout
    for rule in listed:
        if rule["id"] == "REQ002":
            assert rule["severity"] == "error"
    explained = command("explain", "REQ002", "results-add-up", cwd=tmp_path).stdout
    assert explained.count("REQ002 (results-add-up)") == 2
    assert "+" in explained
    assert "国办公开办函〔2021〕30号" in explained
    assert command("explain", "REQ0002", cwd=tmp_path).returncode == 2
    assert "prc-2021" in command("rulesets", cwd=tmp_path).stdout
    assert command("--version", cwd=tmp_path).stdout.startswith("disclosurelint ")


def test_every_rule_can_be_explained_in_both_languages(tmp_path: Path) -> None:
    ids = [rule["id"] for rule in json.loads(command("rules", "--format", "json", cwd=tmp_path).stdout)]
    for language in ("zh", "en"):
        done = command("explain", *ids, "--lang", language, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert all(f"{rule} (" in done.stdout for rule in ids)
