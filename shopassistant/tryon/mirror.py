"""The mirror: a frame and a look in, the frame with the look worn out; what a visit needs of it is overwritten."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.follow import Pictured, Seen
from shopassistant.tryon.face.hair import HairSeer
from shopassistant.tryon.face.hiding import beside_face, hiding_of
from shopassistant.tryon.render.lighting import LightSeer
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.render.scene import Scene
from shopassistant.tryon.worn import Look, Moment, Wearable, Wearing

Picture = NDArray[np.uint8]
STAGES = ("follow", "place", "draw")
# A face the follower is less sure of is likely none.
_SURE_ENOUGH = 0.5


class Follower(Protocol):
    """Finds the faces of frames that follow each other."""

    def follow(self, frame: Pictured) -> tuple[Seen, ...]:
        """The faces, the nearest first; none where there is none."""

    def forget(self) -> None:
        """Overwrite what is known of anybody."""

    def close(self) -> None:
        """Give back what it holds."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One frame of the mirror.

    Attributes:
        picture: uint8 (h, w, 3), BGR, unmirrored; an array of its own.
        seen: the faces, the one that wears the look first.
        stage_ms: wall time of each of `STAGES`.
    """

    picture: Picture
    seen: tuple[Seen, ...]
    stage_ms: Mapping[str, float]


class Mirror:
    """Shows one person the look. One thread uses it.

    Args:
        follower: who finds faces; closed with the mirror.
    """

    def __init__(self, follower: Follower) -> None:
        self._follower = follower
        self._renderer = Renderer()
        self._light = LightSeer()
        self._hair = HairSeer()
        self._worn: dict[Wearable, Wearing] = {}
        self._wearer: int | None = None
        self._chosen: int | None = None

    def show(self, frame: Pictured, look: Look | None) -> Shown:
        """The frame with the look on the chosen face, or on the nearest one. Without a face nothing is drawn."""
        return self.show_all(frame, (look,))[0]

    def show_all(self, frame: Pictured, looks: Sequence[Look | None]) -> tuple[Shown, ...]:
        """The frame once with each of the looks, to compare them; the face is found once, which the first one's time
        of ``follow`` tells."""
        started = time.perf_counter()
        told = self._follower.follow(frame)
        seen = self._wearer_first(tuple(one for one in told if one.confidence >= _SURE_ENOUGH))
        followed = (time.perf_counter() - started) * 1000
        self._wear([] if not seen else [one for look in looks if look is not None for one in look.wearables], seen)
        shown = []
        for place, look in enumerate(looks):
            shown.append(self._shown(frame, look, seen, 0.0 if place else followed))
        return tuple(shown)

    def choose(self, who: int | None) -> None:
        """Put the look on this face, as long as it is in sight; None: on the nearest."""
        self._chosen = who

    def wipe(self) -> None:
        """The visit is over: take everything off and overwrite what is left of the last frames."""
        self._worn.clear()
        self._wearer = self._chosen = None
        self._renderer.wipe()
        self._light.forget()
        self._hair.wipe()
        self._follower.forget()

    def close(self) -> None:
        """Wipe, and close the follower; it can be called again."""
        self.wipe()
        self._follower.close()

    def _wearer_first(self, seen: tuple[Seen, ...]) -> tuple[Seen, ...]:
        return seen if self._chosen is None else tuple(sorted(seen, key=lambda one: one.who != self._chosen))

    def _wear(self, wearables: Sequence[Wearable], seen: tuple[Seen, ...]) -> None:
        """What was on stays on; what swung on somebody else begins anew."""
        wearer = seen[0].who if seen else self._wearer
        before = self._worn if wearer == self._wearer else {}
        if wearer != self._wearer:
            self._light.forget()
            self._hair.wipe()
        self._wearer = wearer
        if seen:
            self._worn = {one: before.get(one) or one.put_on() for one in wearables}

    def _shown(self, frame: Pictured, look: Look | None, seen: tuple[Seen, ...], followed_ms: float) -> Shown:
        started = time.perf_counter()
        scene = self._scene(frame, look, seen[0]) if seen and look is not None else None
        placed = time.perf_counter()
        picture = frame.picture.copy() if scene is None else self._renderer.draw(frame.picture, scene, seen[0].camera)
        spans = (followed_ms, (placed - started) * 1000, (time.perf_counter() - placed) * 1000)
        return Shown(picture, seen, dict(zip(STAGES, spans, strict=True)))

    def _scene(self, frame: Pictured, look: Look, face: Seen) -> Scene:
        moment = Moment(face, face.camera, frame.at_ms)
        drawables = tuple(self._worn[one].drawn(moment) for one in look.wearables)
        points = face.landmarks.points
        light = self._light.light(frame.picture, points, face.pose.rotation, frame.at_ms)
        hair = self._hair.masks(frame.picture, points, frame.at_ms)
        hiding = hiding_of(face.landmarks, face.camera, face.pose, face.face)
        return Scene(drawables, hiding, light, hair.fringe, beside_face(face.pose, hair.beside))
