"""Fuzzes for some minutes: `python benchmarks/fuzz.py --minutes 10 [--target read-md …]`.

With atheris installed (it is no dependency, not even of development) coverage guides the mutations of one target; else
hypothesis makes them, target after target. A file that breaks something goes to `tests/fuzz/corpus/`, where the tests run it.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.fuzz.mutations import CORPUS, digest, mutated, seeds
from tests.fuzz.targets import TARGETS, target

ALL = (*TARGETS, "read-pdf")


def keep(name: str, data: bytes) -> None:
    """Puts what broke a target into the corpus."""
    path = CORPUS / f"{name}_{digest(data)}.bin"
    path.write_bytes(data)
    print(f"{path}:", file=sys.stderr)
    traceback.print_exc(limit=-6)


def attempt(name: str, data: bytes) -> bool:
    """Runs a target; whether it held."""
    try:
        target(name)(data)
    except Exception:
        keep(name, data)
        return False
    return True


def by_hypothesis(name: str, until: float, seed: int) -> tuple[int, int]:
    """Mutated drafts by hypothesis until the time is up; how many there were, and how many broke something."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    from tests.fuzz.test_fuzz import drafts

    ran = broke = 0
    while time.monotonic() < until and broke < 3:
        cases = 0

        @seeded(seed + ran)
        @settings(
            max_examples=100,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(drafts(name.partition("-")[2] or "txt"))
        def each(case: tuple[bytes, list]) -> None:
            nonlocal cases, broke
            if time.monotonic() < until and broke < 3:
                cases += 1
                broke += not attempt(name, mutated(*case))

        each()
        ran += max(cases, 1)
    return ran, broke


def by_atheris(name: str, minutes: float) -> None:
    """Coverage-guided: atheris ends the process itself."""
    import atheris

    for package in ("disclosurelint",):
        with atheris.instrument_imports(include=[package]):
            pass
    start = CORPUS.parent / ".seeds" / name
    start.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds()[name.partition("-")[2] or "txt"]):
        (start / str(number)).write_bytes(data)
    atheris.Setup([sys.argv[0], str(start), f"-max_total_time={int(minutes * 60)}"], lambda data: attempt(name, data))
    atheris.Fuzz()


def main() -> None:
    """Reads the arguments and fuzzes."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=10.0, help="over all targets together")
    arguments.add_argument("--target", action="append", choices=ALL)
    arguments.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    given = arguments.parse_args()
    names = given.target or list(ALL)
    if importlib.util.find_spec("atheris") and len(names) == 1:
        by_atheris(names[0], given.minutes)
        return
    total = 0
    for place, name in enumerate(names):
        until = time.monotonic() + given.minutes * 60 / len(names)
        ran, broke = by_hypothesis(name, until, given.seed + place)
        total += broke
        print(f"{name}: {ran} files, {broke} broke something (seed {given.seed})", flush=True)
    sys.exit(bool(total))


if __name__ == "__main__":
    main()
