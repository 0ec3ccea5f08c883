"""Between a picture's numbers and light: a gamma of two both ways, as products and roots cost a tenth of powers.

Screens follow about 2.2; colours that pass through light and back come out as they went in, and what is blended in
between differs by less than two of 255 from sRGB's own curve.
"""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]


def linear(colour: tuple[int, int, int]) -> Floats:
    """float32 (3,): light of a screen's colour, 0 to 255; 0 to 1."""
    return np.asarray((np.array(colour, np.float32) / 255) ** 2, np.float32)


def to_light(picture: Picture, into: Floats) -> Floats:
    """float32 of the same shape, 0 to 1: light of a picture, in memory used again."""
    return np.asarray(cv2.LUT(picture, _table(), into), np.float32)


def to_picture(light: Floats) -> Picture:
    """uint8 of the same shape, of light that is nowhere negative; what is brighter than a screen can be is white.
    `light` is used up."""
    cv2.sqrt(light, light)
    return np.asarray(cv2.convertScaleAbs(light, alpha=255.0), np.uint8)


@cache
def _table() -> Floats:
    table = np.asarray((np.arange(256) / 255) ** 2, np.float32)
    table.flags.writeable = False
    return table
