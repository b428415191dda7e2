"""Any figures, in any shape that a table comes in, are read as they were put in."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosurelint.characters import normalise
from disclosurelint.document import Document
from disclosurelint.facts.identity import identify
from disclosurelint.facts.outline import read_outline
from disclosurelint.facts.statistics import read_statistics
from disclosurelint.readers import read_bytes
from disclosurelint.report import Figure, Given, TableFacts
from disclosurelint.rules.loading import catalogue, load_ruleset
from disclosurelint.rules.model import RuleSet
from tests.statistics_layouts import ANY, GLUED, random_cells, report

EDITIONS = {"prc-2007": 2016, "prc-2019": 2020, "prc-2021": 2023}


def read(
    text: str, ruleset: RuleSet, name: str = "draft.md"
) -> tuple[Document, dict[str, TableFacts], dict[str, Figure]]:
    document = read_bytes(text.encode(), name)
    sections = read_outline(document, identify(document, Given(), catalogue().words), ruleset).sections
    return (document, *read_statistics(document, sections, ruleset))


def number(text: str) -> Decimal:
    return Decimal(normalise(text).replace(",", "").replace("+", ""))


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_figures_are_read_as_put_in(edition: str, seed: int) -> None:
    random = Random(seed)
    ruleset = load_ruleset(edition)
    writers = {name: random.choice(ANY[name]) for name in ruleset.tables}
    plain = any("line" in writer.__name__ for writer in writers.values())
    cells = random_cells(ruleset, random, plain=plain)
    text = report(ruleset, EDITIONS[edition], {name: write(ruleset, cells, random) for name, write in writers.items()})
    document, tables, figures = read(text, ruleset, random.choice(("draft.md", "draft.md")))
    for name, facts in tables.items():
        context = f"{writers[name].__name__}: {facts.reason}"
        assert facts.state == "read", context
        assert [(entry.kind, entry.text, entry.name) for entry in facts.deviations] == [], context
    for key, cell in cells.items():
        figure = figures[key]
        assert figure.value == number(cell), f"{key} {cell!r} {writers[figure.slot.table].__name__}: {figure}"
        start, end = figure.span
        assert document.source[start:end] == cell
    assert set(figures) == set(cells)


@pytest.mark.parametrize("edition", ["prc-2019", "prc-2021"])
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9), small=st.booleans())
def test_figures_run_together_are_right_or_unreadable(edition: str, seed: int, small: bool) -> None:
    random = Random(seed)
    ruleset = load_ruleset(edition)
    cells = random_cells(ruleset, random, small=small, plain=True)
    body = {name: random.choice(GLUED[name])(ruleset, cells, random) for name in ruleset.tables}
    _, tables, figures = read(report(ruleset, EDITIONS[edition], body), ruleset)
    for key, figure in figures.items():
        assert figure.state != "blank"
        if figure.state == "value":
            assert figure.value == number(cells[key]), f"{key}: {figure}"
    assert all(facts.state != "absent" for facts in tables.values())
    if small:
        # Two or three digits in section two may as well be one number beside blank cells.
        assert all(figure.state == "value" for figure in figures.values() if figure.slot.table != "disclosure")
        assert set(figures) == set(cells)
