"""The worked example of `docs/adding-a-rule.md`: a rule added by YAML alone, through the library."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from disclosurelint.engine import check_text
from disclosurelint.rulebook.examples import model_text
from disclosurelint.rulebook.validation import validate
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "adding-a-rule.md"


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """The overlay that the page shows, as a file."""
    found = re.search(r"```yaml\n(id: .*?)```", PAGE.read_text("utf-8"), re.S)
    assert found
    path = tmp_path / "own.yaml"
    path.write_text(found[1], "utf-8")
    return path


def found(text: str, overlay: Path | None) -> list[str]:
    settings = Settings(rulesets=[str(overlay)] if overlay else [], select=["QYX"] if overlay else [])
    return [f"{finding.rule} {finding.severity}" for finding in check_text(text, "draft.md", settings).findings]


def test_the_page_is_right(overlay: Path) -> None:
    assert [problem.to("en") for problem in validate(str(overlay))] == []


def test_the_rule_works_through_the_library(overlay: Path) -> None:
    text = model_text(load_ruleset("prc-2021"))
    assert found(text, overlay) == ["QYX001 warning"]
    assert found(text, None) == []
    named = text.replace("## 四、", "申请受理机构联系人：李文，电话：0870-5550127。\n\n## 四、")
    assert found(named, overlay) == []


def test_where_the_section_is_missing_it_is_silent(overlay: Path) -> None:
    text = model_text(load_ruleset("prc-2021"))
    start, end = text.index("## 三、"), text.index("## 四、")
    settings = Settings(rulesets=[str(overlay)])
    rules = {finding.rule for finding in check_text(text[:start] + text[end:], "draft.md", settings).findings}
    assert "QYX001" not in rules
    assert "SEC001" in rules


def test_it_does_not_apply_to_other_years(overlay: Path) -> None:
    ruleset = load_ruleset("prc-2007", [str(overlay)])
    assert "QYX001" not in ruleset.rules
    assert [name for name, _ in ruleset.not_applied] == ["qingyuan"]


def test_the_overlay_changes_nothing_else(overlay: Path) -> None:
    text = model_text(load_ruleset("prc-2021"))
    settings = Settings(rulesets=[str(overlay)])
    assert {finding.rule for finding in check_text(text, "draft.md", settings).findings} == {"QYX001"}


def test_a_wrong_example_is_told_with_its_line(overlay: Path) -> None:
    content = overlay.read_text("utf-8")
    overlay.write_text(content.replace('finds: {at: "section:3"}', 'finds: {at: "section:4"}'), "utf-8")
    problems = validate(str(overlay))
    assert len(problems) == 1
    assert overlay.read_text("utf-8").splitlines()[problems[0].line - 1].lstrip().startswith("- edit: []")
