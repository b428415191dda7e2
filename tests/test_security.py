"""Nothing is sent, nothing is run, nothing is written but what was asked for; a run that is killed leaves whole files."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_cli import ERROR, INFO, command, draft

GUARD = '''
import sys

def guard(event, arguments):
    """Ends the process at any use of the network or start of another program, and notes files opened for writing."""
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")) or event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
        sys.stderr.write(f"FORBIDDEN {event} {arguments!r}\\n")
        sys.stderr.flush()
        import os
        os._exit(99)
    if event == "open" and arguments[1] and any(mode in str(arguments[1]) for mode in "wxa+"):
        sys.stderr.write(f"WRITES {arguments[0]}\\n")

sys.addaudithook(guard)
'''


def guarded(folder: Path, *arguments: str, cache: str = "off") -> subprocess.CompletedProcess[str]:
    """The command under a guard of its own process."""
    site = folder / "guard"
    site.mkdir(exist_ok=True)
    (site / "sitecustomize.py").write_text(GUARD, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(site), "DISCLOSURELINT_CACHE": cache, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "disclosurelint", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_the_guard_itself_works(tmp_path: Path) -> None:
    guarded(tmp_path, "--version")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "guard")}
    code = "import socket; socket.socket()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 99


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "report.md"],
        ["check", ".", "--format", "json", "--jobs", "1"],
        ["extract", "report.md"],
        ["explain", "REQ001"],
        ["rules"],
        ["check", "page.html", "--ignore-unknown"],
    ],
)
def test_no_network_no_other_program_no_writing(tmp_path: Path, arguments: list[str]) -> None:
    text = draft(tmp_path, ERROR).read_text("utf-8")
    outside = '<img src="http://192.0.2.1/x.png"><script src="http://192.0.2.1/x.js"></script><!ENTITY x SYSTEM "file:///etc/passwd">'
    (tmp_path / "page.html").write_text(f"<!DOCTYPE html><body>{outside}<h1>{text}</h1></body>", "utf-8")
    done = guarded(tmp_path, *arguments)
    assert done.returncode in (0, 1), done.stderr
    assert "FORBIDDEN" not in done.stderr
    written = [line for line in done.stderr.splitlines() if line.startswith("WRITES") and "/dev/null" not in line]
    assert written == []


def test_only_the_output_is_written(tmp_path: Path) -> None:
    draft(tmp_path, ERROR)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert guarded(tmp_path, "check", "report.md", "--format", "json", "-o", "out.json").returncode == 1
    after = {path for path in tmp_path.rglob("*") if path.is_file() and "guard" not in path.parts}
    assert after - before == {tmp_path / "out.json"}


def killed(arguments: list[str], folder: Path, after: float, **env: str) -> None:
    """Starts the command and kills it after some seconds."""
    process = subprocess.Popen(
        [sys.executable, "-m", "disclosurelint", *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **env},
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.skipif(os.name == "nt", reason="processes are killed by signals of POSIX")
def test_a_killed_run_leaves_whole_files(tmp_path: Path) -> None:
    chance = random.Random(20)
    clean = draft(tmp_path).read_bytes()
    faulty = draft(tmp_path, INFO).read_bytes()
    baseline, output = tmp_path / "known.json", tmp_path / "out.json"
    assert command("baseline", "report.md", "-o", "known.json", cwd=tmp_path).returncode == 0
    known = baseline.read_bytes()
    started = time.perf_counter()
    command("check", "report.md", cwd=tmp_path)
    longest = (time.perf_counter() - started) * 1.3
    for turn in range(24):
        (tmp_path / "report.md").write_bytes(faulty)
        arguments = (
            ["check", "report.md", "--fix"],
            ["baseline", "report.md", "-o", "known.json"],
            ["check", "report.md", "--format", "json", "-o", "out.json"],
        )[turn % 3]
        killed(arguments, tmp_path, chance.uniform(0.02, longest), DISCLOSURELINT_CACHE=str(tmp_path / "cache"))
        assert (tmp_path / "report.md").read_bytes() in (faulty, clean)
        assert baseline.read_bytes() == known
        if output.exists():
            json.loads(output.read_text("utf-8"))
    for entry in (tmp_path / "cache").glob("*.json"):
        json.loads(entry.read_text("utf-8"))
    done = command("check", "report.md", cwd=tmp_path, DISCLOSURELINT_CACHE=str(tmp_path / "cache"))
    assert done.returncode in (0, 1)


@pytest.mark.parametrize("content", ["{", "[]", "null", '{"id": 1}', "\x00"])
def test_a_damaged_cache_costs_time_only(tmp_path: Path, content: str) -> None:
    draft(tmp_path, ERROR)
    cache = tmp_path / "cache"
    first = command("check", "report.md", cwd=tmp_path, DISCLOSURELINT_CACHE=str(cache))
    for entry in cache.glob("*.json"):
        entry.write_text(content, "utf-8")
    again = command("check", "report.md", cwd=tmp_path, DISCLOSURELINT_CACHE=str(cache))
    assert (again.returncode, again.stdout) == (first.returncode, first.stdout)
