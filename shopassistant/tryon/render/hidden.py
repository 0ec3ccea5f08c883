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
    x, y = placed[:, 0], placed[:, 1]
    a, b, c = (triangles[:, corner] for corner in range(3))
    ax, ay = x[a], y[a]
    # Rows go down in pictures, so that counter-clockwise has a negative area.
    seen = (x[b] - ax) * (y[c] - ay) < (y[b] - ay) * (x[c] - ax)
    near = points[:, 2] > -NEAREST_MM
    if near.any():
        seen &= ~(near[a] | near[b] | near[c])
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
    a, b, c = (triangles[:, corner] for corner in range(3))
    out = (code[a] & code[b] & code[c]) > 0
    near = points[:, 2] > -NEAREST_MM
    if near.any():
        out |= near[a] | near[b] | near[c]
    return np.asarray(triangles[~out], np.int32)


def not_behind(placed: Floats, points: Floats, triangles: Ints, hiding: Floats, view: View) -> Ints:
    """int32 (k, 3): triangles some of which may be seen before what hides, a depth map of `view`."""
    behind = points_behind(view.place(points), points, hiding)
    a, b, c = (triangles[:, corner] for corner in range(3))
    away = behind[a] & behind[b] & behind[c]
    places = np.flatnonzero(away)
    for axis in placed.T if len(places) else ():
        corners = axis[triangles[places]]
        span = np.maximum(np.maximum(corners[:, 0], corners[:, 1]), corners[:, 2])
        span -= np.minimum(np.minimum(corners[:, 0], corners[:, 1]), corners[:, 2])
        away[places[span > _WIDE_PX]] = False
    return np.asarray(triangles[~away], np.int32)


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


def behind_plane(depth: Floats, view: View, normal: Floats, offset: float) -> Floats:
    """float32 (h, w): 1 where what is drawn lies behind a plane, see `Beside`; `depth` at the picture's fineness."""
    x = (np.arange(view.width, dtype=np.float32) + (view.left + 0.5 - view.centre[0])) * (normal[0] / view.focal)
    y = (np.arange(view.height, dtype=np.float32) + (view.top + 0.5 - view.centre[1])) * (-normal[1] / view.focal)
    along = depth * (x[None] + y[:, None] - np.float32(normal[2]))
    return np.asarray(along < offset, np.float32)


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
