"""Films to try things on in: somebody's own file, or a free photograph that moves as a head before a webcam does."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import matplotlib.cbook
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
SIZE = (1280, 720)


@dataclass(frozen=True)
class Film:
    """Pictures held in memory as small as they came, and made as large as a webcam's when asked for."""

    name: str
    pictures: tuple[Picture, ...]

    def picture(self, number: int) -> Picture:
        """uint8 (720, 1280, 3): the film forward, then backward, for ever, so that nobody jumps."""
        count = len(self.pictures)
        place = number % (2 * count - 2) if count > 1 else 0
        return filled(self.pictures[place if place < count else 2 * count - 2 - place])


def filled(picture: Picture) -> Picture:
    """The middle of a picture, scaled to fill 1280 x 720."""
    height, width = picture.shape[:2]
    scale = max(SIZE[0] / width, SIZE[1] / height)
    if scale != 1:
        picture = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR), np.uint8)
    top, left = (picture.shape[0] - SIZE[1]) // 2, (picture.shape[1] - SIZE[0]) // 2
    return np.ascontiguousarray(picture[top : top + SIZE[1], left : left + SIZE[0]])


def film_of(path: Path, most: int = 1_000) -> Film:
    """The first pictures of a file."""
    capture = cv2.VideoCapture(str(path))
    try:
        found = tuple(_read(capture, most))
    finally:
        capture.release()
    if not found:
        raise SystemExit(f"no film: {path}")
    return Film(path.name, found)


def _read(capture: cv2.VideoCapture, most: int) -> Iterator[Picture]:
    for _ in range(most):
        is_read, picture = capture.read()
        if not is_read:
            return
        yield np.asarray(picture, np.uint8)


def photograph_film(count: int) -> Film:
    """Matplotlib's sample photograph, swaying, nodding (in its plane) and coming nearer."""
    photograph = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert photograph is not None
    time = np.linspace(0, 2 * np.pi * count / 120, count)
    return Film("a photograph that moves", tuple(_moved(photograph, one) for one in time))


def _moved(photograph: NDArray[np.integer], time: float) -> Picture:
    height, width = photograph.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 3), 8 * np.sin(time), 0.95 + 0.2 * np.sin(0.7 * time))
    turn[:, 2] += (320 - width / 2 + 60 * np.sin(1.3 * time), 200 - height / 3 + 20 * np.sin(time))
    return np.asarray(
        cv2.warpAffine(photograph, turn, (640, 360), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_AREA), np.uint8
    )
