"""Fuzzes for some minutes: `python benchmarks/fuzz.py --minutes 10 [--target read-md …] [--engine atheris]`.

`hypothesis` changes drafts blindly. `atheris`, where it is installed (it is no dependency, not even of development),
keeps what reaches code that nothing has reached before, and goes on from there. A file that breaks something goes to
`tests/fuzz/corpus/`, where the tests run it.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import pkgutil
import random
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

# With atheris the packages are loaded under its eyes, so nothing of them is loaded here.
CORPUS = ROOT / "tests" / "fuzz" / "corpus"
SEEDS = ROOT / "tests" / "fuzz" / ".seeds"
MEGABYTES, SECONDS, LONGEST = 700, 60, 200_000
ENOUGH = 5
"""Faults after which a target is left: the first are to be mended before more are looked for."""


def targets() -> tuple[str, ...]:
    from tests.fuzz.targets import TARGETS

    return (*TARGETS, "read-pdf")


class Attempts:
    """Runs one target and keeps each fault once: by its kind and the place that raised it."""

    def __init__(self, name: str) -> None:
        from tests.fuzz.targets import target

        self.name, self.run = name, target(name)
        self.faults: set[tuple[str, str]] = set()

    def __call__(self, data: bytes) -> None:
        try:
            self.run(data)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            fault = (type(error).__name__, f"{last.filename}:{last.lineno}")
            if fault not in self.faults:
                self.faults.add(fault)
                keep(self.name, data)
                traceback.print_exc(limit=-6)

    @property
    def enough(self) -> bool:
        return len(self.faults) >= ENOUGH


def keep(name: str, data: bytes) -> None:
    """Puts what broke a target into the corpus."""
    from tests.fuzz.mutations import digest

    path = CORPUS / f"{name}_{digest(data)}.bin"
    path.write_bytes(data)
    print(f"{path}:", file=sys.stderr)


def ending(name: str) -> str:
    """By what the seeds of a target are known."""
    return name.partition("-")[2] or name


def by_hypothesis(name: str, seconds: float, seed: int) -> tuple[int, int]:
    """Mutated drafts by hypothesis until the time is up; how many there were, and how many faults."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    from tests.fuzz.mutations import mutated
    from tests.fuzz.test_fuzz import drafts

    until = time.monotonic() + seconds
    attempt = Attempts(name)
    ran = 0
    while time.monotonic() < until and not attempt.enough:
        cases = 0

        @seeded(seed + ran)
        @settings(
            max_examples=100,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(drafts(ending(name)))
        def each(case: tuple[bytes, list]) -> None:
            nonlocal cases
            if time.monotonic() < until and not attempt.enough:
                cases += 1
                attempt(mutated(*case))

        each()
        ran += max(cases, 1)
    return ran, len(attempt.faults)


# -- guided by coverage --------------------------------------------------------------------------------------------


def by_atheris(name: str, seconds: float, seed: int) -> tuple[int, int]:
    """Guided by coverage, in a process of its own, since libFuzzer ends it; how many files, and how many faults."""
    before = set(CORPUS.iterdir())
    command = [sys.executable, __file__, "--inside", name, str(int(seconds)), str(seed)]
    done = subprocess.run(command, stderr=subprocess.PIPE, check=False, cwd=ROOT)
    told = done.stderr.decode("utf-8", "replace")
    for path in CORPUS.glob("atheris-*"):
        # Too slow or too much memory: libFuzzer itself has kept the file.
        keep(name, path.read_bytes())
        path.unlink()
    faults = len(set(CORPUS.iterdir()) - before)
    ran = re.findall(r"^(?:Done |stat::number_of_executed_units:\s*|#)(\d+)", told, re.M)
    reached = re.findall(r"^#\d+\s+INITED\s+cov: (\d+)|^#\d+\s+DONE\s+cov: (\d+)", told, re.M)
    print(f"{name}: branches reached", " → ".join(first or last for first, last in reached))
    if faults or done.returncode:
        print("\n".join(line for line in told.splitlines() if not line.startswith(("#", "INFO")))[-6000:])
    return int(ran[-1]) if ran else 0, faults + (done.returncode != 0 and not faults)


def inside(name: str, seconds: int, seed: int) -> None:
    """What the process does: all modules under the eyes of atheris, then its loop; this does not return."""
    import atheris

    with atheris.instrument_imports(include=["disclosurelint"]):
        import disclosurelint

        for module in pkgutil.walk_packages(disclosurelint.__path__, "disclosurelint."):
            if "__main__" not in module.name and ".web" not in module.name:
                importlib.import_module(module.name)
    from tests.fuzz.mutations import seeds

    start = SEEDS / name
    start.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds()[ending(name)]):
        (start / f"draft-{number}").write_bytes(data)
    attempt = Attempts(name)

    def each(data: bytes) -> None:
        attempt(data)
        if attempt.enough:
            os._exit(1)

    options = {
        "max_total_time": seconds,
        "max_len": LONGEST,
        # Drafts are to stay drafts, though a few letters may reach as much of a reader.
        "len_control": 0,
        "reduce_inputs": 0,
        "prefer_small": 0,
        "rss_limit_mb": MEGABYTES,
        "timeout": SECONDS,
        "seed": seed,
        "print_final_stats": 1,
        "artifact_prefix": f"{CORPUS}/atheris-",
    }
    arguments = [f"-{option}={given}" for option, given in options.items()]
    atheris.Setup(
        [sys.argv[0], str(start), *arguments],
        each,
        custom_mutator=mutator(lambda data, most: atheris.Mutate(data, most)),
    )
    atheris.Fuzz()


def mutator(mutate: Callable[[bytes, int], bytes]) -> Callable[[bytes, int, int], bytes]:
    """Mostly what changes drafts as drafts; now and then bytes as libFuzzer changes them."""
    from tests.fuzz.mutations import KINDS, PAGES, mutated

    def change(data: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)
        if rng.random() < 0.25 and not data.startswith((b"PK", PAGES)):
            return mutate(data, most)
        edits = [
            (rng.randint(0, 9999), rng.randint(0, KINDS - 1), rng.choice((rng.randint(0, 200), rng.randint(0, 2000))), rng.randint(0, 4095))
            for _ in range(rng.choice((1, 1, 2, 4, 8)))
        ]  # fmt: skip
        return mutated(data, edits)[:most]

    return change


# -- the command ---------------------------------------------------------------------------------------------------


def main() -> None:
    """Reads the arguments and fuzzes."""
    if sys.argv[1:2] == ["--inside"]:
        inside(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minutes", type=float, default=10.0, help="over all targets together")
    arguments.add_argument("--target", action="append", help="one of: " + " ".join(targets()), choices=targets())
    arguments.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    arguments.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    given = arguments.parse_args()
    if given.engine == "atheris" and not importlib.util.find_spec("atheris"):
        sys.exit("atheris is not installed: pip install atheris, or leave --engine away")
    names = given.target or [name for name in targets() if given.engine == "hypothesis" or name != "read-pdf"]
    engine = by_atheris if given.engine == "atheris" else by_hypothesis
    total = 0
    for place, name in enumerate(names):
        ran, faults = engine(name, given.minutes * 60 / len(names), given.seed + place)
        total += faults
        print(f"{name}: {ran} files, {faults} faults (seed {given.seed})", flush=True)
    sys.exit(bool(total))


if __name__ == "__main__":
    main()
