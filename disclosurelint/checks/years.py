"""Years in the text that cannot be right beside the report's: as the time of its own statements, as the year that they
are compared with, as the year still to come (a hint only), as the year that the introduction names the report after.

A sentence in which anything explains another year is left alone; of many slips of one kind the first few are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._places import YEAR_SOURCES
from disclosurelint.facts.years import YearMention, read_years
from disclosurelint.outcomes import Hit
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule
from disclosurelint.wording import as_prose

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["roles"],
    "additionalProperties": False,
    "properties": {
        "roles": {
            "type": "array",
            "items": {"enum": ["own", "compared", "outlook", "named"]},
            "minItems": 1,
            "description": "what a wrong year is taken for",
        },
        "most": {"type": "integer", "minimum": 1, "description": "how many findings at most (5)"},
    },
}
PLACEHOLDERS = ("words", "year", "other", "source", "right")
MESSAGES = ("message", "compared", "outlook", "named")

_MOST = 5


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """A hit at each year that is wrong."""
    mentions: list[YearMention] = report.once("years", read_years)
    wanted = [mention for mention in mentions if mention.role in rule.params["roles"]]
    for mention in wanted[: rule.params.get("most", _MOST)]:
        right = mention.right[:4]
        yield Hit(
            span=mention.span,
            values={
                "words": as_prose(mention.words),
                "year": mention.year,
                "other": report.year or 0,
                "right": right,
                "source": YEAR_SOURCES[report.year_source],
            },
            message="message" if mention.role == "own" else mention.role,
            section=mention.section.number if mention.section is not None else None,
            expected=right,
            actual=str(mention.year),
            suggestion=Label(
                f"如系笔误，改为“{as_prose(mention.right)}”", f"if this is a slip: “{as_prose(mention.right)}”"
            ),
            severity="info" if mention.role == "outlook" else None,
            cause=f"year:{mention.year}",
        )
