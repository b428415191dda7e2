"""How many drafts a second one process checks, and where the time goes, room by room: in processor time.

The prose is read when the first rule on it asks; it is told apart from the checks that ask.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from disclosurelint import engine
from disclosurelint.cli.main import collect_rarely
from disclosurelint.facts.reading import read_report
from disclosurelint.outcomes import RunResult
from disclosurelint.readers import read_bytes
from disclosurelint.report import Report
from disclosurelint.reporters import RenderOptions
from disclosurelint.reporters.text import render as render_text
from disclosurelint.settings import Settings
from tests.drafts import LAYOUTS, make, render
from tests.drafts.draft import EDITIONS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drafts", type=int, default=500)
    parser.add_argument("--layout", choices=list(LAYOUTS), help="one layout only (default: all of text in turn)")
    options = parser.parse_args()
    layouts = [options.layout] if options.layout else [name for name in LAYOUTS if name not in ("word", "pdf")]
    files = []
    for number in range(options.drafts):
        draft = make(number, EDITIONS[number % len(EDITIONS)])
        files.append((layouts[number % len(layouts)], render(draft, layouts[number % len(layouts)])))
    settings = Settings()
    collect_rarely()
    for edition in EDITIONS:
        engine.ruleset_for(edition, ())
    rooms: Counter[str] = Counter()
    prose = _prose_timed()
    by_layout: Counter[str] = Counter()
    run = RunResult()
    started = time.process_time()
    for layout, rendered in files:
        times = [time.process_time()]
        document = read_bytes(rendered.data, rendered.name)
        times.append(time.process_time())
        identity = engine.identify_document(document, settings)
        times.append(time.process_time())
        edition = engine.catalogue().edition_for(identity.year) if identity.year is not None else None
        ruleset = engine.ruleset_for(edition or "common", ())
        report = read_report(document, settings.given(document.metadata), ruleset, identity)
        times.append(time.process_time())
        run.reports.append(engine.check_report(report, settings))
        times.append(time.process_time())
        for room, first, last in zip(("read", "identity", "facts", "checks"), times, times[1:], strict=False):
            rooms[room] += last - first
        rooms["checks"] -= prose[0]
        rooms["prose"] += prose[0]
        prose[0] = 0.0
        by_layout[layout] += times[-1] - times[0]
    before = time.process_time()
    render_text(run, RenderOptions())
    rooms["report"] = time.process_time() - before
    total = time.process_time() - started
    size = sum(len(rendered.data) for _, rendered in files) / 1e6
    print(f"{len(files)} drafts, {size:.1f} MB: {total:.2f} s, {len(files) / total:.0f} drafts a second")
    print("ms a draft: " + ", ".join(f"{room} {1000 * spent / len(files):.2f}" for room, spent in rooms.items()))
    counts = Counter(layout for layout, _ in files)
    print("by layout: " + ", ".join(f"{name} {1000 * spent / counts[name]:.2f}" for name, spent in by_layout.items()))
    print(f"resident: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


def _prose_timed() -> list[float]:
    """The seconds that reading the prose takes, from now on; whoever has read them sets them back."""
    spent = [0.0]
    plain = Report.once

    def once(report: Report, name: str, read: Callable[[Report], Any]) -> Any:
        if name != "prose":
            return plain(report, name, read)
        started = time.process_time()
        found = plain(report, name, read)
        spent[0] += time.process_time() - started
        return found

    Report.once = once  # type: ignore[method-assign]
    return spent


if __name__ == "__main__":
    sys.exit(main())
