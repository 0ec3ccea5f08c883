"""Lenses into a window: what they let pass, what they throw back, and where they are."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.render.glass import thrown_back
from shopassistant.tryon.render.hidden import NEAREST_MM, share_before
from shopassistant.tryon.render.light import Light
from shopassistant.tryon.render.raster import Memory, cover_of, drawn
from shopassistant.tryon.render.scene import Glass, Scene
from shopassistant.tryon.render.view import View, box, coarse, pixels

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Passed:
    """What lenses do in a part of a window; colours are BGR, as the picture.

    Attributes:
        part: rows and columns of the window.
        passes: float32 (h, w, 3), share of light that passes. added: float32 (h, w, 3), light thrown back.
        behind: float32 (h, w), 1 where what is solid there lies behind the lens.
    """

    part: tuple[slice, slice]
    passes: Floats
    added: Floats
    behind: Floats


@dataclass(frozen=True, slots=True, eq=False)
class LensLight:
    """The lenses of one model before the camera.

    Attributes:
        points: float32 (n, 3). placed: float32 (n, 2), pixels of the picture.
    """

    glass: Glass
    points: Floats
    placed: Floats
    values: Floats
    light: Light

    def drawn(self, view: View, depth: Floats, hiding: Floats, front: Floats | None, memory: Memory) -> Passed | None:
        """In a window; None where they lie outside of it.

        Args:
            depth: float32 (h, w), of the nearest solid. hiding: the same of the head. front: share of each pixel that
                stays before everything.
        """
        lens = _cut(self.placed, view, self.glass.is_edge_seen)
        if lens is None:
            return None
        values, own = drawn(self.points, self.glass.triangles, self.values, lens, memory, "glass")
        there = cover_of(own)
        part = lens.rows_in(view)
        near = _sampled(own, lens)
        kept = share_before(near, hiding[part])
        if front is not None:
            kept = kept * (1 - front[part])
        cover = coarse(there, lens) * kept
        value = coarse(values, lens) * kept[..., None]
        passes, added = self._colours(cover, value)
        return Passed(part, passes, added, (near < depth[part]).astype(np.float32))

    def _colours(self, cover: Floats, value: Floats) -> tuple[Floats, Floats]:
        share, bare, coat = cv2.split(value)
        glass, light = self.glass, self.light
        dimmed = 1 - glass.mirror * 0.8
        passes, added = [], []
        for channel in (2, 1, 0):
            below, above = float(glass.below[channel]), float(glass.above[channel])
            passes.append(1 + cover * (below * dimmed - 1) + share * ((above - below) * dimmed))
            added.append(bare * light.colour[channel] + coat * (glass.mirror_colour[channel] * light.colour[channel]))
        return cv2.merge(passes).astype(np.float32, copy=False), cv2.merge(added).astype(np.float32, copy=False)


def lens_light(scene: Scene, camera: Camera) -> list[LensLight]:
    """All lenses of a scene, but those too near to the camera."""
    found = []
    for one in scene.placed:
        glass = one.model.glass
        if glass is None:
            continue
        points = one.worn.points(glass.points)
        if (points[:, 2] > -NEAREST_MM).any():
            continue
        bare, coat = thrown_back(points, one.worn.directions(glass.normals), glass, scene.light)
        values = np.hstack([glass.share, bare, coat]).astype(np.float32)
        found.append(LensLight(glass, points, pixels(points, camera.focal, camera.centre), values, scene.light))
    return found


def _cut(placed: Floats, view: View, is_edge_seen: bool) -> View | None:
    """The part of a window around lenses; as fine as it only where their edges are seen."""
    low_x, high_x, low_y, high_y = box(placed)
    left, top = max(int(low_x) - 2, view.left), max(int(low_y) - 2, view.top)
    width = (min(int(high_x) + 3, view.left + view.width) - left) // 2 * 2
    height = (min(int(high_y) + 3, view.top + view.height) - top) // 2 * 2
    if width < 4 or height < 4:
        return None
    fine = view.fine if is_edge_seen else 1.0
    return replace(view, left=left, top=top, width=width, height=height, fine=fine)


def _sampled(depth: Floats, view: View) -> Floats:
    """A lens' depth at each pixel; its edges need none finer."""
    if view.fine == 1:
        return depth
    size = (view.width, view.height)
    return np.asarray(cv2.resize(depth, size, interpolation=cv2.INTER_NEAREST), np.float32)
