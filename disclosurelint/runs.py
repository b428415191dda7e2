"""A run over any number of inputs: what `check` does, for the command and the library alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from disclosurelint.configuration import Configured
from disclosurelint.document import Document
from disclosurelint.engine import check_document, check_into, ruleset_for
from disclosurelint.outcomes import Failure, ReportResult, RunResult
from disclosurelint.report import Label
from disclosurelint.settings import Settings
from disclosurelint.suppress.baseline import Baseline
from disclosurelint.suppress.waivers import Waiver
from disclosurelint.waiving import waivers_of_run

Progress = Callable[[int, int], None]


@dataclass(slots=True, eq=False)
class Input:
    """A file to check, or the bytes of standard input under a name."""

    path: Path
    data: bytes | None = None


@dataclass(slots=True, eq=False)
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
    waivers: dict[Path, list[Waiver]] = field(default_factory=dict)


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
    for number, part in enumerate(_parts(checked, configured, options), 1):
        _merge(result, part)
        if options.progress:
            options.progress(number, len(checked))
    if len(checked) == len(inputs) == options.named == len(result.skipped) == 1 and not options.ignore_unknown:
        result.failures.append(Failure(*result.skipped[0]))
    _run_findings(result, checked, configured)
    _baseline(result, options)
    return result


def _parts(inputs: list[Input], configured: Configured, options: RunOptions) -> Iterator[RunResult]:
    """What came of each input."""
    for entry in inputs:
        yield check_input(entry, configured, options)


def check_input(entry: Input, configured: Configured, options: RunOptions) -> RunResult:
    """What came of one input."""
    part = RunResult()
    settings = configured.settings_for(entry.path)
    if options.fix or options.diff:
        check_into(part, entry.path, settings, entry.data, lambda document: _fix(part, document, settings, options))
    else:
        check_into(part, entry.path, settings, entry.data)
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


def _run_findings(result: RunResult, inputs: list[Input], configured: Configured) -> None:
    """The findings that belong to no single report."""
    waivers: dict[Path, list[Waiver]] = {}
    for entry in inputs:
        configuration = configured.configuration_for(entry.path)
        if configuration is not None and configuration.waivers:
            waivers[configuration.path] = [waiver for _, waiver in configuration.waivers]
    if waivers:
        from disclosurelint.rules.selection import selected

        rules = {rule.id: rule for rule in selected(ruleset_for("common", ()), configured.options)}
        result.run_findings += waivers_of_run(result, waivers, rules, configured.options)


def _baseline(result: RunResult, options: RunOptions) -> None:
    """Drops what the baseline knows; or records anew what was found."""
    baseline = options.baseline
    if baseline is None:
        return
    if options.update_baseline:
        for report in result.reports:
            baseline.record(report.path, report.findings)
        from disclosurelint.writers.atomic import write_file

        write_file(baseline.path, baseline.to_bytes())
    for report in result.reports:
        for (path, rule, fingerprint), count in baseline.apply(report):
            result.stale.append((path, rule, fingerprint, count))
