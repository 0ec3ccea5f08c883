"""Turning, as numbers: rotation vectors, the line of sight, best similarity between points."""

import cv2
import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]


def rotation_of(vector: Vector) -> Matrix:
    """float64 (3, 3) from a rotation vector (3,), radians."""
    return np.asarray(cv2.Rodrigues(vector)[0], np.float64)


def vector_of(rotation: Matrix) -> Vector:
    """float64 (3,), radians, from a rotation matrix."""
    return np.asarray(cv2.Rodrigues(rotation)[0], np.float64)[:, 0]


def towards(place: Vector) -> Matrix:
    """float64 (3, 3): the least turn that takes the camera's axis (0, 0, -1) to a place before it."""
    x, y, z = place / np.linalg.norm(place)
    share = 1 / (1 - z)
    return np.array([[1 - x * x * share, -x * y * share, -x], [-x * y * share, 1 - y * y * share, -y], [x, y, -z]])


def similarity(start: Matrix, goal: Matrix) -> tuple[float, Matrix, Vector]:
    """Scale, turn (3, 3) and shift (3,) that bring float64 (n, 3) points nearest to others.

    (Umeyama, IEEE PAMI 13(4), 1991.)
    """
    a, b = start.mean(axis=0), goal.mean(axis=0)
    u, s, vt = np.linalg.svd((start - a).T @ (goal - b))
    sign = np.array([1.0, 1.0, np.sign(np.linalg.det(u) * np.linalg.det(vt))])
    turn = (u * sign @ vt).T
    scale = float((s * sign).sum() / ((start - a) ** 2).sum())
    return scale, turn, b - scale * turn @ a
