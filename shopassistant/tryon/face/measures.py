"""What of a face matters to a frame, in true millimetres, each with how far off it may be."""

from dataclasses import dataclass

import numpy as np

from shopassistant.tryon.face.axes import Matrix
from shopassistant.tryon.face.scale import Scale
from shopassistant.tryon.face.shape import Shape

# An eye turns about a point so far behind its pupil; looking into a near camera, both turn inwards.
_EYE_RADIUS_MM = 10.5
# Landmarks at the temples lie on the hair line, a little outside of where a temple of a frame passes.
_SKIN_MM = 8.0
# Sides of the nose where pads or a saddle rest.
_NOSE = ((188, 412), (245, 465), (174, 399))
_NOSE_SKIN_MM = 1.0
# From the front of a frame to the pupils, and from the point before the ear to the ear's root.
_VERTEX_MM, _EAR_MM = 15.0, 15.0
# Beside the scale's own error, how far off each is: landmarks against calipers, shares, and millimetres.
_PUPILS_OFF, _WIDTH_OFF, _NOSE_OFF, _EAR_OFF = (0.012, 0.3), (0.025, 2.0), (0.08, 1.0), (0.03, 6.0)


@dataclass(frozen=True, slots=True, repr=False)
class Interval:
    """Millimetres; two in three times the truth lies between low and high."""

    value: float
    low: float
    high: float

    @property
    def spread(self) -> float:
        """The standard error."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True, repr=False)
class Measures:
    """Of one face.

    Attributes:
        pupil_distance: as it is while looking at the camera.
        far_pupil_distance: looking into the distance, as opticians state it.
        face_width: from temple to temple, where a frame passes.
        nose_bridge: of the nose where a frame's bridge rests.
        temple_to_ear: from the front of a frame back to where its temple bends down.
        scale: where the size comes from.
    """

    pupil_distance: Interval
    far_pupil_distance: Interval
    face_width: Interval
    nose_bridge: Interval
    temple_to_ear: Interval
    scale: Scale


def measured(shape: Shape, pupils: float, scale: Scale, distance_mm: float) -> Measures:
    """The measures of a face of this shape and scale.

    Args:
        pupils: how far they are apart, in the shape's millimetres.
        distance_mm: to the camera it looks at.
    """
    points = shape.points
    eyes = pupils * scale.value
    back = float(shape.pupils[:, 2].mean()) + _VERTEX_MM - float(points[[234, 454], 2].mean())
    width = _between(points, 127, 356) - _SKIN_MM
    nose = float(np.mean([abs(points[a, 0] - points[b, 0]) for a, b in _NOSE])) - _NOSE_SKIN_MM
    return Measures(
        _interval(eyes, scale, _PUPILS_OFF), _interval(eyes * inwards(distance_mm), scale, _PUPILS_OFF),
        _interval(width * scale.value, scale, _WIDTH_OFF), _interval(nose * scale.value, scale, _NOSE_OFF),
        _interval(back * scale.value + _EAR_MM, scale, _EAR_OFF), scale,
    )  # fmt: skip


def inwards(distance_mm: float) -> float:
    """How much farther apart pupils are when they look into the distance than when they look at something near."""
    return 1 + _EYE_RADIUS_MM / max(distance_mm, 150.0)


def _between(points: Matrix, one: int, other: int) -> float:
    return float(np.linalg.norm(points[one] - points[other]))


def _interval(value: float, scale: Scale, off: tuple[float, float]) -> Interval:
    share, millimetres = off
    spread = float(np.sqrt((value * scale.spread) ** 2 + (value * share) ** 2 + millimetres**2))
    return Interval(value, value - spread, value + spread)
