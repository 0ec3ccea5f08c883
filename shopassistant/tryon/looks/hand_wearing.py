"""Rings and watches put on one hand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.hands.hiding import fingers_hiding, together, tube
from shopassistant.tryon.hands.joints import FINGERS, WRIST, Hand
from shopassistant.tryon.hands.thickness import RING_AT
from shopassistant.tryon.looks.kinds import Ring, Watch
from shopassistant.tryon.looks.shapes.hand import ring_model, watch_model
from shopassistant.tryon.render.scene import Drawable, Placed, Worn
from shopassistant.tryon.worn import Moment

Vector = NDArray[np.float64]

# A ring may be so much wider or narrower than the finger before it looks wrong: what is larger hangs loose, what is
# smaller would not go on; and sizes go in such steps, so that it is not made anew in every frame.
_TIGHT, _LOOSE, _STEP_MM = 1.0, 1.10, 0.5
# A watch sits so far behind the joint; a wrist's depth is so much of its breadth.
_BEHIND_MM, WRIST_FLAT = 30.0, 0.70
_ARM_MM = 90.0


@dataclass
class RingWorn:
    """A ring on one finger of the nearest hand."""

    ring: Ring

    def drawn(self, moment: Moment) -> Drawable:
        """The ring on its finger, whose back hides the ring's."""
        if not moment.hands:
            return Drawable()
        hand: Hand = moment.hands[0]
        knuckle, middle = (hand.joints[joint] for joint in FINGERS[self.ring.finger][:2])
        girth = hand.fingers[self.ring.finger]
        axes = axes_along(middle - knuckle, hand.back)
        finger = 2 * girth.half_mm
        inner = float(np.clip(self.ring.inner_mm, _TIGHT * finger, _LOOSE * finger))
        model = ring_model(self.ring, round(inner / _STEP_MM) * _STEP_MM)
        place = knuckle + RING_AT * (middle - knuckle) + _aside(middle - knuckle, girth.aside_mm)
        return Drawable((Placed(model, Worn(axes, place)),), hides=(fingers_hiding(hand, self.ring.finger),))


@dataclass
class WatchWorn:
    """A watch or a bangle on the wrist of the nearest hand."""

    watch: Watch

    def drawn(self, moment: Moment) -> Drawable:
        """The watch on the wrist; the arm is taken to go on as the hand lies."""
        if not moment.hands:
            return Drawable()
        hand: Hand = moment.hands[0]
        half = round(hand.wrist.half_mm / _STEP_MM) * _STEP_MM
        axes = axes_along(-hand.arm, hand.back)
        wrist = hand.joints[WRIST] + _aside(hand.arm, hand.wrist.aside_mm)
        model = watch_model(self.watch, (half, half * WRIST_FLAT), hand.is_right)
        arm = np.linspace(wrist - hand.arm * 8, wrist + hand.arm * _ARM_MM, 4)
        hides = together([tube(arm, np.full(4, half * 0.97), axes[:, 2], WRIST_FLAT), fingers_hiding(hand)])
        return Drawable((Placed(model, Worn(axes, wrist + hand.arm * _BEHIND_MM * hand.scale)),), hides=(hides,))


def axes_along(way: Vector, back: Vector) -> NDArray[np.float64]:
    """float64 (3, 3): y along a bone, z out of the back of the hand as far as that goes."""
    y = way / max(float(np.linalg.norm(way)), 1e-9)
    z = back - (back @ y) * y
    z /= max(float(np.linalg.norm(z)), 1e-9)
    return np.column_stack([np.cross(y, z), y, z])


def _aside(way: Vector, by_mm: float) -> Vector:
    """So far to the right in the picture, seen along the bone."""
    found = np.array([way[1], -way[0], 0.0])
    return np.asarray(found / max(float(np.linalg.norm(found)), 1e-9) * by_mm)
