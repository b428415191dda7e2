"""Cascades: one fault told once. A hit is silent where a rule named in its `suppressed-by` has told the cause."""

from __future__ import annotations

from collections.abc import Mapping

from disclosurelint.outcomes import Hit, NotAssessed
from disclosurelint.rules.model import Rule


def silenced(rule: Rule, hit: Hit | NotAssessed, told: Mapping[str, list[Hit]]) -> bool:
    """Whether a rule named in `suppressed-by` that ran has a hit which covers this one.

    What could not be assessed is silent as soon as such a rule has any hit: the gap is its subject.
    """
    for name in rule.suppressed_by:
        causes = told.get(name, ())
        if isinstance(hit, NotAssessed):
            if causes:
                return True
        elif any(covers(cause, hit) for cause in causes):
            return True
    return False


def covers(cause: Hit, hit: Hit) -> bool:
    """Whether one hit explains another: the same cause, else the same figure, else the same section."""
    if cause.cause is not None or hit.cause is not None:
        return cause.cause == hit.cause
    if hit.figure is not None and (cause.figure is not None or cause.keys):
        return hit.figure == cause.figure or hit.figure in cause.keys
    if cause.section is not None and hit.section is not None:
        return cause.section == hit.section
    return True
