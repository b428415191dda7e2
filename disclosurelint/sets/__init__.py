"""What is judged over all reports of a run: texts of another body (SET001), versions that disagree (SET004).

Each report leaves a sketch of its texts behind (`facts.passages.sketch_of`). Reports whose sketches agree are read
again, and compared letter by letter; time grows with the number of reports, not with that of their pairs.
"""

from __future__ import annotations

from collections.abc import Mapping

from disclosurelint.configuration import Configured
from disclosurelint.engine import ruleset_for
from disclosurelint.outcomes import RunResult
from disclosurelint.sets.rereading import Rereader
from disclosurelint.sets.texts import compare_texts
from disclosurelint.sets.versions import compare_versions

__all__ = ["judge_set"]


def judge_set(result: RunResult, configured: Configured, data: Mapping[str, bytes]) -> None:
    """Judges the reports of a run together; findings go to the reports that they are about.

    `data` holds the bytes of inputs that are no files.
    """
    rereader = Rereader(configured, data)
    for rule in ruleset_for("common", ()).rules.values():
        if rule.kind != "in-set" or rule.params["of"] == "roster":
            continue
        reports = [report for report in result.reports if rule.id in report.pending]
        if len(reports) < 2:
            continue
        for report in reports:
            report.outcomes[rule.id] = "pass"
        if rule.params["of"] == "texts":
            compare_texts(reports, rule.id, rereader)
        else:
            result.duplicates += compare_versions(reports, rule.id, rereader)
