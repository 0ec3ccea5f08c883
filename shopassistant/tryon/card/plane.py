"""Where a card is before the camera, from where its edges meet: the perspective of a plane of known size.

Beside its four corners there is one more thing to go by: it is held flat to a face that is seen itself. A card that
looks a hair too low for its length may be tilted or badly seen; both are weighed (Gauss and Newton on what was seen and
what is to be expected, each by how sure it is).
"""

from dataclasses import dataclass

import cv2
import numpy as np

from shopassistant.tryon.card.size import corners_mm
from shopassistant.tryon.face.axes import Matrix, Vector, rotation_of
from shopassistant.tryon.face.pose import Camera

# Standard errors: a corner's, pixels; how far from flat to the face a card is held, radians.
_CORNER_PIXELS, _FLAT = 0.5, np.radians(9.0)
_STEPS = 8
# Between OpenCV's axes (y down, z away) and ours (y up, z towards the camera).
_TURN = np.diag([1.0, -1.0, -1.0])


@dataclass(frozen=True, slots=True, repr=False)
class Plane:
    """A card before the camera (x right, y up, z towards the camera), true millimetres as far as the camera's focal
    length is true.

    Attributes:
        rotation: float64 (3, 3), from the card's axes; its third column is where the card faces.
        place: float64 (3,), its middle.
        off: root mean square of the corners from where a card of that size would have them, pixels.
        tilt: degrees between it and the face's front.
        spread: standard error of its distance, as a share.
    """

    rotation: Matrix
    place: Vector
    off: float
    tilt: float
    spread: float

    @property
    def facing(self) -> Vector:
        """float64 (3,), of length one."""
        return np.asarray(self.rotation[:, 2])


def plane_of(corners: Matrix, camera: Camera, facing: Vector) -> Plane | None:
    """The plane of a card; None where there is none that looks like it.

    Args:
        corners: float64 (4, 2), pixels, in the order of `corners_mm`.
        facing: float64 (3,): where the face's front points.
    """
    solved = cv2.solvePnPGeneric(corners_mm(), corners, camera.matrix, None, flags=cv2.SOLVEPNP_IPPE)
    starts = [
        (np.asarray(_TURN @ cv2.Rodrigues(turn)[0], np.float64), np.asarray(_TURN @ place, np.float64)[:, 0])
        for turn, place in zip(solved[1], solved[2], strict=True)
        if np.isfinite(turn).all() and np.isfinite(place).all() and place[2, 0] > 1
    ]
    found = [_settled(rotation, place, corners, camera, facing) for rotation, place in starts]
    return min((one for one in found if one is not None), key=lambda one: one.off + one.tilt / 20, default=None)


def _settled(rotation: Matrix, place: Vector, corners: Matrix, camera: Camera, facing: Vector) -> Plane | None:
    told = _residuals(rotation, place, corners, camera, facing)
    slopes = np.zeros((len(told), 6))
    for _ in range(_STEPS):
        for axis, step in enumerate(np.eye(6) * 1e-5):
            moved = _residuals(rotation_of(step[:3]) @ rotation, place + step[3:] * 1000, corners, camera, facing)
            slopes[:, axis] = (moved - told) / 1e-5
        change = np.asarray(-np.linalg.lstsq(slopes, told, rcond=None)[0], np.float64)
        rotation, place = rotation_of(change[:3]) @ rotation, place + change[3:] * 1000
        if place[2] > -50:
            return None
        told = _residuals(rotation, place, corners, camera, facing)
        if np.abs(change).max() < 1e-6:
            break
    unsure = np.linalg.pinv(slopes.T @ slopes)
    sight = place / np.linalg.norm(place)
    spread = float(np.sqrt(sight @ unsure[3:, 3:] @ sight)) * 1000 / float(np.linalg.norm(place))
    tilt = float(np.degrees(np.arccos(np.clip(rotation[:, 2] @ facing, -1, 1))))
    return Plane(rotation, place, float(np.sqrt((told[:8] ** 2).mean())) * _CORNER_PIXELS, tilt, spread)


def _residuals(rotation: Matrix, place: Vector, corners: Matrix, camera: Camera, facing: Vector) -> Matrix:
    """float64 (11,): of the corners, and of what is expected, in standard errors."""
    there = corners_mm() @ rotation.T + place
    seen = there[:, :2] / -there[:, 2:] * (camera.focal, -camera.focal) + camera.centre
    return np.concatenate([((seen - corners) / _CORNER_PIXELS).ravel(), (rotation[:, 2] - facing) / _FLAT])
