"""JUnit XML: a suite a report, a failing case a finding, a skipped case a rule that was not assessed."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Tree

from disclosurelint.findings import place_words
from disclosurelint.outcomes import Finding, ReportResult, RunResult
from disclosurelint.reporters import RenderOptions

# Letters that XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(result: RunResult, options: RenderOptions) -> str:
    """The suites."""
    root = Tree.Element("testsuites", name="disclosurelint")
    for report in result.reports:
        _suite(root, report, options.language)
    if result.run_findings:
        suite = Tree.SubElement(root, "testsuite", name="disclosurelint")
        for finding in result.run_findings:
            _case(suite, finding, finding.path or "-", "")
        _count(suite)
    for failure in result.failures:
        suite = Tree.SubElement(root, "testsuite", name=clean(failure.path))
        case = Tree.SubElement(suite, "testcase", name="read", classname=clean(failure.path))
        Tree.SubElement(case, "error", message=clean(failure.message))
        _count(suite)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    Tree.indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{Tree.tostring(root, 'unicode')}\n"


def _suite(root: Tree.Element, report: ReportResult, language: str) -> None:
    suite = Tree.SubElement(root, "testsuite", name=clean(report.path))
    for finding in report.findings:
        where = "" if report.has_lines else place_words(finding.place, False, language)
        _case(suite, finding, report.path, where)
    for gap in report.not_assessed:
        case = Tree.SubElement(suite, "testcase", name=gap.rule, classname=clean(report.path))
        Tree.SubElement(case, "skipped", message=clean(gap.reason))
    if not len(suite):
        Tree.SubElement(suite, "testcase", name="disclosurelint", classname=clean(report.path))
    _count(suite)


def _case(suite: Tree.Element, finding: Finding, path: str, where: str) -> None:
    case = Tree.SubElement(
        suite,
        "testcase",
        name=finding.rule,
        classname=clean(path),
        line=str(finding.place.line),
        column=str(finding.place.column),
    )
    failure = Tree.SubElement(
        case, "failure", type=finding.severity, message=clean(f"{where} {finding.message}".strip())
    )
    failure.text = clean("\n".join(filter(None, (finding.sum, *finding.notes, *finding.basis, finding.remedy))))


def _count(suite: Tree.Element) -> None:
    suite.set("tests", str(len(suite)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(case.find(tag) is not None for case in suite)))


def clean(text: str) -> str:
    """Text that XML can hold."""
    return _FORBIDDEN.sub("\ufffd", text)
