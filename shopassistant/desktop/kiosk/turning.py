"""The turn of a head, kept in memory for looking at it from the sides, and overwritten when the visit ends."""

import math
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

# Pictures kept of one turn: at most some 130 MB, and finer than a hand can move the slider.
MOST_VIEWS = 48
LEAST_APART_MS = 90
HIGHEST = 720
# So far to either side makes a turn worth looking at, degrees; less than that from side to side is a still picture.
SIDE_DEG = 22.0
LEAST_SPAN_DEG = 15.0
# Who has turned to one side turns to the other within so many seconds, or does not; and all of it takes no longer.
OTHER_SIDE_S, LONGEST_S = 3.5, 8.0


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What was seen at one angle.

    Attributes:
        yaw: degrees, to the wearer's left above zero.
        middle: of the face, in shares of the picture's width.
        picture: uint8 (h, w, 3), BGR, not mirrored: as others see it.
    """

    yaw: float
    middle: float
    picture: "Picture"

    def __repr__(self) -> str:
        """Says nothing of what is in the picture."""
        return "View()"


@dataclass(frozen=True, slots=True, repr=False)
class Turned:
    """How far a turn has come: the furthest to either side in degrees, and how many pictures there are."""

    left: float = 0.0
    right: float = 0.0
    views: int = 0

    @property
    def is_worth_it(self) -> bool:
        """There is more to see than one picture that stands still."""
        return self.views > 1 and self.left + self.right >= LEAST_SPAN_DEG

    @property
    def has_one_side(self) -> bool:
        """One side was seen, or both."""
        return max(self.left, self.right) >= SIDE_DEG

    @property
    def is_whole(self) -> bool:
        """Both sides were seen."""
        return self.left >= SIDE_DEG and self.right >= SIDE_DEG


class Turning:
    """Keeps pictures while it is on. `keep` is called by the mirror's thread, the rest by the window's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_on = False
        self._kept: list[View] = []
        self._spare: list[Picture] = []
        self._last_ms = 0

    def begin(self) -> None:
        """Start anew; what was kept before is overwritten."""
        self.wipe()
        with self._lock:
            self._is_on = True

    def end(self) -> tuple[View, ...]:
        """Stop. Returns what was seen, from the wearer's right to the left."""
        with self._lock:
            self._is_on = False
            return tuple(sorted(self._kept, key=_yaw))

    def keep(self, picture: "Picture", seen: Any, at_ms: int) -> None:
        """Take a copy of a picture, if it is time for one and a face is in it."""
        with self._lock:
            if not self._is_on or seen is None or (self._kept and at_ms - self._last_ms < LEAST_APART_MS):
                return
            self._last_ms = at_ms
            if len(self._kept) >= MOST_VIEWS:
                self._forget_one()
            middle = float(seen.landmarks.points[:, 0].mean()) / picture.shape[1]
            self._kept.append(View(yaw_of(seen.pose.rotation), middle, self._copied(picture)))

    def progress(self) -> Turned:
        """How far it has come."""
        with self._lock:
            angles = [view.yaw for view in self._kept]
        return Turned(max([0.0, *angles]), max([0.0, *(-angle for angle in angles)]), len(angles))

    def wipe(self) -> None:
        """Overwrite every picture and let go of it."""
        with self._lock:
            self._is_on = False
            for picture in (*(view.picture for view in self._kept), *self._spare):
                picture.fill(0)
            self._kept.clear()
            self._spare.clear()
            self._last_ms = 0

    def _copied(self, picture: "Picture") -> "Picture":
        import cv2
        import numpy as np

        share = min(1.0, HIGHEST / picture.shape[0])
        size = (round(picture.shape[1] * share), round(picture.shape[0] * share))
        into = self._spare.pop() if self._spare else np.empty((size[1], size[0], 3), np.uint8)
        if into.shape[:2] != (size[1], size[0]):
            into.fill(0)
            into = np.empty((size[1], size[0], 3), np.uint8)
        if share == 1.0:
            np.copyto(into, picture)
            return into
        return np.asarray(cv2.resize(picture, size, into, interpolation=cv2.INTER_AREA), np.uint8)

    def _forget_one(self) -> None:
        """Where two were seen from almost the same side, one of them is enough."""
        order = sorted(self._kept, key=_yaw)
        gaps = [after.yaw - before.yaw for before, after in zip(order, order[2:], strict=False)]
        place = gaps.index(min(gaps)) + 1
        view = order[place]
        self._kept = [one for one in self._kept if one is not view]
        self._spare.append(view.picture)


def yaw_of(rotation: "NDArray[np.float64]") -> float:
    """Degrees a head is turned to its own left (right below zero) by a pose's rotation, (3, 3)."""
    return math.degrees(math.atan2(rotation[0, 2], rotation[2, 2]))


def _yaw(view: View) -> float:
    return view.yaw
