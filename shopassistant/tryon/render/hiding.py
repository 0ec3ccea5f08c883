"""The depth of what hides: head, ears, neck, fingers, and where it gives way to what lies over hair."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.render.hidden import in_window, turned_to_us
from shopassistant.tryon.render.raster import FAR, Memory, depth_map
from shopassistant.tryon.render.scene import Hiding
from shopassistant.tryon.render.view import View, pixels

Floats = NDArray[np.float32]

# So far behind the farthest that is worn everything counts as equally far.
_ROOM_MM = 15.0


def hiding_map(hides: tuple[Hiding, ...], view: View, camera: Camera, memory: Memory, farthest: float = FAR) -> Floats:
    """float32 (h, w): millimetres before the camera at each pixel of the window; `FAR` where nothing hides.

    Drawn at half size and filled in by lines: skin is smooth, and where a head ends its edge comes out straight, as
    beyond `farthest`, the depth of what may be hidden, all is taken for near that.
    """
    size = (view.width, view.height)
    if not hides:
        return np.full(size[::-1], FAR, np.float32)
    coarse = replace(view, fine=0.5)
    found = [_seen(one, view, camera) for one in hides]
    offsets = np.cumsum([0, *(len(one.points) for one in hides)])
    triangles = np.concatenate([one + np.int32(offset) for one, offset in zip(found, offsets, strict=False)])
    depth = depth_map(np.concatenate([one.points for one in hides]), triangles, coarse, memory, "hiding")
    limit = min(farthest + _ROOM_MM, FAR - 1)
    np.minimum(depth, limit, out=depth)
    whole = np.asarray(cv2.resize(depth, size, interpolation=cv2.INTER_LINEAR), np.float32)
    whole[whole > limit - 1] = FAR
    return whole


def _seen(hiding: Hiding, view: View, camera: Camera) -> NDArray[np.int32]:
    """int32 (m, 3): the triangles that matter in a window."""
    placed = pixels(hiding.points, camera.focal, camera.centre)
    triangles = hiding.triangles
    if not hiding.two_sided:
        triangles = turned_to_us(placed, hiding.points, triangles)
    return in_window(placed, hiding.points, triangles, view)
