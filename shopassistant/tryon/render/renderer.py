"""A scene into a picture: what hides, solids, their shadow, glass, and everything blended as light is."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.render.before_camera import Joiner, Solids
from shopassistant.tryon.render.hidden import behind_plane, not_behind, share_before
from shopassistant.tryon.render.hiding import hiding_map
from shopassistant.tryon.render.lenses import LensLight, Passed, lens_light
from shopassistant.tryon.render.light import Light, shaded
from shopassistant.tryon.render.raster import FAR, Memory, cover_of, covered, depth_map, drawn, seen_share
from shopassistant.tryon.render.scene import Scene
from shopassistant.tryon.render.shadow import is_large, light_left, shadow_reach
from shopassistant.tryon.render.tone import to_light, to_picture
from shopassistant.tryon.render.view import View, box, coarse, fine_enough, window, within

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Picture = NDArray[np.uint8]


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


class Renderer:
    """Draws scenes of one camera. It keeps its buffers from frame to frame; not for several threads at once."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._joiner = Joiner()

    def draw(self, picture: Picture, scene: Scene, camera: Camera) -> Picture:
        """uint8 (h, w, 3) BGR: the picture with everything worn; the picture itself is not changed."""
        out = picture.copy()
        for drawable in scene.drawables:
            for layer in drawable.layers:
                layer.paint(out, scene.light)
        solids = self._joiner.before_camera(scene.placed, camera)
        if solids is None:
            return out
        glasses = lens_light(scene, camera)
        layout = self._layout(out.shape, scene, camera, solids, glasses)
        if layout is not None:
            opaque = self._opaque(solids, layout, scene.light)
            opaque.keep(share_before(opaque.depth, layout.hiding))
            front = self._hair(scene, solids, layout, opaque)
            self._blend(out[layout.view.part], scene, layout, opaque, front, glasses)
        return out

    def wipe(self) -> None:
        """Overwrite what is left of the last frames."""
        self._memory.wipe()

    def _layout(
        self, shape: tuple[int, ...], scene: Scene, camera: Camera, solids: Solids, glasses: list[LensLight]
    ) -> Layout | None:
        """First everything, to know what hides; then only what is not hidden, and where its shadow falls."""
        lenses = [box(one.placed) for one in glasses]
        per_mm = camera.focal / max(float(-np.median(solids.points[:, 2])), 1.0)
        tall = float(np.ptp(solids.placed[:, 1]))
        reach = shadow_reach(scene.light, per_mm, tall)
        whole = window([box(solids.placed, solids.triangles), *lenses], reach, shape, camera.focal, camera.centre)
        if whole is None:
            return None
        hiding = hiding_map(scene.hides, whole, camera, self._memory, float(-solids.points[:, 2].min()))
        triangles = not_behind(solids.placed, solids.points, solids.triangles, hiding, whole)
        seen = box(solids.placed, triangles)
        view = window([seen, *lenses], reach, shape, camera.focal, camera.centre)
        if view is None:
            return None
        view = within(view, whole)
        close = window([seen], 2, shape, camera.focal, camera.centre)
        if close is not None:
            close = within(close, view)
            close = replace(close, fine=fine_enough(close))
        hiding = np.ascontiguousarray(hiding[view.rows_in(whole)])
        return Layout(view, triangles, close, hiding, per_mm)

    def _opaque(self, solids: Solids, layout: Layout, light: Light) -> Opaque:
        view, points, memory = layout.solids, solids.points, self._memory
        if view is None:
            return _embedded(None, None, layout.view)
        colours = shaded(points, solids.normals, solids.surface, light)
        fine, depth = drawn(points, layout.triangles, colours, view, memory, "solids")
        there = cover_of(depth)
        if solids.opacity is not None:
            clear = (solids.opacity[:, 0] < 1)[layout.triangles].any(axis=1)
            share = seen_share(points, layout.triangles[clear], solids.opacity, view, depth, memory)
            cv2.multiply(there, share, there)
            cv2.multiply(fine, cv2.merge([share, share, share]), fine)
        return _embedded(Opaque(coarse(fine, view), coarse(there, view), _nearest(depth, view)), view, layout.view)

    def _hair(self, scene: Scene, solids: Solids, layout: Layout, opaque: Opaque) -> Floats | None:
        """float32 (h, w): share of each pixel that hair covers before everything worn there; solids are cut by that and
        by what lies beside the face, lenses are not: they are part of a front."""
        view = layout.view
        spot = (view.left, view.top, view.width, view.height)
        shares = []
        fringe = None
        if scene.front is not None:
            fringe = scene.front.over(*spot).astype(np.float32) * np.float32(1 / 255)
            shares.append(fringe)
        if scene.beside is not None:
            beside = scene.beside
            behind = behind_plane(opaque.depth, view, beside.normal, beside.offset)
            shares.append(beside.mask.over(*spot).astype(np.float32) * np.float32(1 / 255) * behind)
        if not shares:
            return None
        front = shares[0] if len(shares) == 1 else np.maximum(*shares)
        if solids.over_hair is not None:
            own = depth_map(*solids.over_hair, layout.view, self._memory, "over hair")
            nearest = cv2.bitwise_and(cv2.compare(own, opaque.depth + np.float32(2), cv2.CMP_LE), covered(own))
            # Its edge, which covers pixels in part, is its own, too.
            front[cv2.dilate(nearest, np.ones((5, 5), np.uint8)) > 0] = 0
        opaque.keep(np.float32(1) - front)
        return fringe

    def _blend(
        self, part: Picture, scene: Scene, layout: Layout, opaque: Opaque, front: Floats | None,
        glasses: list[LensLight],
    ) -> None:  # fmt: skip
        """Skin dimmed by shadow and tint, solids over it, reflections over all."""
        light = to_light(part)
        skin = covered(layout.hiding)
        gap = layout.hiding - opaque.depth if is_large(part.shape[0], layout.per_mm) else None
        left = light_left(opaque.cover, skin, scene.light, layout.per_mm, gap)
        cv2.multiply(light, cv2.merge([left, left, left]), light)
        colour = np.asarray(cv2.cvtColor(opaque.colour, cv2.COLOR_RGB2BGR), np.float32)
        passed = [one.drawn(layout.view, opaque.depth, layout.hiding, front, self._memory) for one in glasses]
        found = [one for one in passed if one is not None]
        for one in found:
            _tint(light, colour, one)
        bare = 1 - opaque.cover
        cv2.multiply(light, cv2.merge([bare, bare, bare]), light)
        cv2.add(light, colour, light)
        for one in found:
            # A rim before the lens is not covered by what the lens throws back.
            bared = 1 - opaque.cover[one.part]
            bared[one.behind > 0] = 1
            light[one.part] += one.added * bared[..., None]
        part[:] = to_picture(light)


def _embedded(drawn: Opaque | None, view: View | None, whole: View) -> Opaque:
    """What was drawn in a part of a window, as the whole of it."""
    height, width = whole.height, whole.width
    colour, cover = np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32)
    found = Opaque(colour, cover, np.full((height, width), FAR, np.float32))
    if drawn is not None and view is not None:
        part = view.rows_in(whole)
        found.colour[part], found.cover[part], found.depth[part] = drawn.colour, drawn.cover, drawn.depth
    return found


def _tint(light: Floats, colour: Floats, lens: Passed) -> None:
    """What lies behind a lens is tinted: the face, and a temple seen through it."""
    cv2.multiply(light[lens.part], lens.passes, light[lens.part])
    if lens.behind.any():
        cv2.copyTo(cv2.multiply(colour[lens.part], lens.passes), lens.behind, colour[lens.part])


def _nearest(depth: Floats, view: View) -> Floats:
    """The nearest depth under each pixel."""
    if view.fine == 1:
        return depth
    low = cv2.erode(depth, np.ones((2, 2), np.uint8))
    if view.fine == 2:  # a 2 x 2 kernel looks up and left
        return np.ascontiguousarray(low[1::2, 1::2])
    return np.asarray(cv2.resize(low, (view.width, view.height), interpolation=cv2.INTER_NEAREST), np.float32)
