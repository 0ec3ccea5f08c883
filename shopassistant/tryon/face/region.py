"""The square of a picture in which a face is looked for: around where it just was, turned as it was."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.network import ACROSS

Picture = NDArray[np.uint8]
Points = NDArray[np.float32]

# A face moves between two pictures: so many times its own size is looked at.
_ROOM = 1.5
# The eyes' outer corners lie level in it.
_RIGHT_EYE, _LEFT_EYE = 33, 263


@dataclass(frozen=True, slots=True, repr=False)
class Region:
    """A square, turned.

    Attributes:
        move: float64 (2, 3), from the pixels of the small picture made of it to those of the picture.
        per_pixel: how many of these one of those is.
    """

    move: NDArray[np.float64]
    per_pixel: float

    @classmethod
    def around(cls, points: Points) -> "Region":
        """Around landmarks, float32 (478, 2), pixels; as the network was trained with."""
        low, high = points.min(axis=0).astype(np.float64), points.max(axis=0).astype(np.float64)
        across, down = (points[_LEFT_EYE] - points[_RIGHT_EYE]).astype(np.float64)
        per_pixel = _ROOM * float((high - low).max()) / ACROSS
        cosine, sine = np.array([across, down]) * (per_pixel / max(float(np.hypot(across, down)), 1e-6))
        turn = np.array([[cosine, -sine], [sine, cosine]])
        middle = (low + high) / 2 - turn @ (ACROSS / 2, ACROSS / 2)
        return cls(np.column_stack([turn, middle]), per_pixel)

    def cut(self, picture: Picture) -> Picture:
        """uint8 (256, 256, 3), RGB, of a picture (h, w, 3), BGR; beyond its edge lies the edge's own colour."""
        corners = np.array([(0, 0, 1), (0, ACROSS, 1), (ACROSS, 0, 1), (ACROSS, ACROSS, 1)]) @ self.move.T
        extent = np.array(picture.shape[1::-1])
        left, top = np.clip(corners.min(axis=0).astype(int) - 1, 0, extent - 1).tolist()
        right, bottom = np.clip(corners.max(axis=0).astype(int) + 3, 1, extent).tolist()
        # Pixels of four bytes are moved in half the time of those of three.
        around = cv2.cvtColor(picture[top : max(bottom, top + 1), left : max(right, left + 1)], cv2.COLOR_BGR2BGRA)
        move = self.move - ((0, 0, left), (0, 0, top))
        way = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        small = cv2.warpAffine(around, move, (ACROSS, ACROSS), flags=way, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGRA2RGB), np.uint8)

    def back(self, told: Points) -> Points:
        """float32 (n, 3): points and depth of the small picture, in the pixels of the whole, however the face is tilted
        (MediaPipe's own depth is 3 % too deep in a wide picture for one tilted by 10 degrees)."""
        found = np.empty_like(told)
        found[:, :2] = told[:, :2] @ self.move[:, :2].T + self.move[:, 2]
        found[:, 2] = told[:, 2] * self.per_pixel
        return found
