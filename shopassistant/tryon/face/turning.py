"""What landmarks make of a turned head, put right.

The model that finds landmarks draws them towards the faces it was trained on, seen along the line of sight: a head
that nods by 20 degrees comes out as one that nods by 17, one that turns by 40 degrees as by 38. Measured on rendered
heads of known pose (`tests/benchmarks/head_pose.py`) on faces that are not among those it is scored on; it is nearly
the same for all of them once their own shape is known.
"""

import numpy as np

from shopassistant.tryon.face.axes import Matrix, Vector, rotation_of, towards, vector_of

# What is added to the rotation vector (pitch, yaw, roll) relative to the line of sight, per unit of each.
_MENDS = np.array([[0.20, 0.0, 0.0], [0.0, 0.062, 0.0], [0.0, 0.0, -0.05]])
# Between which point of the face and the camera nothing changes: the landmarks' middle.
_PIVOT = np.array([0.0, 0.0, 30.0])


def mended(rotation: Matrix, place: Vector) -> tuple[Matrix, Vector, float]:
    """Rotation (3, 3) and place (3,) as they truly are, and degrees between the line of sight and the face's front."""
    sight = towards(place)
    seen = vector_of(sight.T @ rotation)
    true = seen + seen @ _MENDS
    turned = sight @ rotation_of(true)
    return turned, place + (rotation - turned) @ _PIVOT, float(np.degrees(np.hypot(true[0], true[1])))
