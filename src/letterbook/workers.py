"""Who does the work: spawned processes, each set up once, that take items one by one and answer in order.

A worker that overruns the time limit or dies is ended and replaced; the item it had in hand becomes a failure, all
other items are still done. Ctrl-C reaches only the parent, which ends the workers.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import queue
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Literal

from letterbook.findings import Finding, Problem, Severity, Span

_AHEAD = 2
"""Items a worker holds at most: the one in work and the next, so that it never waits for the parent."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no result: a finding, the time limit, a worker that died, or an error in the work itself."""

    kind: Literal["problem", "timeout", "crash", "error"]
    detail: str = ""
    finding: Finding | None = None
    limit: float = 0.0
    """The seconds that it took longer than."""

    def told(self, name: str, doing: str, *, crash: tuple[str, str], help_: str = "") -> Finding:
        """The failure as a finding on the file ``name``; ``doing`` says what was done: ``checking it``.

        ``crash`` is the code and name of the finding on a worker that died, ``help_`` what to do about the time limit.
        Raises WorkerError for an error in the work itself.
        """
        if self.finding is not None:
            return self.finding
        if self.kind == "timeout":
            text = f"{doing} {self.detail}"
            return Finding("X004", Severity.ERROR, text, Span(name), name="time-limit", help=help_)
        if self.kind == "crash":
            code, label = crash
            return Finding(code, Severity.ERROR, f"{doing} failed: {self.detail}", Span(name), name=label)
        raise WorkerError(f"{doing} ({name}):\n{self.detail}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: a value, or a failure."""

    item: Any
    value: Any = None
    failure: Failure | None = None


class WorkerError(Exception):
    """The work itself failed in a worker: a fault of Letterbook, with the worker's traceback."""


def default_jobs(items: int | None = None, *, each: int = 1) -> int:
    """How many workers pay off for so many items, when one of them keeps a worker busy for ``each`` items' time."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if items is None:
        return cores
    return max(1, min(cores, items // max(each, 1)))


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits: a process that is started half complains, and so does one that hears it before it can ignore it.

    What is started meanwhile never hears it. Windows has no such wait.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # when it is started with the first process, it lets SIGINT through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Worker:
    """One process with its pipes and the items it holds, oldest first.

    Items are sent by a thread: a worker that is busy with a large item, or never done, must not stop the parent.
    """

    def __init__(self, setup: str, arguments: tuple[Any, ...]) -> None:
        context = multiprocessing.get_context("spawn")
        theirs, self._items = context.Pipe(duplex=False)
        self.answers, answering = context.Pipe(duplex=False)
        self.process = context.Process(target=_serve, args=(theirs, answering, setup, arguments), daemon=True)
        self.held: deque[int] = deque()
        self.since = time.monotonic()
        self.ready = False
        self._outbox: queue.SimpleQueue[tuple[Any] | None] = queue.SimpleQueue()
        self._sender = threading.Thread(target=self._send, daemon=True)
        # no module of the folder that the user stands in is imported
        os.environ.setdefault("PYTHONSAFEPATH", "1")
        with (
            _uninterrupted()
        ):  # the thread too: it would else hear Ctrl-C for the parent while the next one is started
            self.process.start()
            self._sender.start()
        theirs.close()
        answering.close()

    def _send(self) -> None:
        while True:
            message = self._outbox.get()
            try:
                self._items.send(message)
            except (OSError, ValueError):  # the worker died, which is noticed when its answer is due
                return
            if message is None:
                return

    def give(self, number: int, item: Any) -> None:
        """Hand over an item, known by its number."""
        if not self.held:
            self.since = time.monotonic()
        self.held.append(number)
        self._outbox.put((item,))

    def end(self) -> None:
        """Stop the process at once."""
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self._outbox.put(None)
        self._sender.join(1.0)
        self._items.close()
        self.answers.close()
        self.process.close()

    def retire(self) -> None:
        """Let an idle process leave by itself; stop it when it does not."""
        self._outbox.put(None)
        self.process.join(1.0)
        self.end()


class Pool:
    """Workers that all ran ``setup(*arguments)``, named ``"module:function"``, which returns the function for an item.

    ``timeout`` is in seconds an item, and may be changed while items are done; the time a worker needs to be set up does
    not count.
    """

    def __init__(
        self, setup: str, arguments: tuple[Any, ...] = (), *, jobs: int = 1, timeout: float | None = None
    ) -> None:
        self._setup = setup
        self._arguments = arguments
        self._jobs = max(1, jobs)
        self.timeout = timeout
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for worker in self._workers:
            if kind is None:
                worker.retire()
            else:
                worker.end()
        self._workers.clear()

    def map(self, items: Iterable[Any]) -> Iterator[Outcome]:
        """The outcome of each item, in the order of the items. Items are drawn as they are needed."""
        source = enumerate(items)
        pending: dict[int, Any] = {}
        done: dict[int, Outcome] = {}
        window = 64 * self._jobs
        exhausted = False
        following = 0
        while True:
            while (
                not exhausted and len(pending) + len(done) < window and (worker := self._free()) is not None
            ):
                drawn = next(source, None)
                if drawn is None:
                    exhausted = True
                    break
                number, item = drawn
                pending[number] = item
                worker.give(number, item)
            while following in done:
                yield done.pop(following)
                following += 1
            if exhausted and not pending:
                return
            if len(pending) + len(done) >= window or exhausted or self._free() is None:
                self._collect(pending, done)

    def _free(self) -> _Worker | None:
        """A worker that can take an item; a new one only while all others have work."""
        idle = min(self._workers, key=lambda worker: len(worker.held), default=None)
        if idle is not None and not idle.held:
            return idle
        if len(self._workers) < self._jobs:
            worker = _Worker(self._setup, self._arguments)
            self._workers.append(worker)
            return worker
        return idle if idle is not None and len(idle.held) < _AHEAD else None

    def _collect(self, pending: dict[int, Any], done: dict[int, Outcome]) -> None:
        """Take what has come in, waiting for it; end workers that are over their time."""
        busy: dict[Any, _Worker] = {worker.answers: worker for worker in self._workers if worker.held}
        for answers in wait(list(busy), timeout=self._patience(busy.values())):
            worker = busy[answers]
            try:
                answer = worker.answers.recv()
            except (EOFError, OSError):
                worker.process.join(1.0)
                code = worker.process.exitcode
                self._replace(worker, Failure("crash", f"a worker ended with code {code}"), pending, done)
                continue
            worker.since = time.monotonic()
            if answer == "ready":
                worker.ready = True
                continue
            if isinstance(answer, Failure) and not worker.ready:
                raise WorkerError(answer.detail)
            number = worker.held.popleft()
            item = pending.pop(number)
            if isinstance(answer, Failure):
                done[number] = Outcome(item, failure=answer)
            else:
                done[number] = Outcome(item, value=answer[0])
        if self.timeout is not None:
            now = time.monotonic()
            for worker in [w for w in self._workers if w.held and w.ready and now - w.since > self.timeout]:
                late = Failure("timeout", f"took longer than {self.timeout:g} seconds", limit=self.timeout)
                self._replace(worker, late, pending, done)

    def _patience(self, busy: Iterable[_Worker]) -> float | None:
        if self.timeout is None:
            return None
        left = [self.timeout - (time.monotonic() - worker.since) for worker in busy if worker.ready]
        return max(0.01, min(left) + 0.01) if left else None

    def _replace(
        self, worker: _Worker, failure: Failure, pending: dict[int, Any], done: dict[int, Outcome]
    ) -> None:
        """End a worker: its item in hand fails, the ones behind it go to another."""
        if not worker.ready:
            worker.end()
            self._workers.remove(worker)
            raise WorkerError(f"a worker could not be set up: {failure.detail}")
        first, *rest = worker.held
        done[first] = Outcome(pending.pop(first), failure=failure)
        worker.end()
        self._workers.remove(worker)
        if rest:
            fresh = _Worker(self._setup, self._arguments)
            self._workers.append(fresh)
            for number in rest:
                fresh.give(number, pending[number])


def _serve(items: Connection, answers: Connection, setup: str, arguments: tuple[Any, ...]) -> None:
    """The life of a worker: set up, then answer items until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)  # Saxon writes its errors there too; they come back as findings
    try:
        handle = _load(setup)(*arguments)
    except BaseException:
        answers.send(Failure("error", traceback.format_exc()))
        return
    answers.send("ready")
    while True:
        try:
            message = items.recv()
        except (EOFError, OSError):
            return
        if message is None:
            return
        try:
            answer: Any = (handle(message[0]),)
        except Problem as problem:
            answer = Failure("problem", finding=problem.finding)
        except Exception:
            answer = Failure("error", traceback.format_exc())
        try:
            answers.send(answer)
        except (BrokenPipeError, ConnectionResetError):
            return


def _load(setup: str) -> Callable[..., Callable[[Any], Any]]:
    module, _, function = setup.partition(":")
    found: Callable[..., Callable[[Any], Any]] = getattr(importlib.import_module(module), function)
    return found
