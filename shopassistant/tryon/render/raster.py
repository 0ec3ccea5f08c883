"""Triangles into a window of the picture with OpenCV's software rasteriser, into memory that is used again."""

import math
from dataclasses import dataclass, field
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.render.view import View

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

NEAR, FAR = 50.0, 4000.0
# The same surface drawn twice is as near as before, but for rounding.
_SAME_MM = 0.05
_EYE = np.eye(4, dtype=np.float32)


@dataclass
class Memory:
    """Buffers by name, grown when needed and never given back before the end."""

    held: dict[str, Floats] = field(default_factory=dict)

    def take(self, name: str, *shape: int) -> Floats:
        """float32 of `shape`, with whatever was in it."""
        count = math.prod(shape)
        flat = self.held.get(name)
        if flat is None or len(flat) < count:
            flat = self.held[name] = np.zeros(count + count // 4, np.float32)
        return flat[:count].reshape(shape)

    def wipe(self) -> None:
        """Overwrite everything."""
        for flat in self.held.values():
            flat.fill(0)


def depth_map(points: Floats, triangles: Ints, view: View, memory: Memory, name: str) -> Floats:
    """float32 (h, w): millimetres before the camera of the nearest surface, `FAR` where there is none.

    Args:
        points: float32 (n, 3), before the camera. triangles: int32 (m, 3).
        name: of the buffer that is used.
    """
    depth = memory.take(name, *view.size)
    depth.fill(FAR)
    if len(triangles):
        moved, fov = _as_centred(points, view)
        cv2.triangleRasterizeDepth(moved[None], triangles[None], depth, _EYE, fov, NEAR, FAR, _settings())
    return depth


def drawn(
    points: Floats, triangles: Ints, colours: Floats, view: View, memory: Memory, name: str
) -> tuple[Floats, Floats]:
    """Three values at each pixel, float32 (h, w, 3), blended between corners, nought where nothing is; and depth.

    Args:
        points, colours: float32 (n, 3). triangles: int32 (m, 3).
    """
    colour, depth = memory.take(f"{name} colour", *view.size, 3), memory.take(f"{name} depth", *view.size)
    colour.fill(0)
    depth.fill(FAR)
    if len(triangles):
        moved, fov = _as_centred(points, view)
        values = np.ascontiguousarray(colours, np.float32)[None]
        cv2.triangleRasterize(moved[None], triangles[None], values, colour, depth, _EYE, fov, NEAR, FAR, _settings())
    return colour, depth


def seen_share(
    points: Floats, triangles: Ints, share: Floats, view: View, depth: Floats, memory: Memory, name: str
) -> Floats:
    """float32 (h, w): what points have at the surfaces that are nearest, 1 elsewhere and where they are not among them.

    Args:
        points: float32 (n, 3). triangles: int32 (m, 3). share: float32 (n, 1).
        depth: float32 (h, w), of the nearest of all surfaces, as drawn before.
    """
    values, own = memory.take(f"{name} share", *view.size, 3), memory.take(f"{name} share depth", *view.size)
    values.fill(1)
    np.add(depth, _SAME_MM, out=own)
    if len(triangles):
        moved, fov = _as_centred(points, view)
        cv2.triangleRasterize(
            moved[None], triangles[None], share.repeat(3, axis=1)[None], values, own, _EYE, fov, NEAR, FAR, _settings()
        )
    return np.asarray(cv2.extractChannel(values, 0), np.float32)


def covered(depth: Floats) -> NDArray[np.uint8]:
    """uint8 (h, w): 255 where something was drawn, 0 elsewhere; of a depth map."""
    return np.asarray(cv2.inRange(depth, np.array(0.0), np.array(FAR - 1)), np.uint8)


def cover_of(depth: Floats) -> Floats:
    """float32 (h, w): 1 where something was drawn, 0 elsewhere; of a depth map."""
    return np.asarray(cv2.threshold(depth, FAR - 1, 1.0, cv2.THRESH_BINARY_INV)[1], np.float32)


@cache
def _settings() -> "cv2.TriangleRasterizeSettings":
    made = cv2.TriangleRasterizeSettings()
    made.setShadingType(cv2.RASTERIZE_SHADING_SHADED)
    made.setCullingMode(cv2.RASTERIZE_CULLING_NONE)
    return made


def _as_centred(points: Floats, view: View) -> tuple[Floats, float]:
    """The rasteriser knows only cameras that look at the middle of what they draw: points sheared so that the window's
    middle lies on the axis, and the angle its height covers."""
    middle_x = view.left + view.width / 2 - view.centre[0]
    middle_y = view.centre[1] - (view.top + view.height / 2)
    moved = np.array(points, np.float32)
    moved[:, 0] += moved[:, 2] * np.float32(middle_x / view.focal)
    moved[:, 1] += moved[:, 2] * np.float32(middle_y / view.focal)
    return moved, float(2 * np.arctan(view.height / 2 / view.focal))
