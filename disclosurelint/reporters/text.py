"""The output for people: place, what is wrong, the line itself with the place marked, the sum, the basis, what to do."""

from __future__ import annotations

from collections import Counter
from unicodedata import east_asian_width

from disclosurelint.characters import one_line
from disclosurelint.outcomes import Finding, ReportResult, RunResult, Severity, Unassessed
from disclosurelint.reporters import RenderOptions
from disclosurelint.reporters.places import prefix
from disclosurelint.wording import BODY_TYPE, OUTCOME, SEVERITY, TYPE_SOURCE, count_words, rule_ranges

_COLOR = {"error": "31", "warning": "33", "info": "36", "rule": "1", "faint": "2"}
_MARGIN = 5


def render(result: RunResult, options: RenderOptions) -> str:
    """Findings report by report, then the summary; nothing at all when quiet and nothing is wrong."""
    writer = _Writer(options)
    for report in result.reports:
        writer.report(report)
    for finding in result.run_findings:
        writer.finding(None, finding)
    if not (options.quiet and not any(report.findings for report in result.reports) and not result.run_findings):
        writer.summary(result)
    return "".join(f"{line}\n" for line in writer.lines)


class _Writer:
    def __init__(self, options: RenderOptions) -> None:
        self.options = options
        self.language = options.language
        self.lines: list[str] = []

    def say(self, zh: str, en: str) -> str:
        return en if self.language == "en" else zh

    def paint(self, text: str, what: str) -> str:
        return f"\x1b[{_COLOR[what]}m{text}\x1b[0m" if self.options.color else text

    def report(self, report: ReportResult) -> None:
        for finding in report.findings:
            self.finding(report, finding)
            self.lines.append("")
        if not report.findings and not self.options.quiet:
            self.lines.append(self._clean(report))
        if self.options.verbose:
            self._outcomes(report)

    def finding(self, report: ReportResult | None, finding: Finding) -> None:
        place = prefix(report, finding, self.language)
        rule = self.paint(finding.rule, "rule")
        self.lines.append(f"{place}: {self.paint(finding.severity, finding.severity)} {rule} {finding.message}")
        lined = report is not None and report.has_lines
        self.lines.extend(self._excerpt(finding, str(finding.place.line) if lined else ""))
        if finding.sum:
            self._detail(
                self.say("合计", "sum") if " ＝ " in finding.sum else self.say("对照", "compared"), finding.sum
            )
        for note in finding.notes:
            self._detail(self.say("说明", "note"), note)
        if finding.basis:
            self._detail(self.say("依据", "basis"), self.say("；", "; ").join(finding.basis))
        if finding.remedy:
            self._detail(self.say("建议", "to do"), finding.remedy)
        if finding.suggestion:
            self._detail(self.say("可改为", "such as"), finding.suggestion)

    def _detail(self, lead: str, text: str) -> None:
        self.lines.append(f"{' ' * (_MARGIN + 1)}{self.paint(lead, 'faint')} {text}")

    def _excerpt(self, finding: Finding, number: str) -> list[str]:
        if not finding.source.strip():
            return []
        shown, start, end = excerpt(finding.source, finding.mark, max(40, self.options.width - _MARGIN - 4))
        before = display_width(shown[:start])
        marks = "^" * max(1, min(display_width(shown[start:end]), display_width(shown) - before + 1))
        return [
            f"{number:>{_MARGIN}} {self.paint('│', 'faint')} {shown}",
            f"{'':>{_MARGIN}} {self.paint('│', 'faint')} {' ' * before}{self.paint(marks, finding.severity)}",
        ]

    def _clean(self, report: ReportResult) -> str:
        ran = sum(outcome == "pass" for outcome in report.outcomes.values())
        edition = report.edition or self.say("各年度通用规则（年度未定）", "rules common to all years (year unknown)")
        ruleset = f"{report.ruleset} {report.ruleset_version}" if report.ruleset else "–"
        known = report.baselined or report.waived
        return self.say(
            f"{one_line(report.path)}: {'没有新的问题' if known else '未发现问题'}：已按{edition}（{ruleset}，{self._who(report)}）检查，{ran} 条规则通过",
            f"{one_line(report.path)}: {'nothing new' if known else 'nothing found'}: held against the {edition} ({ruleset}, {self._who(report)}), {ran} rules passed",
        )

    def _who(self, report: ReportResult) -> str:
        kind = (
            BODY_TYPE[report.body_type].to(self.language)
            if report.body_type
            else self.say("机关类型未定", "type unknown")
        )
        source = TYPE_SOURCE[report.type_source].to(self.language)
        name = report.body_name or self.say("机关名称未识别", "body unknown")
        year = report.year if report.year is not None else self.say("年度未定", "year unknown")
        return self.say(f"{year}年度，{name}，{kind}，{source}", f"{year}, {name}, {kind}, {source}")

    def _outcomes(self, report: ReportResult) -> None:
        self.lines.append(
            self.say(f"{one_line(report.path)} 各规则结果：", f"{one_line(report.path)}, outcome of each rule:")
        )
        for outcome in ("fail", "not-assessed", "suppressed", "pass", "not-applicable"):
            ids = [rule for rule, found in report.outcomes.items() if found == outcome]
            if ids:
                self.lines.append(f"  {OUTCOME[outcome].to(self.language)}: {rule_ranges(ids)}")

    def summary(self, result: RunResult) -> None:
        severities: tuple[Severity, ...] = ("error", "warning", "info")
        counts = [
            self.paint(
                count_words(result.count(severity), f"个{SEVERITY[severity].zh}", severity, self.language), severity
            )
            for severity in severities
        ]
        gaps = [gap for report in result.reports for gap in report.not_assessed]
        line = self.say(f"{len(result.reports)} 份报告：", f"{count_words(len(result.reports), '', 'report', 'en')}: ")
        line += self.say("，", ", ").join(counts)
        if gaps:
            line += self.say(
                f"；{len(gaps)} 条规则未能判断", f"; {count_words(len(gaps), '', 'rule', 'en')} not assessed"
            )
        waived = sum(len(report.waived) for report in result.reports)
        baselined = sum(report.baselined for report in result.reports) + result.baselined
        if waived:
            line += self.say(f"；{waived} 个已豁免", f"; {waived} waived")
        if baselined:
            line += self.say(f"；{baselined} 个在基线中", f"; {baselined} in the baseline")
        if result.failures:
            line += self.say(f"；{len(result.failures)} 个文件无法读取", f"; {len(result.failures)} unreadable")
        if result.skipped:
            line += self.say(f"；{len(result.skipped)} 个文件不是年度报告", f"; {len(result.skipped)} not a report")
        self.lines.append(line)
        self.lines.extend(self._gap_lines(gaps))
        self.lines.extend(self._duplicates(result))
        if self.options.statistics:
            self.lines.extend(self._statistics(result))
        if self.options.verbose:
            self.lines.extend(
                self.say(f"  跳过 {path}：{reason}", f"  skipped {path}: {reason}") for path, reason in result.skipped
            )

    def _duplicates(self, result: RunResult) -> list[str]:
        """Files that hold one report: every one of them was checked."""
        return [
            self.say(
                f"  同一份报告（数字一致，均已检查）：{'、'.join(paths)}",
                f"  one report, all checked: {', '.join(paths)}",
            )
            for paths in result.duplicates
        ]

    def _statistics(self, result: RunResult) -> list[str]:
        """How often each rule was told, most often first."""
        findings = [finding for report in result.reports for finding in report.findings] + result.run_findings
        counts = Counter((finding.rule, finding.severity, finding.name) for finding in findings)
        ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        return [f"{count:>6}  {severity:<7}  {rule}  {name}" for (rule, severity, name), count in ordered]

    def _gap_lines(self, gaps: list[Unassessed]) -> list[str]:
        groups: dict[tuple[str, str | None], list[str]] = {}
        for gap in gaps:
            groups.setdefault((gap.reason, gap.needs), []).append(gap.rule)
        lines = []
        for (reason, needs), rules in groups.items():
            more = self.say(f"，{needs}", f"; {needs}") if needs else ""
            lines.append(
                self.say(
                    f"  未能判断 {rule_ranges(rules)}：{reason}{more}",
                    f"  not assessed {rule_ranges(rules)}: {reason}{more}",
                )
            )
        return lines


def display_width(text: str) -> int:
    """How many half-width columns a terminal needs for a text."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def excerpt(source: str, mark: tuple[int, int], width: int) -> tuple[str, int, int]:
    """A window of a line around the marked words that fits the width, and where the mark is in it."""
    text = "".join(character if character.isprintable() else " " for character in source)
    start, end = mark
    if display_width(text) <= width:
        return text, start, end
    budget = width - 4
    first = start
    used = min(display_width(text[start:end]), budget)
    while first > 0 and used < budget * 2 // 3:
        first -= 1
        used += display_width(text[first])
    last = max(start, min(end, len(text)))
    used = display_width(text[first:last])
    while last > start and used > budget:
        last -= 1
        used -= display_width(text[last])
    while last < len(text) and used < budget:
        used += display_width(text[last])
        last += 1
    lead = "…" if first > 0 else ""
    tail = "…" if last < len(text) else ""
    return f"{lead}{text[first:last]}{tail}", start - first + len(lead), min(end, last) - first + len(lead)
