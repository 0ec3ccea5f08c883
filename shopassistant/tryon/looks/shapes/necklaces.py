"""A necklace as a solid, lying as its length lets it: around the neck, over the collar bones, down the chest.

Axes: the middle of the neck's base at the origin, x to the wearer's left, y up, z to the front.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.solids import Floats
from shopassistant.tryon.looks.kinds import Necklace
from shopassistant.tryon.looks.shapes.solid import Part, ball, gem, model_of, moved, turned, wire
from shopassistant.tryon.render.scene import Model

Array = NDArray[np.float64]

# The neck's base of an average adult: half its breadth and depth, where a chain rests on the shoulders at its sides,
# and how much farther forward the chest lies with every millimetre down (anthropometric tables' neck of 37 cm).
NECK_MM = np.array([57.0, 57.0])
_SIDE = np.array([63.0, -6.0, -4.0])
_SLOPE, _BACK_RISE = 0.33, 14.0
_PENDANT_PULLS = 0.65


@lru_cache(maxsize=32)
def necklace_model(necklace: Necklace, scale: float) -> Model:
    """The necklace on a body `scale` times the average one; its own millimetres stay as they are."""
    line = lying(necklace, scale)
    parts = _beads(necklace, line) if necklace.shape == "beads" else _chain(necklace, line)
    if necklace.pendant_mm > 0:
        parts += _pendant(necklace, line)
    return model_of(parts)


def lying(necklace: Necklace, scale: float) -> Array:
    """float64 (n, 3): the closed line it lies along, `length_mm` long, from the wearer's right side over the front."""
    low, high = 6.0, 4000.0  # of the catenary's parameter: small hangs deep
    least = _length(np.vstack([_front(high, necklace, scale), _behind(scale)]))
    # One that is too short for this neck, as far as that is known, is a choker on it.
    scale *= min(1.0, necklace.length_mm / least)
    rest = _behind(scale)
    for _ in range(40):
        middle = np.sqrt(low * high)
        if _length(np.vstack([_front(middle, necklace, scale), rest])) > necklace.length_mm:
            low = middle
        else:
            high = middle
    return np.vstack([_front(high, necklace, scale), rest])


def _length(line: Array) -> float:
    return float(np.linalg.norm(np.diff(np.vstack([line, line[:1]]), axis=0), axis=1).sum())


def _front(parameter: float, necklace: Necklace, scale: float, count: int = 61) -> Array:
    """A catenary between the shoulders, laid on neck and chest; a pendant pulls it towards a V."""
    half = _SIDE[0] * scale
    x = np.linspace(-half, half, count)
    steep = np.minimum(half / parameter, 30.0)
    deep = parameter * (np.cosh(steep) - 1)
    hangs = (np.cosh(steep) - np.cosh(np.minimum(np.abs(x) / parameter, 30.0))) / max(np.cosh(steep) - 1, 1e-12)
    pull = _PENDANT_PULLS if necklace.pendant_mm > 0 else 0.0
    y = _SIDE[1] * scale - deep * ((1 - pull) * hangs + pull * (1 - np.abs(x) / half))
    return np.column_stack([x, y, _skin(x, y, scale) + necklace.thickness_mm / 2])


def _skin(x: Array, y: Array, scale: float) -> Array:
    """How far forward the skin lies: a round neck above, a flatter chest below that comes forward."""
    across = np.clip(np.abs(x) / (scale * _SIDE[0]), 0, 1)
    neck = _SIDE[2] + (NECK_MM[1] + 7 - _SIDE[2]) * np.sqrt(1 - across**2)
    chest = NECK_MM[1] + 5 - 22.0 * across**2
    below = np.clip((_SIDE[1] - y / scale) / 55.0, 0, 1)
    share = below * below * (3 - 2 * below) * np.clip(1.02 - across**6, 0, 1)
    return np.asarray(scale * (neck + (chest - neck) * share) + _SLOPE * np.maximum(_SIDE[1] * scale - y, 0))


def _behind(scale: float, count: int = 24) -> Array:
    """From the wearer's left side around the back of the neck, without its ends."""
    angle = np.linspace(0, np.pi, count + 2)[1:-1]
    x, z = _SIDE[0] * np.cos(angle), _SIDE[2] - NECK_MM[1] * np.sin(angle)
    return np.column_stack([x, _SIDE[1] + _BACK_RISE * np.sin(angle), z]) * scale


def _chain(it: Necklace, line: Array) -> list[Part]:
    even = _evenly(line, 260)
    made = wire(even.astype(np.float32), it.thickness_mm, it.colour, "metal", closed=True, corners=6)
    # Links catch the light in turn.
    shade = np.repeat(np.where(np.arange(len(even)) % 2, 0.72, 1.18), 6).astype(np.float32)
    return [Part(made.points, made.triangles, it.colour, "metal", shade)]


def _beads(it: Necklace, line: Array) -> list[Part]:
    """Beads side by side; those at the nape, which nobody sees, are left out."""
    count = max(int(_length(line) / (it.thickness_mm * 1.04)), 12)
    even = _evenly(line, count)
    colour = it.stone_colour or it.colour
    finish = it.material if it.material in ("pearl", "metal", "acetate") and it.stone_colour is None else "pearl"
    around = 10 if it.thickness_mm >= 6 else 8
    return [
        ball(place.astype(np.float32), it.thickness_mm / 2, colour, finish, around) for place in even if place[2] > -12
    ]


def _evenly(line: Array, count: int) -> Array:
    closed = np.vstack([line, line[:1]])
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    at = np.linspace(0, length[-1], count, endpoint=False)
    return np.column_stack([np.interp(at, length, closed[:, axis]) for axis in range(3)])


def _pendant(it: Necklace, line: Array) -> list[Part]:
    """It hangs from the lowest point, its face the way the chest faces there."""
    lowest = line[np.argmin(line[:, 1])]
    out = np.array([0.0, _SLOPE * 0.4, 1.0])
    out /= np.linalg.norm(out)
    down = np.array([0.0, -1.0, _SLOPE * 0.4])
    down /= np.linalg.norm(down)
    tall, wide = it.pendant_mm, it.pendant_mm * 0.72
    bail = _ring(lowest + down * 1.4, 1.6, 0.9, it)
    middle = (lowest + down * (2.6 + tall / 2) + out * 1.2).astype(np.float32)
    if it.stone_colour is not None:
        bezel = turned(_disc(wide / 2, 2.4), 24, it.colour, "metal")
        stone = gem(middle + (out * 1.6).astype(np.float32), wide * 0.86, it.stone_colour, out.astype(np.float32))
        return [bail, moved(bezel, middle, out.astype(np.float32)), stone]
    coin = turned(_disc(tall / 2, 1.6), 28, it.colour, it.material if it.material != "cloth" else "metal")
    return [bail, moved(coin, middle, out.astype(np.float32))]


def _disc(radius: float, thick: float) -> Floats:
    """float32 (k, 2): a coin with round edges and a slightly domed face."""
    line = [
        (0, thick * 0.9),
        (radius * 0.6, thick * 0.8),
        (radius * 0.9, thick * 0.5),
        (radius, 0.0),
        (0, -thick * 0.3),
    ]
    return np.array(line, np.float32)


def _ring(middle: Array, radius: float, thick: float, it: Necklace) -> Part:
    angle = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    path = middle + radius * np.column_stack([np.zeros(14), np.cos(angle), np.sin(angle)])
    return wire(path.astype(np.float32), thick, it.colour, "metal", closed=True, corners=6)
