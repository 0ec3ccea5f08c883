"""How large a head is: what the iris, a typed pupil distance or a card say of it, each with its error, fused.

Landmarks tell a head's shape and not its size: a small head near by looks like a large one farther off. A scale is true
millimetres per millimetre of the average face.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.axes import Matrix
from shopassistant.tryon.face.canonical import LEFT_IRIS, RIGHT_IRIS
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.pose import IRIS_MM, USUAL_HEAD, Camera, fused

# Irises differ from person to person by 0.42 mm (Rüfer, Schröder and Erb, Cornea 24, 2005).
_IRIS_PEOPLE = 0.42 / IRIS_MM
# How far off the landmarks' iris is in the same person whatever the number of pictures, and in one picture: rendered
# eyes of known size, seen from the front (`tests/benchmarks/head_pose.py`).
_IRIS_LANDMARKS, _IRIS_PICTURE = 0.025, 0.045
# A pupillometer is good to half a millimetre; the landmarks' pupils to 1.2 %.
_TYPED_MM, _PUPILS_LANDMARKS = 0.5, 0.012
# A bank card (ISO/IEC 7810, ID-1) held flat to the face: its edges are marked to a percent, its distance is known to
# some millimetres.
CARD_MM = 85.6
_CARD_ERROR = 0.02
_FRONTAL_DEGREES = 10.0
_MOST = 60.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Attributes:
    value: true millimetres per millimetre of the average face.
    spread: its standard error, as a share.
    sources: of "people", "iris", "typed", "card": what it comes from, the surest first.
    """

    value: float
    spread: float
    sources: tuple[str, ...]


class ScaleTeller:
    """Gathers what is told of one head's size.

    Args:
        iris_mm: the true width of the irises, where it is known; else people's usual one, with people's spread.
    """

    def __init__(self, iris_mm: float | None = None) -> None:
        self._iris_mm = iris_mm
        self._log_widths, self._counts = 0.0, 0.0
        self._typed_mm: float | None = None
        self._card: float | None = None

    def look(self, face: Landmarks, camera: Camera, placed: Matrix, turned_degrees: float) -> None:
        """Take a picture's irises into account.

        Args:
            placed: float64 (468, 3): the face before the camera in the average face's millimetres.
            turned_degrees: between the line of sight and where the face points; turned away, irises tell little.
        """
        width = iris_width(face, camera, placed)
        counts = float(np.exp(-0.5 * (turned_degrees / _FRONTAL_DEGREES) ** 2))
        if width <= 0 or counts < 0.01:
            return
        self._log_widths += counts / (self._counts + counts) * (np.log(width) - self._log_widths)
        self._counts = min(self._counts + counts, _MOST)

    def type_pupil_distance(self, millimetres: float) -> None:
        """A distance measured elsewhere, by an optician for example."""
        self._typed_mm = millimetres

    def show_card(self, width_mm: float) -> None:
        """How wide a bank card held flat to the face looks, in the average face's millimetres at its distance."""
        self._card = CARD_MM / width_mm

    def tell(self, pupils: Matrix) -> Scale:
        """The scale, from everything so far; from what heads usually are only as long as nobody measured this one.

        Args:
            pupils: float64 (2, 3): of this face, the average face's millimetres.
        """
        told: dict[str, tuple[float, float]] = {}
        if self._counts:
            people = _IRIS_PEOPLE if self._iris_mm is None else 0.0
            spread = np.sqrt(people**2 + _IRIS_LANDMARKS**2 + _IRIS_PICTURE**2 / self._counts)
            told["iris"] = (self._iris_mm or IRIS_MM) / float(np.exp(self._log_widths)), float(spread)
        if self._typed_mm is not None:
            off = np.hypot(_TYPED_MM / self._typed_mm, _PUPILS_LANDMARKS)
            told["typed"] = self._typed_mm / float(np.linalg.norm(pupils[0] - pupils[1])), float(off)
        if self._card is not None:
            told["card"] = self._card, _CARD_ERROR
        if not told or (told.keys() == {"iris"} and self._iris_mm is None):
            told["people"] = USUAL_HEAD
        value, spread = fused(list(told.values()))
        return Scale(value, spread, tuple(sorted(told, key=lambda source: told[source][1])))


def iris_width(face: Landmarks, camera: Camera, placed: Matrix) -> float:
    """Of both eyes in the mean, in the average face's millimetres; across, as lids cover them above and below."""
    widths = []
    for iris, corners in ((RIGHT_IRIS, (33, 133)), (LEFT_IRIS, (362, 263))):
        depth = -placed[list(corners), 2].mean()
        ring: NDArray[np.float32] = face.points[iris + 1 : iris + 5]
        widths.append(float(np.linalg.norm(ring[0] - ring[2])) * depth / camera.focal)
    return float(np.mean(widths))
