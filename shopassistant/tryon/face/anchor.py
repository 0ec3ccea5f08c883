"""Which way a remembered skin faces: landmarks say so from every side, the first look into the mirror alone does not.

What the skin looks like was learnt while the head was seen as its landmarks told, mostly from the front, and landmarks
are off by some degrees, otherwise from the front than from aside. So what they say is compared over all ways the head
was turned, each way counting the same, however long it was looked at.
"""

import numpy as np

from shopassistant.tryon.face.axes import Matrix, Vector, rotation_of, vector_of

# Degrees between which a head is straight, up and down and to the sides; pictures after which a way counts fully, and
# so many that later ones still mend it.
_STRAIGHT_PITCH, _STRAIGHT_YAW = 9.0, 14.0
_KNOWN, _MOST = 12.0, 60.0


class Anchor:
    """The mean turn between a settled pose and the landmarks' own."""

    def __init__(self) -> None:
        self._off = np.zeros((9, 3))
        self._counts = np.zeros(9)

    def righted(self, settled: Matrix, told: Matrix, sight: Matrix) -> Matrix:
        """float64 (3, 3): the settled rotation turned by what landmarks say in the mean, after learning from these.

        Args:
            settled, told: rotations of this picture, settled on the skin and told by landmarks.
            sight: the turn to the line of sight.
        """
        pitch, yaw, _roll = np.degrees(vector_of(sight.T @ told))
        way = 3 * _third(pitch, _STRAIGHT_PITCH) + _third(yaw, _STRAIGHT_YAW)
        self._counts[way] = min(self._counts[way] + 1, _MOST)
        self._off[way] += (vector_of(settled.T @ told) - self._off[way]) / self._counts[way]
        return settled @ rotation_of(self._mean())

    def _mean(self) -> Vector:
        weight = np.minimum(self._counts / _KNOWN, 1)
        return np.asarray(weight @ self._off / max(float(weight.sum()), 1.0))


def _third(degrees: float, straight: float) -> int:
    return int(degrees > -straight) + int(degrees > straight)
