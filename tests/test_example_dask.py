"""The example with Dask counts what the library call counts."""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path

import pytest
from test_cli import ERROR, WARNING, draft

from disclosurelint import check

dask = pytest.importorskip("dask", reason="dask is not installed")
pytest.importorskip("dask.bag", reason="dask's bags are not installed")

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "dask_folder.py"


def test_dask_counts_as_one_run_does(tmp_path: Path) -> None:
    for number in range(5):
        draft(tmp_path, *([ERROR] if number % 2 else [WARNING]), name=f"{number}.md")
    (tmp_path / "broken.docx").write_bytes(b"no archive")
    example = runpy.run_path(str(EXAMPLE))
    # Tasks of two files, in this process: what is shared out and added up is the example's own.
    example["counts_in"].__globals__["FILES_A_TASK"] = 2
    with dask.config.set(scheduler="synchronous"):
        counted = example["counts_in"](tmp_path)
    run = check(tmp_path, ignore=["SET"])
    expected = Counter(finding.rule for report in run.reports for finding in report.findings)
    assert counted == expected + Counter(failed=len(run.failures))
    assert counted["failed"] == 1
    assert counted["REQ001"] or sum(counted.values()) > 3
