"""How a colour covers skin: in Lab, so that lightness, where wrinkles and light are, is kept apart from colour."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.looks.kinds import Colour
from shopassistant.tryon.render.light import Light
from shopassistant.tryon.render.tone import linear

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a picture.

    Attributes:
        left, top, width, height: pixels.
    """

    left: int
    top: int
    width: int
    height: int

    @classmethod
    def around(cls, points: Floats, margin: float, shape: tuple[int, ...]) -> "Crop | None":
        """The part with all points, float32 (n, 2), and a margin in pixels; None outside of the picture."""
        low, high = points.min(axis=0) - margin, points.max(axis=0) + margin
        if not np.isfinite([low, high]).all():
            return None
        left, top = max(int(low[0]), 0), max(int(low[1]), 0)
        right, bottom = min(int(high[0]) + 2, shape[1]), min(int(high[1]) + 2, shape[0])
        return None if right - left < 4 or bottom - top < 4 else cls(left, top, right - left, bottom - top)

    @property
    def part(self) -> tuple[slice, slice]:
        """Rows and columns of the picture."""
        return slice(self.top, self.top + self.height), slice(self.left, self.left + self.width)

    def within(self, points: Floats) -> Floats:
        """float32 (n, 2): points of the picture in pixels of the crop."""
        return np.asarray(points - np.array([self.left, self.top], np.float32), np.float32)


def lab_of(picture: Picture) -> Floats:
    """float32 (h, w, 3): L 0 to 100, a, b (CIE 1976, D65), of uint8 BGR."""
    return np.asarray(cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_BGR2LAB), np.float32)


def put_lab(picture: Picture, lab: Floats, mask: Floats) -> None:
    """Write Lab into `picture` where `mask` is above 0, so that nothing else changes by rounding."""
    bgr = np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2BGR), 0, 1) * 255 + 0.5
    cv2.copyTo(bgr.astype(np.uint8), (mask > 0.002).astype(np.uint8), picture)


def lit(colour: Colour, light: Light) -> Floats:
    """float32 (3,): Lab of a colour as it looks in this picture's light (screens' gamma as in `render.tone`)."""
    shown = np.clip(linear(colour) * light.colour * light.level, 0, 1) ** 0.5
    return np.asarray(lab_of(np.asarray(shown[None, None, ::-1] * 255 + 0.5, np.uint8))[0, 0], np.float32)
