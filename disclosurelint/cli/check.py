"""`disclosurelint check`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from disclosurelint.cli import console
from disclosurelint.cli.options import choice, split, usage, value
from disclosurelint.configuration import FAIL_LEVELS, Configured, check_selectors
from disclosurelint.inputs import expand
from disclosurelint.outcomes import RunResult
from disclosurelint.reporters import DRAFTS_SHOWN, FORMATS, RenderOptions, renderer
from disclosurelint.rules.problems import RuleSetError
from disclosurelint.runs import Input, RunOptions, run
from disclosurelint.settings import SettingError, Settings
from disclosurelint.status import exit_status

_FOR_PEOPLE = ("text", "concise")
_COPIES = "docx"
"""The format that is a file of its own for each draft."""


class _Check(TyperCommand):
    """Notes the order of `--format` and `--output`, since each output belongs to the format before it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta["order"] = [parameter.name for parameter in order if parameter.name in ("format_", "output")]
        return super().parse_args(ctx, args)


_Texts = list[str] | None
_Flag = typer.Option


def check(
    ctx: typer.Context,
    paths: Annotated[
        _Texts,
        typer.Argument(
            metavar="[PATH]...", help="报告、文件夹或通配符；- 为标准输入 files, folders, globs; - is standard input"
        ),
    ] = None,
    format_: Annotated[_Texts, typer.Option("--format", metavar="FORMAT", help=" | ".join((*FORMATS, _COPIES)))] = None,
    output: Annotated[
        _Texts,
        typer.Option(
            "-o", "--output", metavar="FILE", help="前一个 --format 写入的文件 file for the --format before it"
        ),
    ] = None,
    year: Annotated[str | None, typer.Option(metavar="YEAR", help="报告年度 report year")] = None,
    body_type: Annotated[str | None, typer.Option(metavar="TYPE", help="机关类型 type of the body")] = None,
    aggregate: Annotated[
        bool | None,
        typer.Option("--aggregate/--no-aggregate", help="数据含下级或所属部门 figures take in lower levels"),
    ] = None,
    published: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="公布日期 day of publication")] = None,
    previous: Annotated[Path | None, typer.Option(metavar="FILE|FOLDER", help="上年报告 last year's reports")] = None,
    part: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="汇总报告的各份下级报告（可重复） reports that an aggregate gathers"),
    ] = None,
    roster: Annotated[
        Path | None, typer.Option(metavar="FILE", help="应编制报告的机关名单 names of the bodies that must report")
    ] = None,
    ruleset: Annotated[_Texts, typer.Option(metavar="NAME|FILE", help="附加规则（可重复） overlay, repeatable")] = None,
    select: Annotated[_Texts, typer.Option(metavar="RULES", help="只用这些规则 only these rules")] = None,
    extend_select: Annotated[_Texts, typer.Option(metavar="RULES", help="另加这些规则 these rules as well")] = None,
    ignore: Annotated[_Texts, typer.Option(metavar="RULES", help="不用这些规则 not these rules")] = None,
    preview: Annotated[bool, _Flag("--preview", help="包括试行规则 rules still on trial as well")] = False,
    fail_on: Annotated[_Texts, typer.Option(metavar="LEVEL", help=" | ".join(FAIL_LEVELS))] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="只报告基线以外的问题 only what is not in the baseline")
    ] = None,
    update_baseline: Annotated[
        bool, _Flag("--update-baseline", help="把现有问题写入基线 record today's findings in it")
    ] = False,
    fix: Annotated[bool, _Flag("--fix", help="改正确有把握的问题 mend what is beyond doubt")] = False,
    unsafe_fixes: Annotated[
        bool, _Flag("--unsafe-fixes", help="也改正须人工复核的问题 also what a person should look at")
    ] = False,
    diff: Annotated[bool, _Flag("--diff", help="只显示将作的改正 show what would be mended")] = False,
    stdin_filename: Annotated[
        str | None, typer.Option(metavar="NAME", help="标准输入的文件名 name of standard input")
    ] = None,
    ignore_unknown: Annotated[
        bool, _Flag("--ignore-unknown", help="不是年度报告的文件不算错误 files that are no reports are no error")
    ] = False,
    jobs: Annotated[int, typer.Option(metavar="N", help="并行进程数，0 为全部核心 processes, 0 for all cores")] = 0,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="配置文件 configuration file")] = None,
    isolated: Annotated[bool, _Flag("--isolated", help="不读配置文件 pass configuration files over")] = False,
    show_config: Annotated[
        bool, _Flag("--show-config", help="显示对该文件生效的设置 what holds for a file, and from where")
    ] = False,
    statistics: Annotated[bool, _Flag("--statistics", help="按规则统计 counts by rule")] = False,
    lang: Annotated[str | None, typer.Option(metavar="zh|en", help="语言 language")] = None,
    color: Annotated[str, typer.Option(metavar="auto|always|never", help="颜色 colour")] = "auto",
    today: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="视为今天的日期 the day taken as today")
    ] = None,
    quiet: Annotated[bool, _Flag("-q", "--quiet", help="没有问题时不输出 print nothing when nothing fails")] = False,
    verbose: Annotated[bool, _Flag("-v", "--verbose", help="显示每条规则的结果 the outcome of every rule")] = False,
) -> None:
    """检查报告。 Check reports."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    choice("--color", color, ("auto", "always", "never"), language)
    for level in fail_on or ():
        choice("--fail-on", level, FAIL_LEVELS, language)
    outputs = _outputs(ctx.meta.get("order", []), format_ or [], output or [], language)
    try:
        settings = Settings(
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
            previous=previous,
            parts=part or [],
        )
        _check_selectors(settings)
    except SettingError as error:
        usage(error.label.to(language))
    configured = Configured(settings, config, isolated)
    options = RunOptions(
        fix, unsafe_fixes, diff, update_baseline=update_baseline, ignore_unknown=ignore_unknown, jobs=jobs
    )
    options.roster = roster
    try:
        inputs = _inputs(paths or [], stdin_filename, options, language)
        if show_config:
            from disclosurelint.cli.shown import show

            console.write(show(configured, [entry.path for entry in inputs]), sys.stdout)
            return
        options.baseline = _baseline(baseline, update_baseline, language)
        options.progress = console.progress(len(inputs), quiet)
        settings.keep_draft = len(inputs) <= DRAFTS_SHOWN and any(name == "html" for name, _ in outputs)
        result = run(inputs, configured, options)
        levels = list(fail_on or ()) or _configured_levels(configured, inputs)
    except RuleSetError as error:
        usage(error.to(language))
    except SettingError as error:
        usage(error.label.to(language))
    _say_asides(result, baseline, language)
    if diff:
        console.write("".join(result.differences), sys.stdout)
        raise typer.Exit(2 if result.failures else int(bool(result.differences)))
    shown = RenderOptions(language, console.colored(color, sys.stdout), verbose, quiet, console.width(), statistics)
    _print(result, [output for output in outputs if output[0] != _COPIES], shown, language)
    failed = [_write_copies(result, target, inputs, shown) for name, target in outputs if name == _COPIES]
    raise typer.Exit(2 if any(failed) else exit_status(result, levels))


def _outputs(order: list[str], formats: list[str], files: list[str], language: str) -> list[tuple[str, str | None]]:
    """Each format with the file that it is written to, None for standard output."""
    for name in formats:
        choice("--format", name, (*FORMATS, _COPIES), language)
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
        inputs.append(Input(Path(stdin_filename or "stdin.md"), sys.stdin.buffer.read()))
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
        console.complain(f"{failure.path}: {failure.message}")
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
            write_file(Path(target), renderer(name)(result, plain).encode("utf-8", "surrogatepass"))
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


COMMANDS: dict[str, tuple[Any, dict[str, Any]]] = {"check": (check, {"cls": _Check})}
