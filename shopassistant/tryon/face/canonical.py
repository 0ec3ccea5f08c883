"""An average face in millimetres: the points that landmarks are, and the triangles between them."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.paths import resource

# By landmark number, named from the wearer's side.
RIGHT_IRIS, LEFT_IRIS = 468, 473
# The edges of the lids above and below each iris, the wearer's right first: what is seen of an eye is as far as they.
LIDS = ((RIGHT_IRIS, (159, 145)), (LEFT_IRIS, (386, 374)))
# Points that keep their place whatever the face does, well seen from the front and from the side.
STEADY = (
    33, 133, 362, 263, 168, 6, 197, 195, 5, 4, 1, 19, 94, 2, 98, 327, 61, 291, 199, 152, 10, 151, 9, 8, 127, 356, 234,
    454, 0,
)  # fmt: skip


@dataclass(frozen=True)
class Canonical:
    """Attributes:
    points: float64 (468, 3), millimetres: x to the wearer's left, y up, z out of the face.
    triangles: int32 (898, 3).
    """

    points: NDArray[np.float64]
    triangles: NDArray[np.int32]


@cache
def canonical_face() -> Canonical:
    """MediaPipe's canonical face model, which its landmarks are trained on."""
    points, triangles = [], []
    for line in resource("models", "canonical_face.obj").read_text("ascii").splitlines():
        kind, *rest = line.split() or [""]
        if kind == "v":
            points.append([float(value) * 10 for value in rest[:3]])
        elif kind == "f":
            triangles.append([int(corner.split("/")[0]) - 1 for corner in rest])
    return Canonical(np.array(points), np.array(triangles, np.int32))
