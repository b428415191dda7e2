"""Checks the reports of a folder with Dask: on this machine's processes, or on a cluster that others keep.

    python docs/examples/dask_folder.py FOLDER [SCHEDULER-ADDRESS]

One machine checks a province's reports in under a minute (`docs/performance.md`); this is for an archive that lies on
a cluster already. Every task is one call of the library on a few files, and gives back counts by rule: rules that
compare the reports of a run see only those of one task, so they are left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import dask
import dask.bag

from disclosurelint import check
from disclosurelint.inputs import drafts_in

FILES_A_TASK = 100


def counts_of(paths: list[str]) -> Counter[str]:
    """How many findings of each rule some files have; `failed` counts those that could not be read."""
    result = check(paths, ignore=["SET"])
    found = Counter(finding.rule for report in result.reports for finding in report.findings)
    found["failed"] += len(result.failures)
    return found


def counts_in(folder: Path) -> Counter[str]:
    """How many findings of each rule the drafts below a folder have."""
    paths = [str(path) for path in drafts_in(folder)]
    tasks = [paths[start : start + FILES_A_TASK] for start in range(0, len(paths), FILES_A_TASK)]
    if not tasks:
        return Counter()
    total: Counter[str] = dask.bag.from_sequence(tasks, npartitions=len(tasks)).map(counts_of).fold(_added).compute()
    return total


def _added(one: Counter[str], other: Counter[str]) -> Counter[str]:
    return one + other


if __name__ == "__main__":
    if len(sys.argv) > 2:
        from dask.distributed import Client

        client = Client(sys.argv[2])
    for rule, count in sorted(counts_in(Path(sys.argv[1])).items()):
        print(rule, count)
