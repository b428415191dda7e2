"""SARIF 2.1.0: results with the metadata of their rules, fingerprints, related places and fixes."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from disclosurelint import __version__
from disclosurelint.document import Place
from disclosurelint.findings import place_words
from disclosurelint.outcomes import Finding, ReportResult, RunResult
from disclosurelint.reporters import RenderOptions
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.rules.model import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "info": "note"}


def render(result: RunResult, options: RenderOptions) -> str:
    """The log with one run."""
    found = [(report, finding) for report in result.reports for finding in report.findings]
    ids = sorted({finding.rule for _, finding in found} | {finding.rule for finding in result.run_findings})
    known = load_ruleset("common").rules
    results = [_result(report, finding, ids, options.language) for report, finding in found]
    results += [_result(None, finding, ids, options.language) for finding in result.run_findings]
    run = {
        "tool": {
            "driver": {
                "name": "disclosurelint",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule_id, known.get(rule_id), options.language) for rule_id in ids],
            }
        },
        "columnKind": "unicodeCodePoints",
        "language": "en-US" if options.language == "en" else "zh-CN",
        "invocations": [
            {
                "executionSuccessful": not result.failures,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": failure.message},
                        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(failure.path)}}}],
                    }
                    for failure in result.failures
                ],
            }
        ],
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule_id: str, rule: Rule | None, language: str) -> dict[str, Any]:
    if rule is None:
        # A rule that an overlay added.
        return {"id": rule_id}
    texts = rule.texts[language]
    return {
        "id": rule_id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": texts.title},
        "fullDescription": {"text": texts.why},
        "help": {"text": texts.remedy},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _result(report: ReportResult | None, finding: Finding, ids: list[str], language: str) -> dict[str, Any]:
    path = report.path if report else finding.path
    lined = report is None or report.has_lines
    where = "" if lined else place_words(finding.place, False, language)
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": ids.index(finding.rule),
        "level": _LEVEL[finding.severity],
        "message": {"text": f"{where} {finding.message}".strip()},
    }
    if path:
        found["locations"] = [{"physicalLocation": _physical(path, finding.place)}]
        related = [
            {
                "id": number,
                "message": {"text": entry.message},
                "physicalLocation": _physical(entry.path or path, entry.place),
            }
            for number, entry in enumerate(finding.related, 1)
            if entry.place is not None
        ]
        if related:
            found["relatedLocations"] = related
        if finding.edits:
            found["fixes"] = [_fix(path, finding)]
    if finding.fingerprint:
        found["partialFingerprints"] = {"disclosurelint/v1": finding.fingerprint}
    return found


def _physical(path: str, place: Place) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(path)}, "region": _region(place)}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(path: str, finding: Finding) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}} for edit in finding.edits
    ]
    return {
        "description": {"text": finding.remedy or finding.message},
        "artifactChanges": [{"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}],
    }


def _uri(path: str) -> str:
    """A path as a URI reference; an absolute one as a file URI."""
    quoted = quote(path)
    if len(path) > 1 and path[1] == ":":
        return f"file:///{quote(path, safe='/:')}"
    return f"file://{quoted}" if path.startswith("/") else quoted
