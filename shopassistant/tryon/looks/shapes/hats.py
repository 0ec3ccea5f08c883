"""A hat as a solid: the middle of its inner edge at the origin, y up out of its crown, z to the front.

Each is a net of rings around an oval, from the top of the crown down to its edge, out along the brim and back below it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.patterns import noise
from shopassistant.tryon.eyewear.solids import Floats
from shopassistant.tryon.looks.kinds import Colour, Hat
from shopassistant.tryon.looks.shapes.solid import Part, ball, grid, model_of
from shopassistant.tryon.render.scene import Model

Array = NDArray[np.float64]

# Heads, and hats with them, are so much narrower than long (cephalic index, middle of what is found).
BREADTH = 0.80
_AROUND = 60
_THICK_MM = 2.2
# Cloth and the hair pressed under it stand off the head; a hat's size is of its inner edge.
_CLOTH_MM = 3.5


def oval(circumference_mm: float) -> tuple[float, float]:
    """Half breadth and half length, millimetres, of a head's oval so long around (Ramanujan 1914)."""
    third = ((1 - BREADTH) / (1 + BREADTH)) ** 2
    around = np.pi * (1 + BREADTH) * (1 + 3 * third / (10 + np.sqrt(4 - 3 * third)))
    length = circumference_mm / around
    return BREADTH * length, length


# A head rises so far above the band with hair on it; soft hats lie on it however little they are themselves.
_SKULL_MM = 96.0


@dataclass(frozen=True, slots=True)
class Net:
    """A net of rings.

    Attributes:
        out: float64 (rows, around), how far outside of the oval's edge each point lies, millimetres; at minus the
            oval's own radius all meet in the middle.
        up: float64 (rows, around), millimetres.
        shade: float64 (rows, around), how light the colour is there.
        ahead: float64 (rows, around), moved to the front, millimetres.
    """

    out: Array
    up: Array
    shade: Array
    ahead: Array


@lru_cache(maxsize=32)
def hat_model(hat: Hat, circumference_mm: float) -> Model:
    """The hat.

    Args:
        circumference_mm: to which it is stretched; its own unless it gives.
    """
    net = _NETS[hat.shape](hat)
    parts = [_part(net, circumference_mm, hat.colour, _finish(hat))]
    if hat.shape == "brimmed":
        parts.append(_part(_band(hat), circumference_mm, hat.band_colour, "cloth"))
        parts += _bow(hat, circumference_mm)
    if hat.shape in ("cap", "flat-cap"):
        parts.append(_peak(hat, circumference_mm))
        parts.append(ball(np.array([0, hat.crown_mm, _ahead(hat)], np.float32), 5.5, hat.colour, _finish(hat), 10))
    return model_of(parts)


def edge_mm(hat: Hat) -> tuple[float, float]:
    """Where a hat ends at the sides: how far out of its inner edge, how high above it. Hair below that stays in sight,
    up to a brim's lower side."""
    if hat.shape == "beanie":
        return 0.0, -0.06 * hat.crown_mm
    if hat.shape in ("brimmed", "bucket"):
        return hat.brim_mm, (0.24 if hat.shape == "brimmed" else -0.2) * hat.brim_mm
    return 0.0, {"beret": 6.0}.get(hat.shape, 2.0)


def _finish(hat: Hat) -> str:
    return hat.material if hat.material in ("cloth", "straw", "leather") else "cloth"


def _part(net: Net, circumference_mm: float, colour: Colour, finish: str) -> Part:
    rows, around = net.out.shape
    angle = np.linspace(0, 2 * np.pi, around, endpoint=False)
    half_x, half_z = oval(circumference_mm)
    side, front = np.sin(angle), np.cos(angle)
    # The oval grows outward evenly; toward the middle it shrinks to a point.
    radius = np.hypot(half_x * side, half_z * front)
    share = np.where(net.out < 0, 1 + net.out / radius, 1.0)
    out = np.maximum(net.out, 0) + _CLOTH_MM * np.clip(share * 3, 0, 1)
    normal = np.stack([side / half_x, front / half_z])
    normal /= np.linalg.norm(normal, axis=0)
    points = np.stack(
        [half_x * side * share + normal[0] * out, net.up, half_z * front * share + normal[1] * out + net.ahead], axis=-1
    )
    flat = points.reshape(-1, 3).astype(np.float32)
    # No felt and no cloth is even.
    grain = 0.90 + 0.12 * noise(flat * 0.10, 21) + 0.10 * noise(flat * 0.31, 22)
    shade = net.shade.reshape(-1) * grain
    return Part(flat, grid(rows, around), colour, finish, shade.astype(np.float32))


def _rows(hat: Hat, profile: list[tuple[float, float]], each: int = 3) -> tuple[Array, Array]:
    """Rings along a line of (share of the oval's radius, height), with more between them: shares and heights,
    float64 (rows, 1)."""
    line = np.array(profile)
    t = np.arange(len(line))
    fine = np.linspace(0, len(line) - 1, (len(line) - 1) * each + 1)
    share, height = (np.interp(fine, t, line[:, axis]) for axis in (0, 1))
    # Corners are rounded, as felt and cloth are.
    for values in (share, height):
        values[1:-1] = 0.25 * values[:-2] + 0.5 * values[1:-1] + 0.25 * values[2:]
    return share[:, None], height[:, None]


def _angles() -> Array:
    return np.linspace(0, 2 * np.pi, _AROUND, endpoint=False)[None]


def _radius(hat: Hat) -> Array:
    """float64 (1, around): from the middle to the edge, of the hat's own oval."""
    half_x, half_z = oval(hat.circumference_mm)
    return np.hypot(half_x * np.sin(_angles()), half_z * np.cos(_angles()))


def _net(hat: Hat, share: Array, height: Array, ahead: float = 0.0) -> Net:
    out = (share - 1) * _radius(hat)
    even = np.ones_like(out)
    forward = ahead * np.clip(height / max(hat.crown_mm, 1.0), 0, 1) * even
    return Net(out, height * even, even.copy(), forward)


def _joined(*nets: Net) -> Net:
    return Net(*(np.concatenate([getattr(net, name) for net in nets]) for name in ("out", "up", "shade", "ahead")))


def _brim(hat: Hat, height: Callable[[Array, Array], Array], rings: int = 5) -> Net:
    """A brim out from the edge and back below it; `height` of how far out (0 to 1) and the angle."""
    t = np.linspace(0, 1, rings)[:, None]
    angle = _angles()
    top, bottom = height(t, angle), height(t[::-1], angle) - _THICK_MM
    out = np.concatenate([t, t[::-1]]) * hat.brim_mm * np.ones_like(angle)
    up = np.concatenate([top, bottom])
    # Below, it is darker the nearer it is to the head.
    below = (0.34 + 0.40 * t[::-1]) * np.ones_like(angle)
    shade = np.concatenate([np.ones_like(top), below])
    return Net(out, up, shade, np.zeros_like(up))


def _weave(hat: Hat, net: Net) -> Net:
    """Straw shows its plait, knitting its ribs, felt next to nothing."""
    rows, around = net.out.shape
    row, column = np.arange(rows)[:, None], np.arange(around)[None]
    if hat.material == "straw":
        shade = net.shade * (1 + 0.06 * ((row + column) % 2 * 2 - 1) + 0.05 * np.sin(row * 2.1))
    elif hat.shape == "beanie":
        shade = net.shade * (1 + 0.13 * (column % 2 * 2 - 1))
    else:
        shade = net.shade
    return Net(net.out, net.up, shade, net.ahead)


def _brimmed(hat: Hat) -> Net:
    """A fedora: a crown that narrows, creased along its top and pinched at its front, a brim that dips in front."""
    tall, angle = hat.crown_mm, _angles()
    line = [(0.0, tall), (0.30, tall), (0.58, 0.995 * tall), (0.74, 0.95 * tall), (0.82, 0.86 * tall)]
    share, height = _rows(hat, [*line, (0.88, 0.62 * tall), (0.95, 0.3 * tall), (1.0, 0.0)], 3)
    crown = _net(hat, share, height)
    x, z = crown_plane(hat, crown)
    rise = np.clip(crown.up / tall, 0, 1)
    # Higher at the back than in front, where two fingers pinch it; a crease like a drop runs along its top.
    lower = 0.10 * tall * np.clip(z / 90 + 0.15, 0, 1) * rise**2
    crease = np.exp(-((x / (13 + 9 * np.clip(0.5 - z / 110, 0, 1))) ** 2)) * np.clip(1 - (z / 84) ** 4, 0, 1)
    up = crown.up - lower - 0.27 * tall * crease * np.clip((rise - 0.6) / 0.4, 0, 1)
    pinch = sum(np.exp(-(((angle - at + np.pi) % (2 * np.pi) - np.pi) ** 2) / 0.09) for at in _PINCHED)
    high = np.exp(-(((rise - 0.82) / 0.27) ** 2)) * np.clip((share - 0.3) / 0.4, 0, 1)
    shade = crown.shade * (1 - 0.30 * crease * (share < 0.55)) * (1 - 0.14 * pinch * high)
    crown = Net(crown.out - 15 * pinch * high, up, shade, crown.ahead)

    def height_of(t: Array, around: Array) -> Array:
        side = np.sin(around) ** 2
        curl = 0.20 * side - 0.13 * np.maximum(np.cos(around), 0) + 0.12 * np.maximum(-np.cos(around), 0)
        return np.asarray(hat.brim_mm * curl * t**1.4)

    return _weave(hat, _joined(crown, _brim(hat, height_of)))


_PINCHED = (0.60, 2 * np.pi - 0.60)  # radians from the front


def crown_plane(hat: Hat, net: Net) -> tuple[Array, Array]:
    """float64 (rows, around): where points of a net lie to the wearer's left and to the front, millimetres."""
    half_x, half_z = oval(hat.circumference_mm)
    share = 1 + np.minimum(net.out, 0) / _radius(hat)
    return half_x * np.sin(_angles()) * share, half_z * np.cos(_angles()) * share


def _band(hat: Hat) -> Net:
    share, height = _rows(hat, [(0.955, 0.31 * hat.crown_mm), (0.972, 0.30 * hat.crown_mm), (1.006, 1.0),
                                (1.004, -0.5)], 2)  # fmt: skip
    net = _net(hat, share, height)
    return Net(net.out + 1.6, net.up, net.shade, net.ahead)


def _bow(hat: Hat, circumference_mm: float) -> list[Part]:
    """Flat, on the wearer's left, where the band's ends meet."""
    half_x = oval(circumference_mm)[0]
    high, out = 0.15 * hat.crown_mm, 0.975 * half_x + _CLOTH_MM + 2.4
    parts = []
    for along, size in ((-15.0, (1.9, 9.5, 13.0)), (15.0, (1.9, 9.5, 13.0)), (0.0, (3.0, 8.5, 4.5))):
        knob = ball(np.zeros(3, np.float32), 1.0, hat.band_colour, "cloth", 14)
        points = knob.points * np.array(size, np.float32) + np.array([out, high, along], np.float32)
        parts.append(Part(points.astype(np.float32), knob.triangles, knob.colour, knob.finish))
    return parts


def _bucket(hat: Hat) -> Net:
    tall = hat.crown_mm
    share, height = _rows(hat, [(0.0, tall), (0.6, tall), (0.79, 0.985 * tall), (0.84, 0.90 * tall), (0.93, 0.4 * tall),
                                (1.0, 0.0)])  # fmt: skip
    crown = _net(hat, share, height)

    def height_of(t: Array, around: Array) -> Array:
        return np.asarray(-hat.brim_mm * (0.50 - 0.06 * np.cos(around)) * t)

    def stitched(net: Net) -> Net:
        rows = np.arange(len(net.out))[:, None]
        return Net(net.out * 0.86, net.up, net.shade * (1 - 0.10 * (rows % 2)), net.ahead)

    return _joined(crown, stitched(_brim(hat, height_of, 10)))


def _dome(tall: float, width: float = 1.0, foot: float = 0.0) -> list[tuple[float, float]]:
    angle = np.linspace(0, np.pi / 2, 9)
    line = [(width * float(np.sin(a)) ** 0.9, foot + (tall - foot) * float(np.cos(a)) ** 0.85) for a in angle]
    return line


def _cap(hat: Hat) -> Net:
    """A baseball cap's crown of six panels; its peak is a part of its own."""
    share, height = _rows(hat, [*_dome(hat.crown_mm, 1.0, 18.0), (1.005, 8.0), (1.0, -2.0)], 4)
    net = _net(hat, share, height)
    seams = np.abs(np.sin(3 * _angles())) < 0.13
    low = 1 - 0.22 * np.clip(1 - net.up / 22, 0, 1)
    return Net(net.out, net.up, net.shade * low * (1 - 0.20 * seams), net.ahead)


def _ahead(hat: Hat) -> float:
    return 16.0 if hat.shape == "flat-cap" else 0.0


def _flat_cap(hat: Hat) -> Net:
    """Low, its top drawn to the front over the peak."""
    tall = max(hat.crown_mm, _SKULL_MM)
    share, height = _rows(hat, [(0.0, tall), (0.45, 0.97 * tall), (0.80, 0.80 * tall), (1.01, 0.50 * tall),
                                (1.06, 0.26 * tall), (1.0, 0.0)])  # fmt: skip
    net = _net(hat, share, height)
    front = np.maximum(np.cos(_angles()), 0) ** 2
    rise = np.clip(net.up / tall, 0, 1)
    # In front it slopes down to the peak and out over it.
    up = net.up - front * tall * 0.34 * rise * np.clip(share, 0, 1)
    return Net(
        net.out + 16 * front * np.clip(1 - np.abs(rise - 0.35) / 0.35, 0, 1), up, net.shade, net.ahead + 16 * rise
    )


def _beanie(hat: Hat) -> Net:
    """Knitted: a turned-up cuff, ribs, a little slack at the top. Its height is measured flat, so that it goes over the
    head's curve."""
    cuff, tall = 0.29 * hat.crown_mm, 0.58 * hat.crown_mm
    foot = -0.12 * hat.crown_mm
    line = _dome(tall, 1.015, foot + cuff)
    line += [(1.03, foot + cuff), (1.075, foot + cuff - 3), (1.085, foot + 0.5 * cuff), (1.07, foot + 3), (1.03, foot)]
    share, height = _rows(hat, [*line, (0.99, foot + 2)])
    net = _net(hat, share, height)
    fold = np.where((height < foot + cuff + 1) & (height > foot + cuff - 6), 0.72, 1.0)
    gathered = np.clip(share / 0.25, 0.6, 1)
    return _weave(hat, Net(net.out, net.up, net.shade * fold * gathered, net.ahead))


def _beret(hat: Hat) -> Net:
    """A wide soft plate that falls to one side, on a narrow band."""
    tall = max(1.05 * hat.crown_mm, _SKULL_MM)
    share, height = _rows(hat, [(0.0, tall), (0.7, 0.98 * tall), (1.08, 0.84 * tall), (1.26, 0.58 * tall),
                                (1.25, 0.42 * tall), (1.06, 0.24 * tall), (1.0, 0.14 * tall), (1.0, 0.0)])  # fmt: skip
    net = _net(hat, share, height)
    side = np.sin(_angles() + 0.5)
    falls = np.clip(share - 0.2, 0, 1) * np.clip(net.up / tall - 0.1, 0, 1)
    return Net(net.out + 12 * falls * np.maximum(-side, 0), net.up - 0.30 * tall * falls * -side, net.shade, net.ahead)


_NETS: dict[str, Callable[[Hat], Net]] = {
    "brimmed": _brimmed, "bucket": _bucket, "cap": _cap, "flat-cap": _flat_cap, "beanie": _beanie, "beret": _beret,
}  # fmt: skip


def _peak(hat: Hat, circumference_mm: float) -> Part:
    """Stiff, over the eyes, bent down at its sides."""
    half_x, half_z = oval(circumference_mm)
    across, out = np.meshgrid(np.linspace(-1, 1, 25), np.linspace(0, 1, 9))
    angle = across * np.radians(62)
    reach = hat.brim_mm * np.sqrt(np.clip(1 - across**4, 0, 1)) * out
    drop = (0.16 if hat.shape == "cap" else 0.40) * reach + 0.30 * (half_x * np.sin(angle)) ** 2 / half_x * out
    x = half_x * 1.01 * np.sin(angle) * (1 - 0.06 * out)
    z = half_z * 1.01 * np.cos(angle) + reach
    top = np.stack([x, 1.0 - drop, z], axis=-1)
    flat = np.concatenate([top.reshape(-1, 3), (top - np.array([0, _THICK_MM, 0])).reshape(-1, 3)])
    r, c = np.meshgrid(np.arange(8), np.arange(24), indexing="ij")
    a, b, d, e = r * 25 + c, r * 25 + c + 1, (r + 1) * 25 + c, (r + 1) * 25 + c + 1
    upper = np.concatenate([np.stack([a, d, b], -1).reshape(-1, 3), np.stack([b, d, e], -1).reshape(-1, 3)])
    lower = upper[:, ::-1] + 225
    rim = 8 * 25 + np.arange(24)
    edge = np.concatenate([np.stack([rim, rim + 225, rim + 1], 1), np.stack([rim + 1, rim + 225, rim + 226], 1)])
    # Dark where it meets the crown, light at its edge, with rows of stitches in between.
    upper_shade = 0.66 + 0.42 * np.minimum(out * 1.6, 1) - 0.07 * (np.arange(9)[:, None] % 2)
    shade = np.concatenate([upper_shade.reshape(-1), np.full(225, 0.5)]).astype(np.float32)
    points: Floats = flat.astype(np.float32)
    return Part(points, np.concatenate([upper, lower, edge]).astype(np.int32), hat.colour, _finish(hat), shade)
