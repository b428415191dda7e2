"""What the kinds that look at tables share: which figures are totals, how figures and gaps are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from disclosurelint.outcomes import NotAssessed
from disclosurelint.records import field, record
from disclosurelint.report import Figure, Label, Number, Report, Slot, TableFacts
from disclosurelint.rules.equations import Equation, Operand, parse
from disclosurelint.rules.model import RuleSet

Scope = tuple[str, str]
"""What an equation is worked out for: (`column`, key), (`row`, key), or ("", "") where it stands alone."""

_NAMED = 3
"""How many things a message names before it says 等."""

_REMARK = 8
"""A remark in brackets at the end of a label that is longer than this is left out of messages."""


def one_row_sets(report: Report) -> tuple[str, ...]:
    """The sets whose members the report gives in one row (（六）其他处理 without its sub-rows)."""
    found: tuple[str, ...] = report.once("one-row sets", _one_row_sets)
    return found


def _one_row_sets(report: Report) -> tuple[str, ...]:
    ruleset = report.ruleset
    if ruleset is None or not ruleset.alternatives:
        return ()
    rows = {key.partition("[")[0] for key in report.figures}
    return tuple(
        name for name, row in ruleset.alternatives.items() if row in rows and not rows.intersection(ruleset.sets[name])
    )


def scopes(ruleset: RuleSet, each: str | list[str] | None, one_row: tuple[str, ...] = ()) -> list[Scope]:
    """What `for-each` goes over: the columns or rows of a table, a list of rows or blocks, or nothing at all."""
    if each is None:
        return [("", "")]
    if isinstance(each, list):
        return [("row", name) for name in each]
    table, _, what = each.rpartition(".")
    template = ruleset.tables.get(table)
    if template is None:
        return []
    if what == "columns":
        return [("column", column.key) for column in template.blocks[0].columns]
    if template.shape == "wide":
        return [("row", block.key) for block in template.blocks]
    rows = [f"{table}.{row.key}" for block in template.blocks for row in block.rows]
    for name in one_row:
        rows = [row for row in rows if row not in ruleset.sets[name]]
        rows.extend(row for row in (ruleset.alternatives[name],) if row.startswith(f"{table}."))
    return [("row", row) for row in rows]


def keys_of(ruleset: RuleSet, operand: Operand, scope: Scope, one_row: tuple[str, ...] = ()) -> list[str]:
    """The figure keys that an operand stands for within a scope; sets are opened up."""
    if operand.kind == "number":
        return []
    names = [operand.name]
    while any(name in ruleset.sets for name in names):
        names = [member for name in names for member in _members(ruleset, name, one_row)]
    return [key_of(ruleset, name, scope) for name in names]


def _members(ruleset: RuleSet, name: str, one_row: tuple[str, ...]) -> list[str]:
    return [ruleset.alternatives[name]] if name in one_row else ruleset.sets.get(name, [name])


def key_of(ruleset: RuleSet, name: str, scope: Scope) -> str:
    """A figure key out of a name and the row or column that it is used in."""
    kind, key = scope
    if kind == "column" and "[" not in name:
        return f"{name}[{key}]"
    if kind == "row" and name.startswith("["):
        return f"{key}{name}"
    if kind == "row" and "." not in name:
        dotted = f"{key}.{name}"
        return dotted if dotted in ruleset.slots else f"{key}[{name}]"
    return name


@lru_cache(maxsize=16)
def parts_of_totals(ruleset: RuleSet, one_row: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """The figures that are totals, each with its parts: wherever a rule says that several figures make up one."""
    totals: dict[str, list[str]] = {}
    for rule in ruleset.rules.values():
        if rule.kind != "equation":
            continue
        for text in equations_of(rule.params):
            for scope in scopes(ruleset, rule.params.get("for-each"), one_row):
                _add_total(totals, ruleset, parse(text), scope, one_row)
    return totals


def equations_of(params: dict[str, Any]) -> list[str]:
    """The equations of a rule as text."""
    written = params["equation"]
    entries = written if isinstance(written, list) else [written]
    return [entry if isinstance(entry, str) else entry["equation"] for entry in entries]


def _add_total(
    totals: dict[str, list[str]], ruleset: RuleSet, equation: Equation, scope: Scope, one_row: tuple[str, ...]
) -> None:
    if equation.relation != "=" or any(operand.sign < 0 or operand.kind == "each" for operand in equation.operands()):
        return
    sides = (equation.left, equation.right)
    left, right = ([key for operand in side for key in keys_of(ruleset, operand, scope, one_row)] for side in sides)
    for parts, whole in ((left, right), (right, left)):
        if len(whole) == 1 and len(parts) > 1:
            totals.setdefault(whole[0], []).extend(parts)


def is_open_total(report: Report, figure: Figure) -> bool:
    """Whether a blank stands for a total that ought to be there: some part of it is filled."""
    if figure.state != "blank" or report.ruleset is None:
        return False
    parts = parts_of_totals(report.ruleset, one_row_sets(report)).get(figure.key, ())
    return any(part.state != "blank" for key in parts if (part := report.figures.get(key)) is not None)


def show(value: Number) -> str:
    """A number as messages print it."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def short(label: Label) -> Label:
    """A label as messages have it: without the remark that the form adds in brackets."""
    zh = label.zh
    at = zh.find("（", 1)
    if at > 0 and zh.endswith("）") and len(zh) - at > _REMARK:
        zh = zh[:at]
    return Label(zh, label.en) if zh != label.zh else label


def unquoted(label: Label) -> Label:
    """A short label to stand within quotation marks: its own become inner ones."""
    label = short(label)
    return Label(label.zh.translate(_INNER), label.en) if "“" in label.zh else label


def quoted(label: Label) -> Label:
    """A short label within quotation marks."""
    label = unquoted(label)
    return Label(f"“{label.zh}”", f"“{label.en}”")


_INNER = str.maketrans("“”", "‘’")


def slot_name(slot: Slot, beside: Sequence[Slot] = ()) -> Label:
    """A cell in words: its row, its column or both, whatever tells it from the cells `beside` it."""
    row, column = short(slot.row), slot.column
    if slot.table == "annex" or (len(beside) > 1 and len({other.column.zh for other in beside}) == 1):
        return row
    if len(beside) > 1 and len({other.row.zh for other in beside}) == 1:
        return column
    return Label(f"{row.zh}·{column.zh}", f"{row.en}, {column.en}")


def listed(names: Iterable[Label], most: int = _NAMED) -> Label:
    """Several names in a line, the first few of them."""
    every = list(names)
    # Between closing and opening quotation marks Chinese sets no comma.
    zh = "、".join(name.zh for name in every[:most]).replace("”、“", "”“")
    en = ", ".join(name.en for name in every[:most])
    if len(every) > most:
        return Label(f"{zh}等{len(every)}处", f"{en} and {len(every) - most} more")
    return Label(zh, en)


def table_gap(report: Report, name: str) -> NotAssessed | None:
    """Why a table cannot be judged as a whole: it is not there, or could not be read whole."""
    facts = report.tables.get(name)
    if facts is None or facts.state == "absent":
        return NotAssessed(_absent(report, name), span=facts.span if facts else None)
    if facts.state in ("partly", "unreadable"):
        return NotAssessed(facts.reason or _unread(report, name), span=facts.span)
    return None


def table_title(report: Report, name: str) -> Label:
    """A table of the form in words."""
    template = report.ruleset.tables.get(name) if report.ruleset is not None else None
    return template.title if template is not None else Label(name, name)


def _absent(report: Report, name: str) -> Label:
    title = table_title(report, name)
    return Label(f"报告中没有{title.zh}", f"the report has no {title.en}")


def _unread(report: Report, name: str) -> Label:
    title = table_title(report, name)
    return Label(f"{title.zh}未能完整读出", f"the {title.en} could not be read whole")


@record
class Gaps:
    """Figures that were needed and not to be had, gathered so that each reason is told once."""

    blank: dict[str, Figure] = field(default_factory=dict)
    unreadable: dict[str, Figure] = field(default_factory=dict)
    missing: dict[str, Slot | None] = field(default_factory=dict)
    torn: set[str] = field(default_factory=set)
    """Tables with rows whose figures could not be told apart."""

    def add(self, ruleset: RuleSet, key: str, figure: Figure | None) -> None:
        """Notes a figure that is blank, unreadable or not there."""
        if figure is None:
            self.missing.setdefault(key, ruleset.slots.get(key))
        elif figure.state == "blank":
            self.blank.setdefault(key, figure)
        elif figure.torn:
            self.torn.add(figure.slot.table)
        else:
            self.unreadable.setdefault(key, figure)

    def told(self, report: Report) -> Iterable[NotAssessed]:
        """What could not be assessed and why."""
        if self.blank:
            yield _gap(self.blank, Label("空白，相关合计未核对", "blank: the sums that need it were not checked"))
        if self.unreadable:
            why = Label("读不出数字，相关合计未核对", "no number could be read: the sums that need it were not checked")
            yield _gap(self.unreadable, why)
        yield from self._missing(report)

    def _missing(self, report: Report) -> Iterable[NotAssessed]:
        by_table: dict[str, list[Slot]] = {name: [] for name in sorted(self.torn)}
        unknown: list[str] = []
        for key, slot in self.missing.items():
            if slot is None:
                unknown.append(key)
            else:
                by_table.setdefault(slot.table, []).append(slot)
        for table, slots in by_table.items():
            gap = table_gap(report, table)
            if gap is None and not slots:
                gap = NotAssessed(_unread(report, table), span=report.tables[table].span)
            elif gap is None:
                facts: TableFacts = report.tables[table]
                names = listed(quoted(slot_name(slot)) for slot in slots)
                gap = NotAssessed(Label(f"表中没有{names.zh}", f"the table has no {names.en}"), span=facts.span)
            yield gap
        if unknown:
            keys = ", ".join(unknown)
            yield NotAssessed(Label(f"表中没有 {keys}", f"the table has no {keys}"))


def _gap(figures: dict[str, Figure], why: Label) -> NotAssessed:
    found = list(figures.values())
    names = listed(quoted(slot_name(figure.slot)) for figure in found)
    return NotAssessed(Label(f"{names.zh}{why.zh}", f"{names.en}: {why.en}"), span=found[0].span)
