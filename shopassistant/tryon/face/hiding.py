"""What of a head hides things worn: the face as it is in the picture, the skull behind it, the ears."""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.pose import Camera, Pose
from shopassistant.tryon.render.scene import Beside, Hiding, Patch

# The skull: its middle and half axes, millimetres of the average face.
_SKULL = np.array([0.0, 22.0, -48.0]), np.array([73.0, 105.0, 78.0])
# The wearer's left ear: its middle, and from there to its rim upward and backward. It stands off the head, so that what
# goes behind it is hidden.
_EAR = np.array([84.0, 2.0, -62.0]), np.array([0.0, 33.0, 0.0]), np.array([7.0, 0.0, -17.0])
# What is worn touches the nose and may sink into the average one; so far it is pushed back.
_NOSE_GIVES_MM = 7.0
_SKIN_GIVES_MM = 1.0
# The front of glasses lies before this, their temples behind it; from the origin of the average face.
_BEHIND_FRONT_MM = 40.0


def beside_face(pose: Pose, hair: Patch | None) -> Beside | None:
    """Hair over the ears hides what is behind the front of glasses, not the front."""
    if hair is None:
        return None
    normal = pose.rotation[:, 2].astype(np.float32)
    offset = float(normal @ (pose.place + pose.rotation[:, 2] * (_BEHIND_FRONT_MM * pose.scale)))
    return Beside(hair, normal, offset)


def hiding_of(face: Landmarks, camera: Camera, pose: Pose, shape: NDArray[np.float64] | None = None) -> Hiding:
    """The face's points lie where the picture shows them, in the depth the pose gives them.

    Args:
        shape: float64 (468, 3), the person's own face in the axes of the canonical one, which it is by default.
    """
    model = canonical_face().points if shape is None else shape
    depth = (model @ pose.rotation[2]) * pose.scale + pose.place[2] - _gives()
    skin = np.empty((len(model), 3))
    skin[:, 0] = (face.points[: len(model), 0] - camera.centre[0]) * (-depth / camera.focal)
    skin[:, 1] = (face.points[: len(model), 1] - camera.centre[1]) * (depth / camera.focal)
    skin[:, 2] = depth
    behind, triangles = _behind()
    # Who has a wider face has a wider head.
    wide = np.array([_width(model) / _width(canonical_face().points), 1.0, 1.0])
    return Hiding(np.vstack([skin.astype(np.float32), pose.points(behind * wide)]), triangles, two_sided=False)


def _width(face: NDArray[np.float64]) -> float:
    return float(face[356, 0] - face[127, 0])


@cache
def _gives() -> NDArray[np.float64]:
    """float64 (468,): how far each point of the face is pushed back."""
    x, y = canonical_face().points[:, :2].T
    nose = (np.abs(x) < 24) & (y > -35) & (y < 40)
    return np.where(nose, _NOSE_GIVES_MM, _SKIN_GIVES_MM)


@cache
def _behind() -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """Points of skull and ears, and the triangles of everything, the face's points before these."""
    parts = [_ellipsoid(), *_ears()]
    face = canonical_face()
    offsets = len(face.points) + np.cumsum([0, *(len(points) for points, _found in parts)])
    triangles = [found + offset for (_points, found), offset in zip(parts, offsets, strict=False)]
    return np.vstack([points for points, _found in parts]), np.vstack([face.triangles, *triangles]).astype(np.int32)


def _ears(count: int = 16) -> Iterator[tuple[NDArray[np.float64], NDArray[np.int32]]]:
    """Each a fan around its middle, seen from both sides."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)[:, None]
    for side in (-1.0, 1.0):
        middle, up, back = (part * (side, 1.0, 1.0) for part in _EAR)
        rim = middle + np.cos(angle) * up + np.sin(angle) * back
        at = np.arange(count)
        fan = np.stack([at, (at + 1) % count, np.full(count, count)], axis=1)
        yield np.vstack([rim, middle]), np.vstack([fan, fan[:, ::-1]]).astype(np.int32)


def _ellipsoid(rows: int = 14, columns: int = 20) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    down, around = np.meshgrid(
        np.linspace(0, np.pi, rows), np.linspace(0, 2 * np.pi, columns, endpoint=False), indexing="ij"
    )
    unit = np.stack([np.sin(down) * np.cos(around), np.cos(down), np.sin(down) * np.sin(around)], axis=-1)
    middle, half = _SKULL
    r, c = np.meshgrid(np.arange(rows - 1), np.arange(columns), indexing="ij")
    beside = (c + 1) % columns
    a, b, d, e = r * columns + c, r * columns + beside, (r + 1) * columns + c, (r + 1) * columns + beside
    triangles = np.concatenate([np.stack([a, b, d], -1).reshape(-1, 3), np.stack([b, e, d], -1).reshape(-1, 3)])
    return unit.reshape(-1, 3) * half + middle, triangles.astype(np.int32)
