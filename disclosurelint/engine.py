"""The engine: inputs to outcomes. The command, the library call and the tests all come through here."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from disclosurelint.checks import check_of
from disclosurelint.facts.identity import Identity, identify
from disclosurelint.facts.reading import read_report
from disclosurelint.findings import Worder
from disclosurelint.outcomes import (
    Draft,
    Failure,
    Hit,
    NotApplicable,
    NotAssessed,
    Outcome,
    ReportResult,
    RunResult,
    Severity,
)
from disclosurelint.readers import InputError, read, read_bytes
from disclosurelint.report import Label, Report
from disclosurelint.rules.loading import catalogue, load_ruleset
from disclosurelint.rules.model import Rule, RuleSet
from disclosurelint.rules.problems import RuleSetError
from disclosurelint.rules.selection import selected
from disclosurelint.rules.sources import looks_like_path
from disclosurelint.settings import SettingError, Settings
from disclosurelint.suppress.cascades import silenced
from disclosurelint.wording import GIVE_PREVIOUS, NO_PREVIOUS

if TYPE_CHECKING:
    from disclosurelint.document import Document


SHOWN = 200
"""Findings of one rule that are told of one report; no drafter works through more, and nothing is gained by them."""
SECONDS = 8.0
"""Processor time after which no further rule is run on a report; a draft takes some thousandths of that, but a rule set
from a stranger may hold thousands of slow patterns."""
_MOST_NAMED = 8
LOOKED_FOR = 2000
"""Hits of one rule after which it is not run further on a report."""


class NotAReport(Exception):
    """The document is no annual report: it has neither the title of one nor two official headings."""

    def __init__(self, reason: Label) -> None:
        super().__init__(reason.en)
        self.reason = reason


@lru_cache(maxsize=32)
def ruleset_for(edition: str, overlays: tuple[str, ...]) -> RuleSet:
    """A rule set, loaded once a process."""
    return load_ruleset(edition, overlays)


def identify_document(document: Document, settings: Settings) -> Identity:
    """Year, body, title and period of a document. Raises `SettingError` for senseless front matter."""
    return identify(document, settings.given(document.metadata), catalogue().words)


def read_facts(document: Document, settings: Settings, *, any_document: bool = False) -> Report:
    """The facts of a document. Raises `NotAReport` unless `any_document`."""
    given = settings.given(document.metadata)
    identity = identify(document, given, catalogue().words)
    if not identity.is_report and not any_document:
        raise NotAReport(identity.reason)
    edition = catalogue().edition_for(identity.year) if identity.year is not None else None
    if settings.rulesets or "ruleset" not in document.metadata:
        ruleset = ruleset_for(edition or "common", tuple(settings.rulesets))
    else:
        ruleset = _named_ruleset(edition or "common", document.metadata["ruleset"])
    return read_report(document, given, ruleset, identity)


def _named_ruleset(edition: str, names: str) -> RuleSet:
    """The rule set that a draft names itself. Raises `SettingError`: a draft can name what is shipped, and no file.

    A draft may come from anywhere; it is not to open files beside it, nor to stop a run over others.
    """
    named = names.replace(",", " ").split()[:_MOST_NAMED]
    if any(looks_like_path(name) for name in named):
        raise SettingError(
            Label(
                "文首元数据的 ruleset 只能写随程序提供的叠加规则集名称；规则集文件请用 --ruleset 或配置指定",
                "front matter can name shipped overlays only; name a file with --ruleset or in the configuration",
            )
        )
    try:
        return ruleset_for(edition, tuple(named))
    except RuleSetError as error:
        zh, en = (error.to(language).partition("\n")[0][:200] for language in ("zh", "en"))
        raise SettingError(Label(f"文首元数据的 ruleset：{zh}", f"ruleset in the front matter: {en}")) from None


def check_document(
    document: Document, settings: Settings, keep: Callable[[Report], None] | None = None
) -> ReportResult:
    """The result for one document; `keep` is given the report. Raises `NotAReport`, `SettingError`, `RuleSetError`."""
    report = read_facts(document, settings)
    _add_others(report, settings)
    result = check_report(report, settings)
    if keep is not None:
        keep(report)
    return result


def check_text(text: str | bytes, name: str, settings: Settings) -> ReportResult:
    """The result for a draft in memory; `name` tells its format and is its path in messages."""
    return check_document(_document(text, name), settings)


def read_facts_text(text: str | bytes, name: str, settings: Settings) -> Report:
    """The facts of a draft in memory."""
    return read_facts(_document(text, name), settings)


def _document(text: str | bytes, name: str) -> Document:
    return read_bytes(text.encode("utf-8") if isinstance(text, str) else text, name)


def _add_others(report: Report, settings: Settings) -> None:
    """Adds last year's report and the parts, where they were given."""
    if not (settings.previous or settings.previous_text or settings.previous_drafts or settings.parts):
        report.previous_gap = NO_PREVIOUS
        return
    from disclosurelint.pairing import add_parts, add_previous, add_previous_draft

    if settings.previous_text is not None:
        report.previous = read_facts_text(settings.previous_text, "previous.md", Settings())
        return
    if settings.previous_drafts:
        add_previous_draft(report, settings.previous_drafts, _document, _facts_of)
    else:
        add_previous(report, settings, _facts_of_file, _identity_of_file)
    if settings.parts:
        add_parts(report, settings.parts, _facts_of_file)


def _facts_of_file(path: Path) -> Report:
    document = read(path)
    document.path = path.as_posix()
    return _facts_of(document)


def _facts_of(document: Document) -> Report:
    try:
        return read_facts(document, Settings())
    except NotAReport as error:
        raise InputError(error.reason) from None


def _identity_of_file(path: Path) -> Identity:
    return identify_document(read(path), Settings())


def check_report(report: Report, settings: Settings) -> ReportResult:
    """Runs the rules over a report's facts."""
    ruleset = report.ruleset
    assert ruleset is not None
    rules = selected(ruleset, settings)
    hits: dict[str, list[Hit]] = {}
    gaps: dict[str, list[NotAssessed]] = {}
    outcomes: dict[str, Outcome] = {}
    started = process_time()
    given = report.given.aggregate, report.parts is not None, report.body.types
    unfit = _unfit_rules(ruleset, report.year, *given)
    for rule in rules:
        verdict = unfit.get(rule.id) or _without_previous(rule, report)
        if verdict is None and process_time() - started > SECONDS:
            verdict = _too_slow()
        if verdict is None:
            hits[rule.id], gaps[rule.id], outcomes[rule.id] = _run(rule, report)
        elif isinstance(verdict, NotAssessed):
            gaps[rule.id], outcomes[rule.id] = [verdict], "not-assessed"
        else:
            outcomes[rule.id] = "not-applicable"
    worder = Worder(report, settings.lang)
    result = _result(report, ruleset, settings)
    for rule in rules:
        if outcomes[rule.id] in ("pass", "not-applicable"):
            continue
        told = [hit for hit in hits.get(rule.id, ()) if not silenced(rule, hit, hits)]
        open_gaps = [gap for gap in gaps.get(rule.id, ()) if not silenced(rule, gap, hits)]
        outcomes[rule.id] = "fail" if told else "not-assessed" if open_gaps else "suppressed"
        result.findings.extend(
            worder.finding(rule, hit, _severity(rule, hit, report, settings)) for hit in told[:SHOWN]
        )
        if len(told) > SHOWN:
            result.findings[-1].message += _more(len(told), rule_hits=len(hits[rule.id])).to(settings.lang)
        result.not_assessed.extend(worder.unassessed(rule, gap) for gap in open_gaps[:SHOWN])
    result.findings.sort(key=lambda finding: (finding.span, finding.rule))
    worder.fingerprint(result.findings)
    result.outcomes = outcomes
    result.pending = [rule.id for rule in rules if rule.kind == "in-set"]
    if settings.in_set and result.pending:
        _sketch(result, report)
    if report.document.comments or settings.waivers:
        from disclosurelint.waiving import waive

        waive(result, report, settings, worder)
    return result


def _too_slow() -> NotAssessed:
    limit = int(SECONDS)
    return NotAssessed(Label(f"检查已用 {limit} 秒，其余规则未运行", f"{limit} seconds are over; not run"))


def _more(told: int, *, rule_hits: int) -> Label:
    """What the last finding of a rule says of those behind it, which are not told one by one."""
    left = told - SHOWN
    if rule_hits >= LOOKED_FOR:
        return Label(f"（另有 {left} 处以上，不再逐一列出）", f" (and over {left} more, not listed)")
    return Label(f"（另有 {left} 处，不再逐一列出）", f" (and {left} more, not listed)")


def _sketch(result: ReportResult, report: Report) -> None:
    """Leaves behind what comparing the reports of a run needs."""
    from disclosurelint.facts.passages import figures_digest, sketch_of

    result.sketches = sketch_of(report)
    result.digest = figures_digest(report)


def _without_previous(rule: Rule, report: Report) -> NotAssessed | None:
    """Why a rule that looks at last year's report is not run, if it is not; then its check kind is not even loaded."""
    if "previous" in rule.needs and report.previous is None:
        return NotAssessed(report.previous_gap or NO_PREVIOUS, GIVE_PREVIOUS)
    return None


Unfit = NotAssessed | NotApplicable


@lru_cache(maxsize=128)
def _unfit_rules(
    ruleset: RuleSet, year: int | None, aggregate: bool | None, gathers: bool, types: frozenset[str]
) -> dict[str, Unfit]:
    """The rules that do not speak of reports of a year and of bodies like these, or of which that cannot be known."""
    found = {rule.id: _unfit(rule, year, aggregate, gathers, types) for rule in ruleset.rules.values()}
    return {name: verdict for name, verdict in found.items() if verdict is not None}


def _unfit(rule: Rule, year: int | None, aggregate: bool | None, gathers: bool, types: frozenset[str]) -> Unfit | None:
    if year is None:
        if rule.years[0] > 2008 or rule.years[1] < 2100 or rule.bodies is not None:
            return NotAssessed(
                Label("报告年度未能确定", "the report year is not known"), Label("用 --year 指定", "give --year")
            )
        return None
    if not rule.applies_to_year(year):
        return NotApplicable(Label("不适用于该年度", "speaks of other years"))
    if rule.aggregate == "exempt" and aggregate:
        return NotApplicable(Label("汇总报告不适用", "does not apply to a report that gathers others"))
    if rule.aggregate == "only" and not aggregate and not gathers:
        return NotApplicable(Label("仅适用于汇总报告", "applies only to a report that gathers others"))
    if rule.bodies is not None:
        if types and not types & rule.bodies:
            return NotApplicable(Label("不适用于该类机关", "speaks of other bodies"))
        if not types or not types <= rule.bodies:
            return NotAssessed(
                Label("机关类型未能确定", "the type of the body is not known"),
                Label("用 --body-type 指定", "give --body-type"),
            )
    return None


def _run(rule: Rule, report: Report) -> tuple[list[Hit], list[NotAssessed], Outcome]:
    hits: list[Hit] = []
    gaps: list[NotAssessed] = []
    for verdict in check_of(rule.kind)(report, rule):
        if isinstance(verdict, Hit):
            hits.append(verdict)
            if len(hits) >= LOOKED_FOR:
                break
        elif isinstance(verdict, NotAssessed):
            gaps.append(verdict)
        else:
            return [], [], "not-applicable"
    return hits, gaps, "fail" if hits else "not-assessed" if gaps else "pass"


_RANK: dict[str, int] = {"error": 2, "warning": 1, "info": 0}


def _severity(rule: Rule, hit: Hit, report: Report, settings: Settings) -> Severity:
    """The rule's severity, lowered where the finding rests on a guess; a configured severity stands above all."""
    configured = settings.severity.get(rule.id)
    if configured is not None:
        return configured  # type: ignore[return-value]
    caps: list[Severity] = [rule.severity]
    if hit.severity is not None:
        caps.append(hit.severity)
    if rule.bodies is not None and report.body.type_source in ("guess", "unknown"):
        caps.append("warning")
    if rule.aggregate == "exempt" and report.given.aggregate is None:
        caps.append("info")
    return min(caps, key=lambda severity: _RANK[severity])


def _result(report: Report, ruleset: RuleSet, settings: Settings) -> ReportResult:
    edition = None if report.year is None else ruleset
    return ReportResult(
        path=report.document.path,
        year=report.year,
        body_name=report.body.name,
        body_type=report.body.type,
        type_source=report.body.type_source,
        ruleset=edition.id if edition else None,
        ruleset_version=edition.version if edition else None,
        overlays=list(ruleset.overlays),
        has_lines=report.document.has_lines,
        edition=ruleset.title.to(settings.lang) if edition else "",
        draft=_draft(report) if settings.keep_draft else None,
    )


def _draft(report: Report) -> Draft:
    """The report itself, with where its title and headings stand."""
    title = report.title.text.span() if report.title else None
    return Draft(report.document, title, [section.heading.span() for section in report.sections])


def check_into(
    result: RunResult,
    path: Path,
    settings: Settings,
    data: bytes | None = None,
    handle: Callable[[Document], ReportResult] | None = None,
) -> None:
    """Checks one input (a file, or `data` under its name) and puts what came of it where it belongs.

    `handle` takes the place of `check_document` for callers that do more with the document. One bad input never
    stops the others: whatever goes wrong is one line among the failures.
    """
    name = path.as_posix()
    try:
        document = read(path) if data is None else read_bytes(data, name)
        document.path = name
        result.reports.append(handle(document) if handle else check_document(document, settings))
    except NotAReport as other:
        result.skipped.append((name, other.reason.to(settings.lang)))
    except (InputError, SettingError) as error:
        result.failures.append(Failure(name, error.label.to(settings.lang)))
    except RuleSetError:
        raise
    except Exception as error:
        if os.environ.get("DISCLOSURELINT_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"[:200]
        internal = Label(
            f"程序内部错误，未能检查（{what}）；请附上文件报告此问题",
            f"internal error, not checked ({what}); please report it with the file",
        )
        result.failures.append(Failure(name, internal.to(settings.lang)))
