"""Where on a head things sit: the holes of the ear lobes, the band of a hat, the neck and chest below."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.follow import Seen

Vector = NDArray[np.float64]

# Landmarks where a lobe joins the cheek, of the wearer's right and left; from there to the middle of the lobe, and the
# way its front faces, in the axes of the face for the wearer's left (measured on photographs with the ears in sight).
_LOBES = (132, 361)
_TO_HOLE = np.array([6.5, -1.5, -20.0])
_FACING = np.array([0.78, -0.05, 0.62])


@dataclass(frozen=True, slots=True)
class Lobe:
    """An ear lobe before the camera.

    Attributes:
        hole: float64 (3,), millimetres.
        facing: float64 (3,), the way its front faces. outward: away from the head. down: the head's own down.
    """

    hole: Vector
    facing: Vector
    outward: Vector
    down: Vector


def lobes(face: Seen) -> tuple[Lobe, Lobe]:
    """The wearer's right one and the left one. They follow this person's cheeks in the picture, in the depth that the
    pose gives them; how far behind the cheek an ear sits is an average."""
    turn, scale = face.pose.rotation, face.pose.scale
    found = []
    for side, landmark in zip((-1.0, 1.0), _LOBES, strict=True):
        mirrored = np.array([side, 1.0, 1.0])
        root = on_ray(face, landmark)
        facing = turn @ (_FACING * mirrored / np.linalg.norm(_FACING))
        outward = turn @ np.array([side, 0.0, 0.0])
        found.append(Lobe(root + turn @ (_TO_HOLE * mirrored) * scale, facing, outward, turn @ np.array([0, -1.0, 0])))
    return found[0], found[1]


def on_ray(face: Seen, landmark: int) -> Vector:
    """float64 (3,): a landmark where the picture shows it, as far away as the pose says."""
    depth = float(face.face[landmark] @ face.pose.rotation[2] * face.pose.scale + face.pose.place[2])
    x, y = face.landmarks.points[landmark].astype(np.float64) - face.camera.centre
    return np.array([x * -depth / face.camera.focal, y * depth / face.camera.focal, depth])


# The band of a hat on the average head: two fingers above the brows in front, falling to the back of the head.
_BAND_FRONT, _BAND_TILT = np.array([0.0, 77.0, 51.0]), np.radians(13.0)
_FOREHEAD = (10, 151, 9, 67, 297, 109, 338, 54, 284, 103, 332, 21, 251, 68, 298, 104, 333, 69, 299, 107, 336, 63, 293)
_MIDDLE_FOREHEAD = 7  # of these: they say where it is, the others how wide
# Around the average head at that band, hair pressed down (adults: 56 +- 2 cm); how high the skull rises above it.
HEAD_MM, HEAD_SPREAD = 568.0, 0.03
_ABOVE_MM, _AT_MM = 112.0, 30.0
_LOWEST_MM, _HIGHEST_MM = -16.0, 42.0


@dataclass(frozen=True, slots=True)
class Band:
    """Where a hat sits.

    Attributes:
        rotation: float64 (3, 3), from the hat's axes to the camera's. middle: float64 (3,), of its inner edge.
    """

    rotation: NDArray[np.float64]
    middle: Vector


def head_circumference_mm(face: Seen) -> tuple[float, float]:
    """Around the head where a hat sits, and the standard error, millimetres: from the size of the face, to which heads
    keep a proportion (the spread of that proportion is part of the error)."""
    around = HEAD_MM * face.pose.scale
    return around, around * float(np.hypot(face.pose.scale_spread, HEAD_SPREAD))


def band(face: Seen, circumference_mm: float, half_length_mm: float) -> Band:
    """Where a hat of this size comes to rest: a small one sits higher, a large one slides down to ears and brows.

    Args:
        circumference_mm, half_length_mm: of the hat's inner edge.
    """
    turn, scale = face.pose.rotation, face.pose.scale
    head, off_by = head_circumference_mm(face)
    # Only a misfit that is larger than the measurement's own error is shown as one.
    misfit = circumference_mm / head - 1
    misfit = np.sign(misfit) * max(abs(misfit) - off_by / head, 0.0)
    share = np.clip((1 + misfit) * np.sqrt(1 - (_AT_MM / _ABOVE_MM) ** 2), 0.0, 1.0)
    rise = np.clip(_ABOVE_MM * np.sqrt(1 - share**2) - _AT_MM, _LOWEST_MM, _HIGHEST_MM) * scale
    # This person's forehead where the picture shows it, not where the average one would be.
    skin = np.stack([on_ray(face, one) for one in _FOREHEAD])
    average = face.face[list(_FOREHEAD)] @ turn.T * scale + face.pose.place
    back = np.array([0.0, -np.sin(_BAND_TILT), -np.cos(_BAND_TILT)])
    up = np.array([0.0, np.cos(_BAND_TILT), -np.sin(_BAND_TILT)])
    axes = turn @ np.column_stack([[1.0, 0, 0], up, -back])
    own = _BAND_FRONT * scale + back * half_length_mm + up * rise
    middle = turn @ own + face.pose.place + (skin - average)[:_MIDDLE_FOREHEAD].mean(axis=0)
    return Band(axes, middle + axes[:, 2] * _room((skin - middle) @ axes, circumference_mm, half_length_mm))


def _room(skin: NDArray[np.float64], circumference_mm: float, half_length_mm: float) -> float:
    """How far a hat must be moved to the front so that the forehead is inside of it, millimetres.

    Args:
        skin: float64 (n, 3), the forehead in the hat's axes.
    """
    under = skin[skin[:, 1] > -4.0]
    if not len(under):
        return 0.0
    half_breadth = circumference_mm / (np.pi * 1.0) - half_length_mm  # of an oval so long around, nearly
    inside = np.sqrt(1 - np.clip(np.abs(under[:, 0]) / half_breadth, 0, 0.98) ** 2) * half_length_mm
    return float(np.clip((under[:, 2] - inside).max() + 1.0, 0.0, 14.0))


# The bare skull above the ears: its middle and half axes, millimetres of the average head.
_SKULL = np.array([0.0, 22.0, -48.0]), np.array([77.0, 106.0, 96.0])


def skull_points(face: Seen, count: int = 14) -> Vector:
    """float64 (n, 3): points all over the skull, before the camera."""
    down, around = np.meshgrid(np.linspace(0.1, 2.0, 7), np.linspace(0, 2 * np.pi, count, endpoint=False))
    unit = np.stack([np.sin(down) * np.cos(around), np.cos(down), np.sin(down) * np.sin(around)], axis=-1)
    middle, half = _SKULL
    own: Vector = unit.reshape(-1, 3) * half + middle
    return np.asarray(own @ face.pose.rotation.T * face.pose.scale + face.pose.place, np.float64)


# The joint that a head turns on, in the axes of the average face; the neck's base below it; how much of a turn of the
# head its shoulders take part in, and the depth of a neck that hides what goes around it.
_JOINT, _NECK_LONG, _SHOULDERS_TURN = np.array([0.0, -28.0, -66.0]), 96.0, 0.35


@dataclass(frozen=True, slots=True)
class Neck:
    """The base of a neck, as far as a head tells of it: nobody measured the body.

    Attributes:
        rotation: float64 (3, 3), of the shoulders, which stay upright. base: float64 (3,), its middle.
        joint: float64 (3,), where the head begins. scale: of the body against the average one.
    """

    rotation: NDArray[np.float64]
    base: Vector
    joint: Vector
    scale: float


def neck(face: Seen) -> Neck:
    """Below a head: shoulders are upright and take part in a turn of the head by about a third."""
    turn, scale = face.pose.rotation, face.pose.scale
    joint = turn @ _JOINT * scale + face.pose.place
    ahead = turn[:, 2]
    angle = _SHOULDERS_TURN * np.arctan2(ahead[0], max(ahead[2], 1e-6))
    cos, sin = np.cos(angle), np.sin(angle)
    rotation = np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])
    # It leans forward a little from the shoulders to the head.
    base = joint + rotation @ np.array([0.0, -_NECK_LONG, -16.0]) * scale
    return Neck(rotation, base, joint, scale)
