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
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from random import Random

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from disclosurelint.engine import read_facts, read_facts_text
from disclosurelint.facts.numbers import read_cell
from disclosurelint.readers import read, suffixes
from disclosurelint.report import Report
from disclosurelint.settings import Settings
from tests.drafts import Draft, make, render
from tests.drafts.draft import EDITIONS
from tests.drafts.pdf import open_, ruled
from tests.drafts.portal import portal

Written = Callable[[Draft], tuple[str, bytes]]


def _rendered(layout: str) -> Written:
    def write(draft: Draft) -> tuple[str, bytes]:
        file = render(draft, layout)
        return file.name, file.data

    return write


FORMATS: dict[str, Written] = {
    "markdown": _rendered("markdown-html"),
    "html": lambda draft: (f"{draft.seed}.html", "\n".join(portal(draft, Random(draft.seed))).encode()),
    "word": _rendered("word"),
    "pdf": _rendered("pdf"),
    "pdf-ruled": lambda draft: (f"{draft.seed}-ruled.pdf", ruled(draft, Random(draft.seed))),
    "pdf-open": lambda draft: (f"{draft.seed}-open.pdf", open_(draft, Random(draft.seed))),
}
"""Ways to write a draft; `pdf-open` are tables without ruling lines."""


def compared(report: Report, truth: dict[str, object]) -> Counter[str]:
    """How many of the true figures were read right, wrong, are unreadable, not there, or blank in the file itself."""
    counts: Counter[str] = Counter()
    for key, value in truth.items():
        figure = report.figures.get(key)
        if figure is None:
            counts["absent"] += 1
        elif figure.state == "unreadable":
            counts["unreadable"] += 1
        elif figure.state == "blank" and value:
            counts["blank"] += 1
        else:
            counts["right" if Decimal(str(figure.amount)) == Decimal(str(value)) else "wrong"] += 1
    return counts


def shown(counts: Counter[str]) -> str:
    whole = max(sum(counts.values()), 1)
    states = ("right", "unreadable", "absent", "blank", "wrong")
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
            truth: dict[str, object] = {}
            for key in (key for form in draft.forms.values() for line in form.lines() for key in line.keys):
                if not key.startswith("="):
                    state, value, _ = read_cell(draft.figures.get(key, ""))
                    truth[key] = 0 if state == "blank" else value
            for layout in layouts:
                name, data = FORMATS[layout](draft)
                totals[layout] += compared(read_facts_text(data, name, Settings()), truth)
    for layout, counts in totals.items():
        print(f"  {layout:16} {shown(counts)}")


def by_time(runs: int, seed: int, layouts: list[str]) -> None:
    print(f"a whole check of one draft, median of {runs} runs in turn")
    draft = make(seed, "prc-2021")
    command = [str(Path(sys.executable).with_name("disclosurelint")), "check"]
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for layout in layouts:
            name, data = FORMATS[layout](draft)
            paths[layout] = Path(folder) / name
            paths[layout].write_bytes(data)
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
    parser.add_argument("--formats", nargs="*", choices=list(FORMATS))
    parser.add_argument("--labels", type=Path, help="folder of reports with labels")
    options = parser.parse_args()
    layouts = options.formats or [name for name in FORMATS if FORMATS[name](make(1))[0].endswith(tuple(suffixes()))]
    if options.labels:
        by_labels(options.labels)
    if options.drafts:
        by_drafts(options.drafts, options.seed, layouts)
    if options.runs:
        by_time(options.runs, options.seed, layouts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
