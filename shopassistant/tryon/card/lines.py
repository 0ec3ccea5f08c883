"""Straight lines in a picture, from the pieces that a print, a thumb or the light left of them."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.axes import Matrix

# Pieces belong to one line if they point the same way and lie on it, by so many degrees and pixels.
_SAME_DEGREES, _SAME_PIXELS = 3.0, 2.0
_MOST = 44


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """Attributes:
    middle: float64 (2,), pixels. along: float64 (2,), of length one.
    pieces: float64 (n, 2): from where to where it is seen, pixels along from the middle on.
    """

    middle: Matrix
    along: Matrix
    pieces: Matrix

    @property
    def seen(self) -> float:
        """Pixels, where pieces lie above each other both count."""
        return float((self.pieces[:, 1] - self.pieces[:, 0]).sum())


def lines_in(picture: NDArray[np.uint8], least: float) -> list[Line]:
    """The lines of a picture, the one most seen first.

    Line Segment Detector (von Gioi et al., IPOL 2, 2012), its pieces joined.

    Args:
        picture: uint8 (h, w), one channel.
        least: shorter pieces do not count, pixels.
    """
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE).detect(picture)[0]
    if found is None:
        return []
    ends = found.reshape(-1, 2, 2).astype(np.float64)
    lengths = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1)
    order = [at for at in np.argsort(-lengths) if lengths[at] >= least][: 4 * _MOST]
    return sorted(_joined(ends[order], lengths[order]), key=lambda line: -line.seen)[:_MOST]


def _joined(ends: Matrix, lengths: Matrix) -> list[Line]:
    """The longest piece says where a line is; whatever lies on it belongs to it."""
    left = np.ones(len(ends), bool)
    lines = []
    ways = (ends[:, 1] - ends[:, 0]) / lengths[:, None]
    least_same = np.cos(np.radians(_SAME_DEGREES))
    for seed in range(len(ends)):
        if not left[seed]:
            continue
        middle, along = ends[seed].mean(axis=0), ways[seed]
        away = np.abs((ends - middle) @ np.array([-along[1], along[0]])).max(axis=1)
        mine = left & (np.abs(ways @ along) > least_same) & (away < _SAME_PIXELS)
        mine[seed] = True
        left &= ~mine
        lines.append(Line(middle, along, np.sort((ends[mine] - middle) @ along, axis=1)))
    return lines
