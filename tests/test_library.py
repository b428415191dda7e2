"""The library call, as docs/library.md has it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from test_cli import ERROR, INFO, draft

import disclosurelint
from disclosurelint import check, check_text
from disclosurelint.engine import NotAReport
from disclosurelint.readers import InputError
from disclosurelint.rules.problems import RuleSetError


def test_a_folder(tmp_path: Path) -> None:
    draft(tmp_path, ERROR, name="a.md")
    draft(tmp_path, INFO, name="b.md")
    (tmp_path / "c.md").write_bytes(b"")
    result = check(tmp_path, lang="zh", isolated=True)
    assert [Path(report.path).name for report in result.reports] == ["a.md", "b.md"]
    assert [Path(failure.path).name for failure in result.failures] == ["c.md"]
    assert (
        result.count("error") == len([entry for entry in result.reports[0].findings if entry.severity == "error"]) > 0
    )
    finding = next(entry for entry in result.reports[0].findings if entry.rule == "REQ003")
    assert (finding.expected, finding.actual) == ("47", "48")
    assert finding.figure == "requests.handled_total[total]"
    assert result.reports[0].outcomes["REQ003"] == "fail"


def test_options_are_those_of_the_command(tmp_path: Path) -> None:
    path = draft(tmp_path, INFO)
    assert check(path, select=["SIG004"], isolated=True).count("info") == 1
    assert check(path, ignore=["SIG"], isolated=True).count("info") == 0
    late = check([path], published=date(2025, 5, 1), body_type="county", isolated=True)
    assert late.reports[0].outcomes["SIG001"] == "fail"
    with pytest.raises(RuleSetError):
        check(path, rulesets=["nowhere.yaml"])


def test_text_in_memory(tmp_path: Path) -> None:
    text = draft(tmp_path, ERROR).read_text("utf-8")
    assert {entry.rule for entry in check_text(text).findings} >= {"REQ003"}
    assert {entry.rule for entry in check_text(text.encode("gb18030"), "a.txt").findings} >= {"REQ003"}
    with pytest.raises(NotAReport):
        check_text("# 说明\n\n没有报告。\n")
    with pytest.raises(InputError):
        check_text(b"")


def test_importing_the_package_loads_nothing(tmp_path: Path) -> None:
    code = "import sys, disclosurelint; print(len([name for name in sys.modules if name.startswith('disclosurelint')]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
    assert set(disclosurelint.__all__) == {
        "Failure",
        "Finding",
        "ReportResult",
        "RunResult",
        "__version__",
        "check",
        "check_text",
    }
