"""How anything worn is drawn: solids with what they are made of, glass, and layers of make-up under them.

A product makes `Model`s once, in its own millimetres. In each frame it says where they are (`Placed`), and what is
painted on the skin (`Layer`). The renderer knows nothing else of products.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.render.light import STUDIO, Light
from shopassistant.tryon.render.surface import Surface, joined_surfaces

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Glass:
    """What light passes: lenses. They are seen from both sides.

    Attributes:
        points: float32 (n, 3). triangles: int32 (m, 3). normals: float32 (n, 3).
        above, below: float32 (3,), linear RGB that is left of light that passed, at share 1 and at share 0.
        share: float32 (n, 1), which of the two.
        mirror: share of light that a coating throws back, 0 to 1. mirror_colour: float32 (3,), linear RGB, of it.
        outlines: int32 (k,) each, points around each lens; with them its edge is drawn as a line, which is quicker than
            finer triangles, and the points within tell what lies between.
    """

    points: Floats
    triangles: Ints
    normals: Floats
    above: Floats
    below: Floats
    share: Floats
    mirror: float
    mirror_colour: Floats
    outlines: tuple[Ints, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Something that can be worn, or a rigid part of it. Made once: what it holds is never changed.

    Attributes:
        points: float32 (n, 3), millimetres, in its own axes.
        triangles: int32 (m, 3), counter-clockwise seen from outside unless `two_sided`.
        normals: float32 (n, 3), of length one, outward.
        surface: of its n points.
        two_sided: an open sheet, or a mesh nobody knows the inside of.
        glass: lenses that move with it.
    """

    points: Floats
    triangles: Ints
    normals: Floats
    surface: Surface
    two_sided: bool = False
    glass: Glass | None = None


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
        return points @ (self.rotation.T * self.scale).astype(np.float32) + self.place.astype(np.float32)

    def directions(self, normals: Floats) -> Floats:
        """float32 (n, 3), turned only."""
        return normals @ self.rotation.T.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Placed:
    """A model where it is in this frame.

    Attributes:
        fade: float32 (n, 1), opacity of its points in this frame; None where all of it is there.
        over_hair: hair does not fall before it (a hat).
    """

    model: Model
    worn: Worn
    fade: Floats | None = None
    over_hair: bool = False


class Layer(Protocol):
    """Something painted on the skin, under everything solid."""

    def paint(self, picture: Picture, light: Light) -> None:
        """Change `picture`, uint8 (h, w, 3) BGR, in place; it is the frame's own copy."""


@dataclass(frozen=True, slots=True)
class Hiding:
    """What hides things worn and is not drawn itself: face and head, a neck, fingers.

    Attributes:
        points: float32 (n, 3), before the camera.
        triangles: int32 (m, 3), counter-clockwise seen from outside unless `two_sided`.
    """

    points: Floats
    triangles: Ints
    two_sided: bool = True


@dataclass(frozen=True, slots=True)
class Drawable:
    """What one product adds to this frame.

    Attributes:
        hides: what of the wearer hides it beside the head.
    """

    placed: tuple[Placed, ...] = ()
    layers: tuple[Layer, ...] = ()
    hides: tuple[Hiding, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """A small mask and where it lies in the picture.

    Attributes:
        share: uint8 (h, w), 255 where something is. move: float64 (2, 3), from its pixels to the picture's.
    """

    share: NDArray[np.uint8]
    move: NDArray[np.float64]

    def over(self, left: int, top: int, width: int, height: int) -> NDArray[np.uint8]:
        """uint8 (height, width): the mask in a window of the picture, 0 where it does not reach."""
        moved = self.move - np.array([[0, 0, left], [0, 0, top]])
        return np.asarray(cv2.warpAffine(self.share, moved, (width, height), flags=cv2.INTER_LINEAR), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Pixels that stay before what is worn behind a plane.

    Attributes:
        mask: where they stay.
        normal: float32 (3,), of the plane. offset: points before the camera whose product with the normal is less lie
            behind it, millimetres.
    """

    mask: Patch
    normal: Floats
    offset: float


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is drawn into one frame.

    Attributes:
        drawables: what is worn; layers are painted in this order.
        hiding: None where nothing hides (a product alone).
        front: where the picture's own pixels stay before everything worn (a long fringe).
        beside: what only hides things behind a plane (hair over the ears: a temple, not the front).
    """

    drawables: tuple[Drawable, ...]
    hiding: Hiding | None
    light: Light = STUDIO
    front: Patch | None = None
    beside: Beside | None = None

    @property
    def placed(self) -> tuple[Placed, ...]:
        """All solids."""
        return tuple(one for drawable in self.drawables for one in drawable.placed)

    @property
    def hides(self) -> tuple[Hiding, ...]:
        """All that hides."""
        head = () if self.hiding is None else (self.hiding,)
        return (*head, *(one for drawable in self.drawables for one in drawable.hides))


def joined_models(models: Sequence[Model]) -> Model:
    """Several in one, without their glass; two-sided ones become sheets with two faces."""
    offsets = np.cumsum([0, *(len(one.points) for one in models)])
    faces: list[Ints] = []
    for one, offset in zip(models, offsets, strict=False):
        faces.append(one.triangles + np.int32(offset))
        if one.two_sided:
            faces.append(faces[-1][:, ::-1])
    return Model(
        np.concatenate([one.points for one in models]), np.ascontiguousarray(np.concatenate(faces), np.int32),
        np.concatenate([one.normals for one in models]), joined_surfaces([one.surface for one in models]),
    )  # fmt: skip
