"""Markdown for a job summary or a mail: counts, then a table of findings for each report."""

from __future__ import annotations

from disclosurelint.findings import place_words
from disclosurelint.outcomes import Finding, ReportResult, RunResult
from disclosurelint.reporters import RenderOptions
from disclosurelint.reporters.tallies import tally
from disclosurelint.wording import SEVERITY, rule_ranges


def render(result: RunResult, options: RenderOptions) -> str:
    """The summary."""
    english = options.language == "en"
    lines = [f"## disclosurelint: {'annual reports' if english else '年度报告检查结果'}", ""]
    if result.reports:
        lines += _overview(result, options.language)
    for report in result.reports:
        lines += _report(report, options.language)
    if result.run_findings:
        lines += [
            f"### {'All inputs' if english else '全部文件'}",
            "",
            *_table(None, result.run_findings, options.language),
            "",
        ]
    if result.failures:
        lines += [f"### {'Not read' if english else '无法读取'}", ""]
        lines += [f"- `{escape(failure.path)}`: {escape(failure.message)}" for failure in result.failures] + [""]
    return "\n".join(lines)


def _overview(result: RunResult, language: str) -> list[str]:
    english = language == "en"
    heads = (
        "report | error | warning | info | not assessed | waived"
        if english
        else "报告 | 错误 | 警告 | 提示 | 未能判断 | 已豁免"
    )
    lines = [f"| {heads} |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for report in result.reports:
        counts = " | ".join(str(count) for count in tally(report).values())
        lines.append(f"| `{escape(report.path)}` | {counts} |")
    return [*lines, ""]


def _report(report: ReportResult, language: str) -> list[str]:
    english = language == "en"
    lines = [f"### `{escape(report.path)}`", ""]
    lines += (
        _table(report, report.findings, language)
        if report.findings
        else ["Nothing found." if english else "未发现问题。"]
    )
    groups: dict[str, list[str]] = {}
    for gap in report.not_assessed:
        groups.setdefault(f"{gap.reason}{'；' + gap.needs if gap.needs else ''}", []).append(gap.rule)
    for reason, rules in groups.items():
        lead = "Not assessed" if english else "未能判断"
        lines += ["", f"{lead} {rule_ranges(rules)}: {escape(reason)}"]
    return [*lines, ""]


def _table(report: ReportResult | None, findings: list[Finding], language: str) -> list[str]:
    english = language == "en"
    heads = "place | severity | rule | finding | to do" if english else "位置 | 级别 | 规则 | 问题 | 建议"
    lines = [f"| {heads} |", "| --- | --- | --- | --- | --- |"]
    for finding in findings:
        lined = report is None or report.has_lines
        cells = (
            place_words(finding.place, lined, language),
            SEVERITY[finding.severity].to(language),
            finding.rule,
            finding.message,
            finding.remedy,
        )
        lines.append("| " + " | ".join(escape(cell) for cell in cells) + " |")
    return lines


def escape(text: str) -> str:
    """Text that Markdown and the HTML inside it leave as it is, on one line."""
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, f"\\{mark}" if mark not in "<>" else {"<": "&lt;", ">": "&gt;"}[mark])
    return " ".join(text.split())
