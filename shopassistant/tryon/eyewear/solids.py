"""Solids from lines: sweeps and sheets as triangle meshes, with normals that a light can fall on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Solid:
    """A part.

    Attributes:
        points: float32 (n, 3), millimetres.
        triangles: int32 (m, 3).
        normals: float32 (n, 3), of length one, outward.
        kind: what it is made of: ``front``, ``temple`` or ``tip`` (the frame's own material), ``metal``, ``rivet``,
            ``lens``, ``edge`` (of a lens without rim) or ``pad``.
    """

    points: Floats
    triangles: Ints
    normals: Floats
    kind: str


def sweep(path: Floats, across: Floats, up: Floats, section: Floats, kind: str, *, closed: bool) -> Solid:
    """A tube along a line.

    Args:
        path: float32 (n, 3).
        across, up: float32 (n, 3), the directions of the section's axes at each point.
        section: float32 (k, 2) or (n, k, 2), a closed line in these axes, counter-clockwise seen against the path.
        closed: the path ends where it begins; otherwise its ends are capped.
    """
    section = np.broadcast_to(section, (len(path), *section.shape[-2:]))
    points = path[:, None] + section[..., :1] * across[:, None] + section[..., 1:] * up[:, None]
    return tube(points, kind, closed=closed)


def tube(points: Floats, kind: str, *, closed: bool) -> Solid:
    """A solid from rings of points, float32 (n, k, 3), each joined to the next.

    Args:
        closed: the last ring is joined to the first; otherwise the ends are capped.
    """
    n, k = points.shape[:2]
    ring = np.arange(n if closed else n - 1)
    a, b = np.meshgrid(ring, np.arange(k), indexing="ij")
    after, beside = (a + 1) % n, (b + 1) % k
    quads = np.stack([a * k + b, after * k + b, after * k + beside, a * k + beside], axis=-1).reshape(-1, 4)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    flat = points.reshape(-1, 3).astype(np.float32)
    if not closed:
        first, last = np.arange(k), (n - 1) * k + np.arange(k)
        fan = np.stack([np.zeros(k - 2, int), np.arange(1, k - 1), np.arange(2, k)], axis=1)
        triangles = np.concatenate([triangles, first[fan], last[fan][:, ::-1]])
    triangles = triangles if _volume(flat, triangles) > 0 else triangles[:, ::-1]
    return Solid(flat, np.ascontiguousarray(triangles, np.int32), smooth_normals(flat, triangles), kind)


def _volume(points: Floats, triangles: NDArray[np.integer]) -> float:
    """Six times that of a closed solid; negative where its triangles are clockwise seen from outside."""
    a, b, c = (points[triangles[:, corner]].astype(np.float64) for corner in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c)))


def sheet(rim: Floats, middle: Floats, kind: str, rings: int = 3) -> Solid:
    """A surface from a closed line to its middle, in rings, so that a curved one bends."""
    shares = np.linspace(0, 1, rings + 1)[:-1, None, None]
    return dome(rim + shares * (middle - rim), middle, kind)


def dome(rings: Floats, middle: Floats, kind: str) -> Solid:
    """A surface from closed lines within each other, float32 (r, n, 3), to their middle, float32 (3,)."""
    count, n = rings.shape[:2]
    points = np.vstack([rings.reshape(-1, 3), middle[None]]).astype(np.float32)
    triangles: list[NDArray[np.int64]] = []
    at, beside = np.arange(n), (np.arange(n) + 1) % n
    for ring in range(count - 1):
        o, i = ring * n, (ring + 1) * n
        triangles += [np.stack([o + at, o + beside, i + beside], 1), np.stack([o + at, i + beside, i + at], 1)]
    o = (count - 1) * n
    triangles.append(np.stack([o + at, o + beside, np.full(n, len(points) - 1)], 1))
    whole = np.concatenate(triangles).astype(np.int32)
    return Solid(points, whole, smooth_normals(points, whole), kind)


def smooth_normals(points: Floats, triangles: NDArray[np.integer]) -> Floats:
    """float32 (n, 3): the mean of the normals of the triangles around each point, larger ones weighing more."""
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    face = np.cross(b - a, c - a)
    found = np.zeros_like(points)
    for corner in range(3):
        np.add.at(found, triangles[:, corner], face)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(length, 1e-9), np.float32)


def rounded(width: float, height: float, round_share: float = 0.5, count: int = 12) -> Floats:
    """float32 (count, 2): a rectangle with round corners around the origin, counter-clockwise."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False) + np.pi / count
    power = 2 / (1 + 3 * (1 - round_share))
    cos, sin = np.cos(angle), np.sin(angle)
    x = np.sign(cos) * np.abs(cos) ** power * width / 2
    y = np.sign(sin) * np.abs(sin) ** power * height / 2
    return np.column_stack([x, y]).astype(np.float32)


def joined(solids: Sequence[Solid]) -> tuple[Floats, Ints, Floats]:
    """Points, triangles and normals of several solids in one."""
    offsets = np.cumsum([0, *(len(one.points) for one in solids)])[:-1]
    points = np.concatenate([one.points for one in solids])
    triangles = np.concatenate([one.triangles + offset for one, offset in zip(solids, offsets, strict=True)])
    return points, triangles.astype(np.int32), np.concatenate([one.normals for one in solids])


def along(path: Floats) -> Floats:
    """float32 (n, 3): directions of an open path at its points, of length one."""
    found = np.gradient(path, axis=0)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def wire(
    points: Floats, thick: float | NDArray[np.floating], kind: str = "metal", count: int = 8, flat: float = 1.0
) -> Solid:
    """A round wire along an open path.

    Args:
        thick: its diameter, millimetres; float32 (n,) where it changes.
        flat: how wide it is across, as a share of its height.
    """
    way = along(points)
    out = np.where(np.abs(way[:, 2:]) > 0.9, [[1.0, 0, 0]], [[0, 0, 1.0]])
    up = np.cross(out, way)
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    out = np.cross(way, up)
    section = rounded(1, flat, 1.0, count)[None] * np.broadcast_to(thick, (len(points),))[:, None, None]
    return sweep(points, up.astype(np.float32), out.astype(np.float32), section.astype(np.float32), kind, closed=False)
