"""How a flat front becomes one that is worn: bent around the face and tilted; and where its parts meet."""

import numpy as np

from shopassistant.tryon.eyewear.solids import Floats
from shopassistant.tryon.eyewear.spec import EyewearSpec

# A front is bent around the face, and its lower edge is nearer to it (pantoscopic tilt).
_WRAP_RADIUS = 230.0
PANTOSCOPIC = np.radians(7.0)


def bent(points: Floats) -> Floats:
    """float32 (n, 3): points of the flat front, (n, 2) or (n, 3), bent around the face and tilted."""
    flat = points if points.shape[1] == 3 else np.column_stack([points, np.zeros(len(points))])
    z = flat[:, 2] - flat[:, 0] ** 2 / (2 * _WRAP_RADIUS)
    y = flat[:, 1] * np.cos(PANTOSCOPIC)
    z = z + flat[:, 1] * np.sin(PANTOSCOPIC)
    return np.column_stack([flat[:, 0], y, z]).astype(np.float32)


def frame_along(path: Floats) -> tuple[Floats, Floats]:
    """Directions outward in the plane of a closed path of the front, and out of the face, at each point."""
    way = np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    out = np.broadcast_to(np.array([0.0, -np.sin(PANTOSCOPIC), np.cos(PANTOSCOPIC)], np.float32), path.shape)
    across = np.cross(way, out)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    return across.astype(np.float32), out.astype(np.float32)


def step(value: Floats, sharp: float = 8.0) -> Floats:
    """From 0 below to 1 above, softly."""
    return np.asarray(1 / (1 + np.exp(-sharp * value)), np.float32)


# Where the temples leave the front, as a share of half the lens' height.
_END_AT = {"cat-eye": 0.80, "butterfly": 0.62, "browline": 0.62, "wayfarer": 0.66, "aviator": 0.62, "panto": 0.46,
           "square": 0.52, "rectangle": 0.48, "round": 0.30, "oval": 0.20}  # fmt: skip


def end_height(spec: EyewearSpec) -> float:
    """Height of the end pieces above the lenses' middles, millimetres."""
    return spec.lens_height_mm / 2 * _END_AT.get(spec.shape, 0.3)


def bridge_height(spec: EyewearSpec) -> float:
    """Height of the bridge's middle line where it meets the rims, millimetres."""
    share = {"round": 0.30, "oval": 0.20, "panto": 0.42, "aviator": 0.50, "cat-eye": 0.20, "butterfly": 0.24,
             "browline": 0.46, "wayfarer": 0.42, "square": 0.46, "rectangle": 0.40}  # fmt: skip
    return spec.lens_height_mm / 2 * share.get(spec.shape, 0.30)


def rim_at(outline: Floats, spec: EyewearSpec, height: float, *, outer: bool) -> float:
    """How far from the nose the lens' edge lies at a height, on its outer or its inner side, millimetres."""
    side = outline[outline[:, 0] > 0] if outer else outline[outline[:, 0] < 0]
    return spec.centre_mm + float(side[np.argmin(np.abs(side[:, 1] - height)), 0])


def hinges(spec: EyewearSpec) -> Floats:
    """float32 (2, 3): where the temples begin, the wearer's right first."""
    flat = np.array([[side * spec.frame_width_mm / 2, end_height(spec), 0.0] for side in (-1, 1)], np.float32)
    return np.asarray(bent(flat) - np.array([0, 0, 4.0], np.float32), np.float32)
