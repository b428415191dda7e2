"""What is judged over a run: texts that are another body's, bodies without a report, reports that disagree.

`sets` judges them once every report has been read; the kind stands here so that rule sets can carry texts, parameters
and severity for it as for any rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.outcomes import NotApplicable
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["of"],
    "additionalProperties": False,
    "properties": {
        "of": {"enum": ["texts", "roster", "versions"], "description": "what is looked at"},
        "ratio": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "texts: the share of repeated letters that tells (0.85)",
        },
        "least": {"type": "integer", "minimum": 1, "description": "texts: letters that a section must have (60)"},
        "headers": {"type": "string", "format": "words", "description": "roster: first lines that name a column"},
        "places": {
            "type": "string",
            "format": "words",
            "description": "versions: letters by which a name says where it belongs",
        },
    },
}
PLACEHOLDERS = (
    *("section", "percent", "longest", "letters", "runs", "body", "file"),
    *("name", "roster", "figure", "first", "second", "more", "year"),
)
MESSAGES = ("message",)


def check(report: Report, rule: Rule) -> Iterator[NotApplicable]:
    """Nothing of its own: the run has the last word."""
    yield NotApplicable(Label("仅适用于一次检查多份报告", "speaks of several reports checked together"))
