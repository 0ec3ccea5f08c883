"""What is remembered of one customer before the mirror: all of it here, in memory only, and overwritten at the end.

Whoever shows the mirror keeps nothing of a person anywhere else. An audit may say that there was a visit, how long it
was and how many looks were tried (`VisitSummary`), never who.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.forget import overwrite

Picture = NDArray[np.uint8]

# The replay has a picture for every few degrees that the head was turned, each the newest one of there.
REPLAY_STEP, REPLAY_MOST = 4.0, 48.0
REPLAY_WIDTH = 640
MOST_SNAPSHOTS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Turned:
    """A picture of the replay.

    Attributes:
        yaw: degrees the head was turned to the wearer's left.
        picture: uint8 (h, w, 3), BGR, `REPLAY_WIDTH` wide; lent by the visit.
    """

    yaw: float
    picture: Picture


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A look that was kept, to be compared with others.

    Attributes:
        picture: uint8 (h, w, 3), BGR, in full size; lent by the visit.
        look: what was worn.
    """

    picture: Picture
    look: Any


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """All that may be written down: how long a visit was, and how many different looks were tried."""

    seconds: int
    looks: int


class Visit:
    """One customer's visit; safe for several threads. After `wipe` it takes nothing more.

    Args:
        at_s: when it began, seconds of a monotonic clock.
    """

    def __init__(self, at_s: float) -> None:
        self._lock = threading.RLock()
        self._began_s = at_s
        self._turned: dict[int, Turned] = {}
        self._snapshots: list[Snapshot] = []
        self._measures: dict[str, Any] = {}
        self._looks: set[Any] = set()
        self._worn: Any = None
        self._owned: list[NDArray[np.generic]] = []
        self._is_recording = True
        self._is_over = False

    @property
    def is_over(self) -> bool:
        """Whether it was wiped."""
        return self._is_over

    def summary(self, at_s: float) -> VisitSummary:
        """For the audit; to be asked before the wiping.

        Args:
            at_s: now.
        """
        with self._lock:
            return VisitSummary(max(0, round(at_s - self._began_s)), len(self._looks))

    # The replay.

    def saw(self, picture: Picture, yaw: float, look: Any) -> None:
        """A finished picture: one for the replay, unless that is paused. Another look begins the replay anew.

        Args:
            picture: uint8 (h, w, 3), BGR; copied.
            yaw: degrees to the wearer's left.
            look: what is worn; anything that can be hashed.
        """
        with self._lock:
            if self._is_over:
                return
            self._looks.add(look)
            if not self._is_recording or abs(yaw) > REPLAY_MOST:
                return
            if self._turned and look != self._worn:
                self._forget_replay()
            self._worn = look
            step = round(yaw / REPLAY_STEP)
            height, width = picture.shape[:2]
            size = (REPLAY_WIDTH, max(1, round(height * REPLAY_WIDTH / width)))
            into = self._place(step, (size[1], size[0], 3))
            cv2.resize(picture, size, dst=into, interpolation=cv2.INTER_AREA)
            self._turned[step] = Turned(yaw, into)

    def record(self, is_on: bool) -> None:
        """Pause the replay's recording while it is looked at, or go on with it."""
        with self._lock:
            self._is_recording = is_on and not self._is_over

    def replay(self) -> tuple[Turned, ...]:
        """From the right-most turn to the left-most; pause the recording while these are used."""
        with self._lock:
            return tuple(sorted(self._turned.values(), key=lambda one: one.yaw))

    # Looks side by side.

    def keep(self, picture: Picture, look: Any) -> Snapshot | None:
        """Keep a look for comparison; the fifth takes the place of the first. None once the visit is over.

        Args:
            picture: uint8 (h, w, 3), BGR; copied.
        """
        with self._lock:
            if self._is_over:
                return None
            if len(self._snapshots) == MOST_SNAPSHOTS:
                self.drop(self._snapshots[0])
            made = Snapshot(np.array(picture), look)
            self._owned.append(made.picture)
            self._snapshots.append(made)
            return made

    def drop(self, snapshot: Snapshot) -> None:
        """Forget one of the kept looks."""
        with self._lock:
            self._snapshots = [one for one in self._snapshots if one is not snapshot]
            self._disown(snapshot.picture)

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """The kept looks, oldest first."""
        with self._lock:
            return tuple(self._snapshots)

    # What was measured.

    def measured(self, name: str, value: Any) -> None:
        """Remember a measure of the person (a pupil distance with its interval, for one); arrays are copied."""
        with self._lock:
            if self._is_over:
                return
            if isinstance(value, np.ndarray):
                value = value.copy()
                self._owned.append(value)
            self._measures[name] = value

    @property
    def measures(self) -> Mapping[str, Any]:
        """By name."""
        with self._lock:
            return dict(self._measures)

    # The end.

    def wipe(self) -> None:
        """Overwrite every array and forget the rest. It can be called again."""
        with self._lock:
            self._is_over, self._is_recording = True, False
            for array in self._owned:
                overwrite(array)
            self._owned.clear()
            self._turned.clear()
            self._snapshots.clear()
            self._measures.clear()
            self._looks.clear()
            self._worn = None

    def _place(self, step: int, shape: tuple[int, int, int]) -> Picture:
        held = self._turned.get(step)
        if held is not None and held.picture.shape == shape:
            return held.picture
        if held is not None:
            self._disown(held.picture)
        made = np.empty(shape, np.uint8)
        self._owned.append(made)
        return made

    def _forget_replay(self) -> None:
        for one in self._turned.values():
            self._disown(one.picture)
        self._turned.clear()

    def _disown(self, array: "NDArray[np.generic]") -> None:
        overwrite(array)
        self._owned = [one for one in self._owned if one is not array]
