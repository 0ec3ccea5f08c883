"""A hand's joints before the camera, and its bones."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.pose import Camera

Vector = NDArray[np.float64]

WRIST = 0
# Joints of each finger from the knuckle to the tip (MediaPipe's numbers).
FINGERS = {
    "thumb": (1, 2, 3, 4), "index": (5, 6, 7, 8), "middle": (9, 10, 11, 12), "ring": (13, 14, 15, 16),
    "little": (17, 18, 19, 20),
}  # fmt: skip
# Half the thickness of each finger where a ring sits, and at its tip, millimetres of the hand that MediaPipe's model
# has in mind (ring sizes of adults have their middle near 17.5 mm for the fourth finger).
THICK_MM = {"thumb": 10.2, "index": 9.1, "middle": 9.2, "ring": 8.7, "little": 7.6}
# Half the breadth of a wrist (57 mm).
WRIST_MM = 28.5
# Fingers that point so far out of the plane of the palm (sine of the angle) are bent.
_BENT = 0.6
# How adults' hands differ in length (183 +- 10 mm over both sexes), and how much of that their faces tell.
HAND_SPREAD, _TOLD_BY_FACE, _LEFT_BY_FACE = 0.055, 0.5, 0.048


@dataclass(frozen=True, slots=True, repr=False)
class Girth:
    """A finger where a ring sits.

    Attributes:
        half_mm: half its thickness, true millimetres.
        aside_mm: how far its middle lies from the line of its joints in the picture, to the right seen along it.
        is_seen: whether the picture showed its edges; else it is the usual thickness.
    """

    half_mm: float
    aside_mm: float = 0.0
    is_seen: bool = False


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Hand:
    """One hand.

    Attributes:
        points: float32 (21, 2), pixels. joints: float64 (21, 3), before the camera, true millimetres.
        is_right: the wearer's right hand.
        scale: true millimetres per millimetre of the model's hand. spread: standard error of it, as a share.
        fingers: their thickness where rings sit, by finger.
        wrist: its breadth. arm: float64 (3,), of length one, from the wrist to the elbow.
        confidence: 0 to 1.
    """

    points: NDArray[np.float32]
    joints: Vector
    is_right: bool
    scale: float
    spread: float
    fingers: dict[str, Girth]
    wrist: Girth
    arm: Vector
    confidence: float

    @property
    def back(self) -> Vector:
        """float64 (3,), of length one: out of the back of the hand."""
        return _across_palm(self.joints) * (1.0 if self.is_right else -1.0)


def _across_palm(joints: Vector) -> Vector:
    """float64 (3,), of length one: out of the back of a right hand, out of the palm of a left one."""
    to_index, to_little = joints[5] - joints[WRIST], joints[17] - joints[WRIST]
    found = np.cross(to_little, to_index)
    return np.asarray(found / max(float(np.linalg.norm(found)), 1e-9))


def arm_of(joints: Vector, bend: float) -> Vector:
    """float64 (3,), of length one: from the wrist on, bent so many degrees in the picture to its right."""
    way = joints[WRIST] - joints[9]
    turn = np.radians(bend)
    cos, sin = np.cos(turn), np.sin(turn)
    found = np.array([way[0] * cos + way[1] * sin, way[1] * cos - way[0] * sin, way[2]])
    return np.asarray(found / max(float(np.linalg.norm(found)), 1e-9))


def is_right_hand(joints: Vector, told: bool) -> bool:
    """Fingers bend to the palm: where they do so clearly, that is surer than what the network `told`."""
    bent = joints[[8, 12, 16, 20]].mean(axis=0) - joints[[5, 9, 13, 17]].mean(axis=0)
    share = float(bent @ _across_palm(joints)) / max(float(np.linalg.norm(bent)), 1e-9)
    return told if abs(share) < _BENT else share < 0


def hand_scale(face_scale: float | None) -> tuple[float, float]:
    """How large a hand is against the model's, and the standard error: hands are as hands are, and those of people with
    large faces are somewhat larger. A face tells little: bones of hand and face go together only loosely."""
    if face_scale is None:
        return 1.0, HAND_SPREAD
    return 1.0 + _TOLD_BY_FACE * (face_scale - 1.0), _LEFT_BY_FACE


def placed(points: NDArray[np.float32], shape_mm: Vector, camera: Camera) -> Vector:
    """float64 (21, 3): joints before the camera, where the picture shows them.

    The network tells the hand's shape turned as the camera sees it, so that only its place is unknown, which is linear
    in what is seen: least squares over both coordinates of all joints.

    Args:
        points: float32 (21, 2), pixels. shape_mm: float64 (21, 3), the shape around its own middle, x right, y up, z
            towards the camera.
    """
    x = (points[:, 0].astype(np.float64) - camera.centre[0]) / camera.focal
    y = -(points[:, 1].astype(np.float64) - camera.centre[1]) / camera.focal
    one, none = np.ones(21), np.zeros(21)
    # x * depth = shape_x + place_x, with depth = place_d - shape_z; the same for y.
    rows = np.concatenate([np.column_stack([one, none, -x]), np.column_stack([none, one, -y])])
    told = np.concatenate([-shape_mm[:, 0] - x * shape_mm[:, 2], -shape_mm[:, 1] - y * shape_mm[:, 2]])
    place = np.linalg.lstsq(rows, told, rcond=None)[0]
    depth = place[2] - shape_mm[:, 2]
    return np.column_stack([x * depth, y * depth, -depth])
