"""Things put on one person: where each is in each frame, and what swings."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.model import eyewear_model
from shopassistant.tryon.looks.body import Band, Lobe, Neck, band, head_circumference_mm, lobes, neck, skull_points
from shopassistant.tryon.looks.hand_wearing import RingWorn, WatchWorn
from shopassistant.tryon.looks.kinds import Blush, Earrings, Glasses, Hat, Lipstick, Necklace, Wearable
from shopassistant.tryon.looks.makeup.cheeks import CheekLayer
from shopassistant.tryon.looks.makeup.lips import LipLayer
from shopassistant.tryon.looks.mesh_wearing import MeshWorn
from shopassistant.tryon.looks.shapes.earrings import LOBE_MM, earring_model, hangs_mm
from shopassistant.tryon.looks.shapes.hand import ring_model, watch_model
from shopassistant.tryon.looks.shapes.hats import edge_mm, hat_model, oval
from shopassistant.tryon.looks.shapes.necklaces import NECK_MM, necklace_model
from shopassistant.tryon.looks.shapes.solid import grid
from shopassistant.tryon.looks.swing import Pendulum
from shopassistant.tryon.looks.underhat import HairLayer, UnderHat
from shopassistant.tryon.render.scene import Drawable, Hiding, Placed, Worn
from shopassistant.tryon.wearing import GlassesWorn
from shopassistant.tryon.worn import Moment, Wearing

Vector = NDArray[np.float64]


def put_on(wearable: Wearable) -> Wearing:
    """The thing as one person wears it.

    Raises:
        UserError, EnvironmentProblem: ``tryon.mesh_*``: a mesh that cannot be read.
    """
    return _WORN[wearable.kind](wearable)


def forget_bodies() -> None:
    """Forget what was made to fit the bodies of past visitors: their sizes are nobody's business after a visit."""
    for made in (hat_model, necklace_model, ring_model, watch_model, eyewear_model):
        made.cache_clear()


@dataclass
class LipstickWorn:
    """Lipstick on one face."""

    lipstick: Lipstick

    def drawn(self, moment: Moment) -> Drawable:
        """Its layer on the lips as they are in this frame."""
        if moment.face is None:
            return Drawable()
        return Drawable(layers=(LipLayer(moment.face.landmarks.points, self.lipstick),))


@dataclass
class BlushWorn:
    """Blush on one face."""

    blush: Blush

    def drawn(self, moment: Moment) -> Drawable:
        """Its layer on the cheeks as they are in this frame."""
        if moment.face is None:
            return Drawable()
        return Drawable(layers=(CheekLayer(moment.face.landmarks.points, self.blush),))


@dataclass
class EarringsWorn:
    """A pair of earrings on one head; each swings for itself."""

    earrings: Earrings
    _swing: tuple[Pendulum, ...] = field(init=False)

    def __post_init__(self) -> None:
        length = hangs_mm(self.earrings)
        self._swing = (Pendulum(length), Pendulum(length)) if length > 0 else ()

    def drawn(self, moment: Moment) -> Drawable:
        """Both, hanging as they hang in this frame, each lobe before what is behind it."""
        if moment.face is None:
            return Drawable()
        model, scale = earring_model(self.earrings), moment.face.pose.scale
        placed, hides = [], []
        for place, lobe in enumerate(lobes(moment.face)):
            hangs = lobe.down
            if self._swing:
                hangs = self._swing[place].swing(lobe.hole, moment.at_ms, lobe.outward)
            placed.append(Placed(model, Worn(_axes(hangs, lobe.facing), lobe.hole)))
            hides.append(_lobe(lobe, scale))
        return Drawable(tuple(placed), hides=tuple(hides))


def _axes(hangs: Vector, facing: Vector) -> NDArray[np.float64]:
    """float64 (3, 3): y up along what hangs, x as far as it can out of the lobe's front."""
    y = -hangs
    x = facing - (facing @ y) * y
    x /= max(float(np.linalg.norm(x)), 1e-9)
    return np.column_stack([x, y, np.cross(x, y)])


# A lobe's half width and height, and how far its middle lies above the hole; millimetres of the average head.
_LOBE_HALF = np.array([6.0, 8.0]), 2.0


def _lobe(lobe: Lobe, scale: float, count: int = 12) -> Hiding:
    """The flesh around the hole, which hides a hoop's back half."""
    axes = _axes(lobe.down, lobe.facing)
    (wide, tall), above = _LOBE_HALF
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    rim = np.column_stack([np.full(count, -LOBE_MM / 4), above + tall * np.cos(angle), wide * np.sin(angle)]) * scale
    points = np.vstack([rim, rim.mean(axis=0)]) @ axes.T + lobe.hole
    at = np.arange(count)
    return Hiding(
        points.astype(np.float32), np.stack([at, (at + 1) % count, np.full(count, count)], 1).astype(np.int32)
    )


@dataclass
class HatWorn:
    """A hat on one head. Knitting stretches to it, in steps: its net is not made anew in every frame."""

    hat: Hat
    _hair: UnderHat = field(default_factory=UnderHat, init=False)

    def drawn(self, moment: Moment) -> Drawable:
        """The hat where it comes to rest, and the hair that it covers taken away."""
        if moment.face is None:
            return Drawable()
        around = self.hat.circumference_mm
        if self.hat.shape in _GIVES:
            head = head_circumference_mm(moment.face)[0]
            around = round(float(np.clip(head, 0.92 * around, 1.12 * around)) / _STRETCH_MM) * _STRETCH_MM
        seat = band(moment.face, around, oval(around)[1])
        placed = Placed(hat_model(self.hat, around), Worn(seat.rotation, seat.middle), over_hair=True)
        out, high = edge_mm(self.hat)
        wide = oval(around)[0] + out
        ends = np.array([[-wide, high, 0.0], [wide, high, 0.0]])
        right, left = _pixels(ends @ seat.rotation.T + seat.middle, moment)
        bare = np.concatenate([skull_points(moment.face), _ring(oval(around)) @ seat.rotation.T + seat.middle])
        skull = _pixels(bare, moment).astype(np.float32)
        points = moment.face.landmarks.points
        layer = HairLayer(points, moment.at_ms, right, left, skull, self._hair)
        return Drawable((placed,), layers=(layer,), hides=(_head_in(seat, oval(around)),))


def _head_in(seat: Band, half: tuple[float, float], count: int = 28) -> Hiding:
    """The head where a hat's edge goes around it, which hides the edge's far side."""
    ring = _ring(half, count) * 0.97
    rings = np.concatenate([ring * 0.9 + [0, 30.0, 0], ring, ring * 0.98 - [0, 28.0, 0]])
    return Hiding((rings @ seat.rotation.T + seat.middle).astype(np.float32), grid(3, count))


def _ring(half: tuple[float, float], count: int = 28) -> Vector:
    """float64 (count, 3): a hat's edge in its own axes."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.column_stack([half[0] * np.sin(angle), np.zeros(count), half[1] * np.cos(angle)])


_GIVES, _STRETCH_MM = ("beanie", "beret"), 8.0


@dataclass
class NecklaceWorn:
    """A necklace below one head. The body is only guessed from the head, so in steps."""

    necklace: Necklace

    def drawn(self, moment: Moment) -> Drawable:
        """The necklace as it lies; it fades where the body leaves the picture."""
        if moment.face is None:
            return Drawable()
        below = neck(moment.face)
        model = necklace_model(self.necklace, round(below.scale / _BODY_STEP) * _BODY_STEP)
        worn = Worn(below.rotation, below.base)
        rows = _pixels(worn.points(model.points).astype(np.float64), moment)[:, 1]
        edge = moment.camera.height
        fade = np.clip((edge - rows) / (_FADES * edge), 0, 1)[:, None].astype(np.float32)
        if not fade.any():
            return Drawable()
        return Drawable((Placed(model, worn, None if fade.min() >= 1 else fade),), hides=(_throat(below),))


# A body's size goes in such steps; in the lowest share of the picture what leaves it fades.
_BODY_STEP, _FADES = 0.02, 0.06


def _throat(below: Neck, count: int = 20) -> Hiding:
    """The neck from its base to the head, which hides what goes around its back."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    wide, deep = NECK_MM * below.scale * 0.97
    ring = np.column_stack([wide * np.sin(angle), np.zeros(count), deep * np.cos(angle)]) @ below.rotation.T
    down = np.array([0.0, -14.0 * below.scale, 0.0])
    rings = np.concatenate([ring * 0.92 + below.joint, ring + below.base, ring + below.base + down])
    return Hiding(rings.astype(np.float32), grid(3, count))


def _pixels(points: Vector, moment: Moment) -> Vector:
    """float64 (n, 2): where points before the camera are seen."""
    depth = np.maximum(-points[:, 2], 1.0)
    x, y = (moment.camera.focal * points[:, axis] / depth for axis in (0, 1))
    return np.column_stack([moment.camera.centre[0] + x, moment.camera.centre[1] - y])


def _glasses(wearable: Glasses) -> Wearing:
    return GlassesWorn(wearable.spec)


_WORN: dict[str, Callable[[Any], Wearing]] = {
    "glasses": _glasses, "lipstick": LipstickWorn, "blush": BlushWorn, "earrings": EarringsWorn, "hat": HatWorn,
    "necklace": NecklaceWorn, "ring": RingWorn, "watch": WatchWorn, "mesh": MeshWorn,
}  # fmt: skip
