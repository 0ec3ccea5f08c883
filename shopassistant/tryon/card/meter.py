"""A face measured by a card that is held to it: what single pictures tell is gathered until enough of them agree.

Nothing of a picture is kept, and of the card nothing but where its edge was in the picture before.
"""

from collections import deque
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.card.contact import Touch, covers_mouth, touch_of
from shopassistant.tryon.card.finder import CardFinder
from shopassistant.tryon.face.axes import Matrix
from shopassistant.tryon.face.follow import Seen

# What the one who holds it is told: no card is seen, it is tilted, it hides the mouth, it is not held to the face, it
# is read, it was read.
CODES = ("search", "tilted", "mouth", "apart", "reading", "done")
# Pictures that must agree, the most that are looked back on, and for how long one counts.
_ENOUGH, _MOST, _OLD_MS = 20, 40, 8000
_TILTED_DEGREES = 22.0
# They agree if so many of them are within this share of their middle, and the middle half of them within that one.
_AGREE, _WITHIN, _STILL = 0.7, 0.025, 0.015
# Of those looked back on, the share that may show a part of something larger instead. Most do of squares as wide as a
# card, hardly one of cards in fingers (rendered, `tests/benchmarks/card.py`).
_MOST_PARTS = 1 / 3
# Pictures that follow each other err alike: so many count as one.
_ALIKE = 5.0
# A face so much smaller or larger than it was taken for, in standard errors and at least by a share: the card is held
# before it, or is none.
_SURE, _LEAST_OFF = 3.0, 0.10
_MAD = 1.4826
_LONG_MS = 600


class Told(Protocol):
    """Who follows faces; of `tryon.face.follow.Follower`."""

    def cover(self, *, is_covered: bool) -> None:
        """A part of the face may be covered from now on."""

    def card(self, pupil_distance_mm: float, spread: float, who: int | None = None) -> None:
        """What a card tells of the face."""


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """How far a measuring has come.

    Attributes:
        code: one of `CODES`.
        share: 0 to 1, how much of what is needed was read.
        corners: float64 (4, 2), pixels of the picture, where the card is; None where it is not seen.
    """

    code: str
    share: float
    corners: Matrix | None = None


class CardMeter:
    """Measures one face; in the mirror's thread.

    Args:
        told: hears what was measured.
    """

    def __init__(self, told: Told) -> None:
        self._told = told
        self._finder: CardFinder | None = None
        # Nothing is told by a picture that shows a part of something larger; it stands as None.
        self._told_by: deque[tuple[int, Touch | None]] = deque(maxlen=_MOST)
        self._who = 0
        self._code, self._since_ms = "search", 0
        self._is_done = False

    @property
    def is_on(self) -> bool:
        """Whether it measures."""
        return self._finder is not None

    def begin(self) -> None:
        """Look for a card from the next picture on; what was measured before stands until there is better."""
        self.stop()
        self._finder = CardFinder()
        self._told.cover(is_covered=True)

    def stop(self) -> None:
        """Look no longer, and forget what was read."""
        if self._finder is not None:
            self._told.cover(is_covered=False)
        self._finder = None
        self._told_by.clear()
        self._code, self._is_done = "search", False

    def look(self, picture: NDArray[np.uint8], seen: Seen | None, at_ms: int) -> Reading | None:
        """How far it has come with this picture; None while it does not measure.

        Args:
            picture: uint8 (h, w, 3), BGR, nothing drawn into it.
            seen: whoever is measured, in this picture.
        """
        if self._finder is None:
            return None
        if self._is_done:
            return Reading("done", 1.0)
        if seen is not None and seen.who != self._who:
            self._told_by.clear()
            self._who = seen.who
        while self._told_by and at_ms - self._told_by[0][0] > _OLD_MS:
            self._told_by.popleft()
        found = None if seen is None else self._finder.find(picture, seen)
        if seen is None or found is None:
            return Reading(self._calm("search", at_ms), self._share)
        if found.is_part:
            self._told_by.append((at_ms, None))
            return Reading(self._calm("search", at_ms), self._share)
        edges, plane = found.edges, found.plane
        touch = touch_of(edges, plane, seen)
        if plane.tilt > _TILTED_DEGREES:
            return Reading(self._calm("tilted", at_ms), self._share, edges.corners)
        if covers_mouth(edges, seen):
            return Reading(self._calm("mouth", at_ms), self._share, edges.corners)
        if touch is None or _is_apart(touch, seen):
            return Reading(self._calm("apart", at_ms), self._share, edges.corners)
        self._told_by.append((at_ms, touch))
        self._settle()
        return Reading("done" if self._is_done else self._calm("reading", at_ms), self._share, edges.corners)

    @property
    def _share(self) -> float:
        return 1.0 if self._is_done else min(len(self._touches) / _ENOUGH, 0.95)

    @property
    def _touches(self) -> list[Touch]:
        """What the pictures told; none while too many of them showed a part of something larger."""
        touches = [touch for _at, touch in self._told_by if touch is not None]
        parts = len(self._told_by) - len(touches)
        return [] if parts > _MOST_PARTS * len(self._told_by) else touches

    def _calm(self, code: str, at_ms: int) -> str:
        """One picture that was not read changes no words."""
        if code == "reading" or self._code == "search":
            self._code, self._since_ms = code, at_ms
        elif code == self._code:
            self._since_ms = at_ms
        elif at_ms - self._since_ms > _LONG_MS:
            self._code, self._since_ms = code, at_ms
        return self._code

    def _settle(self) -> None:
        touches = self._touches
        if len(touches) < _ENOUGH:
            return
        logs = np.log([touch.pupils_mm for touch in touches])
        middle = float(np.median(logs))
        away = np.abs(logs - middle)
        scatter = _MAD * float(np.median(away))
        if (away < _WITHIN).mean() < _AGREE or scatter > _STILL:
            return
        told = logs[away < _WITHIN]
        chance = float(np.hypot(scatter, np.mean([touch.spread for touch in touches])) / np.sqrt(len(told) / _ALIKE))
        lasting = float(np.median([touch.lasting for touch in touches]))
        self._is_done = True
        self._told_by.clear()
        self._told.cover(is_covered=False)
        self._told.card(float(np.exp(told.mean())), float(np.hypot(chance, lasting)), self._who)


def _is_apart(touch: Touch, seen: Seen) -> bool:
    pose = seen.found or seen.pose
    likely = max(_SURE * float(np.hypot(pose.scale_spread, touch.lasting)), _LEAST_OFF)
    return abs(float(np.log(touch.scale / pose.scale))) > likely
