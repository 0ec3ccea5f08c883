"""The outline of one lens, as a closed line of points in millimetres."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.spec import EyewearSpec

Floats = NDArray[np.float32]

# How far a corner is rounded, as shares of half the box: outer above, outer below, inner below, inner above.
_ROUND = {
    "round": (1.0, 1.0, 1.0, 1.0), "oval": (1.0, 1.0, 1.0, 1.0), "panto": (0.78, 1.0, 1.0, 0.78),
    "square": (0.40, 0.46, 0.50, 0.40), "rectangle": (0.34, 0.42, 0.48, 0.36), "aviator": (0.55, 1.0, 0.9, 0.42),
    "cat-eye": (0.30, 1.0, 0.95, 0.62), "browline": (0.42, 1.0, 1.0, 0.46), "wayfarer": (0.30, 0.72, 0.8, 0.42),
    "geometric": (0.24, 0.30, 0.30, 0.24), "butterfly": (0.42, 1.0, 0.9, 0.62),
}  # fmt: skip
# Corners moved outward (x) and up (y), as shares of half the box, in the same order.
_MOVED: dict[str, tuple[tuple[float, float], ...]] = {
    "cat-eye": ((0.06, 0.20), (-0.18, 0.0), (-0.04, 0.0), (0.0, -0.10)),
    "butterfly": ((0.04, 0.10), (-0.06, 0.0), (-0.10, 0.0), (0.0, -0.08)),
    "aviator": ((0.0, 0.0), (-0.10, 0.06), (-0.20, -0.04), (0.0, 0.04)),
    "wayfarer": ((0.03, 0.02), (-0.13, 0.0), (-0.10, 0.0), (0.0, 0.0)),
    "panto": ((0.0, 0.0), (-0.06, 0.0), (-0.06, 0.0), (0.0, 0.0)),
    "browline": ((0.02, 0.0), (-0.10, 0.0), (-0.10, 0.0), (0.0, 0.0)),
    "geometric": ((-0.12, 0.0), (-0.12, 0.0), (-0.12, 0.0), (-0.12, 0.0)),
}
_PER_CORNER = 16


def lens_outline(spec: EyewearSpec) -> Floats:
    """float32 (64, 2): the left wearer's-side lens seen from the front, its outer side at plus x, up at plus y, the
    middle of its box at the origin, counter-clockwise from the outer side; evenly spaced along the line."""
    half = np.array([spec.lens_width_mm / 2, spec.lens_height_mm / 2])
    signs = np.array([[1, 1], [1, -1], [-1, -1], [-1, 1]], float)
    moved = np.array(_MOVED.get(spec.shape, ((0.0, 0.0),) * 4))
    # Outward is away from the nose for every corner.
    corners = (signs + moved * np.array([1.0, 1.0])) * half
    share = _ROUND[spec.shape]
    line: list[NDArray[np.float64]] = []
    for place in range(4):
        corner, before, after = corners[place], corners[place - 1], corners[(place + 1) % 4]
        start, end = (corner + share[place] * 0.5 * (other - corner) for other in (before, after))
        t = np.linspace(0, 1, _PER_CORNER, endpoint=False)[:, None]
        # A conic with the weight of a circle's quarter: round corners are arcs, not parabolas.
        weight = np.sqrt(0.5)
        below = (1 - t) ** 2 + 2 * weight * t * (1 - t) + t**2
        line.append(((1 - t) ** 2 * start + 2 * weight * t * (1 - t) * corner + t**2 * end) / below)
    whole = np.concatenate(line)[::-1]
    # Moved corners would leave the box, and the box is what the millimetres mean.
    low, high = whole.min(axis=0), whole.max(axis=0)
    whole = (whole - (low + high) / 2) * (2 * half / (high - low))
    return _evenly(whole, 4 * _PER_CORNER)


def _evenly(line: NDArray[np.float64], count: int) -> Floats:
    closed = np.vstack([line, line[:1]])
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    at = np.linspace(0, length[-1], count, endpoint=False)
    return np.column_stack([np.interp(at, length, closed[:, axis]) for axis in (0, 1)]).astype(np.float32)
