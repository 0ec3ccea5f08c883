"""The depth of what hides: head, ears, neck, fingers, and where it gives way to what lies over hair."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.render.hidden import in_window
from shopassistant.tryon.render.raster import FAR, Memory, depth_map
from shopassistant.tryon.render.scene import Hiding
from shopassistant.tryon.render.view import View, pixels

Floats = NDArray[np.float32]

# Beyond so many pixels it is drawn at half size: things are near and steps small beside them.
_MOST = 160_000


def hiding_map(hides: tuple[Hiding, ...], view: View, camera: Camera, memory: Memory) -> Floats:
    """float32 (h, w): millimetres before the camera at each pixel of the window; `FAR` where nothing hides."""
    size = (view.width, view.height)
    if not hides:
        return np.full(size[::-1], FAR, np.float32)
    coarse = replace(view, fine=1.0 if view.width * view.height <= _MOST else 0.5)
    points, triangles = _joined(hides)
    inside = in_window(pixels(points, camera.focal, camera.centre), points, triangles, view)
    depth = depth_map(points, inside, coarse, memory, "hiding")
    if coarse.fine == 1:
        return depth
    return np.asarray(cv2.resize(depth, size, interpolation=cv2.INTER_NEAREST), np.float32)


def _joined(hides: tuple[Hiding, ...]) -> tuple[Floats, NDArray[np.int32]]:
    if len(hides) == 1:
        return hides[0].points, hides[0].triangles
    offsets = np.cumsum([0, *(len(one.points) for one in hides)])
    triangles = [one.triangles + np.int32(offset) for one, offset in zip(hides, offsets, strict=False)]
    return np.concatenate([one.points for one in hides]), np.concatenate(triangles)
