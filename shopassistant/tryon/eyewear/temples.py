"""Temples: from the hinge straight to the ear, down behind it, with their tips; and the hinges that carry them."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.solids import Floats, Solid, along, rounded, sweep, tube
from shopassistant.tryon.eyewear.spec import EyewearSpec

Doubles = NDArray[np.float64]

# Behind the hinge a temple is straight until the ear, then bends down.
_BEND_SHARE, _BEND_ANGLE = 0.68, np.radians(38.0)
_BEHIND_EAR_MM = 34.0
_STRAIGHT, _DOWN = 12, 9
# The tip of a metal temple, a share of its bent part before the bend and all behind it.
_TIP_FROM = 10


def temple(spec: EyewearSpec, side: float, hinge: Floats, ear_half_width: float, ear_back: float) -> list[Solid]:
    """The hinge, the temple, and the tip of a metal one; what reaches furthest back is the last.

    Args:
        ear_half_width, ear_back: where it rests on the ear, see `build`.
    """
    path = _path(spec, side, hinge, ear_half_width, ear_back)
    if not (spec.is_metal or spec.rim == "rimless"):
        tall = np.interp(np.arange(len(path)), [0, 2, 5, 11, 20], [spec.rim_mm * 1.7, 5.4, 4.6, 4.0, 5.4])
        thick = np.interp(np.arange(len(path)), [0, 11, 20], [3.6, 3.0, 3.2])
        path = path.copy()
        path[0] += [0, 0, 2.2]  # closes with the front's back
        return [hinge_block(side, hinge, 4.2), _bar(path, tall, thick, "temple", 0.35)]
    wire_tall = np.interp(np.arange(_TIP_FROM + 1), [0, 3, _TIP_FROM], [2.4, 1.5, 1.3])
    wire = _bar(path[: _TIP_FROM + 1], wire_tall, np.full(_TIP_FROM + 1, 1.1), "metal", 0.7)
    rest = path[_TIP_FROM:]
    tall = np.interp(np.arange(len(rest)), [0, 2, len(rest) - 1], [1.9, 2.6, 4.2])
    tip = _bar(rest, tall, np.linspace(1.9, 2.4, len(rest)), "tip", 0.8)
    return [hinge_block(side, hinge, 2.6), wire, tip]


def hinge_block(side: float, hinge: Floats, tall: float) -> Solid:
    """The barrel between front and temple, on the inner side."""
    middle = hinge + np.array([-side * 2.0, 0, 0.6], np.float32)
    angle = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    ring = np.column_stack([1.3 * np.cos(angle), np.zeros(8), 1.3 * np.sin(angle)])
    ends = [middle + ring + [0, height, 0] for height in (-tall / 2, 0.0, tall / 2)]
    return tube(np.stack(ends).astype(np.float32), "metal", closed=False)


def _path(spec: EyewearSpec, side: float, hinge: Floats, ear_half_width: float, ear_back: float) -> Floats:
    bend = min(_BEND_SHARE * spec.temple_mm, ear_back)
    rest = spec.temple_mm - bend
    ear = np.array([side * ear_half_width, hinge[1] - 1.0, hinge[2] - bend], np.float32)
    t = np.linspace(0, 1, _STRAIGHT)[:, None]
    straight = hinge + t * (ear - hinge)
    # Temples spread around a head that is wider than they are: before the ear they lie on it already.
    wider = max(ear_half_width + 1.0 - abs(float(hinge[0])), 0.0)
    spread = abs(float(hinge[0])) + wider * (1 - (1 - np.minimum(t / 0.8, 1)) ** 2)
    straight[:, :1] = side * np.maximum(np.abs(straight[:, :1]), np.where(wider > 0, spread, 0))
    s = np.linspace(0, 1, _DOWN + 1)[1:]
    # What is long for a head is bent down further, or it would stand off behind the ear.
    steep = max(_BEND_ANGLE, float(np.arccos(min(_BEHIND_EAR_MM / rest, 1.0))))
    angle = steep * np.minimum(2.2 * s, 1)
    steps = np.column_stack([np.full(_DOWN, -side * 0.10), -np.sin(angle), -np.cos(angle)]) * rest / _DOWN
    return np.vstack([straight, ear + np.cumsum(steps, axis=0)]).astype(np.float32)


def _bar(path: Floats, tall: Doubles, thick: Doubles, kind: str, round_share: float) -> Solid:
    beside = np.broadcast_to(np.array([1.0, 0, 0], np.float32), path.shape)
    up = np.cross(along(path), beside)
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    section = rounded(1, 1, round_share)[None] * np.column_stack([tall, thick])[:, None]
    return sweep(path, up.astype(np.float32), beside.astype(np.float32), section.astype(np.float32), kind, closed=False)
