"""Rings, bangles and watches as solids: their middle at the origin, y along finger or arm towards the tip, z out of the
back of the hand."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.solids import Floats, rounded
from shopassistant.tryon.looks.kinds import Colour, Ring, Watch
from shopassistant.tryon.looks.shapes.solid import Part, gem, grid, model_of, moved, outward, turned, wire
from shopassistant.tryon.render.scene import Model

Array = NDArray[np.float64]

_UP = np.array([0.0, 0.0, 1.0], np.float32)


@lru_cache(maxsize=32)
def ring_model(ring: Ring, inner_mm: float) -> Model:
    """The ring, as wide inside as it must be; everything else as it says."""
    radius = inner_mm / 2
    parts = [hoop((radius, radius), ring.band_mm, ring.thickness_mm, ring.colour, "metal", 0.45)]
    top = radius + ring.thickness_mm
    if ring.stone_mm > 0:
        parts += _set(ring, top) if ring.shape == "solitaire" else [_face(ring, top)]
    return model_of(parts)


def _set(ring: Ring, top: float) -> list[Part]:
    """A stone in four claws."""
    half = ring.stone_mm / 2
    middle = np.array([0, 0, top + half * 0.75], np.float32)
    claws = []
    for x, y in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        foot, tip = (
            np.array([x * half * 0.3, y * half * 0.3, top - 0.8]),
            np.array([x * half * 0.68, y * half * 0.68, 0]),
        )
        tip[2] = middle[2] + half * 0.34
        claws.append(wire(np.linspace(foot, tip, 4).astype(np.float32), 0.8, ring.colour, "metal", corners=6))
    basket = np.array([(half * 0.62, half * 0.7), (half * 0.66, half * 0.5), (half * 0.5, -0.9), (0, -0.9)], np.float32)
    claws.append(moved(turned(basket, 16, ring.colour, "metal"), np.array([0, 0, top], np.float32), _UP))
    return [*claws, gem(middle, ring.stone_mm, ring.stone_colour or (235, 240, 246), _UP)]


def _face(ring: Ring, top: float) -> Part:
    half = ring.stone_mm / 2
    line = np.array([(0, 0.5), (half * 0.8, 0.5), (half, 0.0), (half * 0.8, -1.6), (0, -1.6)], np.float32)
    colour, finish = (ring.stone_colour, "stone") if ring.stone_colour is not None else (ring.colour, "metal")
    return moved(turned(line, 24, colour, finish), np.array([0, 0, top], np.float32), _UP)


def hoop(
    half: tuple[float, float], wide: float, thick: float, colour: Colour, finish: str, round_share: float,
    around: int = 48,
) -> Part:  # fmt: skip
    """A band around an oval.

    Args:
        half: inner half axes, across and out of the back of the hand. wide: along the finger.
        round_share: of its edges.
    """
    angle = np.linspace(0, 2 * np.pi, around, endpoint=False)
    middle = np.column_stack([half[0] * np.sin(angle), np.zeros(around), half[1] * np.cos(angle)])
    out = np.column_stack([np.sin(angle) / half[0], np.zeros(around), np.cos(angle) / half[1]])
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    section = rounded(wide, thick, round_share, 10)
    along = np.array([0.0, 1.0, 0.0])
    points = (
        middle[:, None] + section[None, :, :1] * along + (section[None, :, 1:] + thick / 2) * out[:, None]
    ).reshape(-1, 3)
    triangles = grid(around + 1, 10) % (around * 10)
    flat = points.astype(np.float32)
    return Part(flat, outward(flat, triangles), colour, finish)


@lru_cache(maxsize=32)
def watch_model(watch: Watch, half: tuple[float, float], is_right: bool) -> Model:
    """The watch around a wrist.

    Args:
        half: half axes of the wrist, across and out of its back, millimetres.
        is_right: worn on the right arm: its twelve points away from the wearer all the same.
    """
    if watch.shape == "bangle":
        return model_of([hoop((half[0] + 2.0, half[1] + 2.0), watch.strap_mm, 2.6, watch.colour, "metal", 0.9, 64)])
    finish = watch.material if watch.material in ("leather", "metal", "cloth") else "acetate"
    strap = hoop(half, watch.strap_mm, 2.2, watch.strap_colour, finish, 0.35, 64)
    head = _case(watch)
    if not is_right:
        head = [_about(part) for part in head]
    lift = np.array([0, 0, half[1] + 0.6], np.float32)
    return model_of([strap, *(moved(part, lift) for part in head)])


def _about(part: Part) -> Part:
    """Turned by half about z."""
    points = part.points * np.array([-1, -1, 1], np.float32)
    return Part(points, part.triangles, part.colour, part.finish, part.shade, part.sharp, part.two_sided)


def _case(watch: Watch) -> list[Part]:
    """Lying on the xy plane, twelve at plus x, three at minus y, its dial up."""
    half, thick = watch.case_mm / 2, watch.thickness_mm
    outline = [(half * 0.86, thick), (half * 0.97, thick * 0.92), (half, thick * 0.55), (half * 0.94, 0.0), (0, 0.0)]
    inner = [(half * 0.84, thick - 1.0), *outline]
    dial = [(0, thick - 0.9), (half * 0.86, thick - 0.9)]
    parts = [_shaped(inner, watch, watch.colour, "metal"), _shaped(dial, watch, watch.dial_colour, "dial")]
    dark = (30, 30, 32) if sum(watch.dial_colour) > 300 else (226, 226, 222)
    for hour in range(12):
        turn = -np.radians(30 * hour)
        way = np.array([np.cos(turn), np.sin(turn)])
        long = 0.16 if hour % 3 == 0 else 0.09
        parts.append(_bar(way * half * (0.76 - long), way * half * 0.76, 0.9, thick - 0.7, dark))
    for turn, long, wide in ((np.radians(-305), 0.46, 1.3), (np.radians(-60), 0.68, 1.0)):  # ten past ten
        way = np.array([np.cos(turn), np.sin(turn)])
        parts.append(_bar(-way * half * 0.08, way * half * long, wide, thick - 0.5, dark))
    stem = np.array([[0, -half * 0.96, thick * 0.5], [0, -half - 2.6, thick * 0.5]], np.float32)
    return [*parts, wire(stem, 3.4, watch.colour, "metal")]


def _shaped(profile: list[tuple[float, float]], watch: Watch, colour: Colour, finish: str) -> Part:
    around = 40
    made = moved(turned(np.array(profile, np.float32), around, colour, finish), np.zeros(3, np.float32), _UP)
    if watch.shape != "square":
        return made
    points = made.points.copy()
    angle = np.arctan2(points[:, 1], points[:, 0])
    points[:, :2] *= 1 / (np.abs(np.cos(angle)) ** 6 + np.abs(np.sin(angle)) ** 6)[:, None] ** (1 / 6)
    return Part(points, made.triangles, colour, finish)


def _bar(start: Array, end: Array, wide: float, height: float, colour: Colour) -> Part:
    """A flat bar on the dial."""
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    side = np.array([-along[1], along[0]]) * wide / 2
    corners = np.array([start - side, end - side, end + side, start + side])
    points: Floats = np.column_stack([corners, np.full(4, height)]).astype(np.float32)
    return Part(points, np.array([[0, 1, 2], [0, 2, 3]], np.int32), colour, "dial", two_sided=True)
