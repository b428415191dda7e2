"""Every example of every shipped rule: the failing ones give exactly their finding, the passing ones none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from disclosurelint.engine import check_text
from disclosurelint.rulebook.examples import ExampleError, all_examples, apply_edits, check_example, model_text
from disclosurelint.rulebook.validation import validate
from disclosurelint.rules.loading import catalogue, examples_of, load_ruleset
from disclosurelint.rules.model import Rule
from disclosurelint.settings import Settings

EDITIONS = [entry.id for entry in catalogue().editions]


def shipped() -> Iterator[object]:
    for edition in EDITIONS:
        for rule, kind, place, example in all_examples(edition):
            yield pytest.param(edition, rule, kind, example, id=f"{edition}-{rule.id}-{kind}-{place + 1}")


@pytest.mark.parametrize(("edition", "rule", "kind", "example"), list(shipped()))
def test_the_example_holds(edition: str, rule: Rule, kind: str, example: dict[str, object]) -> None:
    why = check_example(rule, kind, example, edition)
    assert why is None, why.en


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_model_is_clean(edition: str) -> None:
    result = check_text(model_text(load_ruleset(edition)), "model.md", Settings(preview=True))
    assert result.ruleset == edition
    assert [(finding.rule, finding.message) for finding in result.findings] == []


def test_every_rule_has_examples_of_both_kinds() -> None:
    for id_, examples in examples_of("common").items():
        assert examples.get("failing"), id_
        assert examples.get("passing"), id_


@pytest.mark.parametrize("name", [*(entry.id for entry in catalogue().overlays)])
def test_shipped_overlays_are_valid(name: str) -> None:
    assert [problem.to("en") for problem in validate(name)] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_shipped_references_hold(edition: str) -> None:
    from disclosurelint.rules.assembling import draft_named, edition_sources
    from disclosurelint.rules.checking import reference_problems

    found = reference_problems(draft_named(edition), edition_sources(), strict=True)
    assert [problem.to("en") for problem in found] == []


MODEL = "# 标题\n\n第一段。\n\n第二段甲。\n第二段乙。\n\n<tr>一</tr>\n<tr>二</tr>\n<tr>三</tr>\n\n末段。\n"


@pytest.mark.parametrize(
    ("edit", "gives"),
    [
        ({"replace": "第一段", "by": "首段"}, MODEL.replace("第一段", "首段")),
        ({"drop": "第一段"}, MODEL.replace("第一段。\n\n", "")),
        ({"drop": "第二段乙"}, MODEL.replace("第二段乙。\n", "")),
        ({"drop": "第二段甲。\n第二段乙。"}, MODEL.replace("第二段甲。\n第二段乙。\n\n", "")),
        ({"drop": "二</tr>"}, MODEL.replace("<tr>二</tr>\n", "")),
        ({"drop": "末段"}, MODEL.replace("末段。\n", "")),
        (
            {"move": "第一段", "after": "第二段乙"},
            MODEL.replace("第一段。\n\n", "").replace("乙。\n", "乙。\n\n第一段。\n"),
        ),
        (
            {"move": "<tr>一", "after": "<tr>三"},
            MODEL.replace("<tr>一</tr>\n", "").replace("三</tr>\n", "三</tr>\n<tr>一</tr>\n"),
        ),
        ({"append": "附注。"}, MODEL + "\n附注。\n"),
        ({"with": {"year": 2024}}, MODEL),
        ({"previous": [{"drop": "末段"}]}, MODEL),
    ],
)
def test_edits_do_what_they_say(edit: dict[str, object], gives: str) -> None:
    assert apply_edits(MODEL, [edit], load_ruleset("prc-2021")) == gives


@pytest.mark.parametrize("edit", [{"replace": "段", "by": "x"}, {"replace": "无此", "by": "x"}, {"drop": "第二段"}])
def test_an_edit_without_its_one_place_is_refused(edit: dict[str, str]) -> None:
    with pytest.raises(ExampleError):
        apply_edits(MODEL, [edit], load_ruleset("prc-2021"))


def test_set_changes_the_cell_and_nothing_else() -> None:
    ruleset = load_ruleset("prc-2021")
    before = model_text(ruleset)
    edits = [
        {"set": "requests.carried_out[total]", "to": "一百"},
        {"replace": "清沅县图书馆", "by": "图书馆"} if "清沅县图书馆" in before else {"append": "x"},
        {"set": "review[upheld]", "to": ""},
    ]
    after = apply_edits(before, edits, ruleset)
    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=False) if a != b]
    assert any("一百</td>" in b for _, b in changed)
    assert len(changed) <= 3
    with pytest.raises(ExampleError, match="was not read"):
        apply_edits(before, [{"set": "requests.nothing", "to": "1"}], ruleset)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"finds": {"actual": "7"}}, "differs"),
        ({"finds": {"at": "requests.received[total]"}}, "differs"),
        ({"finds": {"count": 2}}, "1 findings, not 2"),
        ({"also": []}, "as well"),
        ({"edit": []}, "0 findings, not 1"),
        ({"edit": [{"set": "requests.nothing", "to": "1"}]}, "was not read"),
    ],
)
def test_a_wrong_example_is_told(change: dict[str, object], says: str) -> None:
    rule = load_ruleset("prc-2021").rules["REQ002"]
    example = {
        "edit": [{"set": "requests.handled_total[natural_person]", "to": "38"}],
        "finds": {"at": "requests.handled_total[natural_person]", "actual": "38"},
        "also": ["REQ001", "REQ003"],
    }
    assert check_example(rule, "failing", example, "prc-2021") is None
    why = check_example(rule, "failing", example | change, "prc-2021")
    assert why is not None
    assert says in why.en


def test_a_passing_example_that_finds_something_is_told() -> None:
    rule = load_ruleset("prc-2021").rules["REQ002"]
    example = {"edit": [{"set": "requests.handled_total[natural_person]", "to": "38"}], "also": ["REQ001", "REQ003"]}
    why = check_example(rule, "passing", example, "prc-2021")
    assert why is not None
    assert "nothing should be found" in why.en
