"""`disclosurelint check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from disclosurelint.cli import console
from disclosurelint.cli.options import choice, split, usage, value
from disclosurelint.configuration import FAIL_LEVELS, Configured, check_selectors
from disclosurelint.engine import check_into
from disclosurelint.inputs import expand
from disclosurelint.outcomes import Failure, RunResult
from disclosurelint.reporters import FORMATS, RenderOptions, renderer
from disclosurelint.rules.problems import RuleSetError
from disclosurelint.settings import SettingError, Settings
from disclosurelint.status import exit_status

_HUMAN = ("text", "concise")


def check(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help="报告、文件夹或通配符；- 为标准输入 files, folders, globs; - is standard input")] = None,
    format_: Annotated[list[str] | None, typer.Option("--format", help=" | ".join(FORMATS))] = None,
    year: Annotated[str | None, typer.Option(help="报告年度 report year")] = None,
    body_type: Annotated[str | None, typer.Option(help="机关类型 type of the body")] = None,
    aggregate: Annotated[bool | None, typer.Option("--aggregate/--no-aggregate", help="数据含下级或所属部门 figures take in lower levels")] = None,
    published: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="公布日期 day of publication")] = None,
    ruleset: Annotated[list[str] | None, typer.Option(metavar="NAME|FILE", help="附加规则（可重复） overlay, repeatable")] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="RULES", help="只用这些规则 only these rules")] = None,
    extend_select: Annotated[list[str] | None, typer.Option(metavar="RULES", help="另加这些规则 these rules as well")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULES", help="不用这些规则 not these rules")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="包括试行规则 rules still on trial as well")] = False,
    fail_on: Annotated[list[str] | None, typer.Option(help=" | ".join(FAIL_LEVELS))] = None,
    stdin_filename: Annotated[str | None, typer.Option(metavar="NAME", help="标准输入的文件名 name of standard input")] = None,
    ignore_unknown: Annotated[bool, typer.Option("--ignore-unknown", help="不是年度报告的文件不算错误 files that are no reports are no error")] = False,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="配置文件 configuration file")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读配置文件 pass configuration files over")] = False,
    lang: Annotated[str | None, typer.Option(help="zh | en")] = None,
    color: Annotated[str, typer.Option(help="auto | always | never")] = "auto",
    today: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="视为今天的日期 the day taken as today")] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="没有问题时不输出 print nothing when nothing fails")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="显示每条规则的结果 the outcome of every rule")] = False,
) -> None:
    """检查报告。 Check reports."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    formats = format_ or ["text"]
    for name in formats:
        choice("--format", name, FORMATS, language)
    choice("--color", color, ("auto", "always", "never"), language)
    levels = fail_on or []
    for level in levels:
        choice("--fail-on", level, FAIL_LEVELS, language)
    try:
        options = Settings(
            year=value("year", year),
            body_type=value("body-type", body_type),
            aggregate=aggregate,
            published=value("published", published),
            today=value("today", today),
            lang=language,
            rulesets=split(ruleset),
            select=split(select),
            extend_select=split(extend_select),
            ignore=split(ignore),
            preview=preview,
        )
        for key, entries in (("--select", options.select), ("--extend-select", options.extend_select), ("--ignore", options.ignore)):
            if entries and not options.rulesets:
                check_selectors(key, entries)
    except SettingError as error:
        usage(error.label.to(language))
    configured = Configured(options, config, isolated)
    try:
        result, levels = _run(paths or [], configured, levels, stdin_filename, ignore_unknown)
    except RuleSetError as error:
        usage(error.to(language))
    for failure in result.failures:
        console.complain(f"{failure.path}: {failure.message}")
    render_options = RenderOptions(language, console.colored(color, sys.stdout), verbose, quiet, console.width())
    for name in formats:
        _print(renderer(name)(result, render_options), name)
    raise typer.Exit(exit_status(result, levels))


def _run(
    named: list[str], configured: Configured, levels: list[str], stdin_filename: str | None, ignore_unknown: bool
) -> tuple[RunResult, list[str]]:
    """The result of the run, and the levels at which it fails."""
    result = RunResult()
    files = [(path, None) for path in expand(name for name in named or ["."] if name != "-")]
    inputs: list[tuple[Path, bytes | None]] = list(files)
    if "-" in named:
        inputs.append((Path(stdin_filename or "stdin.md"), sys.stdin.buffer.read()))
    for path, data in inputs:
        if configured.excluded(path):
            reason = "配置已排除" if configured.options.lang == "zh" else "excluded by the configuration"
            result.skipped.append((path.as_posix(), reason))
            continue
        check_into(result, path, configured.settings_for(path), data)
    if not inputs:
        raise_nothing(configured.options.lang)
    if len(named) == len(inputs) == len(result.skipped) == 1 and not ignore_unknown and not configured.excluded(inputs[0][0]):
        result.failures.append(Failure(*result.skipped[0]))
    if not levels and inputs:
        configuration = configured.configuration_for(inputs[0][0])
        levels = configuration.values.get("fail-on", []) if configuration else []
    return result, levels or ["error"]


def raise_nothing(language: str) -> None:
    """Says that a run has no input, status 2."""
    usage("没有找到可检查的文件" if language == "zh" else "there is no file to check")


def _print(text: str, name: str) -> None:
    if name in _HUMAN:
        console.write(text, sys.stdout)
    else:
        console.write_utf8(text, sys.stdout)


COMMANDS: dict[str, tuple[Any, dict[str, Any]]] = {"check": (check, {})}
