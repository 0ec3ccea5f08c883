"""One run of the camera lane: a thread that takes pictures and one that puts looks on them, with a single slot between.

Neither ever waits for the other, nor for the window: what is not fetched in time is overwritten by what is newer.
"""

import logging
import threading
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from shopassistant.tryon.sources.frame import Frame
from shopassistant.tryon.sources.source import Source, SourceState

_log = logging.getLogger(__name__)

# After something failed that should not have, seconds until it is tried again.
AFTER_FAILURE_S = 1.0
# A new run waits so long for the one before to let go of the camera.
BEFORE_S = 15.0


class MirrorLike(Protocol):
    """What draws the looks; made, used and closed by one thread."""

    def show(self, frame: Frame, look: Any) -> Any:
        """What has the finished picture as its attribute `picture`: an array of its own, the frame's is only lent."""

    def close(self) -> None:
        """Give back what it holds."""


class Listener(Protocol):
    """Who hears of a run; called in its threads."""

    def on_state(self, state: SourceState) -> None:
        """The source's state changed."""

    def on_failure(self, error: Exception) -> None:
        """Something went wrong that is not the camera's trouble; it is tried again."""

    def on_end(self) -> None:
        """Both threads are over, the camera is free, the buffers are overwritten."""


@dataclass(frozen=True)
class Figures:
    """What a run did.

    Attributes:
        taken: pictures that came from the source.
        skipped: of those never looked at, because a newer one came before the mirror was ready.
        shown: finished pictures.
        fetched: of those fetched by the window.
        failures: of the mirror.
    """

    taken: int = 0
    skipped: int = 0
    shown: int = 0
    fetched: int = 0
    failures: int = 0


class CameraRun:
    """Runs from `start` until both threads are over; then it is of no use any more.

    Args:
        source, mirror: make them; each is called in the thread that uses what it makes.
        prepare: imports what `mirror` needs, in its thread, before that is sealed; by default all of the try-on.
        before: the run before this one, which must let go of the camera first.
    """

    def __init__(
        self,
        source: Callable[[], Source],
        mirror: Callable[[], MirrorLike],
        listener: Listener,
        before: "CameraRun | None" = None,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        self._prepare = prepare or _load
        self._make_source, self._make_mirror, self._listener, self._before = source, mirror, listener, before
        self._stopping = threading.Event()
        self._condition = threading.Condition()
        self._newest: Frame | None = None
        self._finished: Any = None
        self._fetched: Any = None
        self._look: Any = None
        self._asked: deque[Callable[[Any], None]] = deque()
        self._counts = dict.fromkeys(("taken", "skipped", "shown", "fetched", "failures"), 0)
        self._left = 2
        self._steady: Any = None
        self._buffers: Any = None
        self._threads = [
            threading.Thread(target=self._capture, name="camera-capture", daemon=True),
            threading.Thread(target=self._mirror, name="camera-mirror", daemon=True),
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Begin to end; returns at once."""
        self._stopping.set()
        with self._condition:
            self._asked.clear()
            self._condition.notify_all()
            if self._steady is not None:
                self._steady.stop()

    def join(self, seconds: float) -> bool:
        """Wait for the end, at most so long. Returns whether it came."""
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(seconds / len(self._threads))
        return not any(thread.is_alive() for thread in self._threads)

    def wear(self, look: Any) -> None:
        """What is put on from the next picture on."""
        with self._condition:
            self._look = look

    def ask(self, job: Callable[[Any], None]) -> None:
        """Have `job` called with the mirror, in its thread, before the next picture."""
        with self._condition:
            if not self._stopping.is_set():
                self._asked.append(job)

    def take(self) -> Any:
        """The newest finished picture, once; None where there is no new one."""
        with self._condition:
            shown, self._finished = self._finished, None
            if shown is not None:
                self._fetched = shown
                self._counts["fetched"] += 1
            return shown

    @property
    def figures(self) -> Figures:
        """So far."""
        with self._condition:
            return Figures(**self._counts)

    # The thread that takes pictures.

    def _capture(self) -> None:
        try:
            _seal(may_use_devices=True)
            if self._before is not None:
                self._before.join(BEFORE_S)
            self._before = None
            taken = -1
            while not self._stopping.is_set():
                try:
                    self._read_on()
                    return
                except Exception as error:  # noqa: BLE001  a mistake of ours must not leave a kiosk dark for ever
                    self._failed(error, is_told=self._counts["taken"] > taken)
                    taken = self._counts["taken"]
                    self._stopping.wait(AFTER_FAILURE_S)
        finally:
            self._over()

    def _read_on(self) -> None:
        """Until it is stopped or the source has ended."""
        from shopassistant.tryon.sources.buffers import Buffers
        from shopassistant.tryon.sources.steady import SteadySource

        steady, buffers = SteadySource(self._make_source(), self._listener.on_state), Buffers()
        with self._condition:
            self._steady, self._buffers = steady, buffers
        try:
            while not self._stopping.is_set() and not steady.has_ended:
                into = buffers.lend()
                frame = steady.read(into)
                if into is not None and frame is None:
                    buffers.take_back(into)
                elif into is not None and frame is not None and frame.picture is not into:
                    buffers.drop(into)
                if frame is not None:
                    self._offer(frame)
        finally:
            steady.close()

    def _offer(self, frame: Frame) -> None:
        with self._condition:
            old, self._newest = self._newest, frame
            self._counts["taken"] += 1
            self._counts["skipped"] += old is not None
            self._condition.notify()
        if old is not None:
            self._buffers.take_back(old.picture)

    # The thread that puts looks on.

    def _mirror(self) -> None:
        mirror: MirrorLike | None = None
        in_a_row, is_ready = 0, False
        try:
            while not self._stopping.is_set():
                try:
                    if not is_ready:
                        self._prepare()
                        _seal()
                        is_ready = True
                    mirror = mirror or self._make_mirror()
                    if self._show_next(mirror):
                        in_a_row = 0
                except Exception as error:  # noqa: BLE001  a mirror that failed is made anew
                    in_a_row += 1
                    self._failed(error, is_told=in_a_row == 1)
                    if mirror is not None:
                        mirror.close()
                    mirror = None
                    self._stopping.wait(AFTER_FAILURE_S)
        finally:
            if mirror is not None:
                mirror.close()
            mirror = None  # what it holds is free before it is given back
            self._over()

    def _show_next(self, mirror: MirrorLike) -> bool:
        with self._condition:
            while self._newest is None and not self._asked and not self._stopping.is_set():
                self._condition.wait()
            frame, self._newest = self._newest, None
            asked, look = list(self._asked), self._look
            self._asked.clear()
        try:
            for job in asked:
                job(mirror)
            if frame is None or self._stopping.is_set():
                return False
            shown = mirror.show(frame, look)
        finally:
            if frame is not None:
                self._buffers.take_back(frame.picture)
        with self._condition:
            self._finished = shown
            self._counts["shown"] += 1
        return True

    # Both.

    def _failed(self, error: Exception, *, is_told: bool = True) -> None:
        with self._condition:
            self._counts["failures"] += 1
        # The error may be kept and written down; the pictures in the calls it went through must not live on with it.
        traceback.clear_frames(error.__traceback__)
        if is_told:
            self._listener.on_failure(error)

    def _over(self) -> None:
        """What a thread does last. Each overwrites, since the other one may hang in a camera's driver."""
        from shopassistant.tryon.forget import forget_freed, overwrite

        self._stopping.set()
        with self._condition:
            self._condition.notify_all()
            held = [one for one in (self._newest, self._finished, self._fetched) if one is not None]
            self._newest = self._finished = self._fetched = self._look = None
            self._left -= 1
            is_last = self._left == 0
        if self._buffers is not None:
            self._buffers.wipe()
        for one in held:
            overwrite(one.picture)
        if is_last:
            self._steady = self._buffers = None
            held.clear()
            forget_freed()
            self._listener.on_end()


def _load() -> None:
    from shopassistant.tryon.loading import load

    load()


def _seal(*, may_use_devices: bool = False) -> None:
    """What sees faces writes no file and reaches no network, where the system can see to that."""
    from shopassistant.tryon.sealed import seal_thread

    if not seal_thread(may_use_devices=may_use_devices):
        _log.info("this system cannot keep a thread from files and networks")
