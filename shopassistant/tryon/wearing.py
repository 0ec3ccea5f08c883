"""Glasses put on a face: where they sit, and their temples spread for this head."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.build import Eyewear, build
from shopassistant.tryon.eyewear.model import eyewear_model
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.hair import Masks, hair_before
from shopassistant.tryon.face.hiding import beside_face, hiding_of
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.pose import Camera, Pose
from shopassistant.tryon.render.light import Light
from shopassistant.tryon.render.lighting import light_of
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.render.scene import Drawable, Placed, Scene, Worn
from shopassistant.tryon.worn import Moment

Points = NDArray[np.float64]

# Where the front's back plane sits on the average face: lenses a little below the pupils, 13 mm before the cornea.
_SEAT = np.array([0.0, 24.6, 55.5])
# What decides where glasses sit: the corners of the eyes, the bridge of the nose; and how wide temples are spread.
_BEARING, _TEMPLES = [33, 133, 362, 263, 168, 6], [127, 356]
_EAR_BACK_MM = 92.0
# Temples are spread anew when the head turns out to be so much wider or narrower: not in every frame.
_SPREAD_ANEW_MM = 1.5
_STEP_MM = 0.5


def put_on(pose: Pose, spec: EyewearSpec, face: Points | None = None) -> tuple[Eyewear, Worn]:
    """Glasses whose temples are spread for this head, and where they sit on it.

    Args:
        face: float64 (468, 3), the person's own, see `Seen`; the average one by default.
    """
    return build(spec, *_head(pose, face)), seat(pose, face)


def seat(pose: Pose, face: Points | None = None) -> Worn:
    """Where glasses sit on a head: as on the average face, moved as this one's eyes and bridge of the nose are."""
    model = canonical_face().points
    own = model if face is None else face
    place = _SEAT + (own[_BEARING] - model[_BEARING]).mean(axis=0)
    return Worn(pose.rotation, pose.points(place[None])[0].astype(np.float64))


def _head(pose: Pose, face: Points | None = None) -> tuple[float, float]:
    """Half its width above the ears, and from the front back to there; true millimetres."""
    own = canonical_face().points if face is None else face
    half_width = float(np.abs(own[_TEMPLES, 0]).mean()) * pose.scale
    return half_width + 2.0, _EAR_BACK_MM * pose.scale


@dataclass
class GlassesWorn:
    """Glasses on one face: the temples stay as they are while the head measures about the same."""

    spec: EyewearSpec
    _for: tuple[float, float] | None = field(default=None, init=False)

    def drawn(self, moment: Moment) -> Drawable:
        """The glasses where they sit in this frame."""
        if moment.face is None:
            return Drawable()
        head = _head(moment.face.pose, moment.face.face)
        if self._for is None or max(abs(a - b) for a, b in zip(head, self._for, strict=True)) > _SPREAD_ANEW_MM:
            self._for = round(head[0] / _STEP_MM) * _STEP_MM, round(head[1] / _STEP_MM) * _STEP_MM
        return Drawable((Placed(eyewear_model(self.spec, *self._for), seat(moment.face.pose, moment.face.face)),))


def wear(
    picture: NDArray[np.uint8],
    face: Landmarks,
    camera: Camera,
    pose: Pose,
    spec: EyewearSpec,
    light: Light | None = None,
) -> NDArray[np.uint8]:
    """uint8 (h, w, 3), BGR: the picture with the glasses on.

    Args:
        light: the face's own by default.
    """
    light = light_of(picture, face.points, pose.rotation) if light is None else light
    hair = hair_before(picture, face.points)
    hair_at = Masks(None, None) if hair is None else hair.masks(face.points)
    drawable = Drawable((Placed(eyewear_model(spec, *_head(pose)), seat(pose)),))
    beside = beside_face(pose, hair_at.beside)
    scene = Scene((drawable,), hiding_of(face, camera, pose), light, hair_at.fringe, beside)
    return Renderer().draw(picture, scene, camera)
