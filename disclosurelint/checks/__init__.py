"""Check kinds: one module each, found by its name. `(Report, Rule)` to hits, or to what could not be assessed.

A module `checks/<kind with _ for ->.py` has `SCHEMA`, the JSON Schema of its parameters (the rule's `with`), and
`check(report, rule)`, which yields `Hit`, `NotAssessed` or `NotApplicable`. Nothing yielded is a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from disclosurelint.outcomes import Hit, NotApplicable, NotAssessed
from disclosurelint.report import Report
from disclosurelint.rules.model import Rule

Verdict = Hit | NotAssessed | NotApplicable
Check = Callable[[Report, Rule], Iterable[Verdict]]
_loaded: dict[str, Check] = {}


def kinds() -> list[str]:
    """The names of all check kinds."""
    files = Path(__file__).parent.glob("[a-z]*.py")
    return sorted(file.stem.replace("_", "-") for file in files)


def check_of(kind: str) -> Check:
    """The function of a kind. Raises `ModuleNotFoundError` for one that there is not."""
    check = _loaded.get(kind)
    if check is None:
        check = _loaded[kind] = module_of(kind).check
    return check


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind's parameters."""
    schema: dict[str, Any] = module_of(kind).SCHEMA
    return schema


def module_of(kind: str) -> Any:
    """The module of a kind, for what else it says of itself (`PLACEHOLDERS`, `MESSAGES`)."""
    return import_module(f"disclosurelint.checks.{kind.replace('-', '_')}")
