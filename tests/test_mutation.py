"""A wrong figure in any cell of a clean draft is told, unless no equation of the form's rules reaches the cell.

`tests.drafts.cells` changes the cells; which of them no rule can show follows from the equations, and the page of
the documentation lists these.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from benchmarks.cells import FORMS, list_of
from tests.drafts.cells import NUMBERS, attempts, cells, changed, changes, told, unshown
from tests.drafts.draft import EDITIONS, make
from tests.drafts.pairs import previous_of

PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"


@pytest.mark.parametrize(
    ("edition", "year", "kind", "beside"),
    [
        ("prc-2007", 2016, "county", False),
        ("prc-2019", 2019, "city", False),
        ("prc-2019", 2020, "city", True),
        ("prc-2021", 2024, "city", False),
        ("prc-2021", 2024, "county", False),
        ("prc-2021", 2023, "city", True),
    ],
)
def test_every_cell_is_shown_or_known_not_to_be(edition: str, year: int, kind: str, beside: bool) -> None:
    draft = make(1, edition, kind=kind, size="busy", year=year, annex=True)
    previous = previous_of(draft) if beside else None
    hidden = unshown(edition, year, draft.body.type, previous=beside)
    rng = Random(7)

    def some(key: str, change: str) -> bool:
        # Of the many cells that sums reach a part of the changes will do.
        return key in hidden or rng.random() < 0.25

    untold = {(key, change) for key, change, _, found in attempts(draft, previous, Random(3), some) if not found}
    assert {key for key, change in untold if change in NUMBERS} == hidden
    assert not {(key, change) for key, change in untold if change not in NUMBERS}


@given(
    seed=st.integers(0, 10_000),
    edition=st.sampled_from(EDITIONS),
    size=st.sampled_from(("busy", "small", "zero")),
    where=st.floats(0, 1, exclude_max=True),
    how=st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_change_of_any_draft(seed: int, edition: str, size: str, where: float, how: Random) -> None:
    draft = make(seed, edition, size=size, annex=True)
    assume(edition != "prc-2007" or draft.year >= 2014)
    keys = cells(draft)
    key = keys[int(where * len(keys))]
    change, text = how.choice(sorted(changes(draft, key, how).items()))
    if change in NUMBERS and key in unshown(edition, draft.year, draft.body.type):
        return
    assert told(changed(draft, key, text)) - told(draft), (key, change, draft.figures[key], text)


@pytest.mark.parametrize("edition", FORMS)
def test_the_page_lists_the_cells_that_no_sum_shows(edition: str) -> None:
    assert list_of(edition).rstrip() in PAGE.read_text("utf-8"), (
        "python benchmarks/cells.py --markdown docs/accuracy.md"
    )
