"""Trying on in one picture: find the face, measure it, put glasses or anything else on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.fit import fit_of
from shopassistant.tryon.face.follow import Follower
from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.looks.kinds import Glasses, Wearable
from shopassistant.tryon.looks.look import Look
from shopassistant.tryon.mirror import Mirror, Shown
from shopassistant.tryon.sources.frame import Frame

FITS = ("narrow", "right", "wide")
_FIT_OF_CODE = {"narrow": "narrow", "fits": "right", "wide": "wide"}


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
    shown = _shown(picture, Glasses(spec), camera)
    if not shown.seen or shown.seen[0].measures is None:
        raise UserError("tryon.no_face")
    measures = shown.seen[0].measures
    pupils, face = measures.pupil_distance, measures.face_width
    fit = _FIT_OF_CODE[fit_of(measures, spec).advice[0].code]
    return TriedOn(
        shown.picture, pupils.value, pupils.spread, face.value, face.spread, spec.frame_width_mm, fit
    )  # fmt: skip


# A mirror looks for hair and light in small steps; so many looks at the same picture are enough.
_LOOKS, _EVERY_MS = 14, 40


def put_on(picture: NDArray[np.uint8], wearable: Wearable) -> NDArray[np.uint8]:
    """uint8 (h, w, 3), BGR: the picture with the thing on the largest face, or on the nearest hand.

    Raises:
        UserError: ``tryon.no_face``, ``tryon.no_hand``; ``tryon.mesh_*`` of a mesh that cannot be drawn.
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``.
    """
    shown = _shown(picture, wearable, None)
    if wearable.on_hand and (shown.picture == picture).all():
        raise UserError("tryon.no_hand")
    if not wearable.on_hand and not shown.seen:
        raise UserError("tryon.no_face")
    return shown.picture


def _shown(picture: NDArray[np.uint8], wearable: Wearable, camera: Camera | None) -> Shown:
    mirror = Mirror(Follower(camera))
    try:
        for place in range(_LOOKS):
            shown = mirror.show(Frame(picture, place * _EVERY_MS, place), Look((wearable,)))
    finally:
        mirror.close()
    if shown.refused:
        raise shown.refused[0][1]
    return shown
