"""Overlays: what they may change, in which order, and what is said of one that does not fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from disclosurelint.rules.loading import RuleSetError, catalogue, load_ruleset

HEAD = 'version: "1.0"\ntitle: {zh: 本地, en: local}\n'
Write = Callable[[str, str], str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes an overlay by its id and gives its path."""
    monkeypatch.setenv("DISCLOSURELINT_CACHE", str(tmp_path / "cache"))

    def write_file(id_: str, text: str) -> str:
        path = tmp_path / f"{id_}.yaml"
        path.write_text(f"id: {id_}\n{HEAD}{text}", "utf-8")
        return str(path)

    return write_file


def test_severity_enabled_and_parameters_change(write: Write) -> None:
    path = write(
        "own",
        "rules:\n  REQ002: {severity: info}\n  REQ001: {enabled: false}\n"
        "  REQ003: {with: {equation: 'requests.received[total] >= 1'}}\n",
    )
    before, after = load_ruleset("prc-2021"), load_ruleset("prc-2021", [path])
    assert (before.rules["REQ002"].severity, after.rules["REQ002"].severity) == ("error", "info")
    assert (before.rules["REQ001"].enabled, after.rules["REQ001"].enabled) == (True, False)
    assert after.rules["REQ003"].params["equation"] == "requests.received[total] >= 1"
    assert before.rules["REQ003"].params != after.rules["REQ003"].params
    assert after.overlays == ["own@1.0"]


def test_other_parameters_of_a_rule_stay(write: Write) -> None:
    each = load_ruleset("prc-2021").rules["REQ002"].params["for-each"]
    path = write("own", "rules: {REQ002: {with: {blank: skip}}}\n")
    params = load_ruleset("prc-2021", [path]).rules["REQ002"].params
    assert params["blank"] == "skip"
    assert params["for-each"] == each


def test_lists_replace_and_plus_appends(write: Write) -> None:
    first = write("first", "words: {own: {list: [甲, 乙], map: {a: 1}}}\n")
    second = write("second", "words: {own: {+list: [丙, 甲], map: {b: 2}}}\n")
    third = write("third", "words: {own: {list: [丁]}}\n")
    assert load_ruleset("prc-2021", [first, second]).words["own"] == {
        "list": ["甲", "乙", "丙"],
        "map": {"a": 1, "b": 2},
    }
    assert load_ruleset("prc-2021", [first, second, third]).words["own"]["list"] == ["丁"]
    assert load_ruleset("prc-2021", [third, first]).words["own"]["list"] == ["甲", "乙"]


def test_words_are_normalised(write: Write) -> None:
    path = write("own", "words: {own: {list: [（一）主动公开：], title: {zh: （一）, en: '(1)'}}}\n")
    words = load_ruleset("prc-2021", [path]).words["own"]
    assert words["list"] == ["(一)主动公开:"]
    assert words["title"]["zh"] == "（一）"


def test_brackets_are_words_too(write: Write) -> None:
    path = write("own", "words: {own: {marks: ['(', '[打印', '（']}}\n")
    assert load_ruleset("prc-2021", [path]).words["own"]["marks"] == ["(", "[打印", "("]


def test_headings_rows_and_sets_grow(write: Write) -> None:
    path = write(
        "own",
        "sections: {problems: {+variants: ['问题与对策']}}\n"
        "tables:\n  disclosure:\n    blocks:\n      article_20_1:\n"
        "        +rows: [{key: other_files, zh: 其他主动公开文件, en: other documents}]\n"
        "        rows: {rules: {+variants: [规章数]}}\n"
        "sets: {own.documents: [disclosure.rules.issued, disclosure.other_files.issued]}\n",
    )
    ruleset = load_ruleset("prc-2021", [path])
    assert "问题与对策" in next(section for section in ruleset.sections if section.key == "problems").variants
    assert "disclosure.other_files.in_force" in ruleset.slots
    rows = {row.key: row for row in ruleset.tables["disclosure"].blocks[0].rows}
    assert "规章数" in rows["rules"].variants
    assert list(rows) == ["rules", "normative_documents", "other_files"]
    assert "disclosure.other_files.in_force" not in load_ruleset("prc-2021").slots


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("tables: {disclosure: {blocks: {article_99: {key: x}}}}\n", 4, "no entry “article_99”"),
        ("tables: {requests: {shape: round}}\n", 4, "one of rows, wide, list"),
        (
            "tables: {disclosure: {blocks: {article_20_1: {+rows: [{key: rules, zh: 规章, en: r}]}}}}\n",
            4,
            "repeated in rows",
        ),
        ("sections: {problems: {+heading: [x]}}\n", 4, "appends a list to a list"),
        ("sections: {problems: {+variants: ['问题.*']}}\n", 4, "without bound"),
        ("sections: {nothing: {heading: x}}\n", 4, "no entry “nothing”"),
    ],
)
def test_what_does_not_fit_the_form_is_refused(write: Write, text: str, line: int, says: str) -> None:
    path = write("own", text)
    with pytest.raises(RuleSetError) as caught:
        load_ruleset("prc-2021", [path])
    assert [(problem.file, problem.line) for problem in caught.value.problems] == [(path, line)]
    assert says in caught.value.to("en")


def test_an_overlay_for_another_edition_is_named_and_does_nothing(write: Write) -> None:
    path = write("own", "editions: [prc-2019]\nrules: {REQ002: {severity: info}}\n")
    ruleset = load_ruleset("prc-2021", [path])
    assert [name for name, _ in ruleset.not_applied] == ["own"]
    assert "prc-2019" in ruleset.not_applied[0][1].zh
    assert ruleset.rules["REQ002"].severity == "error"
    assert ruleset.overlays == []
    assert load_ruleset("prc-2019", [path]).rules["REQ002"].severity == "info"


def test_extends_applies_the_other_first_and_once(write: Write) -> None:
    write("province", "rules: {REQ002: {severity: info}, REQ001: {severity: info}}\n")
    city = write("city", "extends: [province.yaml]\nrules: {REQ001: {severity: warning}}\n")
    county = write("county", "extends: [province.yaml, city.yaml]\n")
    ruleset = load_ruleset("prc-2021", [county, city])
    assert ruleset.overlays == ["province@1.0", "city@1.0", "county@1.0"]
    assert (ruleset.rules["REQ001"].severity, ruleset.rules["REQ002"].severity) == ("warning", "info")


def test_extending_an_edition_fits_that_edition_only(write: Write) -> None:
    path = write("own", "extends: [prc-2021]\nrules: {REQ002: {severity: info}}\n")
    assert load_ruleset("prc-2021", [path]).overlays == ["own@1.0"]
    assert [name for name, _ in load_ruleset("prc-2019", [path]).not_applied] == ["own"]


def test_a_circle_is_refused(write: Write) -> None:
    one = write("one", "extends: [two.yaml]\n")
    write("two", "extends: [one.yaml]\n")
    with pytest.raises(RuleSetError, match=r"循环"):
        load_ruleset("prc-2021", [one])


def test_a_changed_extended_file_is_seen(write: Write) -> None:
    write("base", "rules: {REQ002: {severity: info}}\n")
    top = write("top", "extends: [base.yaml]\n")
    assert load_ruleset("prc-2021", [top]).rules["REQ002"].severity == "info"
    write("base", "rules: {REQ002: {severity: warning}}\n")
    assert load_ruleset("prc-2021", [top]).rules["REQ002"].severity == "warning"


def test_an_overlay_alone_is_no_rule_set(write: Write) -> None:
    with pytest.raises(RuleSetError, match=r"叠加规则集"):
        load_ruleset(write("own", ""))


def test_a_user_edition_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        'id: mine\nversion: "2.3"\nyears: {from: 2023}\ntitle: {zh: 自定, en: own}\ninclude: [instruments.yaml]\n'
        "sections: [{number: 1, key: only, heading: 总体情况, title: {zh: 总体情况, en: overview}}]\n",
        "utf-8",
    )
    assert load_ruleset(str(path)).version == "2.3"
    assert load_ruleset("prc-2021", [str(path)]).id == "mine"
    other = load_ruleset("prc-2019", [str(path)])
    assert other.id == "prc-2019"
    assert [name for name, _ in other.not_applied] == [str(path)]


@pytest.mark.parametrize("overlay", [entry.id for entry in catalogue().overlays])
def test_shipped_overlays_fit_what_they_say(overlay: str) -> None:
    entry = next(entry for entry in catalogue().overlays if entry.id == overlay)
    for edition in catalogue().editions:
        ruleset = load_ruleset(edition.id, [overlay])
        applied = any(name.startswith(f"{overlay}@") for name in ruleset.overlays)
        assert applied is (entry.editions is None or edition.id in entry.editions)


def test_blank_cells_may_be_allowed() -> None:
    from disclosurelint.engine import check_text
    from disclosurelint.rulebook.examples import apply_edits, model_text
    from disclosurelint.settings import Settings

    ruleset = load_ruleset("prc-2021")
    edits = [
        {"set": "requests.refused.state_secret[business]", "to": ""},
        {"set": "disclosure.rules.issued", "to": "-"},
    ]
    text = apply_edits(model_text(ruleset), edits, ruleset)
    assert [finding.rule for finding in check_text(text, "a.md", Settings()).findings] == ["PUB005", "REQ006"]
    assert check_text(text, "a.md", Settings(rulesets=["blank-cells"])).findings == []
