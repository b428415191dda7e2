"""The library call: what the command does, with typed results and without a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from disclosurelint.configuration import Configured
from disclosurelint.inputs import expand
from disclosurelint.outcomes import ReportResult, RunResult
from disclosurelint.runs import Input, RunOptions, run
from disclosurelint.settings import Settings

StrPath = str | os.PathLike[str]


def check(
    paths: StrPath | Iterable[StrPath],
    *,
    year: int | None = None,
    body_type: str | None = None,
    aggregate: bool | None = None,
    published: date | None = None,
    previous: StrPath | None = None,
    parts: Sequence[StrPath] = (),
    roster: StrPath | None = None,
    rulesets: Sequence[str] = (),
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    preview: bool = False,
    config: StrPath | None = None,
    isolated: bool = False,
    lang: Literal["zh", "en"] = "zh",
    today: date | None = None,
    jobs: int = 1,
) -> RunResult:
    """Checks files, folders and patterns. The arguments are the options of `disclosurelint check`.

    Raises `disclosurelint.rules.problems.RuleSetError` for a configuration or rule set that cannot be used; an input
    that cannot be read is among the result's `failures`. Raises `disclosurelint.settings.SettingError` for a roster
    that cannot be read.
    """
    settings = Settings(
        year=year,
        body_type=body_type,
        aggregate=aggregate,
        published=published,
        today=today,
        lang=lang,
        rulesets=list(rulesets),
        select=list(select),
        extend_select=list(extend_select),
        ignore=list(ignore),
        preview=preview,
        previous=Path(previous) if previous is not None else None,
        parts=[Path(part) for part in parts],
    )
    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    inputs = [Input(path) for path in expand(os.fspath(name) for name in named)]
    configured = Configured(settings, Path(config) if config is not None else None, isolated)
    return run(inputs, configured, RunOptions(jobs=jobs, roster=Path(roster) if roster is not None else None))


def check_text(
    text: str | bytes, name: str = "report.md", *, year: int | None = None, lang: Literal["zh", "en"] = "zh"
) -> ReportResult:
    """Checks a draft in memory; the ending of `name` tells its format.

    Raises `disclosurelint.engine.NotAReport` where it is no annual report, `disclosurelint.readers.InputError` where it
    cannot be read.
    """
    from disclosurelint import engine

    return engine.check_text(text, name, Settings(year=year, lang=lang))
