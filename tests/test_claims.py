"""What the prose says against the tables: batches of sentences, each right or wrong beside the report that it is in."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosurelint.engine import check_text
from disclosurelint.settings import Settings
from tests.claims.reports import REPORTS, report

BATCHES = sorted((Path(__file__).parent / "claims").glob("*.yaml"))
OURS = ("TXT", "PUB014", "REQ010", "OTH003")


def _sentences(*, right: bool) -> list[Any]:
    found = []
    for batch in BATCHES:
        for block in yaml.safe_load(batch.read_text("utf-8")):
            for sentence in block.get(right) or ():
                found.append(
                    pytest.param(block["in"], block.get("at", "requests"), sentence, id=f"{block['in']}-{sentence}")
                )
    return found


def _found(name: str, at: str, sentence: str) -> list[tuple[str, int]]:
    result = check_text(report(name, sentence, at), "report.md", Settings())
    return [(finding.rule, finding.place.line) for finding in result.findings if finding.rule.startswith(OURS)]


@cache
def _without(name: str, at: str) -> Counter[str]:
    return _all(name, at, "")


def _all(name: str, at: str, sentence: str) -> Counter[str]:
    return Counter(f.rule for f in check_text(report(name, sentence, at), "report.md", Settings()).findings)


@pytest.mark.parametrize(("name", "at", "sentence"), _sentences(right=True))
def test_a_right_sentence_is_left_alone(name: str, at: str, sentence: str) -> None:
    """By every rule, not only by those that read claims."""
    assert _all(name, at, sentence) - _without(name, at) == Counter()


@pytest.mark.parametrize(("name", "at", "sentence"), _sentences(right=False))
def test_a_wrong_sentence_is_found_at_its_line(name: str, at: str, sentence: str) -> None:
    text = report(name, sentence, at)
    first = text[: text.index(sentence)].count("\n") + 1
    lines = range(first, first + 1 + sentence.count("\n"))
    assert {place for _, place in _found(name, at, sentence)}.intersection(lines)


@pytest.mark.parametrize("at", ["requests", "overview"])
def test_an_overlay_names_requests_in_its_own_way(tmp_path: Path, at: str) -> None:
    overlay = tmp_path / "city.yaml"
    overlay.write_text(
        "id: city\nversion: '1.0'\ntitle: {zh: 某市, en: a city}\neditions: [prc-2021]\n"
        "words:\n  claims:\n    nouns:\n      +request: [公开诉求]\n",
        "utf-8",
    )
    text = report("busy", "全年收到公开诉求1148件。", at)
    found = {
        rulesets: [f.rule for f in check_text(text, "report.md", Settings(rulesets=list(rulesets))).findings]
        for rulesets in ((), (str(overlay),))
    }
    assert "TXT001" not in found[()]
    assert "TXT001" in found[(str(overlay),)]


@pytest.mark.parametrize("name", REPORTS)
def test_the_reports_themselves_are_clean(name: str) -> None:
    assert _found(name, "requests", "") == []
