"""How thick fingers are where rings sit: between the edges that the picture shows across them."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.hands.joints import FINGERS, THICK_MM, WRIST, WRIST_MM, Girth

Floats = NDArray[np.float32]

# Along the first bone, from the knuckle on: where a ring sits, and where the edges are looked for.
RING_AT = 0.62
_LOOKED_AT = (0.54, 0.60, 0.66, 0.72)
# Of the usual thickness: how far off an edge is believed, and how likely it is (standard deviation).
_LEAST, _MOST, _SPREAD = 0.70, 1.75, 0.28
_LEAST_PX, _ACROSS = 4.0, 65
_REACH = 1.85
_CLEAR_EDGE = 7.0  # of 255, over the width of a pixel


# Arms bend at the wrist: directions that are tried, degrees from that of the hand, and how usual they are.
_BENDS, _USUAL_BEND = range(-50, 51, 10), 30.0
_ARM_AT = (0.16, 0.28, 0.40, 0.52)


def thickness(
    picture: NDArray[np.uint8], points: Floats, joints: NDArray[np.float64], scale: float, camera: Camera
) -> dict[str, Girth]:
    """The thickness of each finger: as seen where its edges are clear, else the usual one.

    Args:
        picture: uint8 (h, w, 3), BGR. points: float32 (21, 2), pixels. joints: float64 (21, 3), before the camera.
    """
    found = {}
    for finger, (knuckle, middle, *_rest) in FINGERS.items():
        usual = THICK_MM[finger] * scale
        depth = -float(joints[knuckle, 2] + RING_AT * (joints[middle, 2] - joints[knuckle, 2]))
        way, usual_px = points[middle] - points[knuckle], usual * camera.focal / depth
        seen = None
        if usual_px > _LEAST_PX and np.linalg.norm(way) > 2 * usual_px:  # not far away, not seen from its end
            seen = _edges(picture, points[knuckle], way, _LOOKED_AT, usual_px)
        found[finger] = Girth(usual) if seen is None else seen.girth(usual)
    return found


def arm(
    picture: NDArray[np.uint8], points: Floats, joints: NDArray[np.float64], scale: float, camera: Camera
) -> tuple[Girth, float]:
    """How thick the wrist is, and by how many degrees the arm is bent from the hand's own direction in the picture, to
    the right seen from the hand; straight and usual where no edges are clear."""
    usual = WRIST_MM * scale
    usual_px = usual * camera.focal / -float(joints[WRIST, 2])
    back = points[WRIST] - points[9]
    if usual_px < _LEAST_PX or np.linalg.norm(back) < usual_px:
        return Girth(usual), 0.0
    best, bend, most = None, 0, 0.0
    for angle in _BENDS:
        turn = np.radians(angle)
        way = np.array(
            [back[0] * np.cos(turn) - back[1] * np.sin(turn), back[0] * np.sin(turn) + back[1] * np.cos(turn)]
        )
        seen = _edges(picture, points[WRIST], way.astype(np.float32), _ARM_AT, usual_px)
        strength = 0.0 if seen is None else seen.strength * float(np.exp(-0.5 * (angle / _USUAL_BEND) ** 2))
        if strength > most:
            best, bend, most = seen, angle, strength
    return (Girth(usual), 0.0) if best is None else (best.girth(usual), float(bend))


@dataclass(frozen=True, slots=True, repr=False)
class _Edges:
    """How far edges are to the right and left of the middle line, as shares of the usual; how clear they are."""

    right: float
    left: float
    strength: float

    def girth(self, usual: float) -> Girth:
        return Girth(usual * (self.right + self.left) / 2, usual * (self.right - self.left) / 2, is_seen=True)


def _edges(
    picture: NDArray[np.uint8], start: Floats, way: Floats, looked_at: tuple[float, ...], usual_px: float
) -> _Edges | None:
    """The edges on both sides of a line: the middle of what several lines across it show."""
    across = np.array([-way[1], way[0]], np.float32) / max(float(np.linalg.norm(way)), 1e-6)
    reach = np.linspace(-_REACH, _REACH, _ACROSS, dtype=np.float32) * usual_px
    lines = np.stack([start + way * at + across * step for at in looked_at for step in reach])
    at = lines.reshape(len(looked_at), _ACROSS, 2).astype(np.float32)
    strip = cv2.remap(picture, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    smooth = cv2.GaussianBlur(strip.astype(np.float32), (5, 1), 0)
    steps = np.abs(np.diff(smooth, axis=1)).max(axis=2) * ((_ACROSS - 1) / (2 * _REACH * usual_px))
    height, width = picture.shape[:2]
    inside = (at[..., 0] >= 0) & (at[..., 0] <= width - 1) & (at[..., 1] >= 0) & (at[..., 1] <= height - 1)
    steps = steps * (inside[:, 1:] & inside[:, :-1])
    middle = (reach[1:] + reach[:-1]) / 2 / usual_px
    rows, halves, strength = np.arange(len(looked_at)), [], 0.0
    for side in (1, -1):
        out = side * middle
        weight = np.where((out > _LEAST) & (out < _MOST), np.exp(-0.5 * ((out - 1) / _SPREAD) ** 2), 0.0)
        best = (steps * weight).argmax(axis=1)
        sure = steps[rows, best] * weight[best]
        clear = sure > _CLEAR_EDGE * min(1.0, 12.0 / usual_px)
        if clear.sum() < 2:
            return None
        halves.append(float(np.median(out[best][clear])))
        strength += float(np.minimum(sure[clear], 40.0).sum())
    return _Edges(halves[0], halves[1], strength)
