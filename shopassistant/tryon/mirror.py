"""The mirror: a frame and a look in, the frame with the look worn out; what a visit needs of it is overwritten."""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.tryon.dressing import Dresser
from shopassistant.tryon.face.follow import Pictured, Seen
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.worn import Look, Moment, Wearable

Picture = NDArray[np.uint8]
STAGES = ("follow", "place", "draw")
# A face the follower is less sure of is likely none.
_SURE_ENOUGH = 0.5


class Follower(Protocol):
    """Finds the faces of frames that follow each other."""

    def follow(self, frame: Pictured, helper: Executor | None = None) -> tuple[Seen, ...]:
        """The faces, the nearest first; none where there is none. A part may be done by the helper."""

    def forget(self) -> None:
        """Overwrite what is known of anybody."""

    def close(self) -> None:
        """Give back what it holds."""


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """One frame of the mirror.

    Attributes:
        picture: uint8 (h, w, 3), BGR, unmirrored; an array of its own.
        seen: the faces, the one that wears the look first.
        stage_ms: wall time of each of `STAGES`.
        refused: what of the look cannot be worn, and why (a mesh that cannot be read); the rest is.
    """

    picture: Picture
    seen: tuple[Seen, ...]
    stage_ms: Mapping[str, float]
    refused: tuple[tuple[Wearable, UserError], ...] = ()


class Mirror:
    """Shows one person the look. One thread uses it.

    Args:
        follower: who finds faces; closed with the mirror.
    """

    def __init__(self, follower: Follower) -> None:
        # Pieces of a face are so small that waiting for another thread's share of one takes longer than doing it.
        cv2.setNumThreads(1)
        self._follower = follower
        self._helper = ThreadPoolExecutor(1, "mirror-helper")
        self._renderer = Renderer(self._helper)
        self._dresser = Dresser()
        self._chosen: int | None = None

    def show(self, frame: Pictured, look: Look | None) -> Shown:
        """The frame with the look on the chosen face, or on the nearest one (and on the nearest hand). Where neither is
        in sight nothing is drawn."""
        return self.show_all(frame, (look,))[0]

    def show_all(self, frame: Pictured, looks: Sequence[Look | None]) -> tuple[Shown, ...]:
        """The frame once with each of the looks, to compare them; faces and hands are found once, which the first one's
        time of ``follow`` tells.

        Raises:
            EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``, with the first thing on a hand.
        """
        started = time.perf_counter()
        thought = self._helper.submit(self._dresser.think)
        try:
            told = self._follower.follow(frame, self._helper)
        finally:
            thought.result()
        seen = self._wearer_first(tuple(one for one in told if one.confidence >= _SURE_ENOUGH))
        moment = self._dresser.begin(frame, looks, seen[0] if seen else None)
        spent = (time.perf_counter() - started) * 1000
        return tuple(
            self._shown(frame, look, seen, moment, 0.0 if place else spent) for place, look in enumerate(looks)
        )

    def choose(self, who: int | None) -> None:
        """Put the look on this face, as long as it is in sight; None: on the nearest."""
        self._chosen = who

    def wipe(self) -> None:
        """The visit is over: take everything off and overwrite what is left of the last frames."""
        self._chosen = None
        self._dresser.wipe()
        self._renderer.wipe()
        self._follower.forget()

    def close(self) -> None:
        """Wipe, and give back everything; it can be called again."""
        self._helper.shutdown()
        self.wipe()
        self._dresser.close()
        self._follower.close()

    def _wearer_first(self, seen: tuple[Seen, ...]) -> tuple[Seen, ...]:
        return seen if self._chosen is None else tuple(sorted(seen, key=lambda one: one.who != self._chosen))

    def _shown(
        self, frame: Pictured, look: Look | None, seen: tuple[Seen, ...], moment: Moment, followed_ms: float
    ) -> Shown:
        started = time.perf_counter()
        scene = None if look is None else self._dresser.scene(frame.picture, look, moment)
        placed = time.perf_counter()
        picture = frame.picture.copy() if scene is None else self._renderer.draw(frame.picture, scene, moment.camera)
        spans = (followed_ms, (placed - started) * 1000, (time.perf_counter() - placed) * 1000)
        refused = () if look is None else tuple(one for one in look.wearables if one in self._dresser.refused)
        return Shown(
            picture, seen, dict(zip(STAGES, spans, strict=True)),
            tuple((one, self._dresser.refused[one]) for one in refused),
        )  # fmt: skip
