"""A source that never fails: it says what is the matter and opens itself again until pictures come."""

import time
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from shopassistant.tryon.sources.frame import Frame
from shopassistant.tryon.sources.source import Source, SourceProblem, SourceState

if TYPE_CHECKING:
    from shopassistant.tryon.sources.frame import Picture

# Seconds before a source is opened again: at first soon, then less often, so that a missing camera costs nothing.
FIRST_WAIT_S, LONGEST_WAIT_S = 0.2, 2.0
# A camera may miss single pictures; one that gave none for so long, or so often one after the other, is lost.
SILENT_S, SILENT_READS = 3.0, 30

Tell = Callable[[SourceState], None]


class SteadySource:
    """Reads a source, whatever happens to it. Used by one thread; `stop` may be called by any.

    Args:
        source: what to read.
        tell: gets each new state, in the reading thread, never the same one twice in a row.
        clock: seconds, monotonic.
    """

    def __init__(self, source: Source, tell: Tell, clock: Callable[[], float] = time.monotonic) -> None:
        self._source, self._tell, self._clock = source, tell, clock
        self._stopped = Event()
        self._state: SourceState | None = None
        self._is_open = self._was_live = False
        self._wait_s = FIRST_WAIT_S
        self._silent_since: float | None = None
        self._silent_reads = 0
        self._number, self._at_ms = 0, -1

    @property
    def state(self) -> SourceState | None:
        """The newest one; None before the first reading."""
        return self._state

    @property
    def has_ended(self) -> bool:
        """Whether a file is over, so that nothing more will come."""
        return self._state is not None and self._state.state == "ended"

    def read(self, into: "Picture | None" = None) -> Frame | None:
        """The next frame, or None: then what could be done was done, and it waited before it returned.

        Args:
            into: see `Source.read`.
        """
        if self._stopped.is_set() or self.has_ended:
            return None
        try:
            if not self._is_open:
                self._open()
            frame = self._source.read(into)
        except SourceProblem as problem:
            self._give_up(problem.told)
            return None
        if frame is None:
            self._silence()
            return None
        return self._numbered(frame)

    def stop(self) -> None:
        """End a wait that is under way; nothing is read any more."""
        self._stopped.set()

    def close(self) -> None:
        """Let go of the source."""
        self._stopped.set()
        self._is_open = False
        self._source.close()

    def _open(self) -> None:
        if self._state is None:
            self._say(SourceState("opening", self._source.name))
        self._source.open()
        self._is_open = True
        self._silent_since, self._silent_reads = self._clock(), 0

    def _numbered(self, frame: Frame) -> Frame:
        self._say(SourceState("live", self._source.name))
        self._was_live, self._wait_s = True, FIRST_WAIT_S
        self._silent_since, self._silent_reads = None, 0
        # Landmarks are followed by these times: they must rise, also when a camera comes back or a film starts anew.
        self._at_ms = max(frame.at_ms, self._at_ms + 1)
        self._number += 1
        return Frame(frame.picture, self._at_ms, self._number - 1)

    def _silence(self) -> None:
        now = self._clock()
        self._silent_since = now if self._silent_since is None else self._silent_since
        self._silent_reads += 1
        if now - self._silent_since >= SILENT_S or self._silent_reads >= SILENT_READS:
            self._give_up(SourceState("lost", self._source.name))

    def _give_up(self, told: SourceState) -> None:
        self._is_open = False
        self._source.close()
        if told.state == "none" and self._was_live:
            told = SourceState("lost", told.name)  # it was here: somebody pulled the cable
        self._say(told)
        if told.state != "ended":
            self._stopped.wait(self._wait_s)
            self._wait_s = min(2 * self._wait_s, LONGEST_WAIT_S)

    def _say(self, state: SourceState) -> None:
        if state != self._state:
            self._state = state
            self._tell(state)
