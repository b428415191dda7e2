"""A few mutated drafts for every target, the same each time; and every file that once broke something."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import KINDS, Edit, corpus, mutated, seeds
from tests.fuzz.targets import TARGETS, target

EXAMPLES = 12


def drafts(ending: str) -> st.SearchStrategy[tuple[bytes, list[Edit]]]:
    """A draft and what is done to it."""
    edit = st.tuples(st.integers(0, 9999), st.integers(0, KINDS - 1), st.integers(0, 2000), st.integers(0, 4095))
    return st.tuples(st.sampled_from(seeds()[ending]), st.lists(edit, min_size=1, max_size=12))


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_breaks(name: str) -> None:
    run = target(name)

    @given(drafts(name.partition("-")[2] or name))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def each(case: tuple[bytes, list[Edit]]) -> None:
        run(mutated(*case))

    each()


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.name)
def test_what_once_broke(path: Path) -> None:
    target(path.name.rpartition(".")[0].rpartition("_")[0])(path.read_bytes())
