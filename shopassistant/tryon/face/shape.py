"""A person's own face, fused over pictures: what an average face cannot tell of where noses, brows and jaws are.

Each picture's landmarks have a depth, too; seen from the front they make a face in three dimensions, up to its size.
Turned away they do not (the model that finds them turns them back towards the average), so pictures count by how
frontal they are.
"""

import numpy as np

from shopassistant.tryon.face.axes import Matrix, similarity, towards
from shopassistant.tryon.face.canonical import LEFT_IRIS, LIDS, RIGHT_IRIS, STEADY, canonical_face
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.pose import Camera

_STEADY = list(STEADY)
# A picture turned from the line of sight by so many degrees counts 0.6 of a frontal one.
_FRONTAL_DEGREES = 12.0
# The average face counts as much as this many frontal pictures; a person's own as at most so many, so that it can
# still be mended.
_AVERAGE_COUNTS, _MOST = 0.15, 120.0
_LEAST = 0.03
_HALF_OWN = 1.0
# Known so well, it learns from every fourth picture only.
_WELL_KNOWN = 20.0


class Shape:
    """The shape known so far, in the axes and millimetres of the canonical face (as large as that one is)."""

    def __init__(self) -> None:
        points = canonical_face().points
        eyes = [points[list(lids)].mean(axis=0) for _iris, lids in LIDS]
        self._points = np.vstack([points, np.repeat(eyes, 5, axis=0)])
        self._counts = _AVERAGE_COUNTS
        self._pictures = 0

    @property
    def points(self) -> Matrix:
        """float64 (468, 3)."""
        return self._points[:468]

    @property
    def pupils(self) -> Matrix:
        """float64 (2, 3): the wearer's right, then left."""
        return self._points[[RIGHT_IRIS, LEFT_IRIS]]

    @property
    def counts(self) -> float:
        """How many frontal pictures it is made of."""
        return self._counts - _AVERAGE_COUNTS

    @property
    def own(self) -> float:
        """How far it is the person's own, 0 to 1."""
        return self.counts / (self.counts + _HALF_OWN)

    def wipe(self) -> None:
        """Overwrite what is known."""
        self._points.fill(0)

    def learn(self, face: Landmarks, camera: Camera, turned_degrees: float) -> float:
        """Take a picture into account; returns how much it counts, 0 to 1.

        Args:
            turned_degrees: between the line of sight and where the face points.
        """
        counts = float(np.exp(-0.5 * (turned_degrees / _FRONTAL_DEGREES) ** 2))
        self._pictures += 1
        if counts < _LEAST or (self._counts > _WELL_KNOWN and self._pictures % 4):
            return 0.0
        own = _brought(lifted(face, camera))
        share = counts / (self._counts + counts)
        self._points = _brought(self._points + share * (own - self._points))
        self._counts = min(self._counts + counts, _MOST)
        return counts


def lifted(face: Landmarks, camera: Camera) -> Matrix:
    """float64 (478, 3): landmarks in three dimensions, looked at along their own line of sight, of no known size."""
    rays = np.column_stack([(face.points - camera.centre) * (1 / camera.focal, -1 / camera.focal), -np.ones(478)])
    rays = rays @ towards(rays[_STEADY].mean(axis=0))
    depth = face.depth.astype(np.float64) / camera.focal
    depth -= depth[_STEADY].mean()
    for iris, lids in LIDS:  # the model tells irises the depth of the head's middle
        depth[iris : iris + 5] = depth[list(lids)].mean()
    # Perspective: what is farther is seen smaller than it is.
    return np.column_stack([rays[:, :2] / -rays[:, 2:] * (1 + depth)[:, None], -depth])


def _brought(points: Matrix) -> Matrix:
    scale, turn, shift = similarity(points[_STEADY], canonical_face().points[_STEADY])
    return scale * points @ turn.T + shift
