"""Which rules run: ids, names and prefixes (`REQ`, `REQ001`, `results-add-up`), selected and ignored."""

from __future__ import annotations

from collections.abc import Iterable

from disclosurelint.rules.model import Rule, RuleName, RuleSet
from disclosurelint.settings import Settings


def selected(ruleset: RuleSet, settings: Settings) -> list[Rule]:
    """The rules that run, in the order of the rule set. Rules on trial run with `preview` only."""
    return [rule for rule in ruleset.rules.values() if _runs(rule, settings)]


def _runs(rule: Rule, settings: Settings) -> bool:
    if rule.preview and not settings.preview:
        return False
    wanted = matches(rule, settings.select) if settings.select else rule.enabled
    return (wanted or matches(rule, settings.extend_select)) and not matches(rule, settings.ignore)


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
