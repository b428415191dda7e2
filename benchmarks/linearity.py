"""Whether time grows with the work and no faster: with the number of drafts, and with the length of one.

`python benchmarks/linearity.py` checks more and more drafts, and one draft that is made longer and longer, and writes
both as a picture, `docs/performance-linearity.svg`. Times are processor time, so that a busy machine does not bend
the lines; memory is that of the process at its fullest. The rules that compare the reports of a run are left out:
generated drafts draw on the same few sentences, so that nearly all of them would be compared.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.drafts import make, render
from tests.drafts.draft import EDITIONS

ROOT = Path(__file__).parents[1]
COUNTS = (50, 100, 200, 400, 800)
LENGTHS = (1, 4, 16, 64, 256)
_PARAGRAPH = "本年度收到政府信息公开申请{0}件，均已按期答复；通过门户网站公开信息{1}条，组织培训{0}次。\n\n"
_MEASURED = """
import resource, sys
from disclosurelint import check
result = check(sys.argv[1], isolated=True, ignore=["SET"])
assert not result.failures, result.failures
use = resource.getrusage(resource.RUSAGE_SELF)
print(use.ru_utime + use.ru_stime, use.ru_maxrss / 1024)
"""


def measured(place: Path, runs: int) -> tuple[float, float]:
    """The least processor time of several runs over a file or folder, and the memory, in MB."""
    found = []
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", _MEASURED, str(place)],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env=environment,
        )
        seconds, memory = map(float, done.stdout.split())
        found.append((seconds, memory))
    return min(found)


def by_count(folder: Path, runs: int) -> list[tuple[float, float, float]]:
    """Drafts, seconds, MB: for folders that hold more and more drafts."""
    points = []
    for count in COUNTS:
        place = folder / str(count)
        place.mkdir()
        for number in range(count):
            file = render(make(number, EDITIONS[number % len(EDITIONS)]), "markdown-html")
            (place / f"{number:04}-{file.name}").write_bytes(file.data)
        points.append((float(count), *measured(place, runs)))
    return points


def by_length(folder: Path, runs: int) -> list[tuple[float, float, float]]:
    """KB, seconds, MB: for one draft whose first section has more and more to say."""
    text = render(make(3, "prc-2021"), "markdown-html").text
    head, mark, rest = text.partition("\n二、")
    points = []
    for factor in LENGTHS:
        more = "".join(_PARAGRAPH.format(number % 90 + 1, number + 5) for number in range(60 * factor))
        path = folder / f"long-{factor}.md"
        path.write_text(f"{head}\n\n{more}{mark}{rest}", encoding="utf-8")
        points.append((path.stat().st_size / 1000, *measured(path, runs)))
    return points


def chart(points: list[tuple[float, float, float]], title: str, unit: str, left: int) -> str:
    """One chart: seconds over size, with a straight line from the first point to the last for comparison."""
    width, height = 340, 220
    most_x, most_y = max(point[0] for point in points), max(point[1] for point in points) * 1.1
    places = [(left + width * x / most_x, 50 + height * (1 - y / most_y)) for x, y, _ in points]
    parts = [
        f'<text x="{left}" y="30" font-weight="bold">{title}</text>',
        f'<path d="M{left} 50V{50 + height}H{left + width}" fill="none" stroke="#888"/>',
        f'<path d="M{places[0][0]:.1f} {places[0][1]:.1f}L{places[-1][0]:.1f} {places[-1][1]:.1f}" stroke="#bbb" '
        'stroke-dasharray="4 3"/>',
        '<polyline fill="none" stroke="#1f6feb" stroke-width="2" points="'
        + " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        + '"/>',
    ]
    for (x, y), (size, seconds, memory) in zip(places, points, strict=True):
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#1f6feb"><title>{size:.0f} {unit}: {seconds:.2f} s, '
                     f"{memory:.0f} MB</title></circle>")  # fmt: skip
    parts.append(f'<text x="{left + width}" y="{70 + height}" text-anchor="end">{most_x:.0f} {unit}</text>')
    parts.append(f'<text x="{left + 6}" y="62">{most_y / 1.1:.1f} s</text>')
    return "\n".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "performance-linearity.svg")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        count, length = by_count(Path(name), options.runs), by_length(Path(name), options.runs)
    for title, points in (("drafts", count), ("KB", length)):
        for size, seconds, memory in points:
            print(f"{size:8.0f} {title:7} {seconds:7.2f} s  {1000 * seconds / size:6.2f} ms each  {memory:5.0f} MB")
    options.output.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 840 320" font-family="sans-serif" font-size="12">\n'
        + chart(count, "Seconds by number of drafts", "drafts", 40)
        + "\n"
        + chart(length, "Seconds by length of one draft", "KB", 460)
        + "\n</svg>\n",
        encoding="utf-8",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
