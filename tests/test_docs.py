"""The pages of rules are those that the rule sets give, and say no more than these rest on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from disclosurelint.rulebook import documentation
from disclosurelint.rules.loading import catalogue, load_ruleset
from disclosurelint.rules.model import Rule

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "rules"
RULES = list(load_ruleset("common").rules.values())


def test_the_pages_are_up_to_date() -> None:
    stale = documentation.stale(FOLDER)
    assert stale == [], "run: python -m disclosurelint.rulebook.documentation"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_says_all_of_a_rule(rule: Rule) -> None:
    page = (FOLDER / f"{rule.id}.md").read_text("utf-8")
    assert page.index("会报告的例子") < page.index("### Reported")
    for language in ("zh", "en"):
        texts = rule.texts[language]
        assert documentation._plain(texts.title) in page
        assert documentation._plain(texts.why) in page
        assert documentation._plain(texts.remedy) in page
    ruleset = load_ruleset("common")
    for basis in rule.basis:
        instrument = ruleset.instruments.get(basis.instrument or "")
        assert instrument is None or instrument.title.zh.strip("《》") in page
        assert instrument is None or instrument.since is None or instrument.since.isoformat() in page
    assert f"disclosurelint: ignore {rule.id}" in page


def test_the_index_lists_every_rule_by_subject_edition_and_severity() -> None:
    index = (FOLDER / "README.md").read_text("utf-8")
    subject, _, rest = index.partition("## 按版本")
    by_edition, _, by_severity = rest.partition("## 按级别")
    for rule in RULES:
        assert f"[{rule.id}]({rule.id}.md)" in subject
        assert f"[{rule.id}]({rule.id}.md)" in by_severity
        for entry in catalogue().editions:
            line = next(line for line in by_edition.splitlines() if line.startswith(f"**{entry.id}**"))
            fits = rule.years[0] <= entry.years[1] and entry.years[0] <= rule.years[1]
            assert (f"[{rule.id}]" in line) is fits


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+\.md)\)", path.read_text("utf-8")):
        assert (path.parent / target).is_file(), target


CUSTOM = re.compile(r"通行|惯例|习惯|做法|custom")
DUTY_ZH = re.compile(r"应当|必须|(?<![无必])须(?!知)|不得")
DUTY_EN = re.compile(r"\b(?:must|shall|required?|requires|obliged|has to|have to)\b")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_is_customary_is_never_called_a_duty(rule: Rule) -> None:
    recommended = {"gbt-9704"}
    custom = all(
        (basis.instrument in recommended)
        or (basis.instrument is None and basis.place and CUSTOM.search(basis.place.zh + basis.place.en))
        for basis in rule.basis
    )
    if not custom:
        return
    for language, duty in (("zh", DUTY_ZH), ("en", DUTY_EN)):
        texts = rule.texts[language]
        said = "\n".join([texts.title, texts.why, texts.remedy, *texts.messages.values()])
        assert duty.search(said) is None, said


def test_the_command_writes_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert documentation.main([str(tmp_path)]) == 0
    assert documentation.main([str(tmp_path), "--check"]) == 0
    (tmp_path / "REQ001.md").write_text("old", "utf-8")
    (tmp_path / "XYZ999.md").write_text("of no rule", "utf-8")
    (tmp_path / "REQ002.md").unlink()
    capsys.readouterr()
    assert documentation.main([str(tmp_path), "--check"]) == 1
    assert capsys.readouterr().err.split() == ["REQ001.md", "REQ002.md", "XYZ999.md"]
    assert documentation.main([str(tmp_path)]) == 0
    assert documentation.stale(tmp_path) == []
    assert not (tmp_path / "XYZ999.md").exists()
