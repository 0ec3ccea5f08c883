"""An earring as solids: its hole at the origin, y up, x out of the lobe's front."""

from functools import lru_cache

import numpy as np

from shopassistant.tryon.eyewear.solids import Floats
from shopassistant.tryon.looks.kinds import Colour, Earrings
from shopassistant.tryon.looks.shapes.solid import Part, ball, gem, model_of, moved, turned, wire
from shopassistant.tryon.render.scene import Model

_OUT = np.array([1.0, 0.0, 0.0], np.float32)
# A lobe is so thick; what is worn at its front starts there.
LOBE_MM = 4.0


@lru_cache(maxsize=32)
def earring_model(earrings: Earrings) -> Model:
    """One earring, both being alike."""
    return model_of({"stud": _stud, "hoop": _hoop, "drop": _drop}[earrings.shape](earrings))


def hangs_mm(earrings: Earrings) -> float:
    """Length of a simple pendulum that swings as it does, 0 where it does not: a ring about a point of its rim swings
    as one of 3/2 of its radius sideways and of twice its radius to the front; a drop's weight is near its end."""
    if earrings.shape == "hoop":
        return 1.75 * earrings.diameter_mm / 2
    return 0.85 * earrings.drop_mm if earrings.shape == "drop" else 0.0


def _stud(it: Earrings) -> list[Part]:
    r = it.diameter_mm / 2
    front = np.array([LOBE_MM / 2, 0, 0], np.float32)
    post = wire(np.array([[-LOBE_MM, 0, 0], [LOBE_MM / 2, 0, 0]], np.float32), 0.9, it.colour, "metal", corners=6)
    if it.stone_colour is None:
        if it.material == "pearl":
            return [post, ball(front + _OUT * r * 0.9, r, it.colour, "pearl")]
        t = np.linspace(0, 1, 7)[:, None]
        dome = np.hstack([r * np.sin(t * np.pi / 2), r * 0.5 * np.cos(t * np.pi / 2)])
        flat = np.array([[0.0, 0.0]])
        return [post, moved(turned(np.vstack([dome, flat]).astype(np.float32), 24, it.colour, "metal"), front, _OUT)]
    bezel = np.array([(r * 0.92, r * 0.42), (r, r * 0.36), (r * 0.96, 0.0), (0, 0)], np.float32)
    set_in = moved(turned(bezel, 20, it.colour, "metal"), front, _OUT)
    return [post, set_in, _stone(it.stone_colour, it.material, front + _OUT * r * 0.42, 1.8 * r, _OUT)]


def _hoop(it: Earrings) -> list[Part]:
    r = (it.diameter_mm - it.thickness_mm) / 2
    angle = np.linspace(0, 2 * np.pi, 56, endpoint=False)
    path = np.column_stack([r * np.sin(angle), r * np.cos(angle) - r, np.zeros(56)]).astype(np.float32)
    return [wire(path, it.thickness_mm, it.colour, "metal", closed=True, corners=10)]


def _drop(it: Earrings) -> list[Part]:
    wide, low = it.diameter_mm / 2, it.drop_mm
    t = np.linspace(-0.35 * np.pi, np.pi / 2, 12)
    hook = np.column_stack([-2.2 + 4.2 * np.cos(t), -2.0 + 3.2 * np.sin(t) - 1.0, np.zeros(12)])
    ends = np.array([[LOBE_MM / 2, -5.0, 0], [0.4, -7.5, 0], [0.0, -8.5, 0]])
    path = np.vstack([hook[::-1], ends]).astype(np.float32)
    tall = min(max(2.4 * wide, low * 0.4), max(low - 10.0, 2 * wide)) if it.stone_colour is None else 2 * wide
    middle = -(low - tall / 2)
    chain = np.array([[0, -8.2, 0], [0, middle + tall / 2 - 0.3, 0]], np.float32)
    parts = [wire(path, min(it.thickness_mm, 1.0), it.colour, "metal", corners=6)]
    if chain[0, 1] - chain[1, 1] > 1:
        parts.append(wire(np.linspace(chain[0], chain[1], 6), 0.9, it.colour, "metal", corners=6))
    if it.stone_colour is not None:
        top = np.array([0, middle + tall / 2, 0], np.float32)
        cap = turned(
            np.array([(0, 1.0), (wide * 0.35, 0.4), (wide * 0.5, -wide * 0.35)], np.float32), 14, it.colour, "metal"
        )
        down = np.array([0, middle, 0], np.float32)
        return [
            *parts,
            moved(cap, top),
            ball(down, wide, it.stone_colour, "pearl" if it.material == "pearl" else "stone", 22),
        ]
    return [*parts, moved(turned(_tear(wide, tall), 22, it.colour, _made_of(it)), np.array([0, middle, 0], np.float32))]


def _tear(wide: float, tall: float) -> Floats:
    """float32 (k, 2): a teardrop from its point down, `tall` around the origin."""
    t = np.linspace(0, np.pi, 16)
    radius = wide * np.sin(t) * np.sin(t / 2) ** 1.2 / 0.82
    return np.column_stack([radius, tall / 2 * np.cos(t)]).astype(np.float32)


def _made_of(it: Earrings) -> str:
    return it.material if it.material in ("metal", "pearl", "stone", "acetate", "leather") else "metal"


def _stone(colour: Colour, material: str, middle: Floats, width: float, out: Floats) -> Part:
    if material == "pearl":
        return ball(middle, width / 2, colour, "pearl")
    return gem(middle, width, colour, out)
