"""How a thing that hangs swings: a damped pendulum whose hook moves with the head."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

GRAVITY = 9810.0  # millimetres per second squared
# A hook in a lobe takes this share of critical damping: it swings four or five times, then hangs.
DAMPING = 0.12
_STEP_S = 1 / 480
# After such a gap, or such a leap, the head was found anew rather than moved: what hangs, hangs still.
_GAP_S, _LEAP_MM = 0.25, 90.0
# A camera sees depth badly; a head that seems to tremble towards it would shake its earrings.
_DEPTH = np.array([1.0, 1.0, 0.4])
_DOWN = np.array([0.0, -1.0, 0.0])


@dataclass
class Pendulum:
    """One thing that hangs.

    Attributes:
        length_mm: of a simple pendulum that swings as it does.
        damping: share of critical damping.
    """

    length_mm: float
    damping: float = DAMPING
    _at_ms: int | None = field(default=None, init=False)
    _hook: Vector = field(default_factory=lambda: np.zeros(3), init=False)
    _hangs: Vector = field(default_factory=_DOWN.copy, init=False)
    _speed: Vector = field(default_factory=lambda: np.zeros(3), init=False)  # of the weight against the hook
    _before: Vector = field(default_factory=lambda: np.zeros(3), init=False)  # the hook's speed in the last span

    def swing(self, hook: Vector, at_ms: int, outward: Vector | None = None, inward: float = 0.25) -> Vector:
        """float64 (3,), of length one: where it hangs now, y being up.

        Args:
            hook: float64 (3,), where its hook is, millimetres.
            at_ms: when; not before the last time.
            outward: away from the head, float64 (3,), of length one: it leans no further against the head than
                `inward` (the sine of the angle).
        """
        hook = hook * _DEPTH
        seconds = 0.0 if self._at_ms is None else (at_ms - self._at_ms) / 1000
        moved = hook - self._hook
        if self._at_ms is None or seconds > _GAP_S or np.linalg.norm(moved) > _LEAP_MM:
            self._hangs, self._speed = _DOWN.copy(), np.zeros(3)
            self._before = np.zeros(3)
        elif seconds > 0:
            self._go(moved / seconds, seconds)
        self._at_ms, self._hook = at_ms, hook
        if outward is not None:
            self._lean(outward, inward)
        return self._hangs.copy()

    def _go(self, speed: Vector, seconds: float) -> None:
        """The hook goes on from its last speed to this one: what the weight feels is its acceleration."""
        steps = max(1, round(seconds / _STEP_S))
        span = seconds / steps
        force = _DOWN * GRAVITY - (speed - self._before) / seconds
        friction = 2 * self.damping * np.sqrt(GRAVITY / self.length_mm)
        for _ in range(steps):
            push = force - friction * self._speed
            self._speed += span * (push - (push @ self._hangs) * self._hangs)
            place = self._hangs * self.length_mm + span * self._speed
            self._hangs = place / np.linalg.norm(place)
            self._speed -= (self._speed @ self._hangs) * self._hangs
        self._before = speed

    def _lean(self, outward: Vector, inward: float) -> None:
        into = float(self._hangs @ outward)
        if into >= -inward:
            return
        aside = self._hangs - into * outward
        aside /= max(float(np.linalg.norm(aside)), 1e-9)
        self._hangs = aside * np.sqrt(1 - inward**2) - inward * outward
        self._speed -= min(float(self._speed @ outward), 0.0) * outward
        self._speed -= (self._speed @ self._hangs) * self._hangs
