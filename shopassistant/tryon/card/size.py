"""What every bank, loyalty or identity card of the usual size has in common, and all that is read of one: its edge.

ISO/IEC 7810, ID-1: 85.60 x 53.98 mm, corners rounded by 3.18 mm, 0.76 mm thick.
"""

import numpy as np

from shopassistant.tryon.face.axes import Matrix

WIDTH_MM, HEIGHT_MM = 85.60, 53.98


def corners_mm() -> Matrix:
    """float64 (4, 3): where its edges would meet, in its own axes (x right, y up, z to who looks at it), from above
    left on clockwise."""
    return np.array([[-WIDTH_MM, HEIGHT_MM, 0], [WIDTH_MM, HEIGHT_MM, 0], [WIDTH_MM, -HEIGHT_MM, 0],
                     [-WIDTH_MM, -HEIGHT_MM, 0]]) / 2  # fmt: skip
