"""Imports point one way: each room knows only the rooms above it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "disclosurelint"

CLASSES = {"document", "characters", "records", "regexes", "digests", "files", "report", "outcomes", "wording"}
"""Modules of plain classes and words, for every room."""

MAY_IMPORT = {
    "rules": {"checks", "settings"},
    "rulebook": {"rules", "checks", "findings", "engine", "settings"},
    "readers": {"rules.problems"},
    "facts": {"rules"},
    "checks": {"rules", "facts"},
    "suppress": {"rules"},
    "findings": {"rules"},
    "settings": {"rules", "suppress"},
    "report": {"rules.model"},
    "pairing": {"facts", "readers", "settings", "inputs", "rules"},
    "engine": {
        "pairing",
        "rules",
        "readers",
        "facts",
        "checks",
        "suppress",
        "findings",
        "settings",
        "inputs",
        "waiving",
    },
    "configuration": {"rules", "settings", "suppress"},
    "waiving": {"findings", "rules", "settings", "suppress"},
    "sets": {"engine", "configuration", "checks", "facts", "findings", "readers", "rules", "settings", "suppress"},
    "rosters": {"facts", "findings", "readers", "rules", "settings", "suppress"},
    "pool": {"runs", "configuration", "rules"},
    "runs": {
        "pool",
        "engine",
        "configuration",
        "inputs",
        "rosters",
        "rules",
        "sets",
        "settings",
        "suppress",
        "waiving",
        "writers",
    },
    "library": {"runs", "configuration", "inputs", "settings", "engine"},
    "reporters": {"findings", "rules"},
    "writers": {"findings", "rules", "readers", "facts", "engine", "settings"},
    "extracts": {"facts", "rules"},
}
"""What a room may import beside the classes and itself. The rooms below, `cli` and `web`, may import everything."""


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "data" not in path.relative_to(PACKAGE).parts)


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("disclosurelint."):
            names.add(node.module.removeprefix("disclosurelint."))
        elif isinstance(node, ast.Import):
            names.update(
                a.name.removeprefix("disclosurelint.") for a in node.names if a.name.startswith("disclosurelint.")
            )
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    own = room(path)
    if own in ("cli", "web", "__init__", "__main__"):
        return
    allowed = MAY_IMPORT.get(own, set()) | CLASSES | {own}
    wrong = {
        name for name in imported(path) if not any(name == room or name.startswith(f"{room}.") for room in allowed)
    }
    assert not wrong, f"{own} may not import {sorted(wrong)}"


def test_readers_know_no_rule_and_checks_no_format() -> None:
    for path in modules():
        names = imported(path)
        if room(path) == "checks":
            assert not any(name.startswith("readers") for name in names), path
        if room(path) == "readers":
            assert not any(name.startswith(("facts", "checks")) for name in names), path
