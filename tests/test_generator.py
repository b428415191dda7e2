"""Invented drafts through the whole way: clean ones stay without error and warning, planted faults are told."""

from __future__ import annotations

from functools import lru_cache

import pytest

from disclosurelint.characters import normalise
from disclosurelint.engine import check_text
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.settings import Settings
from tests.drafts import LAYOUTS, Draft, make, render
from tests.drafts.bodies import KINDS
from tests.drafts.defects import DEFECTS, Defect, plant
from tests.drafts.draft import EDITIONS
from tests.drafts.forms import forms_of
from tests.drafts.layouts import FINISHES
from tests.drafts.matching import verdict

LAYOUT_NAMES = list(LAYOUTS)
FINISH_NAMES = list(FINISHES)
BORDERED = ("markdown-html", "markdown-folded", "text-tabs", "html-page")


@lru_cache
def draft(edition: str, number: int) -> Draft:
    return make(number, edition, kind=KINDS[number % len(KINDS)])


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_clean_drafts_are_clean(edition: str, layout: str) -> None:
    for number in range(7):
        finish = FINISH_NAMES[(number + LAYOUT_NAMES.index(layout)) % len(FINISH_NAMES)]
        rendered = render(draft(edition, number), layout, finish)
        result = check_text(rendered.data, rendered.name, Settings())
        told = [finding for finding in result.findings if finding.severity != "info"]
        assert not told, f"{rendered.name}: " + "; ".join(f"{finding.rule} {finding.message}" for finding in told)


def test_every_rule_with_a_planted_fault_exists() -> None:
    shipped = {rule for edition in EDITIONS for rule in load_ruleset(edition).rules}
    assert not set(DEFECTS) - shipped


CASES = [
    pytest.param(which, edition, id=f"{which.rule}-{which.name}-{edition}")
    for defects in DEFECTS.values()
    for which in defects
    for edition in which.editions
]


@pytest.mark.parametrize(("which", "edition"), CASES)
def test_planted_fault_is_told_at_its_place(which: Defect, edition: str) -> None:
    if which.rule not in load_ruleset(edition).rules:
        pytest.skip(f"{which.rule} is in no rule set yet")
    verdicts = []
    for number in range(60):
        planted = plant(which, draft(edition, number), number)
        if planted is None:
            continue
        rendered = render(planted.draft, BORDERED[number % len(BORDERED)])
        result = check_text(rendered.data, rendered.name, Settings(preview=True, **planted.settings))
        verdicts.append(verdict(planted, rendered, result))
        if verdicts[-1] == "found":
            return
        if len(verdicts) >= 6:
            break
    pytest.fail(f"told at its place in none of {len(verdicts)} drafts: {verdicts}")


@pytest.mark.parametrize("edition", EDITIONS)
def test_rule_set_has_the_cells_and_labels_of_the_printed_form(edition: str) -> None:
    slots = load_ruleset(edition).slots
    printed = {
        key: (line.label, column.label)
        for form in forms_of(edition, annex=True).values()
        for block in form.blocks
        for line in block.lines
        for key, column in zip(line.keys, block.columns, strict=True)
        if not key.startswith("=")
    }
    assert slots.keys() == printed.keys()
    for key, (row, column) in printed.items():
        slot = slots[key]
        if row:
            assert normalise(slot.row.zh) == normalise(row), key
        if slot.table != "annex":
            assert normalise(slot.column.zh) == normalise(column), key


def test_one_seed_gives_one_draft() -> None:
    assert render(make(5), "text-spaces").data == render(make(5), "text-spaces").data
    assert render(make(5), "text-spaces").data != render(make(6), "text-spaces").data
