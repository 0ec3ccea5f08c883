"""All solids of a scene as one: joined once, moved before the camera in each frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.render.hidden import NEAREST_MM, turned_to_us
from shopassistant.tryon.render.scene import Model, Placed, joined_models
from shopassistant.tryon.render.surface import Surface
from shopassistant.tryon.render.view import pixels

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Solids:
    """All solids of a scene.

    Attributes:
        surface: of its points. opacity: float32 (n, 1) in this frame; None where all is opaque.
        points, normals: float32 (n, 3), before the camera. placed: float32 (n, 2), pixels of the picture.
        triangles: int32 (m, 3), of those seen from outside.
        over_hair: float32 (k, 3) and int32 (j, 3), points and triangles of what hair does not fall before; or None.
    """

    surface: Surface
    opacity: Floats | None
    points: Floats
    normals: Floats
    placed: Floats
    triangles: Ints
    over_hair: tuple[Floats, Ints] | None


class Joiner:
    """Keeps the models of the last frame joined, as those of the next one are mostly the same."""

    def __init__(self) -> None:
        self._models: tuple[Model, ...] = ()
        self._joined: Model | None = None

    def before_camera(self, placed: tuple[Placed, ...], camera: Camera) -> Solids | None:
        """None where nothing is solid."""
        if not placed:
            return None
        model = self._whole(tuple(one.model for one in placed))
        points = np.concatenate([_points(one) for one in placed])
        normals = np.concatenate([one.worn.directions(one.model.normals) for one in placed])
        at = pixels(points, camera.focal, camera.centre)
        return Solids(
            model.surface, _opacity(model.surface, placed), points, normals, at,
            turned_to_us(at, points, model.triangles), _over_hair(placed),
        )  # fmt: skip

    def _whole(self, models: tuple[Model, ...]) -> Model:
        if self._joined is None or [*map(id, self._models)] != [*map(id, models)]:
            self._models, self._joined = models, joined_models(models)
        return self._joined


def _points(placed: Placed) -> Floats:
    """Before the camera; behind it, where nothing is drawn, when any of them is too near."""
    points = placed.worn.points(placed.model.points)
    if len(points) and points[:, 2].max() > -NEAREST_MM:
        points[:, 2] = 0
    return points


def _opacity(surface: Surface, placed: tuple[Placed, ...]) -> Floats | None:
    if all(one.fade is None for one in placed):
        return surface.opacity
    fades = [np.ones((len(one.model.points), 1), np.float32) if one.fade is None else one.fade for one in placed]
    fade = np.concatenate(fades)
    return fade if surface.opacity is None else fade * surface.opacity


def _over_hair(placed: tuple[Placed, ...]) -> tuple[Floats, Ints] | None:
    over = [one for one in placed if one.over_hair]
    if not over:
        return None
    offsets = np.cumsum([0, *(len(one.model.points) for one in over)])
    triangles = [one.model.triangles + np.int32(offset) for one, offset in zip(over, offsets, strict=False)]
    return np.concatenate([one.worn.points(one.model.points) for one in over]), np.concatenate(triangles)
