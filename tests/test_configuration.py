"""`disclosurelint.yaml`: found upwards, checked, laid under the options; waivers, baseline and fixes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from test_cli import ERROR, INFO, WARNING, command, draft, run_json

ROOT = Path(__file__).parents[1]


def configure(folder: Path, text: str) -> None:
    (folder / "disclosurelint.yaml").write_text(text, "utf-8")


def test_the_nearest_file_upwards_holds(tmp_path: Path) -> None:
    configure(tmp_path, "fail-on: info\nignore: [SIG004]\n")
    draft(tmp_path, INFO, name="甲/报告.md")
    draft(tmp_path, INFO, name="乙/报告.md")
    (tmp_path / "乙" / "disclosurelint.yaml").write_text("severity: {SIG004: error}\n", "utf-8")
    found = run_json(".", cwd=tmp_path)
    severities = {report["path"]: [entry["severity"] for entry in report["findings"]] for report in found["reports"]}
    assert severities == {"甲/报告.md": [], "乙/报告.md": ["error"]}
    assert command("check", "甲", cwd=tmp_path).returncode == 0
    assert command("check", "甲", "--isolated", cwd=tmp_path).stdout.count("SIG004") == 1


def test_the_command_line_stands_above_the_file(tmp_path: Path) -> None:
    configure(tmp_path, "body-type: department\nignore: [SIG]\n")
    draft(tmp_path, INFO)
    found = run_json("report.md", "--body-type", "county", "--ignore", "DOC001", cwd=tmp_path)["reports"][0]
    assert found["body"] == {"name": "清沅县人民政府", "type": "county", "type_source": "option"}
    assert [entry["rule"] for entry in found["findings"]] == ["SIG004"]
    assert run_json("report.md", cwd=tmp_path)["reports"][0]["body"]["type_source"] == "config"


def test_front_matter_stands_between(tmp_path: Path) -> None:
    configure(tmp_path, "body-type: department\n")
    path = draft(tmp_path)
    path.write_text(f"---\nbody-type: township\nyear: 2023\n---\n\n{path.read_text('utf-8')}", "utf-8")
    found = run_json("report.md", cwd=tmp_path)["reports"][0]
    assert found["body"]["type_source"] == "front-matter"
    assert (found["year"], found["outcomes"]["DOC003"]) == (2023, "fail")


def test_per_file_settings(tmp_path: Path) -> None:
    configure(tmp_path, 'per-file:\n  "乡镇/*":\n    body-type: township\n    deadline: 01-31\n')
    draft(tmp_path, name="乡镇/报告.md")
    draft(tmp_path)
    outcomes = {report["path"]: report["outcomes"]["SIG001"] for report in run_json(".", cwd=tmp_path)["reports"]}
    assert outcomes == {"乡镇/报告.md": "fail", "report.md": "pass"}
    late = next(
        entry
        for report in run_json("乡镇/报告.md", cwd=tmp_path)["reports"]
        for entry in report["findings"]
        if entry["rule"] == "SIG001"
    )
    # The law names no deadline for townships, so it is not cited for one that was configured.
    assert len(late["basis"]) == 1
    assert "deadline" in late["basis"][0]
    assert "第四十九条" not in late["basis"][0]
    shown = command("check", "乡镇/报告.md", "--show-config", cwd=tmp_path).stdout
    assert "deadline: 01-31" in shown
    assert "disclosurelint.yaml:1" in shown


def test_excluded_files_are_not_checked_even_when_named(tmp_path: Path) -> None:
    configure(tmp_path, 'exclude: ["草稿/*"]\n')
    draft(tmp_path, ERROR, name="草稿/报告.md")
    assert command("check", "草稿/报告.md", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("yaer: 2024\n", 1, "year"),
        ("preview: true\nselect: [REQ02]\n", 2, "REQ002"),
        ("severity:\n  REQ002: eror\n", 1, "severity"),
        ("fail-on: eror\n", 1, "error"),
        ("year: abc\n", 1, "year"),
        ("deadline: 13-45\n", 1, "MM-DD"),
        ("per-file:\n  '*.md':\n    yeer: 1\n", 3, "year"),
        ("waivers:\n  - rule: REQ002\n", 2, "reason"),
        ("waivers:\n  - rule: REQ902\n    reason: x\n", 2, "REQ902"),
        ("year: 2024\nyear: 2023\n", 2, "year"),
        ("year: [\n", 2, "YAML"),
        ("a" * 10, 1, "键"),
    ],
)
def test_what_it_cannot_hold_is_refused_with_its_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    configure(tmp_path, text)
    draft(tmp_path)
    done = command("check", "report.md", cwd=tmp_path)
    assert done.returncode == 2
    assert word in done.stderr
    assert f"disclosurelint.yaml:{line}" in done.stderr or line > 2
    assert done.stdout == ""


def test_a_pinned_version_is_held_to(tmp_path: Path) -> None:
    draft(tmp_path)
    configure(tmp_path, "rulesets: [prc-2021@0.1]\n")
    done = command("check", "report.md", cwd=tmp_path)
    assert done.returncode == 2
    assert "0.1" in done.stderr
    version = run_json("report.md", "--isolated", cwd=tmp_path)["reports"][0]["ruleset"]["version"]
    configure(tmp_path, f"rulesets: [prc-2021@{version}]\n")
    assert command("check", "report.md", cwd=tmp_path).returncode == 0


def test_init_writes_a_file_that_holds_nothing_yet_and_never_overwrites(tmp_path: Path) -> None:
    draft(tmp_path)
    assert command("init", cwd=tmp_path).returncode == 0
    text = (tmp_path / "disclosurelint.yaml").read_text("utf-8")
    assert "file://" not in text
    assert str(ROOT) not in text
    assert command("check", "report.md", cwd=tmp_path).returncode == 0
    assert command("init", cwd=tmp_path).returncode == 2
    assert (tmp_path / "disclosurelint.yaml").read_text("utf-8") == text


def test_init_puts_the_schema_beside_the_configuration_for_every_machine(tmp_path: Path) -> None:
    draft(tmp_path)
    assert command("init", "--schema", cwd=tmp_path).returncode == 0
    config, schema = tmp_path / "disclosurelint.yaml", tmp_path / "disclosurelint.schema.json"
    first, *_ = config.read_text("utf-8").splitlines()
    assert first == f"# yaml-language-server: $schema={schema.name}"
    assert schema.read_bytes() == (ROOT / "schemas" / "config.schema.json").read_bytes()
    assert command("check", ".", cwd=tmp_path).returncode == 0


def test_a_configuration_that_is_there_is_given_the_schema_and_keeps_its_settings(tmp_path: Path) -> None:
    config, schema = tmp_path / "disclosurelint.yaml", tmp_path / "disclosurelint.schema.json"
    settings = "# 本县\nyear: 2024\nignore: [LNG002]\n"
    configure(tmp_path, f"# yaml-language-server: $schema=file:///old/place.json\n{settings}")
    old = json.loads((ROOT / "schemas" / "config.schema.json").read_text("utf-8"))
    schema.write_text(json.dumps({"title": old["title"]}), "utf-8")
    assert command("init", "--schema", cwd=tmp_path).returncode == 0
    assert config.read_text("utf-8") == f"# yaml-language-server: $schema={schema.name}\n{settings}"
    assert json.loads(schema.read_text("utf-8")) == old, "an older copy is renewed"
    schema.write_text('{"mine": true}', "utf-8")
    assert command("init", "--schema", cwd=tmp_path).returncode == 2
    assert schema.read_text("utf-8") == '{"mine": true}'


def test_every_setting_that_init_names_is_one(tmp_path: Path) -> None:
    import yaml

    command("init", cwd=tmp_path)
    lines = (tmp_path / "disclosurelint.yaml").read_text("utf-8").splitlines()
    setting = [
        line[2:] for line in lines if line.startswith("# ") and (line[2:3] == " " or line[2:].split(":")[0].isascii())
    ]
    keys = {line.split(":")[0] for line in setting if ":" in line and line[0] != " " and " " not in line.split(":")[0]}
    schema = json.loads((ROOT / "schemas" / "config.schema.json").read_text("utf-8"))
    assert keys - {"yaml-language-server"} <= set(schema["properties"])
    assert set(schema["properties"]) - keys <= {"published"}
    Draft202012Validator(schema).validate(yaml.safe_load("year: 2024\nseverity: {REQ002: info}\nselect: REQ\n"))


def test_a_waiver_lapses_with_the_value(tmp_path: Path) -> None:
    path = draft(tmp_path, ERROR)
    assert command("waive", "report.md", "REQ003", "--reason", "系统合并", cwd=tmp_path).returncode == 0
    assert "REQ003" not in command("check", "report.md", "--format", "concise", cwd=tmp_path).stdout
    path.write_text(path.read_text("utf-8").replace("<td>48</td>", "<td>49</td>"), "utf-8")
    shown = command("check", "report.md", "--format", "concise", cwd=tmp_path).stdout
    assert "REQ003" in shown
    assert "WVR001" in shown


def test_a_waiver_past_its_day_is_told_and_holds_no_more(tmp_path: Path) -> None:
    draft(tmp_path, ERROR)
    options = ("--reason", "待核", "--until", "2025-06-30")
    assert command("waive", "report.md", "REQ003", *options, cwd=tmp_path).returncode == 0
    held = command("check", "report.md", "--format", "concise", "--today", "2025-06-30", cwd=tmp_path).stdout
    assert "REQ003" not in held
    past = command("check", "report.md", "--format", "concise", "--today", "2025-07-01", cwd=tmp_path).stdout
    assert "REQ003" in past
    assert "WVR002" in past


def test_a_waiver_needs_a_reason_and_a_finding(tmp_path: Path) -> None:
    draft(tmp_path, ERROR)
    assert command("waive", "report.md", "REQ003", "--reason", " ", cwd=tmp_path).returncode == 2
    assert command("waive", "report.md", "REV001", "--reason", "x", cwd=tmp_path).returncode == 2
    assert not (tmp_path / "disclosurelint.yaml").exists()


def test_comments_cover_the_next_block_or_the_file(tmp_path: Path) -> None:
    path = draft(tmp_path, ERROR)
    plain = path.read_text("utf-8")
    row = plain.index('<tr><td colspan="2">（七）总计')
    path.write_text(f"{plain[:row]}<!-- disclosurelint: ignore REQ003 -- 核对过 -->\n{plain[row:]}", "utf-8")
    assert "REQ003" not in command("check", "report.md", "--format", "concise", cwd=tmp_path).stdout
    path.write_text(f"<!-- disclosurelint: ignore-file REQ -- 另行核对 -->\n\n{plain}", "utf-8")
    found = run_json("report.md", cwd=tmp_path)
    assert not [entry for entry in found["reports"][0]["findings"] if entry["rule"].startswith("REQ")]
    assert found["summary"]["waived"] > 0
    path.write_text(f"<!-- disclosurelint: ignore-file REQ -->\n\n{plain}", "utf-8")
    shown = command("check", "report.md", "--format", "concise", cwd=tmp_path).stdout
    assert "WVR001" in shown
    assert "REQ003" in shown


def test_an_unused_waiver_is_silent_where_its_rule_was_not_judged(tmp_path: Path) -> None:
    configure(tmp_path, "waivers:\n  - {rule: YOY001, reason: 机构合并}\n  - {rule: REQ003, reason: 核对过}\n")
    draft(tmp_path)
    told = [entry["message"] for entry in run_json("report.md", cwd=tmp_path)["run_findings"]]
    assert len(told) == 1
    assert "REQ003" in told[0]
    assert run_json("report.md", "--ignore", "REQ", cwd=tmp_path)["run_findings"] == []


def test_a_baseline_knows_what_moved_but_not_what_changed(tmp_path: Path) -> None:
    path = draft(tmp_path, ERROR, WARNING)
    assert command("baseline", ".", "-o", "known.json", cwd=tmp_path).returncode == 0
    moved = path.read_text("utf-8").replace("## 一、", "2024年工作平稳。\n\n## 一、", 1)
    path.write_text(moved, "utf-8")
    assert run_json(".", "--baseline", "known.json", cwd=tmp_path)["reports"][0]["findings"] == []
    path.write_text(moved.replace("<td>48</td>", "<td>49</td>"), "utf-8")
    found = run_json(".", "--baseline", "known.json", cwd=tmp_path)
    assert {entry["rule"] for entry in found["reports"][0]["findings"]} >= {"REQ003"}
    stale = command("check", ".", "--baseline", "known.json", cwd=tmp_path)
    assert "REQ003" in stale.stderr
    assert command("check", ".", "--baseline", "known.json", "--update-baseline", cwd=tmp_path).returncode == 0
    assert command("check", ".", "--baseline", "known.json", cwd=tmp_path).stderr == ""


FIXABLE = "# {title}\n"


@pytest.mark.parametrize(("encoding", "mark", "end"), [
    ("utf-8", b"", "\n"),
    ("utf-8", b"\xef\xbb\xbf", "\r\n"),
    ("gb18030", b"", "\r\n"),
    ("utf-16-le", b"\xff\xfe", "\n"),
    ("utf-8", b"", "\r"),
])  # fmt: skip
def test_fixes_change_nothing_else(tmp_path: Path, encoding: str, mark: bytes, end: str) -> None:
    path = draft(tmp_path, INFO)
    before = mark + path.read_text("utf-8").replace("\n", end).encode(encoding)
    path.write_bytes(before)
    shown = command("check", "report.md", "--diff", cwd=tmp_path)
    assert shown.returncode == 1
    assert "+2025年3月14日" in shown.stdout
    assert path.read_bytes() == before
    assert command("check", "report.md", "--fix", cwd=tmp_path).returncode == 0
    assert path.read_bytes() == before.replace("2025年03月14日".encode(encoding), "2025年3月14日".encode(encoding))
    assert command("check", "report.md", "--diff", cwd=tmp_path).returncode == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.md"]
