"""Which of what is worn can be seen: not behind the head, not turned away, inside the picture."""

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.render.raster import covered
from shopassistant.tryon.render.view import View

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

# Nearer than this a perspective is no more one a customer could believe; nothing is drawn there.
NEAREST_MM = 60.0
# A triangle wider than this is kept though its corners are hidden: its middle may not be.
_WIDE_PX = 24.0


def turned_to_us(placed: Floats, points: Floats, triangles: Ints) -> Ints:
    """int32 (k, 3): triangles that are seen from outside, and not too near.

    Args:
        placed: float32 (n, 2), pixels of `points`, float32 (n, 3).
    """
    a, b, c = placed[triangles[:, 0]], placed[triangles[:, 1]], placed[triangles[:, 2]]
    # Rows go down in pictures, so that counter-clockwise has a negative area.
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    seen = area < 0
    near = points[:, 2] > -NEAREST_MM
    if near.any():
        seen &= ~near[triangles].any(axis=1)
    return triangles[seen]


def in_window(placed: Floats, points: Floats, triangles: Ints, view: View) -> Ints:
    """int32 (k, 3): triangles that may touch a window, and are not too near.

    Args:
        placed: float32 (n, 2), pixels of `points`, float32 (n, 3).
    """
    x, y = placed.T
    code = (x < view.left).astype(np.uint8)
    code |= (x > view.left + view.width).astype(np.uint8) << 1
    code |= (y < view.top).astype(np.uint8) << 2
    code |= (y > view.top + view.height).astype(np.uint8) << 3
    sides = code[triangles]
    out = (sides[:, 0] & sides[:, 1] & sides[:, 2]) > 0
    near = points[:, 2] > -NEAREST_MM
    if near.any():
        out |= near[triangles].any(axis=1)
    return np.asarray(triangles[~out], np.int32)


def not_behind(placed: Floats, points: Floats, triangles: Ints, hiding: Floats, view: View) -> Ints:
    """int32 (k, 3): triangles some of which may be seen before what hides, a depth map of `view`."""
    behind = points_behind(view.place(points), points, hiding)
    far_behind = behind[triangles].all(axis=1)
    if not far_behind.any():
        return triangles
    low = np.minimum(np.minimum(placed[triangles[:, 0]], placed[triangles[:, 1]]), placed[triangles[:, 2]])
    high = np.maximum(np.maximum(placed[triangles[:, 0]], placed[triangles[:, 1]]), placed[triangles[:, 2]])
    small = ((high - low) < _WIDE_PX).all(axis=1)
    return triangles[~(far_behind & small)]


def points_behind(at: Floats, points: Floats, hiding: Floats, tolerance_mm: float = 0.5) -> NDArray[np.bool_]:
    """bool (n,): whether a point lies behind what hides, or outside of the map.

    Args:
        at: float32 (n, 2), pixels of the map, float32 (h, w). points: float32 (n, 3).
    """
    x, y = at[:, 0].astype(np.int32), at[:, 1].astype(np.int32)
    height, width = hiding.shape
    outside = (at[:, 0] < 0) | (at[:, 1] < 0) | (x >= width) | (y >= height)
    x[outside] = y[outside] = 0
    return np.asarray(outside | (-points[:, 2] > hiding[y, x] + tolerance_mm), np.bool_)


def share_before(depth: Floats, hiding: Floats) -> Floats:
    """float32 (h, w): how much of what is drawn at each pixel is before what hides: 1 before, 0 behind, between the two
    at their border, which would look like steps otherwise. Only pixels where something is drawn count for that, or
    a hidden temple would shine through at its own edges.

    Args:
        depth, hiding: float32 (h, w), millimetres; `FAR` where nothing is.
    """
    there = covered(depth)
    before = cv2.compare(depth, hiding, cv2.CMP_LE)
    kept = cv2.blur(cv2.bitwise_and(before, there), (3, 3), borderType=cv2.BORDER_REPLICATE)
    weight = cv2.blur(there, (3, 3), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.divide(kept, np.maximum(weight, 1), dtype=cv2.CV_32F), np.float32)
