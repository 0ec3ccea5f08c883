"""What hats and jewellery are built of: turned and faceted solids, tubes along a line, each with what it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopassistant.tryon.eyewear.solids import Floats, Ints, smooth_normals
from shopassistant.tryon.looks.kinds import Colour
from shopassistant.tryon.render.materials import FINISHES as MATERIALS
from shopassistant.tryon.render.scene import Model, joined_models
from shopassistant.tryon.render.surface import Surface
from shopassistant.tryon.render.tone import linear

# What kinds of material are made of, by the names that `render.materials` gives them.
FINISHES = {
    "metal": MATERIALS["metal"], "cloth": MATERIALS["felt"], "straw": MATERIALS["straw"],
    "leather": MATERIALS["leather"], "acetate": MATERIALS["polished"], "pearl": MATERIALS["pearl"],
    "stone": MATERIALS["gem"], "dial": MATERIALS["matte"],
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A solid made of one thing.

    Attributes:
        points: float32 (n, 3), millimetres. triangles: int32 (m, 3), counter-clockwise from outside.
        colour: sRGB, 0 to 255. finish: a key of `FINISHES`.
        shade: float32 (n,), how light the colour is at each point, about 1; None for even.
        sharp: edges stay edges (gems), instead of being lit as if they were round.
        two_sided: a sheet.
    """

    points: Floats
    triangles: Ints
    colour: Colour
    finish: str
    shade: Floats | None = None
    sharp: bool = False
    two_sided: bool = False

    def model(self) -> Model:
        """The part as the renderer takes it."""
        points, triangles, shade = self.points, self.triangles, self.shade
        if self.sharp:
            shade = None if shade is None else shade[triangles.reshape(-1)]
            points, triangles = (
                points[triangles].reshape(-1, 3),
                np.arange(triangles.size, dtype=np.int32).reshape(-1, 3),
            )
        tone = linear(self.colour)
        colours = tone if shade is None else tone[None] * shade[:, None]
        return Model(
            np.ascontiguousarray(points, np.float32), np.ascontiguousarray(triangles, np.int32),
            smooth_normals(points, triangles), Surface.even(len(points), np.asarray(colours, np.float32),
            FINISHES[self.finish]), self.two_sided,
        )  # fmt: skip


def model_of(parts: Sequence[Part]) -> Model:
    """All parts in one."""
    return joined_models([part.model() for part in parts])


def turned(profile: Floats, around: int, colour: Colour, finish: str, **more: object) -> Part:
    """A solid turned around the y axis.

    Args:
        profile: float32 (k, 2), radius and height, from the top down; it is closed at the axis where it ends there.
        around: how many corners a ring has.
    """
    angle = np.linspace(0, 2 * np.pi, around, endpoint=False)
    ring = np.stack([np.sin(angle), np.cos(angle)], axis=1)
    points = np.concatenate([
        np.column_stack([radius * ring[:, 0], np.full(around, height), radius * ring[:, 1]])
        for radius, height in profile
    ])  # fmt: skip
    return Part(points.astype(np.float32), grid(len(profile), around), colour, finish, **more)  # type: ignore[arg-type]


def grid(rows: int, columns: int) -> Ints:
    """int32 (m, 3): triangles between rings of points, each ring closed, counter-clockwise from outside where rings go
    downward and run to the left seen from outside."""
    r, c = np.meshgrid(np.arange(rows - 1), np.arange(columns), indexing="ij")
    beside = (c + 1) % columns
    a, b, d, e = r * columns + c, r * columns + beside, (r + 1) * columns + c, (r + 1) * columns + beside
    both = [np.stack([a, d, b], -1).reshape(-1, 3), np.stack([b, d, e], -1).reshape(-1, 3)]
    return np.concatenate(both).astype(np.int32)


def wire(path: Floats, thick: float, colour: Colour, finish: str, *, closed: bool = False, corners: int = 8) -> Part:
    """A round tube along a line, float32 (n, 3), `thick` millimetres across."""
    along = np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0) if closed else np.gradient(path, axis=0)
    along = along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    across, up = _upright(along, closed=closed)
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    around = across[:, None] * np.cos(angle)[None, :, None] + up[:, None] * np.sin(angle)[None, :, None]
    points = path[:, None] + around * (thick / 2)
    rows = np.concatenate([points, points[:1]]) if closed else points
    triangles = grid(len(rows), corners)
    if closed:
        triangles = triangles % (len(path) * corners)
    else:
        rows = np.concatenate([np.repeat(path[:1, None], corners, 1), rows, np.repeat(path[-1:, None], corners, 1)])
        triangles = grid(len(rows), corners)
    flat = (rows[: len(path)] if closed else rows).reshape(-1, 3).astype(np.float32)
    return Part(flat, outward(flat, triangles), colour, finish)


def _upright(along: Floats, *, closed: bool) -> tuple[Floats, Floats]:
    """Directions across a line that turn as little as can be (parallel transport); a closed line's rest of a turn is
    spread over all of it."""
    first = np.cross(along[0], (0.0, 0.0, 1.0) if abs(along[0][2]) < 0.9 else (1.0, 0.0, 0.0))
    across = np.empty_like(along)
    across[0] = first / np.linalg.norm(first)
    for place in range(1, len(along)):
        moved = across[place - 1] - along[place] * (across[place - 1] @ along[place])
        across[place] = moved / max(np.linalg.norm(moved), 1e-9)
    up = np.cross(along, across)
    if closed:
        last = across[-1] - along[0] * (across[-1] @ along[0])
        off = np.arctan2(last @ up[0], last @ across[0])
        turn = -off * np.linspace(0, 1, len(along), endpoint=False)[:, None]
        across, up = across * np.cos(turn) + up * np.sin(turn), up * np.cos(turn) - across * np.sin(turn)
    return across.astype(np.float32), up.astype(np.float32)


def outward(points: Floats, triangles: Ints) -> Ints:
    """int32 (m, 3): the same triangles, all the other way round if the solid was inside out."""
    a, b, c = (points[triangles[:, corner]].astype(np.float64) for corner in range(3))
    volume = np.einsum("ij,ij->", a, np.cross(b, c))
    return triangles if volume >= 0 else np.ascontiguousarray(triangles[:, ::-1])


def ball(middle: Floats, radius: float, colour: Colour, finish: str, around: int = 16) -> Part:
    """A sphere."""
    down = np.linspace(0, np.pi, around // 2 + 1)
    made = turned(np.column_stack([radius * np.sin(down), radius * np.cos(down)]), around, colour, finish)
    return moved(made, middle)


def gem(middle: Floats, width: float, colour: Colour, out: Floats) -> Part:
    """A brilliant of eight sides, its table towards `out`; a little lighter and darker from facet to facet, as the
    light inside of a stone is."""
    r = width / 2
    profile = [(0.0, 0.34), (0.58, 0.34), (1.0, 0.06), (1.0, -0.04), (0.0, -0.85)]
    made = turned(np.array([(r * a, r * b) for a, b in profile], np.float32), 8, colour, "stone")
    light = 0.75 + 0.7 * (np.arange(len(made.points)) * 5 % 8 / 7)
    return moved(Part(made.points, made.triangles, colour, "stone", light.astype(np.float32), sharp=True), middle, out)


def moved(part: Part, middle: Floats, up: Floats | None = None) -> Part:
    """The same part elsewhere, its y axis turned to `up`."""
    points = part.points
    if up is not None:
        y = np.asarray(up, np.float64) / np.linalg.norm(up)
        x = np.cross(y, (0.0, 0.0, 1.0) if abs(y[2]) < 0.9 else (1.0, 0.0, 0.0))
        x /= np.linalg.norm(x)
        points = points @ np.stack([x, y, np.cross(x, y)]).astype(np.float32)
    points = np.asarray(points + np.asarray(middle, np.float32), np.float32)
    return Part(points, part.triangles, part.colour, part.finish, part.shade, part.sharp, part.two_sided)
