"""All that is solid into a window: colour, how much of each pixel is covered, and the nearest depth."""

from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.render.before_camera import Solids
from shopassistant.tryon.render.hidden import in_window
from shopassistant.tryon.render.raster import Memory, cover_of, drawn, seen_share
from shopassistant.tryon.render.view import View, box, coarse, part_around

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

# Narrower windows are drawn in one piece: two would take longer than one.
_LEAST_SPLIT_PX = 64
_PARTS: tuple[tuple[Any, ...], ...] = (("colour", 3), ("cover",), ("depth",))


@dataclass(frozen=True, slots=True, eq=False)
class Opaque:
    """Solids in a window, at the picture's own fineness.

    Attributes:
        colour: float32 (h, w, 3), linear RGB weighted with `cover`. cover: float32 (h, w).
        depth: float32 (h, w), of the nearest.
    """

    colour: Floats
    cover: Floats
    depth: Floats

    def keep(self, share: Floats) -> None:
        """Only so much of each pixel, float32 (h, w)."""
        cv2.multiply(self.cover, share, self.cover)
        cv2.multiply(self.colour, cv2.merge([share, share, share]), self.colour)


def draw_opaque(
    solids: Solids, triangles: Ints, colours: Floats, view: View, memory: Memory, helper: Executor | None
) -> Opaque:
    """In a window, drawn as fine as it says.

    Args:
        triangles: int32 (m, 3), of those that may be seen. colours: float32 (n, 3), linear RGB of the points.
        helper: draws one half while this thread draws the other.
    """
    height, width = view.height, view.width
    found = Opaque(*(memory.take(f"opaque {name}", height, width, *more) for name, *more in _PARTS))
    if helper is None or width < _LEAST_SPLIT_PX:
        _draw(found, solids, triangles, colours, view, view, memory, "solids")
        return found
    half = width // 4 * 2
    left, right = replace(view, width=half), replace(view, left=view.left + half, width=width - half)
    other = helper.submit(_draw, found, solids, triangles, colours, left, view, memory, "left")
    try:
        _draw(found, solids, triangles, colours, right, view, memory, "right")
    finally:
        other.result()
    return found


def _draw(
    into: Opaque, solids: Solids, triangles: Ints, colours: Floats, view: View, whole: View, memory: Memory, name: str
) -> None:
    points = solids.points
    inside = in_window(solids.placed, points, triangles, view)
    fine, depth = drawn(points, inside, colours, view, memory, name)
    there = cover_of(depth)
    if solids.opacity is not None:
        _see_through(fine, there, depth, solids, inside, view, memory, name)
    part = view.rows_in(whole)
    into.colour[part], into.cover[part] = coarse(fine, view), coarse(there, view)
    into.depth[part] = _nearest(depth, view)


def _see_through(
    fine: Floats, there: Floats, depth: Floats, solids: Solids, triangles: Ints, view: View, memory: Memory, name: str
) -> None:
    """Take from colour and cover what is seen through clear surfaces, around these alone: often only nose pads."""
    assert solids.opacity is not None  # noqa: S101  # callers look
    is_clear = solids.opacity[:, 0] < 1
    a, b, c = (is_clear[triangles[:, corner]] for corner in range(3))
    clear = triangles[a | b | c]
    around = part_around(view, box(solids.placed, clear))
    if around is None:
        return
    part = around.drawn_in(view)
    share = seen_share(solids.points, clear, solids.opacity, around, depth[part], memory, name)
    cv2.multiply(there[part], share, there[part])
    cv2.multiply(fine[part], cv2.merge([share, share, share]), fine[part])


def _nearest(depth: Floats, view: View) -> Floats:
    """The nearest depth under each pixel."""
    if view.fine == 1:
        return depth
    if view.fine == 2:
        rows = np.minimum(depth[::2], depth[1::2])
        return np.asarray(np.minimum(rows[:, ::2], rows[:, 1::2]), np.float32)
    low = cv2.erode(depth, np.ones((2, 2), np.uint8))
    return np.asarray(cv2.resize(low, (view.width, view.height), interpolation=cv2.INTER_NEAREST), np.float32)
