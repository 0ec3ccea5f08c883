"""A pair of glasses as solids: rims, bridge, end pieces, temples, lenses, pads, from nothing but its millimetres.

Axes: x to the wearer's left (right in an unmirrored picture), y up, z out of the face. The origin is between the
lenses, at the height of their middles, on the front's back plane.
"""

from dataclasses import dataclass

import numpy as np

from shopassistant.tryon.eyewear.outline import lens_outline
from shopassistant.tryon.eyewear.solids import Floats, Solid, rounded, sheet, sweep
from shopassistant.tryon.eyewear.spec import EyewearSpec

# A front is bent around the face; its lenses are, too (a base curve of four dioptres).
_WRAP_RADIUS = 230.0
_LENS_RADIUS = 130.0
_PANTOSCOPIC = np.radians(7.0)
# Behind the hinge a temple is straight until the ear, then bends down.
_BEND_SHARE = 0.68
_BEND_ANGLE = np.radians(38.0)


@dataclass(frozen=True, slots=True)
class Eyewear:
    """A pair of glasses that can be put on.

    Attributes:
        spec: what it was made from.
        solids: opaque parts; the temples are the last two, that of the wearer's right first.
        lenses: the two lenses, that of the wearer's right first.
        hinge: float32 (2, 3), where the temples begin.
    """

    spec: EyewearSpec
    solids: tuple[Solid, ...]
    lenses: tuple[Solid, ...]
    hinge: Floats


def build(spec: EyewearSpec, ear_half_width_mm: float = 72.0, ear_back_mm: float = 98.0) -> Eyewear:
    """The glasses of `spec`, their temples spread for a head.

    Args:
        ear_half_width_mm: from the middle of the head to where a temple rests above the ear.
        ear_back_mm: from the front to there.
    """
    outline = lens_outline(spec)
    solids: list[Solid] = []
    lenses: list[Solid] = []
    for side in (-1.0, 1.0):
        flat = np.column_stack([side * (outline[:, 0] + spec.centre_mm), outline[:, 1]])
        if side < 0:
            flat = flat[::-1]  # stays counter-clockwise
        lenses.append(_lens(flat, side, spec))
        if spec.rim != "rimless":
            solids.append(_rim(flat, side, spec))
    solids.append(_bridge(spec, outline))
    hinges = np.stack([_hinge(spec, outline, side) for side in (-1.0, 1.0)])
    solids += [_end_piece(spec, outline, side, hinge) for side, hinge in zip((-1.0, 1.0), hinges, strict=True)]
    if spec.is_metal or spec.rim == "rimless":
        solids += [pad for side in (-1.0, 1.0) for pad in _pad(spec, side)]
    solids += [
        _temple(spec, side, hinge, ear_half_width_mm, ear_back_mm)
        for side, hinge in zip((-1.0, 1.0), hinges, strict=True)
    ]
    return Eyewear(spec, tuple(solids), tuple(lenses), hinges.astype(np.float32))


def bent(points: Floats) -> Floats:
    """float32 (n, 3): points of the flat front, (n, 2) or (n, 3), bent around the face and tilted."""
    flat = points if points.shape[1] == 3 else np.column_stack([points, np.zeros(len(points))])
    z = flat[:, 2] - flat[:, 0] ** 2 / (2 * _WRAP_RADIUS)
    # Tilted: the lower edge is nearer to the face.
    y = flat[:, 1] * np.cos(_PANTOSCOPIC)
    z = z + flat[:, 1] * np.sin(_PANTOSCOPIC)
    return np.column_stack([flat[:, 0], y, z]).astype(np.float32)


def _frame_along(path: Floats) -> tuple[Floats, Floats]:
    """Directions outward in the plane of a closed path of the front, and out of the face, at each point."""
    along = np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    out = np.broadcast_to(np.array([0.0, -np.sin(_PANTOSCOPIC), np.cos(_PANTOSCOPIC)], np.float32), path.shape)
    across = np.cross(along, out)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    return across.astype(np.float32), out.astype(np.float32)


def _rim(flat: Floats, side: float, spec: EyewearSpec) -> Solid:
    path = bent(flat)
    across, out = _frame_along(path)
    width, depth = spec.rim_mm, spec.depth_mm
    section = rounded(width, depth, 0.35 if not spec.is_metal else 1.0)
    heavy = np.ones(len(path), np.float32)
    height = flat[:, 1] / (spec.lens_height_mm / 2)
    if spec.shape in ("browline", "wayfarer", "cat-eye", "butterfly"):  # heavy above
        heavy += {"browline": 0.9, "wayfarer": 0.35, "cat-eye": 0.45, "butterfly": 0.35}[spec.shape] * _step(height)
    if spec.rim == "half":
        heavy *= 0.22 + 0.78 * _step(height + 0.35)
    if spec.shape == "browline":
        heavy *= 0.35 + 0.65 * _step(height + 0.2)
    sections = section[None] * np.stack([heavy, 0.5 + 0.5 * heavy], axis=1)[:, None]
    shift = across * (width * heavy / 2)[:, None] + out * (depth / 2)
    return sweep(path + shift, across, out, sections, "metal" if spec.is_metal else "front", closed=True)


def _step(value: Floats) -> Floats:
    """From 0 below to 1 above, softly."""
    return (1 / (1 + np.exp(-8 * value))).astype(np.float32)


def _lens(flat: Floats, side: float, spec: EyewearSpec) -> Solid:
    rim = bent(flat)
    middle = bent(flat.mean(axis=0, keepdims=True))[0]
    bulge = float(np.hypot(*(flat - flat.mean(axis=0)).T).mean()) ** 2 / (2 * _LENS_RADIUS)
    groove = np.array([0, 0, spec.depth_mm * 0.45], np.float32)
    return sheet(rim + groove, middle + groove + np.array([0, 0, bulge], np.float32), "lens")


def _bridge(spec: EyewearSpec, outline: Floats) -> Solid:
    """From rim to rim over the nose: a saddle of acetate, or a bowed wire."""
    height = spec.lens_height_mm * (0.20 if spec.shape in ("round", "oval") else 0.26)
    if spec.shape == "aviator":
        height = spec.lens_height_mm * 0.30
    inner = -spec.centre_mm - outline[np.argmin(np.abs(outline[:, 1] - height) + 100 * (outline[:, 0] > 0)), 0]
    half = abs(inner) + spec.rim_mm * 0.5
    x = np.linspace(-half, half, 17)
    arch = 2.6 if not spec.is_metal else 3.4
    y = height + arch * (1 - (x / half) ** 2)
    z = np.full_like(x, spec.depth_mm / 2) + 1.2 * (1 - (x / half) ** 2)
    path = bent(np.column_stack([x, y, z]).astype(np.float32))
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    out = np.broadcast_to(np.array([0, 0, 1.0], np.float32), path.shape)
    up = np.cross(out, along)
    thick = 1.7 if spec.is_metal or spec.rim == "rimless" else max(spec.rim_mm * 1.25, 4.4)
    deep = 1.7 if spec.is_metal or spec.rim == "rimless" else spec.depth_mm
    flare = 1 + 0.5 * (np.abs(x) / half) ** 3 * (0 if spec.is_metal else 1)
    section = rounded(thick, deep, 0.8)[None] * np.stack([flare, np.ones_like(flare)], 1)[:, None]
    kind = "metal" if spec.is_metal or spec.rim == "rimless" else "front"
    return sweep(path, up.astype(np.float32), out.astype(np.float32), section.astype(np.float32), kind, closed=False)


def _outer(spec: EyewearSpec, outline: Floats) -> tuple[float, float]:
    """Where the end piece leaves the rim: x from the nose, y."""
    height = spec.lens_height_mm * (0.22 if spec.shape not in ("cat-eye", "butterfly") else 0.36)
    at = np.argmin(np.abs(outline[:, 1] - height) + 100 * (outline[:, 0] < 0))
    return spec.centre_mm + float(outline[at, 0]) + spec.rim_mm * 0.6, float(outline[at, 1])


def _hinge(spec: EyewearSpec, outline: Floats, side: float) -> Floats:
    x, y = _outer(spec, outline)
    x = max(spec.frame_width_mm / 2, x + 1.0)
    front = bent(np.array([[side * x, y, 0.0]], np.float32))[0]
    return np.asarray(front + np.array([0, 0, -4.0], np.float32), np.float32)


def _end_piece(spec: EyewearSpec, outline: Floats, side: float, hinge: Floats) -> Solid:
    x, y = _outer(spec, outline)
    start = bent(np.array([[side * (x - 1.5), y, spec.depth_mm / 2]], np.float32))[0]
    corner = np.array([hinge[0] - side * 1.0, hinge[1], start[2] - 0.4], np.float32)
    t = np.linspace(0, 1, 9)[:, None]
    path = ((1 - t) ** 2 * start + 2 * t * (1 - t) * corner + t**2 * hinge).astype(np.float32)
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    up = np.broadcast_to(np.array([0, 1.0, 0], np.float32), path.shape)
    across = np.cross(along, up)
    tall, thick = (2.2, 1.6) if spec.is_metal or spec.rim == "rimless" else (spec.rim_mm * 1.7, spec.depth_mm * 0.9)
    kind = "metal" if spec.is_metal or spec.rim == "rimless" else "front"
    return sweep(path, up.astype(np.float32), across.astype(np.float32), rounded(tall, thick, 0.6), kind, closed=False)


def _temple(spec: EyewearSpec, side: float, hinge: Floats, ear_half_width: float, ear_back: float) -> Solid:
    """Straight from the hinge to the ear, then down behind it."""
    bend = min(_BEND_SHARE * spec.temple_mm, ear_back)
    rest = spec.temple_mm - bend
    ear = np.array([side * ear_half_width, hinge[1] - 1.0, hinge[2] - bend], np.float32)
    t = np.linspace(0, 1, 12)[:, None]
    straight = hinge + t * (ear - hinge)
    # Temples bend around a head that is wider than they are: at its widest, a third before the ear, they lie on it.
    beside = ear_half_width * np.minimum(1, 0.55 + 0.75 * t) + 1.0
    straight[:, :1] = side * np.maximum(np.abs(straight[:, :1]), np.where(t > 0.45, beside, 0))
    s = np.linspace(0, 1, 9)[1:, None]
    angle = _BEND_ANGLE * np.minimum(2.2 * s, 1)
    steps = np.column_stack([np.full(8, -side * 0.10), -np.sin(angle[:, 0]), -np.cos(angle[:, 0])]) * rest / 8
    path = np.vstack([straight, ear + np.cumsum(steps, axis=0)]).astype(np.float32)
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    beside = np.broadcast_to(np.array([1.0, 0, 0], np.float32), path.shape)
    up = np.cross(beside, along) * -1
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    thin = spec.is_metal or spec.rim == "rimless"
    tall = np.interp(np.arange(len(path)), [0, 4, 11, 19], [1.6, 1.4, 1.4, 3.2] if thin else [6.0, 4.6, 4.0, 5.0])
    thick = np.interp(np.arange(len(path)), [0, 11, 19], [1.2, 1.2, 2.4] if thin else [3.4, 3.0, 3.0])
    section = rounded(1, 1, 0.6)[None] * np.column_stack([tall, thick])[:, None]
    return sweep(
        path, up.astype(np.float32), beside.astype(np.float32), section.astype(np.float32), "temple", closed=False
    )


def _pad(spec: EyewearSpec, side: float) -> tuple[Solid, Solid]:
    """A nose pad and the wire that holds it."""
    x = spec.bridge_mm / 2 - 1.5
    middle = np.array([side * x, -spec.lens_height_mm * 0.08, -3.5], np.float32)
    t = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    rim = middle + np.column_stack([np.full(12, side * 0.6), 4.2 * np.sin(t), 2.4 * np.cos(t)]).astype(np.float32)
    pad = sheet(rim, middle - np.array([side * 1.0, 0, 0], np.float32), "pad", rings=2)
    start = bent(
        np.array([[side * (spec.bridge_mm / 2 + spec.rim_mm * 0.4), spec.lens_height_mm * 0.04, 0.8]], np.float32)
    )[0]
    path = np.linspace(start, middle, 5).astype(np.float32)
    up = np.broadcast_to(np.array([0, 1.0, 0], np.float32), path.shape)
    across = np.broadcast_to(np.array([1.0, 0, 0], np.float32), path.shape)
    wire = sweep(path, up, across, rounded(0.9, 0.9, 1.0, 6), "metal", closed=False)
    return pad, wire
