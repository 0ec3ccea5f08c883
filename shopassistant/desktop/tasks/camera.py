"""The camera lane: capture and mirror run in threads of their own, the view fetches the newest picture on each tick.

Signals tell only of changes; a picture never travels through the event queue, where old ones could pile up.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.desktop.tasks.camera_run import CameraRun, Figures, MirrorLike
from shopassistant.tryon.sources.source import Source, SourceState


class CameraLane(QObject):
    """Shows a source in a mirror, from `start` until `stop`. Lives in the GUI thread and never holds it.

    Signals:
        state_changed: the source's new `SourceState`.
        failed: an error that is not the camera's trouble (a model is missing, a mistake of ours); told once in a row.
        ended: the run that was stopped, or whose film is over, has let go of the camera and overwrote its buffers.
    """

    state_changed = Signal(object)
    failed = Signal(Exception)
    ended = Signal()
    _state_told = Signal(object, object)
    _failure_told = Signal(object, object)
    _end_told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run: CameraRun | None = None
        self._ending: CameraRun | None = None
        self._last_figures = Figures()
        self._state_told.connect(self._on_state)
        self._failure_told.connect(self._on_failure)
        self._end_told.connect(self._on_end)

    @property
    def is_running(self) -> bool:
        """Whether it was started and not stopped."""
        return self._run is not None

    @property
    def figures(self) -> Figures:
        """Of this run, or of the last one."""
        return self._run.figures if self._run is not None else self._last_figures

    def start(
        self,
        source: Callable[[], Source],
        mirror: Callable[[], MirrorLike],
        look: Any = None,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        """Open a source and show it; what runs is stopped first.

        Args:
            source: makes it, in the capture thread.
            mirror: makes it, in the mirror thread; again where it failed.
            look: worn from the first picture on.
            prepare: imports what `mirror` needs; by default all of the try-on. Afterwards neither thread, nor any that
                they start, can write a file or reach a network (Linux: the kernel refuses it).
        """
        self.stop()
        relay = _Relay(self)
        run = CameraRun(source, mirror, relay, self._ending, prepare)
        relay.run = run
        run.wear(look)
        self._run = run
        run.start()

    def stop(self) -> None:
        """Let go of the camera; returns at once, and `ended` comes when that is done."""
        if self._run is not None:
            self._last_figures = self._run.figures
            self._run.stop()
            self._run, self._ending = None, self._run

    def close(self, seconds: float = 3.0) -> bool:
        """Stop and wait, at most so long: for the end of the program. Returns whether every thread ended."""
        self.stop()
        return self._ending is None or self._ending.join(seconds)

    def wear(self, look: Any) -> None:
        """What is put on from the next picture on."""
        if self._run is not None:
            self._run.wear(look)

    def ask(self, job: Callable[[Any], None]) -> None:
        """Have `job` called with the mirror, in its thread, before the next picture (the tapped face, for one)."""
        if self._run is not None:
            self._run.ask(job)

    def take(self) -> Any:
        """The newest finished picture, once; None where there is no new one. For the view's tick.

        Its array is overwritten when the run ends: paint it or copy it, do not keep it.
        """
        return self._run.take() if self._run is not None else None

    @Slot(object, object)
    def _on_state(self, run: CameraRun, state: SourceState) -> None:
        if run is self._run:
            self.state_changed.emit(state)

    @Slot(object, object)
    def _on_failure(self, run: CameraRun, error: Exception) -> None:
        if run is self._run:
            self.failed.emit(error)

    @Slot(object)
    def _on_end(self, run: CameraRun) -> None:
        if run is self._run:  # its film is over
            self._last_figures = run.figures
            self._run = None
        elif run is self._ending:
            self._ending = None
        else:
            return
        self.ended.emit()


class _Relay:
    """Carries what a run says from its threads to the lane's, with the run it comes from."""

    def __init__(self, lane: CameraLane) -> None:
        self._lane = lane
        self.run: CameraRun | None = None

    def on_state(self, state: SourceState) -> None:
        self._emit("_state_told", self.run, state)

    def on_failure(self, error: Exception) -> None:
        self._emit("_failure_told", self.run, error)

    def on_end(self) -> None:
        self._emit("_end_told", self.run)

    def _emit(self, signal: str, *values: object) -> None:
        try:
            getattr(self._lane, signal).emit(*values)
        except RuntimeError:
            return  # the window is gone, and with it whoever wanted to know
