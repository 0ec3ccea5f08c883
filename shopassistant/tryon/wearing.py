"""Glasses put on a face in a picture."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.build import Eyewear, build
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.hiding import hiding_of
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.pose import Camera, Pose
from shopassistant.tryon.render.glasses import Worn, draw_glasses
from shopassistant.tryon.render.light import STUDIO, Light

# Where the front's back plane sits on the average face: lenses a little below the pupils, 13 mm before the cornea.
_SEAT = np.array([0.0, 23.8, 55.5])
_EAR_BACK_MM = 92.0


def put_on(pose: Pose, spec: EyewearSpec) -> tuple[Eyewear, Worn]:
    """Glasses whose temples are spread for this head, and where they sit on it."""
    half_width = float(np.abs(canonical_face().points[[127, 356], 0]).mean()) * pose.scale
    eyewear = build(spec, ear_half_width_mm=half_width + 2.0, ear_back_mm=_EAR_BACK_MM * pose.scale)
    return eyewear, Worn(pose.rotation, pose.points(_SEAT[None])[0].astype(np.float64))


def wear(
    picture: NDArray[np.uint8], face: Landmarks, camera: Camera, pose: Pose, spec: EyewearSpec, light: Light = STUDIO
) -> NDArray[np.uint8]:
    """uint8 (h, w, 3), BGR: the picture with the glasses on."""
    eyewear, worn = put_on(pose, spec)
    return draw_glasses(picture, eyewear, worn, hiding_of(face, camera, pose), light, camera.focal, camera.centre)
