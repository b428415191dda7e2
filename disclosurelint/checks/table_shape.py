"""The shape of a table of the form: blocks, rows, columns, cells that are missing, renamed, added or foreign to it.

What departs from the form was found when the table was read (`TableFacts.deviations`); this kind says which departures
a rule speaks of. A table that could not be read whole is never said to lack anything: it is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._figures import listed, quoted, slot_name, table_gap, table_title, unquoted
from disclosurelint.outcomes import Hit, NotAssessed
from disclosurelint.report import Deviation, Label, Report, Slot, TableFacts
from disclosurelint.rules.model import Rule, TableTemplate, block_slots

_KINDS = (
    "missing-table",
    "missing-block",
    "missing-row",
    "missing-column",
    "missing-cells",
    "renamed-row",
    "renamed-column",
    "added-row",
    "foreign-label",
)
_ROWS = {"type": "array", "minItems": 1, "items": {"type": "string"}}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["table", "deviations"],
    "additionalProperties": False,
    "properties": {
        "table": {"type": "string", "format": "table", "description": "the table of the form that is looked at"},
        "deviations": {
            "type": "array",
            "minItems": 1,
            "items": {"enum": list(_KINDS)},
            "description": "the departures from the form that the rule speaks of",
        },
        "only": _ROWS
        | {"description": "keys of the rows that the rule speaks of; `other.*` are all rows under `other`"},
        "except": _ROWS | {"description": "keys of rows that another rule speaks of"},
        "together": {"type": "boolean", "description": "one finding for all departures"},
    },
}

MESSAGES = frozenset(("message", "one-row", *_KINDS))
"""`one-row` tells of a row that stands for several of the form's."""
PLACEHOLDERS = frozenset(("table", "label", "text", "labels", "texts", "count"))


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed]:
    """Hits for departures from the form, each under the message of its kind; `NotAssessed` where it cannot be told."""
    params = rule.params
    name = params["table"]
    template = report.ruleset.tables.get(name) if report.ruleset is not None else None
    if template is None:
        return
    wanted = params["deviations"]
    facts = report.tables.get(name)
    if (facts is None or facts.state == "absent") and "missing-table" in wanted:
        yield _absent(report, template, facts)
        return
    if wanted == ["missing-table"]:
        return
    gap = table_gap(report, name)
    if gap is not None:
        # Labels of another edition are seen even where figures cannot be read.
        foreign = facts is not None and any(entry.kind == "foreign-label" for entry in facts.deviations)
        if facts is not None and foreign and wanted == ["foreign-label"]:
            yield from _departures(report, template, facts, params)
        else:
            yield gap
    elif facts is not None:
        yield from _departures(report, template, facts, params)


def _departures(report: Report, template: TableTemplate, facts: TableFacts, params: dict[str, Any]) -> Iterator[Hit]:
    found = [
        entry for entry in facts.deviations if entry.kind in params["deviations"] and _meant(entry, template, params)
    ]
    if "missing-cells" in params["deviations"] and (cells := _missing_cells(report, template, facts)) is not None:
        yield cells
    if not params.get("together"):
        for entry in found:
            yield _hit(report, template, facts, [entry])
    elif found:
        yield _hit(report, template, facts, found)


def _meant(entry: Deviation, template: TableTemplate, params: dict[str, Any]) -> bool:
    """Whether a rule speaks of the row (or whatever it is) that a departure is about."""
    if "only" in params:
        return any(_named(entry.name, row, template) for row in params["only"])
    return not any(_named(entry.name, row, template) for row in params.get("except", ()))


def _named(name: str, wanted: str, template: TableTemplate) -> bool:
    """Whether a name is the wanted row's; `other.*` is also a row `other` that stands for rows under it."""
    group = wanted.removesuffix(".*")
    if group == wanted:
        return name == wanted
    return name.startswith(f"{group}.") or (name == group and _stands_for_rows(name, template))


def _stands_for_rows(name: str, template: TableTemplate) -> bool:
    """Whether a row is none of the form's but the rows under it are: （六）其他处理 without its three."""
    keys = [row.key for block in template.blocks for row in block.rows]
    return name not in keys and any(key.startswith(f"{name}.") for key in keys)


def _hit(report: Report, template: TableTemplate, facts: TableFacts, found: list[Deviation]) -> Hit:
    first = found[0]
    label = first.label or Label(first.text, first.text)
    renamed = first.label is not None and first.kind in ("renamed-row", "renamed-column", "foreign-label")
    return Hit(
        span=first.span,
        message="one-row" if _stands_for_rows(first.name, template) else first.kind,
        values={
            "table": table_title(report, template.name),
            "label": unquoted(label),
            "text": first.text,
            "labels": listed((quoted(entry.label) for entry in found if entry.label is not None), most=6),
            "texts": listed((quoted(Label(entry.text, entry.text)) for entry in found), most=6),
            "count": len(found),
        },
        section=template.section,
        table=facts.order or None,
        keys=[key for entry in found for key in entry.keys],
        expected=label.zh if renamed and len(found) == 1 else None,
        actual=first.text if renamed and len(found) == 1 else None,
    )


def _missing_cells(report: Report, template: TableTemplate, facts: TableFacts) -> Hit | None:
    """One hit for all cells that are not there; it touches every figure of the blocks that lack one."""
    missing: list[Slot] = []
    keys: list[str] = []
    for block in template.blocks:
        slots = block_slots(template, block)
        absent = [slot for slot in slots if slot.key not in report.figures]
        missing.extend(absent)
        if absent:
            keys.extend(slot.key for slot in slots)
    if not missing:
        return None
    return Hit(
        span=facts.span,
        message="missing-cells",
        values={
            "table": table_title(report, template.name),
            "labels": listed((quoted(slot_name(slot)) for slot in missing), most=6),
            "count": len(missing),
        },
        section=template.section,
        table=facts.order or None,
        keys=keys,
    )


def _absent(report: Report, template: TableTemplate, facts: TableFacts | None) -> Hit:
    section = report.section(template.section) if template.section is not None else None
    span = facts.span if facts is not None else section.heading.span() if section is not None else report.end
    return Hit(
        span=span,
        message="missing-table",
        values={"table": table_title(report, template.name)},
        section=template.section,
    )
