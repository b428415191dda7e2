"""How long textlint, remark, markdownlint and this linter take over the same files, on one machine in one run.

`python benchmarks/compare.py` installs the three from the npm registry into a temporary folder (or `--tools FOLDER`,
kept), writes generated drafts as Markdown, and times each tool in turn over one draft and over all of them; this one in
one process, and as it is installed, which takes all cores from 50 drafts on. They look for other things: the comparison
says what a user is used to waiting, not which tool is better.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.drafts import make, render
from tests.drafts.draft import EDITIONS

PACKAGES = (
    "textlint",
    "textlint-rule-no-todo",
    "textlint-rule-max-comma",
    "remark-cli",
    "remark-preset-lint-recommended",
    "markdownlint-cli",
)
TEXTLINTRC = {"rules": {"no-todo": True, "max-comma": {"max": 20}}}
REMARKRC = {"plugins": ["remark-preset-lint-recommended"]}


def installed(folder: Path) -> Path:
    """The folder of the tools' commands; installs them where they are not there yet."""
    commands = folder / "node_modules" / ".bin"
    if not (commands / "markdownlint").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("npm is needed to install the other tools")
        subprocess.run([npm, "install", "--no-audit", "--no-fund", *PACKAGES], cwd=folder, check=True)
    (folder / ".textlintrc.json").write_text(json.dumps(TEXTLINTRC), encoding="utf-8")
    (folder / ".remarkrc.json").write_text(json.dumps(REMARKRC), encoding="utf-8")
    return commands


def spent(command: list[str], folder: Path) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]}: {done.stderr.decode('utf-8', 'replace')[:2000]}")
    return time.perf_counter() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drafts", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tools", type=Path, help="where the other tools are, or are to be installed and kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = (options.tools or Path(name) / "tools").resolve()
        commands = installed(folder)
        drafts = folder / "drafts"
        shutil.rmtree(drafts, ignore_errors=True)
        drafts.mkdir()
        for number in range(options.drafts):
            file = render(make(number, EDITIONS[number % len(EDITIONS)]), "markdown-html")
            (drafts / f"{number:04}.md").write_bytes(file.data)
        ours = [str(Path(sys.executable).with_name("disclosurelint")), "check", "--isolated"]
        tools = {
            "disclosurelint": [*ours, "--jobs", "1"],
            "as installed": ours,
            "markdownlint": [str(commands / "markdownlint")],
            "remark": [str(commands / "remark"), "--no-stdout", "--quiet"],
            "textlint": [str(commands / "textlint"), "--config", ".textlintrc.json"],
        }
        for title, places in (("one draft", ["drafts/0000.md"]), (f"{options.drafts} drafts", ["drafts"])):
            times: dict[str, list[float]] = {tool: [] for tool in tools}
            for _ in range(options.runs + 1):
                for tool, command in tools.items():
                    given = (
                        [f"{place}/*.md" for place in places] if tool == "textlint" and places == ["drafts"] else places
                    )
                    times[tool].append(spent([*command, *given], folder))
            print(title)
            base = statistics.median(times["disclosurelint"][1:])
            for tool, all_times in times.items():
                median = statistics.median(all_times[1:])
                print(f"  {tool:15} {1000 * median:8.0f} ms (least {1000 * min(all_times):6.0f})  ×{median / base:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
