"""The soft shadow that things worn throw on the face right behind them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.render.light import Light

Floats = NDArray[np.float32]

_DEEPEST, _CLOSE = 0.50, 0.30


def shadow_shift(light: Light, pixels_per_mm: float) -> tuple[float, float]:
    """Pixels right and down by which the shadow of something a few millimetres before the skin lies beside it."""
    return -light.towards[0] * 5.0 * pixels_per_mm, (light.towards[1] * 7.0 + 1.0) * pixels_per_mm


def shadow_reach(light: Light, pixels_per_mm: float) -> int:
    """Pixels around what throws it within which a shadow can lie."""
    return int(max(map(abs, shadow_shift(light, pixels_per_mm))) + 3 * _blur(pixels_per_mm)) + 1


def light_left(cover: Floats, skin: NDArray[np.uint8], light: Light, pixels_per_mm: float) -> Floats:
    """float32 (h, w): share of light that still reaches each pixel. Made at half size: a soft shadow has no detail.

    Args:
        cover: float32 (h, w), share of each pixel that things worn cover.
        skin: uint8 (h, w), 255 where there is a face to fall on.
    """
    height, width = cover.shape
    size = (max(width // 2, 1), max(height // 2, 1))
    x, y = (part / 2 for part in shadow_shift(light, pixels_per_mm))
    small = cv2.resize(cover, size, interpolation=cv2.INTER_AREA)
    moved = cv2.warpAffine(small, np.array([[1, 0, x], [0, 1, y]], np.float32), size)
    where = cv2.resize(skin, size, interpolation=cv2.INTER_NEAREST)
    moved[where == 0] = 0
    soft = cv2.GaussianBlur(moved, (0, 0), max(_blur(pixels_per_mm) / 2, 0.6))
    # Close to the skin light from everywhere is kept away, too.
    near = cv2.blur(small, (_odd(2.2 * pixels_per_mm),) * 2)
    near[where == 0] = 0
    kept = _DEEPEST * (1 - light.ambient * 0.4) * soft + _CLOSE * light.ambient * near
    left = cv2.resize(kept, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(1 - left, np.float32)


def _odd(size: float) -> int:
    return 2 * max(int(size / 2), 1) + 1


def _blur(pixels_per_mm: float) -> float:
    return max(1.2, 1.45 * pixels_per_mm)
