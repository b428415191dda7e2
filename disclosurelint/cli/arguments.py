"""What a call of `check` asks for, and a reader of the plain calls among them.

The options are declared in `cli.check`, for typer: it writes the help, completes, and says what is wrong with a call.
Loading it takes a third of a run's time, so a call that leaves nothing to say is read here. Whatever is not plain to
see (help, abbreviations, something unknown or incomplete) is left to typer; the tests hold the two to each other.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from disclosurelint.records import field, record


@record
class CheckOptions:
    """The arguments of `check`; what each means is said where it is declared, in `cli.check`."""

    paths: list[str] | None = None
    format_: list[str] | None = None
    output: list[str] | None = None
    year: str | None = None
    body_type: str | None = None
    aggregate: bool | None = None
    published: str | None = None
    previous: Path | None = None
    part: list[Path] | None = None
    roster: Path | None = None
    ruleset: list[str] | None = None
    select: list[str] | None = None
    extend_select: list[str] | None = None
    ignore: list[str] | None = None
    preview: bool = False
    fail_on: list[str] | None = None
    baseline: Path | None = None
    update_baseline: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    stdin_filename: str | None = None
    ignore_unknown: bool = False
    jobs: int = 0
    config: Path | None = None
    isolated: bool = False
    show_config: bool = False
    statistics: bool = False
    lang: str | None = None
    color: str = "auto"
    today: str | None = None
    quiet: bool = False
    verbose: bool = False
    order: list[str] = field(default_factory=list)
    """`format_` and `output` as often as they were given, in their order: each output is for the format before it."""


_FLAGS = {
    "--aggregate": ("aggregate", True),
    "--no-aggregate": ("aggregate", False),
    "-q": ("quiet", True),
    "-v": ("verbose", True),
    **{
        f"--{name.replace('_', '-')}": (name, True)
        for name in (
            "preview",
            "update_baseline",
            "fix",
            "unsafe_fixes",
            "diff",
            "ignore_unknown",
            "isolated",
            "show_config",
            "statistics",
            "quiet",
            "verbose",
        )
    },
}
_SINGLE = {
    f"--{name.replace('_', '-')}": name
    for name in ("year", "body_type", "published", "stdin_filename", "lang", "color", "today")
}
_PATHS = {f"--{name}": name for name in ("previous", "roster", "baseline", "config")}
_REPEATED = {
    "--format": "format_",
    "--output": "output",
    "-o": "output",
    "--ruleset": "ruleset",
    "--select": "select",
    "--extend-select": "extend_select",
    "--ignore": "ignore",
    "--fail-on": "fail_on",
}


def plain_call(arguments: Sequence[str]) -> CheckOptions | None:
    """What `check …` asks for; None for another command, and for whatever takes a full parser."""
    if not arguments or arguments[0] != "check":
        return None
    if sys.platform == "win32" and any(letter in argument for argument in arguments for letter in "~$%*?"):
        # The full parser fills these in as a shell would.
        return None
    values: dict[str, Any] = {"order": []}
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "-" or (argument and argument[0] != "-"):
            values.setdefault("paths", []).append(argument)
        elif argument in _FLAGS:
            name, flag = _FLAGS[argument]
            values[name] = flag
        elif not _take(values, argument, rest):
            return None
    return CheckOptions(**values)


def _take(values: dict[str, Any], argument: str, rest: Any) -> bool:
    """Takes an option with its value, if it is one."""
    name, given, value = argument.partition("=")
    if given and not name.startswith("--"):
        return False
    if not given:
        value = next(rest, "")
        if value[:1] == "-":
            return False
    if not value:
        return False
    if name in _SINGLE:
        values[_SINGLE[name]] = value
    elif name in _PATHS:
        values[_PATHS[name]] = Path(value)
    elif name in _REPEATED:
        key = _REPEATED[name]
        values.setdefault(key, []).append(value)
        if key in ("format_", "output"):
            values["order"].append(key)
    elif name == "--part":
        values.setdefault("part", []).append(Path(value))
    elif name == "--jobs" and value.isascii() and value.isdecimal():
        values["jobs"] = int(value)
    else:
        return False
    return True
