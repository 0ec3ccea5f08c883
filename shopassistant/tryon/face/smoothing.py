"""Stillness for what is drawn: poses smoothed much while a head is still, hardly while it moves.

The one-euro filter: a low pass whose cutoff rises with speed (Casiez, Roussel and Vogel, CHI 2012).
"""

from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.pose import Pose

Vector = NDArray[np.float64]


class OneEuro:
    """Smooths values that come one after the other.

    Args:
        still_hz: cutoff at rest; lower is stiller.
        per_speed: how much the cutoff rises per unit a second; higher lags less.
        speed_hz: cutoff of the speed itself.
    """

    def __init__(self, still_hz: float, per_speed: float, speed_hz: float = 1.0) -> None:
        self._still_hz, self._per_speed, self._speed_hz = still_hz, per_speed, speed_hz
        self._value: Vector | None = None
        self._speed: Vector | None = None

    def smooth(self, value: Vector, seconds: float) -> Vector:
        """float64 (n,): the value smoothed.

        Args:
            value: float64 (n,).
            seconds: since the value before; ignored at the first.
        """
        if self._value is None or self._speed is None:
            self._value, self._speed = value.copy(), np.zeros_like(value)
            return value
        self.step(value - self._value, seconds)
        return self._value

    def step(self, by: Vector, seconds: float) -> Vector:
        """float64 (n,): how much of a step from the smoothed value to go, for values that do not simply add up."""
        if self._value is None or self._speed is None:
            self._value, self._speed = np.zeros_like(by), np.zeros_like(by)
        self._speed = self._speed + _share(self._speed_hz, seconds) * (by / seconds - self._speed)
        part = by * _share(self._still_hz + self._per_speed * float(np.linalg.norm(self._speed)), seconds)
        self._value = self._value + part
        return part


class OneEuroEach:
    """Smooths many values that come one after the other, each by its own speed.

    Args:
        still_hz, per_speed, speed_hz: see `OneEuro`.
    """

    def __init__(self, still_hz: float, per_speed: float, speed_hz: float = 1.0) -> None:
        self._still_hz, self._per_speed, self._speed_hz = still_hz, per_speed, speed_hz
        self._value, self._speed, self._raw = (np.zeros(0) for _ in range(3))
        self._at_s = 0.0

    def smooth(self, values: NDArray[np.floating], unit: float, at_s: float) -> Vector:
        """float64, the values smoothed; another array next time.

        Args:
            values: of the same shape each time until `wipe`.
            unit: what a speed counts in: values times this, a second.
            at_s: when they were, later than those before.
        """
        now = values.astype(np.float64)
        if not len(self._value):
            self._value, self._speed = now.copy(), np.zeros_like(now)
        else:
            seconds = at_s - self._at_s
            self._speed += _share(self._speed_hz, seconds) * ((now - self._raw) * (unit / seconds) - self._speed)
            share = _share(self._still_hz + self._per_speed * np.abs(self._speed), seconds)
            self._value = self._value + share * (now - self._value)
        self._raw, self._at_s = now, at_s
        return self._value

    def wipe(self) -> None:
        """Overwrite what is known; the next values are the first."""
        for kept in (self._value, self._speed, self._raw):
            kept.fill(0)
        self._value, self._speed, self._raw = (np.zeros(0) for _ in range(3))


Some = TypeVar("Some", float, Vector)


def _share(cutoff_hz: Some, seconds: float) -> Some:
    turn = 2 * np.pi * cutoff_hz * seconds
    return turn / (turn + 1)


class PoseSmoother:
    """Smooths a head's poses: where it is seen, how far it is and how it is turned, each by its own noise."""

    def __init__(self) -> None:
        # milliradians seen, thousandths of the distance, degrees
        self._seen = OneEuro(still_hz=1.0, per_speed=0.05)
        self._distance = OneEuro(still_hz=0.6, per_speed=0.03)
        self._turn = OneEuro(still_hz=0.8, per_speed=0.06)
        self._rotation: Vector | None = None

    def smooth(self, pose: Pose, seconds: float) -> Pose:
        """The pose smoothed; its scale is as it comes."""
        place = pose.place / pose.scale
        seen = self._seen.smooth(place[:2] / -place[2] * 1000, seconds)
        distance = self._distance.smooth(np.log(-place[2:]) * 1000, seconds)
        z = -np.exp(distance[0] / 1000)
        at = np.array([seen[0] * -z / 1000, seen[1] * -z / 1000, z]) * pose.scale
        return Pose(self._turned(pose.rotation, seconds), at, pose.scale, pose.scale_spread)

    def _turned(self, rotation: Vector, seconds: float) -> Vector:
        if self._rotation is None:
            self._rotation = rotation
            return rotation
        by = np.degrees(cv2.Rodrigues(self._rotation.T @ rotation)[0][:, 0])
        part = np.radians(self._turn.step(by, seconds))
        self._rotation = np.asarray(self._rotation @ cv2.Rodrigues(part)[0], np.float64)
        return self._rotation
