"""A webcam by index or name, which is found again under whatever index it comes back."""

import sys
import time
from collections.abc import Callable
from typing import Protocol

import cv2

from shopassistant.tryon.sources.frame import Frame
from shopassistant.tryon.sources.listing import CameraInfo, chosen
from shopassistant.tryon.sources.pictures import Picture, usable
from shopassistant.tryon.sources.source import SourceProblem, SourceState

WIDTH, HEIGHT, RATE = 1280, 720, 30
# Windows' newer interface takes many seconds to open a camera, so the older one is used there.
_BACKENDS = {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION}
# A driver's own time of a picture is believed if it is not older than this.
_BELIEVED_MS = 500


class Cameras(Protocol):
    """What is asked of the system: `linux.LinuxCameras`, `elsewhere.OtherCameras`."""

    def list(self) -> tuple[CameraInfo, ...]:
        """The cameras plugged in."""

    def is_there(self, camera: CameraInfo) -> bool:
        """Whether it is still plugged in."""

    def trouble(self, camera: CameraInfo) -> SourceState | None:
        """Why it cannot be used now, as far as known before it is opened."""

    def unopened(self, camera: CameraInfo) -> SourceState:
        """What to say of one that did not open."""


class Capture(Protocol):
    """What is used of OpenCV's capture."""

    def isOpened(self) -> bool:  # noqa: N802  OpenCV's own name
        """Whether it can be read."""

    def read(self, image: Picture | None = None) -> tuple[bool, object]:
        """Whether there was a picture, and it."""

    def get(self, what: int) -> float:
        """One of its properties."""

    def release(self) -> None:
        """Give it back."""


class Webcam:
    """See `source.Source`.

    Args:
        which: its index, its name or a part of it, or None for the first one there is.
        system: whose cameras; this machine's by default.
        opened: gives OpenCV's capture for an index.
    """

    def __init__(
        self,
        which: int | str | None = None,
        system: Cameras | None = None,
        opened: Callable[[int], Capture] | None = None,
    ) -> None:
        self._which = which
        self._system = system or _this_system()
        self._opened = opened or _opened
        self._camera: CameraInfo | None = None
        self._capture: Capture | None = None
        self._number = 0

    @property
    def name(self) -> str:
        """What its maker calls it, once it was found."""
        if self._camera is not None:
            return self._camera.name
        return self._which if isinstance(self._which, str) else ""

    def open(self) -> None:
        """See `source.Source`."""
        self.close()
        found = chosen(self._system.list(), self._which, self._camera)
        if found is None:
            raise SourceProblem("none", self.name)
        if (trouble := self._system.trouble(found)) is not None:
            raise _problem(trouble)
        capture = self._opened(found.index)
        if not capture.isOpened():
            capture.release()
            raise _problem(self._system.unopened(found))
        self._camera, self._capture = found, capture

    def read(self, into: Picture | None = None) -> Frame | None:
        """See `source.Source`."""
        camera, capture = self._camera, self._capture
        if capture is None or camera is None:
            return None
        is_read, found = capture.read(into)
        if not is_read:
            if not self._system.is_there(camera):
                raise SourceProblem("lost", camera.name)
            return None
        self._number += 1
        return Frame(usable(found, camera.name), _taken_ms(capture), self._number - 1)

    def close(self) -> None:
        """See `source.Source`."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None


def _taken_ms(capture: Capture) -> int:
    """When the picture was taken: V4L2's drivers say so by the monotonic clock; else now, after it was decoded."""
    now = time.monotonic_ns() // 1_000_000
    told = capture.get(cv2.CAP_PROP_POS_MSEC)
    return int(told) if now - _BELIEVED_MS <= told <= now else now


def _problem(told: SourceState) -> SourceProblem:
    return SourceProblem(told.state, told.name, told.by)


def _this_system() -> Cameras:
    if sys.platform.startswith("linux"):
        from shopassistant.tryon.sources.linux import LinuxCameras

        return LinuxCameras()
    from shopassistant.tryon.sources.elsewhere import OtherCameras

    return OtherCameras()


def _opened(index: int) -> Capture:
    """Asked for compressed pictures: uncompressed ones of this size come over USB 2 ten times a second at most."""
    capture = cv2.VideoCapture(index, _BACKENDS.get(sys.platform, cv2.CAP_ANY))
    if capture.isOpened():
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
        capture.set(cv2.CAP_PROP_FPS, RATE)
    return capture
