"""How large a head is: what the iris, a typed pupil distance or a card say of it, each with its error, fused.

Landmarks tell a head's shape and not its size: a small head near by looks like a large one farther off. A scale is true
millimetres per millimetre of the average face.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.axes import Matrix
from shopassistant.tryon.face.canonical import LIDS
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.pose import IRIS_MM, USUAL_HEAD, Camera, fused

# Irises differ from person to person by 0.42 mm (Rüfer, Schröder and Erb, Cornea 24, 2005).
_IRIS_PEOPLE = 0.42 / IRIS_MM
# How far off the landmarks' iris is in the same person whatever the number of pictures, and in one picture: rendered
# eyes of known size, seen from the front (`tests/benchmarks/head_pose.py`).
_IRIS_LANDMARKS, _IRIS_PICTURE = 0.03, 0.045
# A pupillometer is good to half a millimetre; the landmarks' pupils to 1.2 %.
_TYPED_MM, _PUPILS_LANDMARKS = 0.5, 0.012
# Turned by so much, irises, and pupils by nodding and aside, count 0.6 of frontal ones; however far, they count a
# little. How far apart pupils look is off by so much in a picture (log), and by so much more per radian of nodding.
_FRONTAL_DEGREES, _NOD_DEGREES, _ASIDE_DEGREES, _TURNED_COUNTS = 10.0, 25.0, 10.0, 0.01
_APART_SPREAD, _PER_NOD_SPREAD = 0.01, 0.025
# Irises that are the model's guess beside those whose edges are seen.
_GUESSED_COUNTS = 0.05
# So well known, they are looked for in every so many-th picture.
_WELL_KNOWN, _SOMETIMES = 12.0, 4
# Of the average face.
_USUAL_PUPILS = 63.6
_MOST = 60.0


@dataclass(frozen=True, slots=True, repr=False)
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
        self._width, self._apart = _LogMean(), _Apart()
        self._typed_mm: float | None = None
        self._looks = 0
        self._card: tuple[float, float] | None = None

    @property
    def pupils(self) -> float:
        """How far they look apart, in the average face's millimetres."""
        return self._apart.value

    def nearer(self, nod: float) -> float:
        """What the distance of a head that nods so (radians) must be multiplied with, by what its pupils told while it
        nodded otherwise."""
        return float(np.exp(-self._apart.per_nod * nod))

    @property
    def is_curious(self) -> bool:
        """Whether the next picture's irises are worth being looked for: known well, those of some pictures are."""
        return self._looks % (_SOMETIMES if self._apart.counts > _WELL_KNOWN else 1) == 0

    def look(
        self, face: Landmarks, camera: Camera, placed: Matrix, turned: tuple[float, float], *, is_edge: bool = False
    ) -> None:
        """Take a picture's eyes into account.

        Args:
            placed: float64 (468, 3): the face before the camera in the average face's millimetres.
            turned: between the line of sight and where the face points, down and aside, radians; turned away, eyes tell
                less.
            is_edge: irises are where their edges are seen, and not where the model takes them to be.
        """
        self._looks += 1
        share = 1.0 if is_edge else _GUESSED_COUNTS
        width, apart = eyes_of(face, camera, placed)
        nod, aside = turned
        angle = float(np.hypot(nod, aside))
        # Nobody tells whether the eyes turned along with the head, by how much an iris then looks narrower: half-way.
        width /= float(np.sqrt(max(np.cos(angle), 0.3)))
        self._width.add(width, share * (_straight(angle, _FRONTAL_DEGREES) + _TURNED_COUNTS))
        straight = _straight(nod, _NOD_DEGREES) * _straight(aside, _ASIDE_DEGREES)
        self._apart.add(apart, nod, share * (straight + _TURNED_COUNTS))

    def type_pupil_distance(self, millimetres: float) -> None:
        """A distance measured elsewhere, by an optician for example."""
        self._typed_mm = millimetres

    def show_card(self, near_mm: float, spread: float) -> None:
        """A pupil distance by a card that was held to the face (`tryon.card`), and its standard error as a share."""
        self._card = near_mm, spread

    def tell(self, pupils: float) -> Scale:
        """The scale, from everything so far; from what heads usually are only as long as nobody measured this one.

        Args:
            pupils: how far they are apart, in the average face's millimetres.
        """
        told: dict[str, tuple[float, float]] = {}
        if self._width.counts:
            people = _IRIS_PEOPLE if self._iris_mm is None else 0.0
            spread = np.sqrt(people**2 + _IRIS_LANDMARKS**2 + _IRIS_PICTURE**2 / self._width.counts)
            told["iris"] = (self._iris_mm or IRIS_MM) / self._width.value, float(spread)
        if self._typed_mm is not None:
            off = np.hypot(_TYPED_MM / self._typed_mm, _PUPILS_LANDMARKS)
            told["typed"] = self._typed_mm / pupils, float(off)
        if self._card is not None:
            near_mm, spread = self._card
            told["card"] = near_mm / pupils, spread
        # People's usual iris and head are for want of better: beside what was measured they would only pull to them.
        if self._iris_mm is None and told.keys() & {"typed", "card"}:
            told.pop("iris", None)
        elif self._iris_mm is None or not told:
            told["people"] = USUAL_HEAD
        value, spread = fused(list(told.values()))
        return Scale(value, spread, tuple(sorted(told, key=lambda source: told[source][1])))


def _straight(angle: float, degrees: float) -> float:
    return float(np.exp(-0.5 * (np.degrees(angle) / degrees) ** 2))


class _Apart:
    """How far apart pupils look, and how that changes as the head nods.

    A face that is not quite as it is taken to be is placed too near looking up and too far looking down, or the other
    way; its pupils tell. Weighted least squares for the logarithm, held to no change.
    """

    def __init__(self) -> None:
        self._known, self._told, self.counts = np.zeros((2, 2)), np.zeros(2), 0.0
        self.value, self.per_nod = _USUAL_PUPILS, 0.0

    def add(self, value: float, nod: float, counts: float) -> None:
        if not value > 0:
            return
        fade = min(1.0, _MOST / (self.counts + counts))
        by = np.array([1.0, nod])
        sure = counts / _APART_SPREAD**2
        self._known = fade * (self._known + sure * np.outer(by, by))
        self._told = fade * (self._told + sure * np.log(value / _USUAL_PUPILS) * by)
        self.counts = fade * (self.counts + counts)
        off, self.per_nod = np.linalg.solve(self._known + np.diag([1e-6, _PER_NOD_SPREAD**-2]), self._told)
        self.value = float(_USUAL_PUPILS * np.exp(off))


class _LogMean:
    """A geometric mean of what is told, each as much as it counts; the last ones count enough to mend it."""

    def __init__(self) -> None:
        self._log, self.counts = 0.0, 0.0

    @property
    def value(self) -> float:
        return float(np.exp(self._log))

    def add(self, value: float, counts: float) -> None:
        if value > 0:
            self._log += counts / (self.counts + counts) * (np.log(value) - self._log)
            self.counts = min(self.counts + counts, _MOST)


def eyes_of(face: Landmarks, camera: Camera, placed: Matrix) -> tuple[float, float]:
    """How wide an iris is (both eyes in the mean, across, as lids cover them above and below), and how far the pupils
    are apart, in the average face's millimetres."""
    widths, pupils = [], []
    for iris, lids in LIDS:
        depth = -float(placed[list(lids), 2].mean())
        ring: NDArray[np.float32] = face.points[iris + 1 : iris + 5]
        widths.append(float(np.linalg.norm(ring[0] - ring[2])) * depth / camera.focal)
        across, down = (face.points[iris] - camera.centre) * (depth / camera.focal)
        pupils.append((across, -down, -depth))
    return float(np.mean(widths)), float(np.linalg.norm(np.array(pupils[0]) - np.array(pupils[1])))
