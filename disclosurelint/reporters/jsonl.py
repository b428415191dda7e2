"""JSON Lines: one object a line, each with its `type`: report, finding, not_assessed, waived, failure, skipped, summary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from disclosurelint.outcomes import RunResult
from disclosurelint.reporters import RenderOptions
from disclosurelint.reporters.json import run_object


def render(result: RunResult, options: RenderOptions) -> str:
    """All of a run, line by line."""
    return "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in _entries(run_object(result)))


def _entries(run: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for report in run["reports"]:
        path = report["path"]
        head = {key: report[key] for key in ("path", "year", "body", "ruleset", "outcomes")}
        yield {"type": "report", **head}
        for kind, name in (("finding", "findings"), ("not_assessed", "not_assessed"), ("waived", "waived")):
            for entry in report[name]:
                yield {"type": kind, "path": path, **entry}
    for finding in run["run_findings"]:
        yield {"type": "finding", "path": None, **finding}
    for failure in run["failures"]:
        yield {"type": "failure", **failure}
    for skipped in run["skipped"]:
        yield {"type": "skipped", **skipped}
    yield {"type": "summary", **run["summary"]}
