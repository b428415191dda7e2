"""Waivers over a report and over a run: what they cover is moved aside, what they cover no more is reported.

WVR001 and WVR002 are told here, once all other rules have been judged; neither can be waived.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from disclosurelint.document import Place
from disclosurelint.findings import Worder
from disclosurelint.outcomes import Finding, Hit, ReportResult, RunResult
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule
from disclosurelint.settings import Settings
from disclosurelint.suppress.waivers import Use, Waiver, apply_waivers, judged, waivers_in

UNUSED, LAPSED = "WVR001", "WVR002"


def waive(result: ReportResult, report: Report, settings: Settings, worder: Worder) -> None:
    """Applies the waivers of the draft and of the configuration to a report's findings."""
    own = waivers_in(report.document)
    if not own and not settings.waivers:
        return
    today = settings.today or date.today()
    uses = apply_waivers(result, own + settings.waivers, today).uses
    told: list[Finding] = []
    for waiver, use in zip(own, uses, strict=False):
        rule, hit = _verdict(waiver, use, today)
        if rule in result.outcomes and report.ruleset is not None and hit is not None:
            result.outcomes[rule] = "fail"
            if len(told) >= _MOST_TOLD:
                break
            told.append(worder.finding(report.ruleset.rules[rule], hit, settings.severity.get(rule, "warning")))  # type: ignore[arg-type]
    if settings.in_set and result.pending:
        _leave_open(result, list(zip(own, uses, strict=False)), report, settings, worder)
    worder.fingerprint([*told, *(finding for _, finding in result.unsettled)])
    result.findings.extend(told)
    result.findings.sort(key=lambda finding: (finding.span, finding.rule))
    if settings.configured_by is not None:
        name = settings.configured_by.as_posix()
        result.waiver_uses = [
            (name, waiver.line, use) for waiver, use in zip(settings.waivers, uses[len(own) :], strict=True)
        ]


def _leave_open(
    result: ReportResult, own: list[tuple[Waiver, Use]], report: Report, settings: Settings, worder: Worder
) -> None:
    """Keeps what is to be told of the draft's waivers of rules that the run has yet to judge, should they cover nothing."""
    if report.ruleset is None or UNUSED not in result.outcomes:
        return
    rule = report.ruleset.rules[UNUSED]
    severity = settings.severity.get(UNUSED, rule.severity)
    for waiver, use in own[:_MOST_TOLD]:
        names = _rules(waiver)
        if use == "unjudged" and any(one.startswith(name.upper()) for name in names for one in result.pending):
            hit = Hit(waiver.span or (0, 0), {"rules": waiver.names()}, message="set")
            result.unsettled.append((names, worder.finding(rule, hit, severity)))  # type: ignore[arg-type]


def settle(result: RunResult) -> None:
    """Tells which waivers of drafts cover nothing, among those whose rules the run as a whole has judged."""
    for report in result.reports:
        unused = [finding for names, finding in report.unsettled if judged(names, report)]
        if unused:
            report.outcomes[UNUSED] = "fail"
            report.findings = sorted([*report.findings, *unused], key=lambda finding: (finding.span, finding.rule))
        report.unsettled = []


_MOST_TOLD = 200
"""Waivers of one draft of which something is said."""


def _verdict(waiver: Waiver, use: str, today: date) -> tuple[str, Hit | None]:
    """What is to be said of a waiver in a draft, if anything."""
    span = waiver.span or (0, 0)
    if waiver.fault is not None:
        return UNUSED, Hit(span, {"fault": waiver.fault}, message="fault")
    values: dict[str, str | int | Label] = {
        "rules": waiver.names(),
        "until": waiver.until.isoformat() if waiver.until else "",
    }
    if waiver.lapsed(today):
        return LAPSED, Hit(span, values)
    return UNUSED, Hit(span, values) if use == "unused" else None


def waivers_of_run(
    result: RunResult, configured: dict[Path, list[Waiver]], rules: dict[str, Rule], settings: Settings
) -> list[Finding]:
    """WVR001 and WVR002 for the waivers of configurations, over all inputs of a run.

    A waiver is unused when it was for at least one input and covered nothing in any; not judged where it was for none.
    """
    today = settings.today or date.today()
    known = {(path.as_posix(), waiver.line): waiver for path, waivers in configured.items() for waiver in waivers}
    uses: dict[tuple[str, int], set[str]] = {}
    for name, line, use in result.waiver_uses:
        uses.setdefault((name, line), set()).add(use)
    for report in result.reports:
        for name, line, use in report.waiver_uses:
            # What had to wait for the run as a whole may have been judged since.
            if use == "unjudged" and (waiver := known.get((name, line))) is not None and judged(_rules(waiver), report):
                use = "unused"
            uses.setdefault((name, line), set()).add(use)
    findings = []
    for path, waivers in configured.items():
        for waiver in waivers:
            seen = uses.get((path.as_posix(), waiver.line), set())
            rule_id, hit = _verdict(
                waiver, "unused" if seen and "used" not in seen and "unjudged" not in seen else "used", today
            )
            if hit is not None and rule_id == UNUSED and _compares(waiver, rules):
                hit.message = "set"
            rule = rules.get(rule_id)
            if hit is not None and rule is not None and seen:
                findings.append(_finding(rule, hit, path, waiver, settings))
    return findings


def _rules(waiver: Waiver) -> list[str]:
    return [rule for rule, _ in waiver.rules]


def _compares(waiver: Waiver, rules: dict[str, Rule]) -> bool:
    """Whether a waiver is of a rule that compares the reports of a run: another run may have what it covers."""
    return any(
        rule.kind == "in-set" and rule.id.startswith(name.upper()) for name in _rules(waiver) for rule in rules.values()
    )


def _finding(rule: Rule, hit: Hit, path: Path, waiver: Waiver, settings: Settings) -> Finding:
    texts = rule.texts[settings.lang]
    place = Place(waiver.line, 1, waiver.line, 1)
    message = Worder.words(texts.messages[hit.message], hit.values, settings.lang)
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=settings.severity.get(rule.id, rule.severity),  # type: ignore[arg-type]
        message=message,
        remedy=texts.remedy,
        place=place,
        span=(0, 0),
        source="",
        mark=(0, 0),
        basis=[],
        path=path.as_posix(),
    )
