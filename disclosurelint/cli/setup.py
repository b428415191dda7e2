"""`disclosurelint init`, `waive` and `baseline`: what writes configuration and baseline."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from disclosurelint.cli import console
from disclosurelint.cli.options import choice, failing, usage, value
from disclosurelint.configuration import FILE_NAME, Configured, find
from disclosurelint.files import read_file
from disclosurelint.inputs import expand
from disclosurelint.outcomes import Finding
from disclosurelint.rules.problems import RuleSetError
from disclosurelint.rules.sources import schemas_folder
from disclosurelint.runs import Input, RunOptions, run
from disclosurelint.settings import SettingError, Settings
from disclosurelint.writers.atomic import write_file
from disclosurelint.writers.configuring import (
    start_configuration,
    waiver_entry,
    with_schema,
    with_waiver,
    write_schema,
)

_Lang = Annotated[str | None, typer.Option(metavar="zh|en", help="语言 language")]
_ConfigFile = Annotated[Path | None, typer.Option(metavar="FILE", help="配置文件 configuration file")]


def init(
    folder: Annotated[Path, typer.Argument(help="文件夹 folder")] = Path(),
    schema: Annotated[
        bool,
        typer.Option(
            "--schema", help="在旁边写出 JSON Schema，供编辑器补全 put the JSON Schema beside it, for editors"
        ),
    ] = False,
    lang: _Lang = None,
) -> None:
    """写出带说明的配置文件。 Write a commented configuration."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    path = folder / FILE_NAME
    written: list[Path] = []
    try:
        if schema:
            content = (Path(schemas_folder()) / "config.schema.json").read_bytes()
            written.append(write_schema(folder, content))
        if schema and path.exists():
            text = read_file(path).decode("utf-8-sig")
            if with_schema(text) != text:
                write_file(path, with_schema(text).encode("utf-8"))
                written.insert(0, path)
        else:
            start_configuration(path, schema=schema)
            written.insert(0, path)
    except FileExistsError as error:
        at = error.filename or (error.args[0] if error.args else path)
        usage(f"{at} 已存在，没有改动" if language == "zh" else f"{at} is there already; nothing was written")
    except (OSError, UnicodeDecodeError) as error:
        usage(f"{path}: {getattr(error, 'strerror', None) or error}")
    console.write("".join(f"{one}\n" for one in written), sys.stdout)


def waive(
    path: Annotated[Path, typer.Argument(help="报告 the report")],
    rule: Annotated[str, typer.Argument(help="规则 the rule")],
    reason: Annotated[str, typer.Option(help="理由（必填） the reason, required")],
    where: Annotated[str | None, typer.Option(help="数据项、section:N 或原文 figure, section:N or words")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="有效期至 last day")] = None,
    config: _ConfigFile = None,
    lang: _Lang = None,
) -> None:
    """把一项问题写入豁免。 Add a waiver for a finding to the configuration."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    target = config or find(path.parent) or path.parent / FILE_NAME
    try:
        last_day = value("published", until)
        configured = Configured(Settings(lang=language, preview=True), target if target.exists() else None)
        result = run([Input(path)], configured, RunOptions())
    except SettingError as error:
        usage(error.label.to(language))
    except RuleSetError as error:
        usage(error.to(language))
    for failure in result.failures:
        failing(path, failure.message)
    found = [finding for report in result.reports for finding in report.findings if _meant(finding, rule, where)]
    if not reason.strip():
        usage("--reason 不能为空" if language == "zh" else "--reason must not be empty")
    if not found:
        zh, en = f"{path} 没有 {rule} 的问题可豁免", f"{path} has no finding of {rule} to waive"
        usage(zh if language == "zh" else en)
    base = target.parent.resolve()
    resolved = path.resolve()
    shown = resolved.relative_to(base).as_posix() if resolved.is_relative_to(base) else path.name
    content = target.read_text("utf-8") if target.exists() else ""
    for finding in found:
        spot = where or finding.figure or (f"section:{finding.section}" if finding.section else None)
        content = with_waiver(
            content, waiver_entry(finding.rule, shown, spot, reason.strip(), last_day, finding.fingerprint)
        )
    write_file(target, content.encode("utf-8"))
    for finding in found:
        console.write(f"{target}: {finding.rule} {finding.message}\n", sys.stdout)


def _meant(finding: Finding, rule: str, where: str | None) -> bool:
    if rule.upper() != finding.rule and rule != finding.name:
        return False
    return where is None or where in (finding.figure, f"section:{finding.section}") or where in finding.source


def baseline(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="报告 reports")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="基线文件 the baseline")],
    config: _ConfigFile = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读配置文件 pass configuration files over")] = False,
    lang: _Lang = None,
) -> None:
    """把现有问题记入基线，以后只报告新的。 Record today's findings, so that later runs tell only new ones."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    from disclosurelint.suppress.baseline import Baseline

    known = Baseline(output)
    try:
        configured = Configured(Settings(lang=language), config, isolated)
        result = run([Input(path) for path in expand(paths)], configured, RunOptions())
    except RuleSetError as error:
        usage(error.to(language))
    for failure in result.failures:
        console.complain(f"{failure.path}: {failure.message}")
    if result.failures:
        zh, en = f"{output} 没有改动", f"{output} was not written"
        usage(zh if language == "zh" else en)
    for report in result.reports:
        known.record(report.path, report.findings)
    try:
        write_file(output, known.to_bytes())
    except OSError as error:
        usage(f"{output}: {error.strerror or error}")
    count = sum(known.entries.values())
    console.write(f"{output}: {f'记入 {count} 项' if language == 'zh' else f'{count} findings recorded'}\n", sys.stdout)


COMMANDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "init": (init, {}),
    "waive": (waive, {}),
    "baseline": (baseline, {}),
}
