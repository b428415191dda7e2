"""What the names in rules may mean in an edition: figures, sets, rows, columns, words, sections.

The schema of a check kind marks a parameter with a `format`; what each format asks for is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jsonschema import FormatChecker

from disclosurelint.report import Label
from disclosurelint.rules.equations import EquationError, parse
from disclosurelint.rules.model import RuleSet
from disclosurelint.rules.problems import unknown
from disclosurelint.rules.schemas import FormatError, check_pattern
from disclosurelint.rules.trees import Data

FIGURE = Label("数据项或集合", "figure or set")


class Names:
    """The names of a rule set, and the formats that check them.

    `complete` is whether the form is there: the rules of all editions together have none, so that figures,
    tables, sections and words cannot be looked up.
    """

    def __init__(self, ruleset: RuleSet, rules: Iterable[str], *, complete: bool) -> None:
        self.ruleset = ruleset
        self.rules = frozenset(rules)
        self.complete = complete
        self.tables = frozenset(ruleset.tables)
        self.figures = frozenset(ruleset.slots)
        self.sets = frozenset(ruleset.sets)
        self.columns, self.rows = _columns_and_rows(ruleset)

    def is_operand(self, name: str) -> bool:
        """Whether a name may stand in an equation."""
        plain = name[1:-1] if name.startswith("[") else name
        return plain in self.columns or any(name in names for names in (self.figures, self.sets, self.rows))

    def operands(self) -> list[str]:
        """All that may stand in an equation, for hints."""
        return sorted(self.figures | self.sets | self.rows | self.columns)

    def checker(self) -> FormatChecker:
        """A format checker for the parameters of rules."""
        checker = FormatChecker(formats=())
        formats: Mapping[str, Callable[[str], None]] = {
            "equation": self._equation,
            "figures-of": self._figures_of,
            "figure": lambda value: self._one_of(value, self.figures, Label("数据项", "figure")),
            "figures": self._figures,
            "set": lambda value: self._one_of(value, self.sets, Label("集合", "set")),
            "table": lambda value: self._one_of(value, self.tables, Label("表", "table")),
            "row": lambda value: self._one_of(value, self.rows, Label("行", "row")),
            "column": lambda value: self._one_of(value, self.columns, Label("列", "column")),
            "section": self._section,
            "words": self._words,
            "instrument": lambda value: self._one_of(value, self.ruleset.instruments, Label("文件依据", "instrument")),
        }
        for name, check in formats.items():
            checker.checks(name, raises=FormatError)(_on_text(check))
        checker.checks("rule", raises=FormatError)(_on_text(self._rule))
        checker.checks("pattern", raises=FormatError)(check_pattern)
        return checker

    def _one_of(self, value: str, known: Iterable[str], what: Label) -> None:
        names = list(known)
        if self.complete and value not in names:
            raise FormatError(unknown(what, value, names))

    def _rule(self, value: str) -> None:
        if value not in self.rules:
            raise FormatError(unknown(Label("规则", "rule"), value, self.rules))

    def _equation(self, value: str) -> None:
        try:
            equation = parse(value)
        except EquationError as error:
            raise FormatError(Label(f"算式有误：{error}", str(error))) from None
        if not self.complete:
            return
        for operand in equation.operands():
            if operand.kind in ("set", "each") and operand.name not in self.sets:
                raise FormatError(unknown(Label("集合", "set"), operand.name, self.sets))
            if operand.kind == "name" and not self.is_operand(operand.name):
                raise FormatError(unknown(FIGURE, operand.name, self.operands()))

    def _figures(self, value: str) -> None:
        if self.complete and not self.is_operand(value):
            raise FormatError(unknown(FIGURE, value, self.operands()))

    def _figures_of(self, value: str) -> None:
        table, _, what = value.rpartition(".")
        if what not in ("columns", "rows"):
            raise FormatError(Label("应写作 表名.columns 或 表名.rows", "written as TABLE.columns or TABLE.rows"))
        self._one_of(table, self.tables, Label("表", "table"))

    def _section(self, value: str) -> None:
        names = [section.key for section in self.ruleset.sections]
        self._one_of(value, names, Label("章节", "section"))

    def _words(self, value: str) -> None:
        found = self.words_of(value)
        if found is None:
            if self.complete:
                known = [*self.ruleset.words, *_paths(self.ruleset.words)]
                raise FormatError(unknown(Label("词表", "word list"), value, known))
            return
        for entry in found if isinstance(found, list) else [found]:
            check_pattern(entry)

    def words_of(self, name: str) -> Data:
        """A word list by its key, or by keys with full stops between them; None where there is none."""
        found: Any = self.ruleset.words.get(name)
        if found is None:
            found = self.ruleset.words
            for key in name.split("."):
                found = found.get(key) if isinstance(found, dict) else None
        return found


def _on_text(check: Callable[[str], None]) -> Callable[[object], bool]:
    def checked(value: object) -> bool:
        if isinstance(value, str):
            check(value)
        return True

    return checked


def _paths(words: Mapping[str, Any], before: str = "") -> list[str]:
    """The names of all word lists inside maps."""
    found: list[str] = []
    for key, value in words.items():
        if isinstance(value, dict):
            found += _paths(value, f"{before}{key}.")
        elif before:
            found.append(before + key)
    return found


def _columns_and_rows(ruleset: RuleSet) -> tuple[frozenset[str], frozenset[str]]:
    columns: set[str] = set()
    rows: set[str] = set()
    for table in ruleset.tables.values():
        for block in table.blocks:
            columns.update(column.key for column in block.columns)
            if table.shape == "wide":
                rows.add(block.key)
            else:
                rows.update(f"{table.name}.{row.key}" for row in block.rows)
    return frozenset(columns), frozenset(rows)
