"""`disclosurelint check`: its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from disclosurelint.cli.arguments import CheckOptions
from disclosurelint.cli.checking import COPIES, carry_out
from disclosurelint.configuration import FAIL_LEVELS
from disclosurelint.reporters import FORMATS


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
    format_: Annotated[_Texts, typer.Option("--format", metavar="FORMAT", help=" | ".join((*FORMATS, COPIES)))] = None,
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
    values = dict(locals())
    order = values.pop("ctx").meta.get("order", [])
    raise typer.Exit(carry_out(CheckOptions(**values, order=order)))


COMMANDS: dict[str, tuple[Any, dict[str, Any]]] = {"check": (check, {"cls": _Check})}
