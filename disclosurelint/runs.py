"""A run over any number of inputs: what `check` does, for the command and the library alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from disclosurelint.configuration import Configured
from disclosurelint.document import Document
from disclosurelint.engine import check_document, check_into, ruleset_for
from disclosurelint.outcomes import Failure, Finding, ReportResult, RunResult
from disclosurelint.records import record
from disclosurelint.report import Label
from disclosurelint.settings import Settings
from disclosurelint.suppress.baseline import Baseline
from disclosurelint.suppress.waivers import Waiver
from disclosurelint.waiving import settle, waivers_of_run

if TYPE_CHECKING:
    from disclosurelint.sets.extracts import Extract
    from disclosurelint.sets.keeping import Kept

_EXTRACTS = 600
"""Reports of a run whose extracts workers send along, so that comparing them needs no second reading."""

Progress = Callable[[int, int], None]


@record
class Input:
    """A file to check, or the bytes of standard input under a name."""

    path: Path
    data: bytes | None = None


@record
class RunOptions:
    """What a run does beside checking."""

    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    baseline: Baseline | None = None
    update_baseline: bool = False
    ignore_unknown: bool = True
    jobs: int = 1
    progress: Progress | None = None
    named: int = 0
    """How many inputs were named one by one; one alone that is no report is a failure."""
    roster: Path | None = None
    """The names of the bodies that must report; else the configuration's."""


def run(inputs: list[Input], configured: Configured, options: RunOptions) -> RunResult:
    """The result for all inputs, in their order. Raises `RuleSetError` for configuration or rules that cannot be used."""
    result = RunResult()
    checked = []
    for entry in inputs:
        if configured.excluded(entry.path):
            reason = Label("配置已排除（exclude）", "excluded by the configuration")
            result.skipped.append((entry.path.as_posix(), reason.to(configured.options.lang)))
        else:
            checked.append(entry)
    configured.options.in_set = len(checked) > 1
    kept = _kept() if len(checked) > 1 else None
    for number, part in enumerate(_parts(checked, configured, options, kept), 1):
        _merge(result, part)
        if options.progress:
            options.progress(number, len(checked))
    if len(checked) == len(inputs) == options.named == len(result.skipped) == 1 and not options.ignore_unknown:
        result.failures.append(Failure(*result.skipped[0]))
    if len(result.reports) > 1:
        from disclosurelint.sets import judge_set

        data = {entry.path.as_posix(): entry.data for entry in checked if entry.data is not None}
        judge_set(result, configured, data, kept)
    settle(result)
    _run_findings(result, checked, configured, options)
    _baseline(result, options)
    return result


def _kept() -> Kept:
    from disclosurelint.sets.keeping import Kept

    return Kept()


def _parts(inputs: list[Input], configured: Configured, options: RunOptions, kept: Kept | None) -> Iterator[RunResult]:
    """What came of each input, from several processes where there are many; one alone keeps what it has read."""
    if options.jobs != 1 and len(inputs) > 1:
        from disclosurelint.pool import parallel, workers_for

        count = workers_for(options.jobs, len(inputs))
        if count > 1:
            yield from parallel(inputs, configured, _plain(options), count, sent=kept.extracts.update if kept else None)
            return
    for entry in inputs:
        yield check_input(entry, configured, options, kept)


def _plain(options: RunOptions) -> RunOptions:
    """What a worker needs of the options."""
    return RunOptions(options.fix, options.unsafe_fixes, options.diff)


def check_sent(
    number: int, entry: Input, configured: Configured, options: RunOptions
) -> tuple[RunResult, dict[str, Extract]]:
    """What came of one input in a worker, and what its report is compared with others by."""
    kept = _kept() if number < _EXTRACTS and configured.options.in_set else None
    part = check_input(entry, configured, options, kept)
    compared = kept is not None and any(report.pending for report in part.reports)
    return part, kept.extracted() if kept is not None and compared else {}


def check_input(entry: Input, configured: Configured, options: RunOptions, kept: Kept | None = None) -> RunResult:
    """What came of one input; `kept` is given its report."""
    part = RunResult()
    settings = configured.settings_for(entry.path)
    if options.fix or options.diff:
        check_into(part, entry.path, settings, entry.data, lambda document: _fix(part, document, settings, options))
    else:
        keep = kept.keep if kept is not None else None
        check_into(part, entry.path, settings, entry.data, lambda document: check_document(document, settings, keep))
    return part


def _fix(part: RunResult, document: Document, settings: Settings, options: RunOptions) -> ReportResult:
    from disclosurelint.writers.atomic import write_file
    from disclosurelint.writers.fixing import difference, fix, fixable

    if not fixable(document):
        return check_document(document, settings)
    fixed = fix(document, lambda draft: check_document(draft, settings), unsafe=options.unsafe_fixes)
    if not fixed.changed:
        return fixed.result
    if options.diff:
        part.differences.append(difference(fixed, document.path))
        return check_document(document, settings)
    try:
        write_file(Path(document.path), fixed.content)
    except OSError as error:
        reason = error.strerror or str(error)
        part.failures.append(
            Failure(
                document.path,
                Label(f"修正未能写入：{reason}", f"the fixes could not be written: {reason}").to(settings.lang),
            )
        )
        return check_document(document, settings)
    part.fixed[document.path] = fixed.mended
    return fixed.result


def _merge(result: RunResult, part: RunResult) -> None:
    result.reports += part.reports
    result.failures += part.failures
    result.skipped += part.skipped
    result.fixed.update(part.fixed)
    result.differences += part.differences


def _run_findings(result: RunResult, inputs: list[Input], configured: Configured, options: RunOptions) -> None:
    """The findings that belong to no single report."""
    _roster(result, inputs, configured, options)
    waivers: dict[Path, list[Waiver]] = {}
    for entry in inputs:
        configuration = configured.configuration_for(entry.path)
        if configuration is not None and configuration.waivers:
            waivers[configuration.path] = [waiver for _, waiver in configuration.waivers]
    if waivers:
        from disclosurelint.rules.selection import selected

        rules = {rule.id: rule for rule in selected(ruleset_for("common", ()), configured.options)}
        result.run_findings += waivers_of_run(result, waivers, rules, configured.options)


def _roster(result: RunResult, inputs: list[Input], configured: Configured, options: RunOptions) -> None:
    """Names the bodies of the roster that have no report. Raises `SettingError` for a roster that cannot be read."""
    configuration = configured.configuration_for(inputs[0].path) if inputs else None
    path = options.roster
    if path is None and configuration is not None and configuration.values.get("roster"):
        path = configuration.folder / configuration.values["roster"]
    if path is None:
        return
    from disclosurelint.rosters import read_roster, roster_findings
    from disclosurelint.rules.loading import catalogue
    from disclosurelint.rules.selection import selected

    settings = configured.settings_for(path)
    ruleset = ruleset_for(catalogue().editions[-1].id, tuple(settings.rulesets))
    for rule in selected(ruleset, settings):
        if rule.kind == "in-set" and rule.params["of"] == "roster":
            roster = read_roster(path, _words(ruleset.words, rule.params.get("headers", "")))
            waivers = configuration.waivers_for(path) if configuration is not None else []
            findings, uses = roster_findings(result, roster, rule, ruleset, settings, waivers)
            result.run_findings += findings
            if configuration is not None:
                name = configuration.path.as_posix()
                result.waiver_uses += [(name, waiver.line, use) for waiver, use in uses]
            for report in result.reports:
                report.pending = [pending for pending in report.pending if pending != rule.id]


def _words(words: object, name: str) -> list[str]:
    for key in name.split("."):
        words = words.get(key) if isinstance(words, dict) else None
    return [str(word) for word in words] if isinstance(words, list) else []


def _baseline(result: RunResult, options: RunOptions) -> None:
    """Drops what the baseline knows; or records anew what was found."""
    baseline = options.baseline
    if baseline is None:
        return
    if options.update_baseline:
        for report in result.reports:
            baseline.record(report.path, report.findings)
        for path, findings in _of_run(result).items():
            baseline.record(path, findings)
        from disclosurelint.writers.atomic import write_file

        write_file(baseline.path, baseline.to_bytes())
    for report in result.reports:
        for (path, rule, fingerprint), count in baseline.apply(report):
            result.stale.append((path, rule, fingerprint, count))
    for name, findings in _of_run(result).items():
        kept, known, stale = baseline.split(name, findings)
        result.baselined += known
        gone = [finding for finding in findings if finding not in kept]
        result.run_findings = [finding for finding in result.run_findings if finding not in gone]
        result.stale += [(*entry, count) for entry, count in stale]


def _of_run(result: RunResult) -> dict[str, list[Finding]]:
    """The findings that belong to no report, by the file that they stand in."""
    found: dict[str, list[Finding]] = {}
    for finding in result.run_findings:
        if finding.path is not None:
            found.setdefault(finding.path, []).append(finding)
    return found
