"""What came from a camera or file, as the picture every part of the try-on expects."""

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.sources.source import LEAST_HEIGHT, LEAST_WIDTH, SourceProblem

Picture = NDArray[np.uint8]


def usable(found: object, name: str) -> Picture:
    """uint8 (h, w, 3), BGR; grey pictures and those with a fourth channel are turned into it.

    Args:
        found: an array as OpenCV hands it out.
        name: of the source.

    Raises:
        SourceProblem: ``format``: of another depth (infrared and depth cameras), or too small to show a face.
    """
    if not isinstance(found, np.ndarray) or found.dtype != np.uint8 or found.ndim not in (2, 3):
        raise SourceProblem("format", name, _said(found))
    height, width = found.shape[:2]
    channels = 1 if found.ndim == 2 else found.shape[2]
    if height < LEAST_HEIGHT or width < LEAST_WIDTH or channels not in (1, 3, 4):
        raise SourceProblem("format", name, _said(found))
    if channels == 3:
        return found
    turned = cv2.cvtColor(found, cv2.COLOR_GRAY2BGR if channels == 1 else cv2.COLOR_BGRA2BGR)
    return np.asarray(turned, np.uint8)


def _said(found: object) -> str:
    """Size and kind of an array, nothing of what is in it."""
    if not isinstance(found, np.ndarray):
        return type(found).__name__
    size = " x ".join(str(side) for side in (*found.shape[1::-1], *found.shape[2:]))
    return f"{size}, {found.dtype}"
