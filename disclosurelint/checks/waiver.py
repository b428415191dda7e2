"""Waivers that cover nothing or are past their day: told once all other rules are judged, by `waiving`.

The kind stands here so that rule sets can carry texts, severity and examples for it as for any rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.outcomes import Hit
from disclosurelint.report import Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}}


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """Nothing: what there is to say comes from the waivers, which are read after the rules have run."""
    return iter(())
