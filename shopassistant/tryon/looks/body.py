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
