"""A scene into a picture: what hides, solids, their shadow, glass, and everything blended as light is."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.render.before_camera import Joiner, Solids
from shopassistant.tryon.render.blend import blend
from shopassistant.tryon.render.hidden import behind_plane, not_behind, share_before
from shopassistant.tryon.render.hiding import hiding_map
from shopassistant.tryon.render.lenses import Passed, lens_light
from shopassistant.tryon.render.light import shaded
from shopassistant.tryon.render.opaque import Opaque, draw_opaque
from shopassistant.tryon.render.raster import FAR, Memory, covered, depth_map
from shopassistant.tryon.render.scene import Patch, Scene
from shopassistant.tryon.render.shadow import is_large, light_left, shadow_reach
from shopassistant.tryon.render.view import Box, View, box, fine_enough, window, within

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Picture = NDArray[np.uint8]
Found = TypeVar("Found")
# The depth of a brim seen nearly from its edge changes so much within a pixel.
_STEEP_MM = np.float32(12)


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where in the picture is drawn, and what is there already.

    Attributes:
        view: of all that changes, at the picture's own fineness.
        triangles: int32 (m, 3), of the solids that may be seen. solids: the part of the view they lie in, drawn finer;
            None where there are none.
        hiding: float32 (h, w), depth of what hides.
        per_mm: pixels of a millimetre where things are worn.
    """

    view: View
    triangles: Ints
    solids: View | None
    hiding: Floats
    per_mm: float


class Renderer:
    """Draws scenes of one camera. It keeps its buffers from frame to frame; not for several threads at once.

    Args:
        helper: runs half of the work where it takes long, in a thread of its own.
    """

    def __init__(self, helper: Executor | None = None) -> None:
        self._memory = Memory()
        self._joiner = Joiner()
        self._helper = helper

    def draw(self, picture: Picture, scene: Scene, camera: Camera) -> Picture:
        """uint8 (h, w, 3) BGR: the picture with everything worn; the picture itself is not changed."""
        out = picture.copy()
        has_layers = any(drawable.layers for drawable in scene.drawables)
        painted = self._beside(_paint, out, scene) if has_layers else None
        try:
            solids = self._joiner.before_camera(scene.placed, camera)
            over = None if solids is None else self._solids(out.shape, scene, camera, solids, has_layers)
        finally:
            if painted is not None:
                painted()
        if over is not None:
            blend(out, *over, self._memory, self._helper)
        return out

    def wipe(self) -> None:
        """Overwrite what is left of the last frames."""
        self._memory.wipe()

    def _solids(
        self, shape: tuple[int, ...], scene: Scene, camera: Camera, solids: Solids, is_helping: bool
    ) -> tuple[View, Floats, Floats, tuple[View | None, Opaque] | None, list[Passed]] | None:
        """What is to be blended into the picture, see `blend`; None where nothing changes.

        Args:
            is_helping: the helper has something to do already.
        """
        lenses = lens_light(scene, camera)
        per_mm = camera.focal / max(float(-np.median(solids.points[:, 2])), 1.0)
        reach = shadow_reach(scene.light, per_mm, float(np.ptp(solids.placed[:, 1])))
        boxes = [box(solids.placed, solids.triangles), *(box(one.placed) for one in lenses)]
        whole = window(boxes, reach, shape, camera.focal, camera.centre)
        if whole is None:
            return None
        farthest = float(-solids.points[:, 2].min())
        hide = partial(hiding_map, scene.hides, whole, camera, self._memory, farthest)
        hiding = hide if is_helping else self._beside(hide)
        colours = shaded(solids.points, solids.normals, solids.surface, scene.light)
        glasses = [found for one in lenses if (found := one.drawn(whole, self._memory)) is not None]
        layout = _layout(shape, solids, boxes[1:], whole, hiding(), reach, per_mm)
        if layout is None:
            return None
        cover, depth = (
            self._memory.take("cover", *layout.hiding.shape),
            self._memory.take("depth", *layout.hiding.shape),
        )
        cover.fill(0)
        depth.fill(FAR)
        opaque = None
        if layout.solids is not None:
            opaque = draw_opaque(solids, layout.triangles, colours, layout.solids, self._memory, self._helper)
            part = layout.solids.rows_in(layout.view)
            opaque.keep(self._seen(scene, solids, layout.solids, opaque.depth, layout.hiding[part]))
            cover[part], depth[part] = opaque.cover, opaque.depth
        fringe = _share(scene.front, layout.view) if glasses and scene.front is not None else None
        behind = (layout.hiding, depth) if is_large(layout.view.height, per_mm) else None
        left = self._beside(light_left, cover, covered(layout.hiding), scene.light, per_mm, behind)
        passed = [one.passed(layout.view, depth, layout.hiding, fringe) for one in glasses]
        return layout.view, left(), cover, None if opaque is None else (layout.solids, opaque), passed

    def _beside(self, work: Callable[..., Found], *of: object) -> Callable[[], Found]:
        """Begin something in the helper's thread, if there is one; what is returned waits for it."""
        return partial(work, *of) if self._helper is None else self._helper.submit(work, *of).result

    def _seen(self, scene: Scene, solids: Solids, view: View, depth: Floats, hiding: Floats) -> Floats:
        """float32 (h, w): share of each pixel of a window where solids are before head and hair."""
        seen = share_before(depth, np.ascontiguousarray(hiding))
        shares = [] if scene.front is None else [_share(scene.front, view)]
        if scene.beside is not None:
            beside = scene.beside
            shares.append(_share(beside.mask, view) * behind_plane(depth, view, beside.normal, beside.offset))
        if not shares:
            return seen
        hair = shares[0] if len(shares) == 1 else np.maximum(*shares)
        if solids.over_hair is not None:
            own = depth_map(*solids.over_hair, replace(view, fine=1.0), self._memory, "over hair")
            nearest = cv2.bitwise_and(cv2.compare(own, depth + _STEEP_MM, cv2.CMP_LE), covered(own))
            # Its edge, which covers pixels in part, is its own, too.
            hair[cv2.dilate(nearest, np.ones((5, 5), np.uint8)) > 0] = 0
        return np.asarray(seen * (1 - hair), np.float32)


def _paint(out: Picture, scene: Scene) -> None:
    for drawable in scene.drawables:
        for layer in drawable.layers:
            layer.paint(out, scene.light)


def _share(hair: Patch, view: View) -> Floats:
    """float32 (h, w): share of each pixel of a window that hair covers."""
    return hair.over(view.left, view.top, view.width, view.height).astype(np.float32) * np.float32(1 / 255)


def _layout(
    shape: tuple[int, ...], solids: Solids, lenses: list[Box], whole: View, hiding: Floats, reach: int, per_mm: float
) -> Layout | None:
    """What is not hidden, where it lies, and as far around it as its shadow falls."""
    triangles = not_behind(solids.placed, solids.points, solids.triangles, hiding, whole)
    seen = box(solids.placed, triangles)
    view = window([seen, *lenses], reach, shape, whole.focal, whole.centre)
    if view is None:
        return None
    view = within(view, whole)
    close = window([seen], 2, shape, whole.focal, whole.centre)
    if close is not None:
        close = within(close, view)
        close = replace(close, fine=fine_enough(close))
    return Layout(view, triangles, close, np.ascontiguousarray(hiding[view.rows_in(whole)]), per_mm)
