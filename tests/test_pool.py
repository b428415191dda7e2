"""Several processes: same output, and an input that kills its worker or takes too long costs itself alone."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from test_cli import ERROR, draft

from disclosurelint import check, pool, runs
from disclosurelint.configuration import Configured
from disclosurelint.outcomes import RunResult
from disclosurelint.reporters import RenderOptions, renderer
from disclosurelint.runs import Input, RunOptions
from disclosurelint.settings import Settings


def drafts(folder: Path, count: int) -> list[Path]:
    return [draft(folder, *([ERROR] if number % 3 else []), name=f"{number:02}.md") for number in range(count)]


def test_output_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    drafts(tmp_path, 12)
    (tmp_path / "05b.md").write_bytes(b"")
    texts = {renderer("json")(check(tmp_path, isolated=True, jobs=jobs), RenderOptions()) for jobs in (1, 2, 3, 20)}
    assert len(texts) == 1


def test_reports_that_workers_read_are_compared_as_those_of_one_process(tmp_path: Path) -> None:
    """Texts that repeat another body's and versions that disagree are found, whoever has read the reports."""
    text = (
        "围绕群众关切的就业教育医疗住房社保养老等重点领域，分门别类梳理公开事项，逐项明确公开主体、时限、方式和渠道，做到应公开尽公开。"
        * 4
    )
    for number, body in enumerate(("清沅县水务局", "清沅县教育局", "清沅县民政局")):
        (tmp_path / f"{number}.md").write_text(
            f"# {body}2024年政府信息公开工作年度报告\n\n## 一、总体情况\n\n{text}\n\n{body}\n\n2025年1月20日\n", "utf-8"
        )
    both = [check(tmp_path, isolated=True, jobs=jobs, select=["SET"]) for jobs in (1, 2)]
    found = [[(report.path, finding.rule) for report in run.reports for finding in report.findings] for run in both]
    assert found[0] == found[1]
    assert any(rule == "SET001" for _, rule in found[0])


@pytest.mark.skipif(os.name == "nt", reason="processes are copied on Linux only, so that the fault can be put in")
@pytest.mark.parametrize("fault", ["dies", "hangs"])
def test_a_worker_that_dies_or_hangs_costs_its_own_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    paths = drafts(tmp_path, 6)
    real = runs.check_input

    def faulty(entry: Input, *rest: Any) -> RunResult:
        if entry.path.name == "03.md":
            if fault == "dies":
                os.kill(os.getpid(), 9)
            time.sleep(30)
        return real(entry, *rest)

    monkeypatch.setattr(runs, "check_input", faulty)
    configured = Configured(Settings(), isolated=True)
    parts = list(pool.parallel([Input(path) for path in paths], configured, RunOptions(), 2, seconds=2.0))
    assert [len(part.reports) for part in parts] == [1, 1, 1, 0, 1, 1]
    assert [len(part.failures) for part in parts] == [0, 0, 0, 1, 0, 0]
    assert parts[3].failures[0].path.endswith("03.md")
