"""One face kept from picture to picture without looking for it anew: it is near where it just was."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.landmarks import FOLLOWED, LEAST_PIXELS, Landmarks
from shopassistant.tryon.face.network import Network
from shopassistant.tryon.face.region import Points, Region
from shopassistant.tryon.face.smoothing import OneEuroEach

# As MediaPipe smooths the landmarks of a face that it follows alone: Hertz, and Hertz per face's size a second.
_STILL_HZ, _PER_SPEED = 0.05, 80.0


class Tracker:
    """Follows one face after `begin`, until it is lost; close it.

    Raises:
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``.
    """

    def __init__(self) -> None:
        self._network = Network()
        self._region: Region | None = None
        self._smoother = OneEuroEach(_STILL_HZ, _PER_SPEED)

    def begin(self, face: Landmarks, at_ms: int) -> None:
        """This is the face that is followed, as it was found in a picture."""
        self.forget()
        self._region = Region.around(face.points)
        self._smooth(np.column_stack([face.points, face.depth]), at_ms)

    def follow(self, picture: NDArray[np.uint8], at_ms: int) -> Landmarks | None:
        """The face in the next picture; None where none is followed, or it is lost.

        Args:
            picture: uint8 (h, w, 3), BGR.
            at_ms: when it was taken; later than the one before.
        """
        if self._region is None:
            return None
        told, sure = self._network.told(self._region.cut(picture))
        if sure < FOLLOWED or not np.isfinite(told).all():
            self.forget()
            return None
        points = self._region.back(told)
        if np.ptp(points[:, 0]) < LEAST_PIXELS:
            self.forget()
            return None
        self._region = Region.around(points[:, :2])
        return self._smooth(points, at_ms)

    def forget(self) -> None:
        """Follow nobody."""
        self._region = None
        self._smoother.wipe()

    def wipe(self) -> None:
        """Follow nobody, and overwrite what is left of the last picture."""
        self.forget()
        self._network.wipe()

    def close(self) -> None:
        """Forget, and give back what it holds; it can be called again."""
        self.forget()
        self._network.close()

    def _smooth(self, points: Points, at_ms: int) -> Landmarks:
        size = float(np.ptp(points[:, :2], axis=0).mean())
        still = self._smoother.smooth(points, 1 / max(size, 1e-6), at_ms / 1000).astype(np.float32)
        return Landmarks(still[:, :2], still[:, 2])
