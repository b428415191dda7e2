"""Changes of one cell in a clean draft, whether any rule speaks of them, and which cells the rules cannot show at all.

`changes` are the slips: another number, digits changed about, nothing, no number. `told` checks the changed draft.
`reach` works out from the equations of a rule set alone what a wrong number in a cell meets: that and what `told`
finds must agree, which a test holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from random import Random

from disclosurelint.checks._figures import equations_of, key_of, keys_of, scopes
from disclosurelint.engine import check_text
from disclosurelint.rules.equations import parse
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.rules.model import Rule, RuleSet
from disclosurelint.settings import Settings
from tests.drafts.draft import Draft
from tests.drafts.layouts import render

NUMBERS = ("more", "less", "swapped", "digit", "zero", "sign")
"""Changes to another number that the cell could well hold."""

NO_NUMBERS = ("blank", "text", "negative", "fraction")
"""Changes to what the cell may not hold; `negative` and `fraction` only where a cell may hold neither."""

TABLE = frozenset({"tables", "body-type"})
"""What rules need that look at nothing but the tables of the report."""

Told = frozenset[tuple[str, str, str]]


def changes(draft: Draft, key: str, rng: Random) -> dict[str, str]:
    """What may come to stand in a cell, by kind of change."""
    text, kind = draft.figures[key], kind_of(draft.edition, key)
    value = float(text)
    found = {"blank": "", "text": rng.choice(("若干", "详见附件", "XX"))}
    step = rng.randint(1, 9) + int(abs(value)) // 3
    found["more"] = _like(text, value + step)
    if kind == "signed" or value >= 1:
        found["less"] = _like(text, value - (step if kind == "signed" else rng.randint(1, max(1, int(value)))))
    digits = [at for at, letter in enumerate(text) if letter.isdigit()]
    pairs = [(one, two) for one, two in pairwise(digits) if text[one] != text[two]]
    if pairs:
        one, two = rng.choice(pairs)
        found["swapped"] = text[:one] + text[two] + text[one + 1 : two] + text[one] + text[two + 1 :]
    at = rng.choice(digits)
    other = rng.choice([digit for digit in "123456789" if digit != text[at]])
    found["digit"] = text[:at] + other + text[at + 1 :]
    if value:
        found["zero"] = "0"
    if kind == "signed" and value:
        found["sign"] = _like(text, -value)
    if kind != "signed":
        found["negative"] = f"-{text if value else 1}"
    if kind != "money":
        found["fraction"] = f"{text}.5"
    return {name: new for name, new in found.items() if new in ("", "若干", "详见附件", "XX") or float(new) != value}


def _like(text: str, value: float) -> str:
    return f"{value:.2f}" if "." in text else str(int(value))


@lru_cache(maxsize=3)
def rules_of(edition: str) -> RuleSet:
    return load_ruleset(edition)


def kind_of(edition: str, key: str) -> str:
    return rules_of(edition).slots[key].kind


def cells(draft: Draft) -> list[str]:
    """The cells of a draft's tables, in the order of the form."""
    forms = draft.forms.values()
    return [key for form in forms for line in form.lines() for key in line.keys if key in draft.figures]


def table_rules(edition: str, *, previous: bool = False) -> list[str]:
    """The rules that look at the tables alone, with last year's where that is asked for; none that are on trial."""
    seen = TABLE | {"previous", "text"} if previous else TABLE
    return [
        rule.id
        for rule in rules_of(edition).rules.values()
        if set(rule.needs) <= seen and "tables" in rule.needs and not rule.preview and _is_of_tables(rule)
    ]


def _is_of_tables(rule: Rule) -> bool:
    return rule.kind in ("equation", "cell-values", "table-shape", "last-year", "last-year-table")


def told(draft: Draft, previous: Draft | None = None) -> Told:
    """What the rules that look at the tables say of a draft."""
    settings = Settings(select=table_rules(draft.edition, previous=previous is not None), body_type=draft.body.type)
    settings.aggregate = False
    if previous is not None:
        settings.previous_text = render(previous).text
    rendered = render(draft)
    result = check_text(rendered.data, rendered.name, settings)
    return frozenset((finding.rule, finding.figure or "", finding.message) for finding in result.findings)


def changed(draft: Draft, key: str, text: str) -> Draft:
    other = draft.copy()
    other.figures[key] = text
    return other


# -- what a wrong number meets -------------------------------------------------------------------------------------


def reach(edition: str, year: int, body: str, *, previous: bool = False) -> dict[str, dict[str, set[str]]]:
    """For each cell, the rules that a wrong number in it meets: `always`, or within `bounds` only."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"always": set(), "bounds": set()})
    ruleset = rules_of(edition)
    for name in table_rules(edition, previous=previous):
        rule = ruleset.rules[name]
        if not rule.applies_to_year(year) or (rule.bodies is not None and body not in rule.bodies):
            continue
        if rule.kind == "equation":
            for how, keys in _of_equations(ruleset, rule):
                for key in keys:
                    found[key][how].add(rule.id)
        elif rule.kind == "last-year":
            for key in _of_last_year(ruleset, rule):
                found[key]["always"].add(rule.id)
    return {key: found[key] for key in ruleset.slots}


def _of_equations(ruleset: RuleSet, rule: Rule) -> Iterator[tuple[str, list[str]]]:
    written = rule.params["equation"]
    entries = written if isinstance(written, list) else [written]
    for entry, text in zip(entries, equations_of(rule.params), strict=True):
        conditions = [entry["when"]] if isinstance(entry, dict) and "when" in entry else []
        for scope in scopes(ruleset, rule.params.get("for-each")):
            for each in (text, *conditions):
                equation = parse(each)
                how = "always" if equation.relation == "=" and not conditions else "bounds"
                keys = [key for operand in equation.operands() for key in keys_of(ruleset, operand, scope)]
                yield how, [key for key in keys if key in ruleset.slots]


def _of_last_year(ruleset: RuleSet, rule: Rule) -> Iterator[str]:
    for scope in scopes(ruleset, rule.params.get("for-each")):
        own = [rule.params["figure"], *rule.params.get("plus", ()), *rule.params.get("minus", ())]
        yield from (key for key in (key_of(ruleset, name, scope) for name in own) if key in ruleset.slots)


def unshown(edition: str, year: int, body: str, *, previous: bool = False) -> set[str]:
    """The cells in which a wrong number may go untold, by the equations of the rules alone."""
    return {key for key, met in reach(edition, year, body, previous=previous).items() if not met["always"]}


def attempts(
    draft: Draft, previous: Draft | None, rng: Random, only: Callable[[str, str], bool] = lambda key, change: True
) -> Iterator[tuple[str, str, str, bool]]:
    """Every change of every cell: the key, the kind of change, what came to stand there, and whether a rule told it."""
    clean = told(draft, previous)
    for key in cells(draft):
        for change, text in changes(draft, key, rng).items():
            if only(key, change):
                yield key, change, text, bool(told(changed(draft, key, text), previous) - clean)
