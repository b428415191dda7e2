"""Rule sets with anything anywhere: taken or refused with a place, never a crash."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from disclosurelint.rules.loading import Problem, RuleSetError, load_ruleset

PAGE = Path(__file__).parents[1] / "docs" / "adding-a-rule.md"
MORE = """
rules: {REQ002: {severity: info, with: {blank: skip}}, REQ001: {enabled: false}}
words: {own: {list: [甲, 乙]}, other: {a: {b: [丙]}}}
sections: {problems: {+variants: ['问题与对策']}}
tables: {disclosure: {blocks: {article_20_1: {+rows: [{key: other, zh: 其他, en: other}]}}}}
sets: {own.set: [requests.disclosed]}
instruments: {own-1: {number: 1号, title: {zh: 甲, en: a}, since: 2020-01-01, report-years: {from: 2019}}}
extends: [prc-2021]
"""
VALUES: list[Any] = [
    None, 0, -1, 2.5, True, "", "x", "（", "(", "requests.received[total]", "+", "2021-02-30", 10**11,
    [], {}, [1], [[]], ["a", "a"], {"a": 1}, {"key": "k"}, [{"key": 1}],
]  # fmt: skip


def content() -> dict[str, Any]:
    found = re.search(r"```yaml\n(id: .*?)```", PAGE.read_text("utf-8"), re.S)
    assert found
    return yaml.safe_load(found[1] + MORE)


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(data, dict | list):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield from places(data[key], (*path, key))


def problems_with(file: Path) -> list[Problem]:
    try:
        load_ruleset("prc-2021", [str(file)])
    except RuleSetError as error:
        return error.problems
    return []


WHOLE = content()
PLACES = list(places(WHOLE))


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(VALUES)), min_size=1, max_size=2))
@example([(("words", "other"), None)])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: list[tuple[Any, Any]]) -> None:
    monkeypatch.setenv("DISCLOSURELINT_CACHE", "off")
    data = copy.deepcopy(WHOLE)
    for path, value in changes:
        node = data
        try:
            for key in path[:-1]:
                node = node[key]
            node[path[-1]] = value
        except (KeyError, TypeError, IndexError):
            continue
    file = tmp_path / "own.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    problems = problems_with(file)
    assert all(problem.file == str(file) and problem.message.zh for problem in problems)
