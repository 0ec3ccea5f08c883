"""Where a card is best held, for showing it: flat to the forehead, its lower edge just above the brows.

There the whole face below it stays seen. Held under the nose it covers the mouth, and the landmarks' guess of a covered
mouth nods the head by degrees, which moves the card by up to two centimetres before the eyes.
"""

import numpy as np

from shopassistant.tryon.card.size import corners_mm
from shopassistant.tryon.face.axes import Matrix
from shopassistant.tryon.face.follow import Seen

# Of its middle, in the canonical face's axes above landmark 9, which lies between the brows; and before the skin there.
_BETWEEN_BROWS, _UP_MM, _BEFORE_MM = 9, 34.0, 6.0


def guide_of(seen: Seen) -> Matrix:
    """float64 (4, 2): pixels of its corners, clockwise from above left."""
    middle = seen.face[_BETWEEN_BROWS] + (0.0, _UP_MM, _BEFORE_MM)
    middle[0] = 0.0
    there = seen.pose.points(corners_mm() / seen.pose.scale + middle).astype(np.float64)
    camera = seen.camera
    return np.asarray(there[:, :2] / -there[:, 2:] * (camera.focal, -camera.focal) + camera.centre)
