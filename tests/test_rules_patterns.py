"""Regular expressions of strangers: what is safe is taken, what could hang or never match is refused."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosurelint.rules.patterns import pattern_problem


@pytest.mark.parametrize(
    "pattern",
    [
        "主动公开(?:政府信息)?情况",
        r"\d{4}年(?:\d{1,2}月)?",
        r"\(一\)",
        "[^。;]{0,30}收到[^。;]{0,30}件",
        r"(?:\d{1,3},){0,4}\d{1,3}",
        "(?:加强|改进|进一步|下一步)",
        "第[一二三四五六七八九十]{1,3}条",
        "(?:部分|部门|部署){1,9}",
        "(?<!不)予以公开",
        "联系(?:电话|人)?:",
        "无(?=。)",
        "",
    ],
)
def test_plain_patterns_are_taken(pattern: str) -> None:
    assert pattern_problem(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"(", "not a regular expression"),
        (r"收到\d+件", "without bound"),
        (r"[^。]*", "without bound"),
        (r"(?:\d{1,3}){1,40}", "hostile"),
        (r"(?:政府|政){1,30}", "hostile"),
        (r"(?:.{0,20}件){1,10}", "hostile"),
        (r".{0,400}收.{0,400}件", "hostile"),
        (r".{0,400}一{0,400}收", "hostile"),
        (r"(?:一{1,2000}+){1,2000}+收", "letters from one place"),
        (r"(?:[^。]{1999}[^。]){1,10}收", "letters from one place"),
        (r"(?:(?=[^收]{0,900}收)一){1,900}", "letters from one place"),
        ("(?=一{2000})" * 3 + "收", "letters from one place"),
        (r"(?:a{0,3}){2}", "may be empty"),
        (r"(.)\1", "back references"),
        (r"(a)?(?(1)b|c)", "back references"),
        (r"(?<=a|bc)d", "not a regular expression"),
        ("（一）", "normalised"),
        ("电话：", "normalised"),
        ("１件", "normalised"),
        ("(?i)foi", "ignore case"),
        ("a" * 5000, "too long"),
        ("(" * 3000, "not a regular|too complex"),
    ],
)
def test_dangerous_patterns_are_refused(pattern: str, why: str) -> None:
    problem = pattern_problem(pattern)
    assert problem is not None
    assert re.search(why, problem.en)
    assert problem.zh


def test_the_hint_names_the_normal_character() -> None:
    problem = pattern_problem("（试行）")
    assert problem is not None
    assert "(试行)" in problem.zh


ATOMS = st.sampled_from(["a", "b", "ab", "[ab]", "[^a]", ".", r"\d", "(?:a|b)", "(?:ab|a)", "(?:a|ab)", "公"])
BOUNDS = st.sampled_from(["", "?", "{1,3}", "{2}", "{0,20}", "{1,2}?"])
PIECES = st.builds(lambda atom, bound: atom + bound, ATOMS, BOUNDS)
GROUPS = st.builds(
    lambda parts, bound: f"(?:{''.join(parts)}){bound}", st.lists(PIECES, min_size=1, max_size=3), BOUNDS
)
PATTERNS = st.builds("".join, st.lists(PIECES | GROUPS, min_size=1, max_size=5))


@contextmanager
def guard(seconds: int) -> Iterator[None]:
    """Turns a hang into a failure, where the system has alarms."""

    def stop(signum: int, frame: object) -> None:
        raise AssertionError("the pattern hangs")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@given(PATTERNS, st.sampled_from(["a", "b", "ab", "公", "1", "aab"]))
@settings(max_examples=150, deadline=None)
def test_no_accepted_pattern_hangs(pattern: str, unit: str) -> None:
    if pattern_problem(pattern) is None:
        with guard(20):
            # The tail never matches, so that every way is tried.
            re.compile(pattern + "(?!.|\n)").match(unit * 60 + "!")
