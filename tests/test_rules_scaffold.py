"""The skeleton of a new rule goes to the right file and loads once it is filled in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from disclosurelint.checks import kinds
from disclosurelint.rulebook import scaffold
from disclosurelint.rules import sources
from disclosurelint.rules.schemas import problems_of
from disclosurelint.rules.trees import read_tree

HEAD = 'id: own\nversion: "1.0"\ntitle: {zh: 本地, en: local}\n'


@pytest.mark.parametrize("kind", kinds())
def test_a_skeleton_of_each_kind_passes_the_schema(kind: str) -> None:
    text = "rules:\n" + scaffold.skeleton("NEW001", kind, "new-rule")
    assert problems_of(read_tree(text.encode(), "x.yaml").data, "part") == []


def test_it_is_appended_to_an_overlay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(HEAD, "utf-8")
    assert scaffold.main(["LOC001", "--kind", "text", "--to", str(path)]) == 0
    assert scaffold.main(["LOC002", "--kind", "equation", "--name", "second", "--to", str(path)]) == 0
    assert capsys.readouterr().out.startswith(f"{path}:6\n")
    data = read_tree(path.read_bytes(), str(path)).data
    assert [(rule["id"], rule["kind"]) for rule in data["add"]] == [("LOC001", "text"), ("LOC002", "equation")]


def test_it_goes_to_the_file_of_its_family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not sources.is_checkout():
        pytest.skip("the rule sets are installed, not worked on")
    assert scaffold.target("REQ999", None) == sources.shipped_folder() / "rules" / "requests.yaml"
    assert scaffold.target("ZZZ001", None).name == "zzz.yaml"
    copy = tmp_path / "requests.yaml"
    shutil.copy(sources.shipped_folder() / "rules" / "requests.yaml", copy)
    line = scaffold.append(copy, scaffold.skeleton("REQ999", "equation", "new"), overlay=False)
    tree = read_tree(copy.read_bytes(), "requests.yaml")
    assert tree.data["rules"][-1]["id"] == "REQ999"
    assert tree.line(("rules", len(tree.data["rules"]) - 1)) == line


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["REQ1", "--kind", "text"], "three digits"),
        (["LOC001", "--kind", "txet"], "did you mean “text”"),
        (["REQ002", "--kind", "equation"], "the id is taken"),
    ],
)
def test_what_cannot_be_added_is_told(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert scaffold.main(arguments) == 2
    assert says in capsys.readouterr().err


def test_a_list_that_is_not_last_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"{HEAD}add: []\nwords: {{a: [b]}}\n", "utf-8")
    before = path.read_text("utf-8")
    assert scaffold.main(["LOC001", "--kind", "text", "--to", str(path)]) == 2
    assert "move add: to the end" in capsys.readouterr().err
    assert path.read_text("utf-8") == before
