"""Several processes over many inputs. One that dies or runs too long costs its own input alone.

Each worker has a pipe of its own and one input at a time, so it is always known which input it was at. Results come
in the order of the inputs, whatever the workers' pace.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from disclosurelint.outcomes import Failure, RunResult
from disclosurelint.records import record
from disclosurelint.report import Label
from disclosurelint.rules.problems import RuleSetError

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from disclosurelint.configuration import Configured
    from disclosurelint.runs import Input, RunOptions

FROM_INPUTS = 50
"""Below this number of inputs starting processes takes longer than it saves."""

SECONDS_PER_INPUT = 60.0

# Where a process can be copied it starts at once, with the rule sets loaded.
_METHOD = "fork" if sys.platform == "linux" else "spawn"


def workers_for(jobs: int, inputs: int) -> int:
    """How many processes to use: as asked for, or one a core where there is enough to do."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if jobs > 0:
        return min(jobs, inputs)
    return min(cores, inputs) if inputs >= FROM_INPUTS else 1


@record
class _Worker:
    process: BaseProcess
    pipe: Connection
    at: int = -1
    """The number of the input that it is at, -1 when idle."""
    since: float = 0.0


def parallel(
    inputs: list[Input],
    configured: Configured,
    options: RunOptions,
    count: int,
    seconds: float = SECONDS_PER_INPUT,
    sent: Callable[[Any], None] | None = None,
) -> Iterator[RunResult]:
    """What came of each input, in order; `sent` is given what workers send beside it (`runs.check_sent`).

    Raises `RuleSetError` for a configuration that a worker could not use.
    """
    pool = _Pool(inputs, configured, options, count, seconds, sent)
    try:
        yield from pool.results()
    finally:
        pool.close()


class _Pool:
    def __init__(
        self,
        inputs: list[Input],
        configured: Configured,
        options: RunOptions,
        count: int,
        seconds: float,
        sent: Callable[[Any], None] | None,
    ) -> None:
        self.inputs = inputs
        self.sent = sent
        self.job = (configured, options)
        self.seconds = seconds
        self.context: Any = multiprocessing.get_context(_METHOD)
        self.next = 0
        self.done: dict[int, RunResult] = {}
        self.workers = [self._start() for _ in range(count)]

    def results(self) -> Iterator[RunResult]:
        for worker in self.workers:
            self._give(worker)
        for number in range(len(self.inputs)):
            while number not in self.done:
                self._step()
            yield self.done.pop(number)

    def close(self) -> None:
        for worker in self.workers:
            worker.pipe.close()
            worker.process.kill()
            worker.process.join()

    def _start(self) -> _Worker:
        here, there = self.context.Pipe()
        process = self.context.Process(target=_work, args=(there, *self.job), daemon=True)
        process.start()
        there.close()
        return _Worker(process, here)

    def _give(self, worker: _Worker) -> None:
        worker.at = -1
        if self.next < len(self.inputs):
            worker.at, worker.since = self.next, time.monotonic()
            worker.pipe.send((worker.at, self.inputs[worker.at]))
            self.next += 1

    def _step(self) -> None:
        """Takes what workers have finished; replaces those that died or are over their time."""
        busy = [worker for worker in self.workers if worker.at >= 0]
        ready = wait([worker.pipe for worker in busy], timeout=1.0)
        now = time.monotonic()
        for worker in busy:
            if worker.pipe in ready:
                self._take(worker)
            elif now - worker.since > self.seconds:
                limit = int(self.seconds)
                self._replace(worker, Label(f"检查超过 {limit} 秒，已中止", f"given up after {limit} seconds"))

    def _take(self, worker: _Worker) -> None:
        try:
            number, part, beside = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, Label("检查进程意外结束，未能检查", "the process that checked it died"))
            return
        if isinstance(part, RuleSetError):
            raise part
        self.done[number] = part
        if self.sent is not None:
            self.sent(beside)
        self._give(worker)

    def _replace(self, worker: _Worker, reason: Label) -> None:
        part = RunResult()
        path = self.inputs[worker.at].path.as_posix()
        part.failures.append(Failure(path, reason.to(self.job[0].options.lang)))
        self.done[worker.at] = part
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        fresh = self._start()
        self.workers[self.workers.index(worker)] = fresh
        self._give(fresh)


def _work(pipe: Connection, configured: Configured, options: RunOptions) -> None:
    """What a worker does: one input after another, until the pipe is closed."""
    from disclosurelint.runs import check_sent

    while True:
        try:
            number, entry = pipe.recv()
        except (EOFError, OSError):
            return
        part: Any
        beside: Any = {}
        try:
            part, beside = check_sent(number, entry, configured, options)
        except RuleSetError as error:
            part = error
        pipe.send((number, part, beside))
