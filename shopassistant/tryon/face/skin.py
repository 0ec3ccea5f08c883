"""A head's pose settled on what its skin looks like: more exact than landmarks, and without their pull to the average.

Spots spread over a face remember their shade. In each picture the pose that landmarks tell is moved until the spots
lie on like shades again: direct alignment by iterated, robustly weighted least squares, as in visual odometry (Engel,
Koltun and Cremers, IEEE PAMI 40(3), 2018), held to the landmarks' pose as far as that is sure. Shades are taken
relative to those around, so that light may change as a head turns.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.axes import Matrix, Vector, rotation_of, vector_of
from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.face.shape import Shape
from shopassistant.tryon.face.spots import spots

Shades = NDArray[np.float32]

_FACE_PIXELS = 96.0  # from temple to temple, in the picture that is compared
_AROUND = 21  # pixels there that a shade is relative to
_STEPS = 3
_SMALL = 3e-4
# A spot counts fully once seen so often; it forgets what it saw so many pictures ago.
_KNOWN, _MOST = 4.0, 40.0
_LEAST_SPOTS = 120
# What is learnt on a shape that is still the average one would have to be unlearnt.
_SHAPE_KNOWN = 2.0
# Neighbouring pixels tell much the same, so that each counts only so much.
_EACH_COUNTS = 0.4
_LEAST_FACING = 0.35


@dataclass(frozen=True, slots=True, repr=False)
class _View:
    """The face in a picture, made small: float32 (n, n, 3) of shade and its slopes, and where a pixel went."""

    shades: Shades
    scale: float
    shift: Vector


class Skin:
    """What is remembered of one face."""

    def __init__(self) -> None:
        count = len(spots().corners)
        self._shades, self._counts = np.zeros(count), np.zeros(count)
        self._on = spots().on(canonical_face().points)
        self._shape_counts = -1.0

    def settle(
        self, picture: NDArray[np.uint8], face: Landmarks, camera: Camera, shape: Shape,
        pose: tuple[Matrix, Vector], turned_degrees: float,
    ) -> tuple[Matrix, Vector]:  # fmt: skip
        """The pose settled, and what is seen under it learnt.

        Args:
            picture: uint8 (h, w, 3), BGR.
            shape: the person's, which may have been mended since.
            pose: rotation and place that landmarks tell.
            turned_degrees: how far the face is turned from the line of sight; the farther, the less sure landmarks are.
        """
        view = _looked_at(picture, face)
        if shape.counts > 1.1 * self._shape_counts:
            self._on, self._shape_counts = spots().on(shape.points), shape.counts
        places, normals = self._on
        facing = _facing(places, normals, pose)
        known = np.flatnonzero((facing > _LEAST_FACING) & (self._counts > 1.5) & (self._shades != 0))
        if len(known) >= _LEAST_SPOTS:
            weight = np.minimum(self._counts[known] / _KNOWN, 1) * np.minimum((facing[known] - 0.3) / 0.4, 1)
            pose = _settled(view, camera, places[known], self._shades[known], weight, pose, _precision(turned_degrees))
            facing = _facing(places, normals, pose)
        if shape.counts > _SHAPE_KNOWN:
            self._learn(view, camera, places, facing, pose, turned_degrees)
        return pose

    def wipe(self) -> None:
        """Overwrite what is remembered."""
        for kept in (self._shades, self._counts, *self._on):
            kept.fill(0)

    def _learn(
        self, view: _View, camera: Camera, places: Matrix, facing: Vector, pose: tuple[Matrix, Vector],
        turned_degrees: float,
    ) -> None:  # fmt: skip
        seen, is_in = _sampled(view, camera, pose[0] @ places.T + pose[1][:, None])
        weight = np.where(is_in & (facing > _LEAST_FACING), facing**2, 0) * np.exp(-((turned_degrees / 40) ** 2))
        np.minimum(self._counts, _MOST, out=self._counts)
        self._counts += weight
        self._shades += weight / np.maximum(self._counts, 1e-9) * (seen[:, 0] - self._shades)


def _precision(turned_degrees: float) -> Matrix:
    """float64 (6, 6): how sure the landmarks' pose is, of turns (radians) and shifts (shares of the distance)."""
    turn = np.radians(1.2 + turned_degrees / 15)
    spread = np.array([turn, turn, np.radians(1.0), 6e-3, 6e-3, 0.008 + turned_degrees / 1800])
    return np.diag(spread**-2)


def _looked_at(picture: NDArray[np.uint8], face: Landmarks) -> _View:
    low, high = face.points[:468].min(axis=0), face.points[:468].max(axis=0)
    middle, half = (low + high) / 2, max(float((high - low).max()) * 0.62, 30.0)
    height, width = picture.shape[:2]
    left, top = (int(max(value, 0)) for value in middle - half)
    right, bottom = (int(value) + 1 for value in np.minimum(middle + half, (width, height)))
    grey = cv2.cvtColor(picture[top:bottom, left:right], cv2.COLOR_BGR2GRAY)
    scale = _FACE_PIXELS * 1.3 / (2 * half)
    size = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
    if scale < 0.7:  # as exact as averaging areas, in a fifth of its time
        grey = cv2.blur(grey, (round(1 / scale),) * 2)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_LINEAR).astype(np.float32)
    off = small - cv2.blur(small, (_AROUND, _AROUND))
    shade = cv2.GaussianBlur(off / (cv2.blur(np.abs(off), (_AROUND, _AROUND)) + 4), (5, 5), 1.0)
    slopes = [cv2.Sobel(shade, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1))]
    return _View(cv2.merge([shade, *slopes]), size[0] / (right - left), np.array([left, top], np.float64))


def _sampled(view: _View, camera: Camera, placed: Matrix) -> tuple[Shades, NDArray[np.bool_]]:
    """float32 (n, 3): shade and slopes where points (3, n) are seen, and whether that is in the view."""
    scale, height, width = view.scale, *view.shades.shape[:2]
    near = -camera.focal * scale / placed[2]
    left, top = (np.array(camera.centre) - view.shift + 0.5) * scale - 0.5
    x, y = (placed[0] * near + left).astype(np.float32), (top - placed[1] * near).astype(np.float32)
    told = cv2.remap(view.shades, x[:, None], y[:, None], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)[:, 0]
    return np.asarray(told, np.float32), (x > 1) & (y > 1) & (x < width - 2) & (y < height - 2)


def _facing(places: Matrix, normals: Matrix, pose: tuple[Matrix, Vector]) -> Vector:
    """float64 (n,): the cosine between a spot's normal and the way to the camera."""
    eye = -pose[1] @ pose[0]  # the camera, in the face's axes
    way = eye - places
    return np.asarray(np.einsum("ij,ij->i", normals, way) / np.sqrt(np.einsum("ij,ij->i", way, way)))


def _settled(
    view: _View, camera: Camera, places: Matrix, shades: Vector, weight: Vector,
    told: tuple[Matrix, Vector], precision: Matrix,
) -> tuple[Matrix, Vector]:  # fmt: skip
    rotation, place = told
    distance = -told[1][2]
    count = len(places)
    slopes = np.empty((8, count))  # by what is sought: turn, shift, contrast and brightness against before
    slopes[6], slopes[7] = -shades, -1
    whole = np.zeros((8, 8))
    whole[:6, :6] = precision
    whole[6, 6] = whole[7, 7] = 25.0
    for _ in range(_STEPS):
        a, b, c = turned = rotation @ places.T
        x, y, z = placed = turned + place[:, None]
        seen, is_in = _sampled(view, camera, placed)
        off = seen[:, 0] - shades
        spread = 1.5 * 1.4826 * _median(np.abs(off)) + 1e-3
        trust = weight * is_in * (_EACH_COUNTS * 2.25 / (spread**2 + off**2))
        near = -camera.focal * view.scale / z
        u, v = seen[:, 1] * near, -seen[:, 2] * near
        w = -(u * x + v * y) / z
        slopes[0], slopes[1], slopes[2] = b * w - c * v, c * u - a * w, a * v - b * u
        slopes[3], slopes[4], slopes[5] = u * distance, v * distance, w * distance
        weighted = slopes * trust
        gone = np.concatenate([vector_of(rotation @ told[0].T), (place - told[1]) / distance, (0, 0)])
        step = -np.linalg.solve(weighted @ slopes.T + whole, weighted @ off + whole @ gone)
        rotation, place = rotation_of(step[:3]) @ rotation, place + step[3:6] * distance
        if np.abs(step[:6]).max() < _SMALL:
            break
    return rotation, place


def _median(values: Vector) -> float:
    middle = len(values) // 2
    return float(np.partition(values, middle)[middle])
