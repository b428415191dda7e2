"""`disclosurelint new`: a draft of the form, and what its check still asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cli import MODEL, command, draft, run_json

from disclosurelint import engine
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.settings import Settings

UNWRITTEN = {
    "SEC007",
    "LEG010",
    "PUB005",
    "REQ006",
    "REQ008",
    "OVR003",
    "SIG005",
    "SIG006",
    "SIG007",
    "PRB002",
    "PRB003",
}
"""Rules that speak of what is left to write."""


@pytest.mark.parametrize("suffix", [".md", ".docx"])
@pytest.mark.parametrize(("year", "edition"), [(2025, "prc-2021"), (2020, "prc-2019"), (2017, "prc-2007")])
def test_a_fresh_draft_has_all_of_the_form_and_asks_for_what_is_left(
    tmp_path: Path, year: int, edition: str, suffix: str
) -> None:
    name = f"新 稿{suffix}"
    done = command("new", "--year", str(year), "--body", "青石镇人民政府", "-o", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    report = engine.read_facts_text((tmp_path / name).read_bytes(), name, Settings())
    assert (report.year, report.body.name, report.body.type) == (year, "青石镇人民政府", "township")
    assert [section.number for section in report.sections if section.number] == [1, 2, 3, 4, 5, 6]
    assert {section.match for section in report.sections if section.number} == {"exact"}
    assert set(report.figures) == set(load_ruleset(edition).slots)
    assert {figure.state for figure in report.figures.values()} == {"blank"}
    assert not [deviation for table in report.tables.values() for deviation in table.deviations]
    told = {entry["rule"] for entry in run_json(name, cwd=tmp_path)["reports"][0]["findings"]}
    assert "SEC007" in told
    assert told <= UNWRITTEN


def test_last_year_fills_in_what_it_decides(tmp_path: Path) -> None:
    draft(tmp_path, name="2024.md")
    options = ("--year", "2025", "--body", "清沅县人民政府", "--previous", "2024.md")
    assert command("new", *options, "-o", "2025.md", cwd=tmp_path).returncode == 0
    report = engine.read_facts_text((tmp_path / "2025.md").read_bytes(), "2025.md", Settings())
    values = {key: figure.value for key, figure in report.figures.items() if figure.state == "value"}
    assert values["requests.carried_in[total]"] == 2
    assert values["requests.carried_in[natural_person]"] == 1
    assert values["disclosure.normative_documents.in_force"] == 96
    assert not [key for key in values if not key.startswith("requests.carried_in") and "in_force" not in key]
    found = run_json("2025.md", "--previous", "2024.md", cwd=tmp_path)["reports"][0]
    assert {found["outcomes"][rule] for rule in ("YOY001", "YOY002")} == {"pass"}
    assert found["outcomes"]["REQ001"] == "not-assessed"


def test_it_refuses_what_it_should(tmp_path: Path) -> None:
    draft(tmp_path, name="2024.md")
    before = MODEL.read_bytes()
    for options, word in (
        (("--year", "2025", "-o", "2024.md"), "2024.md"),
        (("--year", "2030", "--previous", "2024.md", "-o", "a.md"), "2029"),
        (("--year", "25", "-o", "a.md"), "year"),
        (("--year", "2025", "-o", "a.pdf"), ".docx"),
        (("--year", "2025", "--previous", "none.md", "-o", "a.md"), "none.md"),
    ):
        done = command("new", "--body", "青石镇人民政府", *options, cwd=tmp_path)
        assert done.returncode == 2, options
        assert word in done.stderr
        assert done.stderr.count("\n") == 1
    assert (tmp_path / "2024.md").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["2024.md"]


def test_a_type_that_is_given_stands_in_the_draft(tmp_path: Path) -> None:
    options = ("--year", "2025", "--body", "青石园区管理委员会", "--body-type", "other", "-o", "a.md")
    assert command("new", *options, cwd=tmp_path).returncode == 0
    assert run_json("a.md", cwd=tmp_path)["reports"][0]["body"]["type"] == "other"
