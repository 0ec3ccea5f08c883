"""The soft shadow that things worn throw on the face right behind them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.render.light import Light

Floats = NDArray[np.float32]

_DEEPEST, _CLOSE = 0.74, 0.42
# What is taller than this may have a brim; so far off the face that stands, and so far its shadow reaches.
_LARGE_MM, _BRIM_MM, _FAR_MM = 105.0, (22.0, 160.0), 48.0


def shadow_shift(light: Light, pixels_per_mm: float) -> tuple[float, float]:
    """Pixels right and down by which the shadow of something a few millimetres before the skin lies beside it."""
    return -light.towards[0] * 5.0 * pixels_per_mm, (light.towards[1] * 7.0 + 1.0) * pixels_per_mm


def shadow_reach(light: Light, pixels_per_mm: float, tall: float) -> int:
    """Pixels around what throws it within which a shadow can lie; `tall` is its height in pixels."""
    if is_large(tall, pixels_per_mm):
        return int(_FAR_MM * pixels_per_mm)
    return int(max(map(abs, shadow_shift(light, pixels_per_mm))) + 3 * _blur(pixels_per_mm)) + 1


def is_large(tall: float, pixels_per_mm: float) -> bool:
    """Whether something so tall, pixels, may stand far off the face and throw a long shadow: hats do."""
    return tall > _LARGE_MM * pixels_per_mm


def light_left(
    cover: Floats, skin: NDArray[np.uint8], light: Light, pixels_per_mm: float,
    depths: tuple[Floats, Floats] | None = None,
) -> Floats:  # fmt: skip
    """float32 (h, w): share of light that still reaches each pixel. Made at half size: a soft shadow has no detail.

    Args:
        cover: float32 (h, w), share of each pixel that things worn cover.
        skin: uint8 (h, w), 255 where there is a face to fall on.
        depths: float32 (h, w) each, of the face and of what is worn, millimetres, where a brim may stand far off.
    """
    height, width = cover.shape
    size = (max(width // 2, 1), max(height // 2, 1))
    shift, blur = shadow_shift(light, pixels_per_mm), _blur(pixels_per_mm)
    small = np.asarray(cv2.resize(cover, size, interpolation=cv2.INTER_AREA), np.float32)
    where = np.asarray(cv2.resize(skin, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    soft = _thrown(small, shift, blur, where)
    if depths is not None:
        face, worn = (cv2.resize(one, size, interpolation=cv2.INTER_NEAREST) for one in depths)
        away = np.asarray(cv2.subtract(face, worn), np.float32)
        soft = np.maximum(soft, _far_thrown(small, away, light, pixels_per_mm, where))
    # Close to the skin light from everywhere is kept away, too.
    near = cv2.blur(small, (_odd(2.2 * pixels_per_mm),) * 2)
    near[where == 0] = 0
    kept = _DEEPEST * (1 - light.ambient * 0.4) * soft + _CLOSE * light.ambient * near
    left = cv2.resize(kept, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(1 - left, np.float32)


def _far_thrown(small: Floats, gap: Floats, light: Light, pixels_per_mm: float, where: NDArray[np.uint8]) -> Floats:
    """The shadow of a brim: as far from it as the light stands high, and the softer for it."""
    off = (gap > _BRIM_MM[0]) & (gap < _BRIM_MM[1]) & (small > 0.5)
    if not off.any():
        return np.zeros_like(small)
    away = min(float(np.median(gap[off])), 60.0)
    steep = light.towards / max(float(light.towards[2]), 0.5)
    right = float(np.clip(-steep[0] * away, -20, 20)) * pixels_per_mm
    down = float(np.clip(steep[1] * away, 12, _FAR_MM - 12)) * pixels_per_mm
    # All between the brim and the end of its shadow lies in it; at a quarter of the picture's size, as it is so soft.
    size = (max(small.shape[1] // 2, 1), max(small.shape[0] // 2, 1))
    brim = cv2.resize(off.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    whole = np.zeros_like(brim)
    for share in (0.25, 0.5, 0.75, 1.0):
        move = np.array([[1, 0, share * right / 4], [0, 1, share * down / 4]], np.float32)
        whole = np.maximum(whole, cv2.warpAffine(brim, move, size))
    whole[cv2.resize(where, size, interpolation=cv2.INTER_NEAREST) == 0] = 0
    soft = cv2.GaussianBlur(whole, (0, 0), 0.03 * away * pixels_per_mm)
    return np.asarray(cv2.resize(soft, small.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _thrown(small: Floats, shift: tuple[float, float], blur: float, where: NDArray[np.uint8]) -> Floats:
    move = np.array([[1, 0, shift[0] / 2], [0, 1, shift[1] / 2]], np.float32)
    moved = cv2.warpAffine(small, move, small.shape[1::-1])
    moved[where == 0] = 0
    return np.asarray(cv2.GaussianBlur(moved, (0, 0), max(blur / 2, 0.6)), np.float32)


def _odd(size: float) -> int:
    return 2 * max(int(size / 2), 1) + 1


def _blur(pixels_per_mm: float) -> float:
    return max(1.2, 1.45 * pixels_per_mm)
