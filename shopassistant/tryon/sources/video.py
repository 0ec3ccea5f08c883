"""A video file as a source: as fast as it was taken, or as fast as it can be read."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import cv2

from shopassistant.tryon.sources.frame import Frame
from shopassistant.tryon.sources.pictures import Picture, usable
from shopassistant.tryon.sources.source import SourceProblem

# A reading waits no longer for the next picture, however slow the film is.
_LONGEST_WAIT_S = 0.5
_USUAL_GAP_MS = 33


class VideoFile:
    """See `source.Source`.

    Args:
        path: of a film OpenCV can read.
        is_paced: pictures come when they were taken; otherwise at once, with the times of the film.
        repeats: it begins anew instead of ending.
        clock, sleep: seconds.
    """

    def __init__(
        self,
        path: Path,
        *,
        is_paced: bool = True,
        repeats: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path, self._is_paced, self._repeats = path, is_paced, repeats
        self._clock, self._sleep = clock, sleep
        self._capture: cv2.VideoCapture | None = None
        self._number = self._of_this_round = 0
        self._began_s = 0.0
        self._at_ms = 0

    @property
    def name(self) -> str:
        """The file's."""
        return self._path.name

    def open(self) -> None:
        """See `source.Source`."""
        self.close()
        check_readable(self._path)
        capture = cv2.VideoCapture(str(self._path), cv2.CAP_FFMPEG)
        if not capture.isOpened():
            capture.release()
            raise SourceProblem("format", self.name)
        self._capture = capture
        self._began_s, self._of_this_round = self._clock(), 0

    def read(self, into: Picture | None = None) -> Frame | None:
        """See `source.Source`."""
        if self._capture is None:
            return None
        is_read, found = self._capture.read(into)
        if not is_read:
            return self._over()
        taken_ms = self._capture.get(cv2.CAP_PROP_POS_MSEC)
        picture = usable(found, self.name)
        self._of_this_round += 1
        self._number += 1
        self._at_ms = max(self._at_ms + 1, self._when(taken_ms))
        return Frame(picture, self._at_ms, self._number - 1)

    def close(self) -> None:
        """See `source.Source`."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _when(self, taken_ms: float) -> int:
        due = self._began_s + max(0.0, taken_ms) / 1000
        if not self._is_paced:
            return int(due * 1000)
        ahead = due - self._clock()
        if ahead > 0:
            self._sleep(min(ahead, _LONGEST_WAIT_S))
        if abs(ahead) > _LONGEST_WAIT_S:  # a gap in the film, or a machine that slept: from here as it was taken
            self._began_s -= ahead
        return int(self._clock() * 1000)

    def _over(self) -> Frame | None:
        if self._of_this_round == 0:
            raise SourceProblem("format", self.name)  # it opens, but holds no picture that can be read
        if not self._repeats:
            raise SourceProblem("ended", self.name)
        self.open()
        if not self._is_paced:  # the film's own time goes on
            self._began_s = (self._at_ms + _USUAL_GAP_MS) / 1000
        return self.read()


def check_readable(path: Path) -> None:
    """Tell a file that is not there from one that may not be read, before OpenCV says neither.

    Raises:
        SourceProblem: ``none``, ``refused``.
    """
    if not path.is_file():
        raise SourceProblem("none", path.name)
    if not os.access(path, os.R_OK):
        raise SourceProblem("refused", path.name)
