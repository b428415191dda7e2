"""Which rules run: ids, names and prefixes (`REQ`, `REQ001`, `results-add-up`), selected and ignored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from disclosurelint.rules.model import Rule, RuleName, RuleSet
from disclosurelint.settings import Settings

Names = tuple[str, ...]


def selected(ruleset: RuleSet, settings: Settings) -> Sequence[Rule]:
    """The rules that run, in the order of the rule set. Rules on trial run with `preview` only."""
    chosen = tuple(settings.select), tuple(settings.extend_select), tuple(settings.ignore)
    return _selected(ruleset, settings.preview, *chosen)


@lru_cache(maxsize=64)
def _selected(ruleset: RuleSet, preview: bool, select: Names, extend: Names, ignore: Names) -> Sequence[Rule]:
    """The same, worked out once for all reports."""
    return [
        rule
        for rule in ruleset.rules.values()
        if (preview or not rule.preview)
        and ((matches(rule, select) if select else rule.enabled) or matches(rule, extend))
        and not matches(rule, ignore)
    ]


def matches(rule: Rule | RuleName, selectors: Iterable[str]) -> bool:
    """Whether any selector names the rule: its id, its name, or the beginning of its id; ALL names every rule."""
    if not selectors:
        return False
    return any(
        selector == rule.name or rule.id.startswith(selector.upper()) or selector.upper() == "ALL"
        for selector in selectors
        if selector
    )


def unknown(selectors: Iterable[str], rules: Iterable[Rule | RuleName]) -> list[str]:
    """The selectors that name no rule at all."""
    known = list(rules)
    return [selector for selector in selectors if not any(matches(rule, [selector]) for rule in known)]
