"""Files of rules that are wrong: refused with file, line, and a hint at what was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from disclosurelint.rules.loading import RuleSetError, load_ruleset
from disclosurelint.rules.trees import read_tree

RULE = """\
id: local
version: "1.0"
title: {zh: 本地, en: local}
add:
  - id: LOC001
    name: local-contact
    severity: warning
    kind: equation
    with: {equation: "requests.received[total] >= 0"}
    basis: [{place: {zh: 本地要求, en: local custom}}]
    suppressed-by: [SEC001]
    zh: {title: 标题, message: "填了 {right}", why: 缘由, remedy: 建议}
    en: {title: title, message: "says {right}", why: reason, remedy: advice}
"""

Write = Callable[[str], str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes an overlay and gives its path; the cache is the test's own."""
    monkeypatch.setenv("DISCLOSURELINT_CACHE", str(tmp_path / "cache"))

    def write_file(text: str) -> str:
        path = tmp_path / "local.yaml"
        path.write_text(text, "utf-8")
        return str(path)

    return write_file


def problems(path: str) -> list[tuple[int, str]]:
    with pytest.raises(RuleSetError) as caught:
        load_ruleset("prc-2021", [path])
    assert {problem.file for problem in caught.value.problems} == {path}
    return [(problem.line, problem.message.en) for problem in caught.value.problems]


def test_the_rule_itself_is_right(write: Write) -> None:
    assert "LOC001" in load_ruleset("prc-2021", [write(RULE)]).rules


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("severity: warning", "severty: warning", 7, "did you mean “severity”"),
        ("severity: warning", "severity: serious", 7, "one of error, warning, info"),
        ("kind: equation", "kind: equatoin", 8, "did you mean “equation”"),
        ("with: {equation:", "with: {equaton:", 9, "did you mean “equation”"),
        ("requests.received[total] >= 0", "requests.recieved[total] >= 0", 9, "did you mean “requests.received"),
        ("requests.received[total] >= 0", "sum(requests.result) >= 0", 9, "did you mean “requests.results”"),
        ("requests.received[total] >= 0", "requests.received[total] > 0", 9, "cannot read"),
        ("{place: {zh: 本地要求, en: local custom}}", "{instrument: format-2012}", 10, "did you mean “format-20"),
        ("{place: {zh: 本地要求, en: local custom}}", "{place: {zh: 本地要求}}", 10, "missing: “en”"),
        ("suppressed-by: [SEC001]", "suppressed-by: [SEC101]", 11, "there is no rule “SEC101”"),
        ("suppressed-by: [SEC001]", "bodies: [goverment]", 11, "one of gov"),
        ("    en: {title: title, message", "    en: {titel: title, message", 13, "unknown key “titel”"),
        (", remedy: 建议", "", 12, "missing: “remedy”"),
        ('message: "填了 {right}", ', "", 12, "message"),
        ("id: LOC001", "id: REQ900", 5, "prefix of shipped rules"),
        ("id: LOC001", "id: loc1", 5, "not written as it should be"),
        ("name: local-contact", "name: results-add-up", 6, "is that of REQ002"),
        ("name: local-contact", "name: Local Contact", 6, "not written as it should be"),
        ('version: "1.0"', "version: 1.0", 2, "in quotes"),
        ("title: {zh: 本地, en: local}", "title: 本地", 3, "a map is expected"),
        ("add:", "rules: {REQ999: {severity: info}}\nadd:", 4, "there is no rule “REQ999”"),
        ("add:", "rules: {REQ002: {with: {equation: 'nothing = 1'}}}\nadd:", 4, "there is no figure or set “nothing”"),
        ("add:", "rules: {REQ002: {name: other}}\nadd:", 4, "unknown key “name”"),
        ("add:", "extends: [nowhere]\nadd:", 4, "there is no overlay “nowhere”"),
        ("add:", "words: {own: {list: ['收到.*件']}}\nadd:", 4, "without bound"),
        ("add:", "sets: {own.set: [requests.nothing]}\nadd:", 4, "there is no figure or set"),
        ("add:", "add: []\nadd:", 5, "repeated (first in line 4)"),
    ],
)
def test_a_fault_is_told_with_its_line(write: Write, old: str, new: str, line: int, says: str) -> None:
    assert old in RULE
    found = problems(write(RULE.replace(old, new, 1)))
    assert any(at == line and says in message for at, message in found), found


def test_all_faults_are_told_at_once(write: Write) -> None:
    text = RULE.replace("severity: warning", "severty: warning").replace("kind: equation", "kind: 3")
    lines = {line for line, _ in problems(write(text))}
    assert {7, 8} <= lines


def test_a_field_that_the_kind_does_not_fill_is_refused(write: Write) -> None:
    text = (
        RULE.replace("kind: equation", "kind: text")
        .replace('{equation: "requests.received[total] >= 0"}', "{in: report, must: [联系]}")
        .replace("says {right}", "says {wrods}")
        .replace("填了 {right}", "未见 {section}")
    )
    assert [(line, message) for line, message in problems(write(text))] == [
        (13, "there is no field “wrods”; did you mean “words”?")
    ]


def test_a_pattern_in_a_parameter_is_held_to_the_same(write: Write) -> None:
    text = (
        RULE.replace("kind: equation", "kind: text")
        .replace('{equation: "requests.received[total] >= 0"}', "{in: report, must: ['(电话', '（一）']}")
        .replace("{right}", "{section}")
    )
    found = problems(write(text))
    assert [line for line, _ in found] == [9, 9]
    assert "not a regular expression" in found[0][1]
    assert "normalised" in found[1][1]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\na: 2\n", 2, "repeated (first in line 1)"),
        ("a: {b: 1, b: 2}\n", 1, "repeated"),
        ("a: [1\nb: 2\n", 2, "not valid YAML"),
        ("a: *nothing\n", 1, "not valid YAML|anchored"),
        ("a: &x {b: 1}\nc: {<<: *x}\n", 2, "merge key"),
        ("? [a, b]\n: 1\n", 1, "a key must be text"),
        ("a: 1\n---\nb: 2\n", 2, "one YAML document"),
        ("a: " + "[" * 200 + "]" * 200, 1, "nested too deeply"),
        ("a: !!python/object/apply:os.system ['true']\n", 0, ""),
        ("\t- a\n", 1, "not valid YAML"),
    ],
)
def test_yaml_that_is_wrong_or_hostile_is_refused(text: str, line: int, says: str) -> None:
    if not says:
        # A tag is no more than decoration: nothing is built from it.
        assert read_tree(text.encode(), "x.yaml").data == {"a": ["true"]}
        return
    with pytest.raises(RuleSetError) as caught:
        read_tree(text.encode(), "x.yaml")
    assert caught.value.line == line
    assert any(part in caught.value.to("en") for part in says.split("|"))


def test_aliases_cannot_blow_up() -> None:
    text = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + level)}: &{chr(98 + level)} [{', '.join([f'*{chr(97 + level)}'] * 9)}]\n" for level in range(9)
    )
    with pytest.raises(RuleSetError, match=r"too much content|内容过多"):
        read_tree(text.encode(), "x.yaml")


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    tree = read_tree(b"a: [no, on, 2021-03-31, 12:30, 007, 1.5, 12, true, ~, '8']", "x.yaml")
    assert tree.data == {"a": ["no", "on", "2021-03-31", "12:30", 7, 1.5, 12, True, None, "8"]}


def test_lines_are_kept() -> None:
    tree = read_tree(b"a:\n  - b: 1\n    c:\n      d: 2\n", "x.yaml")
    assert tree.line(("a", 0, "c", "d")) == 4
    assert tree.line(("a", 0, "c", "nothing")) == 3


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gbk.yaml"
    path.write_bytes("id: x\ntitle: 本地\n".encode("gbk"))
    with pytest.raises(RuleSetError) as caught:
        load_ruleset("prc-2021", [str(path)])
    assert (caught.value.line, "UTF-8" in caught.value.to("en")) == (2, True)


@pytest.mark.parametrize("text", ["", "[]", "just words", "3"])
def test_a_file_that_is_no_rule_set_is_refused(write: Write, text: str) -> None:
    path = write(text)
    with pytest.raises(RuleSetError):
        load_ruleset("prc-2021", [path])
    with pytest.raises(RuleSetError):
        load_ruleset(path)


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(RuleSetError, match=r"no such file|没有这个文件"):
        load_ruleset("nowhere/own.yaml")


def test_messages_come_in_both_languages(write: Write) -> None:
    with pytest.raises(RuleSetError) as caught:
        load_ruleset("prc-2021", [write(RULE.replace("kind: equation", "kind: equatoin"))])
    assert "没有名为“equatoin”的检查类型，是否想写“equation”？" in caught.value.to("zh")
    assert ":8: " in caught.value.to("zh")
