"""How large a face is that a card touches: where it would just reach the card if it were so large.

A face's landmarks tell where each of its points lies up to one factor, its scale; a card tells where its plane lies in
true millimetres. Held to the face, the plane touches the foremost skin behind it, and so the factor is known.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.card.edges import Edges
from shopassistant.tryon.card.plane import Plane
from shopassistant.tryon.card.size import HEIGHT_MM
from shopassistant.tryon.face.axes import Matrix
from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.follow import Seen
from shopassistant.tryon.face.perspective import placed, rays_of
from shopassistant.tryon.face.scale import eyes_of
from shopassistant.tryon.face.turning import mended, nearer

# From a card's front to the skin behind it, millimetres: its thickness, and hardly anybody presses it on. How well that
# is known of a card held to the face, and of one beside it.
_GAP_MM, _TOUCHES_MM, _BESIDE_MM = 2.0, 3.0, 12.0
# A head's nod is known to so many degrees, and by how far above or below the eyes it is touched, that tells how far
# before them (rendered heads, `tests/benchmarks/card.py`).
_NOD_DEGREES = 2.5
# Tilted, one edge touches and it is not sure which: so much of half its height, by the tilt's sine.
_TILTED = 0.35
# Skin so far beside its edge may still be what it rests on, pixels as shares of its height; farther is not held to it.
_NEAR, _FAR = 0.15, 0.6
_FOREMOST = 4
# The nose ends above a card that is held under it.
_NOSE_BASE, _NOSE_TOP, _NOSE_HALF_MM = 2, 168, 22.0
_MOUTH, _EYES, _HIDDEN = (0, 13, 14, 17, 61, 291), (33, 133, 362, 263), 0.3
# Shares of a corner's error in pixels, and of the landmarks of pupils.
_EDGE_PIXELS, _PUPILS = 0.35, 0.008
# Landmarks nearer to the card than this share of its height are drawn by it; of fewer than so many there is no pose.
_MARGIN, _ENOUGH = 0.06, 60


@dataclass(frozen=True, slots=True, repr=False)
class Touch:
    """What one picture tells.

    Attributes:
        pupils_mm: true millimetres between the pupils, as they look at the camera.
        scale: true millimetres per millimetre of the average face.
        spread: standard error as a share, what differs from picture to picture alone.
        lasting: what is the same in every picture: how well it is known where the card touches.
    """

    pupils_mm: float
    scale: float
    spread: float
    lasting: float


def covers_mouth(edges: Edges, seen: Seen) -> bool:
    """Whether the card hides the mouth: landmarks then guess it, and nod the head by far more than anybody could tell:
    measured so, pupils were 2.3 mm off, no better than by an iris."""
    mouth = seen.landmarks.points[list(_MOUTH)].astype(np.float64)
    return bool((_inside(edges.corners, mouth) > 0).mean() > _HIDDEN)


def touch_of(edges: Edges, plane: Plane, seen: Seen) -> Touch | None:
    """How large the face is that a card touches; None where it touches none.

    Args:
        seen: the face, in the same picture; its shape as it was before a card covered a part of it.
    """
    face = _uncovered(edges.corners, seen)
    if face is None:
        return None
    pixels = _pixels(face, seen)
    inside = _inside(edges.corners, pixels)
    usable = ~_above(edges.corners, pixels)
    height = float(np.linalg.norm(edges.corners[3] - edges.corners[0]))
    near, unsure = usable & (inside > 0), _TOUCHES_MM
    if near.sum() < _FOREMOST:
        near, unsure = usable & (inside > -_NEAR * height), _BESIDE_MM
    if near.sum() < _FOREMOST:
        near = usable & (inside > -_FAR * height)
    if near.sum() < _FOREMOST:
        return None
    # Along where the card faces; a face before the camera has all of it below zero.
    touched = np.flatnonzero(near)[np.argsort(face[near] @ plane.facing)[-_FOREMOST:]]
    depth = float((face[touched] @ plane.facing).mean())
    if depth > -1:
        return None
    scale = (float(plane.facing @ plane.place) - _GAP_MM) / depth
    lever = float(np.linalg.norm((face[touched].mean(axis=0) - face[list(_EYES)].mean(axis=0))[:2])) * scale
    tilted = _TILTED * HEIGHT_MM / 2 * float(np.sin(np.radians(plane.tilt)))
    off = float(
        np.sqrt(unsure**2 + tilted**2 + (lever * np.sin(np.radians(_NOD_DEGREES))) ** 2) / np.linalg.norm(plane.place)
    )
    width = float(np.linalg.norm(edges.corners[1] - edges.corners[0]))
    spread = float(np.hypot(plane.spread, _EDGE_PIXELS / width))
    return Touch(_pupils(seen, face) * scale, scale, spread, float(np.hypot(off, _PUPILS)))


def _pupils(seen: Seen, face: Matrix) -> float:
    """How far they are apart, in the average face's millimetres: as the whole visit tells, by irises' edges; a single
    picture has the model's guess of them alone, which is off otherwise in every person."""
    if seen.measures is not None and seen.found is not None:
        return seen.measures.pupil_distance.value / seen.found.scale
    return eyes_of(seen.landmarks, seen.camera, face)[1]


def _uncovered(corners: Matrix, seen: Seen) -> Matrix | None:
    """float64 (468, 3): the face before the camera, up to its scale, by those of its landmarks that are seen: what the
    card covers, and the jaw below it, the model guesses, and a guess of the mouth makes a face shorter."""
    landmarks = seen.landmarks.points[:468].astype(np.float64)
    height = float(np.linalg.norm(corners[3] - corners[0]))
    free = _inside(corners, landmarks) < -_MARGIN * height
    upper = canonical_face().points[:, 1] > canonical_face().points[_NOSE_BASE, 1]
    if (free & upper).sum() > _ENOUGH:
        free &= upper
    if free.sum() < _ENOUGH:
        return None
    pose = seen.found or seen.pose
    rays = rays_of(seen.landmarks.points[:468], seen.camera.matrix)
    told = placed(seen.face[free], rays[free], (pose.rotation, pose.place / pose.scale))
    if told is None:
        return None
    rotation, place, _turned = mended(*told)
    return np.asarray(seen.face @ rotation.T + place * nearer(rotation, place))


def _pixels(face: Matrix, seen: Seen) -> Matrix:
    camera = seen.camera
    return np.asarray(face[:, :2] / -face[:, 2:] * (camera.focal, -camera.focal) + camera.centre)


def _inside(corners: Matrix, pixels: Matrix) -> Matrix:
    """float64 (n,): how many pixels each point lies within the card's outline; below zero: beside it."""
    outline = corners.astype(np.float32)[:, None]
    return np.array([cv2.pointPolygonTest(outline, (float(x), float(y)), True) for x, y in pixels])


def _above(corners: Matrix, pixels: Matrix) -> NDArray[np.bool_]:
    """bool (468,): the nose, where the card is held under it: seen from above its tip hangs over the card's edge."""
    model = canonical_face().points
    middle = corners.mean(axis=0)
    top, base = pixels[[_NOSE_TOP, _NOSE_BASE]]
    down = (base - top) / max(float(np.linalg.norm(base - top)), 1e-9)
    if float((middle - base) @ down) < 0.2 * float(np.linalg.norm(corners[3] - corners[0])):
        return np.zeros(len(model), bool)
    low, high = model[_NOSE_BASE, 1], model[_NOSE_TOP, 1]
    return np.asarray((np.abs(model[:, 0]) < _NOSE_HALF_MM) & (model[:, 1] >= low - 1) & (model[:, 1] <= high))
