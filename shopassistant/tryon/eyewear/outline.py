"""The outline of one lens, as a closed line of points in millimetres, drawn as the trade draws its shapes."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.spec import EyewearSpec

Floats = NDArray[np.float32]
Line = NDArray[np.float64]

COUNT = 72

# Points on the outline in shares of half the box, the outer side at plus x, counter-clockwise from there seen from the
# front. The line runs softly through them (Catmull and Rom, 1974).
_THROUGH: dict[str, tuple[tuple[float, float], ...]] = {
    "panto": ((1, .20), (.94, .62), (.70, .93), (.25, 1), (-.25, 1), (-.70, .94), (-.95, .66), (-1, .22), (-.91, -.25),
              (-.66, -.70), (-.24, -.97), (.20, -1), (.64, -.74), (.91, -.28)),
    "aviator": ((1, .38), (.95, .72), (.76, .94), (.35, 1), (-.25, .97), (-.72, .88), (-.95, .66), (-1, .34),
                (-.90, -.06), (-.68, -.50), (-.34, -.86), (.10, -1), (.52, -.89), (.82, -.52), (.96, -.06)),
    "wayfarer": ((1, .62), (.985, .90), (.86, 1), (.40, .985), (-.20, .94), (-.78, .88), (-.96, .70), (-.97, .28),
                 (-.86, -.36), (-.62, -.83), (-.18, -.98), (.28, -1), (.66, -.84), (.87, -.38), (.96, .14)),
    "cat-eye": ((.99, .66), (1, .93), (.84, .98), (.45, .86), (0, .74), (-.50, .65), (-.86, .50), (-1, .12),
                (-.93, -.36), (-.66, -.80), (-.18, -1), (.30, -.96), (.68, -.66), (.89, -.08)),
    "butterfly": ((1, .30), (.99, .74), (.80, 1), (.30, .94), (-.30, .78), (-.80, .62), (-.99, .30), (-.94, -.14),
                  (-.74, -.60), (-.34, -.90), (.16, -1), (.62, -.92), (.90, -.52), (.98, -.10)),
    "browline": ((1, .42), (.96, .84), (.76, 1), (.20, .99), (-.36, .95), (-.80, .88), (-.98, .58), (-.96, .08),
                 (-.80, -.50), (-.46, -.90), (0, -1), (.44, -.93), (.78, -.56), (.95, -.04)),
}  # fmt: skip
# Corners, clockwise, in shares of half the box, and the share of each side that its rounding takes.
_CORNERS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "square": ((1, 1, .36), (.93, -1, .44), (-.90, -1, .50), (-.98, 1, .36)),
    "rectangle": ((1, 1, .30), (.95, -1, .40), (-.92, -1, .46), (-.99, 1, .32)),
    "geometric": ((.56, 1, .36), (1, .10, .36), (.52, -1, .38), (-.52, -1, .38), (-1, .10, .36), (-.56, 1, .36)),
}  # fmt: skip
_ALSO = {"hexagonal": "geometric"}


def lens_outline(spec: EyewearSpec, count: int = COUNT) -> Floats:
    """float32 (count, 2): the left wearer's-side lens seen from the front, its outer side at plus x, up at plus y, the
    middle of its box at the origin, counter-clockwise from the outer side; evenly spaced along the line."""
    half = np.array([spec.lens_width_mm / 2, spec.lens_height_mm / 2])
    shape = _ALSO.get(spec.shape, spec.shape)
    if shape in _THROUGH:
        whole = _soft(np.array(_THROUGH[shape], float) * half)
    elif shape in _CORNERS:
        whole = _rounded(np.array(_CORNERS[shape], float) * [*half, 1])[::-1]
    else:
        angle = np.linspace(0, 2 * np.pi, 4 * count, endpoint=False)
        whole = np.column_stack([np.cos(angle), np.sin(angle)]) * half
    # A soft line swings out a little between its points, and the box is what the millimetres mean.
    low, high = whole.min(axis=0), whole.max(axis=0)
    return _evenly((whole - (low + high) / 2) * (2 * half / (high - low)), count)


def _soft(points: Line, between: int = 14) -> Line:
    before, after, beyond = (np.roll(points, -step, axis=0)[:, None] for step in (-1, 1, 2))
    at, t = points[:, None], np.linspace(0, 1, between, endpoint=False)[None, :, None]
    line = 0.5 * (
        2 * at + (after - before) * t + (2 * before - 5 * at + 4 * after - beyond) * t**2
        + (3 * at - before - 3 * after + beyond) * t**3
    )  # fmt: skip
    return line.reshape(-1, 2)


def _rounded(corners: Line, between: int = 16) -> Line:
    """Each corner a conic with the weight of a circle's quarter: round corners are arcs, not parabolas."""
    at, share = corners[:, :2], corners[:, 2:]
    start = at + share * 0.5 * (np.roll(at, 1, axis=0) - at)
    end = at + share * 0.5 * (np.roll(at, -1, axis=0) - at)
    t, weight = np.linspace(0, 1, between)[None, :, None], np.sqrt(0.5)
    below = (1 - t) ** 2 + 2 * weight * t * (1 - t) + t**2
    line = (1 - t) ** 2 * start[:, None] + 2 * weight * t * (1 - t) * at[:, None] + t**2 * end[:, None]
    return np.asarray((line / below).reshape(-1, 2))


def _evenly(line: Line, count: int) -> Floats:
    start = int(np.argmax(line[:, 0] - 0.2 * np.abs(line[:, 1])))
    closed = np.vstack([line[start:], line[: start + 1]])
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    at = np.linspace(0, length[-1], count, endpoint=False)
    return np.column_stack([np.interp(at, length, closed[:, axis]) for axis in (0, 1)]).astype(np.float32)
