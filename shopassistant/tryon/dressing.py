"""Who wears what: things stay on from frame to frame, on one person, lit as they are and under their hair."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.tryon.face.follow import Pictured, Seen
from shopassistant.tryon.face.hair import HairSeer
from shopassistant.tryon.face.hiding import beside_face, hiding_of
from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.render.light import STUDIO
from shopassistant.tryon.render.lighting import LightSeer
from shopassistant.tryon.render.scene import Drawable, Scene
from shopassistant.tryon.worn import Look, Moment, Wearable, Wearing

Picture = NDArray[np.uint8]


class Dresser:
    """Dresses one person at a time; one thread uses it."""

    def __init__(self) -> None:
        self._light = LightSeer()
        self._hair = HairSeer()
        self._hands: Any = None
        self._worn: dict[Wearable, Wearing] = {}
        self._wearer: int | None = None
        self.refused: dict[Wearable, UserError] = {}

    def think(self) -> None:
        """What can be worked out of the last frame while the faces of the next are still looked for, by another thread:
        a step towards where hair lies, and the light."""
        self._hair.think()
        self._light.think()

    def begin(self, frame: Pictured, looks: Sequence[Look | None], face: Seen | None) -> Moment:
        """What is known of this frame, for all looks that are worn in it: what was on stays on, what swung on somebody
        else begins anew."""
        wearables = [one for look in looks if look is not None for one in look.wearables]
        self._on_person(None if face is None else face.who)
        self.refused = {one: error for one, error in self.refused.items() if one in wearables}
        self._worn = {one: worn for one in wearables if (worn := self._put_on(one)) is not None}
        height, width = frame.picture.shape[:2]
        camera = Camera.usual(width, height) if face is None else face.camera
        return Moment(face, camera, frame.at_ms, self._seen_hands(frame, camera, face))

    def scene(self, picture: Picture, look: Look, moment: Moment) -> Scene | None:
        """The look in the frame of `moment`; None where nothing of it is in sight."""
        worn = [self._worn[one] for one in look.wearables if one in self._worn]
        drawables = tuple(one.drawn(moment) for one in worn)
        if not any(one.placed or one.layers for one in drawables):
            return None
        if moment.face is None:
            return Scene(drawables, None, STUDIO)  # a hand alone tells nothing of the light
        return self._on_face(picture, drawables, moment, moment.face)

    def wipe(self) -> None:
        """The visit is over: take everything off and overwrite what is known of whoever wore it."""
        from shopassistant.tryon.looks.wearing import forget_bodies

        self._worn.clear()
        forget_bodies()
        self.refused.clear()
        self._on_person(None)
        self._light.forget()
        self._hair.wipe()
        if self._hands is not None:
            self._hands.forget()

    def close(self) -> None:
        """Wipe, and give back what it holds; it can be called again."""
        self.wipe()
        if self._hands is not None:
            self._hands.close()
            self._hands = None

    def _on_person(self, who: int | None) -> None:
        if who is not None and who != self._wearer:
            self._light.forget()
            self._hair.wipe()
            self._worn.clear()
            self._wearer = who

    def _put_on(self, wearable: Wearable) -> Wearing | None:
        """As it was on before; None for what cannot be worn, such as a mesh that cannot be read."""
        if wearable in self.refused:
            return None
        if wearable in self._worn:
            return self._worn[wearable]
        try:
            return wearable.put_on()
        except UserError as error:
            self.refused[wearable] = error
            return None

    def _seen_hands(self, frame: Pictured, camera: Camera, face: Seen | None) -> Sequence[Any]:
        """Looked for only while something is worn on one: it takes as long as finding a face."""
        if not any(one.on_hand for one in self._worn):
            return ()
        if self._hands is None:
            from shopassistant.tryon.hands.finder import HandFinder

            self._hands = HandFinder(is_video=True)
        found: Sequence[Any] = self._hands.find(
            frame.picture, camera, frame.at_ms, None if face is None else face.pose.scale
        )
        return found

    def _on_face(self, picture: Picture, drawables: tuple[Drawable, ...], moment: Moment, face: Seen) -> Scene:
        points = face.landmarks.points
        light = self._light.light(picture, points, face.pose.rotation, moment.at_ms)
        hiding = hiding_of(face.landmarks, face.camera, face.pose, face.face)
        if not any(one.placed for one in drawables):
            return Scene(drawables, hiding, light)  # make-up knows by itself what is skin
        hair = self._hair.masks(picture, points, moment.at_ms)
        return Scene(drawables, hiding, light, hair.fringe, beside_face(face.pose, hair.beside))
