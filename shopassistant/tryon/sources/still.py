"""A still image as a source: the same picture again and again, so that looks can be changed on it."""

import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from shopassistant.tryon.sources.frame import Frame
from shopassistant.tryon.sources.pictures import Picture, usable
from shopassistant.tryon.sources.source import SourceProblem
from shopassistant.tryon.sources.video import check_readable

MOST_BYTES = 64_000_000
# Larger photographs are made smaller once, so that a mirror of them stays quick.
MOST_PIXELS = 1920 * 1080
RATE = 15


class StillImage:
    """See `source.Source`.

    Args:
        path: of a picture OpenCV can read; it is turned as it says it should be.
        sleep: seconds.
    """

    def __init__(self, path: Path, sleep: Callable[[float], None] = time.sleep) -> None:
        self._path, self._sleep = path, sleep
        self._picture: Picture | None = None
        self._number = 0

    @property
    def name(self) -> str:
        """The file's."""
        return self._path.name

    def open(self) -> None:
        """See `source.Source`."""
        check_readable(self._path)
        try:
            if self._path.stat().st_size > MOST_BYTES:
                raise SourceProblem("format", self.name)
            found = cv2.imdecode(np.fromfile(self._path, np.uint8), cv2.IMREAD_COLOR)
        except OSError as error:
            raise SourceProblem("none", self.name) from error
        except cv2.error as error:  # an empty file, or one that claims to be larger than OpenCV allows
            raise SourceProblem("format", self.name) from error
        if found is None:
            raise SourceProblem("format", self.name)
        self._picture = _sized(usable(found, self.name))

    def read(self, into: Picture | None = None) -> Frame | None:
        """See `source.Source`."""
        if self._picture is None:
            return None
        if self._number:
            self._sleep(1 / RATE)
        if into is None or into.shape != self._picture.shape:
            into = np.empty_like(self._picture)
        np.copyto(into, self._picture)
        self._number += 1
        return Frame(into, time.monotonic_ns() // 1_000_000, self._number - 1)

    def close(self) -> None:
        """Overwrites the picture."""
        if self._picture is not None:
            self._picture.fill(0)
            self._picture = None


def _sized(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    share = (MOST_PIXELS / (height * width)) ** 0.5
    if share >= 1:
        return picture
    size = (round(width * share), round(height * share))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
