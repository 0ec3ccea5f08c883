"""Faces followed through the pictures of a camera: who is who, and a pose still enough to draw on."""

from concurrent.futures import Executor
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.tryon.face.finder import Finder
from shopassistant.tryon.face.head import Head
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.measures import Measures
from shopassistant.tryon.face.pose import Camera, Pose

# Away for longer, a face is somebody else's until shown otherwise.
_REMEMBERED_MS = 3000
# A face is the one of the picture before if it moved by less than this share of its width.
_MOST_MOVED = 0.8
# Out of sight, turned away for example, it may go on moving by so many widths a second.
_MOVES_A_SECOND = 2.0
# So much wider a face is clearly nearer.
_NEARER = 1.25
# Unseen for longer, a pose does not follow from the one before.
_AWAY_MS = 250
# What grown people have, and children from three years on.
PUPIL_DISTANCES_MM = 42, 82


class Pictured(Protocol):
    """A picture of a camera: uint8 (h, w, 3), BGR, and when it was taken, by a clock that never goes back."""

    @property
    def picture(self) -> NDArray[np.uint8]: ...
    @property
    def at_ms(self) -> int: ...


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """A face in one picture.

    Attributes:
        landmarks: as found in this picture.
        camera: what took it.
        pose: smoothed.
        face: float64 (468, 3), the person's own face as far as it is known, in the axes and (before `pose.scale`) the
            millimetres of the canonical one: `pose.points(face)` is where it is.
        confidence: 0 to 1; under 0.5 better nothing is drawn.
        who: the same number for the same person while they stay.
        is_new: first picture of this person.
        found: the pose as found in this picture alone; for measuring, not for drawing.
        measures: of the face, as far as known; they become surer from picture to picture.
    """

    landmarks: Landmarks
    camera: Camera
    pose: Pose
    face: NDArray[np.float64]
    confidence: float
    who: int
    is_new: bool
    found: Pose | None = None
    measures: Measures | None = None


@dataclass(eq=False, repr=False)
class _Followed:
    who: int
    last: Landmarks
    at_ms: int
    head: Head


class Follower:
    """Follows the faces before one camera; use it as a context, or close it. One thread at a time.

    Args:
        camera: what takes the pictures; a usual one for their size by default.
        iris_mm: true width of the irises, where it is known.

    Raises:
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``.
    """

    def __init__(self, camera: Camera | None = None, iris_mm: float | None = None) -> None:
        self._camera, self._iris_mm = camera, iris_mm
        self._camera_now: Camera | None = None
        self._finder = Finder()
        self._known: list[_Followed] = []
        self._next = 1
        self._wearer = 0
        self._told_mm: float | None = None
        self._card: tuple[float, float] | None = None
        self._is_covered = False
        self._at_ms = -1

    def follow(self, frame: Pictured, helper: Executor | None = None) -> tuple[Seen, ...]:
        """The faces in the next picture, the one that wears what is tried on first; empty without a face.

        Args:
            frame: later than the one before; of the same moment or an earlier one it counts as a millisecond later.
            helper: another thread that may do a part; who comes to others is then seen a picture later.
        """
        height, width = frame.picture.shape[:2]
        camera = self._camera_now = self._camera or Camera.usual(width, height)
        self._at_ms = max(self._at_ms + 1, frame.at_ms)
        found = self._finder.find(frame.picture, self._at_ms, helper)
        self._forget([one for one in self._known if self._at_ms - one.at_ms > _REMEMBERED_MS])
        told = [self._seen(frame.picture, face, camera) for face in found]
        return self._wearer_first([one for one in told if one is not None])

    def told(self, pupil_distance_mm: float, who: int | None = None) -> None:
        """A pupil distance measured elsewhere, for looking into the distance; of this face, or the one that wears.

        Until `forget` it is that of whoever comes back alone, too: somebody who bends down for a bag is still measured.

        Raises:
            UserError: ``tryon.measure``: outside of what people have.
        """
        least, most = PUPIL_DISTANCES_MM
        if not least <= pupil_distance_mm <= most:
            told = {"field": "pupil_distance_mm", "value": f"{pupil_distance_mm:.0f}"}
            raise UserError("tryon.measure", **told, least=str(least), most=str(most))
        self._told_mm = pupil_distance_mm
        if one := self._one(who):
            one.head.type_pupil_distance(pupil_distance_mm)

    def card(self, pupil_distance_mm: float, spread: float, who: int | None = None) -> None:
        """A pupil distance for looking at the camera by a card that is held to a face (`tryon.card`), with its standard
        error as a share; until `forget`, as `told`."""
        self._card = pupil_distance_mm, spread
        if one := self._one(who):
            one.head.show_card(pupil_distance_mm, spread)

    def cover(self, *, is_covered: bool) -> None:
        """Whether something is held to faces from now on: what it covers is no shape of theirs."""
        self._is_covered = is_covered
        for one in self._known:
            one.head.is_covered = is_covered

    def at(self, x: float, y: float) -> int | None:
        """Who is tapped at a pixel of the last picture: the face there, or the nearest within its width of it."""
        middles = {one.who: (one.last.points.mean(axis=0), one.last.width) for one in self._known}
        off = {who: float(np.hypot(*(middle - (x, y)))) / width for who, (middle, width) in middles.items()}
        who = min(off, key=lambda one: off[one], default=None)
        return who if who is not None and off[who] < 1 else None

    def forget(self) -> None:
        """The visit is over: nothing of anybody is kept."""
        self._told_mm = self._card = None
        self._is_covered = False
        self._forget(self._known)
        self._finder.forget()

    def _forget(self, gone: list[_Followed]) -> None:
        for one in gone:
            one.last.points.fill(0)
            one.last.depth.fill(0)
            one.head.wipe()
        self._known = [one for one in self._known if one not in gone]

    def close(self) -> None:
        """Forget, and give back what it holds; it can be called again."""
        self.forget()
        self._finder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _seen(self, picture: NDArray[np.uint8], face: Landmarks, camera: Camera) -> Seen | None:
        one = self._same(face)
        is_new = one is None
        if one is None:
            one = _Followed(self._next, face, self._at_ms, Head(self._iris_mm))
            self._next += 1
            if self._told_mm is not None and not self._known:
                one.head.type_pupil_distance(self._told_mm)
            if self._card is not None and not self._known:
                one.head.show_card(*self._card)
            one.head.is_covered = self._is_covered
            self._known.append(one)
        seconds = max(self._at_ms - one.at_ms, 1) / 1000
        if seconds > _AWAY_MS / 1000:
            one.head.lost()
        looked = one.head.look(picture, face, camera, seconds)
        one.last, one.at_ms = face, self._at_ms
        if looked is None:
            if is_new:
                self._known.remove(one)
            return None
        pose, found, confidence = looked
        return Seen(
            face, camera, pose, one.head.shape.points, confidence, one.who, is_new, found, one.head.measures(pose)
        )

    def _wearer_first(self, seen: list[Seen]) -> tuple[Seen, ...]:
        """Who wears goes on wearing until somebody comes clearly nearer; the others follow by how near they are."""
        widths = {one.who: one.landmarks.width for one in seen}
        kept = widths.get(self._wearer, 0.0)
        if seen and max(widths.values()) > _NEARER * kept:
            self._wearer = max(widths, key=lambda who: widths[who])
        return tuple(sorted(seen, key=lambda one: (one.who != self._wearer, -widths[one.who])))

    def _one(self, who: int | None) -> _Followed | None:
        known = [one for one in self._known if who in (None, one.who)]
        return max(known, key=lambda one: (one.at_ms, one.last.width), default=None)

    def _same(self, face: Landmarks) -> _Followed | None:
        middle = face.points.mean(axis=0)
        others = [one for one in self._known if one.at_ms < self._at_ms]  # those told in this picture are taken
        near = [(float(np.linalg.norm(one.last.points.mean(axis=0) - middle)), one) for one in others]
        moved, one = min(near, key=lambda pair: pair[0], default=(np.inf, None))
        if one is None:
            return None
        unseen = (self._at_ms - one.at_ms) / 1000
        return one if moved < (_MOST_MOVED + _MOVES_A_SECOND * unseen) * one.last.width else None
