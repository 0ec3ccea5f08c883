"""Irises as the picture shows them: their edge against the white of the eye, to a fraction of a pixel.

The model's irises are what it learnt eyes to be: some percent too wide or too narrow, otherwise in each face. Where the
edge can be seen on both sides of both eyes, it is where brightness rises most along an arc beside the iris, summed over
the arc: the integro-differential operator (Daugman, IEEE PAMI 15(11), 1993) on the two sides that lids leave free.
"""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.axes import Matrix, Vector
from shopassistant.tryon.face.canonical import LEFT_IRIS, RIGHT_IRIS
from shopassistant.tryon.face.landmarks import Landmarks

# Degrees of the arc on each side, downwards counted on, as the upper lid hides more; and shares of the model's radius
# between which the edge is looked for.
_ARC = np.radians(np.arange(-25.0, 36.0, 5.0))
_STEP = 0.03
_SHARES = np.arange(0.55, 1.5, _STEP)
# How far brightness is smoothed, and how far from the model's edge the true one is likely to be; in these shares.
_SMOOTH, _LIKELY = 0.07, 0.12
_LEAST_RISE = 0.8  # grey values a step: the edge of an eye that is not closed, dark or in shine
_LEAST_RADIUS = 4.0  # pixels
# Of the model's radius: how far off its own middle and width may be, and how unlike each other the eyes.
_MOST_MOVED, _MOST_WIDER, _MOST_UNLIKE = 0.25, 0.25, 0.12
_LOOKS = 2
_NEAR = 3  # steps
_LIKELIHOOD = np.exp(-0.5 * ((_SHARES - 1) / _LIKELY) ** 2)


def _smoothing() -> NDArray[np.float64]:
    """float64 (n, n): what takes brightness at the shares to that smoothed, the ends as if it went on."""
    kernel = np.exp(-0.5 * ((_SHARES[:, None] - _SHARES) / _SMOOTH) ** 2)
    return np.asarray((kernel / kernel.sum(axis=1, keepdims=True)).T)


_KERNEL = _smoothing()


def seen_irises(picture: NDArray[np.uint8], face: Landmarks) -> Landmarks | None:
    """The landmarks with irises where their edges are seen; None where they are not clearly seen.

    Args:
        picture: uint8 (h, w, 3), BGR; the face more or less from the front.
    """
    rings = np.stack([face.points[iris : iris + 5] for iris in (RIGHT_IRIS, LEFT_IRIS)]).astype(np.float64)
    middles, across = rings[:, 0], rings[:, 1] - rings[:, 3]
    radii = np.linalg.norm(across, axis=1) / 2
    if not radii.min() > _LEAST_RADIUS:
        return None
    ways = across / (2 * radii[:, None])
    grey, shift = _around(picture, middles, radii)
    if grey is None:
        return None
    found, wide = middles - shift, radii
    for _ in range(_LOOKS):
        edges = _edges(grey, found, wide, ways)
        if edges is None:
            return None
        found = found + ways * ((edges[:, 0] - edges[:, 1]) / 2 * wide / np.cos(_ARC).mean())[:, None]
        wide = wide * edges.mean(axis=1)
    moved = np.linalg.norm(found + shift - middles, axis=1) / radii
    unlike = abs(np.log(wide[0] / wide[1]))
    if moved.max() > _MOST_MOVED or np.abs(wide / radii - 1).max() > _MOST_WIDER or unlike > _MOST_UNLIKE:
        return None
    points = face.points.copy()
    for iris, middle, ring, share in zip((RIGHT_IRIS, LEFT_IRIS), found + shift, rings, wide / radii, strict=True):
        points[iris : iris + 5] = middle + (ring - ring[0]) * share
    return replace(face, points=points)


def _around(picture: NDArray[np.uint8], middles: Matrix, radii: Vector) -> tuple[NDArray[np.float32] | None, Vector]:
    """Grey values of the box around both eyes, and where it begins; none of a box that leaves the picture."""
    room = 2.0 * radii.max()
    left, top = np.floor(middles.min(axis=0) - room).astype(int)
    right, bottom = np.ceil(middles.max(axis=0) + room).astype(int) + 1
    shift = np.array([left, top], np.float64)
    if left < 0 or top < 0 or right > picture.shape[1] or bottom > picture.shape[0]:
        return None, shift
    return cv2.cvtColor(picture[top:bottom, left:right], cv2.COLOR_BGR2GRAY).astype(np.float32), shift


def _edges(grey: NDArray[np.float32], middles: Matrix, radii: Vector, ways: Matrix) -> Matrix | None:
    """float64 (2, 2): of each eye, on the side its way points to and on the other, shares of the radius."""
    down = np.column_stack([-ways[:, 1], ways[:, 0]])
    down *= np.where(down[:, 1:] < 0, -1, 1)
    beside = np.stack([ways, -ways], axis=1)[:, :, None] * np.cos(_ARC)[:, None]
    arcs = (beside + down[:, None, None] * np.sin(_ARC)[:, None]) * radii[:, None, None, None]
    at = middles[:, None, None, None] + arcs[..., None, :] * _SHARES[:, None]
    x, y = at.reshape(4 * len(_ARC), -1, 2).astype(np.float32).transpose(2, 0, 1)
    shades = np.asarray(cv2.remap(grey, x, y, cv2.INTER_LINEAR), np.float64)
    return _steepest(shades.reshape(4, len(_ARC), -1).mean(axis=1))


def _steepest(shades: NDArray[np.float32]) -> Matrix | None:
    """float64 (2, 2): the share of the radius at which each of four rows brightens most, between steps by a parabola.

    Which rise it is tells how likely it is the edge; where it is highest, brightness alone.
    """
    rise = np.gradient(shades @ _KERNEL, axis=1)
    likely = (rise * _LIKELIHOOD)[:, _NEAR:-_NEAR].argmax(axis=1) + _NEAR
    near = likely[:, None] + np.arange(1 - _NEAR, _NEAR)
    at = near[np.arange(4), np.take_along_axis(rise, near, axis=1).argmax(axis=1)]
    before, most, after = (rise[np.arange(4), at + off] for off in (-1, 0, 1))
    bend = before - 2 * most + after
    if most.min() < _LEAST_RISE or bend.max() >= 0:
        return None
    return np.asarray(_SHARES[at] + np.clip(0.5 * (before - after) / bend, -1, 1) * _STEP).reshape(2, 2)
