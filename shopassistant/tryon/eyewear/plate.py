"""Fronts cut from a plate (acetate, wood, nylon): rims, bridge and end pieces in one piece with soft inner corners.

Each half is a ring around its lens. From every point of the lens' edge the material reaches outward as far as rim,
bridge, end piece or wing reach there, blended so that corners between them are filled as a file leaves them (smooth
minimum: Quilez).
"""

from collections.abc import Callable
from typing import Literal

import numpy as np

from shopassistant.tryon.eyewear.shaping import bent, bridge_height, end_height, step
from shopassistant.tryon.eyewear.solids import Floats, Solid, tube
from shopassistant.tryon.eyewear.spec import EyewearSpec

_REACH_MM, _FILLET_MM = 34.0, 2.2
# The two halves run into each other by so much, so that no seam is seen.
_OVER_MM = 0.7
_ROUND_MM = 0.9
# Heavier above: by shape, how much wider than the rim is below.
_HEAVY = {"wayfarer": 0.55, "cat-eye": 0.45, "butterfly": 0.5, "panto": 0.2, "square": 0.3, "rectangle": 0.25,
          "browline": 0.8}  # fmt: skip

Distance = Callable[[Floats, Floats], Floats]


def plate(spec: EyewearSpec, outline: Floats, side: float, part: Literal["whole", "brow"] = "whole") -> Solid:
    """One half of the front.

    Args:
        outline: float32 (n, 2), of the lens, see `lens_outline`. side: -1 for the wearer's right, 1 for the left.
        part: ``brow`` is only the upper bar of a browline frame.
    """
    outline = _closer_where_joined(spec, outline)
    inner = outline + np.array([spec.centre_mm, 0], np.float32)
    out = _outward(inner)
    least = rim_widths(spec, outline)
    if part == "brow":
        least = least * step((outline[:, 1] / (spec.lens_height_mm / 2) - 0.16), 24) + 0.05
    reach = _reach(inner, out, least, _shapes(spec, outline, part))
    rings = _sections(inner, out, reach, _depths(spec, outline), spec.depth_mm)
    flat = rings.reshape(-1, 3) * np.array([side, 1, 1], np.float32)
    points = bent(flat).reshape(rings.shape)
    return tube(points[::-1] if side < 0 else points, "front", closed=True)


def _closer_where_joined(spec: EyewearSpec, outline: Floats) -> Floats:
    """float32 (n, 2): the same line with more of its points where bridge and end pieces begin."""
    closed = np.vstack([outline, outline[:1]])
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    fine = np.linspace(0, length[-1], 12 * len(outline))
    x, y = (np.interp(fine, length, closed[:, axis]) for axis in (0, 1))
    nasal = np.exp(-(((y - bridge_height(spec) + 1.5) / 7.0) ** 2)) * (x < 0)
    lateral = np.exp(-(((y - end_height(spec)) / 6.0) ** 2)) * (x > 0)
    weight = np.cumsum(1 + 3.0 * nasal + 1.5 * lateral)
    at = np.interp(np.linspace(0, weight[-1], len(outline), endpoint=False), weight, fine)
    return np.column_stack([np.interp(at, fine, x), np.interp(at, fine, y)]).astype(np.float32)


def rim_widths(spec: EyewearSpec, outline: Floats) -> Floats:
    """float32 (n,): how wide the rim alone is around the lens, millimetres."""
    height = outline[:, 1] / (spec.lens_height_mm / 2)
    wide = spec.rim_mm * (0.86 + _HEAVY.get(spec.shape, 0.1) * step(height - 0.25))
    if spec.rim == "half":
        wide = wide * step(height + 0.1, 14) + 0.05
    nasal = outline[:, 0] < 0
    return np.asarray(wide + np.where(nasal, 0.8 * np.exp(-(((height + 0.12) / 0.3) ** 2)), 0), np.float32)


def _depths(spec: EyewearSpec, outline: Floats) -> Floats:
    """How far back the plate reaches: at the nose it is thicker, as its pads are part of it."""
    height = outline[:, 1] / (spec.lens_height_mm / 2)
    pad = np.where(outline[:, 0] < 0, np.exp(-(((height + 0.05) / 0.34) ** 2)), 0)
    return np.asarray(-2.6 * pad * np.clip(-2.2 * outline[:, 0] / spec.lens_width_mm - 0.35, 0, 1), np.float32)


def _outward(line: Floats) -> Floats:
    way = np.roll(line, -1, axis=0) - np.roll(line, 1, axis=0)
    found = np.column_stack([way[:, 1], -way[:, 0]])
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def _shapes(spec: EyewearSpec, outline: Floats, part: str) -> list[Distance]:
    """Distances to what is joined to the rim, in the plane, millimetres; negative inside."""
    found = [_lug(spec)]
    if part == "whole":
        found.append(_keyhole(spec) if spec.bridge_style == "keyhole" else _saddle(spec))
    if spec.shape in ("cat-eye", "butterfly"):
        corner = outline[np.argmax(outline @ np.array([0.7, 0.7], np.float32))] + [spec.centre_mm, 0]
        length = 10.0 if spec.shape == "cat-eye" else 5.0
        found.append(_capsule(corner - [6, 4], corner + np.array([0.84, 0.54]) * length, 4.2, 1.6))
    return found


def _saddle(spec: EyewearSpec) -> Distance:
    half, middle = spec.bridge_mm / 2 + 3, bridge_height(spec)
    thick = spec.rim_mm * 0.62 + 0.5

    def distance(x: Floats, y: Floats) -> Floats:
        arch = middle + 2.2 * (1 - (x / half) ** 2)
        return np.asarray(np.maximum(np.abs(y - arch) - thick, x - half), np.float32)

    return distance


def _keyhole(spec: EyewearSpec) -> Distance:
    """A bar whose lower edge is cut out round, so that the rims come close again below it."""
    half, middle = spec.bridge_mm / 2 + 4, bridge_height(spec)
    hole = spec.bridge_mm * 0.21
    centre = middle - spec.rim_mm * 0.35 - hole

    def distance(x: Floats, y: Floats) -> Floats:
        bar = np.maximum(np.abs(y - middle - 1.0 * (1 - (x / half) ** 2)) - spec.rim_mm * 0.72, x - half)
        # The shoulders under the hole.
        lobe = np.hypot((x - spec.bridge_mm * 0.46) / 1.0, (y - centre + hole * 0.95) / 1.5) - spec.bridge_mm * 0.17
        return np.asarray(np.maximum(np.minimum(bar, lobe), hole - np.hypot(x, y - centre)), np.float32)

    return distance


def _lug(spec: EyewearSpec) -> Distance:
    end, height = spec.frame_width_mm / 2, end_height(spec)
    tall = spec.rim_mm * (0.95 if spec.shape not in ("cat-eye", "butterfly") else 0.8)

    def distance(x: Floats, y: Floats) -> Floats:
        return np.asarray(np.maximum(np.maximum(np.abs(y - height) - tall, x - end), spec.centre_mm - x), np.float32)

    return distance


def _capsule(start: Floats, end: Floats, thick: float, thin: float) -> Distance:
    way = end - start

    def distance(x: Floats, y: Floats) -> Floats:
        share = np.clip(((x - start[0]) * way[0] + (y - start[1]) * way[1]) / (way @ way), 0, 1)
        away = np.hypot(x - start[0] - share * way[0], y - start[1] - share * way[1])
        return np.asarray(away - (thick + share * (thin - thick)), np.float32)

    return distance


def _reach(inner: Floats, out: Floats, least: Floats, shapes: list[Distance]) -> Floats:
    """float32 (n,): how far the material goes from each point of the lens' edge along `out`."""
    far = np.arange(0, _REACH_MM, 0.2, dtype=np.float32)[None]
    x, y = (inner[:, axis : axis + 1] + out[:, axis : axis + 1] * far for axis in (0, 1))
    found = far - least[:, None]
    for shape in shapes:
        other = shape(x, y)
        share = np.maximum(_FILLET_MM - np.abs(found - other), 0) / _FILLET_MM
        found = np.minimum(found, other) - share * share * _FILLET_MM / 4
    # The halves meet in the middle.
    found = np.maximum(found, np.where(out[:, :1] < 0, -x - _OVER_MM, -1))
    outside = found > 0
    outside[:, 0] = False
    first = np.where(outside.any(axis=1), outside.argmax(axis=1), far.shape[1] - 1)
    rows = np.arange(len(inner))
    before, after = found[rows, first - 1], found[rows, first]
    share = np.clip(-before / np.maximum(after - before, 1e-6), 0, 1)
    return np.asarray(np.maximum(far[0, first - 1] + share * 0.2, 0.1), np.float32)


def _sections(inner: Floats, out: Floats, reach: Floats, back: Floats, depth: float) -> Floats:
    """float32 (n, 13, 3): from the lens' edge outward rectangles with round corners, their fronts out of the face."""
    turn = np.min([np.full_like(reach, _ROUND_MM), 0.45 * reach], axis=0)
    # Where there is no rim the ring goes on as a hair inside the lens' groove, out of sight.
    there = np.clip(reach / 0.8, 0, 1)
    front, back = (0.5 * depth + there * (face - 0.5 * depth) for face in (np.full_like(reach, depth), back))
    turn = turn * there
    angle = np.radians([0, 45, 90])
    rings = []
    for at, (across, up) in enumerate([(1, 1), (-1, 1), (-1, -1), (1, -1)]):
        # Counter-clockwise around the section, from the outer front corner.
        turned = angle + at * np.pi / 2
        middle_u = np.where(across > 0, reach - turn, turn)
        middle_z = np.where(up > 0, front - turn, back + turn)
        rings += [(middle_u + turn * np.cos(one), middle_z + turn * np.sin(one)) for one in turned]
        if at == 0:  # one more on the face, so that a pattern has where to change
            rings.append((reach / 2, front))
    u, z = (np.stack(values, axis=1) for values in zip(*rings, strict=True))
    flat = inner[:, None] + out[:, None] * u[..., None]
    return np.concatenate([flat, z[..., None]], axis=2).astype(np.float32)
