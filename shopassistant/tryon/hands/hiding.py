"""What of a hand hides things worn on it: fingers, palm, forearm."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.hands.joints import FINGERS, WRIST, Hand
from shopassistant.tryon.looks.shapes.solid import grid
from shopassistant.tryon.render.scene import Hiding

Vector = NDArray[np.float64]

_CORNERS = 12
# A finger narrows to its tip; fingers beside the one with a ring count a little thinner, or they would cut it off.
_NARROWS, _OTHERS = (1.06, 0.98, 0.86, 0.72), 0.86
_PALM_HALF_MM = 12.0


def fingers_hiding(hand: Hand, wearing: str | None = None) -> Hiding:
    """All fingers and the palm.

    Args:
        wearing: the finger with a ring on it, which hides in its full thickness.
    """
    parts = []
    for finger, joints in FINGERS.items():
        share = 0.97 if finger == wearing else _OTHERS
        radii = [hand.fingers[finger].half_mm * share * narrow for narrow in _NARROWS]
        parts.append(tube(hand.joints[list(joints)], np.array(radii), hand.back))
    for knuckle in (5, 9, 13, 17):
        half = np.full(2, _PALM_HALF_MM * hand.scale)
        parts.append(tube(hand.joints[[WRIST, knuckle]], half, hand.back))
    return together(parts)


def tube(line: Vector, radii: Vector, up: Vector, flat: float = 1.0) -> Hiding:
    """A round tube along a line of points, float64 (n, 3), open at its ends.

    Args:
        flat: how thick it is along `up` against across.
    """
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    across = np.cross(along, up)
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    high = np.cross(across, along)
    angle = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)[None, :, None]
    rings = line[:, None] + radii[:, None, None] * (
        across[:, None] * np.cos(angle) + flat * high[:, None] * np.sin(angle)
    )
    return Hiding(rings.reshape(-1, 3).astype(np.float32), grid(len(line), _CORNERS))


def together(parts: list[Hiding]) -> Hiding:
    """Several in one."""
    offsets = np.cumsum([0, *(len(part.points) for part in parts)])
    triangles = [part.triangles + np.int32(offset) for part, offset in zip(parts, offsets, strict=False)]
    return Hiding(np.concatenate([part.points for part in parts]), np.concatenate(triangles).astype(np.int32))
