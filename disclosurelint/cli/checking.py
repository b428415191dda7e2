"""What `check` does with its arguments: settings and inputs, the run, its outputs, the exit status."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from disclosurelint.characters import one_line
from disclosurelint.cli import console
from disclosurelint.cli.arguments import CheckOptions
from disclosurelint.cli.options import choice, split, usage, value
from disclosurelint.configuration import FAIL_LEVELS, Configured, check_selectors
from disclosurelint.inputs import expand
from disclosurelint.outcomes import RunResult
from disclosurelint.readers import most_bytes
from disclosurelint.report import Label
from disclosurelint.reporters import DRAFTS_SHOWN, FORMATS, RenderOptions, renderer
from disclosurelint.rules.problems import RuleSetError
from disclosurelint.runs import Input, RunOptions, run
from disclosurelint.settings import SettingError, Settings
from disclosurelint.status import exit_status

_FOR_PEOPLE = ("text", "concise")
COPIES = "docx"
"""The format that is a file of its own for each draft."""


def carry_out(asked: CheckOptions) -> int:
    """Checks and prints; gives the exit status. Ends the process, status 2, for a call that makes no sense."""
    language = choice("--lang", console.language(asked.lang), ("zh", "en"), asked.lang or "zh")
    choice("--color", asked.color, ("auto", "always", "never"), language)
    for level in asked.fail_on or ():
        choice("--fail-on", level, FAIL_LEVELS, language)
    outputs = _outputs(asked.order, asked.format_ or [], asked.output or [], language)
    options = RunOptions(
        asked.fix,
        asked.unsafe_fixes,
        asked.diff,
        update_baseline=asked.update_baseline,
        ignore_unknown=asked.ignore_unknown,
        jobs=asked.jobs,
        roster=asked.roster,
    )
    try:
        settings = _settings(asked, language)
        configured = Configured(settings, asked.config, asked.isolated)
        inputs = _inputs(asked.paths or [], asked.stdin_filename, options, language)
        if asked.show_config:
            from disclosurelint.cli.shown import show

            console.write(show(configured, [entry.path for entry in inputs]), sys.stdout)
            return 0
        options.baseline = _baseline(asked.baseline, asked.update_baseline, language)
        options.progress = console.progress(len(inputs), asked.quiet)
        settings.keep_draft = len(inputs) <= DRAFTS_SHOWN and any(name == "html" for name, _ in outputs)
        result = run(inputs, configured, options)
        levels = list(asked.fail_on or ()) or _configured_levels(configured, inputs)
    except RuleSetError as error:
        usage(error.to(language))
    except SettingError as error:
        usage(error.label.to(language))
    _say_asides(result, asked.baseline, language)
    if asked.diff:
        console.write("".join(result.differences), sys.stdout)
        return 2 if result.failures else int(bool(result.differences))
    colored = console.colored(asked.color, sys.stdout)
    shown = RenderOptions(language, colored, asked.verbose, asked.quiet, console.width(), asked.statistics)
    _print(result, [output for output in outputs if output[0] != COPIES], shown, language)
    failed = [_write_copies(result, target, inputs, shown) for name, target in outputs if name == COPIES]
    return 2 if any(failed) else exit_status(result, levels)


def _settings(asked: CheckOptions, language: str) -> Settings:
    settings = Settings(
        year=value("year", asked.year),
        body_type=value("body-type", asked.body_type),
        aggregate=asked.aggregate,
        published=value("published", asked.published),
        today=value("today", asked.today),
        lang=language,
        rulesets=split(asked.ruleset),
        select=split(asked.select),
        extend_select=split(asked.extend_select),
        ignore=split(asked.ignore),
        preview=asked.preview,
        previous=asked.previous,
        parts=asked.part or [],
    )
    _check_selectors(settings)
    for option, path in (("--previous", asked.previous), *(("--part", part) for part in asked.part or [])):
        if path is not None and not path.exists():
            raise SettingError(Label(f"{option}：{path} 不存在", f"{option}: {path} does not exist"))
    return settings


def _outputs(order: list[str], formats: list[str], files: list[str], language: str) -> list[tuple[str, str | None]]:
    """Each format with the file that it is written to, None for standard output."""
    for name in formats:
        choice("--format", name, (*FORMATS, COPIES), language)
    if not formats:
        formats, order = ["github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"], ["format_", *order]
    names, targets = iter(formats), iter(files)
    outputs: list[tuple[str, str | None]] = []
    for what in order:
        if what == "format_":
            outputs.append((next(names), None))
        elif not outputs or outputs[-1][1] is not None:
            message = "每个 -o 之前要有一个 --format", "each -o needs a --format before it"
            usage(message[language == "en"])
        else:
            outputs[-1] = (outputs[-1][0], next(targets))
    return outputs


def _check_selectors(settings: Settings) -> None:
    """Refuses selectors that name no rule; an overlay may add rules, so with one they are looked at later."""
    for key in ("select", "extend_select", "ignore"):
        entries = getattr(settings, key)
        if entries and not settings.rulesets:
            check_selectors(f"--{key.replace('_', '-')}", entries)


def _inputs(named: list[str], stdin_filename: str | None, options: RunOptions, language: str) -> list[Input]:
    files = expand(name for name in named or ["."] if name != "-")
    inputs = [Input(path) for path in files]
    if "-" in named:
        name = Path(stdin_filename or "stdin.md")
        inputs.append(Input(name, sys.stdin.buffer.read(most_bytes(name.name) + 1)))
    if not inputs:
        usage("没有找到可检查的文件" if language == "zh" else "there is no file to check")
    options.named = len(named)
    return inputs


def _configured_levels(configured: Configured, inputs: list[Input]) -> list[str]:
    configuration = configured.configuration_for(inputs[0].path)
    return (configuration.values.get("fail-on") if configuration else None) or ["error"]


def _baseline(path: Path | None, update: bool, language: str) -> Any:
    if path is None:
        if update:
            usage(
                "--update-baseline 须与 --baseline 同用" if language == "zh" else "--update-baseline needs --baseline"
            )
        return None
    from disclosurelint.suppress.baseline import Baseline, BaselineError, load_baseline

    if update and not path.exists():
        return Baseline(path)
    try:
        return load_baseline(path)
    except BaselineError as error:
        usage(error.label.to(language))


def _say_asides(result: RunResult, baseline: Path | None, language: str) -> None:
    """What is no finding, on the error stream: unreadable files, fixes made, stale entries of the baseline."""
    for failure in result.failures:
        console.complain(f"{one_line(failure.path)}: {failure.message}")
    for path, count in result.fixed.items():
        console.complain(f"{path}: 已改正 {count} 处" if language == "zh" else f"{path}: {count} mended")
    for path, rule, fingerprint, count in result.stale:
        entry = f"{path} {rule} {fingerprint} ×{count}"
        zh, en = (
            f"{baseline}: 基线中已不存在：{entry}（--update-baseline 可清理）",
            f"{baseline}: no longer found: {entry} (--update-baseline drops it)",
        )
        console.complain(zh if language == "zh" else en)


def _print(result: RunResult, outputs: list[tuple[str, str | None]], options: RenderOptions, language: str) -> None:
    for name, target in outputs:
        if target is None:
            text = renderer(name)(result, options)
            (console.write if name in _FOR_PEOPLE else console.write_utf8)(text, sys.stdout)
            continue
        from disclosurelint.writers.atomic import write_file

        plain = RenderOptions(language, False, options.verbose, options.quiet, 100, options.statistics)
        try:
            write_file(Path(target), renderer(name)(result, plain).encode("utf-8", "backslashreplace"))
        except OSError as error:
            usage(f"{target}: {error.strerror or error}")


def _write_copies(result: RunResult, target: str | None, inputs: list[Input], options: RenderOptions) -> bool:
    """Copies of the Word drafts with comments; whether one could not be made."""
    from disclosurelint.writers.word_copies import write_copies

    data = {entry.path.as_posix(): entry.data for entry in inputs if entry.data is not None}
    said = write_copies(result, target, data, options.language)
    for line in said:
        if line.failed or not options.quiet:
            console.complain(f"{line.path}: {line.label.to(options.language)}")
    return any(line.failed for line in said)
