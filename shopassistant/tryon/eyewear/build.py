"""A pair of glasses as solids: front, bridge, hinges, temples, lenses, pads, from nothing but its millimetres.

Axes: x to the wearer's left (right in an unmirrored picture), y up, z out of the face. The origin is between the
lenses, at the height of their middles, on the front's back plane.
"""

from dataclasses import dataclass

import numpy as np

from shopassistant.tryon.eyewear.outline import lens_outline
from shopassistant.tryon.eyewear.plate import plate
from shopassistant.tryon.eyewear.shaping import bent, end_height, hinges
from shopassistant.tryon.eyewear.solids import Floats, Solid, dome
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.eyewear.temples import temple
from shopassistant.tryon.eyewear.wires import bridges, end_piece, eye_wire, nylon_thread, pads, screws, stud

_SIDES = (-1.0, 1.0)
# Lenses bulge (a base curve of four dioptres).
_LENS_RADIUS = 130.0


@dataclass(frozen=True, slots=True)
class Eyewear:
    """A pair of glasses that can be put on.

    Attributes:
        spec: what it was made from.
        solids: opaque parts; the temples' ends are the last two, that of the wearer's right first.
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
    joints = hinges(spec)
    solids = _front(spec, outline, joints)
    arms = [
        temple(spec, side, joint, ear_half_width_mm, ear_back_mm)
        for side, joint in zip(_SIDES, joints, strict=True)
    ]  # fmt: skip
    solids += [part for arm in arms for part in arm[:-1]] + [arm[-1] for arm in arms]
    lenses = tuple(_lens(spec, outline, side) for side in _SIDES)
    return Eyewear(spec, tuple(solids), lenses, joints)


def _front(spec: EyewearSpec, outline: Floats, joints: Floats) -> list[Solid]:
    thin = spec.is_metal or spec.rim == "rimless"
    found: list[Solid] = []
    if not thin and spec.shape != "browline":
        found = [plate(spec, outline, side) for side in _SIDES]
        found += [stud(spec, side * x, y, 0.75, tall=1.25) for side in _SIDES for x, y in _rivets(spec)]
        if spec.rim == "half":
            found += [nylon_thread(spec, outline, side) for side in _SIDES]
        return found
    for side, joint in zip(_SIDES, joints, strict=True):
        found += _wired(spec, outline, side, joint)
    return found + bridges(spec, outline)


def _wired(spec: EyewearSpec, outline: Floats, side: float, joint: Floats) -> list[Solid]:
    """One side of a front of wire, and of a browline, whose upper bar is cut from a plate."""
    found = pads(spec, outline, side)
    if spec.rim == "rimless":
        found += [nylon_thread(spec, outline, side), *screws(spec, outline, side)]
    else:
        found.append(eye_wire(spec, outline, side, lower_only=spec.shape == "browline"))
    if spec.rim == "half":
        found.append(nylon_thread(spec, outline, side))
    if spec.shape == "browline" and not spec.is_metal:
        found.append(plate(spec, outline, side, "brow"))
        found += [stud(spec, side * x, y, 0.75, tall=1.25) for x, y in _rivets(spec)]
    else:
        found.append(end_piece(spec, outline, side, joint))
    return found


def _rivets(spec: EyewearSpec) -> list[tuple[float, float]]:
    """Where the pins of the hinges show, two beside each other: x from the nose, y; millimetres."""
    x = spec.frame_width_mm / 2 - 3.4
    return [(x, end_height(spec) + up) for up in (-1.0, 1.0)] if spec.material == "acetate" else []


def _lens(spec: EyewearSpec, outline: Floats, side: float) -> Solid:
    grown = outline * (1 + 2 * _GROOVE_MM / np.array([spec.lens_width_mm, spec.lens_height_mm], np.float32))
    outline = outline if spec.rim == "rimless" else grown
    flat = np.column_stack([side * (outline[:, 0] + spec.centre_mm), outline[:, 1]])
    flat = flat[::-1] if side < 0 else flat  # stays counter-clockwise
    middle = flat.mean(axis=0)
    bulge = float(np.hypot(*(flat - middle).T).mean()) ** 2 / (2 * _LENS_RADIUS)
    share = np.linspace(0, 1, LENS_RINGS + 1)[:, None, None]
    z = np.broadcast_to(bulge * (1 - (1 - share) ** 2) + spec.depth_mm * 0.45, (LENS_RINGS + 1, len(flat), 1))
    whole = np.concatenate([flat + share * (middle - flat), z], axis=2)
    rings = bent(whole.reshape(-1, 3).astype(np.float32)).reshape(whole.shape)
    return dome(rings[:-1], rings[-1, 0], "lens")


LENS_RINGS = 5
# A lens reaches so far into its rim.
_GROOVE_MM = 0.6
