"""Patterns kept from an earlier run match as freshly compiled ones, and what is damaged is compiled anew."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosurelint import regexes

PATTERNS = [
    (r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月)?", 0),
    (r"[\u4e00-\u9fff]{2,}", 0),
    (r"[^一二三四]是|(?<=[;。])\(", 0),
    (r"^a.b$", re.DOTALL | re.MULTILINE),
    (r"(?i)md", 0),
]


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has kept nothing yet."""
    for name, value in (("_done", {}), ("_kept", {}), ("_fresh", {}), ("_keeping", False)):
        monkeypatch.setattr(regexes, name, value)


def kept_by_a_run() -> regexes.Kept:
    """What a run that compiles all patterns leaves for the next, as the cache has it."""
    regexes.use(None)
    for pattern, flags in PATTERNS:
        regexes.compiled(pattern, flags)
    kept: regexes.Kept = json.loads(json.dumps(regexes.worth_keeping()))
    return kept


@pytest.mark.usefixtures("memory")
def test_kept_patterns_match_as_fresh_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = kept_by_a_run()
    monkeypatch.setattr(regexes, "_done", {})
    monkeypatch.setattr(regexes, "_fresh", {})
    regexes.use(kept)
    ready = [(re.compile(pattern, flags), regexes.compiled(pattern, flags)) for pattern, flags in PATTERNS]
    assert regexes.worth_keeping() is None

    @given(st.text(st.sampled_from("2024年1月一二三是;。(ab\nmdM公开")))
    def same(text: str) -> None:
        for fresh, kept in ready:
            expected = [(match.span(), match.groups(), match.groupdict()) for match in fresh.finditer(text)]
            assert [(match.span(), match.groups(), match.groupdict()) for match in kept.finditer(text)] == expected
            assert kept.flags == fresh.flags

    same()


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    "damage",
    [[], [0, "0100000002000000", 0, {}], [0, "x", 0, {}], [0, "010203", 0, {}], None, [0, "", 1, {"a": 7}], "code"],
)
def test_damaged_entries_are_compiled_anew(damage: object) -> None:
    regexes.use({r"\d+": damage})
    assert regexes.compiled(r"\d+").findall("a12b3") == ["12", "3"]


@pytest.mark.usefixtures("memory")
def test_a_wrong_pattern_is_refused_as_ever() -> None:
    regexes.use([])
    with pytest.raises(re.error):
        regexes.compiled("(")
