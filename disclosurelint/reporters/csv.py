"""A spreadsheet: a row for each report with its counts, then a row for each of its findings and open questions.

UTF-8 with a byte-order mark, so that Excel shows Chinese letters; no cell can act as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from disclosurelint.outcomes import Finding, ReportResult, RunResult
from disclosurelint.report import Label
from disclosurelint.reporters import RenderOptions
from disclosurelint.reporters.tallies import compared, deadline_met, tally
from disclosurelint.wording import BODY_TYPE, SEVERITY

_COLUMNS = (
    ("kind", Label("类别", "kind")),
    ("path", Label("文件", "file")),
    ("body", Label("机关", "body")),
    ("body_type", Label("机关类型", "type of body")),
    ("year", Label("年度", "year")),
    ("error", Label("错误", "errors")),
    ("warning", Label("警告", "warnings")),
    ("info", Label("提示", "infos")),
    ("not_assessed", Label("未能判断", "not assessed")),
    ("waived", Label("已豁免", "waived")),
    ("deadline", Label("按期公开", "deadline met")),
    ("previous", Label("与上年比对", "against last year")),
    ("rule", Label("规则", "rule")),
    ("severity", Label("级别", "severity")),
    ("place", Label("位置", "place")),
    ("section", Label("部分", "section")),
    ("row", Label("行", "row")),
    ("cell", Label("列", "column")),
    ("message", Label("问题", "message")),
    ("expected", Label("应为", "expected")),
    ("actual", Label("实为", "actual")),
    ("basis", Label("依据", "basis")),
    ("remedy", Label("建议", "to do")),
    ("suggestion", Label("可改为", "such as")),
    ("fingerprint", Label("指纹", "fingerprint")),
)

_KINDS = {
    "report": Label("报告", "report"),
    "finding": Label("问题", "finding"),
    "gap": Label("未能判断", "not assessed"),
    "failure": Label("无法读取", "unreadable"),
}


def render(result: RunResult, options: RenderOptions) -> str:
    """The sheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    language = options.language
    writer.writerow(label.to(language) for _, label in _COLUMNS)
    for row in _rows(result, language):
        writer.writerow(defused(row.get(name, "")) for name, _ in _COLUMNS)
    return "\ufeff" + out.getvalue()


def _rows(result: RunResult, language: str) -> Iterator[dict[str, Any]]:
    for report in result.reports:
        yield _report(report, language)
        for finding in report.findings:
            yield _finding(report, finding, language)
        for gap in report.not_assessed:
            message = f"{gap.reason}{'；' + gap.needs if gap.needs else ''}"
            yield {**_head("gap", report, language), "rule": gap.rule, "message": message}
    for finding in result.run_findings:
        yield _finding(None, finding, language)
    for failure in result.failures:
        yield {"kind": _KINDS["failure"].to(language), "path": failure.path, "message": failure.message}


def _head(kind: str, report: ReportResult | None, language: str) -> dict[str, Any]:
    row = {"kind": _KINDS[kind].to(language)}
    if report is not None:
        body_type = BODY_TYPE[report.body_type].to(language) if report.body_type else ""
        row |= {"path": report.path, "body": report.body_name or "", "body_type": body_type}
        row["year"] = str(report.year or "")
    return row


def _report(report: ReportResult, language: str) -> dict[str, Any]:
    return {
        **_head("report", report, language),
        **tally(report),
        "deadline": deadline_met(report).to(language),
        "previous": compared(report).to(language),
    }


def _finding(report: ReportResult | None, finding: Finding, language: str) -> dict[str, Any]:
    from disclosurelint.findings import place_words

    lined = report is None or report.has_lines
    return {
        **_head("finding", report, language),
        **({"path": finding.path or ""} if report is None else {}),
        "rule": finding.rule,
        "severity": SEVERITY[finding.severity].to(language),
        "place": place_words(finding.place, lined, language),
        "section": finding.section or "",
        "row": finding.row or "",
        "cell": finding.cell or "",
        "message": finding.message,
        "expected": finding.expected or "",
        "actual": finding.actual or "",
        "basis": "；".join(finding.basis),
        "remedy": finding.remedy,
        "suggestion": finding.suggestion or "",
        "fingerprint": finding.fingerprint,
    }


def defused(cell: Any) -> Any:
    """A cell that a spreadsheet will not take for a formula. Plain numbers with a sign stay numbers."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not _number(cell):
        return f"'{cell}"
    return cell


def _number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).isdecimal()
