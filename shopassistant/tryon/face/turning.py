"""What landmarks make of a turned head, put right.

The model that finds landmarks draws them towards the faces it was trained on, seen along the line of sight: a head
that nods by 20 degrees comes out as one that nods by 17, one that turns by 40 degrees as by 38, and all look up or down
by a degree. Measured on rendered heads of known pose (`tests/benchmarks/head_truth.py`) of five people who are not
among those the benchmark scores; it is nearly the same for all of them. Seen as the average face it is another share
than seen as their own.
"""

import numpy as np

from shopassistant.tryon.face.axes import Matrix, Vector, rotation_of, towards, vector_of

# What is added to the rotation vector (pitch, yaw, roll) relative to the line of sight: shares of each, and radians;
# while the shape is the average one, and once it is the person's own.
_AVERAGE = np.array([0.084, 0.081, -0.048]), np.radians([-0.9, 0.25, -0.15])
_OWN = np.array([0.20, 0.062, -0.05]), np.radians([-0.7, 0.2, 0.0])
# A nodding face is drawn smaller than it is, as if it were farther: log of the distance by pitch, radians, and its
# square, up to so many; a turned one is not.
_FARTHER, _MOST_NOD = (-0.012, 0.035), 0.9
# Between which point of the face and the camera nothing changes: the landmarks' middle.
_PIVOT = np.array([0.0, 0.0, 30.0])


def mended(rotation: Matrix, place: Vector, own: float = 1.0) -> tuple[Matrix, Vector, float]:
    """Rotation (3, 3) and place (3,) as they truly are, and degrees between the line of sight and the face's front.

    Args:
        own: how far the shape is the person's own, 0 to 1.
    """
    sight = towards(place)
    seen = vector_of(sight.T @ rotation)
    shares, shifts = ((1 - own) * average + own * mend for average, mend in zip(_AVERAGE, _OWN, strict=True))
    true = seen + seen * shares + shifts
    turned = sight @ rotation_of(true)
    return turned, place + (rotation - turned) @ _PIVOT, float(np.degrees(np.hypot(true[0], true[1])))


def nearer(rotation: Matrix, place: Vector) -> float:
    """What the distance of a face that nods so must be multiplied with to be true beside that of one that does not."""
    pitch = float(np.clip(vector_of(towards(place).T @ rotation)[0], -_MOST_NOD, _MOST_NOD))
    tilted, nodding = _FARTHER
    return float(np.exp(-(tilted * pitch + nodding * pitch**2)))
