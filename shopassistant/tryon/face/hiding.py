"""What of a head hides things worn: the face as it is in the picture, the skull behind it, the ears."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.pose import Camera, Pose
from shopassistant.tryon.render.glasses import Hiding

# The skull: its middle and half axes, millimetres of the average face.
_SKULL = np.array([0.0, 22.0, -48.0]), np.array([73.0, 105.0, 78.0])
# The wearer's left ear: its middle, and from there to its rim upward and backward. It stands off the head, so that what
# goes behind it is hidden.
_EAR = np.array([84.0, 2.0, -62.0]), np.array([0.0, 33.0, 0.0]), np.array([7.0, 0.0, -17.0])
# What is worn touches the nose and may sink into the average one; so far it is pushed back.
_NOSE_GIVES_MM = 7.0
_SKIN_GIVES_MM = 1.0


def hiding_of(face: Landmarks, camera: Camera, pose: Pose) -> Hiding:
    """The face's points lie where the picture shows them, in the depth the pose gives them."""
    model = canonical_face()
    depth = pose.points(model.points)[:, 2]
    seen = face.points[: len(model.points)]
    rays = np.column_stack(
        [(seen[:, 0] - camera.centre[0]) / camera.focal, -(seen[:, 1] - camera.centre[1]) / camera.focal,
         -np.ones(len(seen))]
    )  # fmt: skip
    x, y = model.points[:, 0], model.points[:, 1]
    nose = (np.abs(x) < 24) & (y > -35) & (y < 40)
    gives = np.where(nose, _NOSE_GIVES_MM, _SKIN_GIVES_MM)
    skin = rays * (-depth + gives)[:, None]
    parts = [(skin, model.triangles), *((pose.points(solid), found) for solid, found in (_ellipsoid(), *_ears()))]
    offsets = np.cumsum([0, *(len(points) for points, _found in parts)])
    triangles = [found + offset for (_points, found), offset in zip(parts, offsets, strict=False)]
    return Hiding(
        np.vstack([points for points, _found in parts]).astype(np.float32), np.vstack(triangles).astype(np.int32)
    )


def _ears(count: int = 16) -> Iterator[tuple[NDArray[np.float64], NDArray[np.int32]]]:
    """Each a fan around its middle."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)[:, None]
    for side in (-1.0, 1.0):
        middle, up, back = (part * (side, 1.0, 1.0) for part in _EAR)
        rim = middle + np.cos(angle) * up + np.sin(angle) * back
        at = np.arange(count)
        fan = np.stack([at, (at + 1) % count, np.full(count, count)], axis=1)
        yield np.vstack([rim, middle]), fan.astype(np.int32)


def _ellipsoid(rows: int = 18, columns: int = 24) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    down, around = np.meshgrid(
        np.linspace(0, np.pi, rows), np.linspace(0, 2 * np.pi, columns, endpoint=False), indexing="ij"
    )
    unit = np.stack([np.sin(down) * np.cos(around), np.cos(down), np.sin(down) * np.sin(around)], axis=-1)
    middle, half = _SKULL
    r, c = np.meshgrid(np.arange(rows - 1), np.arange(columns), indexing="ij")
    beside = (c + 1) % columns
    a, b, d, e = r * columns + c, r * columns + beside, (r + 1) * columns + c, (r + 1) * columns + beside
    triangles = np.concatenate([np.stack([a, d, b], -1).reshape(-1, 3), np.stack([b, d, e], -1).reshape(-1, 3)])
    return unit.reshape(-1, 3) * half + middle, triangles.astype(np.int32)
