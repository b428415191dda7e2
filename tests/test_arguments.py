"""The reader of plain calls of `check` says what typer says, or leaves the call to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from disclosurelint.cli import check as check_module
from disclosurelint.cli.app import app
from disclosurelint.cli.arguments import CheckOptions, plain_call
from disclosurelint.records import fields_of

_VALUED = [
    *("--year", "--body-type", "--published", "--previous", "--part", "--roster", "--ruleset", "--select"),
    *("--extend-select", "--ignore", "--fail-on", "--baseline", "--stdin-filename", "--config", "--lang", "--color"),
    *("--today", "--format", "-o", "--output"),
]
_FLAGS = [
    *("--aggregate", "--no-aggregate", "--preview", "--update-baseline", "--fix", "--unsafe-fixes", "--diff"),
    *("--ignore-unknown", "--isolated", "--show-config", "--statistics", "-q", "--quiet", "-v", "--verbose"),
]

_words = st.text(st.sampled_from("a年2-=./"), min_size=0, max_size=4)
_argument = st.one_of(
    st.sampled_from(_FLAGS).map(lambda flag: [flag]),
    st.tuples(st.sampled_from(_VALUED), _words).map(list),
    st.tuples(st.sampled_from(_VALUED), _words).map(lambda pair: ["=".join(pair)]),
    st.tuples(st.just("--jobs"), st.sampled_from(["0", "3", "x", "-1"])).map(list),
    _words.map(lambda word: [word]),
)


def by_typer(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any] | None:
    """What typer makes of a call, None where it refuses it or answers itself."""
    seen: list[CheckOptions] = []

    def note(options: CheckOptions) -> int:
        seen.append(options)
        return 0

    monkeypatch.setattr(check_module, "carry_out", note)
    CliRunner().invoke(app, arguments)
    return plain(seen[0]) if seen else None


def plain(options: CheckOptions) -> dict[str, Any]:
    """The arguments by name; a list that was not given is None or empty alike."""
    return {name: value or None if isinstance(value, list) else value for name, value in fields_of(options).items()}


@given(st.lists(_argument, max_size=5))
def test_a_call_read_without_typer_means_what_typer_reads(parts: list[list[str]]) -> None:
    arguments = ["check", *(word for part in parts for word in part)]
    options = plain_call(arguments)
    if options is not None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            assert plain(options) == by_typer(arguments, monkeypatch)


@pytest.mark.parametrize("option", [*_VALUED, *_FLAGS])
def test_every_option_is_read_without_typer(option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ["check", "one.md", option, *(["2024"] if option in _VALUED else []), "two.md"]
    options = plain_call(arguments)
    assert options is not None
    assert plain(options) == by_typer(arguments, monkeypatch)


@pytest.mark.parametrize(
    "arguments", [[], ["rules"], ["check", "--help"], ["check", "--yea", "2024"], ["check", "--year"], ["check", "--"]]
)
def test_other_calls_are_left_to_typer(arguments: list[str]) -> None:
    assert plain_call(arguments) is None


def test_defaults_are_those_of_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    options = plain_call(["check"])
    assert options is not None
    assert plain(options) == by_typer(["check"], monkeypatch)
