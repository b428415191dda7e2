"""How well and how fast each format is read.

`python benchmarks/formats.py` writes generated drafts as Markdown, HTML (a portal's page), Word and PDF, compares the
figures read from each with the draft's own, and times a whole `check` of the same draft in each format, side by side.
`--labels FOLDER` also reads published reports that were read by hand (files `labels/NAME.yaml` beside the reports;
`NAME.pdf` and the like are held against the labels of `NAME`): the share of labelled figures right, unreadable, wrong.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from disclosurelint.engine import read_facts, read_facts_text
from disclosurelint.facts.numbers import read_cell
from disclosurelint.readers import read, suffixes
from disclosurelint.report import Report
from disclosurelint.settings import Settings
from tests.drafts import LAYOUTS, make, render
from tests.drafts.draft import EDITIONS

FORMATS = ("markdown-html", "html-portal", "word", "pdf-ruled", "pdf-open")


def compared(report: Report, truth: dict[str, object]) -> Counter[str]:
    """How many of the true figures were read right, wrong, are unreadable, or are not there."""
    counts: Counter[str] = Counter()
    for key, value in truth.items():
        figure = report.figures.get(key)
        if figure is None:
            counts["absent"] += 1
        elif figure.state == "unreadable":
            counts["unreadable"] += 1
        else:
            counts["right" if Decimal(str(figure.amount)) == Decimal(str(value)) else "wrong"] += 1
    return counts


def shown(counts: Counter[str]) -> str:
    whole = max(sum(counts.values()), 1)
    states = ("right", "unreadable", "absent", "wrong")
    return "  ".join(f"{state} {counts[state]} ({counts[state] / whole:.1%})" for state in states)


def labelled(folder: Path) -> Iterator[tuple[Path, dict[str, object]]]:
    for path in sorted((folder / "labels").glob("*.yaml")):
        labels = yaml.safe_load(path.read_text(encoding="utf-8"))
        for suffix in suffixes():
            report = folder / f"{path.stem}{suffix}"
            if report.is_file() and labels.get("figures"):
                yield report, labels["figures"]


def by_labels(folder: Path) -> None:
    print(f"figures of published reports ({folder})")
    for path, figures in labelled(folder):
        print(f"  {path.name:32} {shown(compared(read_facts(read(path), Settings()), figures))}")


def by_drafts(number: int, seed: int, layouts: list[str]) -> None:
    print(f"figures of {number} generated drafts an edition")
    totals: dict[str, Counter[str]] = {layout: Counter() for layout in layouts}
    for edition in EDITIONS:
        for at in range(number):
            draft = make(seed + at, edition)
            truth = {}
            for key, text in draft.figures.items():
                state, value, _ = read_cell(text)
                truth[key] = 0 if state == "blank" else value
            for layout in layouts:
                file = render(draft, layout)
                totals[layout] += compared(read_facts_text(file.data, file.name, Settings()), truth)
    for layout, counts in totals.items():
        print(f"  {layout:16} {shown(counts)}")


def by_time(runs: int, seed: int, layouts: list[str]) -> None:
    print(f"a whole check of one draft, median of {runs} runs in turn")
    draft = make(seed, "prc-2021")
    command = [str(Path(sys.executable).with_name("disclosurelint")), "check"]
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for layout in layouts:
            file = render(draft, layout)
            paths[layout] = Path(folder) / file.name
            paths[layout].write_bytes(file.data)
        spent: dict[str, list[float]] = {layout: [] for layout in layouts}
        for _ in range(runs + 1):
            for layout, path in paths.items():
                started = time.perf_counter()
                subprocess.run([*command, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
                spent[layout].append((time.perf_counter() - started) * 1000)
    base = statistics.median(spent[layouts[0]][1:])
    for layout, times in spent.items():
        median = statistics.median(times[1:])
        print(f"  {layout:16} {median:7.1f} ms  ×{median / base:.2f} of {layouts[0]}  ({paths[layout].suffix})")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drafts", type=int, default=8, help="generated drafts an edition")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=11, help="timed runs a format; 0 for none")
    parser.add_argument("--labels", type=Path, help="folder of reports with labels")
    options = parser.parse_args()
    layouts = [layout for layout in FORMATS if layout in LAYOUTS]
    if options.labels:
        by_labels(options.labels)
    if options.drafts:
        by_drafts(options.drafts, options.seed, layouts)
    if options.runs:
        by_time(options.runs, options.seed, layouts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
