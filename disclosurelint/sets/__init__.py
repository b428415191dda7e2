"""What is judged over all reports of a run: texts of another body (SET001), versions that disagree (SET004).

Each report leaves a sketch of its texts behind (`facts.passages.sketch_of`). Reports whose sketches agree are read
again, and compared letter by letter; time grows with the number of reports, not with that of their pairs.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from disclosurelint.configuration import Configured
from disclosurelint.engine import ruleset_for
from disclosurelint.outcomes import ReportResult, RunResult, Unassessed
from disclosurelint.report import Label
from disclosurelint.rules.problems import RuleSetError
from disclosurelint.sets.keeping import Kept
from disclosurelint.sets.rereading import Rereader
from disclosurelint.sets.texts import compare_texts
from disclosurelint.sets.versions import compare_versions

__all__ = ["judge_set"]


def judge_set(result: RunResult, configured: Configured, data: Mapping[str, bytes], kept: Kept | None = None) -> None:
    """Judges the reports of a run together; findings go to the reports that they are about.

    `data` holds the bytes of inputs that are no files, `kept` reports that need not be read again.
    """
    rereader = Rereader(configured, data, kept)
    judged: list[tuple[str, list[ReportResult]]] = []
    for rule in ruleset_for("common", ()).rules.values():
        if rule.kind != "in-set" or rule.params["of"] == "roster":
            continue
        reports = [report for report in result.reports if rule.id in report.pending]
        if len(reports) < 2:
            continue
        for report in reports:
            report.outcomes[rule.id] = "pass"
        try:
            if rule.params["of"] == "texts":
                compare_texts(reports, rule.id, rereader)
            else:
                result.duplicates += compare_versions(reports, rule.id, rereader)
        except RuleSetError:
            raise
        except Exception as error:
            # What was found of each report alone must not be lost.
            if os.environ.get("DISCLOSURELINT_DEBUG"):
                raise
            _unjudged(reports, rule.id, f"{type(error).__name__}: {error}"[:200], configured.options.lang)
        judged.append((rule.id, reports))
    for name, reports in judged:
        for report in reports:
            report.pending.remove(name)


def _unjudged(reports: list[ReportResult], rule: str, what: str, language: str) -> None:
    reason = Label(f"程序内部错误，未能比较（{what}）", f"internal error, not compared ({what})").to(language)
    for report in reports:
        if report.outcomes[rule] == "pass":
            report.outcomes[rule] = "not-assessed"
            report.not_assessed.append(Unassessed(rule, reason, None, None))
