"""Where a known shape is, from where its points are seen: the perspective-n-point problem for a followed face.

A followed face starts from the pose of the picture before, so a few steps of Gauss and Newton on all its points do in a
fraction of a millisecond what a general solver does on some; a new face starts from SQPnP (Terzakis and Lourakis, ECCV
2020).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.axes import Matrix, Vector, rotation_of

_MOST_STEPS = 6
_LEAST_SPREAD = 2e-3  # of rays: a face of two pixels
# Of any point of a face; not a number is not between them, either.
_NEAREST_MM, _FARTHEST_MM = 20.0, 20_000.0
# So that points that tell nothing of a turn leave it as it is.
_HELD = np.eye(6) * 1e-9
_SMALL = 2e-4  # radians, and shares of the distance
# Between OpenCV's axes (y down, z away) and ours (y up, z towards the camera).
_TURN = np.diag([1.0, -1.0, -1.0])


def rays_of(points: NDArray[np.float32], camera_matrix: Matrix) -> Matrix:
    """float64 (n, 2): x and y, upwards, of pixels' lines of sight at distance one."""
    focal, cx, cy = camera_matrix[0, 0], camera_matrix[0, 2], camera_matrix[1, 2]
    return np.asarray((points.astype(np.float64) - (cx, cy)) * (1 / focal, -1 / focal))


def placed(shape: Matrix, rays: Matrix, start: tuple[Matrix, Vector] | None = None) -> tuple[Matrix, Vector] | None:
    """Rotation (3, 3) and place (3,) under which a shape's points are seen along rays; None where there is no such
    place before the camera, whatever the model took for a face.

    Args:
        shape: float64 (n, 3), millimetres.
        rays: float64 (n, 2), from `rays_of`.
        start: near the answer; found anew without it, or where it turns out to be far.
    """
    if start is not None:
        found, is_good = _refined(shape, rays, *start)
        if is_good:
            return found
    if np.ptp(rays, axis=0).min() < _LEAST_SPREAD:
        return None
    steps = slice(None, None, max(1, len(shape) // 60))
    seen = np.ascontiguousarray(rays[steps] * (1, -1))
    _, turn, place = cv2.solvePnP(np.ascontiguousarray(shape[steps]), seen, np.eye(3), None, flags=cv2.SOLVEPNP_SQPNP)
    if not (np.isfinite(turn).all() and np.isfinite(place).all()):
        return None
    rotation = np.asarray(_TURN @ cv2.Rodrigues(turn)[0], np.float64)
    found, _ = _refined(shape, rays, rotation, np.asarray(_TURN @ place, np.float64)[:, 0])
    distance = -(shape @ found[0].T + found[1])[:, 2]
    return found if distance.min() > _NEAREST_MM and distance.max() < _FARTHEST_MM else None


def _refined(shape: Matrix, rays: Matrix, rotation: Matrix, place: Vector) -> tuple[tuple[Matrix, Vector], bool]:
    """Also whether the steps became small."""
    count = len(shape)
    slopes = np.empty((2, count, 6))
    for _ in range(_MOST_STEPS):
        turned = shape @ rotation.T
        x, y, z = (turned + place).T
        if not z.max() < -1.0:
            return (rotation, place), False
        near = -1 / z
        u, v = x * near, y * near
        distance = -place[2]
        # How what is seen moves with a small turn about the shape's origin and a shift in shares of the distance.
        a, b, c = turned.T
        slopes[0, :, 0], slopes[0, :, 1], slopes[0, :, 2] = u * b * near, (c - u * a) * near, -b * near
        slopes[1, :, 0], slopes[1, :, 1], slopes[1, :, 2] = (v * b - c) * near, -v * a * near, a * near
        scaled = near * distance
        slopes[0, :, 3], slopes[0, :, 4], slopes[0, :, 5] = scaled, 0, u * scaled
        slopes[1, :, 3], slopes[1, :, 4], slopes[1, :, 5] = 0, scaled, v * scaled
        flat = slopes.reshape(-1, 6)
        off = np.concatenate([rays[:, 0] - u, rays[:, 1] - v])
        step = np.linalg.solve(flat.T @ flat + _HELD, flat.T @ off)
        rotation, place = rotation_of(step[:3]) @ rotation, place + step[3:] * distance
        if np.abs(step).max() < _SMALL:
            return (rotation, place), True
    return (rotation, place), bool(np.abs(step).max() < 0.05)
