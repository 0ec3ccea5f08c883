"""What a person before the mirror may do to be seen better, told seldom and not at once."""

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.follow import Seen

CODES = ("dark", "off", "close", "far", "turn", "hair")
# Mean shade of a face, 0 to 255, under which landmarks become guesses.
_DARK = 45.0
_CLOSE_MM, _FAR_MM, _LEAST_PIXELS = 280.0, 1100.0, 60.0
_TURN_DEGREES_A_SECOND, _TURNED_DEGREES = 110.0, 60.0
# Share of one eye's surroundings that is as dark as hair, beside the other eye's.
_HAIR_MORE = 0.45
_HOLD_MS, _KEEP_MS = 600, 1500
_EYES = ((70, 105, 133, 33, 145, 159), (300, 334, 362, 263, 374, 386))
_CHEEKS = (50, 280, 205, 425)


def fault_of(picture: NDArray[np.uint8], seen: Seen) -> str:
    """What hinders most in one picture, one of `CODES`; empty when nothing does.

    Args:
        picture: uint8 (h, w, 3), BGR, of the moment that was seen.
    """
    points = seen.landmarks.points
    height, width = picture.shape[:2]
    distance = -float(seen.pose.place[2])
    if distance < _CLOSE_MM:
        return "close"
    if ((points >= 0) & (points < (width, height))).all(axis=1).mean() < 0.97:
        return "off"
    if _cheek(picture, points) < _DARK:
        return "dark"
    if distance > _FAR_MM or seen.landmarks.width < _LEAST_PIXELS:
        return "far"
    if abs(seen.pose.angles[0]) > _TURNED_DEGREES:
        return "turn"
    return "hair" if abs(seen.pose.angles[0]) < 20 and _is_covered(picture, points) else ""


class Coach:
    """Tells a fault once it lasts, and keeps telling it for a while: words that flicker help nobody."""

    def __init__(self) -> None:
        self._told, self._fault = "", ""
        self._since_ms = self._told_ms = 0
        self._yaw: tuple[int, float] | None = None

    def watch(self, picture: NDArray[np.uint8], seen: Seen | None, at_ms: int) -> str:
        """What to tell now, one of `CODES`, or nothing.

        Args:
            picture: uint8 (h, w, 3), BGR.
            seen: the face that wears what is tried on.
            at_ms: of the picture.
        """
        fault = "" if seen is None else ("turn" if self._turns_fast(seen, at_ms) else fault_of(picture, seen))
        if fault != self._fault:
            self._fault, self._since_ms = fault, at_ms
        lasts = at_ms - self._since_ms >= _HOLD_MS or (fault == "turn")
        if fault != self._told and lasts and (not self._told or at_ms - self._told_ms >= _KEEP_MS):
            self._told, self._told_ms = fault, at_ms
        return self._told

    def _turns_fast(self, seen: Seen, at_ms: int) -> bool:
        yaw, before = seen.pose.angles[0], self._yaw
        self._yaw = at_ms, yaw
        if before is None or not 0 < at_ms - before[0] < 500:
            return False
        return abs(yaw - before[1]) * 1000 / (at_ms - before[0]) > _TURN_DEGREES_A_SECOND


def _cheek(picture: NDArray[np.uint8], points: NDArray[np.float32]) -> float:
    x, y = points[list(_CHEEKS)].astype(int).T
    return float(picture[y, x].mean())


def _is_covered(picture: NDArray[np.uint8], points: NDArray[np.float32]) -> bool:
    """Whether one eye and brow are much darker than the other: hair hangs over them."""
    shares = []
    dark = _cheek(picture, points) * 0.5
    for around in _EYES:
        corners = points[list(around)]
        low, high = corners.min(axis=0).astype(int), corners.max(axis=0).astype(int) + 1
        patch = cv2.cvtColor(picture[low[1] : high[1], low[0] : high[0]], cv2.COLOR_BGR2GRAY)
        shares.append(float((patch < dark).mean()))
    return abs(shares[0] - shares[1]) > _HAIR_MORE
