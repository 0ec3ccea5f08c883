"""Lenses into a window: what they let pass, what they throw back, and where they are."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.render.glass import thrown_back
from shopassistant.tryon.render.hidden import NEAREST_MM, share_before
from shopassistant.tryon.render.light import Light
from shopassistant.tryon.render.raster import FAR, Memory, cover_of, drawn
from shopassistant.tryon.render.scene import Glass, Scene
from shopassistant.tryon.render.view import View, box, coarse, pixels, within

Floats = NDArray[np.float32]

_GROWN = 1.08
# A lens sits in its rim, neither before the other: known at half the picture's fineness, its depth is a little off
# there, and every few pixels of a thin rim would be tinted. What is behind a lens (pads, temples) is farther from it.
_IN_RIM_MM = np.float32(1.5)


@dataclass(frozen=True, slots=True, eq=False)
class Passed:
    """What lenses do in a part of a window; colours are BGR, as the picture.

    Attributes:
        part: rows and columns of the window.
        passes: float32 (h, w, 3), share of light that passes. added: float32 (h, w, 3), light thrown back.
        behind: uint8 (h, w), 255 where what is solid there lies behind the lens.
    """

    part: tuple[slice, slice]
    passes: Floats
    added: Floats
    behind: NDArray[np.uint8]


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

    def drawn(self, whole: View, memory: Memory) -> "Drawn | None":
        """In a window; None where they lie outside of it."""
        lens = _cut(self.placed, whole)
        if lens is None:
            return None
        return Drawn(self, lens, *(self._outlined(lens, memory) if self.glass.outlines else self._whole(lens, memory)))

    def _outlined(self, lens: View, memory: Memory) -> tuple[Floats, Floats, Floats]:
        """Values and depth at half size, as both change little across a lens, and a smooth edge."""
        small = replace(lens, fine=0.5)
        values, depth = drawn(self._grown(), self.glass.triangles, self.values, small, memory, "glass")
        edge = np.zeros((lens.height, lens.width), np.uint8)
        fixed = np.round((self.placed - (lens.left, lens.top)) * 16 - 8).astype(np.int32)
        for outline in self.glass.outlines:
            cv2.fillPoly(edge, [fixed[outline]], 255, cv2.LINE_AA, 4)
        size = (lens.width, lens.height)
        cover = edge.astype(np.float32) * np.float32(1 / 255)
        near = cv2.resize(depth, size, interpolation=cv2.INTER_NEAREST)
        near[edge == 0] = FAR
        return _floats(cv2.resize(values, size, interpolation=cv2.INTER_LINEAR)), cover, _floats(near)

    def _grown(self) -> Floats:
        """A little larger than they are, so that at half size, too, all within the edge is covered."""
        points = self.points.copy()
        for outline in self.glass.outlines:
            rim = self.points[outline]
            middle = rim.mean(axis=0)
            points[outline] = middle + _GROWN * (rim - middle)
        return points

    def _whole(self, lens: View, memory: Memory) -> tuple[Floats, Floats, Floats]:
        """As fine as the window, edges and all."""
        values, depth = drawn(self.points, self.glass.triangles, self.values, lens, memory, "glass")
        cover = coarse(cover_of(depth), lens)
        whole = _floats(coarse(values, lens) / np.maximum(cover, 1e-3)[..., None])
        near = depth.copy() if lens.fine == 1 else cv2.resize(depth, cover.shape[::-1], interpolation=cv2.INTER_NEAREST)
        return whole, cover, _floats(near)


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Lenses in a window, whatever lies before them.

    Attributes:
        values: float32 (h, w, 3), share of the upper tint, light thrown back by bare glass and by a coating.
        cover: float32 (h, w). depth: float32 (h, w).
    """

    lens: LensLight
    view: View
    values: Floats
    cover: Floats
    depth: Floats

    def passed(self, view: View, depth: Floats, hiding: Floats, front: Floats | None) -> Passed:
        """What is left of them in a window.

        Args:
            depth: float32 (h, w), of the nearest solid. hiding: the same of the head. front: share of each pixel that
                stays before everything.
        """
        both = within(self.view, view, 1)
        own, part = both.rows_in(self.view), both.rows_in(view)
        near = np.ascontiguousarray(self.depth[own])
        kept = self.cover[own] * share_before(near, hiding[part])
        if front is not None:
            kept *= 1 - front[part]
        passes, added = self._colours(kept, self.values[own])
        before = cv2.compare(near, depth[part] - _IN_RIM_MM, cv2.CMP_LT)
        return Passed(part, passes, added, np.asarray(before, np.uint8))

    def _colours(self, cover: Floats, value: Floats) -> tuple[Floats, Floats]:
        """What passes and what is added, where so much of each pixel is covered and the values are these."""
        share, bare, coat = (cv2.multiply(one, cover) for one in cv2.split(value))
        glass, light = self.lens.glass, self.lens.light
        dimmed = 1 - glass.mirror * 0.8
        rows = [(float(glass.below[one]) * dimmed - 1, float(glass.above[one] - glass.below[one]) * dimmed)
                for one in (2, 1, 0)]  # fmt: skip
        passes = [cv2.addWeighted(cover, flat, share, slope, 1) for flat, slope in rows]
        tones = [(float(light.colour[one]), float(glass.mirror_colour[one] * light.colour[one])) for one in (2, 1, 0)]
        added = [cv2.addWeighted(bare, plain, coat, mirrored, 0) for plain, mirrored in tones]
        return _floats(cv2.merge(passes)), _floats(cv2.merge(added))


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


def _cut(placed: Floats, view: View) -> View | None:
    """The part of a window around lenses."""
    low_x, high_x, low_y, high_y = box(placed)
    left, top = max(int(low_x) - 2, view.left), max(int(low_y) - 2, view.top)
    width = (min(int(high_x) + 3, view.left + view.width) - left) // 2 * 2
    height = (min(int(high_y) + 3, view.top + view.height) - top) // 2 * 2
    return replace(view, left=left, top=top, width=width, height=height) if width >= 4 and height >= 4 else None


def _floats(values: "cv2.typing.MatLike") -> Floats:
    return np.asarray(values, np.float32)
