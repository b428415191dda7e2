"""One check in a process of its own, which has limits of time and memory: what a hostile file does, it does to that alone.

A job goes over standard input, its answer comes back over standard output: a line of JSON, then bytes. Nothing is
written to disk.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from threading import BoundedSemaphore, Lock
from typing import IO, Any

from disclosurelint.report import Label
from disclosurelint.web.forms import RefusedError, Upload

SECONDS = 60.0
_AT_ONCE = 2
_MEMORY = 2 * 1024**3

_turns = BoundedSemaphore(_AT_ONCE)
_running: set[subprocess.Popen[bytes]] = set()
_lock = Lock()


@dataclass(slots=True, eq=False)
class Job:
    """What to do (`page` or `word`) with which drafts, last year's reports and settings; `token` goes into the page."""

    task: str
    language: str
    token: str
    drafts: list[Upload] = field(default_factory=list)
    previous: list[Upload] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Answer:
    """A page, or a Word file to save under `name`."""

    kind: str
    body: bytes
    name: str = ""
    status: int = 200


def run(job: Job, seconds: float = SECONDS) -> Answer:
    """Does a job in a process of its own. Raises `RefusedError` where it took too long, too much, or broke."""
    if not _turns.acquire(timeout=seconds):
        raise RefusedError(503, Label("正在检查其他文件，请稍后再试", "busy with other files; try again in a moment"))
    try:
        return _answer(_exchange(packed(job), seconds))
    finally:
        _turns.release()


def _exchange(data: bytes, seconds: float) -> bytes:
    # Not the folder in which the program was started: it may hold anything.
    command = [sys.executable, "-P", "-m", "disclosurelint.web.worker"]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with _lock:
        _running.add(process)
    try:
        answer, _ = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        limit = f"{seconds:g}"
        raise RefusedError(
            408,
            Label(
                f"检查超过 {limit} 秒，已停止；请确认文件是年度报告",
                f"stopped after {limit} seconds; is it an annual report?",
            ),
        ) from None
    finally:
        _end(process)
    if process.returncode:
        raise _broken()
    return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and what it started."""
    with _lock:
        _running.discard(process)
    if process.poll() is None:
        if hasattr(os, "killpg"):
            import signal

            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def end_all() -> None:
    """Ends whatever is running."""
    with _lock:
        running = list(_running)
    for process in running:
        _end(process)


def _broken() -> RefusedError:
    return RefusedError(
        500,
        Label(
            "检查中断：文件可能已损坏，或太大；请用 Word 另存后再试",
            "the check broke off: the file may be damaged or too large; save it anew, then try again",
        ),
    )


def _answer(data: bytes) -> Answer:
    head, _, body = data.partition(b"\n")
    try:
        values: dict[str, Any] = json.loads(head)
        answer = Answer(values["kind"], body, values["name"], values["status"])
    except (ValueError, KeyError, TypeError):
        raise _broken() from None
    if answer.kind == "refused":
        raise RefusedError(answer.status, Label(*json.loads(body)))
    return answer


def packed(job: Job) -> bytes:
    """A job as bytes."""
    head = {
        "task": job.task,
        "language": job.language,
        "token": job.token,
        "settings": job.settings,
        "drafts": [[upload.name, len(upload.data)] for upload in job.drafts],
        "previous": [[upload.name, len(upload.data)] for upload in job.previous],
    }
    return b"".join([json.dumps(head).encode(), b"\n", *(upload.data for upload in (*job.drafts, *job.previous))])


# The other side


def unpacked(stream: IO[bytes]) -> Job:
    """The job in a stream."""
    head = json.loads(stream.readline())
    drafts, previous = (
        [Upload(name, stream.read(length)) for name, length in head[key]] for key in ("drafts", "previous")
    )
    return Job(head["task"], head["language"], head["token"], drafts, previous, head["settings"])


def write_answer(stream: IO[bytes], answer: Answer) -> None:
    """Writes an answer to a stream."""
    head = {key: value for key, value in asdict(answer).items() if key != "body"}
    stream.write(json.dumps(head).encode() + b"\n" + answer.body)
    stream.flush()


def limit_memory() -> None:
    """Sets how much memory this process may take, where the system knows such a limit."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard >= _MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, hard))
