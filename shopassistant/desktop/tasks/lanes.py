"""Where everything goes that the GUI thread must not do, so that no event holds it: one thread per kind of work.

A page hands a lane a job (a function of one `Progress`, closed over a frozen request) and two callbacks. The callbacks
run in the GUI thread, in the order the jobs ended, and never once their owner is gone.

- ``db``    all writes, one after the other; nothing submitted here is ever skipped.
- ``read``  reads of the store, so that typing never waits for a long write.
- ``cpu``   models and other computing.
- ``learn`` learning that nobody asked for and that may take minutes, so that what somebody asks for does not wait.
- ``figures`` the dashboard's figures, which may take seconds in a large shop and which nobody waits for.
- ``net``   printers, the language model, single mails.
- ``mail``  campaigns, which may send for hours.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, Slot

from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Cancelled, Progress
from shopassistant.desktop.tasks.collector import GuiCollector

_log = logging.getLogger(__name__)

T = TypeVar("T")
Job = Callable[[Progress], T]

# Progress reaches the window at most this often; a job may report every row.
REPORT_EVERY_S = 0.05


class State(Enum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobHandle(QObject):
    """One job that was handed to a lane. Lives in the GUI thread.

    Signals:
        progressed: stage code, units done, units in all (0 while unknown).
        finished: the job ended, however; `state` says how. Its callbacks have run.
    """

    progressed = Signal(str, int, int)
    finished = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.state = State.WAITING
        self.can_cancel = True
        self._stop = threading.Event()

    @property
    def is_over(self) -> bool:
        """Whether the callbacks have run."""
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)

    @property
    def is_stopping(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()

    @Slot()
    def cancel(self) -> None:
        """Ask the job to stop at its next report. What it began to write is rolled back."""
        self._stop.set()


class _Task:
    """A job with what to do afterwards; travels between the threads."""

    def __init__(
        self,
        owner: QObject,
        job: Job[Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        key: str | None,
        handle: JobHandle,
    ) -> None:
        self.owner = owner
        self.job = job
        self.done = done
        self.failed = failed
        self.slot = (id(owner), key) if key is not None else None
        self.handle = handle
        self.superseded = False
        self.result: Any = None
        self.error: Exception | None = None


class _Reporter:
    """The `Progress` a job gets: tells the GUI thread, and raises Cancelled where the job was told to stop."""

    def __init__(self, lane: "Lane", task: _Task) -> None:
        self._lane = lane
        self._task = task
        self._last = 0.0

    def report(self, stage: str, done: int, total: int) -> None:
        if self._task.handle.is_stopping:
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= REPORT_EVERY_S or (total and done >= total):
            self._last = now
            self._lane.reported.emit(self._task, stage, done, total)


class Lane(QObject):
    """One thread that works through its jobs in order.

    With a `key`, only the newest job of that owner and key counts: where the lane may skip (``read``, ``cpu``, ``net``)
    older ones are taken out of the queue or asked to stop, and their results are dropped. The ``db`` lane runs them all
    the same and drops only the older results; an older job that fails is still told.
    """

    reported = Signal(object, str, int, int)
    _ended = Signal()

    def __init__(self, lanes: "Lanes", name: str, *, may_skip: bool) -> None:
        super().__init__(lanes)
        self.name = name
        self._lanes = lanes
        self._may_skip = may_skip
        self._waiting: deque[_Task] = deque()
        self._live: list[_Task] = []  # submitted and not yet delivered; touched by the GUI thread only
        self._over: deque[_Task] = deque()
        self._condition = threading.Condition()
        self._closing = False
        self._thread: threading.Thread | None = None
        self.reported.connect(self._on_reported)
        self._ended.connect(self._on_ended)

    def run(
        self,
        owner: QObject,
        job: Job[T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        key: str | None = None,
        title: str = "",
    ) -> JobHandle:
        """Run `job` in the lane's thread. To be called in the GUI thread.

        Args:
            owner: whose callbacks these are; when it is deleted they are not called any more.
            job: gets a `Progress`; should report now and then if it is long, so that it can be cancelled.
            done: gets the result, in the GUI thread.
            failed: gets the error, in the GUI thread: a `ShopError`, `Cancelled`, or one of our bugs. Without it,
                errors go to the window's one place for errors. A bug goes there in any case.
            key: see the class.
            title: translated words for the job bar; without them the job is not shown there.
        """
        handle = JobHandle(title)
        task = _Task(owner, job, done, failed, key, handle)
        if self._closing:
            handle.state = State.CANCELLED
            return handle
        self._supersede(task)
        self._live.append(task)
        with self._condition:
            self._waiting.append(task)
            self._condition.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=f"lane-{self.name}", daemon=True)
            self._thread.start()
        if title:
            self._lanes.titled.emit(handle)
        return handle

    @property
    def is_idle(self) -> bool:
        """No job waits, runs, or waits for its callback."""
        return not self._live

    def _supersede(self, newest: _Task) -> None:
        if newest.slot is None:
            return
        for task in list(self._live):
            if task.slot != newest.slot or task.superseded:
                continue
            task.superseded = True
            if not self._may_skip:
                continue
            task.handle.cancel()
            with self._condition:
                was_waiting = task in self._waiting
                if was_waiting:
                    self._waiting.remove(task)
            if was_waiting:
                self._finish(task, State.CANCELLED)

    def _work(self) -> None:
        while self._work_once():
            pass

    def _work_once(self) -> bool:
        """Wait for a job and run it. False once the lane is closed and nothing waits.

        The job belongs to the GUI thread, where its owner and its handle live: this thread lets go of it before it
        tells that it is over, so that it is never this thread that destroys them.
        """
        with self._condition:
            while not self._waiting and not self._closing:
                self._condition.wait()
            if not self._waiting:
                return False
            task = self._waiting.popleft()
        try:
            if task.handle.is_stopping:
                raise Cancelled
            task.handle.state = State.RUNNING
            task.result = task.job(_Reporter(self, task))
        except Exception as error:  # noqa: BLE001  whatever it is, it is delivered to the GUI thread
            task.error = error
        self._over.append(task)
        del task
        if not self._closing:  # or nobody listens any more
            self._tell()
        return True

    def _tell(self) -> None:
        try:
            self._ended.emit()
        except RuntimeError:  # the application ended while the job ran
            _log.warning("a job of lane %s ended after the window", self.name)

    @Slot(object, str, int, int)
    def _on_reported(self, task: _Task, stage: str, done: int, total: int) -> None:
        if not task.handle.is_over:
            task.handle.progressed.emit(stage, done, total)

    @Slot()
    def _on_ended(self) -> None:
        while self._over:
            self._deliver(self._over.popleft())

    def _deliver(self, task: _Task) -> None:
        error = task.error
        state = _state_after(error)
        try:
            if error is not None:
                self._deliver_error(task, error)
            elif task.done is not None and not task.superseded and shiboken6.isValid(task.owner):
                task.done(task.result)
        finally:
            self._finish(task, state)

    def _deliver_error(self, task: _Task, error: Exception) -> None:
        expected = isinstance(error, (ShopError, Cancelled))
        if not expected:
            self._lanes.failed.emit(error)
        if task.superseded and (self._may_skip or isinstance(error, Cancelled)):
            return
        if task.failed is not None:
            if shiboken6.isValid(task.owner):
                task.failed(error)
        elif isinstance(error, ShopError):
            self._lanes.failed.emit(error)

    def _finish(self, task: _Task, state: State) -> None:
        task.handle.state = state
        if task in self._live:
            self._live.remove(task)
        task.handle.finished.emit()
        self._lanes.settle()

    def close(self) -> None:
        """Take no more jobs and ask the running one to stop; small writes that wait are still written."""
        for task in self._live:
            if self._may_skip or task.handle.title:
                task.handle.cancel()
        with self._condition:
            self._closing = True
            if self._may_skip:
                self._waiting.clear()
            self._condition.notify()

    def join(self, seconds: float) -> bool:
        """Wait for the thread to end, at most so long. Returns whether it did."""
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()


class Lanes(QObject):
    """All lanes of a window.

    Signals:
        titled: a job with a title was handed in (for the job bar).
        failed: an error nobody else takes, and every unexpected one.
        idle: no lane has anything to do.
    """

    titled = Signal(JobHandle)
    failed = Signal(Exception)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.db = Lane(self, "db", may_skip=False)
        self.read = Lane(self, "read", may_skip=True)
        self.cpu = Lane(self, "cpu", may_skip=True)
        self.figures = Lane(self, "figures", may_skip=True)
        self.net = Lane(self, "net", may_skip=True)
        self.mail = Lane(self, "mail", may_skip=False)
        self.learn = Lane(self, "learn", may_skip=True)
        self._all = (self.db, self.read, self.cpu, self.figures, self.net, self.mail, self.learn)
        self._collector = GuiCollector(self)

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits, runs, or waits for its callback."""
        return all(lane.is_idle for lane in self._all)

    def spare_what_is_loaded(self) -> None:
        """Called once everything heavy is loaded, see `GuiCollector`."""
        self._collector.spare_what_is_loaded()

    def settle(self) -> None:
        """Called by a lane when a job is over."""
        if self.is_idle:
            self.idle.emit()

    def wait_idle(self, timeout_ms: int = 10_000) -> bool:
        """Run the event loop until nothing is left to do (for tests and the tour). False if that took too long."""
        if self.is_idle:
            return True
        loop = QEventLoop()
        timer = QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(loop.quit)
        self.idle.connect(loop.quit)
        timer.start(timeout_ms)
        while not self.is_idle and timer.isActive():
            loop.exec()
        return self.is_idle

    def close(self, seconds: float = 5.0) -> bool:
        """Cancel everything and wait, at most `seconds` in all. Returns whether every thread ended."""
        for lane in self._all:
            lane.close()
        until = time.monotonic() + seconds
        ended = [lane.join(max(0.0, until - time.monotonic())) for lane in self._all]
        for lane, is_ended in zip(self._all, ended, strict=True):
            if not is_ended:
                _log.warning("lane %s did not stop in time", lane.name)
        if all(ended):
            self._collector.stop()
        return all(ended)


def _state_after(error: Exception | None) -> State:
    if error is None:
        return State.DONE
    return State.CANCELLED if isinstance(error, Cancelled) else State.FAILED
