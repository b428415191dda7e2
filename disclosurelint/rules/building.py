"""From the compiled form of a rule set, which is plain JSON, to `RuleSet`. On the way of every run: kept lean.

What the compiled form holds is decided in `rules.compiling`; both change together, with `FORMAT` in `rules.cache`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from disclosurelint.report import Label
from disclosurelint.rules.model import (
    Basis,
    BlockTemplate,
    Instrument,
    RowTemplate,
    Rule,
    RuleSet,
    RuleTexts,
    SectionTemplate,
    TableTemplate,
)


def build_ruleset(plain: dict[str, Any]) -> RuleSet:
    """The rule set of a compiled form. Raises `KeyError`, `TypeError` or `ValueError` for a damaged one."""
    return RuleSet(
        id=plain["id"],
        version=plain["version"],
        years=(plain["years"][0], plain["years"][1]),
        title=Label(*plain["title"]),
        sections=[
            SectionTemplate(number, key, heading, Label(zh, en), variants, signs, unless)
            for number, key, heading, zh, en, variants, signs, unless in plain["sections"]
        ],
        tables={entry[0]: _table(entry) for entry in plain["tables"]},
        sets=plain["sets"],
        words=plain["words"],
        instruments={entry[0]: _instrument(entry) for entry in plain["instruments"]},
        rules={entry[0]: _rule(entry) for entry in plain["rules"]},
        overlays=plain["overlays"],
        not_applied=[(name, Label(zh, en)) for name, zh, en in plain["not-applied"]],
        model=_model(plain["model"]),
        alternatives=plain["alternatives"],
    )


def _model(path: str | None) -> str | None:
    """The full path of the model; that of a shipped one is kept relative, for the package may move."""
    if path is None or not path.startswith("rulesets/"):
        return path
    from disclosurelint.rules.sources import shipped_folder

    return str(shipped_folder() / path.removeprefix("rulesets/"))


def _table(entry: list[Any]) -> TableTemplate:
    name, section, shape, blocks, note, zh, en = entry
    return TableTemplate(name, section, shape, [_block(block) for block in blocks], note, Label(zh, en))


def _block(entry: list[Any]) -> BlockTemplate:
    key, caption, variants, group, rows, columns, foreign = entry
    return BlockTemplate(key, caption, variants, group, _rows(rows), _rows(columns), foreign)


def _rows(entries: list[list[Any]]) -> list[RowTemplate]:
    return [
        RowTemplate(key, Label(zh, en), variants, group, kind, optional)
        for key, zh, en, variants, group, kind, optional in entries
    ]


def _instrument(entry: list[Any]) -> Instrument:
    key, number, title, since, until, label, years = entry
    return Instrument(key, number, Label(*title), _date(since), _date(until), Label(*label), _years(years))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _years(pair: list[int] | None) -> tuple[int, int] | None:
    return (pair[0], pair[1]) if pair else None


def _rule(entry: list[Any]) -> Rule:
    (
        id_,
        name,
        severity,
        kind,
        params,
        basis,
        years,
        bodies,
        aggregate,
        needs,
        suppressed,
        preview,
        enabled,
        texts,
        source,
    ) = entry
    return Rule(
        id_,
        name,
        severity,
        kind,
        params,
        [Basis(instrument, Label(*place) if place else None, _years(span)) for instrument, place, span in basis],
        (years[0], years[1]),
        frozenset(bodies) if bodies is not None else None,
        aggregate,
        needs,
        suppressed,
        preview,
        {"zh": RuleTexts(*texts[0]), "en": RuleTexts(*texts[1])},
        enabled,
        {},
        source,
    )
