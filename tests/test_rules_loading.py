"""Shipped rule sets: found, complete, cached, and the same whichever way they come."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from disclosurelint.rules import cache, loading
from disclosurelint.rules.loading import RuleSetError, catalogue, examples_of, load_ruleset
from disclosurelint.rules.model import RuleSet

EDITIONS = [entry.id for entry in catalogue().editions]


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, and nothing remembered from other tests."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("DISCLOSURELINT_CACHE", str(folder))
    monkeypatch.setattr(loading, "_rulesets", {})
    monkeypatch.setattr(loading, "_catalogues", {})
    return folder


def forget() -> None:
    loading._rulesets.clear()
    loading._catalogues.clear()


def words_of(ruleset: RuleSet) -> tuple[object, ...]:
    return (
        ruleset.id,
        list(ruleset.slots),
        ruleset.sets,
        ruleset.words,
        {id_: (rule.params, rule.texts["zh"].messages, rule.source) for id_, rule in ruleset.rules.items()},
    )


@pytest.mark.parametrize(
    ("year", "edition"),
    [
        (2008, "prc-2007"),
        (2018, "prc-2007"),
        (2019, "prc-2019"),
        (2020, "prc-2019"),
        (2021, "prc-2021"),
        (2035, "prc-2021"),
    ],
)
def test_each_year_has_its_edition(year: int, edition: str) -> None:
    assert catalogue().edition_for(year) == edition


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_is_whole(edition: str) -> None:
    ruleset = load_ruleset(edition)
    assert [section.number for section in ruleset.sections] == list(range(1, len(ruleset.sections) + 1))
    assert len(ruleset.slots) == sum(
        len(block.rows) * len(block.columns) for table in ruleset.tables.values() for block in table.blocks
    )
    assert ruleset.model is not None
    assert Path(ruleset.model).is_file()
    assert not ruleset.not_applied


def test_figures_of_the_form_have_their_keys() -> None:
    slots = load_ruleset("prc-2021").slots
    for key in (
        "disclosure.normative_documents.in_force",
        "disclosure.charges.amount",
        "requests.other.unpaid[legal_service]",
        "requests.carried_out[total]",
        "review[upheld]",
        "suits.after_review[total]",
    ):
        assert key in slots
    assert slots["disclosure.charges.amount"].kind == "money"
    assert slots["requests.handled_total[total]"].row.zh == "（七）总计"


def test_the_common_rules_are_those_of_all_editions() -> None:
    common = load_ruleset("common")
    assert not common.tables
    assert not common.sections
    for edition in EDITIONS:
        assert set(load_ruleset(edition).rules) <= set(common.rules)


def test_a_version_can_be_pinned() -> None:
    assert load_ruleset("prc-2021@1.0").id == "prc-2021"
    with pytest.raises(RuleSetError, match=r"9\.9"):
        load_ruleset("prc-2021@9.9")
    with pytest.raises(RuleSetError, match=r"9\.9"):
        load_ruleset("prc-2021", ["prc-2021@9.9"])


def test_a_pin_of_another_edition_is_passed_over() -> None:
    assert load_ruleset("prc-2019", ["prc-2021@1.0"]).id == "prc-2019"


def test_an_unknown_name_is_refused_with_a_hint() -> None:
    with pytest.raises(RuleSetError) as caught:
        load_ruleset("prc-2012")
    assert "did you mean “prc-20" in caught.value.to("en")


def test_labels_stay_as_printed_and_variants_are_normal() -> None:
    block = load_ruleset("prc-2021").tables["disclosure"].blocks[0]
    assert block.caption == "第二十条第(一)项"
    row = next(row for row in load_ruleset("prc-2021").tables["requests"].blocks[0].rows if row.key == "handled_total")
    assert row.label.zh == "（七）总计"
    assert "(七)合计" in row.variants


def test_a_basis_governs_the_years_of_its_instrument() -> None:
    for rule in load_ruleset("prc-2021").rules.values():
        for basis in rule.basis:
            if basis.instrument == "format-2019":
                assert basis.years is not None
                assert basis.years[1] <= 2020


def test_what_is_cached_is_what_was_compiled(own_cache: Path) -> None:
    first = load_ruleset("prc-2021")
    assert len(list(own_cache.glob("rules-*.json"))) == 2
    forget()
    kept = load_ruleset("prc-2021")
    assert kept is not first
    assert words_of(kept) == words_of(first)


def test_the_cache_is_used(own_cache: Path) -> None:
    load_ruleset("prc-2021")
    path = next(path for path in own_cache.glob("rules-*.json") if not path.stem.endswith("-more"))
    plain = json.loads(path.read_bytes())
    plain["version"] = "7.7"
    path.write_text(json.dumps(plain), "utf-8")
    forget()
    assert load_ruleset("prc-2021").version == "7.7"


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"null", b'{"files": [], "id": 3}', b"\xff\xfe\x00", b"[" * 100_000]
)
def test_a_damaged_cache_does_no_harm(own_cache: Path, damage: bytes) -> None:
    first = words_of(load_ruleset("prc-2021"))
    names = catalogue().words
    for path in own_cache.iterdir():
        path.write_bytes(damage)
    forget()
    assert words_of(load_ruleset("prc-2021")) == first
    assert catalogue().words == names
    assert examples_of("prc-2021")


def test_a_cut_entry_does_no_harm(own_cache: Path) -> None:
    first = words_of(load_ruleset("prc-2021"))
    for path in own_cache.iterdir():
        plain = json.loads(path.read_bytes())
        if isinstance(plain, dict) and "rules" in plain:
            plain["rules"] = [entry[:5] for entry in plain["rules"]]
            path.write_text(json.dumps(plain), "utf-8")
    forget()
    assert words_of(load_ruleset("prc-2021")) == first


def test_a_cache_folder_that_cannot_be_made_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DISCLOSURELINT_CACHE", str(tmp_path / "file" / "cache"))
    monkeypatch.setattr(loading, "_rulesets", {})
    assert load_ruleset("prc-2021").id == "prc-2021"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_cache_folder_does_no_harm(own_cache: Path) -> None:
    own_cache.mkdir()
    own_cache.chmod(0o500)
    assert load_ruleset("prc-2021").id == "prc-2021"
    assert not list(own_cache.iterdir())


def test_the_cache_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURELINT_CACHE", "off")
    assert cache.folder() is None


def test_nothing_is_left_beside_the_entries(own_cache: Path) -> None:
    load_ruleset("prc-2021")
    assert all(path.suffix == ".json" and not path.name.startswith(".") for path in own_cache.iterdir())


def test_several_processes_may_fill_the_cache_at_once(own_cache: Path) -> None:
    code = "from disclosurelint.rules.loading import load_ruleset; print(len(load_ruleset('prc-2021').rules))"
    runs = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    counts = {run.communicate()[0].strip() for run in runs}
    assert counts == {str(len(load_ruleset("prc-2021").rules))}


def test_old_entries_are_dropped(own_cache: Path) -> None:
    own_cache.mkdir()
    for number in range(80):
        old = own_cache / f"rules-{number}.json"
        old.write_text("{}")
        os.utime(old, (number, number))
    load_ruleset("prc-2021")
    left = {path.name for path in own_cache.iterdir()}
    assert len(left) <= 60
    assert "rules-0.json" not in left
    assert "rules-79.json" in left


def test_examples_come_apart_from_the_rules(own_cache: Path) -> None:
    examples = examples_of("prc-2021")
    assert set(examples) == set(load_ruleset("prc-2021").rules)
    assert not any(rule.examples for rule in load_ruleset("prc-2021").rules.values())
    assert examples["REQ002"]["failing"]
