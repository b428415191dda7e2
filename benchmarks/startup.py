"""How long a drafter waits for one file, beside the floor: the import of the command line's own library.

Runs `disclosurelint check FILE` and `python -c "import typer"` in turn, so that both see the same machine, and
prints the medians and their ratio.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"


# An installed package has its bytecode beside it; a checkout run without is measured as if it had.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def spent(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=ENVIRONMENT)
    return (time.perf_counter() - started) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "files", nargs="*", type=Path, default=[EXAMPLES / "faulty-2024.md", EXAMPLES / "clean-2024.md"]
    )
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--config", type=Path, help="also time each file with this configuration")
    options = parser.parse_args()
    command = [str(Path(sys.executable).with_name("disclosurelint")), "check"]
    floor = [sys.executable, "-c", "import typer"]
    calls = [[str(path)] for path in options.files]
    if options.config:
        calls += [[*call, "--config", str(options.config)] for call in calls]
    for call in calls:
        # The first run fills the caches of bytecode and rule sets; a crash would only look fast.
        first = subprocess.run([*command, *call], capture_output=True, text=True, check=False, env=ENVIRONMENT)
        if first.returncode not in (0, 1):
            sys.exit(first.stderr)
        ours, theirs = [], []
        for _ in range(options.runs):
            ours.append(spent([*command, *call]))
            theirs.append(spent(floor))
        ratio = statistics.median(ours) / statistics.median(theirs)
        print(
            f"{' '.join(Path(word).name for word in call)}: check {statistics.median(ours):.1f} ms (min {min(ours):.1f}), "
            f"import typer {statistics.median(theirs):.1f} ms (min {min(theirs):.1f}), ratio {ratio:.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
