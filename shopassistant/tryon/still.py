"""Trying on in one picture: find the face, measure it, put glasses or anything else on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.follow import Follower
from shopassistant.tryon.face.landmarks import Landmarker
from shopassistant.tryon.face.pose import Camera, find_pose, pupil_distance
from shopassistant.tryon.looks.kinds import Wearable
from shopassistant.tryon.looks.look import Look
from shopassistant.tryon.mirror import Mirror
from shopassistant.tryon.sources.frame import Frame
from shopassistant.tryon.wearing import wear

FITS = ("narrow", "right", "wide")
# A frame may be so much wider or narrower than the face at the temples, millimetres, before it pinches or slides.
_ROOM_MM = (-8.0, 6.0)


@dataclass(frozen=True, repr=False)
class TriedOn:
    """A picture and what was measured in it; two in three times the truth is as near as said.

    Attributes:
        picture: uint8 (h, w, 3), BGR.
        pupils_mm, pupils_off_mm: distance of the pupils, and its standard error.
        face_mm, face_off_mm: width of the face at the temples, and its standard error.
        frame_mm: width of the frame.
        fit: one of `FITS`.
    """

    picture: NDArray[np.uint8]
    pupils_mm: float
    pupils_off_mm: float
    face_mm: float
    face_off_mm: float
    frame_mm: float
    fit: str


def try_on(picture: NDArray[np.uint8], spec: EyewearSpec, camera: Camera | None = None) -> TriedOn:
    """The largest face of a picture with the glasses on.

    Args:
        picture: uint8 (h, w, 3), BGR; not changed.
        camera: what took it; a usual one by default.

    Raises:
        UserError: ``tryon.no_face``.
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``.
    """
    camera = camera or Camera.usual(picture.shape[1], picture.shape[0])
    with Landmarker() as landmarker:
        faces = landmarker.find(picture)
    if not faces:
        raise UserError("tryon.no_face")
    pose = find_pose(faces[0], camera)
    pupils = pupil_distance(faces[0], camera, pose)
    model = canonical_face().points
    face_mm = float(np.linalg.norm(model[127] - model[356])) * pose.scale - _SKIN_MM
    room = spec.frame_width_mm - face_mm
    fit = "narrow" if room < _ROOM_MM[0] else "wide" if room > _ROOM_MM[1] else "right"
    return TriedOn(
        wear(picture, faces[0], camera, pose, spec), pupils, pupils * pose.scale_spread, face_mm,
        face_mm * pose.scale_spread, spec.frame_width_mm, fit,
    )  # fmt: skip


# A mirror looks for hair and light in small steps; so many looks at the same picture are enough.
_LOOKS, _EVERY_MS = 14, 40


def put_on(picture: NDArray[np.uint8], wearable: Wearable) -> NDArray[np.uint8]:
    """uint8 (h, w, 3), BGR: the picture with the thing on the largest face, or on the nearest hand.

    Raises:
        UserError: ``tryon.no_face``, ``tryon.no_hand``; ``tryon.mesh_*`` of a mesh that cannot be drawn.
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``.
    """
    mirror = Mirror(Follower())
    try:
        for place in range(_LOOKS):
            shown = mirror.show(Frame(picture, place * _EVERY_MS, place), Look((wearable,)))
    finally:
        mirror.close()
    if shown.refused:
        raise shown.refused[0][1]
    if wearable.on_hand and (shown.picture == picture).all():
        raise UserError("tryon.no_hand")
    if not wearable.on_hand and not shown.seen:
        raise UserError("tryon.no_face")
    return shown.picture


# The average face's points at the temples lie on the hair line, a little outside of where a temple passes.
_SKIN_MM = 8.0
