"""Glasses onto a face: temples go behind the head, the nose hides what it should, tint dims the eyes behind it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.build import Eyewear
from shopassistant.tryon.eyewear.solids import Solid
from shopassistant.tryon.render.light import FINISHES, Light, linear, shaded
from shopassistant.tryon.render.raster import FAR, Canvas, View

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]

_MARGIN = 12


@dataclass(frozen=True, slots=True)
class Worn:
    """Where something sits.

    Attributes:
        rotation: float64 (3, 3), from its own axes to the camera's.
        place: float64 (3,), its origin before the camera, millimetres.
        scale: of its millimetres; 1 where the head is known in true size.
    """

    rotation: NDArray[np.float64]
    place: NDArray[np.float64]
    scale: float = 1.0

    def points(self, points: Floats) -> Floats:
        """float32 (n, 3) before the camera."""
        return (points @ self.rotation.T * self.scale + self.place).astype(np.float32)

    def directions(self, normals: Floats) -> Floats:
        """float32 (n, 3), turned only."""
        return (normals @ self.rotation.T).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Hiding:
    """What hides things worn: the face and head, before the camera.

    Attributes:
        points: float32 (n, 3). triangles: int32 (m, 3).
    """

    points: Floats
    triangles: NDArray[np.int32]


def draw_glasses(
    picture: Picture, eyewear: Eyewear, worn: Worn, hiding: Hiding, light: Light, focal: float,
    centre: tuple[float, float], fine: int = 2,
) -> Picture:  # fmt: skip
    """uint8 (h, w, 3) BGR: `picture` with the glasses on. The picture itself is not changed."""
    placed = [worn.points(solid.points) for solid in eyewear.solids]
    view = _window(np.concatenate(placed), picture.shape, focal, centre, fine)
    if view is None:
        return picture.copy()
    canvas = Canvas(view)
    canvas.hide(hiding.points, hiding.triangles)
    face_depth = canvas.depth.copy()
    for solid, points in zip(eyewear.solids, placed, strict=True):
        canvas.draw(points, solid.triangles, _colours(solid, points, worn, eyewear, light))
    solid_there = canvas.depth < face_depth - 1e-3
    out = picture.copy()
    window = (slice(view.top, view.top + view.height), slice(view.left, view.left + view.width))
    bare = np.asarray((picture[window].astype(np.float32) / 255) ** 2.2, np.float32)
    crop = _glass(bare * _shadow(view, eyewear, placed, face_depth, light)[..., None], canvas, eyewear, worn, light)
    alpha = _down(solid_there.astype(np.float32), view)[..., None]
    colour = _down(np.where(solid_there[..., None], canvas.colour, 0), view)[..., ::-1]
    crop = crop * (1 - alpha) + colour
    out[window] = np.clip(np.clip(crop, 0, 1) ** (1 / 2.2) * 255 + 0.5, 0, 255).astype(np.uint8)
    return out


def visible(
    eyewear: Eyewear,
    worn: Worn,
    hiding: Hiding,
    shape: tuple[int, ...],
    focal: float,
    centre: tuple[float, float],
    tolerance_mm: float = 4.0,
) -> list[NDArray[np.bool_]]:
    """For each solid, bool (n,): which of its points are not hidden by the head, and inside the picture.

    Args:
        shape: of the picture. tolerance_mm: how far a point may lie behind what is there; a tube's back does.
    """
    placed = [worn.points(solid.points) for solid in eyewear.solids]
    view = _window(np.concatenate(placed), shape, focal, centre, fine=1)
    if view is None:
        return [np.zeros(len(points), bool) for points in placed]
    canvas = Canvas(view)
    canvas.hide(hiding.points, hiding.triangles)
    found = []
    for points in placed:
        x, y = np.floor(view.place(points)).astype(int).T
        inside = (x >= 0) & (y >= 0) & (x < view.size[1]) & (y < view.size[0])
        nearest = np.full(len(points), -np.inf, np.float32)
        nearest[inside] = canvas.depth[y[inside], x[inside]]
        found.append(-points[:, 2] < nearest + tolerance_mm)
    return found


def _window(
    points: Floats, shape: tuple[int, ...], focal: float, centre: tuple[float, float], fine: int
) -> View | None:
    if (points[:, 2] > -60).any():
        return None
    x = centre[0] + focal * points[:, 0] / -points[:, 2]
    y = centre[1] - focal * points[:, 1] / -points[:, 2]
    left, right = max(int(x.min()) - _MARGIN, 0), min(int(x.max()) + _MARGIN, shape[1])
    top, bottom = max(int(y.min()) - _MARGIN, 0), min(int(y.max()) + _MARGIN, shape[0])
    if right - left < 8 or bottom - top < 8:
        return None
    return View(focal, centre, left, top, right - left, bottom - top, fine)


def _colours(solid: Solid, points: Floats, worn: Worn, eyewear: Eyewear, light: Light) -> Floats:
    spec = eyewear.spec
    colours = {
        "temple": spec.temple_colour, "tip": spec.tip_colour, "pad": (225, 215, 205), "edge": (215, 228, 222),
        "rivet": (205, 205, 208), "metal": spec.metal_colour,
    }  # fmt: skip
    colour = linear(colours.get(solid.kind, spec.colour))
    finish = FINISHES[solid.kind]
    return shaded(points, worn.directions(solid.normals), colour, finish, light)


def _down(drawn: NDArray[np.floating], view: View) -> Floats:
    """What was drawn finely, at the picture's own fineness."""
    if view.fine == 1:
        return drawn.astype(np.float32)
    size = (view.width, view.height)
    return np.asarray(cv2.resize(drawn.astype(np.float32), size, interpolation=cv2.INTER_AREA), np.float32)


def _glass(crop: Floats, canvas: Canvas, eyewear: Eyewear, worn: Worn, light: Light) -> Floats:
    """Light that passes the lenses takes their tint; a little of the room is mirrored in them."""
    view, spec = canvas.view, eyewear.spec
    above, below = linear(spec.lens_colour), linear(spec.lens_colour_below)
    half = spec.lens_height_mm / 2
    for lens in eyewear.lenses:
        points = worn.points(lens.points)
        share = np.clip(0.5 + lens.points[:, 1:2] / (2 * half), 0, 1)
        glass = Canvas(view)
        glass.depth[:] = canvas.depth
        before = glass.depth.copy()
        glass.draw(points, lens.triangles, (below + (above - below) * share).astype(np.float32))
        there = glass.depth < before - 1e-3
        if not there.any():
            continue
        cover = _down(there.astype(np.float32), view)[..., None]
        passes = _down(np.where(there[..., None], glass.colour, 0), view)[..., ::-1] + (1 - cover)
        shine = Canvas(view)
        shine.depth[:] = before
        shine.draw(points, lens.triangles, _mirrored(points, worn.directions(lens.normals), spec.mirror, light))
        added = _down(np.where(there[..., None], shine.colour, 0), view)[..., ::-1]
        crop = crop * passes * (1 - spec.mirror * 0.8 * cover) + added
    return crop


def _mirrored(points: Floats, normals: Floats, mirror: float, light: Light) -> Floats:
    """float32 (n, 3): what a lens throws back: a soft window above, more at grazing angles."""
    view = -points / np.linalg.norm(points, axis=1, keepdims=True)
    normals = np.where((normals * view).sum(axis=1, keepdims=True) < 0, -normals, normals)
    facing = np.abs((normals * view).sum(axis=1, keepdims=True))
    back = 2 * facing * normals - view
    window = np.exp(-(((back[:, 0:1] + 0.30) / 0.22) ** 2) - ((back[:, 1:2] - 0.42) / 0.26) ** 2)
    sky = np.clip(0.5 + 0.7 * back[:, 1:2], 0, 1)
    share = 0.035 + 0.6 * (1 - facing) ** 4 + mirror * 0.75
    found = share * (0.9 * window + (0.10 + 0.5 * mirror) * sky) * light.colour * light.level
    return np.asarray(found, np.float32)


def _shadow(view: View, eyewear: Eyewear, placed: list[Floats], face_depth: Floats, light: Light) -> Floats:
    """float32 (h, w): how much light is left where the front keeps it from the face."""
    canvas = Canvas(view)
    drop = np.array([-light.towards[0] * 5.0, -light.towards[1] * 7.0 - 1.0, 0], np.float32)
    for solid, points in zip(eyewear.solids, placed, strict=True):
        if solid.kind != "temple":
            canvas.draw(points + drop, solid.triangles, np.ones_like(points))
    falls = (canvas.depth < FAR - 1) & (face_depth < FAR - 1)
    soft = cv2.GaussianBlur(_down(falls.astype(np.float32), view), (0, 0), max(1.2, view.focal / 380))
    return np.asarray(1 - 0.42 * soft * (1 - light.ambient * 0.4), np.float32)
