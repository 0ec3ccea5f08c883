"""Spots on a face whose look is remembered: where skin moves little against the head, between brows and upper lip."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.axes import Matrix
from shopassistant.tryon.face.canonical import canonical_face

_COUNT = 600
# Eyes look about and blink.
_OPENINGS = (
    {33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246},
    {362, 382, 381, 380, 374, 373, 390, 249, 263, 466, 388, 387, 386, 385, 384, 398},
)
# Millimetres of the canonical face: below this a mouth talks, farther back than that begins hair.
_MOUTH_BELOW, _HAIR_BEHIND = -28.0, -12.0


@dataclass(frozen=True)
class Spots:
    """Attributes:
    corners: int32 (n, 3), points of the face around each spot.
    shares: float64 (n, 3, 1), how near it is to each of them.
    """

    corners: NDArray[np.int32]
    shares: NDArray[np.float64]

    def on(self, shape: Matrix) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """float64 (n, 3) places and (n, 3) unit normals on a shape (468, 3)."""
        around = shape[self.corners]
        normals = np.cross(around[:, 1] - around[:, 0], around[:, 2] - around[:, 0])
        normals /= np.linalg.norm(normals, axis=1)[:, None]
        return (around * self.shares).sum(axis=1), normals


@cache
def spots() -> Spots:
    """The same ones every time, spread over the skin, denser on the nose, which tells most of how a head is turned."""
    face = canonical_face()
    around = face.points[face.triangles]
    middle = around.mean(axis=1)
    area = np.linalg.norm(np.cross(around[:, 1] - around[:, 0], around[:, 2] - around[:, 0]), axis=1)
    is_mouth = (middle[:, 1] < _MOUTH_BELOW) & ((np.abs(middle[:, 0]) < 40) | (middle[:, 1] < -60))
    is_eye = np.array([any(set(corners) <= opening for opening in _OPENINGS) for corners in face.triangles.tolist()])
    weight = area * ~(is_mouth | is_eye | (middle[:, 2] < _HAIR_BEHIND)) * np.where(middle[:, 2] > 30, 1.5, 1.0)
    rng = np.random.default_rng(3)
    chosen = rng.choice(len(weight), _COUNT, p=weight / weight.sum())
    a, b = rng.random((2, _COUNT))
    over = a + b > 1
    a, b = np.where(over, 1 - a, a), np.where(over, 1 - b, b)
    return Spots(face.triangles[chosen], np.stack([1 - a - b, a, b], axis=1)[..., None])
