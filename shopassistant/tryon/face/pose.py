"""Where a head is and how it is turned, in true millimetres, from landmarks and the size of an iris.

The pose comes from the landmarks and an average face by perspective-n-point (SQPnP: Terzakis and Lourakis, ECCV 2020,
refined by Levenberg and Marquardt), with the camera's own perspective, so that a face at the picture's edge is not
taken for a turned one. What an average face cannot tell is how large this one is: that says the iris, which is as wide
in nearly everybody (11.7 +- 0.4 mm: Rüfer, Schröder and Erb, Cornea 24, 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.canonical import LEFT_IRIS, RIGHT_IRIS, STEADY, canonical_face
from shopassistant.tryon.face.landmarks import Landmarks

Matrix = NDArray[np.float64]

IRIS_MM = 11.7
# How far off one picture's iris is, people's own spread and the landmarks' together; and how heads differ from the
# average face, by the pupil distances of adults (63 +- 3.6 mm: Dodgson, SPIE 5291, 2004; the average face has 63.6).
_IRIS_SPREAD = 0.06
USUAL_HEAD = 63.0 / 63.6, 3.6 / 63.0
# Webcams see about 60 degrees across the longer side; a photograph tells nobody.
_USUAL_FOCAL = 0.9
# Between OpenCV's axes (y down, z away) and ours (y up, z towards the camera).
_TURN = np.diag([1.0, -1.0, -1.0])


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole.

    Attributes:
        width, height: of its pictures, pixels.
        focal: pixels.
    """

    width: int
    height: int
    focal: float

    @classmethod
    def usual(cls, width: int, height: int) -> "Camera":
        """One nobody measured."""
        return cls(width, height, _USUAL_FOCAL * max(width, height))

    @property
    def centre(self) -> tuple[float, float]:
        """Where its axis meets the picture."""
        return self.width / 2, self.height / 2

    @property
    def matrix(self) -> Matrix:
        """float64 (3, 3), for OpenCV."""
        return np.array([[self.focal, 0, self.width / 2], [0, self.focal, self.height / 2], [0, 0, 1.0]])


@dataclass(frozen=True, slots=True, repr=False)
class Pose:
    """A head before the camera (x right, y up, z towards the camera).

    Attributes:
        rotation: float64 (3, 3), from the axes of the canonical face.
        place: float64 (3,), of the canonical face's origin, true millimetres.
        scale: true millimetres per millimetre of the average face.
        scale_spread: standard error of that, as a share of it.
    """

    rotation: Matrix
    place: Matrix
    scale: float
    scale_spread: float

    def points(self, face: Matrix) -> NDArray[np.float32]:
        """float32 (n, 3): points of the canonical face before the camera."""
        return (face @ self.rotation.T * self.scale + self.place).astype(np.float32)

    @property
    def angles(self) -> tuple[float, float, float]:
        """Degrees of yaw (to the wearer's left), pitch (down) and roll."""
        r = self.rotation
        yaw = np.arctan2(-r[2, 0], np.hypot(r[0, 0], r[1, 0]))
        found = np.degrees([yaw, np.arctan2(r[2, 1], r[2, 2]), np.arctan2(r[1, 0], r[0, 0])])
        return float(found[0]), float(found[1]), float(found[2])


def find_pose(face: Landmarks, camera: Camera, iris_mm: float = IRIS_MM) -> Pose:
    """The pose of a head.

    Args:
        iris_mm: true width of the iris, where it is known.
    """
    model, steady = canonical_face().points, list(STEADY)
    seen = face.points[steady].astype(np.float64)
    _, turn, place = cv2.solvePnP(model[steady], seen, camera.matrix, None, flags=cv2.SOLVEPNP_SQPNP)
    turn, place = cv2.solvePnPRefineLM(model[steady], seen, camera.matrix, None, turn, place)
    rotation = np.asarray(_TURN @ cv2.Rodrigues(turn)[0], np.float64)
    at = np.asarray(_TURN @ place, np.float64)[:, 0]
    scale, spread = fused([USUAL_HEAD, (iris_mm / _iris_width(face, camera, model @ rotation.T + at), _IRIS_SPREAD)])
    return Pose(rotation, at * scale, scale, spread)


def fused(told: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """A head's scale and its standard error (a share of it) from several independent tellings of both: each weighs as
    it is sure."""
    scales, spreads = (np.array(values) for values in zip(*told, strict=True))
    weight = spreads**-2.0
    return float(np.exp((weight * np.log(scales)).sum() / weight.sum())), float(weight.sum() ** -0.5)


def _iris_width(face: Landmarks, camera: Camera, placed: Matrix) -> float:
    """Of both eyes in the mean, in the average face's millimetres; the wider way across, as lids hide the other."""
    widths = []
    for iris, corners in ((RIGHT_IRIS, (33, 133)), (LEFT_IRIS, (362, 263))):
        depth = -placed[list(corners), 2].mean()
        ring = face.points[iris + 1 : iris + 5]
        across = max(np.linalg.norm(ring[0] - ring[2]), np.linalg.norm(ring[1] - ring[3]))
        widths.append(across * depth / camera.focal)
    return float(np.mean(widths))


def pupil_distance(face: Landmarks, camera: Camera, pose: Pose) -> float:
    """True millimetres between the pupils, in the plane of the eyes."""
    model = canonical_face().points
    found = []
    for iris, corners in ((RIGHT_IRIS, (33, 133)), (LEFT_IRIS, (362, 263))):
        depth = -pose.points(model[list(corners)])[:, 2].mean()
        x, y = face.points[iris]
        centre = camera.centre
        found.append([(x - centre[0]) / camera.focal * depth, -(y - centre[1]) / camera.focal * depth, -depth])
    return float(np.linalg.norm(np.array(found[0]) - np.array(found[1])))
