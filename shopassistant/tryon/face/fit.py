"""Whether a frame fits a face, part by part, as sure as the measures allow; and which frames fit best."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.measures import Interval, Measures

FITS = ("fits", "narrow", "wide", "short", "long")
PARTS = ("width", "bridge", "pupils", "temple")
# What a part of a frame may have less or more than the face, millimetres: a front narrower than the face pinches, a
# wider one slides; a bridge rests on the nose; pupils sit at most so far in or out of the middle of both lenses
# together; a temple bends down behind the ear.
_ROOM = {"width": (-8.0, 6.0), "bridge": (-3.5, 3.5), "pupils": (-4.0, 12.0), "temple": (25.0, 60.0)}
_WEIGHTS = {"width": 1.0, "bridge": 0.6, "pupils": 0.5, "temple": 0.3}
_WORDS = {"temple": ("short", "long")}


@dataclass(frozen=True, slots=True, repr=False)
class FitAdvice:
    """One part of a frame beside the face.

    Attributes:
        code: one of `FITS`.
        part: one of `PARTS`.
        frame_mm: the frame's measure; face: the face's.
        sure: how likely the code is right, 0 to 1.
    """

    code: str
    part: str
    frame_mm: float
    face: Interval
    sure: float


@dataclass(frozen=True, slots=True, repr=False)
class Fit:
    """A frame beside a face.

    Attributes:
        advice: for each of `PARTS`, in that order; the first one is what matters most.
        score: 0 to 1, how likely it fits in all, its parts weighed; for ranking.
    """

    advice: tuple[FitAdvice, ...]
    score: float

    @property
    def worst(self) -> FitAdvice:
        """What to tell of it: the surest misfit, or how wide it is."""
        misfits = [one for one in self.advice if one.code != "fits"]
        return max(misfits, key=lambda one: _WEIGHTS[one.part] * one.sure, default=self.advice[0])


def fit_of(measures: Measures, spec: EyewearSpec) -> Fit:
    """How a frame fits a face."""
    pairs = {
        "width": (spec.frame_width_mm, measures.face_width),
        "bridge": (spec.bridge_mm, measures.nose_bridge),
        "pupils": (spec.lens_width_mm + spec.bridge_mm, measures.far_pupil_distance),
        "temple": (spec.temple_mm, measures.temple_to_ear),
    }
    told = [_advice(part, frame, face) for part, (frame, face) in pairs.items()]
    likely = sum(_WEIGHTS[one.part] * fits for one, fits in told) / sum(_WEIGHTS.values())
    return Fit(tuple(one for one, _fits in told), likely)


def ranked(measures: Measures, specs: Sequence[EyewearSpec]) -> list[int]:
    """Places in `specs`, the best fitting first; equals stay in their order."""
    return sorted(range(len(specs)), key=lambda at: -fit_of(measures, specs[at]).score)


def _advice(part: str, frame_mm: float, face: Interval) -> tuple[FitAdvice, float]:
    """And how likely the part fits."""
    least, most = _ROOM[part]
    room = NormalDist(frame_mm - face.value, max(face.spread, 1e-6))
    under, over = room.cdf(least), 1 - room.cdf(most)
    small, large = _WORDS.get(part, ("narrow", "wide"))
    fits = 1 - under - over
    code, sure = max((("fits", fits), (small, under), (large, over)), key=lambda pair: pair[1])
    return FitAdvice(code, part, frame_mm, face, sure), fits
